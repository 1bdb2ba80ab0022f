"""Reading a catalogue of 1,200 rows from .xlsx and .docx, beside the libraries alone in the same run."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.sax.saxutils import escape

from lxml import etree
from python_calamine import load_workbook

from bench.figures import Figure, median_of, milliseconds
from gongkai.text.catalogue_table import Audience, CatalogueRow, Method, read_catalogue, write_catalogue

ROWS = 1_200
_RUNS = 7
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADINGS = (
    "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开层级",
)  # fmt: skip


def measure() -> list[Figure]:
    """Medians of seven runs; no database is needed."""
    content, document = workbook(), word_document()
    excel = median_of(_RUNS, lambda: read_catalogue(content, "table.xlsx"))
    calamine = median_of(_RUNS, lambda: _calamine(content))
    word = median_of(_RUNS, lambda: read_catalogue(document, "table.docx"))
    lxml = median_of(_RUNS, lambda: _lxml(document))
    return [
        Figure(
            f"reading an .xlsx of {ROWS} rows",
            milliseconds(excel),
            f"limit 100 ms; {excel / calamine:.1f} times calamine alone",
        ),
        Figure(
            f"reading a .docx of {ROWS} rows",
            milliseconds(word),
            f"limit 150 ms; {word / lxml:.1f} times lxml alone",
        ),
    ]


def _calamine(content: bytes) -> None:
    book = load_workbook(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _lxml(document: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    assert ["".join(cell.itertext()) for cell in root.iter(f"{{{_WORD}}}tc")]


def rows(count: int = ROWS) -> list[CatalogueRow]:
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
    return [
        replace(row, code=f"T{n}", level1=f"测量事项{n // 10}", level2=f"测量子项{n}") for n in range(count)
    ]


def workbook() -> bytes:
    stream = io.BytesIO()
    write_catalogue(rows(), stream, "测量用目录")
    return stream.getvalue()


def word_document() -> bytes:
    """The same rows as a table of a text document, first levels merged downwards."""
    lines = [_row(_HEADINGS, merged=False)]
    before = ""
    for row in rows():
        texts = (
            row.code, row.level1, row.level2, row.content, row.basis, row.time_limit, row.responsible,
            "、".join(row.channels), "、".join(row.tiers),
        )  # fmt: skip
        lines.append(_row(texts, merged=row.level1 == before))
        before = row.level1
    body = f"<w:tbl>{''.join(lines)}</w:tbl>"
    xml = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return stream.getvalue()


def _row(texts: tuple[str, ...], *, merged: bool) -> str:
    return f"<w:tr>{''.join(_cell(text, merged and at == 1) for at, text in enumerate(texts))}</w:tr>"


def _cell(text: str, goes_on: bool) -> str:
    properties = "<w:tcPr><w:vMerge/></w:tcPr>" if goes_on else '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    runs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc>{properties}{runs}</w:tc>"
