"""What the product reads in a 公开时限, in plain words, for the person who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text.time_limit import describe, parse_time_limit, refusal


@dataclass(frozen=True, slots=True)
class Reading:
    """`sentences` is one for each rule that was understood; `rest` is what nobody but a person can read, and
    `reason` why."""

    wording: str
    understood: bool
    sentences: Sequence[str] = ()
    rest: str = ""
    reason: str = ""


def reading_of(wording: str) -> Reading:
    """The wording as a deadline would be computed from it."""
    parsed = parse_time_limit(wording)
    sentences = tuple(dict.fromkeys(describe(rule) for rule in parsed.rules))
    return Reading(wording.strip(), parsed.understood, sentences, parsed.rest, refusal(parsed))
