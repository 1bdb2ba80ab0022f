"""From an .xlsx of 1,200 rows to items in the database."""

from __future__ import annotations

import io
from dataclasses import replace

from bench.figures import Figure, median_of, milliseconds, timed
from gongkai.core.catalogue import commands, queries
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.text.catalogue_table import Audience, CatalogueRow, Method, read_catalogue, write_catalogue

ROWS = 1_200
BENCH = Actor.system("测量")


def measure(division_code: str) -> list[Figure]:
    division = organisations.get_division_by_code(division_code)
    catalogue = queries.catalogue_for(division.pk)
    if catalogue is None:
        raise SystemExit("the demonstration county has no catalogue")
    content = _workbook()
    reading = median_of(5, lambda: read_catalogue(io.BytesIO(content), "table.xlsx"))
    first = commands.receive_upload(
        actor=BENCH, catalogue_id=catalogue.pk, name="table.xlsx", chunks=[content]
    )
    fresh = timed(lambda: commands.import_upload(actor=BENCH, upload_id=first.pk))
    again = commands.receive_upload(
        actor=BENCH, catalogue_id=catalogue.pk, name="table.xlsx", chunks=[content]
    )
    repeated = timed(lambda: commands.import_upload(actor=BENCH, upload_id=again.pk))
    return [
        Figure(f"reading an .xlsx of {ROWS} rows", milliseconds(reading), "limit 100 ms"),
        Figure(
            f"importing {ROWS} new rows (read, match, write, audit)",
            f"{ROWS / fresh:.0f} rows/s",
            f"{fresh / reading:.1f} times the bare reading",
        ),
        Figure(f"importing the same {ROWS} rows again", f"{ROWS / repeated:.0f} rows/s", "nothing changes"),
    ]


def _workbook() -> bytes:
    """Rows like a county's: merged first levels, several sources, a list of channels."""
    row = CatalogueRow(
        sheet="", row_number=1, area="安全生产", code="1", level1="", level2="",
        content="检查依据、检查内容、检查结果、处理情况",
        basis="《中华人民共和国安全生产法》\n《政府信息公开条例》",
        basis_list=("《中华人民共和国安全生产法》", "《政府信息公开条例》"),
        time_limit="信息形成或者变更之日起20个工作日内", responsible="云溪县应急管理局",
        channels=("政府网站", "公开查阅点", "政务服务中心"), channels_raw="",
        audience=Audience(everyone=True), methods=(Method.PROACTIVE,), tiers=("县级",),
    )  # fmt: skip
    rows = [
        replace(row, code=f"T{n}", level1=f"测量事项{n // 10}", level2=f"测量子项{n}") for n in range(ROWS)
    ]
    stream = io.BytesIO()
    write_catalogue(rows, stream, "测量用目录")
    return stream.getvalue()
