"""Masked copies of files as they take the place of the public file: counts, names, columns left out."""

from __future__ import annotations

import re

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.models import Attachment
from gongkai.foundation.access.enums import Role
from gongkai.foundation.storage import queries as storage
from gongkai.kernel.errors import InvalidInput
from gongkai.text.file_contents import read_parts
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County
from tests.text.file_contents.samples import pdf, png
from tests.text.office_files import OLE, paragraph, word_file, workbook_of

NUMBER, MOBILE = samples()["id_card"], samples()["mobile"]
PEOPLE = ("陈大山", "李小河", "王一川")
TWO_IN_A_CELL = f"身份证号{NUMBER}，手机{MOBILE}"


def attached(county: County, name: str, content: bytes, kind: str = "") -> Attachment:
    return commands.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=make.draft(county, kind=kind).pk,
        name=name,
        chunks=[content],
    )


def masked(county: County, attachment: Attachment, *without: str) -> Attachment:
    commands.mask_attachment(
        actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=attachment.pk, without=without
    )
    return queries.get_attachment(attachment.pk)


def content_of(attachment: Attachment) -> bytes:
    return storage.read_file(attachment.file_id)


def word_table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


# --- how many places ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [
        ("名单.pdf", pdf([f"{name} 身份证号 {NUMBER}" for name in (*PEOPLE, "赵四海")]), 4),
        ("说明.txt", f"身份证号：{NUMBER}\n联系手机：{MOBILE}\n".encode("utf-16"), 2),
        ("说明.docx", word_file(paragraph(TWO_IN_A_CELL)), 2),
        ("名单.csv", f"姓名,说明\n陈大山,身份证号{NUMBER} 手机{MOBILE}\n".encode(), 2),
        ("名单.xlsx", workbook_of([["姓名", "说明"], ["陈大山", TWO_IN_A_CELL]]), 2),
    ],
)
def test_every_place_is_counted(county: County, name: str, content: bytes, places: int) -> None:
    kept = masked(county, attached(county, name, content))
    assert kept.masked == places


def test_what_nobody_sees_in_the_original_is_not_counted(county: County) -> None:
    """The public file has been without it since it was handed in."""
    hidden = workbook_of([["姓名", "身份证号"], *([name, NUMBER] for name in PEOPLE)], hidden_rows=[3])
    assert masked(county, attached(county, "名单.xlsx", hidden)).masked == len(PEOPLE) - 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名单.csv", f"姓名,身份证号\n甲,{NUMBER}\n乙,{NUMBER}\n".encode()),
        ("名单.xlsx", workbook_of([["姓名", "身份证号"], ["甲", NUMBER], ["乙", NUMBER]])),
        ("名单.docx", word_file(word_table(("姓名", "身份证号"), ("甲", NUMBER), ("乙", NUMBER)))),
    ],
)
def test_what_goes_with_a_column_is_counted_in_every_kind_of_file(
    county: County, name: str, content: bytes
) -> None:
    kept = masked(county, attached(county, name, content), "身份证号")
    assert (kept.masked, NUMBER.encode() in content_of(kept)) == (2, False)


def test_a_column_with_nothing_to_mask_is_one_place(county: County) -> None:
    kept = masked(county, attached(county, "表.csv", "项目,备注\n甲,无\n乙,无\n".encode()), "备注")
    assert kept.masked == 1


# --- names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (f"张大山{NUMBER}.txt", "没有别的内容".encode()),
        (f"张大山{NUMBER}.pdf", pdf(["没有别的内容"])),
        (f"张大山{NUMBER}.png", png()),
    ],
)
def test_a_number_in_the_name_is_masked_and_the_content_stays(
    county: County, name: str, content: bytes
) -> None:
    attachment = attached(county, name, content)
    before = content_of(attachment)
    kept = masked(county, attachment)
    assert (kept.masked, content_of(kept)) == (1, before)
    assert NUMBER not in kept.name
    assert kept.name.endswith(name[-4:])
    assert "＊" in kept.name
    assert "*" not in kept.name, "Windows cannot save it"
    report = queries.guard_report(queries.get_edition(kept.edition_id))
    assert (report.hard, [part.label for part in report.unscanned]) == (0, [])


