"""How long a document is shown, kept in step with what its kind says."""

from __future__ import annotations

from datetime import date

from gongkai.core.information import queries
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.kinds import DisplayMode


def follow_display(edition: Edition, on: date) -> None:
    """Put the last day of display that follows from the kind when the edition comes out on a day.

    Where the rule says when it comes down (how long a penalty is shown), that is the day. Where it says how
    long it lies at least, a day that was chosen may be later and not earlier. The caller saves.
    """
    use = queries.display_use(edition, on)
    if use is None or (use.mode is DisplayMode.LEAST and edition.display_until is None):
        return
    period = queries.display_period(edition, on)
    if period is None or period.due_on is None:
        return
    if use.mode is DisplayMode.ENDS:
        edition.display_until = period.due_on
    elif edition.display_until is not None:
        edition.display_until = max(edition.display_until, period.due_on)
