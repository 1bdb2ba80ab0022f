"""Ruled tables of a PDF: a row is a line with its cells, however the cells were broken and merged."""

from __future__ import annotations

import pytest
import typst

from gongkai.text.file_contents.pdf_text import pdf_text
from gongkai.text.policy_files import read_policy_file

TABLE = """#table(columns: (1cm, 6cm, 3cm, 3cm),
[序号], [工作任务], [责任单位], [完成时限],
[1], [编制全县基层政务公开标准目录并组织各乡镇逐项对照落实到位], [县政务服务局、县司法局], [2026年6月底前],
[2], [开展培训], table.cell(rowspan: 2)[县融媒体中心], [2026年9月底前],
[3], [整理培训材料并归档形成台账以备年底查验], [2026年12月底前],
table.cell(colspan: 4)[备注：进展情况每季度通报一次。])"""
ROWS = [
    "序号\t工作任务\t责任单位\t完成时限",
    "1\t编制全县基层政务公开标准目录并组织各乡镇逐项对照落实到位\t县政务服务局、县司法局\t2026年6月底前",
    "2\t开展培训\t县融媒体中心\t2026年9月底前",
    "3\t整理培训材料并归档形成台账以备年底查验\t县融媒体中心\t2026年12月底前",
    "备注：进展情况每季度通报一次。",
]


def made(source: str) -> bytes:
    head = (
        '#set document(date: none)\n#set page(margin: 2.5cm)\n#set text(font: "Noto Sans SC", size: 12pt)\n'
    )
    file = typst.compile((head + source).encode(), format="pdf")
    assert isinstance(file, bytes)
    return file


@pytest.mark.parametrize("columns", ["", "#set table(stroke: 0.3pt)\n"])
def test_a_row_is_a_line_with_its_cells(columns: str) -> None:
    lines = pdf_text("分工.pdf", made(f"{columns}云溪县任务分工表\n\n{TABLE}\n\n表下说明。")).lines
    assert lines == ["云溪县任务分工表", *ROWS, "表下说明。"]


def test_the_tasks_of_such_a_table_are_read_with_who_and_until_when() -> None:
    head = "云溪县人民政府办公室关于印发政务公开任务分工的通知\n\n"
    tasks = read_policy_file(made(head + TABLE), "分工.pdf").tasks
    read = [(task.path, task.units.names, task.due.text if task.due else "") for task in tasks]
    assert read == [
        ("1", ("县政务服务局", "县司法局"), "2026年6月底前"),
        ("2", ("县融媒体中心",), "2026年9月底前"),
        ("3", ("县融媒体中心",), "2026年12月底前"),
    ]


def test_two_tables_on_a_page_stay_two() -> None:
    small = "#table(columns: 2, [甲], [乙], [丙], [丁])"
    assert pdf_text("表.pdf", made(f"{small}\n\n中间\n\n{small}")).lines == [
        "甲\t乙", "丙\t丁", "中间", "甲\t乙", "丙\t丁",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "drawn",
    [
        "#rect(width: 100%)[框内的一段说明文字。]",
        "#line(length: 100%, stroke: red)\n\n框内的一段说明文字。",
        "#grid(columns: 3, fill: gray, inset: 0pt)[框内][的一段][说明文字。]",
    ],
)
def test_frames_lines_and_shades_make_no_table(drawn: str) -> None:
    (line,) = pdf_text("框.pdf", made(drawn)).lines
    assert line == "框内的一段说明文字。"


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    """A map with its net of lines: whatever they enclose, its signs are no cells."""

    def net(squares: int) -> str:
        return (
            "#let at(n, body) = place(dx: calc.rem(n, 25) * 14pt, dy: calc.quo(n, 25) * 14pt, body)\n"
            f"#for n in range({squares}) {{ at(n, line(length: 14pt)); "
            "at(n, line(length: 14pt, angle: 90deg)); at(n, pad(3pt, text(6pt)[河])) }"
        )

    assert any("\t" in line for line in pdf_text("表.pdf", made(net(100))).lines)
    assert not any("\t" in line for line in pdf_text("图.pdf", made(net(900))).lines)
