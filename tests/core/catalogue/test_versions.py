from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import Relation, Standing, VersionState
from gongkai.core.catalogue.models import CatalogueItem, ItemRevision
from gongkai.core.catalogue.queries import Side
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from tests import factories as make
from tests.factories import County


def office(county: County) -> tuple:
    """Two people of the open-affairs office."""
    return tuple(make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division) for _ in range(2))


def change(item: CatalogueItem, actor=make.SYSTEM, **values) -> CatalogueItem:
    item.refresh_from_db()
    return commands.update_item(
        actor=actor,
        item_id=item.pk,
        revision=item.revision,
        fields=replace(queries.fields_of(item), **values),
    )


def public_limits(county: County, on: date | None = None) -> list[str]:
    return [row.time_limit for row in queries.public_items(county.division.lineage, on=on)]


def test_the_public_sees_a_change_when_it_is_published(county: County) -> None:
    one, two = office(county)
    before = public_limits(county)
    change(county.item, one, time_limit="10个工作日内")
    assert public_limits(county) == before
    version = commands.submit_version(actor=one, catalogue_id=county.catalogue.pk, change_note="缩短时限。")
    assert public_limits(county) == before
    published = commands.publish_version(actor=two, version_id=version.pk)
    assert public_limits(county) == ["10个工作日内", *before[1:]]
    assert (published.number, published.state, published.effective_on) == (
        2, VersionState.PUBLISHED, clock.today(),
    )  # fmt: skip
    assert (published.added_count, published.changed_count, published.removed_count) == (0, 1, 0)
    event = OutboxEvent.objects.filter(name="catalogue.version_published").latest("id")
    assert event.payload["number"] == 2


def test_a_version_costs_only_what_it_changed(county: County) -> None:
    before = ItemRevision.objects.count()
    change(county.item, time_limit="10个工作日内")
    make.publish_catalogue(county.catalogue)
    assert ItemRevision.objects.count() == before + 1
    old, new = (list(queries.items_in_version(county.catalogue.pk, number)) for number in (1, 2))
    assert [row.item_id for row in old] == [row.item_id for row in new] == [item.pk for item in county.items]
    assert old[0].time_limit != new[0].time_limit
    assert old[1:] == new[1:]


def test_nobody_approves_what_they_wrote_or_handed_in(county: County) -> None:
    one, two = office(county)
    third = make.make_actor(Role.APPROVER, county.division)
    change(county.item, one, time_limit="10个工作日内")
    version = commands.submit_version(actor=two, catalogue_id=county.catalogue.pk, change_note="调整。")
    for actor in (one, two):
        with pytest.raises(Denied, match="不能由本人审批"):
            commands.publish_version(actor=actor, version_id=version.pk)
    assert commands.publish_version(actor=third, version_id=version.pk).approved_by == third.name


def test_while_it_is_read_nobody_changes_it(county: County) -> None:
    one, two = office(county)
    change(county.item, one, time_limit="10个工作日内")
    version = commands.submit_version(actor=one, catalogue_id=county.catalogue.pk, change_note="调整。")
    with pytest.raises(Conflict, match="正在审核，暂时不能修改"):
        change(county.item, one, time_limit="5个工作日内")
    with pytest.raises(Conflict, match="当前状态为“审核中”"):
        commands.submit_version(actor=one, catalogue_id=county.catalogue.pk, change_note="再交。")
    with pytest.raises(InvalidInput, match="退回的理由"):
        commands.return_version(actor=two, version_id=version.pk, opinion=" ")
    returned = commands.return_version(actor=two, version_id=version.pk, opinion="请写明依据。")
    assert (returned.state, returned.opinion) == (VersionState.DRAFT, "请写明依据。")
    assert change(county.item, one, time_limit="5个工作日内").time_limit == "5个工作日内"


