"""Is a day worked, and how sure is that; what was known earlier; what a new arrangement would change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Max, QuerySet

from gongkai.foundation.calendars import rules
from gongkai.foundation.calendars.enums import CalendarOrigin
from gongkai.foundation.calendars.models import CalendarDay, CalendarNotice, CalendarVersion
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput, NotFound
from gongkai.kernel.working_days import SpecialDay, WorkingCalendar
from gongkai.reference import calendars as reference
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import FileHeader
from gongkai.reference.statutory_days import statutory_days, statutory_years
from gongkai.text.holiday_notice import read_holiday_notice

STATUTORY_SOURCE = "《全国年节及纪念日放假办法》第二条"
"""What a day off of a year without a notice rests on."""

_IN_A_FILE = "[[notices]]"
"""What every calendar file has and no notice."""

_CALENDAR_LOCK = 0x676B_6361_6C00
"""Advisory lock: one person loads a calendar at a time, so that the keys of versions grow in the order in
which they become visible and the highest one is a stamp of all of them."""


# --- the calendar in force ---------------------------------------------------------------------------


def is_workday(on: date) -> bool:
    """What the notice says of the day, else the week."""
    said = _current_days().filter(on=on).values_list("is_workday", flat=True).first()
    return rules.is_weekday(on) if said is None else said


def days_of(year: int) -> QuerySet[CalendarDay]:
    """The listed days of a year in order, with their notices; days not listed follow the week."""
    return _current_days().select_related("notice").filter(version__year=year).order_by("on")


def notices_of(year: int) -> QuerySet[CalendarNotice]:
    """The notices on which the arrangement in force rests, the yearly one first."""
    return CalendarNotice.objects.filter(version__year=year, version__superseded_at__isnull=True).order_by(
        "position"
    )


def year_is_provisional(year: int) -> bool:
    """Whether dates in that year may still change: no notice is loaded, or only a provisional one."""
    return not _current().filter(year=year, provisional=False).exists()


def loaded_years() -> list[int]:
    return list(_current().order_by("year").values_list("year", flat=True))


def calendar_stamp() -> int:
    """A number that grows with every arrangement loaded: the same stamp means the same calendar."""
    return CalendarVersion.objects.aggregate(newest=Max("pk"))["newest"] or 0


def working_calendar() -> WorkingCalendar:
    """All that is known of working days, kept in the process until an arrangement is loaded.

    Years without a final notice are not settled. One small query when nothing changed.
    """
    return stamped_calendar()[1]


def stamped_calendar() -> tuple[int, WorkingCalendar]:
    """`working_calendar` with the stamp that it belongs to."""
    stamp = calendar_stamp()
    kept = _kept.get(stamp)
    if kept is None:
        kept = WorkingCalendar(_special_days(), _settled_years())
        _kept.clear()
        _kept[stamp] = kept
    return stamp, kept


_kept: dict[int, WorkingCalendar] = {}
"""At most one: the calendar of the newest stamp met."""


# --- versions ----------------------------------------------------------------------------------------


def current_version(year: int) -> CalendarVersion | None:
    """The arrangement in force, if one is loaded."""
    return _current().filter(year=year).first()


def versions_of(year: int) -> QuerySet[CalendarVersion]:
    """Every arrangement that was ever in force, newest first."""
    return CalendarVersion.objects.filter(year=year).order_by("-number")


def get_version(version_id: int) -> CalendarVersion:
    """With its notices and days. Raises NotFound."""
    found = CalendarVersion.objects.prefetch_related("notices", "days__notice").filter(pk=version_id).first()
    if found is None:
        raise NotFound("没有这个版本的工作日历。")
    return found


def years_amended_after(version_id: int) -> set[int]:
    """The years of which an arrangement was loaded after that one."""
    return set(CalendarVersion.objects.filter(pk__gt=version_id).values_list("year", flat=True))


def lock_calendars() -> None:
    """Wait until nobody else loads a calendar; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CALENDAR_LOCK])


