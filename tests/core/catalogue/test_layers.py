from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import (
    FOLLOW_UP,
    ExemptionState,
    FollowUpState,
    Relation,
    Standing,
    UpstreamKind,
)
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, Exemption
from gongkai.core.catalogue.queries import Side
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.core.catalogue.rows import fields
from tests.factories import County

BASIS = "该项职责已划转市级，云编办〔2026〕3号。"


@pytest.fixture
def township(county: County) -> Catalogue:
    """Derived from the county, its government answering, and published."""
    derived = commands.derive_catalogue(
        actor=make.SYSTEM,
        division_id=county.township.pk,
        title="青石镇目录",
        responsible_body_id=county.town_government.pk,
    )
    make.publish_catalogue(derived, "首次公布。")
    return derived


def row_for(catalogue: Catalogue, upper: CatalogueItem) -> CatalogueItem:
    return CatalogueItem.objects.get(catalogue=catalogue, inherits=upper)


def change(item: CatalogueItem, **values: object) -> CatalogueItem:
    item.refresh_from_db()
    changed = replace(queries.fields_of(item), **values)  # type: ignore[arg-type]
    return commands.update_item(actor=make.SYSTEM, item_id=item.pk, revision=item.revision, fields=changed)


def outstanding(catalogue: Catalogue, *, published: bool = False) -> list[tuple[str, str]]:
    return [
        (change.kind, change.upper.fields.level2)
        for change in queries.upstream(catalogue.pk, published=published)
    ]


# --- derived -------------------------------------------------------------------------------------------


def test_a_township_takes_over_the_rows_that_concern_it(county: County) -> None:
    make.import_rows(county.catalogue, [make.make_row(7, level2="只在县里的", tiers=("县级",))])
    make.publish_catalogue(county.catalogue)
    clerk = make.make_actor(Role.TOWNSHIP_CLERK, county.township)
    derived = commands.derive_catalogue(
        actor=clerk, division_id=county.township.pk, title="青石镇目录",
        responsible_body_id=county.town_government.pk,
    )  # fmt: skip
    rows = list(queries.items_in(derived.pk))
    assert [row.inherits_id for row in rows] == [item.pk for item in county.items]
    assert {row.relation for row in rows} == {Relation.INHERITS}
    assert {row.responsible for row in rows} == {county.town_government.name}
    assert {row.public_id for row in rows}.isdisjoint(item.public_id for item in county.items)
    assert outstanding(derived) == []
    with pytest.raises(Conflict, match="已有事项，不能重新生成"):
        commands.derive_catalogue(actor=clerk, division_id=county.township.pk, title="再来")


def test_nothing_is_derived_from_what_nobody_published(county: County) -> None:
    with pytest.raises(Conflict, match="上级还没有公布涉及本级的目录"):
        commands.derive_catalogue(actor=make.SYSTEM, division_id=county.village.pk, title="石桥村目录")
    assert queries.catalogue_for(county.village.pk) == county.catalogue


def test_documents_below_count_for_the_item_above(county: County, township: Catalogue) -> None:
    own = row_for(township, county.item)
    edition = make.publish_document(county, "青石镇低保公示", body=county.town_government, item=own)
    assert queries.lines_below([county.item.pk]) == {county.item.pk: county.item.pk, own.pk: county.item.pk}
    assert edition.document.item == own
    with pytest.raises(InvalidInput, match="不在本单位适用的目录中"):
        make.draft(county, body=county.town_government, item=county.item)


# --- refined, added, missing ---------------------------------------------------------------------------