def test_what_is_handed_in_is_whole_and_says_why(county: County) -> None:
    with pytest.raises(Conflict, match="没有变动"):
        commands.submit_version(actor=make.SYSTEM, catalogue_id=county.catalogue.pk, change_note="调整。")
    change(county.item, legal_basis=(), channels=())
    with pytest.raises(InvalidInput, match="请写明本版调整了什么"):
        commands.submit_version(actor=make.SYSTEM, catalogue_id=county.catalogue.pk, change_note=" ")
    with pytest.raises(InvalidInput, match="公开事项1”没有填写“公开依据”。没有填写“公开渠道”。"):
        commands.submit_version(actor=make.SYSTEM, catalogue_id=county.catalogue.pk, change_note="调整。")
    (area,) = queries.completeness_of(county.catalogue.pk)
    assert (area.items, area.blocking, area.complete) == (3, 1, 2)
    version = queries.open_version(county.catalogue.pk)
    assert version is not None
    assert version.state == VersionState.DRAFT


def test_as_it_stood_on_a_day(county: County) -> None:
    today = clock.today()
    first = public_limits(county)
    change(county.item, time_limit="10个工作日内")
    commands.submit_version(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, change_note="明年起。",
        effective_on=today + timedelta(days=30),
    )  # fmt: skip
    announced = commands.publish_version(
        actor=make.SYSTEM, version_id=queries.open_version(county.catalogue.pk).pk
    )
    assert announced.effective_on == today + timedelta(days=30)
    assert public_limits(county) == first, "announced, not yet in force"
    assert queries.announced_version(county.catalogue.pk) == announced
    assert public_limits(county, today + timedelta(days=30))[0] == "10个工作日内"
    assert public_limits(county, today + timedelta(days=29)) == first
    assert public_limits(county, today - timedelta(days=1)) == []
    assert queries.version_in_force(county.catalogue.pk, today - timedelta(days=1)) is None


def test_a_version_never_holds_before_today_or_before_the_last(county: County) -> None:
    today = clock.today()
    change(county.item, time_limit="10个工作日内")
    make.publish_catalogue(county.catalogue, effective_on=today + timedelta(days=30))
    change(county.item, time_limit="5个工作日内")
    with pytest.raises(InvalidInput, match="不能早于今天"):
        commands.submit_version(
            actor=make.SYSTEM, catalogue_id=county.catalogue.pk, change_note="补。",
            effective_on=today - timedelta(days=1),
        )  # fmt: skip
    version = commands.submit_version(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, change_note="再调。"
    )
    with pytest.raises(InvalidInput, match="新版本不能早于它施行"):
        commands.publish_version(actor=make.SYSTEM, version_id=version.pk)
    version.refresh_from_db()
    assert version.state == VersionState.IN_REVIEW
    assert queries.latest_version(county.catalogue.pk).number == 2


def test_two_editors_do_not_overwrite_each_other(county: County) -> None:
    one, two = office(county)
    item = county.item
    fields = queries.fields_of(item)
    commands.update_item(
        actor=one, item_id=item.pk, revision=item.revision, fields=replace(fields, time_limit="甲")
    )
    with pytest.raises(Conflict, match="已被他人保存。您的内容仍在本页"):
        commands.update_item(
            actor=two, item_id=item.pk, revision=item.revision, fields=replace(fields, time_limit="乙")
        )
    item.refresh_from_db()
    assert item.time_limit == "甲"


