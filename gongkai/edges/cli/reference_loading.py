"""Reference data into the database, by the same commands as everything else."""

from __future__ import annotations

from gongkai.core.catalogue import commands as catalogue
from gongkai.edges.cli import output
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.calendars import queries as calendar_queries
from gongkai.foundation.calendars.enums import CalendarOrigin
from gongkai.kernel.actor import Actor
from gongkai.reference.calendars import calendar_year, calendar_years

LOADER = Actor.system("载入参考数据")


def load_reference() -> None:
    """Areas, the national standard, the calendars of all shipped years; again changes nothing."""
    catalogue.load_areas(actor=LOADER)
    national = catalogue.load_national_standard(actor=LOADER)
    for year in calendar_years():
        if calendar_queries.shipped_is_wanted(calendar_year(year)):
            calendars.load_year(
                actor=LOADER,
                calendar=calendar_year(year),
                source=f"{year}.toml",
                origin=CalendarOrigin.SHIPPED,
            )
    output.done(
        f"参考数据：26个领域，国家标准目录{national.items.count()}项，{len(calendar_years())}年工作日历"
    )