def test_every_relation_between_two_layers(county: County, township: Catalogue) -> None:
    first, second, third = (row_for(township, item) for item in county.items)
    change(first, time_limit="5个工作日内")
    own = commands.add_item(actor=make.SYSTEM, catalogue_id=township.pk, fields=fields("镇里自己的", code=""))
    exemption = commands.propose_not_applicable(
        actor=make.SYSTEM, catalogue_id=township.pk, item_id=third.pk, basis=BASIS
    )
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=exemption.pk)
    make.make_item(county, area="社会救助", level2="县里新增的", code="9")
    make.publish_catalogue(township)
    found = queries.difference_between(Side(county.catalogue.pk, 2), Side(township.pk, 2))
    assert {entry.row.fields.level2: entry.standing for entry in found.entries} == {
        "公开事项1": Standing.REFINED,
        "公开事项2": Standing.INHERITED,
        "镇里自己的": Standing.ADDED,
        "公开事项3": Standing.NOT_APPLICABLE,
        "县里新增的": Standing.MISSING,
    }
    assert found.entries[0].labels == ("公开时限",)
    first.refresh_from_db()
    assert (first.relation, own.relation) == (Relation.REFINES, Relation.ADDS)
    assert queries.latest_version(township.pk).missing_count == 1
    assert second.pk in {row.item_id for row in queries.items_in_version(township.pk, 2)}


def test_layers_need_not_be_neighbours(county: County, township: Catalogue) -> None:
    city = commands.create_catalogue(actor=make.SYSTEM, division_id=county.city.pk, title="市目录")
    make.import_rows(city, [make.make_row(1)])
    make.publish_catalogue(city)
    (upper,) = queries.items_in(city.pk)
    commands.confirm_match(actor=make.SYSTEM, item_id=county.item.pk, upper_item_id=upper.pk)
    found = queries.difference_between(Side(city.pk, 1), Side(township.pk))
    assert found.entries[0].old is not None
    assert (found.entries[0].old.item_id, found.entries[0].standing) == (upper.pk, Standing.INHERITED)
    assert queries.lines_above([row_for(township, county.item).pk], city.pk) == {
        row_for(township, county.item).pk: upper.pk
    }


def test_what_the_county_adds_is_adopted(county: County, township: Catalogue) -> None:
    new = make.make_item(county, area="社会救助", level2="县里新增的", code="9")
    assert outstanding(township) == [(UpstreamKind.ADDED, "县里新增的")]
    commands.adopt_items(actor=make.SYSTEM, catalogue_id=township.pk, upper_item_ids=[new.pk, county.item.pk])
    assert outstanding(township) == []
    assert outstanding(township, published=True) == [(UpstreamKind.ADDED, "县里新增的")]
    assert queries.items_in(township.pk).count() == 4, "what was there is not taken twice"
    with pytest.raises(InvalidInput, match="不在上级现行目录中"):
        commands.adopt_items(actor=make.SYSTEM, catalogue_id=township.pk, upper_item_ids=[10**9])


def test_a_change_above_is_taken_over_or_kept_apart(county: County, township: Catalogue) -> None:
    first, second = (row_for(township, item) for item in county.items[:2])
    change(second, content_elements="镇里的内容")
    for item in county.items[:2]:
        change(item, time_limit="10个工作日内", content_elements="县里的新内容")
    make.publish_catalogue(county.catalogue)
    assert [kind for kind, _ in outstanding(township)] == [UpstreamKind.CHANGED, UpstreamKind.CHANGED]
    aligned = commands.align_item(actor=make.SYSTEM, item_id=first.pk, revision=first.revision)
    assert (aligned.time_limit, aligned.relation) == ("10个工作日内", Relation.INHERITS)
    second.refresh_from_db()
    kept = commands.align_item(
        actor=make.SYSTEM, item_id=second.pk, revision=second.revision, elements=["time_limit"]
    )
    assert (kept.time_limit, kept.content_elements) == ("10个工作日内", "镇里的内容")
    assert kept.relation == Relation.REFINES
    assert outstanding(township) == []
    with pytest.raises(Conflict, match="已被他人保存"):
        commands.align_item(actor=make.SYSTEM, item_id=first.pk, revision=1)
    with pytest.raises(Conflict, match="本级新增"):
        commands.align_item(actor=make.SYSTEM, item_id=county.items[2].pk, revision=county.items[2].revision)


# --- not applicable ------------------------------------------------------------------------------------


