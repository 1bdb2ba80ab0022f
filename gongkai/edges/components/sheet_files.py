"""Tables as .xlsx files to take away."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai.text.tables.writing import SheetColumn, write_sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_download(
    title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[str]], *, frozen_columns: int = 0
) -> HttpResponse:
    """The table as a workbook of one sheet, to save under its title."""
    stream = io.BytesIO()
    write_sheet(stream, title, columns, rows, frozen_columns=frozen_columns)
    return workbook_download(stream.getvalue(), f"{title}.xlsx")


def workbook_download(content: bytes, name: str) -> HttpResponse:
    """A workbook that is written already, to save under `name`."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
