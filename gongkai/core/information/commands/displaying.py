"""How long a document is shown, kept in step with what its kind says."""

from __future__ import annotations

from datetime import date

from gongkai.core.information import queries
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.kinds import DisplayMode
from gongkai.kernel import clock
from gongkai.reference.information_kinds import information_kind


def foresee_display(edition: Edition) -> None:
    """Where the kind says when an edition comes down (how long a penalty is shown): the last day if it came
    out today, for those who write and sign to see; none while what decides it is not chosen. The caller
    saves."""
    kind = information_kind(edition.document.kind)
    if any(display.mode is DisplayMode.ENDS for display in kind.displays):
        edition.display_until = _last_day(edition, clock.today(), DisplayMode.ENDS)


def settle_display(edition: Edition, on: date) -> None:
    """The last day of display of an edition that comes out on a day. The caller saves.

    It is counted from that day. What has to lie for some time does so, if the day that was chosen has become
    too early meanwhile.
    """
    ends = _last_day(edition, on, DisplayMode.ENDS)
    if ends is not None:
        edition.display_until = ends
        return
    least = _last_day(edition, on, DisplayMode.LEAST) if edition.display_until else None
    if least is not None and edition.display_until is not None:
        edition.display_until = max(edition.display_until, least)


def _last_day(edition: Edition, on: date, mode: DisplayMode) -> date | None:
    use = queries.display_use(edition, on)
    period = queries.display_period(edition, on) if use is not None and use.mode is mode else None
    return period.due_on if period is not None else None