def test_the_difference_of_two_versions(county: County) -> None:
    change(county.items[0], time_limit="10个工作日内")
    new = commands.add_item(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk,
        fields=replace(queries.fields_of(county.items[1]), level2="新增事项", code=""),
    )  # fmt: skip
    make.publish_catalogue(county.catalogue)
    pk = county.catalogue.pk
    found = queries.difference_between(Side(pk, 1), Side(pk, 2))
    assert [(entry.standing, entry.row.item_id) for entry in found.entries] == [
        (Standing.REFINED, county.items[0].pk), (Standing.INHERITED, county.items[1].pk),
        (Standing.INHERITED, county.items[2].pk), (Standing.ADDED, new.pk),
    ]  # fmt: skip
    assert found.entries[0].labels == ("公开时限",)
    back = queries.difference_between(Side(pk, 2), Side(pk, 1))
    assert [entry.row.item_id for entry in back.of(Standing.MISSING)] == [new.pk]
    assert queries.difference_between(Side(pk, 2), Side(pk)).is_empty
    assert not queries.difference_between(Side(pk, 1), Side(pk, 1), area_code="05").entries


def test_an_item_tells_its_history_and_its_former_name(county: County) -> None:
    item = change(county.item, level2="城乡低保标准")
    assert item.aliases == ["最低生活保障 / 公开事项1"]
    make.publish_catalogue(county.catalogue)
    history = queries.history_of(item.pk)
    assert [(entry.revision.level2, entry.since.number) for entry in history] == [
        ("公开事项1", 1), ("城乡低保标准", 2),
    ]  # fmt: skip
    assert history[0].until == history[1].since
    assert history[1].until is None


def test_rows_are_added_checked_and_taken_away_again(county: County) -> None:
    fields = replace(queries.fields_of(county.item), code="", level2="新事项")
    item = commands.add_item(actor=make.SYSTEM, catalogue_id=county.catalogue.pk, fields=fields)
    assert (item.code, item.relation, item.responsible_body) == ("4", Relation.ADDS, county.bureau)
    with pytest.raises(Conflict, match="本领域已有公开事项"):
        commands.add_item(
            actor=make.SYSTEM, catalogue_id=county.catalogue.pk, fields=replace(fields, level2="（新）事项")
        )
    with pytest.raises(InvalidInput, match="请填写一级事项或二级事项名称"):
        commands.add_item(
            actor=make.SYSTEM, catalogue_id=county.catalogue.pk, fields=replace(fields, level1="", level2=" ")
        )
    with pytest.raises(InvalidInput, match="不能换到另一个领域"):
        change(item, area_code="21")
    commands.remove_item(actor=make.SYSTEM, item_id=item.pk)
    assert not CatalogueItem.objects.filter(pk=item.pk).exists()
    with pytest.raises(Denied, match="不得随意删除"):
        commands.remove_item(actor=make.SYSTEM, item_id=county.item.pk)
    assert CatalogueItem.objects.filter(pk=county.item.pk).exists()


def test_a_draft_needs_an_item_in_force(county: County) -> None:
    fields = replace(queries.fields_of(county.item), code="", level2="还没公布的事项")
    item = commands.add_item(actor=make.SYSTEM, catalogue_id=county.catalogue.pk, fields=fields)
    with pytest.raises(InvalidInput, match="不在本单位适用的目录中"):
        make.draft(county, item=item)
    with pytest.raises(NotFound):
        queries.public_item(item_id=item.pk)
    make.publish_catalogue(county.catalogue)
    assert make.draft(county, item=item).document.item == item
    assert queries.public_item(public_id=item.public_id).is_in_force


def test_reading_a_version_takes_few_queries(
    county: County, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    change(county.item, time_limit="10个工作日内")
    make.publish_catalogue(county.catalogue)
    pk = county.catalogue.pk
    with django_assert_max_num_queries(1):
        rows = list(queries.items_in_version(pk, 2, area_code="20", words="事项", relation=Relation.ADDS))
        assert {(row.public_id, row.area.name, row.responsible) for row in rows}
    with django_assert_max_num_queries(3):
        queries.difference_between(Side(pk, 1), Side(pk, 2))
    with django_assert_max_num_queries(2):
        queries.history_of(county.item.pk)
    with django_assert_max_num_queries(2):
        queries.completeness_of(pk)
    with django_assert_max_num_queries(5):
        queries.upstream(pk)
