"""A PDF of which some pages are pictures: the others are read, and nobody takes it for the whole."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import typst
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter

from gongkai.edges.cli.text_tools import text
from gongkai.text.errors import UnreadableFile
from gongkai.text.policy_files import read_policy_file
from tests.text.file_contents.samples import pdf, png

HEAD = (
    "云溪县水利局关于开展河道清理的通知",
    "云水发〔2026〕12号",
    "各乡镇水利站：",
    "请于汛期前清理河道。",
    "云溪县水利局",
    "2026年4月2日",
)
ANNEX = ("云溪县某某补贴发放办法", "第一条 补贴按月发放。", "云溪县某某中心", "2026年4月1日")


def picture() -> bytes:
    source = b"#image(bytes(" + str(tuple(png())).encode() + b'), format: "png", width: 10cm)'
    made = typst.compile(source, format="pdf")
    assert isinstance(made, bytes)
    return made


def bound(*files: bytes) -> bytes:
    writer = PdfWriter()
    for file in files:
        writer.append(PdfReader(io.BytesIO(file)))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_the_other_pages_are_read_and_the_pictures_are_named() -> None:
    record = read_policy_file(bound(pdf(HEAD), picture(), pdf(ANNEX), picture()), "a.pdf").as_json()
    assert (record["title"], record["doc_number"]) == (HEAD[0], HEAD[1])
    pages = record["unread_pages"]
    assert isinstance(pages, list)
    assert [page["page"] for page in pages] == [2, 4]
    assert all("扫描" in page["reason"] for page in pages)


def test_a_file_that_was_read_whole_names_no_page() -> None:
    assert read_policy_file(pdf(HEAD, ANNEX), "a.pdf").as_json()["unread_pages"] == []


def test_behind_a_first_page_that_is_a_picture_an_annex_is_not_taken_for_the_document() -> None:
    record = read_policy_file(bound(picture(), pdf(ANNEX)), "a.pdf").as_json()
    reasons = record["reasons"]
    assert isinstance(reasons, dict)
    for name in ("title", "issuers", "date_written"):
        assert record[name] is None
        assert "第1页没有识读" in reasons[name]


def test_a_cover_that_is_a_picture_takes_nothing_from_the_document_behind_it() -> None:
    record = read_policy_file(bound(picture(), pdf(HEAD)), "a.pdf").as_json()
    assert (record["title"], record["date_written"]) == (HEAD[0], "2026-04-02")


def test_a_file_of_nothing_but_pictures_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="各页都是扫描的图像"):
        read_policy_file(bound(picture(), picture()), "a.pdf")


def test_the_summary_says_first_which_pages_are_missing(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(bound(pdf(HEAD), picture()))
    shown = CliRunner().invoke(text, ["policy", str(file)])
    assert shown.exit_code == 0
    assert "第2页没有识读" in shown.output
    record = json.loads(CliRunner().invoke(text, ["policy", str(file), "--json"]).stdout)
    assert [page["page"] for page in record["unread_pages"]] == [2]
