"""Words that have to be changed, for the permission table; inputs of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gongkai.core.wording import commands
from tests import factories as make
from tests.factories import County

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

_REQUIRED, _FREE = "国土资源部", "环境保护部"
"""Of the shipped words: one that the county requires already, and one that it does not."""


def make_wordings(county: County) -> None:
    commands.require_word(
        actor=make.SYSTEM, division_id=county.division.pk, word=_REQUIRED, reason="机构改革"
    )


WORDING_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "wording.list.save": lambda w: {
        "division_id": w.county.division.pk, "text": "", "change_note": "只用内置词表。",
    },
    "wording.hit.ignore": lambda w: {"edition_id": w.draft.pk, "words": "帐号", "suggestion": "账号"},
    "wording.hit.ignore@required": lambda w: {
        "edition_id": w.draft.pk, "words": _REQUIRED, "suggestion": "自然资源部",
    },
    "wording.word.require": lambda w: {
        "division_id": w.county.division.pk, "word": _FREE, "reason": "机构改革",
    },
    "wording.word.relax": lambda w: {"division_id": w.county.division.pk, "word": _REQUIRED},
}  # fmt: skip
