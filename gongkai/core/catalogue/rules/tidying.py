"""A row as it is kept, however it was typed or sent; pure functions.

What a known row says already stays as that row has it: a browser that ends lines in its own way, or a box
ticked in another order, changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from gongkai.core.catalogue.rules.fields import ItemFields

_BREAK = re.compile(r"\r\n?")
_TEXTS = ("content_elements", "time_limit", "responsible_text", "for_groups")
_NAMES = ("code", "level1", "level2")


def tidy_lines(text: str) -> str:
    """Line ends as one character, no blanks at the ends of lines, no blank lines before and after."""
    return "\n".join(line.rstrip() for line in _BREAK.sub("\n", text).split("\n")).strip()


def tidied(given: ItemFields, known: Sequence[ItemFields] = ()) -> ItemFields:
    """The fields as they are kept.

    Sources are one a line, channels and tiers each once.

    Args:
        known: the row as it is and the row above, in this order.
    """
    values: dict[str, Any] = {name: _tidy_name(getattr(given, name)) for name in _NAMES}
    for name in _TEXTS:
        values[name] = _as_known(given, known, name, tidy_lines)
    values["legal_basis"] = _as_known(given, known, "legal_basis", _sources)
    for name in ("channels", "tiers"):
        wanted = _once(getattr(given, name))
        same = (getattr(row, name) for row in known if set(_once(getattr(row, name))) == set(wanted))
        values[name] = next(same, wanted)
    return replace(given, **values)


def _as_known(given: ItemFields, known: Iterable[ItemFields], name: str, tidy: Callable[[Any], Any]) -> Any:
    wanted = tidy(getattr(given, name))
    same = (getattr(row, name) for row in known if tidy(getattr(row, name)) == wanted)
    return next(same, wanted)


def _tidy_name(text: str) -> str:
    return " ".join(tidy_lines(text).split("\n"))


def _sources(basis: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for raw in tidy_lines("\n".join(basis)).split("\n") if (line := raw.strip()))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := value.strip())))
