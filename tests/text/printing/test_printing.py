"""A page as a PDF: what it says is there, nothing of a text is taken for a command, nothing hangs."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gongkai.text.file_contents import check_file, read_parts
from gongkai.text.file_contents.pdf_pages import pdf_pages
from gongkai.text.markup.sanitising import sanitise
from gongkai.text.printing import (
    MOST_CHARACTERS,
    MOST_ROWS,
    NotPrinted,
    PrintedPage,
    PrintedTable,
    print_page,
)
from gongkai.text.printing.blocks import blocks_of
from tests.text.file_contents import samples

ADDRESS = "https://www.example.test/documents/aaaaaaaaaaaa/"
PICTURE = "/documents/aaaaaaaaaaaa/files/1/"


def page(html: str, **more: object) -> PrintedPage:
    usual = PrintedPage(
        "关于公布低保标准的通知", "云民发〔2026〕12号", "云溪县民政局", html, ADDRESS, "云溪县政务公开"
    )
    values = {name: getattr(usual, name) for name in usual.__slots__}
    return PrintedPage(**{**values, **more})


def text_of(content: bytes) -> str:
    return "".join("".join(each.text.split()) for each in pdf_pages("a.pdf", content))


def printed(html: str, **more: object) -> str:
    return text_of(print_page(page(html, **more)))


@pytest.mark.parametrize("length", [3, 19, 20, 21, 22, 39, 40, 41, 60])
def test_no_line_of_a_title_holds_a_few_characters_alone(length: int) -> None:
    title = "标" * length
    (only,) = pdf_pages("a.pdf", print_page(page("<p>正文。</p>", title=title)))
    lines = only.text.splitlines()
    titles = [len(line.strip()) for line in lines if set(line.strip()) == {"标"}]
    assert sum(titles) == length
    assert min(titles) >= length // len(titles) - 1


def test_a_year_in_a_title_stays_with_its_number() -> None:
    title = "云溪县人民政府办公室关于印发2026年政务公开工作要点任务分工的通知"
    (only,) = pdf_pages("a.pdf", print_page(page("<p>正文。</p>", title=title)))
    lines = ["".join(line.split()) for line in only.text.splitlines()]
    assert any("2026年" in line for line in lines)


def test_everything_that_the_page_says() -> None:
    content = print_page(
        page(
            "<p>各乡镇：</p><h2>一、要求</h2><p>做好<strong>公开</strong>。"
            '<a href="/documents/bbbbbbbbbbbb/">附表</a></p>'
            '<ol start="3"><li>甲项</li><li>乙项<ul><li>丙项</li></ul></li></ol>'
            "<blockquote><p>引文</p></blockquote>"
            '<p class="align-right">云溪县民政局</p>',
            notices=("本文件已废止。",),
            facts=(("索引号", "11234567"),),
            files=("名单.xlsx",),
            tables=(
                PrintedTable(
                    "发放表", ["姓名", "金额"], [["张*", "100.00"]], "元", "说明一句", frozenset({1})
                ),
            ),
        )
    )
    found = text_of(content)
    for words in (
        "本文件已废止。", "关于公布低保标准的通知", "云民发〔2026〕12号", "各乡镇：", "一、要求",
        "做好公开。附表",
        "3.甲项", "4.乙项", "丙项", "引文", "云溪县民政局", "发放表", "单位：元", "张*", "100.00", "说明一句",
        "名单.xlsx", "索引号", "11234567", ADDRESS, "—1—",
    ):  # fmt: skip
        assert words in found, words
    reader = PdfReader(io.BytesIO(content))
    targets = [note.get_object()["/A"]["/URI"] for each in reader.pages for note in each.get("/Annots", ())]
    assert targets == ["https://www.example.test/documents/bbbbbbbbbbbb/"]
    assert all(font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object().keys()
               & {"/FontFile2", "/FontFile3"}
               for each in reader.pages for font in each["/Resources"]["/Font"].values())  # fmt: skip
    assert check_file("a.pdf", content).value == "pdf"


def test_the_same_page_is_the_same_file() -> None:
    assert print_page(page("<p>甲</p>")) == print_page(page("<p>甲</p>"))


def test_tables_keep_their_merged_cells() -> None:
    html = (
        "<table><caption>表一</caption><thead><tr><th>序号</th><th colspan='2'>名称</th></tr></thead><tbody>"
        "<tr><td rowspan='2'>1</td><td class='align-right'>甲</td><td>乙</td></tr>"
        "<tr><td colspan='99'>丙</td></tr></tbody></table>"
    )
    caption, table = blocks_of(html, ADDRESS, lambda source: "")
    assert (caption["runs"][0]["t"], caption["align"]) == ("表一", "center")
    assert (table["columns"], table["header_rows"]) == (3, 1)
    places = [(each["x"], each["y"], each["colspan"], each["rowspan"]) for each in table["cells"]]
    assert places == [(0, 0, 1, 1), (1, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (2, 1, 1, 1), (1, 2, 2, 1)]
    assert "甲乙" in printed(html)


@pytest.mark.parametrize("html", [
    "<table><tr><td rowspan='3'>甲</td></tr></table>",
    "<table><thead><tr><th rowspan='2'>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>",
    "<table><tr><td>甲</td><td rowspan='2'>乙</td></tr><tr><td colspan='2'>丙</td></tr></table>",
    "<table><tr></tr></table>", "<table></table>",
    "<table><tr><td><table><tr><td>内</td></tr></table></td></tr></table>",
    "<table><tr>" + "<td>甲</td>" * 100 + "</tr></table>",
])  # fmt: skip
def test_tables_that_do_not_add_up(html: str) -> None:
    assert "关于公布" in printed(html)


def test_a_long_table_says_what_is_missing() -> None:
    rows = [[str(number)] for number in range(MOST_ROWS + 7)]
    assert "另有7行，见网页上的表格文件。" in printed("<p>甲</p>", tables=(PrintedTable("表", ["号"], rows),))


def test_very_wide_tables_have_fewer_rows() -> None:
    wide = PrintedTable("表", ["列"] * 60, [["值"] * 60] * 400)
    found = printed("<p>甲</p>", tables=(wide, wide))
    assert "另有67行" in found
    assert "另有400行" in found


def test_pictures() -> None:
    html = f'<figure><img src="{PICTURE}" alt="示意图"><figcaption>图1</figcaption></figure>'
    content = print_page(page(html, pictures={PICTURE: samples.png()}))
    assert len(PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/XObject"]) == 1
    for pictures in ({}, {PICTURE: b"\x89PNG damaged"}, {PICTURE: b"what is this"}):
        assert "（图片：示意图，见网页）" in printed(html, pictures=pictures)


def test_texts_are_no_commands() -> None:
    words = '#read("/etc/passwd") $x$ *粗* _斜_ = 题 @引 <签> // 注 \\ `码` #include "a"'
    found = printed(
        f"<p>{words.replace('<', '&lt;')}</p>", title=words, number=words, notices=(words,), files=(words,),
        facts=((words, words),), tables=(PrintedTable(words, [words], [[words]], words, words),),
    )  # fmt: skip
    # the last is cut by hyphens of the setting, the others stand as they were written
    assert found.count('#read("/etc/passwd")') >= 7
    assert "root:" not in found


def test_a_link_that_runs_something_is_none() -> None:
    content = print_page(page('<p><a href="javascript:alert(1)">甲</a><a href="#note-1">乙</a></p>'))
    assert not [part for part in read_parts("a.pdf", content) if "javascript" in part.text]


def test_what_is_too_long_is_refused_in_words() -> None:
    with pytest.raises(NotPrinted, match="这份文件太长，不生成 PDF。请在网页上阅读"):
        print_page(page("字" * (MOST_CHARACTERS + 1)))


def test_the_longest_page_in_time() -> None:
    paragraph = f"<p>{'县民政局负责组织实施最低生活保障工作，及时公开有关信息。' * 8}</p>"
    html = paragraph * (MOST_CHARACTERS // len(paragraph))
    begun = time.monotonic()
    assert print_page(page(html)).startswith(b"%PDF")
    assert time.monotonic() - begun < 60


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from([
                "<p>", "</p>", "<table>", "<tr>", "<td colspan=3>", "<td rowspan=0>", "</table>", "<ul>",
                "<li>", "<ol start=0>", "</ol>", "<h2>", "<h6 class=align-center>", "<blockquote>",
                "<img>", "<br>",
                f'<img src="{PICTURE}" alt="x">', '<a href="https://x.test/">', "<hr>", "<dl><dt>", "<sup>",
                "<thead>", "<th rowspan=9>", "<figure>", "<pre>",
            ]),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_clean_text_is_printed(pieces: list[str]) -> None:
    html = sanitise("".join(pieces)).html
    assert print_page(page(html, pictures={PICTURE: samples.png()})).startswith(b"%PDF")
