"""Tables of a draft: filled in, replaced, brought in from a file; what follows from the kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.enums import EditionState, Openness
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules.partial_tables import Hiding, Withheld
from gongkai.core.information.rules.tables import Column, TableData
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from gongkai.reference.calendars import calendar_year
from gongkai.reference.information_kinds import ValueType, information_kind
from tests import factories as make
from tests.core.information.kind_tables import (
    BUDGET_VALUES,
    PENALTY_VALUES,
    SUBSIDY_VALUES,
    expense,
    put_data,
    recipients,
    whole_budget,
    with_cell,
    workbook,
)
from tests.factories import SYSTEM, County

TODAY = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return datetime(2026, 9, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(db: None) -> Iterator[None]:
    with clock.frozen(TODAY):
        calendars.load_year(actor=SYSTEM, calendar=calendar_year(2026))
        calendars.load_year(actor=SYSTEM, calendar=calendar_year(2025))
        yield


def draft_of(county: County, kind: str, **values: object) -> Edition:
    """A complete draft of a kind, without its tables."""
    fields = {"written_on": date(2026, 10, 9), **values}
    return commands.draft_document(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        body_id=county.bureau.pk,
        item_id=county.item.pk,
        draft=make.a_draft(**fields),
        kind=kind,
    )


def put(county: County, edition: Edition, data: TableData, revision: int | None = None) -> EditionTable:
    return put_data(county.person(Role.DEPARTMENT_EDITOR), edition, data, revision)


# --- putting in, taking out


def test_a_table_is_kept_as_it_is_written(county: County) -> None:
    edition = draft_of(county, "budget", values=BUDGET_VALUES)
    stored = put(county, edition, with_cell(expense(), 0, "item", "　一般公共服务 "))
    assert (stored.title, stored.unit, stored.row_count, stored.position) == (
        "一般公共预算支出表", "万元", 8, 2,
    )  # fmt: skip
    assert stored.rows[0] == ["201", "　一般公共服务", "", "800.50"]
    assert stored.columns[0] == {"code": "code", "name": "科目编码", "type": "text"}
    again = queries.table_data(queries.get_table(edition.pk, "general_expense"))
    assert replace(again, rows=[]) == replace(expense(), rows=[])


def test_it_is_another_text_and_whoever_fills_it_in_is_an_author(county: County) -> None:
    edition = draft_of(county, "budget")
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    commands.put_table(
        actor=office, edition_id=edition.pk, revision=1, code="general_expense", rows=expense().rows
    )
    stored = Edition.objects.get(pk=edition.pk)
    assert stored.revision == 2
    assert office.account_id in stored.author_ids
    event = AuditEvent.objects.filter(tag="information.table.put").get()
    assert '"rows": 8' in json.dumps(event.detail)


def test_putting_it_again_replaces_it(county: County) -> None:
    edition = draft_of(county, "budget")
    put(county, edition, expense())
    put(county, edition, replace(expense(), rows=expense().rows[:2]))
    assert [table.row_count for table in queries.tables_of(edition.pk)] == [2]


def test_somebody_elses_save_is_not_overwritten(county: County) -> None:
    edition = draft_of(county, "budget")
    put(county, edition, expense())
    with pytest.raises(Conflict, match="表格没有保存。您填的内容仍在本页"):
        put(county, edition, replace(expense(), rows=[]), revision=1)
    with pytest.raises(Conflict):
        commands.remove_table(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            edition_id=edition.pk,
            revision=1,
            code="general_expense",
        )
    assert queries.get_table(edition.pk, "general_expense").row_count == 8


def test_only_a_draft_takes_tables_and_only_from_its_writers(county: County) -> None:
    edition = draft_of(county, "general")
    with pytest.raises(Denied):
        commands.put_table(
            actor=county.person(Role.REVIEWER), edition_id=edition.pk, revision=1, code="own_1", rows=[]
        )
    submitted = make.submit(county, edition)
    with pytest.raises(Denied, match="不能修改"):
        put(county, submitted, expense())
    with pytest.raises(Denied):
        commands.receive_tables(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name="x.xlsx", chunks=[b""]
        )


def test_a_table_of_its_own(county: County) -> None:
    edition = draft_of(county, "general")
    editor = county.person(Role.DEPARTMENT_EDITOR)
    columns = (Column("c1", "指标"), Column("c2", "数值", ValueType.NUMBER))
    first = commands.put_table(
        actor=editor, edition_id=edition.pk, revision=1, code=OWN, title="主要 指标",
        columns=columns, rows=[["甲", "1"], ["乙", "二"]],
    )  # fmt: skip
    assert (first.code, first.title, first.position) == ("own_1", "主要 指标", 1)
    assert [lack.message for lack in queries.check_draft(edition).lacks if lack.field == "table-own_1"] == [
        "表一第2行“乙”应为数字，表中为“二”"
    ]
    second = commands.put_table(
        actor=editor, edition_id=edition.pk, revision=2, code=OWN, title="另表", columns=columns, rows=[]
    )
    assert (second.code, second.position) == ("own_2", 2)
    again = commands.put_table(
        actor=editor, edition_id=edition.pk, revision=3, code="own_1", title="主要指标", columns=columns,
        rows=[["甲", "1"]],
    )  # fmt: skip
    assert (again.pk, again.row_count) == (first.pk, 1)
    with pytest.raises(NotFound, match="没有这张表"):
        commands.put_table(actor=editor, edition_id=edition.pk, revision=4, code="general_revenue", rows=[])
    with pytest.raises(InvalidInput, match="表格没有保存"):
        commands.put_table(actor=editor, edition_id=edition.pk, revision=4, code=OWN, title="", rows=[])


def test_a_unit_that_the_table_does_not_have_is_refused(county: County) -> None:
    edition = draft_of(county, "budget")
    with pytest.raises(InvalidInput) as caught:
        put(county, edition, replace(expense(), unit="美元"))
    assert caught.value.fields == {"unit": ["金额单位应为万元、元之一。"]}


def test_signs_that_nobody_sees_do_not_get_in(county: County) -> None:
    edition = draft_of(county, "budget")
    data = with_cell(expense(), 0, "item", "一般\u202e公共\x07服务")
    assert put(county, edition, data).rows[0][1] == "一般公共服务"


def test_ten_thousand_rows(county: County) -> None:
    edition = draft_of(county, "subsidy_list", values=SUBSIDY_VALUES)
    rows = [["张*", "石桥村", "补贴", "1", "100元", "100.00"] for _ in range(10_000)]
    stored = put(county, edition, replace(recipients(), rows=rows))
    assert stored.row_count == 10_000
    lacks = queries.check_draft(Edition.objects.get(pk=edition.pk)).lacks
    assert [lack.message for lack in lacks] == [
        "“发放总额”为1,250.50元，表一“补贴金额”合计为1,000,000.00元",
        "“发放户（人）数”为3，表一“补贴发放名单”列了10,000行（不含合计）",
    ]


# --- files


def receive(county: County, edition: Edition, content: bytes, name: str = "预算.xlsx") -> str:
    stored = commands.receive_tables(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name=name, chunks=[content]
    )
    return stored.sha256


def test_a_file_of_several_sheets_fills_several_tables(county: County) -> None:
    edition = draft_of(county, "budget", values=BUDGET_VALUES)
    content = workbook(
        目录=[["目录"]],
        一般公共预算收入表=[
            ["单位：元", "", ""], ["项目", "上年执行数", "预算数"],
            ["税收收入", 0.1, 0.3], ["合计", 0.1, 0.3],
        ],
        其他=[["指标", "值"], ["甲", 1]],
    )  # fmt: skip
    sha256 = receive(county, edition, content)
    commands.fill_tables(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=1,
        sha256=sha256, name="预算.xlsx", chosen={1: "general_revenue", 2: OWN},
    )  # fmt: skip
    first, own = queries.tables_of(edition.pk)
    assert (first.code, first.unit, first.rows) == (
        "general_revenue", "元", [["", "税收收入", "0.1", "0.3"], ["", "合计", "0.1", "0.3"]],
    )  # fmt: skip
    assert (own.code, own.title, own.rows) == ("own_1", "其他", [["甲", "1"]])
    assert Edition.objects.get(pk=edition.pk).revision == 3


def test_a_sheet_takes_the_place_of_one_of_the_documents_own_tables(county: County) -> None:
    """Title and what is withheld stay; a table that was removed and added anew would have lost both."""
    edition = draft_of(county, "budget", values=BUDGET_VALUES)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    before = workbook(救助名单=[["户主", "金额"], ["甲", 1], ["乙", 2]])
    sha256 = receive(county, edition, before)
    commands.fill_tables(
        actor=editor, edition_id=edition.pk, revision=1, sha256=sha256, name="x.xlsx", chosen={0: OWN}
    )
    own = queries.get_table(edition.pk, "own_1")
    code = own.columns[0]["code"]
    commands.withhold_table_parts(
        actor=editor, edition_id=edition.pk, revision=2, code="own_1", withheld=Withheld({code: Hiding.OMIT})
    )
    after = workbook(新名单=[["户主", "金额"], ["甲", 1], ["丙", 3]])
    sha256 = receive(county, edition, after)
    commands.fill_tables(
        actor=editor, edition_id=edition.pk, revision=3, sha256=sha256, name="x.xlsx", chosen={0: "own_1"}
    )
    own = queries.get_table(edition.pk, "own_1")
    assert (own.title, own.rows, own.full_rows) == ("救助名单", [["1"], ["3"]], [["甲", "1"], ["丙", "3"]])


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "请至少选择一张"),
        ({0: "general_revenue", 1: "general_revenue"}, "同一张表只能对应一个工作表"),
        ({0: "general_revenue"}, "“目录”：没有找到表头"),
        ({0: "no_such_table"}, "不在该信息类型之中"),
    ],
)
def test_a_wrong_choice_fills_nothing(county: County, chosen: dict[int, str], words: str) -> None:
    edition = draft_of(county, "budget")
    sha256 = receive(county, edition, workbook(目录=[["目录"]], 表=[["项目", "预算数"], ["甲", 1]]))
    with pytest.raises(InvalidInput, match=words):
        commands.fill_tables(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=1,
            sha256=sha256, name="x.xlsx", chosen={**chosen},
        )  # fmt: skip
    assert not EditionTable.objects.exists()


def test_all_or_none_is_filled(county: County) -> None:
    edition = draft_of(county, "budget")
    sha256 = receive(county, edition, workbook(表=[["项目", "预算数"], ["甲", 1]], 坏=[["无"]]))
    with pytest.raises(InvalidInput, match="“坏”"):
        commands.fill_tables(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=1,
            sha256=sha256, name="x.xlsx", chosen={0: "general_revenue", 1: "fund_revenue"},
        )  # fmt: skip
    assert not EditionTable.objects.exists()
    assert Edition.objects.get(pk=edition.pk).revision == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "x.xlsx"),
        (b"MZ\x00\x00", "x.xlsx"),
        (b"PK\x03\x04 broken", "x.xlsx"),
        (b"<html><script>alert(1)</script></html>", "x.csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.xls"),
    ],
)
def test_hostile_files_are_refused(county: County, content: bytes, name: str) -> None:
    edition = draft_of(county, "budget")
    with pytest.raises(InvalidInput):
        receive(county, edition, content, name)


def test_a_csv_of_a_local_code_page_is_read(county: County) -> None:
    edition = draft_of(county, "subsidy_list")
    text = '姓名,村,金额（元）\n张*,石桥村,"1,250.50"\n'
    sha256 = receive(county, edition, text.encode("gb18030"), "名单.csv")
    commands.fill_tables(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=1,
        sha256=sha256, name="名单.csv", chosen={0: "recipients"},
    )  # fmt: skip
    assert queries.get_table(edition.pk, "recipients").rows[0][5] == "1,250.50"


# --- what the kind asks


def test_a_budget_with_a_wrong_sum_is_stopped_and_goes_when_mended(county: County) -> None:
    edition = draft_of(county, "budget", values=BUDGET_VALUES)
    for data in whole_budget():
        put(county, edition, data)
    put(county, edition, with_cell(expense(), 5, "amount", "1,234.65"))
    with pytest.raises(InvalidInput) as caught:
        make.submit(county, edition)
    assert caught.value.fields == {
        "table-general_expense": [
            "表二第6行“支出合计”的“预算数”应为1,234.56，表中为1,234.65，相差0.09（万元）。"
        ]
    }
    assert Edition.objects.get(pk=edition.pk).state == EditionState.DRAFT
    put(county, edition, expense())
    published = make.bring_to(county, Edition.objects.get(pk=edition.pk), EditionState.PUBLISHED)
    assert published.state == EditionState.PUBLISHED


def test_states_of_tables_for_the_panel(county: County, django_assert_num_queries: object) -> None:
    edition = queries.get_edition(draft_of(county, "budget").pk)
    put(county, edition, with_cell(expense(), 5, "amount", "1"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        states = queries.table_states(edition)
    assert len(states) == len(information_kind("budget").tables)
    assert [(state.code, state.is_filled, len(state.faults)) for state in states][:2] == [
        ("general_revenue", False, 0),
        ("general_expense", True, 1),
    ]


def test_tables_go_along_into_a_correction(county: County) -> None:
    edition = draft_of(county, "subsidy_list", values=SUBSIDY_VALUES)
    put(county, edition, recipients())
    published = make.bring_to(county, Edition.objects.get(pk=edition.pk), EditionState.PUBLISHED)
    correction = make.correct(county, published.document)
    assert queries.get_table(correction.pk, "recipients").unit == "元"


# --- limits and times of display


def owed() -> StandingDeadline:
    return StandingDeadline.objects.get(purpose="publication")


def test_a_penalty_is_owed_within_seven_working_days_of_its_decision(county: County) -> None:
    draft_of(county, "penalty", values={**PENALTY_VALUES, "decided_on": "2026-09-18"})
    found = owed()
    assert (found.rule_code, found.start_on, found.due_on) == (
        "penalty.decision", date(2026, 9, 18), date(2026, 9, 29),
    )  # fmt: skip
    assert "作出决定" in found.sentence and "7个工作日" in found.sentence


def test_the_day_of_decision_moves_it(county: County) -> None:
    edition = draft_of(county, "penalty", values=PENALTY_VALUES)
    commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        revision=1,
        draft=make.a_draft(
            written_on=date(2026, 10, 9), values={**PENALTY_VALUES, "decided_on": "2026-09-30"}
        ),
    )
    assert (owed().start_on, owed().due_on) == (date(2026, 9, 30), date(2026, 10, 15))


def test_another_kind_has_another_limit(county: County) -> None:
    edition = draft_of(county, "penalty", values=PENALTY_VALUES)
    commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        revision=1,
        draft=make.a_draft(written_on=date(2026, 10, 9), values=PENALTY_VALUES),
        kind="general",
    )
    assert (owed().rule_code, owed().amount) == ("publication.general", 20)


@pytest.mark.parametrize(
    ("wording", "rule", "amount"),
    [
        ("自信息形成之日起5个工作日内", "publication.general", 5),
        ("自信息形成之日起30个工作日内", "penalty.decision", 7),
        ("及时公开", "penalty.decision", 7),
    ],
)
def test_of_the_items_limit_and_that_of_the_kind_the_shorter_wins(
    county: County, wording: str, rule: str, amount: int
) -> None:
    item = make.make_item(county, time_limit=wording)
    commands.draft_document(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        body_id=county.bureau.pk,
        item_id=item.pk,
        draft=make.a_draft(written_on=date(2026, 10, 9), values=PENALTY_VALUES),
        kind="penalty",
    )
    assert (owed().rule_code, owed().amount) == (rule, amount)


def test_a_penalty_needs_no_date_of_writing_to_be_owed(county: County) -> None:
    draft_of(county, "penalty", values=PENALTY_VALUES, written_on=None)
    assert owed().start_on == date(2026, 10, 9)


def test_a_rule_without_a_number_of_days_leaves_the_general_limit(county: County) -> None:
    draft_of(county, "random_inspection", values={"content": "抽查情况及查处结果", "ended_on": "2026-10-09"})
    assert owed().rule_code == "publication.general"


def test_what_is_withheld_is_not_owed_whatever_its_kind(county: County) -> None:
    draft_of(
        county, "penalty", values=PENALTY_VALUES, openness=Openness.WITHHELD.value,
        openness_reason="未成年人。", openness_article="第十五条",
    )  # fmt: skip
    assert not StandingDeadline.objects.exists()


@pytest.mark.parametrize(
    ("chosen", "last"),
    [("轻微", date(2027, 1, 12)), ("一般", date(2027, 10, 12)), ("严重", date(2029, 10, 12))],
)
def test_how_long_a_penalty_is_shown_follows_from_its_class(county: County, chosen: str, last: date) -> None:
    edition = draft_of(
        county, "penalty", values={**PENALTY_VALUES, "class": chosen, "minor_reason": "涉及食品安全。"}
    )
    assert edition.display_until == last
    period = queries.display_period(edition, clock.today())
    assert period is not None and "信用修复管理办法" in period.sentence


@pytest.mark.parametrize(
    ("chosen", "term", "last"),
    [
        ("一般", "按最短期限", date(2027, 1, 12)),
        ("严重", "按最短期限", date(2027, 10, 12)),
        ("一般", "按最长期限", date(2027, 10, 12)),
        ("轻微", "按最短期限", date(2027, 1, 12)),
    ],
)
def test_the_shortest_time_of_a_class_may_be_chosen(
    county: County, chosen: str, term: str, last: date
) -> None:
    values = {**PENALTY_VALUES, "class": chosen, "term": term, "minor_reason": "涉及食品安全。"}
    edition = draft_of(county, "penalty", values=values)
    assert edition.display_until == last
    signed = make.bring_to(county, edition, EditionState.SIGNED)
    with clock.frozen(datetime(2026, 10, 20, 2, 0, tzinfo=UTC)):
        assert make.publish(county, signed).display_until == last + timedelta(days=8)


def test_the_last_day_of_display_is_counted_from_publication(county: County) -> None:
    edition = draft_of(county, "penalty", values=PENALTY_VALUES)
    signed = make.bring_to(county, edition, EditionState.SIGNED)
    with clock.frozen(datetime(2026, 10, 20, 2, 0, tzinfo=UTC)):
        published = make.publish(county, signed)
    assert published.display_until == date(2027, 10, 20)
    assert Edition.objects.get(pk=edition.pk).display_until == date(2027, 10, 20)


LAND = {
    "notice": "征收土地预公告",
    "project": "云溪县第二水厂",
    "purpose": "建设供水设施。",
    "location": "石桥村。",
}


def test_a_notice_lies_as_long_as_the_law_says(county: County) -> None:
    edition = draft_of(county, "land", values=LAND, display_until=date(2026, 10, 20))
    (lack,) = queries.check_draft(edition).lacks
    assert lack.field == "display_until"
    assert "公示截止日2026-10-20太早，至少到2026-10-26" in lack.message
    assert "《土地管理法实施条例》第二十六条" in lack.message
    forever = draft_of(county, "land", title="另一份预公告", values=LAND)
    assert queries.check_draft(forever).lacks == () and forever.display_until is None


def test_a_notice_that_comes_out_late_still_lies_its_time(county: County) -> None:
    edition = draft_of(county, "land", values=LAND, display_until=date(2026, 10, 26))
    signed = make.bring_to(county, edition, EditionState.SIGNED)
    with clock.frozen(datetime(2026, 10, 20, 2, 0, tzinfo=UTC)):
        assert make.publish(county, signed).display_until == date(2026, 11, 3)


def test_without_a_class_no_last_day_stays_behind(county: County) -> None:
    edition = draft_of(county, "penalty", values=PENALTY_VALUES)
    saved = commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        revision=1,
        draft=replace(queries.draft_of(edition), values={**PENALTY_VALUES, "class": ""}),
    )
    assert saved.display_until is None


def test_the_kind_of_what_was_public_stays(county: County) -> None:
    """Its page would change before the correction is reviewed."""
    edition = make.bring_to(
        county, draft_of(county, "penalty", values=PENALTY_VALUES), EditionState.PUBLISHED
    )
    correction = make.correct(county, edition.document)
    with pytest.raises(InvalidInput) as caught:
        commands.save_draft(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            edition_id=correction.pk,
            revision=1,
            draft=queries.draft_of(correction),
            kind="general",
        )
    assert caught.value.fields == {"kind": ["已公开过的文件不能更换信息类型。"]}
