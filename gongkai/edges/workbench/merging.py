"""两个人同时编辑: the texts of two who wrote on one draft, and the choices by which they become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.edges.workbench.merge_base import MergeBase
from gongkai.text.markup.sanitising import plain_text, sanitise
from gongkai.text.merging import Stretch, Taken, merged, stretches, suggested

if TYPE_CHECKING:
    from django.http import QueryDict

_CHOICE = "merge-"
LABELS = {Taken.THEIRS: "用最新版本的", Taken.MINE: "用我的", Taken.BOTH: "两者都保留"}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place at which the texts differ, as lines to read, with what may be taken; `note` says who changed
    it, where that is known."""

    name: str
    theirs: Sequence[str]
    mine: Sequence[str]
    options: Sequence[Option]
    note: str = ""


def places(latest: str, typed: str, base: MergeBase) -> list[Place]:
    """Where the stored text and the typed one differ, in order."""
    return [
        Place(
            f"{_CHOICE}{number}",
            _lines(found.theirs),
            _lines(found.mine),
            stretch_options(found, base),
            who_changed(suggested(found, base.had_block) if base.blocks else None, base),
        )
        for number, found in enumerate(_stretches(latest, typed))
        if not found.is_same
    ]


def merged_body(data: QueryDict, latest: str, typed: str, base: MergeBase) -> str:
    """The text by the choices that were sent; where none was made, as the page proposes."""
    found = _stretches(latest, typed)
    return merged(found, {**proposals(found, base), **choices_in(data, _CHOICE)})


def choices_in(data: QueryDict, prefix: str) -> dict[int, Taken]:
    """Place → whose is taken, as it was sent."""
    return {
        int(name.removeprefix(prefix)): Taken(value)
        for name, value in data.items()
        if name.startswith(prefix) and name.removeprefix(prefix).isdecimal() and value in set(Taken)
    }


def proposals(found: Sequence[Stretch], base: MergeBase) -> dict[int, Taken]:
    """Place → whose is taken unless somebody says otherwise."""
    return {number: _proposed(stretch, base) for number, stretch in enumerate(found)}


def stretch_options(found: Stretch, base: MergeBase) -> list[Option]:
    proposed = _proposed(found, base)
    offered = [Taken.THEIRS, Taken.MINE] if not (found.theirs and found.mine) else list(Taken)
    words = {**LABELS}
    if not found.theirs:
        words |= {Taken.THEIRS: "不要这段", Taken.MINE: "保留我的这段"}
    if not found.mine:
        words |= {Taken.THEIRS: "保留他人的这段", Taken.MINE: "不要这段"}
    return [Option(choice.value, words[choice], choice is proposed) for choice in offered]


def who_changed(taken: Taken | None, base: MergeBase) -> str:
    """Who changed what differs; nothing where the page did not say with what it began."""
    if not base.fields and not base.blocks:
        return ""
    return _WHO[taken]


_WHO: Mapping[Taken | None, str] = {
    Taken.THEIRS: "只有他人改过",
    Taken.MINE: "只有您改过",
    None: "两人都改过，请选定",
}


def _proposed(found: Stretch, base: MergeBase) -> Taken:
    """Whoever alone changed it; else what loses nothing by oversight."""
    return (suggested(found, base.had_block) if base.blocks else None) or found.usual


def _stretches(latest: str, typed: str) -> list[Stretch]:
    """The typed text is cleaned first, as it will be when it is kept: else everything would differ."""
    return stretches(latest, sanitise(typed).html)


def _lines(found: Sequence[str]) -> list[str]:
    return [line for block in found for line in plain_text(block).splitlines() if line.strip()]
