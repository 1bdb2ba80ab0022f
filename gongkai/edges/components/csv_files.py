"""Tables as CSV files to take away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

MEDIA_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Without it office software reads a CSV file in the local code page and garbles it."""

_FORMULA = re.compile(r"^(?:[=+@\t\r]|-(?!\d[\d,]*(?:\.\d+)?$))")
"""What office software would take for a formula; a negative figure is none."""


def csv_cell(text: str) -> str:
    """A cell that office software takes for text: never a formula, whatever somebody wrote."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([csv_cell(text) for text in row] for row in rows)
    return BYTE_ORDER_MARK + stream.getvalue()


def csv_download(header: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> HttpResponse:
    """The table as a file to save under `name`."""
    response = HttpResponse(csv_text(header, rows), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
