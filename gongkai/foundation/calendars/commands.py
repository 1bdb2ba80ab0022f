"""The only writer of the working-day calendar."""

from __future__ import annotations

from gongkai.foundation.calendars import policies, queries, rules
from gongkai.foundation.calendars.enums import CalendarOrigin, CalendarsTag
from gongkai.foundation.calendars.events import CalendarAmended
from gongkai.foundation.calendars.models import CalendarDay, CalendarNotice, CalendarVersion
from gongkai.foundation.execution import command, emit, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.calendars import CalendarYear


@command(CalendarsTag.YEAR_LOAD)
def load_year(
    *,
    actor: Actor,
    calendar: CalendarYear,
    provisional: bool = False,
    source: str = "",
    origin: CalendarOrigin = CalendarOrigin.BY_HAND,
) -> CalendarVersion:
    """Put `calendar` in force as the next version of its year; the present version stays readable.

    What is in force already is returned as it is. Deadlines that rest on the year are derived anew in
    the background.

    Args:
        calendar: read by `gongkai.reference.calendars`, from a shipped or an imported file.
        provisional: the notice is not out yet, the days are an expectation.
        source: the name of the file, or how the text came in.

    Raises:
        InvalidInput: a day lies in another year, is listed twice or rests on a notice that is not listed.
        Conflict: a make-up workday is not on a weekend.
    """
    require(policies.may_load_year(actor))
    queries.lock_calendars()
    fault = rules.calendar_fault(calendar)
    if fault:
        raise InvalidInput(fault)
    present = queries.current_version(calendar.year)
    if present is not None and queries.is_loaded(calendar, provisional=provisional):
        note(unchanged=True)
        return present
    found = queries.preview_year(calendar, provisional=provisional)
    if present is not None:
        present.superseded_at = clock.now()
        present.save(update_fields=["superseded_at"])
    version = CalendarVersion.objects.create(
        year=calendar.year,
        number=present.number + 1 if present else 1,
        origin=origin,
        source=source.strip()[:200],
        provisional=provisional,
        loaded_by=actor.name,
        loaded_by_id=actor.account_id,
    )
    _write(version, calendar)
    note(
        calendar={
            "year": calendar.year,
            "version": version.number,
            "days": len(calendar.days),
            "added": len(found.added),
            "removed": len(found.removed),
            "altered": len(found.altered),
        }
    )
    if found.bear_on_dates:
        emit(CalendarAmended(year=version.year, version=version.pk))
    return version


def _write(version: CalendarVersion, calendar: CalendarYear) -> None:
    notices = CalendarNotice.objects.bulk_create(
        CalendarNotice(
            version=version,
            title=notice.title,
            number=notice.number,
            issued_on=notice.issued_on,
            address=notice.address,
            verified=notice.verified,
            position=position,
        )
        for position, notice in enumerate(calendar.notices)
    )
    by_number = {notice.number: notice for notice in notices}
    CalendarDay.objects.bulk_create(
        CalendarDay(
            version=version,
            on=day.on,
            is_workday=day.is_workday,
            name=day.name,
            notice=by_number[day.notice_number],
        )
        for day in calendar.days
    )
