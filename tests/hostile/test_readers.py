"""Bad files against whatever reads uploads: a refusal in Chinese or an honest result, never a crash."""

from __future__ import annotations

import io
import random
import re
import zipfile
from functools import partial

import pytest
from openpyxl import Workbook

from gongkai.text.catalogue_table import read_catalogue
from gongkai.text.official_text import read_official_text
from tests import bad_files as bad
from tests import factories as make
from tests.core.catalogue.tables import county_table, line
from tests.hostile import refusals

PATIENCE = 20
"""Seconds on a busy machine; an honest file takes a fraction of one."""

NAMES = ("目录.xlsx", "公告.docx", "公告.txt", "公告.html")


refusal_of = partial(refusals.refusal_of, patience=PATIENCE)


@pytest.mark.parametrize("what", bad.collection())
def test_the_collection_is_never_a_catalogue(what: str) -> None:
    """What is text may be looked through for a table; then there is none, and nothing active is kept."""
    name, content = bad.collection()[what]
    for called in (name, "目录.xlsx"):
        if refusal_of(lambda called=called: read_catalogue(content, called)):
            continue
        table = read_catalogue(content, called)
        assert table.rows == (), f"{what} was read"
        assert table.problems or table.notes, f"{what} was passed over in silence"


@pytest.mark.parametrize("what", bad.collection())
@pytest.mark.parametrize("called", NAMES[1:])
def test_the_collection_does_not_upset_the_import_of_documents(what: str, called: str) -> None:
    """What is text may be read as text; then nothing active is left in it."""
    content = bad.collection()[what][1]
    refusal = refusal_of(lambda: read_official_text(content, called))
    if not refusal:
        html = read_official_text(content, called).body_html.lower()
        assert not re.search(r"<(script|svg|iframe|object|style)|<[^>]+\son\w+=|<[^>]+javascript:", html)
    if called.endswith(".docx"):
        assert refusal


