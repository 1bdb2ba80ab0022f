"""Tables, pages and archives of old sites, in the forms that exports really have."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.errors import InvalidInput
from gongkai.text.errors import UnreadableFile
from gongkai.text.old_site import (
    Address,
    Material,
    UnpackLimits,
    body_of_page,
    file_beside,
    open_manifest,
    read_moment,
    rewritten,
    unpack,
)

CSV = '标题,发布日期,正文\n"甲,乙",2019-05-06,"<p>一</p>\n<p>二</p>"\n\n丙,2019/5/7,正文\n'


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# --- the table ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_any_encoding_with_line_breaks_in_a_cell(tmp_path: Path, encoding: str) -> None:
    manifest = open_manifest(written(tmp_path, "a.csv", CSV.encode(encoding)))
    assert manifest.columns == ("标题", "发布日期", "正文")
    records = list(manifest.records())
    assert [(each.number, each.values["标题"]) for each in records] == [(1, "甲,乙"), (2, "丙")]
    assert records[0].values["正文"] == "<p>一</p>\n<p>二</p>"


@pytest.mark.parametrize(("name", "text"), [
    ("a.jsonl", '{"标题": "甲"}\n{"标题": "乙", "附件": ["a.pdf", "b.pdf"]}\n{"标题": "丙", "n": null}\n'),
    ("a.json", '{"d": [{"标题": "甲"}, {"标题": "乙", "附件": ["a.pdf", "b.pdf"]}, {"标题": "丙"}]}'),
    ("a.csv", "标题,附件\n甲,\n乙,a.pdf;b.pdf\n丙,\n"),
])  # fmt: skip
def test_reading_goes_on_from_any_line(tmp_path: Path, name: str, text: str) -> None:
    manifest = open_manifest(written(tmp_path, name, text))
    whole = list(manifest.records())
    assert [each.values["标题"] for each in whole] == ["甲", "乙", "丙"]
    assert whole[1].values["附件"] == "a.pdf;b.pdf"
    for done, record in enumerate(whole, start=1):
        assert list(manifest.records(record.place, record.number)) == whole[done:]
    assert manifest.count() == 3


@given(st.lists(st.lists(st.text(alphabet='甲乙a",\n 。', max_size=8), min_size=2, max_size=2), max_size=12))
def test_what_csv_writes_is_read_back_from_each_place(rows: list[list[str]]) -> None:

    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["一", "二"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        manifest = open_manifest(written(Path(folder), "a.csv", stream.getvalue()))
        found = list(manifest.records())
        said = [row for row in rows if any(row)]
        assert [list(each.values.values()) for each in found] == said
        for done, record in enumerate(found, start=1):
            rest = [list(each.values.values()) for each in manifest.records(record.place, record.number)]
            assert rest == said[done:]


@pytest.mark.parametrize(("name", "content", "word"), [
    ("a.csv", b"", "空的"),
    ("a.csv", "标题\n甲".encode("utf-16"), "UTF-16"),
    ("a.csv", b",,\n1,2,3\n", "没有列名"),
    ("a.csv", "标题,标题\n1,2\n".encode(), "重名"),
    ("a.json", b'[{"a": 1}', "截断"),
    ("a.json", b'{"a": 1}', "没有找到文件列表"),
    ("a.json", b"[1, 2]", "字段"),
    ("a.doc", b"x", ".csv"),
])  # fmt: skip
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        open_manifest(written(tmp_path, name, content))


def test_a_bad_line_is_a_fault_of_its_own(tmp_path: Path) -> None:
    text = "标题,日期\n甲,2019-01-01\n多,出,一格\n乙,2019-01-02\n"
    records = list(open_manifest(written(tmp_path, "a.csv", text)).records())
    assert [bool(each.fault) for each in records] == [False, True, False]
    lines = list(open_manifest(written(tmp_path, "b.jsonl", '{"标题": "甲"}\n{坏\n[1]\n')).records())
    assert [bool(each.fault) for each in lines] == [False, True, True]


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    good = "标题,日期\n甲,2019-01-01\n".encode()
    records = list(open_manifest(written(tmp_path, "a.csv", good + b"\xff\xff\xff,x\n")).records())
    assert records[-1].fault or "\ufffd" not in "".join(records[-1].values.values())


# --- moments ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "moment"), [
    ("2019-05-06", datetime(2019, 5, 5, 16, tzinfo=UTC)),
    ("2019/5/6 10:30", datetime(2019, 5, 6, 2, 30, tzinfo=UTC)),
    ("2019年5月6日 10:30:15", datetime(2019, 5, 6, 2, 30, 15, tzinfo=UTC)),
    ("2019-05-06T10:30:00+08:00", datetime(2019, 5, 6, 2, 30, tzinfo=UTC)),
    ("2019-05-06T02:30:00.000Z", datetime(2019, 5, 6, 2, 30, tzinfo=UTC)),
    ("1557109800", datetime(2019, 5, 6, 2, 30, tzinfo=UTC)),
    ("1557109800000", datetime(2019, 5, 6, 2, 30, tzinfo=UTC)),
])  # fmt: skip
def test_moments_in_the_forms_of_exports(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize("text", ["", "昨天", "2019-13-01", "2019-05-06 25:00", "0000-00-00 00:00:00"])
def test_no_moment_is_made_up(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_moment(text)


# --- pages --------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html><head><title>导航</title></head><body><div class="nav">首页</div>
<div class="wrap TRS_Editor x"><p>正文 &lt;一&gt;</p><p>二</p></div><div>版权</div></body></html>"""


