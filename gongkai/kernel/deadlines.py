"""A legal date together with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StepKind(StrEnum):
    """What a line of the proof says."""

    START = "start"
    RULE = "rule"
    SKIPPED = "skipped"
    MADE_UP = "made_up"
    PAUSED = "paused"
    EXTENDED = "extended"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """One line of the proof, in words; `source` names the article or the notice it rests on."""

    kind: StepKind
    text: str
    on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date that explains itself.

    `provisional` is true when the calculation reaches into a year whose holiday notice is not out yet.
    """

    due_on: date
    steps: tuple[DeadlineStep, ...]
    provisional: bool = False

    def days_left(self, on: date) -> int:
        """Calendar days from `on` to the due date; negative once it has passed."""
        return (self.due_on - on).days
