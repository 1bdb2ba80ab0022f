"""Files with intent and damaged files against what takes files apart and copies them.

Whatever is thrown at it: a refusal in Chinese or an honest result; never a crash, never a hang.
"""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache, partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from gongkai.kernel.errors import InvalidInput
from gongkai.text.file_contents import (
    FileKind,
    UnreadableFile,
    check_file,
    clean_copy,
    masked_copy,
    read_parts,
    read_tables,
)
from tests import bad_files as bad
from tests.hostile import refusals
from tests.text.catalogue.old_excel import old_workbook
from tests.text.file_contents import samples as s
from tests.text.office_files import parts_of

PATIENCE = 20
"""Seconds on a busy machine; an honest file of this size takes a fraction of one."""

MOST_TEXT = 50_000_000
"""Characters that no small file may grow to."""


refusal_of = partial(refusals.refusal_of, patience=PATIENCE, kind=InvalidInput)


def take_apart(name: str, content: bytes) -> None:
    """Everything that the package does with a file."""
    assert sum(len(part.text) for part in read_parts(name, content)) < MOST_TEXT
    for sheet in read_tables(name, content):
        assert all(len(row) == len(sheet.header) for row in sheet.rows)


def everything(name: str, content: bytes) -> None:
    """Each door on its own: one that refuses does not keep the others from being tried."""
    refusal_of(lambda: check_file(name, content))
    refusal_of(lambda: take_apart(name, content))
    refusal_of(lambda: clean_copy(name, content))
    refusal_of(lambda: masked_copy(name, content, s.masker(str.upper), ["姓名"]))


# --- what must not come in ---------------------------------------------------------------------------


def action(kind: str, **more: str) -> DictionaryObject:
    entries = {NameObject("/S"): NameObject(f"/{kind}")}
    entries.update({NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()})
    return DictionaryObject(entries)


@cache
def refused() -> dict[str, tuple[str, bytes]]:
    document, workbook = s.loaded_document(), s.loaded_workbook()
    page = s.pdf(["x"])
    return {
        "program before a zip": ("a.docx", bad.EXE + document),
        "data behind a zip": ("a.docx", document + b"MZ" + bytes(100)),
        "zip behind a picture": ("a.png", s.png(after=document)),
        "page in a picture": ("a.png", s.png((b"tEXt", b"a\x00<script>alert(1)</script>"))),
        "page behind a picture": ("a.jpg", s.jpeg(after=b"<html ><body>")),
        "pdf behind a picture": ("a.jpg", s.jpeg(after=page)),
        "zip behind a pdf": ("a.pdf", page + s.zipped({"a": b"x"})),
        "data before a pdf": ("a.pdf", b"\n\n" + page),
        "data behind a pdf": ("a.pdf", page + b"x" * 100),
        "script in a pdf": ("a.pdf", s.pdf_with("/OpenAction", action("JavaScript", JS="app.alert(1)"))),
        "program of a pdf": ("a.pdf", s.pdf_with("/OpenAction", action("Launch", F="cmd.exe"))),
        "form of a pdf": ("a.pdf", s.pdf_with("/X", action("SubmitForm", F="http://x.test"))),
        "actions of a pdf": ("a.pdf", s.pdf_with("/AA", DictionaryObject())),
        "workbook as a document": ("a.docx", workbook),
        "document as a picture": ("a.png", document),
        "program as a pdf": ("a.pdf", bad.EXE),
        "page as text": ("a.txt", b"<html><script>alert(1)</script>"),
        "encrypted": ("a.xlsx", bad.encrypted_office_file()),
        "nothing": ("a.txt", b""),
    }


@pytest.mark.parametrize("what", refused())
def test_refused_at_the_door(what: str) -> None:
    name, content = refused()[what]
    with pytest.raises(UnreadableFile) as refusal:
        check_file(name, content)
        list(read_parts(name, content))
    assert "文件" in refusal.value.message
    everything(name, content)


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("workbook as a document", "Excel 表格"),
        ("document as a picture", "Word 文档"),
        ("page as text", "网页"),
    ],
)
def test_what_is_under_a_wrong_name_is_called_as_people_call_it(what: str, kind: str) -> None:
    with pytest.raises(UnreadableFile, match=f"内容是{kind}。"):
        check_file(*refused()[what])


def test_every_kind_has_a_name_for_people() -> None:
    assert all(kind.label and not kind.label.islower() for kind in FileKind)


