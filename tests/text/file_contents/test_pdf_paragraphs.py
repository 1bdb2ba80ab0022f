"""Lines of a PDF put together again: margins, columns, centred titles, pages, characters out of order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.text.file_contents import recognition
from gongkai.text.file_contents.pdf_lines import PdfLayout, PdfLine, pdf_layouts
from gongkai.text.file_contents.pdf_paragraphs import pdf_paragraphs
from gongkai.text.file_contents.pdf_text import pdf_text
from gongkai.text.typesetting import typeset
from tests.text.file_contents.samples import png

SIZE, LEADING, LEFT, WIDTH = 16.0, 28.0, 80.0, 595.0
RIGHT = WIDTH - LEFT
TITLE = "云溪县人民政府办公室关于印发云溪县基层政务公开标准化规范化工作实施方案的通知"
TEXT = (
    "为贯彻落实上级关于全面推进基层政务公开标准化规范化工作的部署，进一步提高全县政务公开的质量和水平，"
    "保障人民群众的知情权、参与权、表达权和监督权，经县人民政府同意，现就有关事项通知如下，请认真贯彻执行。"
)


def page(*lines: tuple[str, float], number: int = 1, left: float = LEFT) -> PdfLayout:
    """Lines below each other, each with the characters that it is set in from the left."""
    placed = [
        PdfLine(text, left + indent * SIZE, left + (indent + len(text)) * SIZE, 800 - at * LEADING, SIZE)
        for at, (text, indent) in enumerate(lines)
    ]
    return PdfLayout(number, WIDTH, tuple(placed), scanned=False)


def wrapped(text: str, width: int = 27, indent: int = 2) -> list[tuple[str, float]]:
    first = width - indent
    rest = [text[at : at + width] for at in range(first, len(text), width)]
    return [(text[:first], indent), *((line, 0) for line in rest)]


def centred(text: str) -> tuple[str, float]:
    return text, (27 - len(text)) / 2


# --- which lines go on --------------------------------------------------------------------------------


def test_the_lines_of_a_paragraph_are_one_again() -> None:
    assert pdf_paragraphs([page(*wrapped(TEXT), *wrapped(TEXT))]) == [TEXT, TEXT]


def test_a_title_in_the_middle_keeps_its_lines() -> None:
    lines = ("云溪县人民政府办公室", "关于印发实施方案的通知")
    assert pdf_paragraphs([page(*map(centred, lines), *wrapped(TEXT))]) == [*lines, TEXT]


def test_bodies_below_each_other_stay_apart() -> None:
    bodies = ("云溪县人力资源和社会保障局财政处", "云溪县自然资源和规划局规划编制处")
    assert pdf_paragraphs([page(*wrapped(TEXT), *((body, 11) for body in bodies))]) == [TEXT, *bodies]


def test_a_short_line_ends_its_paragraph_where_nothing_is_indented() -> None:
    lines = wrapped(TEXT, indent=0)
    assert pdf_paragraphs([page(*lines, ("联系人在县政府办公室公开科，电话另行通知。", 0), *lines)]) == [
        TEXT,
        "联系人在县政府办公室公开科，电话另行通知。",
        TEXT,
    ]


def test_a_number_begins_a_paragraph_though_the_line_above_is_full() -> None:
    full = TEXT[:26] + "。"
    assert pdf_paragraphs([page((full, 0), ("二、各单位要认真组织实施。", 0), *wrapped(TEXT, indent=0))]) == [
        full,
        "二、各单位要认真组织实施。",
        TEXT,
    ]


def test_a_line_that_had_no_room_for_the_next_word_is_full() -> None:
    lines = [(TEXT[:27], 0), (TEXT[27:52], 0), ("《条例》第二十条", 0), *wrapped(TEXT, indent=2)]
    assert pdf_paragraphs([page(*lines)])[0] == TEXT[:52] + "《条例》第二十条"


def test_a_sentence_goes_on_over_the_page_and_its_number() -> None:
    lines = wrapped(TEXT)
    first = page(*lines[:2], ("— 1 —", 12))
    second = page(*lines[2:], *wrapped(TEXT), number=2)
    assert pdf_paragraphs([first, second]) == [TEXT, TEXT]


def test_a_running_head_and_foot_with_the_number_do_not_cut_the_sentence() -> None:
    lines = wrapped(TEXT)
    pages = [
        page(("云溪县人民政府公报", 9), *lines[at : at + 1], (f"2026年第3期  第{at + 1}页", 9), number=at + 1)
        for at in range(len(lines))
    ]
    assert len(pages) > 2
    assert pdf_paragraphs(pages) == [TEXT]


def test_the_title_that_the_head_of_the_other_pages_repeats_stays() -> None:
    head = ("云溪县政务公开方案", 0)
    pages = [page(head, centred("一段话。"), number=number) for number in range(2, 6)]
    first = page(("云溪县人民政府文件", 9), head, centred("一段话。"))
    assert pdf_paragraphs([first, *pages])[:2] == ["云溪县人民政府文件", "云溪县政务公开方案"]


def test_a_heading_that_a_table_has_on_every_page_is_kept() -> None:
    heading = ("序号    任务    单位", 0)
    pages = [page(heading, (f"{number}    清理    某局", 0), number=number) for number in range(1, 5)]
    assert "".join(pdf_paragraphs(pages)).count(heading[0]) == 4


def test_signs_that_end_several_pages_by_chance_are_kept() -> None:
    pages = [page(centred("一段话。"), ("|", 0), number=number) for number in range(1, 5)]
    assert "".join(pdf_paragraphs(pages)).count("|") == 4


def test_lines_of_two_pages_are_no_running_head() -> None:
    pages = [page(("云溪县水利局", 9), centred("一段话。"), number=number) for number in (1, 2)]
    assert pdf_paragraphs(pages).count("云溪县水利局") == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    narrow = wrapped(TEXT, width=17)
    left = page(*narrow[:4])
    right = page(*narrow[4:], *narrow, left=LEFT + 20 * SIZE)
    both = PdfLayout(1, 760, (*left.lines, *right.lines), scanned=False)
    assert pdf_paragraphs([both]) == [TEXT, TEXT]


def test_a_page_of_very_many_lines_stays_as_it_is() -> None:
    lines = [(TEXT[:27], 0.0)] * 3_000
    assert len(pdf_paragraphs([page(*lines)])) == len(lines)


# --- real files ---------------------------------------------------------------------------------------

TEMPLATE = """#set page(paper: "a4", numbering: "— 1 —", margin: (x: 2.8cm, y: 3cm), columns: COLUMNS)
#set text(size: SIZE, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.9em)
#for line in json("data.json") {
  if line.title { align(center, text(size: 20pt, line.text)) } else { par(line.text) }
}"""


def set_as_paper(texts: Sequence[str], columns: int = 1) -> bytes:
    lines = [{"text": text, "title": text == TITLE} for text in texts]
    template = TEMPLATE.replace("COLUMNS", str(columns)).replace("SIZE", "14pt" if columns == 1 else "9pt")
    return typeset(template.encode(), lines)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_file_gives_its_paragraphs_back(columns: int) -> None:
    texts = [f"{at}{TEXT}2026年3月5日前报送GB/T 9704-2012第{at}条。" for at in "甲乙丙丁戊己庚辛"]
    assert list(pdf_text("a.pdf", set_as_paper(texts, columns)).lines) == texts


def test_a_title_over_two_lines_is_not_cut_within_a_word() -> None:
    lines = pdf_text("a.pdf", set_as_paper([TITLE, TEXT])).lines
    assert "".join(lines[:-1]) == TITLE
    assert lines[-1] == TEXT


def test_labels_beside_each_other_stay_apart() -> None:
    template = b"""#set page(paper: "a4")
