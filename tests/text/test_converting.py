"""The office program beside us: what it makes is checked, what it does wrong ends in a refusal, in time."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from gongkai.text.converting import Converter
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents import FileKind, clean_copy, read_parts, read_tables
from tests.fake_office import PATIENCE, office, writing
from tests.text.catalogue.old_excel import old_workbook
from tests.text.file_contents import samples

OLD = old_workbook({"发放名单": [["姓名", "金额"], ["甲", "100"]]})
SOFFICE = shutil.which("soffice")


def program(folder: Path, deed: str) -> Converter:
    return Converter(office(folder, deed), seconds=PATIENCE)


def writer(folder: Path, content: bytes) -> Converter:
    return Converter(writing(folder, "file.xlsx", content), seconds=PATIENCE)


def convert(converter: Converter) -> tuple[str, bytes]:
    return converter.convert("名单.xls", OLD, FileKind.XLS)


def test_what_the_program_makes_comes_back_under_its_new_name(tmp_path: Path) -> None:
    content = samples.loaded_workbook()
    assert convert(writer(tmp_path, content)) == ("名单.xlsx", content)


@pytest.mark.parametrize(
    "deed",
    ["sys.exit(3)", "pass", "time.sleep(60)", "open(made / 'file.xlsx', 'wb').truncate(200 * 1024 * 1024)"],
)
def test_a_program_that_fails(tmp_path: Path, deed: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"“名单\.xls”没有转换成功.*另存为 .xlsx 后再上传"):
        convert(program(tmp_path, deed))
    assert time.monotonic() - begun < 20


def test_what_it_leaves_running_ends_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    late = f"time.sleep(3); pathlib.Path({str(mark)!r}).write_text('x')"
    deed = f"subprocess.Popen([sys.executable, '-c', 'import time, pathlib; ' + {late!r}])"
    with pytest.raises(UnreadableFile):
        convert(program(tmp_path, deed))
    time.sleep(4)
    assert not mark.exists()


@pytest.mark.parametrize(("content", "words"), [
    (samples.loaded_document(), "转换后不是 .xlsx"),
    (samples.loaded_workbook() + b"MZ" + bytes(80), "末尾附加了别的数据"),
    (b"what is this", "转换后不是 .xlsx"),
])  # fmt: skip
def test_what_it_makes_is_checked_like_an_upload(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        convert(writer(tmp_path, content))


def test_no_program_at_all(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有转换成功"):
        convert(Converter(tmp_path / "nothing", seconds=2))


def test_it_gets_nothing_of_our_environment_and_a_folder_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "geheim")
    told = tmp_path / "told"
    program_ = program(
        tmp_path, f"pathlib.Path({str(told)!r}).write_text(os.getcwd() + chr(10) + repr(dict(os.environ)))"
    )
    with pytest.raises(UnreadableFile):
        convert(program_)
    folder, environment = told.read_text().split("\n", 1)
    assert "geheim" not in environment
    assert not Path(folder).exists()


def test_kinds() -> None:
    converter = Converter(Path("x"))
    assert [kind for kind in FileKind if converter.converts(kind)] == [FileKind.XLS, FileKind.DOC]


def _lacks(part: str) -> bool:
    """Whether the office program is missing or was installed without this part of it (Calc, Writer)."""
    return SOFFICE is None or not (Path(SOFFICE).resolve().parent / part).exists()


@pytest.mark.skipif(_lacks("libsclo.so"), reason="no office program that reads workbooks on this machine")
def test_a_workbook_by_the_real_program() -> None:
    name, made = Converter(Path(SOFFICE or "")).convert("名单.xls", OLD, FileKind.XLS)
    copy = clean_copy(name, made)
    (table,) = read_tables(copy.name, copy.content)
    assert (table.header, list(table.rows)) == (("姓名", "金额"), [("甲", "100")])


@pytest.mark.skipif(_lacks("libswlo.so"), reason="no office program that reads texts on this machine")
def test_a_document_by_the_real_program() -> None:
    """It takes any text for a document of its kind; what it wrote is read here."""
    rich = rb"{\rtf1\ansi\ansicpg936 \u20844?\u21578?{\v 12345}}"
    name, made = Converter(Path(SOFFICE or "")).convert("公告.doc", rich, FileKind.DOC)
    copy = clean_copy(name, made)
    assert name == "公告.docx"
    texts = [part.text for part in read_parts(name, copy.content)]
    assert "公告" in texts
    assert not any("12345" in text for text in texts)