OFFICE = {
    "unpacks to 300 MB": bad.bomb(),
    "sheet of a million rows": bad.xlsx(
        '<dimension ref="A1:XFD1048576"/>'
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "merge over everything": bad.xlsx(
        '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "merge that makes no sense": bad.xlsx('<sheetData/><mergeCells><mergeCell ref="ZZZ:0"/></mergeCells>'),
    "cell without a place": bad.xlsx('<sheetData><row><c t="s"><v>99999</v></c></row></sheetData>'),
    "not a number": bad.xlsx('<sheetData><row r="1"><c r="A1"><v>NaN</v></c></row></sheetData>'),
    "date beyond time": bad.xlsx('<sheetData><row r="1"><c r="A1"><v>1e300</v></c></row></sheetData>'),
    "deep nesting": bad.xlsx("<sheetData>" + "<a>" * 20_000 + "</a>" * 20_000 + "</sheetData>"),
    "entity declared": bad.zipped({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><workbook>&a;</workbook>',
    }),
    "billion laughs": bad.zipped({
        "xl/workbook.xml": "<!DOCTYPE l [<!ENTITY a 'ha'>"
        + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
        + "]><l>&j;</l>"
    }),
    "two parts of one name": b"",
    "parts outside": bad.zipped({"../../../xl/workbook.xml": "<x/>", "/etc/passwd": "x"}),
    "sheet that is missing": bad.zipped({
        "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>",
    }),
    "workbook of noise": bad.zipped({"xl/workbook.xml": bad.NOISE, "word/document.xml": bad.NOISE}),
}  # fmt: skip


def _twins() -> bytes:
    stream = io.BytesIO()
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/workbook.xml", "<b/>")
    return stream.getvalue()


@pytest.mark.parametrize("what", OFFICE)
def test_office_files_with_intent(what: str) -> None:
    content = OFFICE[what] or _twins()
    refusal_of(lambda: read_catalogue(content, "目录.xlsx"))
    assert refusal_of(lambda: read_official_text(content, "公告.docx"))
    if what in {
        "unpacks to 300 MB",
        "entity declared",
        "billion laughs",
        "two parts of one name",
        "parts outside",
    }:
        assert refusal_of(lambda: read_catalogue(content, "目录.xlsx")), what


def _good_xlsx() -> bytes:
    return county_table({"养老服务": [line(n, "养老机构", f"事项{n}") for n in range(1, 9)]})


def _good_docx() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f"<w:p><w:r><w:t>第{n}段</w:t></w:r></w:p>" for n in range(40))
    return bad.zipped({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>',
    })  # fmt: skip


def _damaged(content: bytes, seed: int) -> bytes:
    """Cut, flipped, doubled, or with a piece missing."""
    chance = random.Random(seed)
    damaged = bytearray(content)
    kind = seed % 4
    at = chance.randrange(len(damaged))
    if kind == 0:
        del damaged[at:]
    elif kind == 1:
        for _ in range(chance.randrange(1, 40)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    elif kind == 2:
        del damaged[at : at + chance.randrange(1, 400)]
    else:
        damaged[at:at] = damaged[: chance.randrange(1, 2_000)]
    return bytes(damaged)


@pytest.mark.parametrize("seed", range(0, 160, 8))
def test_damaged_files(seed: int) -> None:
    workbook, document = _good_xlsx(), _good_docx()
    for one in range(seed, seed + 8):
        refusal_of(lambda one=one: read_catalogue(_damaged(workbook, one), "目录.xlsx"))
        refusal_of(lambda one=one: read_official_text(_damaged(document, one), "公告.docx"))


TEXTS = {
    "nothing but spaces": " \n　\t".encode() * 500,
    "nul": b"\x00" * 5_000,
    "half a character": "云溪县".encode()[:-1],
    "mixed encodings": "云溪县".encode() + "民政局".encode("gb18030"),
    "utf-16 without its mark": "云溪县人民政府公告".encode("utf-16-le"),
    "utf-32": "云溪县人民政府公告".encode("utf-32"),
    "one line of a megabyte": ("公" * 350_000).encode(),
    "a hundred thousand lines": "一\n".encode() * 100_000,
    "brackets without end": ("〔" * 20_000 + "2026" + "〕" * 20_000 + "号").encode(),
    "spaces before a bracket": (" " * 60_000 + "〔2026〕").encode(),
    "tags without end": b"<div>" * 20_000,
    "attributes without end": b"<a " + b'x="1" ' * 50_000 + b">",
    "comment without end": b"<!--" + b"-" * 100_000,
    "direction changed": "公告\u202e号五〕六二〇二〔发民云\u202c".encode(),
    "markup in a title": "<img src=x onerror=alert(1)>关于公告\n\n正文".encode(),
}


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("called", ["公告.txt", "公告.html"])
def test_texts(what: str, called: str) -> None:
    refusal = refusal_of(lambda: read_official_text(TEXTS[what], called))
    if refusal:
        return
    read = read_official_text(TEXTS[what], called)
    assert "onerror" not in read.body_html or "&lt;img" in read.body_html
    read.body_html.encode()


@pytest.mark.parametrize("what", TEXTS)
def test_what_was_read_can_be_kept_or_is_refused_in_words(db: None, what: str) -> None:
    """The import's result goes on into a draft, as the workbench and the command line do it."""
    message = refusal_of(lambda: _as_draft(TEXTS[what]))
    assert "Traceback" not in message


def _as_draft(content: bytes) -> None:
    read = read_official_text(content, "公告.txt")
    county = make.make_county(items=1)
    make.draft(county, read.title or "公告", body_html=read.body_html, document_number=read.document_number)


def test_a_table_that_is_all_formulas() -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in range(1, 60):
        sheet.append([f"=A{row + 1}+1", '=WEBSERVICE("https://x.test")', "=cmd|'/c calc'!A1"] * 5)
    stream = io.BytesIO()
    workbook.save(stream)
    table = read_catalogue(stream.getvalue(), "目录.xlsx")
    assert table.rows == ()
    assert table.problems or table.notes
