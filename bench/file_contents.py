"""A list of ten thousand persons as .xlsx: read, scanned, cleaned and masked; no database is needed."""

from __future__ import annotations

import io
import statistics

from openpyxl import Workbook

from bench.figures import Figure, in_turns, peak_memory
from gongkai.core.information.rules.masking import Masking
from gongkai.text.file_contents import clean_copy, masked_copy, read_parts, read_tables
from gongkai.text.personal_information import default_rules, profile, scan_table

ROWS = 10_000
_RUNS = 3
_NAME = "list.xlsx"
_HEADINGS = ("序号", "姓名", "身份证号", "住址", "联系电话", "开户行", "银行账号", "补贴标准", "金额", "备注")


def measure() -> list[Figure]:
    """Medians of three rounds in one process, in seconds of one core."""
    content, tenth = grant_list(ROWS), grant_list(ROWS // 10)
    masking = Masking("default", profile("default"), default_rules())
    taken = in_turns(
        _RUNS,
        lambda: _count(content),
        lambda: _scan(content),
        lambda: clean_copy(_NAME, content),
        lambda: masked_copy(_NAME, content, masking.file_text, row_masker=masking.file_row),
    )
    reading, scanning, cleaning, masking = map(statistics.median, taken)
    large, small = (peak_memory(lambda made=made: _count(made)) for made in (content, tenth))
    cells = ROWS * len(_HEADINGS)
    return [
        Figure(
            f"an .xlsx of {ROWS:,} rows taken apart, {cells:,} cells with their places",
            f"{reading:.1f} s",
            f"{cells / reading:,.0f} cells/s; {large:.0f} MB of Python objects at most, "
            f"{small:.0f} MB with a tenth of the rows",
        ),
        Figure(
            "… scanned as a table, with the heading of each column", f"{scanning:.1f} s", "target: seconds"
        ),
        Figure("… its clean copy", f"{cleaning:.1f} s", f"{cleaning / reading:.1f} times the reading"),
        Figure("… its masked copy, every row scanned", f"{masking:.1f} s", "target: seconds"),
    ]


def _count(content: bytes) -> int:
    return sum(1 for _ in read_parts(_NAME, content))


def _scan(content: bytes) -> int:
    return sum(1 for sheet in read_tables(_NAME, content) for _ in scan_table(sheet.header, sheet.rows))


def grant_list(rows: int) -> bytes:
    """Invented persons of an invented county, with the columns that such lists have."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("发放名单")
    sheet.append(_HEADINGS)
    for number in range(1, rows + 1):
        sheet.append(
            (
                number,
                f"测试{number}",
                f"990123{1950 + number % 50}0307{number % 10_000:04d}",
                f"云溪县青山镇某村{number}号",
                f"139{number:08d}",
                "云溪农商银行",
                f"9900{number:015d}",
                120,
                round(number * 1.5, 2),
                "",
            )
        )
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
