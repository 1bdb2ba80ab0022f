"""A legal date together with its proof, and what it is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gongkai.kernel.time_units import Span, Unit


class Bound(StrEnum):
    """What the due date bounds."""

    AT_MOST = "at_most"
    """To be done by that day."""
    AT_LEAST = "at_least"
    """To last until that day at least."""
    BEFORE = "before"
    """Counted back: to be done by that day, so many units before the event."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a rule says: so many units from a day.

    `trigger` says in Chinese from what it runs (收到申请之日). `source` names law and article. `rolls`: a
    last day that is a day of rest moves to the next working day (民法典 art. 203 para. 1), which is asked
    only of units other than working days.
    """

    span: Span
    name: str
    trigger: str
    source: str = ""
    bound: Bound = Bound.AT_MOST
    rolls: bool = False

    def __post_init__(self) -> None:
        if self.bound is Bound.BEFORE and self.span.unit is Unit.HOUR:
            raise ValueError("hours are not counted back")


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count: the days after `from_on`, up to and including `until_on`.

    The day on which an opinion is asked for counts still, the day on which it comes in does not any more.
    `until_on` is None while it lasts.
    """

    from_on: date
    until_on: date | None
    reason: str
    source: str = ""

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise ValueError("a pause ends no earlier than it begins")


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, granted on `on`."""

    span: Span
    on: date
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Restart:
    """The limit begins anew with `on` as its starting day; what was extended or paused before is moot."""

    on: date
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to a limit so far.

    `started_at` (aware) is needed where hours are counted, and only there.
    """

    start_on: date
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    restarts: tuple[Restart, ...] = ()
    started_at: datetime | None = None


class StepKind(StrEnum):
    """What a line of the proof says."""

    START = "start"
    RULE = "rule"
    RESTARTED = "restarted"
    PAUSED = "paused"
    EXTENDED = "extended"
    SKIPPED = "skipped"
    MADE_UP = "made_up"
    ROLLED = "rolled"
    PROVISIONAL = "provisional"
    DUE = "due"

    @property
    def label(self) -> str:
        return _STEP_LABELS[self]


_STEP_LABELS = {
    StepKind.START: "起算",
    StepKind.RULE: "期限",
    StepKind.RESTARTED: "重新起算",
    StepKind.PAUSED: "不计入",
    StepKind.EXTENDED: "延长",
    StepKind.SKIPPED: "休息日",
    StepKind.MADE_UP: "调休上班",
    StepKind.ROLLED: "顺延",
    StepKind.PROVISIONAL: "暂定",
    StepKind.DUE: "届满",
}


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """One line of the proof, in words; `source` names the article or the notice it rests on.

    `on` and `until` are the first and last day it speaks of; `days` how many days it takes out or adds.
    """

    kind: StepKind
    text: str
    on: date | None = None
    until: date | None = None
    days: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date that explains itself.

    `due_on` is None while the limit is paused. `due_at` is set where hours are counted. `provisional` is
    true when the calculation rests on a year whose holiday notice is not out yet.
    """

    due_on: date | None
    steps: tuple[DeadlineStep, ...]
    provisional: bool = False
    due_at: datetime | None = None
    bound: Bound = Bound.AT_MOST
    sentence: str = ""
    """The whole proof as one Chinese sentence."""

    def days_left(self, on: date) -> int | None:
        """Calendar days from `on` to the due date, negative once it has passed; None while paused."""
        return None if self.due_on is None else (self.due_on - on).days