def test_what_is_inherited_leaves_only_with_basis_and_another_persons_word(
    county: County, township: Catalogue
) -> None:
    clerk = make.make_actor(Role.TOWNSHIP_CLERK, county.township)
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    item = row_for(township, county.item)
    with pytest.raises(Denied, match=r"不得随意删除.*提出“不适用”"):
        commands.remove_item(actor=clerk, item_id=item.pk)
    with pytest.raises(InvalidInput, match="请写明不适用的依据"):
        commands.propose_not_applicable(actor=clerk, catalogue_id=township.pk, item_id=item.pk, basis=" ")
    proposal = commands.propose_not_applicable(
        actor=clerk, catalogue_id=township.pk, item_id=item.pk, basis=BASIS
    )
    assert proposal.subject == county.item
    with pytest.raises(Conflict, match="已经提出或认定为不适用"):
        commands.propose_not_applicable(actor=office, catalogue_id=township.pk, item_id=item.pk, basis=BASIS)
    with pytest.raises(Denied):
        commands.approve_not_applicable(actor=clerk, exemption_id=proposal.pk)
    commands.approve_not_applicable(actor=office, exemption_id=proposal.pk)
    assert item.pk not in {row.pk for row in queries.items_in(township.pk)}
    assert queries.public_item(item_id=item.pk).is_in_force, "public until the next version"
    make.publish_catalogue(township)
    assert not queries.public_item(item_id=item.pk).is_in_force
    (public,) = queries.exemptions_in_version(township.pk, 2)
    assert (public.basis, public.decided_by) == (BASIS, office.name)
    assert not queries.exemptions_in_version(township.pk, 1).exists()
    assert outstanding(township) == []


def test_the_proposer_does_not_approve_and_a_refusal_changes_nothing(county: County) -> None:
    one, two = (make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division) for _ in range(2))
    proposal = commands.propose_not_applicable(
        actor=one, catalogue_id=county.catalogue.pk, item_id=county.item.pk, basis=BASIS
    )
    with pytest.raises(Denied, match="您是提出人"):
        commands.approve_not_applicable(actor=one, exemption_id=proposal.pk)
    with pytest.raises(InvalidInput, match="不同意的理由"):
        commands.refuse_not_applicable(actor=two, exemption_id=proposal.pk, opinion="")
    refused = commands.refuse_not_applicable(actor=two, exemption_id=proposal.pk, opinion="仍有对象。")
    assert refused.state == ExemptionState.REFUSED
    assert queries.items_in(county.catalogue.pk).count() == 3
    with pytest.raises(Denied, match="当前为“未同意”"):
        commands.approve_not_applicable(actor=two, exemption_id=proposal.pk)


def test_what_does_not_apply_is_not_brought_back_by_a_table_but_by_a_person(county: County) -> None:
    proposal = commands.propose_not_applicable(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, item_id=county.item.pk, basis=BASIS
    )
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=proposal.pk)
    make.publish_catalogue(county.catalogue)
    outcome = make.import_rows(county.catalogue, [make.make_row(1), make.make_row(2)])
    assert (outcome.created, outcome.refused) == (0, 1)
    assert "已认定为不适用，没有导入" in outcome.upload.problems[0]["message"]
    commands.restore_item(actor=make.SYSTEM, exemption_id=proposal.pk)
    make.publish_catalogue(county.catalogue)
    assert queries.public_item(item_id=county.item.pk).is_in_force
    assert [queries.exemptions_in_version(county.catalogue.pk, number).count() for number in (1, 2, 3)] == [
        0,
        1,
        0,
    ]


def test_an_item_without_a_row_here_may_be_said_not_to_apply(county: County, township: Catalogue) -> None:
    new = make.make_item(county, area="社会救助", level2="县里新增的", code="9")
    proposal = commands.propose_not_applicable(
        actor=make.SYSTEM, catalogue_id=township.pk, item_id=new.pk, basis=BASIS
    )
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=proposal.pk)
    assert proposal.own_item is None
    assert outstanding(township) == []
    with pytest.raises(InvalidInput, match="既不在本级目录中，也不在上级目录中"):
        commands.propose_not_applicable(
            actor=make.SYSTEM, catalogue_id=county.catalogue.pk,
            item_id=row_for(township, county.item).pk, basis=BASIS,
        )  # fmt: skip
    assert Exemption.objects.filter(catalogue=county.catalogue).count() == 0


# --- matches -------------------------------------------------------------------------------------------


