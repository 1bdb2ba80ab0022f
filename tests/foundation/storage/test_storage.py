from __future__ import annotations

import hashlib
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from openpyxl import Workbook
from pytest_django import Settings

from gongkai.foundation.storage import commands, queries
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel.errors import InvalidInput, NotFound
from tests import bad_files as bad
from tests.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def kept(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def workbook() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def test_content_is_found_by_its_hash(root: Path) -> None:
    stored = commands.put([b"%PDF-1.7\n", bad.PDF[9:]], "公告.pdf")
    digest = hashlib.sha256(bad.PDF).hexdigest()
    assert (stored.sha256, stored.size, stored.media_type) == (digest, len(bad.PDF), "application/pdf")
    path = queries.path_of(digest)
    assert path == root / digest[:2] / digest[2:4] / digest
    with queries.open_file(digest) as stream:
        assert stream.read() == bad.PDF
    assert queries.is_intact(stored)
    assert path.stat().st_mode & 0o777 == 0o640
    assert kept(root) == [path]  # nothing is left among the incoming


def test_the_same_content_is_kept_once(root: Path) -> None:
    first = commands.put([bad.PDF], "甲.pdf")
    second = commands.put([bad.PDF], "乙.pdf")
    assert first.pk == second.pk
    assert StoredFile.objects.count() == 1
    assert len(kept(root)) == 1


@pytest.mark.parametrize(("name", "content", "media_type"), [
    ("表.txt", "低保标准".encode(), "text/plain"),
    ("表.csv", bad.TEXT_GBK, "text/plain"),
    ("表.TXT", "低保".encode("utf-16"), "text/plain"),
    ("表.csv", b"BM,MC\r\n01,mzj\r\n", "text/plain"),
    ("表.csv", b"MZ,GAJ\r\n1,2\r\n", "text/plain"),
    ("表.txt", ("长" * 2731).encode()[:8193], "text/plain"),
    ("图.png", bad.PNG, "image/png"),
    ("图.jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(20), "image/jpeg"),
    ("旧.doc", bad.OLE, "application/x-ole-storage"),
    ("旧.et", bad.OLE, "application/x-ole-storage"),
    ("版式.ofd", bad.zipped({"OFD.xml": "<ofd/>"}), "application/ofd"),
    ("新.docx", bad.zipped({"word/document.xml": "<d/>"}),
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("表.xlsx", workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
])  # fmt: skip
def test_accepted_types(name: str, content: bytes, media_type: str) -> None:
    assert commands.put([content], name).media_type == media_type


@pytest.mark.parametrize(("name", "content", "words"), [
    ("公告.pdf", bad.EXE, "“公告.pdf”的内容是可执行程序"),
    ("公告.pdf", bad.ELF, "可执行程序"),
    ("说明.txt", bad.SCRIPT, "可执行程序"),
    ("说明.txt", bad.HTML, "类型不在允许范围内"),
    ("说明.txt", bad.HTML_AFTER_SPACE, "类型不在允许范围内"),
    ("图.svg", bad.SVG, "类型不在允许范围内"),
    ("目录.xlsx", bad.encrypted_office_file(), "已加密（设有打开密码）.*请取消密码"),
    ("目录.xls", bad.OLE + "EncryptedPackage".encode("utf-16-le"), "已加密"),
    ("目录.xlsx", bad.OLE, "扩展名与内容不符：内容是旧版 Office 文件"),
    ("目录.xlsx", bad.PDF, "扩展名与内容不符：内容是PDF.*正确的扩展名（pdf）"),
    ("公告", bad.PDF, "扩展名与内容不符"),
    ("公告.docm", bad.zipped({"word/document.xml": "<a/>"}), "可以带宏的格式.*另存为 .docx"),
    ("目录.xlsm", bad.zipped({"xl/workbook.xml": "<a/>"}), "可以带宏的格式.*另存为 .xlsx"),
    ("目录.xlsx", b"", "是空文件"),
    ("目录.xlsx", bad.zipped({"a": "b"}), "类型不在允许范围内"),
    ("目录.xlsx", b"PK\x03\x04" + bad.NOISE, "类型不在允许范围内：内容不是有效的 .xlsx 文件"),
])  # fmt: skip
def test_refused_types(root: Path, name: str, content: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        commands.put([content] if content else [], name)
    assert kept(root) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("what", bad.collection())
def test_nothing_of_the_collection_is_kept(root: Path, what: str) -> None:
    name, content = bad.collection()[what]
    with pytest.raises(InvalidInput) as caught:
        commands.put([content], name)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in caught.value.message)
    assert kept(root) == []


# --- size ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shift", range(4))
def test_a_long_chinese_text_is_text_wherever_its_sample_ends(shift: int) -> None:
    content = b"x" * shift + "词,理由\n".encode() * 1_000
    assert commands.put([content], "词表.csv").media_type == "text/plain"


def test_the_limit_is_met_while_streaming(root: Path) -> None:
    taken = 0

    def counted() -> Iterator[bytes]:
        nonlocal taken
        for block in bad.endless(200):
            taken += 1
            yield block

    tracemalloc.start()
    with pytest.raises(InvalidInput, match=r"“大.pdf”超过 5 MB 的上限，没有保存"):
        commands.put(counted(), "大.pdf", limit=5 * 1024 * 1024)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken == 6  # the 200 MB are never asked for
    assert peak < 8 * 1024 * 1024
    assert kept(root) == []


def test_the_installations_limit(settings: Settings, root: Path) -> None:
    settings.FILE_SIZE_LIMIT = 3 * 1024 * 1024
    assert commands.put(bad.endless(3), "大.pdf").size == 3 * 1024 * 1024
    with pytest.raises(InvalidInput, match="超过 3 MB"):
        commands.put(bad.endless(4), "大.pdf")


def test_a_connection_that_breaks_leaves_nothing(root: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield bad.PDF
        raise ConnectionError("断线")

    with pytest.raises(ConnectionError):
        commands.put(breaking(), "公告.pdf")
    assert kept(root) == []


# --- crashes, losses ----------------------------------------------------------------------------------


def test_a_crash_between_file_and_row(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there without a row; storing it again makes it whole."""

    def crash(**_: object) -> None:
        raise DatabaseError("连接中断")

    with monkeypatch.context() as patch:
        patch.setattr(StoredFile.objects, "get_or_create", crash)
        with pytest.raises(DatabaseError):
            commands.put([bad.PDF], "公告.pdf")
    assert len(kept(root)) == 1
    assert not StoredFile.objects.exists()
    assert queries.is_intact(commands.put([bad.PDF], "公告.pdf"))


def test_a_rolled_back_row_leaves_a_harmless_file(root: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        commands.put([bad.PDF], "公告.pdf")
        raise ZeroDivisionError
    assert not StoredFile.objects.exists()
    assert commands.put([bad.PDF], "公告.pdf").size == len(bad.PDF)


def test_damage_is_seen_and_healed_by_storing_again() -> None:
    stored = commands.put([bad.PDF], "公告.pdf")
    path = queries.path_of(stored.sha256)
    path.chmod(0o640)
    path.write_bytes(b"%PDF-1.7 changed")
    assert not queries.is_intact(stored)
    commands.put([bad.PDF], "公告.pdf")
    assert queries.is_intact(stored)


def test_a_missing_file_is_said_in_words() -> None:
    stored = commands.put([bad.PDF], "公告.pdf")
    queries.path_of(stored.sha256).unlink()
    with pytest.raises(NotFound, match="文件不在存储中，可能是恢复备份时遗漏"):
        queries.open_file(stored.sha256)


def test_a_hash_is_a_hash() -> None:
    with pytest.raises(IntegrityError, match="storage_sha256_form"), transaction.atomic():
        StoredFile.objects.create(sha256="../../etc/passwd".ljust(64, "x"), size=1, media_type="x")


@pytest.mark.django_db(transaction=True)
def test_the_same_content_at_the_same_moment(root: Path) -> None:
    outcomes = at_once([lambda: commands.put([bad.PDF], "公告.pdf")] * 5)
    assert {outcome.sha256 for outcome in outcomes} == {hashlib.sha256(bad.PDF).hexdigest()}
    assert len(kept(root)) == 1
    assert StoredFile.objects.count() == 1
