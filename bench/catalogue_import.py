"""From an .xlsx of 1,200 rows to items in the database."""

from __future__ import annotations

from bench.catalogue_reading import ROWS, workbook
from bench.figures import Figure, median_of, timed
from gongkai.core.catalogue import commands, queries
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.text.catalogue_table import read_catalogue

BENCH = Actor.system("测量")


def measure(division_code: str) -> list[Figure]:
    division = organisations.get_division_by_code(division_code)
    catalogue = queries.catalogue_for(division.pk)
    if catalogue is None:
        raise SystemExit("the demonstration county has no catalogue")
    content = workbook()
    reading = median_of(5, lambda: read_catalogue(content, "table.xlsx"))
    first = commands.receive_upload(
        actor=BENCH, catalogue_id=catalogue.pk, name="table.xlsx", chunks=[content]
    )
    fresh = timed(lambda: commands.import_upload(actor=BENCH, upload_id=first.pk))
    again = commands.receive_upload(
        actor=BENCH, catalogue_id=catalogue.pk, name="table.xlsx", chunks=[content]
    )
    repeated = timed(lambda: commands.import_upload(actor=BENCH, upload_id=again.pk))
    return [
        Figure(
            f"importing {ROWS} new rows (read, match, write, audit)",
            f"{ROWS / fresh:.0f} rows/s",
            f"{fresh / reading:.1f} times the bare reading",
        ),
        Figure(f"importing the same {ROWS} rows again", f"{ROWS / repeated:.0f} rows/s", "nothing changes"),
    ]
