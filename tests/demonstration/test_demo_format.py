"""The document format: placeholders, dates, and every fault a writer may make."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.demonstration import DemoDocument, DemonstrationError, documents
from gongkai.demonstration.dates import resolve, signed_on, working_day

MONDAY = date(2026, 11, 23)

DOCUMENT = """
[[document]]
key = "czj-01"
body = "czj"
area = "04"
item = ["财政预决算", "政府预算"]
kind = "通知"
title = "标题"
age = 10
subject = "财政、金融、审计/财政"
summary = "摘要"
body_text = '''
正文自{d+10}起施行。
'''
"""


def read(folder: Path, text: str) -> list[DemoDocument]:
    (folder / "04_x.toml").write_text(text, encoding="utf-8")
    return list(documents(MONDAY, folder))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{d}", "2026年1月5日"),
        ("{d-5}、{d+30}", "2025年12月31日、2026年2月4日"),
        ("{i} {i-5}", "2026-01-05 2025-12-31"),
        ("{w} {w+1}", "2025年12月30日 2025年12月31日"),
        ("{y-1} {y} {y+1}", "2025 2026 2027"),
        ("{q} {m}", "1 1"),
        ("{pq} {pm}", "2025年第四季度 2025年12月"),
    ],
)
def test_placeholders(text: str, expected: str) -> None:
    assert resolve(text, day=date(2026, 1, 5), written=date(2025, 12, 30)) == expected


@pytest.mark.parametrize("text", ["{x}", "{d", "}", "{d+}", "{q-1}", "{D}", "{pm+1}"])
def test_a_stray_placeholder_is_refused(text: str) -> None:
    with pytest.raises(DemonstrationError):
        resolve(text, day=MONDAY, written=MONDAY)


def test_weekends_move_back_to_friday() -> None:
    days = [date(2026, 11, day) for day in (19, 20, 21, 22, 23)]
    assert [working_day(day).day for day in days] == [19, 20, 20, 20, 23]


def test_date_of_the_signature_is_the_date_of_the_document(tmp_path: Path) -> None:
    assert signed_on("正文\n\n云溪县财政局\n\n2026年3月1日\n") == date(2026, 3, 1)
    assert signed_on("正文，2026年3月1日") is None
    signed = read(tmp_path, DOCUMENT.replace("施行。", "施行。\n\n{d-6}"))[0]
    assert (signed.published_on, signed.written_on) == (date(2026, 11, 13), date(2026, 11, 7))


def test_without_signature_three_days_before_or_the_age_given(tmp_path: Path) -> None:
    assert read(tmp_path, DOCUMENT)[0].written_on == date(2026, 11, 10)
    given = read(tmp_path, DOCUMENT.replace("age = 10", "age = 10\nwritten_age = 14"))[0]
    assert given.written_on == date(2026, 11, 9)


def test_correction_and_withdrawal(tmp_path: Path) -> None:
    corrected = read(
        tmp_path,
        DOCUMENT.replace("age = 10", 'age = 10\nstate = "corrected"')
        + '[document.correction]\nage = 3\nchange_note = "更正{y}"\nbody2 = "新正文"\n',
    )[0]
    assert corrected.correction is not None
    assert (corrected.correction.on, corrected.correction.change_note) == (date(2026, 11, 20), "更正2026")
    withdrawn = read(
        tmp_path,
        DOCUMENT.replace("age = 10", 'age = 10\nstate = "withdrawn"')
        + '[document.withdrawal]\nbasis = "依据"\n',
    )[0]
    assert withdrawn.withdrawal is not None
    assert withdrawn.withdrawal.on == date(2026, 11, 18)


def test_a_draft_has_no_publication_date(tmp_path: Path) -> None:
    draft = read(tmp_path, DOCUMENT.replace("age = 10", 'age = 10\nstate = "draft"'))[0]
    assert draft.published_on is None
    assert draft.worked_on == date(2026, 11, 13)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('body = "czj"', 'body = "nobody"', "nobody"),
        ('area = "04"', 'area = "27"', "27"),
        ('title = "标题"', 'title = " "', "title"),
        ('title = "标题"', "title = 5", "title"),
        ('title = "标题"', 'titel = "标题"', "title"),
        ('title = "标题"', 'title = "标题"\ncolour = "红"', "colour"),
        ('"财政预决算", "政府预算"', '"甲", "乙", "丙"', "item"),
        ('"财政预决算", "政府预算"', "", "item"),
        ("age = 10", "age = -1", "age"),
        ("age = 10", 'age = "十"', "age"),
        ("age = 10", "age = 10\nwritten_age = 5", "成文日期"),
        ("age = 10", 'age = 10\nstate = "gone"', "gone"),
        ("age = 10", 'age = 10\nstate = "corrected"', "correction"),
        ("age = 10", 'age = 10\nstate = "withdrawn"', "withdrawal"),
        ("age = 10", 'age = 10\nwithdrawal = { basis = "依据" }', "withdrawal"),
        ("age = 10", 'age = 10\nstate = "withdrawn"\nwithdrawal = { basis = "依据", age = 10 }', "age"),
        ("age = 10", 'age = 10\nopenness = "partial"', "reason"),
        ("age = 10", 'age = 10\nopenness = "withheld"\nreason = "理由"', "article"),
        ("age = 10", 'age = 10\nattachments = [{ name = "a.exe", text = "甲" }]', "附件"),
        ("age = 10", 'age = 10\nattachments = [{ name = "a.xlsx", table = [["甲"], ["乙", "丙"]] }]', "整齐"),
        ("age = 10", 'age = 10\nattachments = [{ name = "a.xlsx", table = [["甲"], [1]] }]', "文字"),
        ("age = 10", "age = 10\nkeywords = [1]", "keywords"),
        ("{d+10}", "{e+10}", "占位符"),
        ("[[document]]", "[[document]", "04_x.toml"),
    ],
)
def test_a_fault_names_the_file(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DemonstrationError, match=message) as caught:
        read(tmp_path, DOCUMENT.replace(old, new, 1))
    assert "04_x.toml" in caught.value.message


def test_a_key_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DemonstrationError, match="重复"):
        read(tmp_path, DOCUMENT + DOCUMENT)
