"""Reference data into the database, by the same commands as everything else."""

from __future__ import annotations

from gongkai.core.catalogue import commands as catalogue
from gongkai.edges.cli import output
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.calendars import queries as calendar_queries
from gongkai.kernel.actor import Actor
from gongkai.reference.calendars import calendar_year, calendar_years

LOADER = Actor.system("载入参考数据")


def load_reference() -> None:
    """Areas, the national standard, the calendars of all shipped years; again changes nothing."""
    catalogue.load_areas(actor=LOADER)
    national = catalogue.load_national_standard(actor=LOADER)
    for year in calendar_years():
        if not _is_loaded(year):
            calendars.load_year(actor=LOADER, calendar=calendar_year(year))
    output.done(
        f"参考数据：26个领域，国家标准目录{national.items.count()}项，{len(calendar_years())}年工作日历"
    )


def _is_loaded(year: int) -> bool:
    """Whether the database has just the days of the shipped file; else a corrected file is loaded again."""
    shipped = {(day.on, day.is_workday, day.name) for day in calendar_year(year).days}
    present = calendar_queries.days_of(year).values_list("on", "is_workday", "name")
    return shipped == set(present)
