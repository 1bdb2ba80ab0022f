"""Why information may be withheld: grounds with their articles (政府信息公开条例 arts. 14–16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.reference.files import FileHeader, shipped, toml_document
from gongkai.reference.matching import index_by_name

_FILE = "withholding_grounds.toml"


@dataclass(frozen=True, slots=True)
class WithholdingGround:
    """A ground; `article` is what a refusal cites, `note` what has to be weighed with it."""

    code: str
    name: str
    article: str
    note: str


@cache
def withholding_grounds() -> Mapping[str, WithholdingGround]:
    """Every ground by its code, in the order of the articles."""
    return {row.code: row for row in parse_withholding_grounds(shipped(_FILE))[1]}


def parse_withholding_grounds(
    text: str, file: str = _FILE
) -> tuple[FileHeader, tuple[WithholdingGround, ...]]:
    """Read the grounds from a file's text. Raises ReferenceDataError naming the entry."""
    header, document = toml_document(text, file)
    found = []
    for entry in document.tables("grounds"):
        found.append(
            WithholdingGround(
                code=entry.text("code"),
                name=entry.text("name"),
                article=entry.text("article"),
                note=entry.text("note"),
            )
        )
        entry.finish()
    document.finish()
    index_by_name(((row, (row.code, row.name)) for row in found), file)
    return header, tuple(found)
