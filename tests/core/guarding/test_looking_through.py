"""A file looked through: what is told once, what is told again, and what its columns hold."""

from __future__ import annotations

from openpyxl import Workbook

from gongkai.core.guarding.enums import Weight
from gongkai.core.guarding.rules import MOST_HEADINGS, Outcome, file_part, look_through
from gongkai.text.file_contents import clean_copy
from gongkai.text.personal_information import default_rules
from gongkai.text.personal_information.samples import samples
from tests.text.office_files import saved

ID, MOBILE = samples()["id_card"], samples()["mobile"]


def a_list(*, hidden: bool = False, footer: str = "") -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["姓名", "身份证号", "手机号码", "金额", "备注"])
    for name in ("陈大山", "李小河", "王一川"):
        sheet.append([name, ID, MOBILE, "300", f"联系{MOBILE}"])
    sheet.column_dimensions["B"].hidden = hidden
    sheet.oddFooter.center.text = footer
    return saved(workbook)


def looked_through(content: bytes) -> Outcome:
    part = file_part("file:1", "附件", sha256="1", name="名单.xlsx", content=lambda: content)
    return look_through(part, default_rules(), lambda kind, value: f"{kind}:{value}")


def test_a_value_told_of_in_a_table_is_told_once_a_row_and_not_again_as_a_text() -> None:
    outcome = looked_through(a_list(footer=f"身份证号{ID}"))
    assert outcome.counts == {"身份证号码": 3, "手机号码": 6}
    assert [line.place for line in outcome.lines if line.type == "id_card"] == [
        f"工作表“Sheet”，第{row}行“身份证号”列" for row in (2, 3, 4)
    ]


def test_what_stands_in_a_text_only_is_told_there() -> None:
    other = samples()["bank_card"]
    outcome = looked_through(a_list(footer=f"汇入银行卡{other}"))
    (line,) = [line for line in outcome.lines if line.label == "银行卡号"]
    assert "页眉页脚" in line.place


def test_a_card_under_the_heading_of_identity_numbers() -> None:
    """It is told of as what it is, and must be dealt with."""
    workbook = Workbook()
    workbook.worksheets[0].append(["姓名", "身份证号"])
    workbook.worksheets[0].append(["陈大山", samples()["bank_card"]])
    outcome = looked_through(saved(workbook))
    assert (outcome.hard, outcome.review) == (1, 0)
    assert [(line.type, line.weight) for line in outcome.lines] == [("bank_card", Weight.HARD)]


def test_hidden_cells_are_told_with_their_own_place_too() -> None:
    outcome = looked_through(a_list(hidden=True))
    hidden = [line for line in outcome.lines if line.is_hidden and line.type == "id_card"]
    assert len(hidden) == 6
    assert sum("隐藏列 B" in line.place for line in hidden) == 3


def test_columns_are_told_by_what_stands_in_them() -> None:
    outcome = looked_through(a_list())
    assert outcome.told_columns == {"身份证号": ["id_card"], "手机号码": ["mobile"], "备注": ["mobile"]}


def test_columns_are_not_told_where_that_would_not_be_all() -> None:
    unread = looked_through(b"PK\x03\x04broken")
    assert unread.unread and unread.told_columns is None
    many = Outcome(columns={f"列{at}": {"mobile"} for at in range(MOST_HEADINGS + 1)})
    assert many.told_columns is None


def two_sheets(*hidden: int) -> bytes:
    """A title, headings in row 2 and a person in each row below, on both sheets."""
    workbook = Workbook()
    for sheet in (workbook.worksheets[0], workbook.create_sheet("名单二")):
        sheet.append(["发放名单"])
        sheet.append(["姓名", "身份证号", "备注"])
        for name in ("陈大山", "李小河", "王一川", "吕大暑"):
            sheet.append([name, ID, f"电话{MOBILE}"])
        sheet.append([f"经办人电话{samples()['bank_card']}"])
    for row in hidden:
        workbook.worksheets[1].row_dimensions[row].hidden = True
    return saved(workbook)


def places_in_upload(upload: bytes) -> list[str]:
    """The places of the findings in the clean copy that the public gets."""
    copy = clean_copy("名单.xlsx", upload)
    known = (
        file_part(
            "file:1", "附件", sha256="2", name="名单.xlsx", content=lambda: copy.content,
            uploaded=("1", lambda: upload),
        )
    )  # fmt: skip
    outcome = look_through(known, default_rules(), lambda kind, value: f"{kind}:{value}")
    return [line.place for line in outcome.lines if line.type == "id_card"]


def test_rows_are_those_of_the_file_that_was_uploaded() -> None:
    """Of the copy, in which hidden rows are left out, nobody has seen the numbers."""
    first = [f"工作表“Sheet”，第{row}行“身份证号”列" for row in (3, 4, 5, 6)]
    assert places_in_upload(two_sheets()) == first + [
        f"工作表“名单二”，第{row}行“身份证号”列" for row in (3, 4, 5, 6)
    ]
    assert places_in_upload(two_sheets(4, 5)) == first + [
        f"工作表“名单二”，第{row}行“身份证号”列" for row in (3, 6)
    ]
    assert places_in_upload(two_sheets(1, 3)) == first + [
        f"工作表“名单二”，第{row}行“身份证号”列" for row in (4, 5, 6)
    ]


def test_an_upload_that_cannot_be_read_again_leaves_the_rows_of_the_copy() -> None:
    part = file_part(
        "file:1", "附件", sha256="2", name="名单.xlsx", content=a_list, uploaded=("1", lambda: b"PK\x03\x04"),
    )  # fmt: skip
    outcome = look_through(part, default_rules(), lambda kind, value: f"{kind}:{value}")
    assert outcome.counts == {"身份证号码": 3, "手机号码": 6}
