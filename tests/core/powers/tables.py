"""Lists of powers as offices keep them in spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

HEADER = ("序号", "职权编码", "职权名称", "职权类型", "行使主体", "设定依据", "责任事项")


def list_file(
    rows: Sequence[Sequence[str]], *, header: Sequence[str] = HEADER, title: str = "云溪县权责清单"
) -> bytes:
    """A title over all columns, the header, and the rows."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "权责清单"
    sheet.append([title])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(header))
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def row(number: int, body: str = "云溪县民政局", **fields: str) -> list[str]:
    """One good row, with what is given put in its place (by the name of the field)."""
    values = {
        "number": str(number),
        "code": f"0730{number:03d}",
        "name": f"慈善组织认定{number}",
        "type": "行政确认",
        "body": body,
        "basis": "《中华人民共和国慈善法》第十条；《慈善组织认定办法》",
        "duties": "受理、审查、决定",
        **fields,
    }
    return list(values.values())
