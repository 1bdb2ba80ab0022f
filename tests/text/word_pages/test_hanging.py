"""Pictures, text boxes, notes: what stands beside the running text."""

from __future__ import annotations

import pytest

from gongkai.text.markup.pictures import pictures_in
from gongkai.text.markup.sanitising import sanitise
from gongkai.text.word_pages import IMPORTED, PictureLimits, joined

from .building import PNG, cell, drawing, notes, para, read, related, row, run, table, text_box

MEDIA = {"word/media/image1.png": PNG}
RELATED = related(r1="media/image1.png")


def test_a_picture_is_taken_out_with_its_words() -> None:
    page = read(para(run("河道如图。") + drawing("r1", "河道整治前后对比")), parts=MEDIA, rels=RELATED)
    assert [(each.number, each.name, each.content) for each in page.pictures] == [(1, "图片1.png", PNG)]
    text = joined(page.blocks)
    assert text.startswith("<p>河道如图。</p>\n<figure>")
    assert sanitise(text).html == text
    shown = pictures_in(text)
    assert [(each.document, each.file_id, each.alt) for each in shown] == [(IMPORTED, 1, "河道整治前后对比")]
    assert page.warnings == ()


@pytest.mark.parametrize(
    "alt",
    [
        *("", "图片 1", "Picture 3", "IMG_2023.jpg", "人站在河边 描述已自动生成"),
        *(r"C:\Users\clerk\Desktop\IMG_0251.JPG", r"\\server\share\河道.png", "file:///home/clerk/a b.png"),
        *("59fde22446fc9fbd08751cbac2f9357", "{0a1b2c3d-1111-2222-3333-444455556666}", "微信图片_20260312"),
    ],
)
def test_words_that_a_program_wrote_are_none_and_are_asked_for(alt: str) -> None:
    page = read(para(drawing("r1", alt)), parts=MEDIA, rels=RELATED)
    assert pictures_in(joined(page.blocks))[0].alt == ""
    assert "图片没有说明文字，请在正文里补写（1处）" in page.warnings


def test_a_picture_that_is_shown_twice_is_kept_once() -> None:
    page = read(para(drawing("r1", "甲河")), para(drawing("r1", "乙河")), parts=MEDIA, rels=RELATED)
    assert len(page.pictures) == 1
    assert [each.file_id for each in pictures_in(joined(page.blocks))] == [1, 1]


def test_pictures_in_cells_and_of_old_programs() -> None:
    old = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="位置示意">'
        '<v:imagedata xmlns:r="urn:r" r:id="r1"/></v:shape></w:pict></w:r>'
    )
    page = read(table(row(cell(para(old)), cell("甲"))), parts=MEDIA, rels=RELATED)
    assert '<td><figure><img src="/documents/000000000000/files/1/" alt="位置示意"></figure></td>' in joined(
        page.blocks
    )


@pytest.mark.parametrize(
    ("target", "content", "limits", "words"),
    [
        ("media/image1.emf", b"\x01\0\0\0", None, "图片是 EMF 格式"),
        ("media/image1.png", b"<svg onload=x>", None, "网页不能显示"),
        ("media/none.png", PNG, None, "在文件里找不到"),
        ("file:///C:/a.png", PNG, None, "只是链接到别处"),
        ("../../etc/passwd", PNG, None, "在文件里找不到"),
        ("media/image1.png", PNG, PictureLimits(each=10), "图片超过"),
        ("media/image1.png", PNG, PictureLimits(count=0), "图片太多"),
        ("media/image1.png", PNG, PictureLimits(together=10), "图片太多"),
    ],
)
def test_what_is_no_picture_for_a_page_is_said(
    target: str, content: bytes, limits: PictureLimits | None, words: str
) -> None:
    media = {"word/media/image1.png": content, "word/media/image1.emf": content}
    page = read(para(run("甲") + drawing("r1")), limits=limits, parts=media, rels=related(r1=target))
    assert page.pictures == ()
    assert "<img" not in joined(page.blocks)
    assert any(words in warning for warning in page.warnings), page.warnings


def test_a_text_box_is_read_once_and_stands_behind_its_paragraph() -> None:
    page = read(para(run("正文。") + text_box(para("框中文字"))), para("下一段。"))
    assert page.lines == ("正文。", "框中文字", "下一段。")
    assert "文本框里的文字排在所在段落之后，请核对位置（1处）" in page.warnings


def test_words_drawn_as_a_picture_are_read() -> None:
    art = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:textpath string="云溪县人民政府文件"/></v:shape></w:pict></w:r>'
    )
    assert "云溪县人民政府文件" in read(para(art), para("云政发〔2026〕1号")).lines


def test_red_lines_pass_in_silence_and_charts_do_not() -> None:
    line = '<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'
    assert read(para(line), para("正文")).warnings == ()
    chart = '<w:r><w:drawing><c:chart xmlns:c="urn:c" r:id="r1" xmlns:r="urn:r"/></w:drawing></w:r>'
    assert "图表没有读入，请截图后插入（1处）" in read(para(chart)).warnings


# --- notes -------------------------------------------------------------------------------------------


def refer(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_are_numbered_in_the_order_of_the_text_and_linked_both_ways() -> None:
    page = read(
        para(run("甲") + refer("footnote", 2) + run("乙") + refer("endnote", 1) + refer("footnote", 2)),
        feet=notes("footnote", "没有引用", "脚注文字"),
        ends=notes("endnote", "尾注&lt;文字"),
    )
    text = joined((*page.blocks, *page.notes))
    assert text.split("\n") == [
        '<p>甲<a href="#note-1" id="note-1-ref"><sup>[1]</sup></a>乙'
        '<a href="#note-2" id="note-2-ref"><sup>[2]</sup></a><a href="#note-1"><sup>[1]</sup></a></p>',
        "<hr>",
        '<p id="note-1" class="no-indent"><a href="#note-1-ref">[1]</a> 脚注文字</p>',
        '<p id="note-2" class="no-indent"><a href="#note-2-ref">[2]</a> 尾注&lt;文字</p>',
    ]
    assert page.lines == ("甲[1]乙[2][1]",)
    cleaned = sanitise(text)
    assert cleaned.removed == ()
    assert 'id="note-1-ref"' in cleaned.html and 'href="#note-2"' in cleaned.html


def test_a_note_that_is_missing_is_said() -> None:
    page = read(para(run("甲") + refer("footnote", 7)), feet=notes("footnote", "一"))
    assert page.lines == ("甲",)
    assert page.notes == ()
    assert "注释在文件里找不到，没有读入（1处）" in page.warnings


def test_hidden_and_deleted_text_of_notes_stays_out() -> None:
    feet = notes("footnote", "甲")
    xml = feet["word/footnotes.xml"].replace(
        b"</w:p></w:footnote>", f"{run('SECRET', '<w:vanish/>')}</w:p></w:footnote>".encode()
    )
    page = read(para(refer("footnote", 1)), feet={"word/footnotes.xml": xml})
    assert "SECRET" not in repr(page)


def test_only_anchors_of_notes_pass_the_cleaner() -> None:
    assert sanitise('<p id="content">甲</p>').html == "<p>甲</p>"
    assert sanitise('<p id="note-1">甲</p>').html == '<p id="note-1">甲</p>'
    assert sanitise('<a id="note-1-ref" href="#note-1">甲</a>').html.startswith(
        '<a id="note-1-ref" href="#note-1"'
    )
