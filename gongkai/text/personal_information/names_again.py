"""Somebody who must not be named is named nowhere in the text: not in the title, and not below either."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter

from gongkai.text.personal_information.model import Finding, Severity

_NAME = "person_name"
_MOST = 100
"""More names are a ledger, each in a row of its own; to look for all of them everywhere takes too long."""
_SHORT = 2
_BEHIND_SHORT = r"(?=[户家来反因等夫之称说系患自申提投举诉求同先女的与和及于在向]|[^\u4e00-\u9fff]|\Z)"
"""李四 is not meant by 李四光, but by 李四户 and 李四同志."""


def with_names_again(text: str, found: list[Finding]) -> list[Finding]:
    """The findings, and one for each further place where a name stands that is a hard finding."""
    named = {
        text[finding.start : finding.end]: finding
        for finding in reversed(found)
        if finding.type == _NAME and finding.severity is Severity.HARD
    }
    if not named or len(named) > _MOST:
        return found
    taken = {place for finding in found for place in range(finding.start, finding.end)}
    more = [
        replace(finding, start=match.start(), end=match.end())
        for name, finding in named.items()
        for match in _places(name).finditer(text)
        if taken.isdisjoint(range(match.start(), match.end()))
    ]
    return sorted((*found, *more), key=attrgetter("start")) if more else found


def _places(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name) + (_BEHIND_SHORT if len(name) == _SHORT else ""))
