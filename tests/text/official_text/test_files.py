"""The same document as text, Markdown, web page, Word file and PDF gives the same record."""

from __future__ import annotations

import pytest

from gongkai.text.errors import UnreadableFile
from gongkai.text.policy_files import read_policy_file
from tests.text.file_contents.samples import pdf
from tests.text.office_files import paragraph, word_file

LINES = (
    "云溪县民政局关于公示的通知",
    "云民发〔2026〕5号",
    "各乡镇人民政府：",
    "一、公示名单。（县民政局负责，2026年6月底前完成）",
    "云溪县民政局",
    "2026年5月8日",
    "（此件公开发布）",
)
TEXT = "\n".join(LINES)
EXPECTED = {
    "title": "云溪县民政局关于公示的通知",
    "issuers": ["云溪县民政局"],
    "doc_number": "云民发〔2026〕5号",
    "date_written": "2026-05-08",
    "openness": "公开发布",
    "addressees": ["各乡镇人民政府"],
}


def html() -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>").encode()


def word() -> bytes:
    return word_file("".join(paragraph(line) for line in LINES))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("a.txt", TEXT.encode("gb18030")),
        ("a.md", f"# {TEXT}".encode()),
        ("a.html", html()),
        ("a.docx", word()),
        ("a.pdf", pdf(LINES)),
    ],
)
def test_every_kind_of_file_gives_the_same_record(name: str, content: bytes) -> None:
    document = read_policy_file(content, name)
    record = document.as_json()
    assert {key: record[key] for key in EXPECTED} == EXPECTED
    (task,) = document.tasks
    assert (task.path, task.units.names) == ("一", ("县民政局",))
    assert task.due is not None
    assert task.due.text == "2026年6月底前完成"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.pdf", b"%PDF-1.7 nothing", "a.pdf"),
        ("a.doc", b"x", "格式"),
        ("a.txt", b" \n ", "没有文字"),
        ("a.html", b"<script>x</script>", "没有文字"),
        ("a.docx", b"PK", "a.docx"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name: str, content: bytes, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        read_policy_file(content, name)


def test_labels_as_plain_lines_above_the_source_of_a_page() -> None:
    labels = "发文机关:云溪县民政局\n发布日期:2026年05月09\n文号 :云民发〔2026〕5号\n"
    text = "".join(f"<p>{line}</p>" for line in LINES[2:])
    record = read_policy_file(f"{labels}{text}".encode(), "a.txt").as_json()
    assert (record["doc_number"], record["date_published"]) == ("云民发〔2026〕5号", "2026-05-09")