def test_like_names_are_asked_about_and_never_linked(county: County) -> None:
    city = commands.create_catalogue(actor=make.SYSTEM, division_id=county.city.pk, title="市目录")
    make.import_rows(city, [make.make_row(1, level2="公开事项1一览"), make.make_row(2, level2="别的内容")])
    make.publish_catalogue(city)
    make.import_rows(county.catalogue, [make.make_row(1, content="改过")])
    assert not CatalogueItem.objects.filter(catalogue=county.catalogue, inherits__isnull=False).exists()
    (best, *_) = queries.match_suggestions(county.catalogue.pk)
    assert (best.lower.item_id, best.upper.fields.level2) == (county.item.pk, "公开事项1一览")
    commands.reject_match(actor=make.SYSTEM, item_id=county.item.pk, upper_item_id=best.upper.item_id)
    assert all(
        pair.lower.item_id != county.item.pk for pair in queries.match_suggestions(county.catalogue.pk)
    )
    linked = commands.confirm_match(
        actor=make.SYSTEM, item_id=county.items[1].pk, upper_item_id=best.upper.item_id
    )
    assert (linked.inherits_id, linked.relation) == (best.upper.item_id, Relation.REFINES)
    with pytest.raises(Conflict, match="已经对应一个上级事项"):
        commands.confirm_match(actor=make.SYSTEM, item_id=linked.pk, upper_item_id=best.upper.item_id)
    with pytest.raises(InvalidInput, match="不在上级现行目录的这个领域"):
        commands.confirm_match(actor=make.SYSTEM, item_id=county.item.pk, upper_item_id=county.items[2].pk)


def test_a_list_of_some_areas_stands_above_only_those(county: County) -> None:
    commands.load_national_standard(actor=make.SYSTEM)
    city = commands.create_catalogue(actor=make.SYSTEM, division_id=county.city.pk, title="市目录")
    make.import_rows(city, [make.make_row(1)])
    make.publish_catalogue(city)
    above = queries.upper_revisions(county.catalogue)
    assert [row.item.catalogue_id for row in above if row.area_id == "20"] == [city.pk]
    assert {row.area_id for row in above} == {f"{number:02d}" for number in range(1, 27)}
    assert {change.upper.fields.area_code for change in queries.upstream(city.pk)} == {"20"}


# --- new standards -------------------------------------------------------------------------------------


def standard(county: County, rows: list, **more):
    return commands.register_standard(
        actor=make.SYSTEM,
        catalogue_id=county.catalogue.pk,
        area_code="20",
        title="社会救助领域标准",
        document_number="云政办〔2026〕8号",
        issued_on=date(2026, 8, 31),
        rows=rows,
        **more,
    )


def test_a_standard_starts_a_clock_of_three_months_below(county: County, township: Catalogue) -> None:
    kept = [queries.fields_of(item) for item in county.items]
    found = standard(
        county, [replace(kept[0], time_limit="10个工作日内"), kept[1], fields("新的要求", code="9")]
    )
    (task,) = queries.follow_ups_to(found.pk)
    assert (task.catalogue, task.state) == (township, FollowUpState.OPEN)
    deadline = deadlines.find_open(FOLLOW_UP, task.pk, "following")
    assert deadline is not None
    assert deadline.due_on == date(2026, 11, 30)
    assert deadline.owner_body == county.town_government
    assert set(outstanding(township)) == {
        (UpstreamKind.CHANGED, "公开事项1"),
        (UpstreamKind.ADDED, "新的要求"),
        (UpstreamKind.ENDED, "公开事项3"),
    }
    assert "公开事项3" not in {row.level2 for row in queries.public_items(county.division.lineage)}

    first = row_for(township, county.item)
    commands.align_item(actor=make.SYSTEM, item_id=first.pk, revision=first.revision)
    make.publish_catalogue(township)
    task.refresh_from_db()
    assert task.state == FollowUpState.OPEN, "two differences are left"

    new = next(change.upper for change in queries.upstream(township.pk) if change.kind == UpstreamKind.ADDED)
    commands.adopt_items(actor=make.SYSTEM, catalogue_id=township.pk, upper_item_ids=[new.item_id])
    ended = row_for(township, county.items[2])
    own = commands.align_item(actor=make.SYSTEM, item_id=ended.pk, revision=ended.revision)
    assert (own.inherits, own.relation) == (None, Relation.ADDS)
    task.refresh_from_db()
    assert task.state == FollowUpState.OPEN, "done is what is published"
    make.publish_catalogue(township)
    task.refresh_from_db()
    assert (task.state, task.done_version) == (FollowUpState.DONE, 3)
    assert deadlines.find_open(FOLLOW_UP, task.pk, "following") is None
    assert AuditEvent.objects.filter(tag="catalogue.standard.follow_up").count() == 1


