"""两个人同时编辑: the texts of two who wrote on one draft, and the choices by which they become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from gongkai.text.markup import plain_text, sanitise
from gongkai.text.merging import Stretch, Taken, merged, stretches

_CHOICE = "merge-"
_LABELS = {Taken.THEIRS: "用最新版本的", Taken.MINE: "用我的", Taken.BOTH: "两段都保留"}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place at which the texts differ, as lines to read, with what may be taken."""

    name: str
    theirs: Sequence[str]
    mine: Sequence[str]
    options: Sequence[Option]


def places(latest: str, typed: str) -> list[Place]:
    """Where the stored text and the typed one differ, in order."""
    return [
        Place(f"{_CHOICE}{number}", _lines(found.theirs), _lines(found.mine), _options(found))
        for number, found in enumerate(_stretches(latest, typed))
        if not found.is_same
    ]


def merged_body(request: HttpRequest, latest: str, typed: str) -> str:
    """The text by the choices that were sent; where none was made, as `Stretch.usual` says."""
    choices = {
        int(name.removeprefix(_CHOICE)): Taken(value)
        for name, value in request.POST.items()
        if name.removeprefix(_CHOICE).isdecimal() and value in set(Taken)
    }
    return merged(_stretches(latest, typed), choices)


def _stretches(latest: str, typed: str) -> list[Stretch]:
    """The typed text is cleaned first, as it will be when it is kept: else everything would differ."""
    return stretches(latest, sanitise(typed).html)


def _lines(found: Sequence[str]) -> list[str]:
    return [line for block in found for line in plain_text(block).splitlines() if line.strip()]


def _options(found: Stretch) -> list[Option]:
    offered = [Taken.THEIRS, Taken.MINE] if not (found.theirs and found.mine) else list(Taken)
    words = {**_LABELS}
    if not found.theirs:
        words |= {Taken.THEIRS: "不要这段", Taken.MINE: "保留我的这段"}
    if not found.mine:
        words |= {Taken.THEIRS: "保留他人的这段", Taken.MINE: "不要这段"}
    return [Option(choice.value, words[choice], choice is found.usual) for choice in offered]