def test_the_text_is_taken_from_its_place() -> None:
    assert body_of_page(PAGE) == "<p>正文 &lt;一&gt;</p><p>二</p>"
    assert body_of_page(PAGE, ".nav") == "首页"
    assert "版权" in body_of_page("<html><body><p>全</p><p>版权</p></body></html>")
    assert body_of_page("<p>片段</p>") == "<p>片段</p>"


@pytest.mark.parametrize("place", ["#none", "//script", "div > p", ""])
def test_a_place_that_is_not_there_or_no_place(place: str) -> None:
    if place:
        with pytest.raises(InvalidInput):
            body_of_page(PAGE, place)


def test_addresses_are_put_through() -> None:
    seen: list[Address] = []

    def replace(address: Address) -> str | None:
        seen.append(address)
        return "/new" if address.is_image else None

    html = rewritten('<p>甲<img src="a.png" alt="图"><a href="b.pdf"> 附件 </a><a>无</a></p>', replace)
    assert html == '<p>甲<img src="/new" alt="图"><a href="b.pdf"> 附件 </a><a>无</a></p>'
    assert seen == [Address("a.png", True, "图"), Address("b.pdf", False, "附件")]


@pytest.mark.parametrize(("address", "path"), [
    ("/art/2019/5/a%20b.pdf?x=1#y", "art/2019/5/a b.pdf"),
    ("http://old.example/w/../f.pdf", "f.pdf"),
    ("../../../etc/passwd", "etc/passwd"),
    ("./x//y.html", "x/y.html"),
])  # fmt: skip
def test_paths_never_leave_the_folder(address: str, path: str) -> None:
    assert file_beside(address) == path


def test_files_are_found_beside_the_page_and_from_the_root(tmp_path: Path) -> None:
    written(tmp_path, "art/files/a.pdf", "1")
    written(tmp_path, "top.pdf", "1")
    (tmp_path / "art" / "out.pdf").symlink_to("/etc/hostname")
    material = Material(tmp_path)
    assert material.find("files/a.pdf", "art/page.html") == "art/files/a.pdf"
    assert material.find("/art/files/a.pdf", "x/page.html") == "art/files/a.pdf"
    assert material.find("http://old.example/top.pdf?t=1") == "top.pdf"
    assert material.find("out.pdf", "art/page.html") is None
    assert material.find("../../etc/hostname", "art/page.html") is None
    assert material.find("a\x00b") is None


# --- archives -----------------------------------------------------------------------------------------


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_an_archive_is_unpacked_with_chinese_names(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("清单.csv", CSV)
        info = zipfile.ZipInfo("页面.html".encode("gb18030").decode("cp437"))
        archive.writestr(info, PAGE)
        archive.filelist[-1].flag_bits &= ~0x800
    assert unpack(path, tmp_path / "out") == 2
    assert (tmp_path / "out" / "清单.csv").is_file()
    assert Material(tmp_path / "out").tables() == ["清单.csv"]


@pytest.mark.parametrize("name", ["../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        unpack(zipped(tmp_path / "a.zip", **{name: "x"}), tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "evil.csv").exists()


def test_bombs_and_broken_archives_are_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "a.zip", **{"a.csv": "0" * 3_000_000})
    with pytest.raises(UnreadableFile, match="过大"):
        unpack(bomb, tmp_path / "out", UnpackLimits(unpacked=1_000_000))
    with pytest.raises(UnreadableFile, match="个文件"):
        unpack(bomb, tmp_path / "out", UnpackLimits(members=0))
    with pytest.raises(UnreadableFile, match="损坏"):
        unpack(written(tmp_path, "b.zip", b"PK\x03\x04 nothing"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_value_that_is_deep_keeps_its_json(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.jsonl", json.dumps({"标题": "甲", "更多": {"深": [1]}}, ensure_ascii=False) + "\n"
    )
    (record,) = open_manifest(path).records()
    assert json.loads(record.values["更多"]) == {"深": [1]}