HONEST = {
    "a.docx": s.loaded_document, "a.xlsx": s.loaded_workbook, "a.pdf": lambda: s.pdf(["甲"], ["乙"]),
    "a.png": s.png, "a.jpg": lambda: s.jpeg("说明", 6, gps=True), "a.gif": lambda: s.gif("x"),
    "a.webp": lambda: s.webp(b"MM\x00*"), "a.ofd": lambda: s.ofd("甲", "乙"),
    "a.zip": lambda: s.zipped({"a.csv": b"a,b\n1,2\n", "b/c.txt": "字".encode()}),
    "a.csv": lambda: '姓名,证号\n甲,"1\n2"\n'.encode("gb18030"), "a.txt": "一句话".encode,
    "a.xls": lambda: old_workbook({"表": [["姓名", "金额"], ["甲", "1"]]}),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_pass(name: str) -> None:
    content = HONEST[name]()
    assert check_file(name, content)
    take_apart(name, content)


def test_a_link_to_a_place_in_a_pdf_is_no_action() -> None:
    content = s.pdf_with("/OpenAction", ArrayObject())  # type: ignore[arg-type]
    assert check_file("a.pdf", content).value == "pdf"


@pytest.mark.parametrize("what", bad.collection())
def test_the_collection(what: str) -> None:
    name, content = bad.collection()[what]
    everything(name, content)
    everything("a.xlsx", content)


# --- bombs, entities, nesting ------------------------------------------------------------------------


def test_a_bomb_is_not_unpacked() -> None:
    assert "压缩炸弹" in refusal_of(lambda: list(read_parts("a.xlsx", bad.bomb(100))))
    inner = s.zipped({"a.bin": bytes(20_000_000)})
    unread = [part for part in read_parts("a.zip", s.zipped({"b.zip": inner})) if part.unread]
    assert [part.text for part in unread if "压缩炸弹" in part.text]


def test_entities_are_refused() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    for part in ("word/document.xml", "word/comments.xml", "customXml/item1.xml", "docProps/core.xml"):
        content = s.zipped({**parts_of(s.loaded_document()), part: evil})
        assert "外部实体" in refusal_of(lambda content=content: list(read_parts("a.docx", content)))


def test_names_of_members_do_not_lead_outside() -> None:
    content = s.zipped({"../../etc/cron.d/x": b"* * * * * root", "word/document.xml": b"<x/>"})
    assert "cron" not in "".join(
        zipfile.ZipFile(io.BytesIO(clean_copy("a.docx", content).content)).namelist()
    )


@pytest.mark.parametrize("tag", ["p", "tbl", "ins", "hyperlink", "sdt"])
def test_deep_nesting(tag: str) -> None:
    deep = f"<w:{tag}>" * 5_000 + f"</w:{tag}>" * 5_000
    everything("a.docx", s.word_package(deep))
    everything("a.docx", s.word_package(f"<w:{tag}>" * 200 + f"</w:{tag}>" * 200))


def test_pages_within_pages() -> None:
    everything("a.html", b"<html><body>" + b"<div>" * 20_000 + "字".encode())


@pytest.mark.parametrize(
    "sheet",
    [
        '<cols><col min="1" max="999999999" hidden="1"/></cols><sheetData/>',
        '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>-1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>9e999999999</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" s="4000000"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="5"/><row r="3"><c r="A3"><v>1</v></c></row></sheetData>',
        '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ],
)
def test_sheets_that_claim_too_much(sheet: str) -> None:
    everything("a.xlsx", bad.xlsx(sheet))


@pytest.mark.parametrize(
    ("record", "claimed"),
    [
        (b"\x00\x02\x0e\x00", b"\x00\x02\x0e\x00\x00\x00\x00\x00\xff\xff\xff\xff"),
        (b"\x00\x02\x0e\x00", b"\x00\x02\x0e\x00\xff\xff\xff\xff"),
        (b"\xd0\xcf\x11\xe0", b"\xd0\xcf\x11\xe0" + b"\xff" * 508),
    ],
)
def test_an_old_workbook_that_claims_too_much_does_not_end_the_process(record: bytes, claimed: bytes) -> None:
    """Its reader reserves what is claimed, and what cannot be had ends the process and not the call."""
    content = bytearray(originals()["a.xls"])
    at = content.index(record)
    content[at : at + len(claimed)] = claimed
    assert refusal_of(lambda: list(read_parts("a.xls", bytes(content))))


# --- damaged files -----------------------------------------------------------------------------------


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut, flipped, a piece missing or doubled, or, in a package, members exchanged or altered inside."""
    kind = chance.randrange(6)
    if kind > 3 and content.startswith(b"PK"):
        return _rearranged(content, chance)
    changed = bytearray(content)
    at = chance.randrange(len(changed))
    if kind == 0:
        del changed[at:]
    elif kind == 1:
        del changed[at : at + chance.randrange(1, 400)]
    elif kind == 2:
        changed[at:at] = changed[: chance.randrange(1, 2_000)]
    else:
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _rearranged(content: bytes, chance: random.Random) -> bytes:
    parts = parts_of(content)
    names = list(parts)
    one, other = chance.choice(names), chance.choice(names)
    if chance.random() < 0.5 and parts[one]:
        inside = bytearray(parts[one])
        for _ in range(chance.randrange(1, 10)):
            inside[chance.randrange(len(inside))] = chance.randrange(256)
        parts[one] = bytes(inside)
    else:
        parts[one], parts[other] = parts[other], parts[one]
    if chance.random() < 0.2:
        del parts[chance.choice(names)]
    return s.zipped(parts)


@cache
def originals() -> dict[str, bytes]:
    return {**{name: make() for name, make in HONEST.items()}, "b.pdf": s.loaded_pdf()}


@pytest.mark.parametrize("name", [*HONEST, "b.pdf"])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(seed=st.integers(0, 2**32))
def test_damaged_files(name: str, seed: int) -> None:
    everything(name, damaged(originals()[name], random.Random(seed)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(
    name=st.sampled_from(["a.docx", "a.xlsx", "a.pdf", "a.html", "a.txt", "a.csv", "a.png", "a.zip", "a"]),
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xd8\xff", b"GIF89a", b"<html>", b"RIFF"]
    ),
    rest=st.binary(max_size=500),
)
def test_noise(name: str, start: bytes, rest: bytes) -> None:
    everything(name, start + rest)


def test_nothing_of_a_file_gets_into_a_log(caplog: pytest.LogCaptureFixture) -> None:
    """A parser that warns about a damaged place quotes it, and there a number may stand."""
    content = originals()["b.pdf"].replace(b"/Type", b"/Ty!e").replace(b"endobj", b"endo")
    everything("a.pdf", content)
    assert caplog.text == ""
