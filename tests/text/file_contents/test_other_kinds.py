"""Text, delimited tables, web pages, archives, OFD, old office files: read, and copied where that can be."""

from __future__ import annotations

import pytest

from gongkai.text.file_contents import (
    FileKind,
    Part,
    UnreadableFile,
    clean_copy,
    kind_of,
    masked_copy,
    read_parts,
    read_tables,
)
from tests.text.catalogue.old_excel import old_workbook
from tests.text.file_contents import samples as s

NUMBER = s.person(95)


def parts_with(name: str, content: bytes, text: str = NUMBER) -> list[Part]:
    return [part for part in read_parts(name, content) if text in part.text]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(codec: str) -> None:
    content = f"姓名：甲\r\n证号：{NUMBER}".encode(codec)
    assert parts_with("a.txt", content) == [Part("正文", f"姓名：甲\n证号：{NUMBER}")]
    copy = masked_copy("a.txt", content, s.masker(lambda text: text.replace(NUMBER, "（略）")))
    assert copy.content.decode() == "姓名：甲\n证号：（略）" and copy.changed == 1


def test_a_delimited_table() -> None:
    content = f'姓名;证号\n"甲;乙";{NUMBER}\n'.encode("gb18030")
    assert parts_with("a.csv", content) == [Part("表格 B2", NUMBER)]
    (table,) = read_tables("a.csv", content)
    assert table.header == ("姓名", "证号") and list(table.rows) == [("甲;乙", NUMBER)]
    copy = masked_copy(
        "a.csv",
        content,
        s.AS_IT_IS,
        row_masker=s.starred(lambda heading, texts: heading == "证号" and texts[0] == "甲;乙"),
    )
    assert copy.content.decode("utf-8-sig") == '姓名;证号\n"甲;乙";*\n'
    dropped = masked_copy("a.csv", content, s.AS_IT_IS, drop_columns=["证号"])
    assert NUMBER.encode() not in dropped.content and dropped.removed == ("“证号”列",)


PAGE = f"""<!DOCTYPE html><html><head><title>题 1</title><script>var a="{s.person(1)}"</script></head><body>
<!-- {s.person(2)} --><p>正文<b>{NUMBER[:8]}</b>{NUMBER[8:]}</p><p style="display: none">{s.person(3)}</p>
<img alt="{s.person(4)}" src="x.png"><input type="hidden" value="{s.person(5)}">
<p data-id="{s.person(6)}">二</p>
<a href="mailto:{s.person(7)}@x.test" title="{s.person(8)}">写信</a></body></html>"""


@pytest.mark.parametrize("number", range(1, 9))
def test_a_web_page_with_everything_hidden(number: int) -> None:
    found = parts_with("a.html", PAGE.encode(), s.person(number))
    assert found and all(part.hidden for part in found)


def test_a_web_page_as_shown() -> None:
    (part,) = parts_with("a.html", PAGE.encode())
    assert not part.hidden
    shown = [part.text for part in read_parts("a.html", PAGE.encode()) if not part.hidden]
    assert shown == ["a.html", "题 1", f"正文{NUMBER}", "二", "写信"]


def test_an_archive_within_an_archive() -> None:
    inner = s.zipped({"名单.csv": f"姓名,证号\n甲,{NUMBER}\n".encode()})
    (part,) = parts_with("a.zip", s.zipped({"附件.zip": inner}))
    assert part.place == "压缩包内 附件.zip › 压缩包内 名单.csv › 表格 B2"


def test_deeper_than_two_is_said_to_be_unread() -> None:
    content = b"x"
    for depth in range(4):
        content = s.zipped({f"{depth}.zip" if depth else "a.txt": content})
    unread = [part for part in read_parts("a.zip", content) if part.unread]
    assert len(unread) == 1 and "嵌套超过" in unread[0].text


def test_what_cannot_be_read_within_is_said() -> None:
    content = s.zipped({"坏.docx": b"PK\x03\x04word/document.xml", "好.txt": NUMBER.encode()})
    parts = list(read_parts("a.zip", content))
    assert [part.place for part in parts if part.unread] == ["压缩包内 坏.docx"]
    assert any(NUMBER in part.text for part in parts)


def test_names_of_members_count() -> None:
    assert parts_with("a.zip", s.zipped({f"{NUMBER}.txt": b"x"}))
    assert parts_with(f"{NUMBER}.txt", b"x") == [Part("文件名", f"{NUMBER}.txt")]


def test_ofd() -> None:
    content = s.ofd("证号", NUMBER[:10], NUMBER[10:])
    assert any(part.place == "第1页（文字相连）" for part in parts_with("a.ofd", content))
    assert Part("第1页", f"证号\n{NUMBER[:10]}\n{NUMBER[10:]}") in list(read_parts("a.ofd", content))
    assert parts_with("a.ofd", content, s.person(80))


def test_a_presentation() -> None:
    run = f"<p><r><t>{NUMBER[:5]}</t></r><r><t>{NUMBER[5:]}</t></r></p>"
    content = s.zipped(
        {"[Content_Types].xml": b"<Types/>", "ppt/slides/slide1.xml": f"<s>{run}</s>".encode()}
    )
    assert parts_with("a.pptx", content) == [Part("幻灯片", NUMBER)]


def test_old_office_files() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le")
    content += bytes(100) + f"证号{NUMBER}".encode("utf-16-le") + bytes(100)
    assert kind_of("a.doc", content) is FileKind.DOC
    assert parts_with("a.doc", content)
    with pytest.raises(UnreadableFile, match="另存为"):
        clean_copy("a.doc", content)


@pytest.mark.parametrize("name", ["a.html", "a.zip", "a.ofd", "a.xls"])
def test_kinds_without_a_copy_say_so(name: str) -> None:
    contents = {"a.html": PAGE.encode(), "a.zip": s.zipped({"a": b"x"}), "a.ofd": s.ofd("x"), "a.xls": OLD}
    with pytest.raises(UnreadableFile, match=r"不能生成.*原文件没有改动"):
        masked_copy(name, contents[name], s.AS_IT_IS)


OLD = old_workbook({"发放名单": [["姓名", "证号"], ["甲", NUMBER]]})


def test_an_old_workbook() -> None:
    found = parts_with("a.xls", OLD)
    assert Part("工作表“发放名单” B2", NUMBER) in found
    (table,) = read_tables("a.xls", OLD)
    assert table.header == ("姓名", "证号") and list(table.rows) == [("甲", NUMBER)]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"BM is a word", FileKind.TEXT),
        ("a.csv", b"a,b", FileKind.CSV),
        ("a.txt", b"%PDF-1.7", FileKind.PDF),
        ("a.pdf", b"<html><body>", FileKind.HTML),
        ("a.docx", s.png(), FileKind.IMAGE),
        ("a.txt", b"MZ\x00\x00", FileKind.OTHER),
        ("a.svg", b"<svg/>", FileKind.OTHER),
        ("a.zip", s.zipped({"a": b""}), FileKind.ZIP),
    ],
)
def test_kinds_are_told_by_content(name: str, content: bytes, kind: FileKind) -> None:
    assert kind_of(name, content) is kind


def test_what_nobody_can_read_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="无法检查"):
        list(read_parts("a.exe", b"MZ\x00\x00"))
