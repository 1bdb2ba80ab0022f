"""The demonstration documents: complete, consistent, and free of real people."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from gongkai.demonstration import DemoDocument, county, documents
from gongkai.demonstration.model import AREA_CODES, GENERAL_AREA, STATES
from gongkai.reference.kinds import document_kinds
from gongkai.reference.national_items import national_items
from gongkai.reference.subjects import subject_categories
from gongkai.text.personal_information import Severity, scan, scan_table

TODAY = date(2026, 11, 22)
OTHER_DAYS = (date(2026, 1, 1), date(2028, 2, 29), date(2027, 10, 4))
DOCUMENTS = tuple(documents(TODAY))

each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.key)

Rows = list[list[str]]
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TOTAL = re.compile(r"(合计|总计|.*总计)")
PERSONAL = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{16,19}(?!\d)")


def texts(document: DemoDocument) -> Iterator[str]:
    yield document.title
    yield document.summary
    yield document.body_text
    if document.correction:
        yield document.correction.change_note
        yield document.correction.body_text
    if document.withdrawal:
        yield document.withdrawal.basis
    for attachment in document.attachments:
        yield attachment.text or "\n".join("|".join(row) for row in attachment.table or ())


def tables(document: DemoDocument) -> Iterator[Rows]:
    for text in texts(document):
        rows: Rows = []
        for line in [*text.splitlines(), ""]:
            if line.startswith("|"):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            elif rows:
                yield [row for row in rows if set("".join(row)) - set("-: ")]
                rows = []
    for attachment in document.attachments:
        if attachment.table:
            yield [list(row) for row in attachment.table]


def wrong_sums(rows: Rows) -> Iterator[str]:
    """Columns whose total row is not the sum of the rows above it (rows of an inner split left out)."""
    for end, total in enumerate(rows):
        if not TOTAL.fullmatch(total[0]):
            continue
        above = [row for row in rows[1:end] if not row[0].startswith(("其中", "小计", "　"))]
        for column in range(1, len(total)):
            cells = [row[column] for row in above]
            if NUMBER.fullmatch(total[column]) and all(map(NUMBER.fullmatch, cells)):
                found = sum(map(Decimal, cells))
                if found != Decimal(total[column]):
                    yield f"{rows[0][column]}：应为{found}，写作{total[column]}"


def test_there_are_enough() -> None:
    assert len(DOCUMENTS) >= 150
    per_area = Counter(document.area for document in DOCUMENTS)
    assert set(per_area) >= AREA_CODES - {GENERAL_AREA}
    assert all(per_area[f"{number:02d}"] >= 7 for number in range(1, 9))
    assert {document.state for document in DOCUMENTS} == STATES


def test_a_third_has_tables_and_some_have_attachments() -> None:
    assert sum("\n| " in document.body_text for document in DOCUMENTS) * 3 >= len(DOCUMENTS)
    assert sum(bool(document.attachments) for document in DOCUMENTS) >= 10


def test_they_spread_over_the_year_up_to_the_last_week() -> None:
    ages = sorted((TODAY - document.worked_on).days for document in DOCUMENTS)
    assert ages[0] <= 7
    assert ages[-1] >= 300
    assert ages[-1] <= 410


@each
def test_item_subject_and_kind_are_in_the_reference(document: DemoDocument) -> None:
    items = {(item.area, item.level1, item.level2) for item in national_items()}
    if document.area != GENERAL_AREA:
        assert (document.area, *document.item) in items
    subjects = {category.name for category in subject_categories()}
    subjects |= {f"{c.name}/{second.name}" for c in subject_categories() for second in c.second_levels}
    assert document.subject in subjects
    kinds = {"信息"} | {name for kind in document_kinds() for name in (kind.name, *kind.aliases)}
    assert document.kind in kinds


@each
def test_body_is_of_this_county(document: DemoDocument) -> None:
    assert county().body(document.body_key).division_code.startswith("990123")


@each
def test_tables_are_rectangular_and_totals_add_up(document: DemoDocument) -> None:
    for rows in tables(document):
        assert len(rows) >= 2
        assert len({len(row) for row in rows}) == 1, rows[0]
        assert list(wrong_sums(rows)) == []


def test_every_budget_document_states_a_total_that_is_checked() -> None:
    for document in DOCUMENTS:
        if document.area == "04":
            totals = [row for rows in tables(document) for row in rows if TOTAL.fullmatch(row[0])]
            assert totals, document.key


def test_the_sum_check_finds_a_wrong_sum() -> None:
    rows = [["项目", "金额"], ["甲", "1.20"], ["其中：乙", "1.00"], ["丙", "2"], ["合计", "3.30"]]
    assert list(wrong_sums(rows)) == ["金额：应为3.20，写作3.30"]


@each
def test_text_is_of_believable_length_and_holds_no_personal_data(document: DemoDocument) -> None:
    assert 200 <= len(re.sub(r"\s", "", document.body_text)) <= 1200
    for text in texts(document):
        assert not PERSONAL.search(text)
        assert not re.search(r"[{}<>]", text)
        assert all(number.startswith("000") for number in re.findall(r"0\d{2,3}-(\d{7,8})", text))


@each
def test_the_guard_lets_it_pass(document: DemoDocument) -> None:
    found = [finding for text in texts(document) for finding in scan(text)]
    found += [cell.finding for header, *rows in tables(document) for cell in scan_table(header, rows)]
    assert [finding for finding in found if finding.severity is Severity.HARD] == []


@each
def test_dates_run_in_order(document: DemoDocument) -> None:
    assert document.written_on <= document.worked_on <= TODAY
    assert (document.published_on is None) == (document.state not in {"published", "corrected", "withdrawn"})
    for later in (document.correction, document.withdrawal):
        assert later is None or document.worked_on < later.on <= TODAY


@pytest.mark.parametrize("today", OTHER_DAYS)
def test_another_day_shifts_everything(today: date) -> None:
    shifted = tuple(documents(today))
    assert [document.key for document in shifted] == [document.key for document in DOCUMENTS]
    assert all(document.written_on <= document.worked_on <= today for document in shifted)
    assert all(document.worked_on.weekday() < 5 for document in shifted)
    for document in shifted:
        for rows in tables(document):
            assert list(wrong_sums(rows)) == [], document.key
