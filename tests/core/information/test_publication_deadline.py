"""By when a document is owed to the public, from the first draft to publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.core.information import commands, queries, rules
from gongkai.core.information.enums import DOCUMENT_SUBJECT, PUBLICATION, EditionState, Openness
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.calendars import calendar_year
from tests import factories as make
from tests.factories import SYSTEM, County

TODAY = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
WRITTEN = date(2026, 9, 18)
"""20 working days from this Friday end on Thursday 22 October: 中秋, 国庆 and two make-up days between."""


@pytest.fixture(scope="module")
def made_at() -> datetime:
    """The county's catalogue holds before the first document is written."""
    return datetime(2026, 9, 1, 2, 0, tzinfo=UTC)


def deliver_later() -> None:
    """The day of the publication counts, not that on which the worker comes to it."""
    with clock.frozen(datetime(2028, 1, 3, tzinfo=UTC)):
        deliver_all()


@pytest.fixture(autouse=True)
def _today(db: None) -> object:
    with clock.frozen(TODAY):
        calendars.load_year(actor=SYSTEM, calendar=calendar_year(2026))
        yield


def save(county: County, edition: Edition, item_id: int | None = None, **fields: object) -> Edition:
    editor = county.person(Role.DEPARTMENT_EDITOR, edition.document.body)
    values = {"written_on": WRITTEN, **fields}
    title = values.pop("title", edition.title)
    return commands.save_draft(
        actor=editor,
        edition_id=edition.pk,
        revision=Edition.objects.get(pk=edition.pk).revision,
        draft=make.a_draft(title, **values),
        item_id=item_id,
    )


def the_one() -> StandingDeadline:
    return StandingDeadline.objects.get()


def test_a_draft_with_its_date_owes_publication(county: County) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    found = the_one()
    assert (found.subject_type, found.subject_id, found.purpose) == (
        DOCUMENT_SUBJECT, edition.document_id, PUBLICATION,
    )  # fmt: skip
    assert (found.start_on, found.due_on, found.provisional) == (WRITTEN, date(2026, 10, 22), False)
    assert found.title == "公开《云溪县城乡低保标准公告》"
    assert found.owner_body == county.bureau
    assert found.owner_account_ids == edition.author_ids
    assert "标准目录“公开时限”" in found.sentence


def test_without_a_date_nothing_runs_until_it_is_there(county: County) -> None:
    edition = make.draft(county, written_on=None)
    assert not StandingDeadline.objects.exists()
    save(county, edition)
    assert the_one().due_on == date(2026, 10, 22)


def test_the_items_own_wording_decides(county: County) -> None:
    item = make.make_item(county, time_limit="自信息形成之日起7个工作日内予以公开")
    make.draft(county, item=item, written_on=WRITTEN)
    found = the_one()
    assert (found.amount, found.unit, found.limit_given) == (7, "workday", True)
    assert found.due_on == date(2026, 9, 29)
    assert found.source == "标准目录“公开时限”：自信息形成之日起7个工作日内予以公开"


@pytest.mark.parametrize("wording", ["按照有关规定", "每年至少一次", "决定作出之日起7个工作日内"])
def test_where_the_wording_gives_no_figure_the_law_does(county: County, wording: str) -> None:
    item = make.make_item(county, time_limit=wording)
    make.draft(county, item=item, written_on=WRITTEN)
    found = the_one()
    assert (found.limit_given, found.amount, found.due_on) == (False, 20, date(2026, 10, 22))
    assert found.source == "《政府信息公开条例》第二十六条"


def test_autosaving_the_same_reads_and_writes_nothing_of_deadlines(county: County) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    before = AuditEvent.objects.count()
    save(county, edition, summary="另一个概述。", body_html="<p>改了正文。</p>")
    tags = list(AuditEvent.objects.order_by("id").values_list("tag", flat=True)[before:])
    assert tags == ["information.draft.save"]


def test_a_saved_draft_costs_no_query_more_while_no_fact_changes(
    county: County, django_assert_max_num_queries: object
) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    with django_assert_max_num_queries(12) as captured:
        save(county, edition, body_html="<p>改了正文。</p>")
    assert not [query for query in captured.captured_queries if "deadlines_" in query["sql"]]


def test_a_changed_date_title_or_item_moves_it(county: County) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    save(county, edition, written_on=date(2026, 9, 21), title="新标题")
    assert (the_one().due_on, the_one().title) == (date(2026, 10, 26), "公开《新标题》")
    item = make.make_item(county, time_limit="信息形成之日起5个工作日内")
    save(county, edition, item_id=item.pk, written_on=date(2026, 9, 21), title="新标题")
    assert the_one().amount == 5


def test_another_author_is_told_too(county: County) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    colleague = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau)
    commands.attach_file(actor=colleague, edition_id=edition.pk, name="表.txt", chunks=[b"1"])
    assert the_one().owner_account_ids == [*edition.author_ids, colleague.account_id]


@pytest.mark.parametrize("openness", [Openness.ON_REQUEST, Openness.WITHHELD])
def test_what_is_not_for_publication_is_not_owed(county: County, openness: Openness) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    save(county, edition, openness=openness.value)
    assert (the_one().state, the_one().closing_reason) == ("dropped", f"公开属性定为“{openness.label}”")
    assert queries.publication_deadline(edition) is None
    save(county, edition, openness=Openness.PARTIAL.value)
    assert queries.publication_deadline(edition).state == "running"
    assert StandingDeadline.objects.count() == 2


