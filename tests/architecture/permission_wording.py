"""Words that have to be changed, for the permission table; inputs of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gongkai.core.wording import commands
from gongkai.core.wording.rules import key_of
from gongkai.foundation.storage import commands as storage
from gongkai.text.wording import WordExample, WordingSort, WordRule, WordsText, write_words
from tests import factories as make
from tests.factories import County

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

_OWN = WordRule(("民社局",), "民政局", WordingSort.BODY, "更名")
_LIST = WordsText(rules=(_OWN,), examples=(WordExample("报县民社局", ("民社局",)),))
_TABLE = "原词\t改为\t理由\n帐目\t账目\t规范用字\n"

_REQUIRED, _FREE = "国土资源部", "环境保护部"
"""Of the shipped words: one that the county requires already, and one that it does not."""


def make_wordings(county: County) -> None:
    commands.require_word(
        actor=make.SYSTEM, division_id=county.division.pk, word=_REQUIRED, reason="机构改革"
    )
    for based_on, text in enumerate(("", write_words(_LIST))):
        commands.save_words(
            actor=make.SYSTEM, division_id=county.division.pk, text=text, change_note="", based_on=based_on
        )
    storage.receive([_TABLE.encode()], "词表.txt")


WORDING_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "wording.list.save": lambda w: {
        "division_id": w.county.division.pk, "text": "", "change_note": "只用内置词表。", "based_on": 2,
    },
    "wording.list.restore": lambda w: {"division_id": w.county.division.pk, "number": 1, "based_on": 2},
    "wording.list.receive": lambda w: {
        "division_id": w.county.division.pk, "name": "词表.txt", "chunks": [_TABLE.encode()],
    },
    "wording.list.import": lambda w: {
        "division_id": w.county.division.pk, "name": "词表.txt", "based_on": 2,
        "sha256": sha256(_TABLE.encode()).hexdigest(),
    },
    "wording.entry.put": lambda w: {
        "division_id": w.county.division.pk, "rule": replace(_OWN, reason="机构改革"),
        "replacing": key_of(_OWN),
    },
    "wording.entry.remove": lambda w: {"division_id": w.county.division.pk, "key": key_of(_OWN)},
    "wording.example.add": lambda w: {
        "division_id": w.county.division.pk, "text": "报民社局审核", "finds": ("民社局",),
    },
    "wording.example.remove": lambda w: {"division_id": w.county.division.pk, "text": "报县民社局"},
    "wording.hit.ignore": lambda w: {"edition_id": w.draft.pk, "words": "帐号", "suggestion": "账号"},
    "wording.hit.ignore@required": lambda w: {
        "edition_id": w.draft.pk, "words": _REQUIRED, "suggestion": "自然资源部",
    },
    "wording.word.require": lambda w: {
        "division_id": w.county.division.pk, "word": _FREE, "reason": "机构改革",
    },
    "wording.word.relax": lambda w: {"division_id": w.county.division.pk, "word": _REQUIRED},
}  # fmt: skip