#let rows = json("data.json")
#for row in rows { grid(columns: (1fr, 1fr), row.at(0), row.at(1)) }"""
    content = typeset(template, [["文号：云政发〔2026〕5号", "发布日期：2026-03-05"]])
    (layout,) = pdf_layouts("a.pdf", content)
    assert [line.text.split() for line in layout.lines] in (
        [["文号：云政发〔2026〕5号", "发布日期：2026-03-05"]],
        [["文号：云政发〔2026〕5号"], ["发布日期：2026-03-05"]],
    )


# --- pages that are images ----------------------------------------------------------------------------

WITH_PICTURE = b"""#set page(paper: "a4")
#par(json("data.json"))
#pagebreak()
#image("a.png", width: 10cm)
#pagebreak()
#par(json("data.json"))"""


def test_the_rest_is_read_and_the_image_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: None)
    found = pdf_text("a.pdf", typeset(WITH_PICTURE, TEXT, {"a.png": png()}))
    assert found.unread == [2]
    assert "".join(found.lines) == TEXT * 2


def test_an_image_is_recognised_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: lambda _: "认出的字")
    monkeypatch.setattr("gongkai.text.file_contents.pdf_text.picture_of_page", lambda *_: b"png")
    found = pdf_text("a.pdf", typeset(WITH_PICTURE, TEXT, {"a.png": png()}))
    assert (found.unread, found.recognised) == ([], [2])
    assert "".join(found.lines) == f"{TEXT}认出的字{TEXT}"
