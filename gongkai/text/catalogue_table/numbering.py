"""Lists numbered inside one text: 1.招聘单位2.岗位要求, whether or not anything stands between the parts."""

from __future__ import annotations

import re
from functools import lru_cache

_FIRST = re.compile(r"\s*[(（]?1(?:[.．、](?![0-9])|[)）])\s*")
_MOST = 60
_BULLETS = "●·•◦▪◆ "
"""Signs that stand behind a number now and then; the number says it already."""


@lru_cache(maxsize=1024)
def numbered_parts(text: str) -> tuple[str, ...]:
    """The parts of a text that is a list numbered from 1, without their numbers; none for other texts."""
    first = _FIRST.match(text)
    if first is None:
        return ()
    parts: list[str] = []
    start = first.end()
    for number in range(2, _MOST):
        found = _number(number).search(text, start)
        if found is None:
            break
        parts.append(text[start : found.start()].strip())
        start = found.end()
    parts.append(text[start:].strip())
    return tuple(part.lstrip(_BULLETS) for part in parts) if len(parts) > 1 else ()


@lru_cache(maxsize=_MOST)
def _number(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9.．第])\s*[(（]?{number}\s*(?:[.．、](?![0-9])|[)）])\s*")
