"""The only writer of the working-day calendar."""

from __future__ import annotations

from gongkai.foundation.calendars import policies, queries
from gongkai.foundation.calendars.enums import CalendarsTag
from gongkai.foundation.calendars.models import CalendarDay, CalendarNotice
from gongkai.foundation.execution import command, note, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.calendars import CalendarYear


@command(CalendarsTag.YEAR_LOAD)
def load_year(*, actor: Actor, calendar: CalendarYear, provisional: bool = False) -> CalendarNotice:
    """Put `calendar` in place of whatever was known of its year; returns the yearly notice.

    Args:
        calendar: read by `gongkai.reference.calendars`, from a shipped or an imported file.
        provisional: the notice is not out yet, the days are an expectation.

    Raises:
        InvalidInput: a day lies in another year or rests on a notice that is not listed.
        Conflict: a make-up workday is not on a weekend, or a notice is listed twice.
    """
    require(policies.may_load_year(actor))
    queries.lock_year(calendar.year)
    _check(calendar)
    replaced, _ = queries.notices_of(calendar.year).delete()
    notices = CalendarNotice.objects.bulk_create(
        CalendarNotice(
            year=calendar.year,
            title=notice.title,
            number=notice.number,
            issued_on=notice.issued_on,
            address=notice.address,
            verified=notice.verified,
            provisional=provisional,
            position=position,
        )
        for position, notice in enumerate(calendar.notices)
    )
    by_number = {notice.number: notice for notice in notices}
    days = CalendarDay.objects.bulk_create(
        CalendarDay(on=day.on, is_workday=day.is_workday, name=day.name, notice=by_number[day.notice_number])
        for day in calendar.days
    )
    note(calendar={"year": calendar.year, "days": len(days), "replaced_rows": replaced})
    return notices[0]


def _check(calendar: CalendarYear) -> None:
    numbers = {notice.number for notice in calendar.notices}
    if not numbers:
        raise InvalidInput(f"{calendar.year}年的日历没有写明依据的通知。")
    for day in calendar.days:
        if day.on.year != calendar.year:
            raise InvalidInput(f"{day.on}不在{calendar.year}年，请核对日期。")
        if day.notice_number not in numbers:
            raise InvalidInput(f"{day.on}所依据的通知“{day.notice_number}”没有列出。")
