"""A .docx with something hidden in every place: all of it is read, none of it is in the copies."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
from lxml import etree

from gongkai.text.file_contents import (
    Part,
    UnreadableFile,
    clean_copy,
    masked_copy,
    read_parts,
    read_tables,
)
from tests.text.file_contents import samples as s
from tests.text.office_files import word_file


def parts_with(content: bytes, text: str, name: str = "公示.docx") -> list[Part]:
    return [part for part in read_parts(name, content) if text in part.text]


@pytest.mark.parametrize("place", s.WORD_PLACES)
def test_what_is_hidden_is_read(place: str) -> None:
    found = parts_with(s.loaded_document(), s.WORD_PLACES[place])
    assert found, place
    assert all(part.hidden or part.place.endswith("正文") for part in found), found


@pytest.mark.parametrize("place", s.WORD_SHOWN)
def test_what_is_shown_is_read_whole(place: str) -> None:
    found = [part for part in parts_with(s.loaded_document(), s.WORD_SHOWN[place]) if not part.hidden]
    assert found and place in found[0].place, found


def test_places_say_where() -> None:
    places = {part.place for part in read_parts("公示.docx", s.loaded_document())}
    assert {"文件名", "正文 第1段", "正文 第1段 隐藏文字", "正文 第1段 修订中删除的文字"} <= places
    assert {"页眉 第1段", "脚注 第1段", "批注 第1段", "表格1 第2行第2列", "文档属性 作者"} <= places
    assert any(place.startswith("内嵌文件 inner.zip › ") for place in places)


def test_a_number_broken_over_two_paragraphs_of_a_cell_is_one_text() -> None:
    assert parts_with(s.loaded_document(), "62220\n20212")


def test_before_the_changes_it_read_otherwise() -> None:
    """Digits of which a change took away the middle are found as they stood."""
    number = s.person(7)
    body = (
        f"<w:p>{s.run(number[:4])}<w:del w:id='1'><w:r><w:delText>{number[4:9]}</w:delText></w:r></w:del>"
        f"{s.run(number[9:])}</w:p>"
    )
    (part,) = parts_with(word_file(body), number)
    assert part.hidden and "修订中删除" in part.place


def test_a_clean_copy_has_no_byte_of_what_was_hidden() -> None:
    copy = clean_copy("公示.docx", s.loaded_document())
    for place, number in s.WORD_PLACES.items():
        if place != "替代文字":
            assert not s.holds(copy.content, number), place
    assert not s.holds(copy.content, "evil.test")
    for shown in s.WORD_SHOWN.values():
        assert parts_with(copy.content, shown)
    for words in ("批注", "修订痕迹（保留修订后的文字）", "隐藏文字", "宏", "文档属性（作者、单位等）"):
        assert (words in copy.removed) == (words != "宏"), copy.removed
    hidden = [part for part in read_parts("公示.docx", copy.content) if part.hidden]
    assert hidden == []


def test_a_clean_copy_reads_as_before() -> None:
    """What a reader sees stays: results of fields, texts of links, what was inserted, the picture."""
    content = clean_copy("公示.docx", s.loaded_document()).content
    shown = "\n".join(part.text for part in read_parts("公示.docx", content))
    for words in ("（新）", "域的结果", "一个链接", "控件里的字", "有批注"):
        assert words in shown
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "word/media/image1.jpeg" in archive.namelist()
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    assert clean_copy("公示.docx", content).removed == ()


def test_macros_are_gone() -> None:
    document = s.word_package("<w:p/>", parts={"word/vbaProject.bin": b"Sub AutoOpen"})
    copy = clean_copy("公示.docx", document)
    assert "宏" in copy.removed and not s.holds(copy.content, "AutoOpen")


def test_a_masked_copy_keeps_its_runs() -> None:
    number = s.WORD_SHOWN["正文"]
    masked = number[:3] + "*" * 11 + number[-4:]
    copy = masked_copy("公示.docx", s.loaded_document(), s.masker(lambda text: text.replace(number, masked)))
    assert copy.changed == 1
    assert not s.holds(copy.content, number) and number not in _all_text(copy.content)
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    texts = [element.text or "" for element in root.iter("{*}t")]
    assert texts[0] == "身份证号 " + masked[:9] and texts[1] == masked[9:]
    assert root.find(".//{*}b") is not None


def _all_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "".join(str(text) for text in root.itertext())


def test_every_story_is_masked() -> None:
    numbers = tuple(s.WORD_SHOWN.values())

    def mask(text: str) -> str:
        for number in numbers:
            text = text.replace(number, "（略）")
        return text

    copy = masked_copy("公示.docx", s.loaded_document(), s.masker(mask))
    assert copy.changed == len(numbers)
    assert not any(s.holds(copy.content, number) for number in (*numbers, *s.WORD_PLACES.values())[:4])


def test_tables_know_their_headings() -> None:
    asked: list[tuple[tuple[str, ...], tuple[str, ...]]] = []

    def mask_row(headings: tuple[str, ...], texts: tuple[str, ...]) -> Sequence[tuple[str, int]]:
        asked.append((headings, texts))
        return s.starred(lambda heading, _: heading == "银行账号")(headings, texts)

    copy = masked_copy("公示.docx", s.loaded_document(), s.AS_IT_IS, row_masker=mask_row)
    assert asked == [(("姓名", "银行账号"), ("甲", "62220\n20212"))]
    (table,) = read_tables("公示.docx", copy.content)
    assert list(table.rows) == [("甲", "*")]


def test_a_column_is_dropped() -> None:
    copy = masked_copy("公示.docx", s.loaded_document(), s.AS_IT_IS, drop_columns=["银行账号"])
    (table,) = read_tables("公示.docx", copy.content)
    assert table.header == ("姓名",) or list(table.rows) == [("姓名",), ("甲",)]
    assert "“银行账号”列" in copy.removed and not s.holds(copy.content, "62220")


def test_the_name_of_the_file_is_masked_too() -> None:
    number = s.person(3)
    copy = masked_copy(f"{number}.docx", word_file("<w:p/>"), s.masker(lambda _: "某人.docx"))
    assert copy.name == "某人.docx"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", s.zipped({"word/document.xml": b"<x"})])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        clean_copy("公示.docx", content)
    with pytest.raises(UnreadableFile):
        list(read_parts("公示.docx", content))
