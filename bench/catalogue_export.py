"""From 1,200 rows of a catalogue to the files that people take away."""

from __future__ import annotations

import io

from bench.catalogue_reading import ROWS, rows
from bench.figures import Figure, median_of, milliseconds
from gongkai.edges.components.catalogue_files import offered_channels
from gongkai.text.catalogue_table import html_table, sections, write_catalogue

TITLE = "测量用目录"


def measure() -> list[Figure]:
    found, offered = rows(), offered_channels()
    workbook = median_of(5, lambda: write_catalogue(found, io.BytesIO(), TITLE, offered_channels=offered))
    page = median_of(
        5, lambda: [html_table(part, TITLE, offered_channels=offered) for part in sections(found)]
    )
    return [
        Figure(f"writing {ROWS} rows as .xlsx", milliseconds(workbook), f"{ROWS / workbook:.0f} rows/s"),
        Figure(f"writing {ROWS} rows as a page to print", milliseconds(page), f"{ROWS / page:.0f} rows/s"),
    ]