def test_a_standard_that_changes_nothing_below_is_done_at_once(county: County, township: Catalogue) -> None:
    found = standard(county, [queries.fields_of(item) for item in county.items])
    (task,) = queries.follow_ups_to(found.pk)
    assert task.state == FollowUpState.DONE


def test_a_township_waits_for_its_county(county: County, township: Catalogue) -> None:
    city = commands.create_catalogue(actor=make.SYSTEM, division_id=county.city.pk, title="市目录")
    make.import_rows(city, [make.make_row(1)])
    make.publish_catalogue(city)
    found = commands.register_standard(
        actor=make.SYSTEM, catalogue_id=city.pk, area_code="20", title="市标准", issued_on=date(2026, 9, 1),
        rows=[replace(queries.fields_of(queries.items_in(city.pk)[0]), level2="市里的新要求")],
    )  # fmt: skip
    tasks = {task.catalogue_id: task for task in queries.follow_ups_to(found.pk)}
    assert set(tasks) == {county.catalogue.pk, township.pk}
    assert {task.state for task in tasks.values()} == {FollowUpState.OPEN}
    (change_above,) = queries.upstream(county.catalogue.pk)
    commands.adopt_items(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, upper_item_ids=[change_above.upper.item_id]
    )
    make.publish_catalogue(county.catalogue)
    states = {task.catalogue_id: task.state for task in queries.follow_ups_to(found.pk)}
    assert states == {county.catalogue.pk: FollowUpState.DONE, township.pk: FollowUpState.OPEN}
    assert outstanding(township) == [(UpstreamKind.ADDED, "市里的新要求")]


def test_what_a_standard_must_be(county: County) -> None:
    row = fields("新的要求")
    for rows, words in (
        ([], "没有事项"),
        ([row, row], "重复的事项"),
        ([row, replace(row, area_code="21")], "其他领域"),
        ([row, replace(row, level2="另一项")], "重复的序号"),
    ):
        with pytest.raises(InvalidInput, match=words):
            standard(county, rows)
    with pytest.raises(InvalidInput, match="印发日期不能晚于今天"):
        commands.register_standard(
            actor=make.SYSTEM, catalogue_id=county.catalogue.pk, area_code="20", title="标准",
            issued_on=clock.today() + timedelta(days=1), rows=[row],
        )  # fmt: skip
    change(county.item, time_limit="10个工作日内")
    with pytest.raises(Conflict, match="有尚未公布的变动"):
        standard(county, [row])
    assert queries.standards_of(county.catalogue.pk).count() == 0


# --- content standards ---------------------------------------------------------------------------------


def test_what_a_text_must_contain_holds_down_the_line(county: County, township: Catalogue) -> None:
    below = row_for(township, county.item)
    assert queries.content_standard_for(below.pk) is None
    first = commands.set_content_standard(
        actor=make.SYSTEM, item_id=county.item.pk, requirement="应载明对象和标准。", sample="样例"
    )
    assert queries.content_standard_for(below.pk) == first
    own = commands.set_content_standard(actor=make.SYSTEM, item_id=below.pk, requirement="还应载明村组。")
    assert queries.content_standard_for(below.pk) == own
    second = commands.set_content_standard(
        actor=make.SYSTEM, item_id=county.item.pk, requirement="应载明对象、标准和程序。"
    )
    assert queries.content_standard_for(county.item.pk) == second
    first.refresh_from_db()
    assert first.ended_at is not None
    assert queries.content_standard_history(county.item.pk).count() == 2
    with pytest.raises(InvalidInput, match="请写明内容要求"):
        commands.set_content_standard(actor=make.SYSTEM, item_id=county.item.pk, requirement=" ")