def test_a_date_taken_away_ends_it(county: County) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    save(county, edition, written_on=None)
    assert (the_one().state, the_one().closing_reason) == ("dropped", "成文日期已清空")


def test_openness_still_to_be_determined_is_owed(county: County) -> None:
    make.draft(county, written_on=WRITTEN, openness="")
    assert the_one().state == "running"


def test_before_the_regulation_nothing_was_owed(county: County) -> None:
    edition = make.draft(county, written_on=date(2008, 4, 30))
    assert not StandingDeadline.objects.exists()
    save(county, edition, written_on=date(2008, 5, 1))
    assert "《政府信息公开条例》（2007年）" in the_one().sentence or the_one().limit_given
    save(county, edition, written_on=date(1951, 1, 1))
    assert the_one().closing_reason == "成文日期早于《政府信息公开条例》施行之日"


@pytest.mark.parametrize(("day", "late"), [(22, False), (23, True)])
def test_publication_settles_it_in_time_or_late(county: County, day: int, late: bool) -> None:
    edition = make.bring_to(county, make.draft(county, written_on=WRITTEN), EditionState.SIGNED)
    assert the_one().state == "running"
    with clock.frozen(datetime(2026, 10, day, 15, 59, tzinfo=UTC)):
        make.publish(county, edition)
    deliver_later()
    found = queries.publication_deadline(edition)
    assert (found.state, found.met_on, found.is_late) == ("met", date(2026, 10, day), late)


def test_midnight_in_china_decides(county: County) -> None:
    edition = make.bring_to(county, make.draft(county, written_on=WRITTEN), EditionState.SIGNED)
    with clock.frozen(datetime(2026, 10, 22, 16, 0, tzinfo=UTC)):  # 00:00 of the 23rd in China
        make.publish(county, edition)
    deliver_later()
    assert the_one().is_late


def test_delivered_twice_it_is_met_once(county: County) -> None:
    edition = make.publish_document(county, written_on=WRITTEN)
    deliver_later()
    met = the_one()
    commands.settle_by_publication(Actor.system("公开时限"), edition.pk)
    assert the_one().closed_at == met.closed_at


def test_a_refused_publication_leaves_it_running(county: County) -> None:
    edition = make.bring_to(county, make.draft(county, written_on=WRITTEN), EditionState.SIGNED)
    Edition.objects.filter(pk=edition.pk).update(revision=edition.revision + 1)
    with pytest.raises(Conflict, match="签发之后正文有改动"):
        make.publish(county, edition)
    assert the_one().state == "running"


def test_a_correction_has_no_deadline_of_its_own_yet(county: County) -> None:
    published = make.publish_document(county, written_on=WRITTEN)
    correction = make.correct(county, published.document)
    save(county, correction, written_on=date(2026, 10, 9), change_note="更正数额")
    make.bring_to(county, correction, EditionState.PUBLISHED)
    deliver_later()
    assert the_one().met_on == clock.today()
    assert queries.publication_deadlines([published, correction]).keys() == {published.pk}


def test_a_discarded_draft_owes_nothing(county: County) -> None:
    edition = make.draft(county, written_on=WRITTEN)
    commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    assert (the_one().state, the_one().closing_reason) == ("dropped", "草稿已删除")


def test_discarding_a_correction_leaves_what_was_met(county: County) -> None:
    published = make.publish_document(county, written_on=WRITTEN)
    deliver_later()
    correction = make.correct(county, published.document)
    commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=correction.pk)
    assert the_one().state == "met"


def test_a_list_costs_one_query(county: County, django_assert_num_queries: object) -> None:
    editions = [make.draft(county, f"公告{number}", written_on=WRITTEN) for number in range(4)]
    with django_assert_num_queries(1):
        found = queries.publication_deadlines(editions)
    assert found.keys() == {edition.pk for edition in editions}
    with django_assert_num_queries(0):
        assert queries.publication_deadlines([]) == {}


# --- wordings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "span", "rolls"),
    [
        ("信息形成或者变更之日起20个工作日内", Span(20, Unit.WORKDAY), False),
        ("信息形成之日起20日内", Span(20, Unit.DAY), True),
        ("自信息形成或变更之日起1个月内", Span(1, Unit.MONTH), True),
        ("自信息制作或者获取之日起七个工作日内", Span(7, Unit.WORKDAY), False),
    ],
)
def test_a_wording_with_one_figure_from_forming(wording: str, span: Span, rolls: bool) -> None:
    limit = rules.limit_of_wording(wording)
    assert limit is not None
    assert (limit.span, limit.rolls) == (span, rolls)
    assert limit.source.startswith("标准目录“公开时限”：")


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "及时公开",
        "每季度公开一次",
        "收到申请之日起20个工作日内",
        "信息形成后24小时内",
        "信息形成之日起3至5个工作日内",
        "信息形成之日起20个工作日内，行政处罚决定作出之日起7个工作日内",
        "信息形成之日起20个工作日内，其中行政许可信息自形成之日起7个工作日内",
        "信息形成之日起*个工作日内",
        "信息形成之日起20个工作日内，情况复杂的另行通知",
    ],
)
def test_every_other_wording_is_left_to_the_law(wording: str) -> None:
    assert rules.limit_of_wording(wording) is None
