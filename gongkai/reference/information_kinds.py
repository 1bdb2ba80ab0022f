"""Kinds of government information: the fields, tables and checks that each declares. A kind is a file.

Shipped ones lie in `data/kinds/`; a folder named by the environment variable GONGKAI_KINDS adds an office's
own, or takes the place of a shipped one with the same code.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import FileHeader, shipped, shipped_names
from gongkai.reference.kind_parts import (
    Condition,
    DeadlineUse,
    DisplayUse,
    InformationGroup,
    InformationKind,
    KindCheck,
    KindField,
    KindTable,
    ReviewUse,
    SpecialReview,
    TableColumn,
    ValueType,
)
from gongkai.reference.kind_reading import parse_information_kind
from gongkai.reference.policy_areas import find_policy_area

__all__ = [
    "FOLDER_VARIABLE",
    "GENERAL",
    "Condition",
    "DeadlineUse",
    "DisplayUse",
    "InformationGroup",
    "InformationKind",
    "KindCheck",
    "KindField",
    "KindTable",
    "ReviewUse",
    "SpecialReview",
    "TableColumn",
    "ValueType",
    "information_kind",
    "information_kinds",
    "kind_headers",
    "suggested_kind",
]

FOLDER_VARIABLE = "GONGKAI_KINDS"
GENERAL = "general"
"""The kind of whatever has no kind of its own; it must be there."""


@dataclass(frozen=True, slots=True)
class _Known:
    kinds: Mapping[str, InformationKind]
    headers: Mapping[str, FileHeader]


def information_kinds() -> Mapping[str, InformationKind]:
    """Every kind by its code, in the order of groups and of the files' own order.

    Raises ReferenceDataError naming the file and the entry.
    """
    return _known(os.environ.get(FOLDER_VARIABLE, "")).kinds


def kind_headers() -> Mapping[str, FileHeader]:
    """Where each kind comes from and what in it nobody has checked."""
    return _known(os.environ.get(FOLDER_VARIABLE, "")).headers


def information_kind(code: str) -> InformationKind:
    """The kind with this code; one whose file is gone is shown as the general one."""
    kinds = information_kinds()
    return kinds.get(code) or kinds[GENERAL]


def suggested_kind(area: str, *names: str) -> InformationKind:
    """The kind that a catalogue item suggests by its names and its area, which is given by code or name; the
    longest matching word decides."""
    best, kind = (0, False), information_kind(GENERAL)
    known = find_policy_area(area)
    for candidate in information_kinds().values():
        if candidate.areas and (known is None or known.code not in candidate.areas):
            continue
        length = max(
            (len(word) for word in candidate.words for name in names if word in name),
            default=0,
        )
        if not length and not (candidate.areas and not candidate.words):
            continue
        score = (length, len(candidate.areas) > 0)
        if score > best:
            best, kind = score, candidate
    return kind


@cache
def _known(folder: str) -> _Known:
    found: dict[str, InformationKind] = {}
    headers: dict[str, FileHeader] = {}
    for name, text in (*_shipped(), *_own(folder)):
        header, kind = parse_information_kind(text, name)
        if name.rpartition("/")[2] != f"{kind.code}.toml":
            raise ReferenceDataError(name, f"文件名应为“{kind.code}.toml”")
        found[kind.code], headers[kind.code] = kind, header
    if GENERAL not in found:
        raise ReferenceDataError("kinds", f"缺少“{GENERAL}”")
    groups = list(InformationGroup)
    ordered = sorted(found.values(), key=lambda kind: (groups.index(kind.group), kind.order, kind.code))
    return _Known({kind.code: kind for kind in ordered}, headers)


def _shipped() -> Iterator[tuple[str, str]]:
    return ((name, shipped(name)) for name in shipped_names("kinds"))


def _own(folder: str) -> Iterable[tuple[str, str]]:
    if not folder:
        return ()
    place = Path(folder)
    if not place.is_dir():
        raise ReferenceDataError(folder, f"{FOLDER_VARIABLE} 所指的文件夹不存在")
    return [(str(path), _text(path)) for path in sorted(place.glob("*.toml"))]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceDataError(str(path), "读不出来，或者不是 UTF-8 编码") from error