def test_a_number_in_the_name_and_one_in_the_text_are_two_places(county: County) -> None:
    kept = masked(county, attached(county, f"{NUMBER}.txt", f"身份证号{NUMBER}".encode()))
    assert (kept.masked, NUMBER.encode() in content_of(kept), NUMBER in kept.name) == (2, False, False)


def test_names_that_read_alike_once_they_are_masked_stay_apart(county: County) -> None:
    actor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(county)
    for _ in range(2):
        file = commands.attach_file(
            actor=actor, edition_id=edition.pk, name=f"证明{NUMBER}.txt", chunks=[b"none"]
        )
        commands.mask_attachment(actor=actor, attachment_id=file.pk)
    names = edition.attachments.values_list("name", flat=True)
    assert len(set(names)) == 2


def test_what_is_put_back_keeps_the_masked_name(county: County) -> None:
    kept = masked(county, attached(county, f"{NUMBER}.txt", f"身份证号{NUMBER}".encode()))
    commands.unmask_attachment(actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=kept.pk)
    back = queries.get_attachment(kept.pk)
    assert (back.masked, NUMBER.encode() in content_of(back), back.name) == (0, True, kept.name)


def test_no_reason_and_no_place_quotes_a_number_out_of_a_name(county: County) -> None:
    """What cannot be read is told of by name, and so is a sheet."""
    actor = county.person(Role.DEPARTMENT_EDITOR)
    broken = attached(county, f"{NUMBER}.doc", OLE + bytes(600))
    sheet = workbook_of([["姓名", "身份证号"], ["甲", NUMBER]], name=f"名单{NUMBER}")
    commands.attach_file(actor=actor, edition_id=broken.edition_id, name="名单.xlsx", chunks=[sheet])
    report = queries.guard_report(queries.get_edition(broken.edition_id))
    assert report.hard
    assert NUMBER not in repr(report.lines)
    assert NUMBER not in repr([found.part.label for found in report.parts])
    assert NUMBER not in queries.guard_fault(queries.get_edition(broken.edition_id), report)


# --- columns left out ---------------------------------------------------------------------------------

TABLE = [["姓 名", "村、组", "金额（元）", "备注"], ["甲", "乙", "丙", "丁"]]
KINDS = [
    ("名单.csv", "\n".join(",".join(row) for row in TABLE).encode()),
    ("名单.xlsx", workbook_of(TABLE)),
    ("名单.docx", word_file(word_table(*map(tuple, TABLE)))),
]


@pytest.mark.parametrize(("name", "content"), KINDS)
@pytest.mark.parametrize(
    ("typed", "gone"),
    [
        (["姓名"], ["姓名"]),
        (["姓　名、金额(元)"], ["姓名", "金额（元）"]),
        (["村、组"], ["村、组"]),
        (["村、组；备注"], ["村、组", "备注"]),
        (["备注,姓名", "村、组"], ["姓名", "村、组", "备注"]),
    ],
)
def test_columns_go_by_their_headings_however_these_are_spaced(
    county: County, name: str, content: bytes, typed: list[str], gone: list[str]
) -> None:
    kept = masked(county, attached(county, name, content), *typed)
    said = [re.search("“([^“]+)”列", words) for words in kept.removed]
    assert sorted(found[1] for found in said if found) == sorted(gone)
    left = "".join(part.text for part in read_parts(kept.name, content_of(kept)))
    stays = {"姓名": "甲", "村、组": "乙", "金额（元）": "丙", "备注": "丁"}
    assert [value in left for value in stays.values()] == [heading not in gone for heading in stays]


@pytest.mark.parametrize(("name", "content"), KINDS)
def test_a_heading_that_the_file_does_not_have_is_refused_with_those_it_has(
    county: County, name: str, content: bytes
) -> None:
    attachment = attached(county, name, content)
    with pytest.raises(InvalidInput) as refused:
        masked(county, attachment, "姓名、身份证")
    assert refused.value.message == (
        "文件中没有表头为“身份证”的列，没有生成副本。文件的表头有：姓名、村、组、金额（元）、备注。"
    )
    assert queries.get_attachment(attachment.pk).masked == 0


def test_a_file_without_a_table_has_no_columns(county: County) -> None:
    attachment = attached(county, "说明.txt", f"身份证号{NUMBER}".encode())
    with pytest.raises(InvalidInput, match="没有读出带表头的表格"):
        masked(county, attachment, "姓名")
