"""Sorting a power: links, information, openness, catalogue item; undone, submitted, confirmed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from gongkai.core.powers import commands, policies, queries
from gongkai.core.powers.enums import Openness
from gongkai.core.powers.models import LinkInformation, PowerItem, PowerLink
from gongkai.core.powers.rules import InformationFields
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from tests import factories as make
from tests.core.powers.conftest import START, Lists


def names(power: PowerItem) -> list[str]:
    return [link.name for link in queries.links_of(power.pk)]


def missing(power: PowerItem) -> list[str]:
    return [lack.message for lack in queries.check_sorting(queries.links_of(power.pk))]


# --- links --------------------------------------------------------------------------------------------


def test_the_usual_links_are_a_beginning(lists: Lists) -> None:
    power = lists.power()
    assert missing(power) == ["还没有环节"]
    commands.lay_out_links(actor=lists.editor, power_id=power.pk)
    assert names(power) == ["受理", "审核", "公示", "决定", "发放"]
    assert missing(power)[0] == "“申请条件、材料和标准”未认定公开属性"
    with pytest.raises(Conflict, match="已有环节"):
        commands.lay_out_links(actor=lists.editor, power_id=power.pk)


def test_links_are_added_renamed_moved_and_taken_away(lists: Lists) -> None:
    power = lists.laid_out()
    added = commands.save_link(actor=lists.editor, power_id=power.pk, name=" 动态管理 ")
    commands.move_link(actor=lists.editor, link_id=added.pk, earlier=True)
    assert names(power) == ["受理", "审核", "公示", "决定", "动态管理", "发放"]
    commands.save_link(actor=lists.editor, power_id=power.pk, link_id=added.pk, name="动态调整")
    commands.remove_link(actor=lists.editor, link_id=queries.links_of(power.pk)[0].pk)
    assert names(power) == ["审核", "公示", "决定", "动态调整", "发放"]
    assert [link.position for link in queries.links_of(power.pk)] == [1, 2, 3, 4, 5]
    first = queries.links_of(power.pk)[0]
    commands.move_link(actor=lists.editor, link_id=first.pk, earlier=True)
    assert names(power)[0] == "审核", "the first one has nowhere to go"


@pytest.mark.parametrize(("name", "words"), [("", "请填写环节名称"), ("环" * 61, "不能超过60")])
def test_what_a_link_must_be_called(lists: Lists, name: str, words: str) -> None:
    power = lists.power()
    with pytest.raises(InvalidInput, match=words):
        commands.save_link(actor=lists.editor, power_id=power.pk, name=name)
    with pytest.raises(Conflict, match="同名的环节"):
        for _ in range(2):
            commands.save_link(actor=lists.editor, power_id=power.pk, name="受理")


def test_a_link_of_another_power_is_not_taken_for_ones_own(lists: Lists) -> None:
    power, other = lists.laid_out(), lists.laid_out(name="另一事项", code="0730002")
    foreign = queries.links_of(other.pk)[0]
    with pytest.raises(Conflict, match="不属于这个事项"):
        commands.save_link(actor=lists.editor, power_id=power.pk, link_id=foreign.pk, name="改名")
    row = lists.information(other)[0]
    with pytest.raises(Conflict, match="不属于该环节"):
        commands.save_information(
            actor=lists.editor,
            link_id=queries.links_of(power.pk)[0].pk,
            information_id=row.pk,
            given=InformationFields(name="改名"),
        )


# --- information --------------------------------------------------------------------------------------


def test_everything_sorted_leaves_nothing_missing(lists: Lists) -> None:
    power = lists.laid_out()
    first, *others = lists.information(power)
    entry = lists.entry()
    lists.sort(first, openness=Openness.WITHHELD.value, reason="涉及申请人隐私",
               negative_entry_id=entry.pk, item_id=None)  # fmt: skip
    for row in others:
        lists.sort(row)
    assert missing(power) == []
    kept = queries.get_information(first.pk)
    assert (kept.negative_entry_id, kept.reason, kept.item_id) == (entry.pk, "涉及申请人隐私", None)


@pytest.mark.parametrize("openness", ["partial", "on_request", "withheld"])
def test_what_is_not_fully_open_cites_an_entry_or_an_article(lists: Lists, openness: str) -> None:
    row = lists.information(lists.laid_out())[0]
    with pytest.raises(InvalidInput) as refused:
        lists.sort(row, openness=openness)
    assert set(refused.value.fields) == {"reason", "article"}
    assert "须引用负面清单条目，或写明依据的条款" in refused.value.fields["article"][0]
    assert queries.get_information(row.pk).openness == "", "nothing was saved"
    saved = lists.sort(row, openness=openness, reason="过程性信息", article="《政府信息公开条例》第十六条")
    assert saved.openness == openness
    opened = lists.sort(row)
    assert (opened.reason, opened.article) == ("", ""), "what is open needs no reasons"


def test_an_entry_that_does_not_hold_is_not_cited(lists: Lists) -> None:
    row = lists.information(lists.laid_out())[0]
    ended = lists.entry("已公开的事项")
    commands.end_entry(actor=lists.office, entry_id=ended.pk, on=date(2026, 6, 1), reason="可以公开")
    expired = lists.entry("过期的事项", valid_until=date(2026, 2, 1))
    for entry in (ended, expired):
        with pytest.raises(InvalidInput, match="不能引用"):
            lists.sort(row, openness="withheld", reason="隐私", negative_entry_id=entry.pk)
    other = make.make_county("石溪县", "990124", items=1)
    foreign = commands.add_entry(
        actor=make.SYSTEM, division_id=other.division.pk, body_id=other.bureau.pk, matter="外县事项",
        ground="privacy", basis="《条例》第十五条", valid_from=START,
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="不属于本地区"):
        lists.sort(row, openness="withheld", reason="隐私", negative_entry_id=foreign.pk)


def test_an_entry_that_ends_makes_its_citations_incomplete(lists: Lists) -> None:
    power = lists.sorted_power()
    entry = lists.entry()
    row = lists.sort(
        lists.information(power)[0], openness="withheld", reason="隐私", negative_entry_id=entry.pk
    )
    assert missing(power) == []
    commands.end_entry(actor=lists.office, entry_id=entry.pk, on=date(2026, 6, 1), reason="可以公开")
    assert missing(power) == [f"“{row.name}”引用的负面清单条目已失效，请重新认定"]


def test_an_item_of_another_county_is_refused(lists: Lists) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    row = lists.information(lists.laid_out())[0]
    with pytest.raises(InvalidInput, match="不在本地区的标准目录中"):
        lists.sort(row, item_id=other.item.pk)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": " "}, "name"), ({"name": "信" * 201}, "name"), ({"openness": "secret"}, "openness"),
     ({"article": "条" * 201, "openness": "withheld", "reason": "隐私"}, "article"),
     ({"reason": "因" * 301, "openness": "withheld", "article": "第十五条"}, "reason")],
)  # fmt: skip
def test_what_an_information_must_say(lists: Lists, given: dict, field: str) -> None:
    row = lists.information(lists.laid_out())[0]
    with pytest.raises(InvalidInput) as refused:
        commands.save_information(
            actor=lists.editor,
            link_id=row.link_id,
            information_id=row.pk,
            given=InformationFields(**{"name": row.name, **given}),
        )
    assert set(refused.value.fields) == {field}


def test_the_same_again_is_no_step(lists: Lists) -> None:
    power = lists.laid_out()
    row = lists.information(power)[0]
    lists.sort(row)
    before = queries.last_change(power.pk)
    lists.sort(row)
    assert queries.last_change(power.pk) == before


def test_likely_items_come_first(lists: Lists) -> None:
    make.make_item(lists.county, area="养老服务", level1="养老机构", level2="养老机构备案信息")
    power = lists.power("养老机构备案", "0730005")
    found = queries.likely_items(power, ["备案结果", "备案结果"])
    assert found["备案结果"][0].level2 == "养老机构备案信息"
    assert queries.likely_items(power, ["？"])["？"], "the power's own name is enough"


# --- undoing ------------------------------------------------------------------------------------------


def test_every_step_can_be_undone(lists: Lists) -> None:
    power = lists.power()
    with pytest.raises(Conflict, match="没有可以撤销的操作"):
        commands.undo_sorting(actor=lists.editor, power_id=power.pk)
    states = [queries.snapshot_of(power.pk)]

    def step(act) -> None:
        act()
        states.append(queries.snapshot_of(power.pk))

    step(lambda: commands.lay_out_links(actor=lists.editor, power_id=power.pk))
    rows = lists.information(power)
    step(lambda: lists.sort(rows[0]))
    step(lambda: lists.sort(rows[1], openness="withheld", reason="隐私", article="第十五条"))
    step(lambda: commands.remove_information(actor=lists.editor, information_id=rows[2].pk))
    step(lambda: commands.remove_link(actor=lists.editor, link_id=queries.links_of(power.pk)[1].pk))
    step(
        lambda: commands.move_link(actor=lists.editor, link_id=queries.links_of(power.pk)[2].pk, earlier=True)
    )
    for state in reversed(states[:-1]):
        commands.undo_sorting(actor=lists.editor, power_id=power.pk)
        assert queries.snapshot_of(power.pk) == state, "with the same keys: an open page goes on working"
    assert not PowerLink.objects.exists()


# --- submitting and confirming ------------------------------------------------------------------------


def test_four_eyes(lists: Lists) -> None:
    power = lists.sorted_power()
    commands.submit_sorting(actor=lists.editor, power_id=power.pk)
    with pytest.raises(Denied, match="正在核定"):
        lists.sort(lists.information(power)[0])
    sorter_in_office = make.make_actor(
        Role.OPEN_AFFAIRS_OFFICE, lists.county.division, account_id=lists.editor.account_id
    )
    with pytest.raises(Denied, match="不能由本人"):
        commands.confirm_sorting(actor=sorter_in_office, power_id=power.pk)
    with pytest.raises(Denied, match="政务公开办"):
        commands.confirm_sorting(actor=lists.editor, power_id=power.pk)
    confirmed = commands.confirm_sorting(actor=lists.office, power_id=power.pk)
    assert (confirmed.sorting, confirmed.confirmed_by) == ("confirmed", lists.office.name)
    with pytest.raises(Denied, match="已核定"):
        lists.sort(lists.information(power)[0])
    with pytest.raises(Denied, match="没有等待核定"):
        commands.confirm_sorting(actor=lists.office, power_id=power.pk)


def test_what_is_incomplete_is_not_submitted(lists: Lists) -> None:
    power = lists.laid_out()
    with pytest.raises(InvalidInput, match=r"还差5项.*“申请条件、材料和标准”未认定公开属性"):
        commands.submit_sorting(actor=lists.editor, power_id=power.pk)
    assert queries.get_power(power.pk).sorting == "open"


def test_returned_with_a_reason_and_recalled(lists: Lists) -> None:
    power = lists.sorted_power()
    commands.submit_sorting(actor=lists.editor, power_id=power.pk)
    with pytest.raises(InvalidInput, match="写明理由"):
        commands.return_sorting(actor=lists.office, power_id=power.pk, opinion=" ")
    commands.return_sorting(actor=lists.office, power_id=power.pk, opinion="公示名单应部分公开")
    assert queries.get_power(power.pk).sorting == "open"
    commands.submit_sorting(actor=lists.editor, power_id=power.pk)
    commands.recall_sorting(actor=lists.editor, power_id=power.pk)
    assert [case.state for case in queries.reviews_of(power.pk)] == ["returned", "recalled"]
    with pytest.raises(Conflict, match="不在审批中"):
        commands.recall_sorting(actor=lists.editor, power_id=power.pk)


def test_a_confirmed_sorting_is_opened_again(lists: Lists) -> None:
    power = lists.sorted_power()
    with pytest.raises(Denied, match="尚未核定"):
        commands.reopen_sorting(actor=lists.editor, power_id=power.pk, reason="目录调整")
    commands.submit_sorting(actor=lists.editor, power_id=power.pk)
    commands.confirm_sorting(actor=lists.office, power_id=power.pk)
    with pytest.raises(InvalidInput, match="原因"):
        commands.reopen_sorting(actor=lists.editor, power_id=power.pk, reason="")
    reopened = commands.reopen_sorting(actor=lists.editor, power_id=power.pk, reason="目录调整")
    assert (reopened.sorting, reopened.confirmed_at) == ("open", None)


def test_a_changed_power_is_sorted_again(lists: Lists) -> None:
    power = lists.sorted_power()
    commands.submit_sorting(actor=lists.editor, power_id=power.pk)
    with pytest.raises(Conflict, match="正在核定"):
        commands.cancel_power(actor=lists.office, power_id=power.pk, on=date(2026, 6, 1), reason="取消")
    commands.confirm_sorting(actor=lists.office, power_id=power.pk)
    fields = queries.fields_of(power)
    revised = commands.revise_power(
        actor=lists.office, power_id=power.pk, effective_on=date(2026, 6, 1), reason="法规修订",
        given=type(fields)(fields.code, "最低生活保障对象认定", fields.type, fields.basis, fields.duties),
    )  # fmt: skip
    assert (revised.sorting, revised.confirmed_at) == ("open", None)


def test_only_the_body_itself_sorts(lists: Lists) -> None:
    power = lists.laid_out()
    beside = lists.county.person(Role.DEPARTMENT_EDITOR, lists.county.other_bureau)
    for actor in (beside, lists.office, lists.county.person(Role.REVIEWER)):
        assert not policies.may_sort(actor, power).allowed
        with pytest.raises(Denied):
            commands.undo_sorting(actor=actor, power_id=power.pk)
        with pytest.raises(Denied):
            commands.submit_sorting(actor=actor, power_id=power.pk)
    assert not policies.may_read_sorting(beside, power).allowed
    assert policies.may_read_sorting(lists.county.person(Role.REVIEWER), power).allowed


def test_what_is_gone_says_so(lists: Lists) -> None:
    for act in (
        lambda: commands.remove_link(actor=lists.editor, link_id=1),
        lambda: commands.remove_information(actor=lists.editor, information_id=1),
        lambda: commands.undo_sorting(actor=lists.editor, power_id=1),
    ):
        with pytest.raises(NotFound):
            act()


# --- how far everything is ----------------------------------------------------------------------------


def test_progress_and_gaps(lists: Lists, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    done = lists.sorted_power()
    lists.laid_out(name="特困人员认定", code="0730002")
    commands.submit_sorting(actor=lists.editor, power_id=done.pk)
    with django_assert_max_num_queries(1):
        (progress,) = queries.progress_by_body(lists.editor)
    assert (progress.total, progress.open, progress.in_review, progress.without_item) == (2, 1, 1, 1)
    division = lists.county.division.pk
    assert [power.name for power in queries.powers_without_item(division)] == ["特困人员认定"]
    assert queries.information_without_openness(division).count() == 5
    assert queries.progress_by_body(make.make_actor(Role.SUPERVISOR, lists.county.city)) == [progress]
    rows = list(queries.sorted_information(queries.list_powers(lists.editor)))
    assert len(rows) == 10 and rows[0].item == lists.county.item


def test_neighbours_are_those_still_to_be_sorted(lists: Lists) -> None:
    first, second, third = (lists.power(f"事项{n}", f"073000{n}") for n in (1, 2, 3))
    assert queries.neighbours(first) == (None, second)
    assert queries.neighbours(second) == (first, third)
    assert queries.neighbours(third) == (second, None)


def test_links_take_two_queries(lists: Lists, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    power = lists.sorted_power()
    with django_assert_max_num_queries(2):
        queries.check_sorting(queries.links_of(power.pk))


# --- the database's own checks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"openness": "withheld"}, "power_withholding_cited"),
        ({"openness": "on_request", "reason": "过程性"}, "power_withholding_cited"),
        ({"openness": "partial", "article": "第十五条"}, "power_withholding_cited"),
        ({"openness": "proactive", "reason": "多余"}, "power_open_needs_no_reason"),
        ({"name": ""}, "power_information_named"),
    ],
)
def test_checks(lists: Lists, values: dict, constraint: str) -> None:
    lists.laid_out()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        LinkInformation.objects.update(**values)
    assert refused.value.__cause__.diag.constraint_name == constraint
