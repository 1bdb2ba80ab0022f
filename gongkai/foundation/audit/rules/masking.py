"""What the log may not keep: it is never changed and never deleted, so a number that somebody typed into a
title by mistake would stand in it for ever (个人信息保护法 art. 6: no more than the purpose needs)."""

from __future__ import annotations

from typing import Any

from gongkai.text.personal_information import Severity, mask, scan


def masked(value: Any) -> Any:
    """A JSON value with the personal particulars in its texts masked, as far as the shipped rules are sure of
    them; what only wants a look stays, since names of cases and offices are what a log is read by."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {_text(key): masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return value


def _text(text: str) -> str:
    return mask(text, [finding for finding in scan(text) if finding.severity is Severity.HARD])
