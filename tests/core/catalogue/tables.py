"""A table as counties keep it: drawn by hand with merged cells, one sheet for each area."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADER = (
    ("序号", 1), ("公开事项", 2), ("公开内容（要素）", 1), ("公开依据", 1), ("公开时限", 1), ("公开主体", 1),
    ("公开渠道和载体（在标注范围内至少选择其一公开）", 1), ("公开对象", 2), ("公开方式", 2), ("公开层级", 2),
)  # fmt: skip
SECOND = (
    "",
    "一级事项",
    "二级事项",
    "",
    "",
    "",
    "",
    "",
    "全社会",
    "特定群众",
    "主动",
    "依申请公开",
    "县级",
    "乡、村级",
)


def county_table(sheets: dict[str, Sequence[Sequence[Any]]], *, county: str = "云溪县") -> bytes:
    """Each row: code, first level, second level, content, basis, limit, body, channels, then six ticks."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for area, rows in sheets.items():
        sheet = workbook.create_sheet(area)
        sheet.append([f"{county}{area}领域基层政务公开标准目录"])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=14)
        sheet.append([""] * 14)
        sheet.append(list(SECOND))
        column = 1
        for heading, width in HEADER:
            sheet.cell(2, column).value = heading
            if width > 1:
                sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + width - 1)
            else:
                sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
            column += width
        for row in rows:
            sheet.append(list(row))
        _merge_repeated(sheet, 2, 4)
        sheet.append(["备注：√表示选定。"])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _merge_repeated(sheet: Any, column: int, first: int) -> None:
    """Merge the cells of a column that say the same one below the other, as people do."""
    row = first
    while row <= sheet.max_row:
        last = row
        while last < sheet.max_row and sheet.cell(last + 1, column).value == sheet.cell(row, column).value:
            last += 1
        if last > row and sheet.cell(row, column).value:
            for below in range(row + 1, last + 1):
                sheet.cell(below, column).value = None
            sheet.merge_cells(start_row=row, end_row=last, start_column=column, end_column=column)
        row = last + 1


def line(code: Any, level1: str, level2: str, **fields: Any) -> list[Any]:
    values = {
        "content": "政策文件\n办理流程",
        "basis": "《中华人民共和国政府信息公开条例》\n《社会救助暂行办法》（国务院令第649号）",
        "limit": "信息形成或变更之日起20个工作日内",
        "body": "云溪县民政局",
        "channels": "■政府网站 □政府公报\n■政务服务中心",
        "everyone": "√", "groups": "", "proactive": "√", "on_request": "", "county": "√", "township": "",
    }  # fmt: skip
    return [code, level1, level2, *{**values, **fields}.values()]