def keep_calendars() -> None:
    """Let nobody load a calendar before the end of this transaction: what is derived in it and what a
    calendar loaded afterwards finds to derive anew then fit together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_CALENDAR_LOCK])


# --- before loading ----------------------------------------------------------------------------------


def preview_year(calendar: reference.CalendarYear, *, provisional: bool = False) -> rules.CalendarChanges:
    """What loading `calendar` would change against the arrangement in force."""
    present = current_version(calendar.year)
    was_final = present is not None and not present.provisional
    return rules.changes(listed_days(calendar.year), calendar.days, settles=was_final == provisional)


def is_loaded(calendar: reference.CalendarYear, *, provisional: bool = False) -> bool:
    """Whether just this arrangement, with its notices, is in force."""
    present = current_version(calendar.year)
    return (
        present is not None
        and present.provisional == provisional
        and tuple(listed_days(calendar.year)) == calendar.days
        and tuple(_listed_notices(calendar.year)) == calendar.notices
    )


def shipped_is_wanted(calendar: reference.CalendarYear) -> bool:
    """Whether a shipped arrangement has to be loaded; see `rules.shipped_goes_before`."""
    present = current_version(calendar.year)
    if present is None:
        return True
    if is_loaded(calendar):
        return False
    return rules.shipped_goes_before(
        origin=CalendarOrigin(present.origin),
        provisional=present.provisional,
        newest_notice=max(notices_of(calendar.year).values_list("issued_on", flat=True)),
        shipped=calendar,
    )


def calendar_with(*amended: reference.CalendarYear, provisional: bool = False) -> WorkingCalendar:
    """The working calendar as it would be with those years in force; nothing is written."""
    years = {calendar.year for calendar in amended}
    settled = working_calendar().settled_years - years | (set() if provisional else years)
    others = (day for day in _special_days() if day.on.year not in years)
    new = (_special(day) for calendar in amended for day in calendar.days)
    return WorkingCalendar([*others, *new], settled)


def years_in_force(years: Iterable[int]) -> dict[int, reference.CalendarYear]:
    """Those of the years that are loaded, as the reference data know them."""
    found: dict[int, reference.CalendarYear] = {}
    for version in _current().filter(year__in=list(years)):
        header = FileHeader(
            f"calendars/{version.year}", version.number, clock.day_of(version.loaded_at), version.source, ()
        )
        notices, days = tuple(_listed_notices(version.year)), tuple(listed_days(version.year))
        found[version.year] = reference.CalendarYear(version.year, header, notices, days)
    return found


def years_of_notice(
    text: str, *, number: str = "", issued_on: date | None = None, address: str = ""
) -> tuple[reference.CalendarYear, ...]:
    """The years to load for a notice's text, or for the text of a calendar file; the last is the main one.

    Args:
        number, issued_on: of the notice, where its text does not have them.

    Raises:
        InvalidInput: beside `text`, `number` or `issued_on`; what was read stays with the caller.
    """
    if not text.strip():
        raise InvalidInput.for_field("text", "请粘贴通知全文，或者选择文件。")
    try:
        if _IN_A_FILE in text:
            return (reference.parse_calendar_year(text, "日历文件"),)
        arrangement = read_holiday_notice(text)
    except (InvalidInput, ReferenceDataError) as error:
        raise InvalidInput.for_field("text", error.message) from error
    number, issued_on = arrangement.number or number.strip(), arrangement.issued_on or issued_on
    if not number:
        raise InvalidInput.for_field("number", "通知文字里没有文号，请另外填写。")
    if issued_on is None:
        raise InvalidInput.for_field("issued_on", "通知文字里没有印发日期，请另外填写。")
    title = arrangement.title or f"国务院办公厅关于{arrangement.year}年部分节假日安排的通知"
    notice = reference.HolidayNotice(title, number, issued_on, verified=False, address=address.strip())
    try:
        return rules.years_of(arrangement, notice, years_in_force(arrangement.years))
    except InvalidInput as error:
        raise InvalidInput.for_field("text", error.message) from error


def listed_days(year: int) -> list[reference.CalendarDay]:
    """The days in force of a year as the reference data know them."""
    rows = days_of(year).values_list("on", "is_workday", "name", "notice__number")
    return [reference.CalendarDay(*row) for row in rows]


def _listed_notices(year: int) -> list[reference.HolidayNotice]:
    rows = notices_of(year).values_list("title", "number", "issued_on", "verified", "address")
    return [reference.HolidayNotice(*row) for row in rows]


# --- parts -------------------------------------------------------------------------------------------


def _current() -> QuerySet[CalendarVersion]:
    return CalendarVersion.objects.filter(superseded_at__isnull=True)


def _current_days() -> QuerySet[CalendarDay]:
    return CalendarDay.objects.filter(version__superseded_at__isnull=True)


def _special(day: reference.CalendarDay) -> SpecialDay:
    return SpecialDay(day.on, day.is_workday, day.name, day.notice_number)


def _special_days() -> list[SpecialDay]:
    """What the notices order; for years without one, the days off that follow from the law alone."""
    rows = _current_days().order_by("on").values_list("on", "is_workday", "name", "notice__number")
    statutory = (
        SpecialDay(day.on, is_workday=False, name=day.name, source=STATUTORY_SOURCE, statutory=True)
        for year in sorted(set(statutory_years()) - set(loaded_years()))
        for day in statutory_days(year)
    )
    return [*(SpecialDay(*row) for row in rows), *statutory]


def _settled_years() -> set[int]:
    return set(_current().filter(provisional=False).values_list("year", flat=True))
