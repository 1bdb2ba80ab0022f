from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import commands, queries
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel, SuccessionKind
from gongkai.foundation.organisations.models import PublicBody, Succession
from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput
from tests.foundation.organisations.build import SYSTEM, Region, body, division, person

ON = date(2024, 3, 1)
BASIS = "云溪县机构改革方案"


def merge(predecessors: list[PublicBody], successor: PublicBody | None = None, **more: object) -> PublicBody:
    return commands.merge_bodies(
        actor=SYSTEM,
        predecessor_ids=[row.pk for row in predecessors],
        successor_id=successor.pk if successor else None,
        **{"on": ON, "basis": BASIS, **more},
    )


def reach(row: PublicBody) -> tuple[int, ...]:
    """The bodies whose rights reach `row`, from the row itself upwards."""
    return queries.place_of_body(row.pk).body_ids


def assert_every_lineage_follows_from_the_chart() -> None:
    """Each stored lineage is what its parent's gives; so by induction all of them follow from the chart."""
    for row in PublicBody.objects.select_related("parent"):
        assert row.lineage == queries.lineage_under(row, row.parent), row.name


def test_rights_over_a_government_end_with_itself(region: Region) -> None:
    above = body(region.city, "澄州市人民政府", BodyKind.GOVERNMENT)
    commands.set_parent(actor=SYSTEM, body_id=region.government.pk, parent_id=above.pk)
    tax = body(region.county, "云溪县税务局", BodyKind.SECTOR, parent_id=region.government.pk)
    for row in (region.government, region.bureau, region.town_government, tax):
        assert reach(row) == (row.pk,)
    assert reach(region.committee) == (region.committee.pk, region.town_government.pk)
    assert queries.parent_line(region.committee.pk) == [
        region.committee.pk,
        region.town_government.pk,
        region.government.pk,
        above.pk,
    ]


def test_rehanging_moves_everything_below(region: Region) -> None:
    agency = body(region.town, "青石镇民政所", BodyKind.AGENCY, parent_id=region.town_government.pk)
    window = body(region.town, "青石镇低保窗口", BodyKind.INSTITUTION, parent_id=agency.pk)
    commands.set_parent(actor=SYSTEM, body_id=agency.pk, parent_id=region.bureau.pk)
    assert reach(window) == (window.pk, agency.pk, region.bureau.pk)
    commands.set_parent(actor=SYSTEM, body_id=agency.pk, parent_id=region.government.pk)
    assert reach(window) == (window.pk, agency.pk)
    commands.set_parent(actor=SYSTEM, body_id=agency.pk, parent_id=None)
    assert reach(window) == (window.pk, agency.pk)
    commands.set_parent(actor=SYSTEM, body_id=region.town_government.pk, parent_id=region.bureau.pk)
    assert reach(region.committee) == (region.committee.pk, region.town_government.pk, region.bureau.pk)
    assert_every_lineage_follows_from_the_chart()


def test_becoming_a_government_and_ceasing_to_be_one(region: Region) -> None:
    zone = body(region.county, "云溪经济开发区管委会", BodyKind.AGENCY, parent_id=region.bureau.pk)
    office = body(region.county, "开发区办公室", parent_id=zone.pk)
    station = body(region.county, "开发区服务站", BodyKind.INSTITUTION, parent_id=office.pk)
    former = body(region.county, "云溪工业园管委会", BodyKind.AGENCY, parent_id=zone.pk)
    merge([former], zone)

    def register(row: PublicBody, kind: BodyKind) -> None:
        commands.update_body_registration(actor=SYSTEM, body_id=row.pk, kind=kind)
        assert_every_lineage_follows_from_the_chart()

    register(zone, BodyKind.GOVERNMENT)
    assert reach(zone) == (zone.pk,)
    assert reach(station) == (station.pk, office.pk)
    assert reach(former) == (former.pk, zone.pk)
    register(zone, BodyKind.AGENCY)
    assert reach(station) == (station.pk, office.pk, zone.pk, region.bureau.pk)
    register(region.government, BodyKind.DEPARTMENT)
    assert reach(region.committee)[-1] == reach(station)[-1] == region.government.pk
    register(region.government, BodyKind.GOVERNMENT)
    assert reach(region.committee) == (region.committee.pk, region.town_government.pk)


def test_the_database_refuses_a_reach_that_lies(region: Region) -> None:
    above = body(region.city, "澄州市人民政府", BodyKind.GOVERNMENT)
    commands.set_parent(actor=SYSTEM, body_id=region.government.pk, parent_id=above.pk)
    for row, lineage in (
        (region.committee, [region.committee.pk, region.government.pk]),
        (region.committee, [region.town_government.pk]),
        (region.committee, []),
        (region.government, [region.government.pk, above.pk]),
    ):
        with pytest.raises(IntegrityError, match="body_lineage_consistent"), transaction.atomic():
            PublicBody.objects.filter(pk=row.pk).update(lineage=lineage)


def test_a_body_cannot_stand_below_itself(region: Region) -> None:
    for target in (region.government, region.bureau, region.committee):
        with pytest.raises(InvalidInput, match="下级"):
            commands.set_parent(actor=SYSTEM, body_id=region.government.pk, parent_id=target.pk)


def test_rehanging_under_another_needs_rights_there(region: Region) -> None:
    above = body(region.city, "澄州市人民政府", BodyKind.GOVERNMENT)
    administrator = person(Role.SYSTEM_ADMINISTRATOR, division_id=region.county.pk)
    with pytest.raises(Denied, match="权限范围"):
        commands.set_parent(actor=administrator, body_id=region.government.pk, parent_id=above.pk)


def test_sector_lines_do_not_bite_their_tail(region: Region) -> None:
    city_bureau = body(region.city, "澄州市民政局")
    commands.set_sector_parent(actor=SYSTEM, body_id=region.bureau.pk, sector_parent_id=city_bureau.pk)
    assert queries.sector_line(region.bureau.pk) == [region.bureau.pk, city_bureau.pk]
    for top in (city_bureau, region.bureau):
        with pytest.raises(InvalidInput, match="首尾相接"):
            commands.set_sector_parent(actor=SYSTEM, body_id=top.pk, sector_parent_id=region.bureau.pk)
    commands.set_sector_parent(actor=SYSTEM, body_id=region.bureau.pk, sector_parent_id=None)
    assert queries.sector_line(region.bureau.pk) == [region.bureau.pk]


def test_merging_into_an_existing_body(region: Region) -> None:
    aid = body(region.county, "云溪县扶贫办", parent_id=region.government.pk)
    station = body(region.county, "云溪县扶贫服务站", BodyKind.INSTITUTION, parent_id=aid.pk)
    guided = body(region.town, "青石镇扶贫站", BodyKind.INSTITUTION, sector_parent_id=aid.pk)
    assert merge([aid], region.bureau) == region.bureau
    aid.refresh_from_db()
    assert (aid.closed_on, aid.closing_basis) == (ON, BASIS)
    assert queries.body_name_on(aid.pk, ON - timedelta(days=1)) == "云溪县扶贫办"
    assert queries.names_of(aid.pk).get().valid_to == ON
    link = queries.successions_of(aid.pk).get()
    assert (link.successor, link.kind, link.on, link.basis) == (region.bureau, "merge", ON, BASIS)
    guided.refresh_from_db()
    assert guided.sector_parent == region.bureau
    assert reach(station) == (station.pk, region.bureau.pk)


def test_rights_over_the_successor_reach_what_the_merged_body_left(region: Region) -> None:
    aid = body(region.county, "云溪县扶贫办", parent_id=region.government.pk)
    merge([aid], region.bureau)
    assert reach(aid) == (aid.pk, region.bureau.pk)


def test_a_government_continues_what_was_merged_into_it_and_nothing_else(region: Region) -> None:
    town_office = body(region.town, "青石镇党政办", parent_id=region.town_government.pk)
    union = body(region.county, "云溪新区管委会", BodyKind.GOVERNMENT, parent_id=region.government.pk)
    zone_office = body(region.county, "云溪新区城管局", parent_id=union.pk)
    earlier = body(region.county, "云溪园区办", BodyKind.AGENCY, parent_id=union.pk)
    merge([earlier], union)
    merge([union, region.town_government], region.government, on=ON + timedelta(days=1))
    for old in (union, region.town_government, earlier):
        assert reach(old) == (old.pk, region.government.pk)
    for row in (zone_office, town_office, region.committee):
        assert queries.parent_line(row.pk) == [row.pk, region.government.pk]
        assert reach(row) == (row.pk,)
    assert_every_lineage_follows_from_the_chart()


def test_merging_into_a_new_body(region: Region) -> None:
    culture = body(
        region.county, "云溪县文化局", parent_id=region.government.pk, telephone="0999-1", sort_key=7
    )
    tourism = body(region.county, "云溪县旅游局", parent_id=culture.pk)
    office = body(region.county, "云溪县旅游服务站", BodyKind.INSTITUTION, parent_id=tourism.pk)
    made = merge([tourism, culture], new_name="云溪县文化局", new_short_name="县文旅局")
    assert made.pk not in (culture.pk, tourism.pk)
    assert (made.name, made.short_name, made.opened_on) == ("云溪县文化局", "县文旅局", ON)
    assert (made.parent, made.lineage) == (region.government, [made.pk])
    for old in (culture, tourism, office):
        assert reach(old) == (old.pk, made.pk)
    assert queries.find_body_by_name("云溪县文化局") == made
    assert queries.body_name_on(made.pk, ON) == "云溪县文化局"
    assert Succession.objects.filter(successor=made).count() == 2


def test_a_chain_of_mergers_keeps_one_line(region: Region) -> None:
    first = body(region.county, "甲局", parent_id=region.government.pk)
    second = body(region.county, "乙局", parent_id=region.government.pk)
    merge([first], second)
    merge([second], region.bureau, on=ON + timedelta(days=400))
    assert reach(first) == (first.pk, region.bureau.pk)
    assert reach(second) == (second.pk, region.bureau.pk)


def test_senseless_mergers_are_refused_and_change_nothing(region: Region) -> None:
    before = list(PublicBody.objects.order_by("pk").values())
    with pytest.raises(InvalidInput, match="请选择被合并"):
        merge([], region.bureau)
    with pytest.raises(InvalidInput, match="二者选一"):
        merge([region.bureau])
    with pytest.raises(InvalidInput, match="二者选一"):
        merge([region.bureau], region.government, new_name="新局")
    with pytest.raises(InvalidInput, match="同时是"):
        merge([region.bureau], region.bureau)
    with pytest.raises(InvalidInput, match="下级"):
        merge([region.government], region.bureau)
    with pytest.raises(InvalidInput, match="1949"):
        merge([region.bureau], region.government, on=date(1754, 1, 1))
    with pytest.raises(InvalidInput, match="不能晚于今天"):
        merge([region.bureau], region.government, on=date(2999, 1, 1))
    with pytest.raises(InvalidInput, match="依据"):
        merge([region.bureau], region.government, basis="")
    with pytest.raises(InvalidInput, match="200"):
        merge([region.bureau], region.government, basis="依" * 201)
    with pytest.raises(Conflict, match="同名"):
        merge([region.bureau], new_name="云溪县人民政府")
    assert list(PublicBody.objects.order_by("pk").values()) == before
    assert not Succession.objects.exists()


def test_merging_needs_rights_over_all(region: Region) -> None:
    other = division("990124", "清河县", DivisionLevel.COUNTY, region.city)
    foreign = body(other, "清河县民政局")
    administrator = person(Role.SYSTEM_ADMINISTRATOR, division_id=region.county.pk)
    for predecessors, successor in (([foreign], region.bureau), ([region.bureau], foreign)):
        with pytest.raises(Denied, match="权限范围"):
            commands.merge_bodies(
                actor=administrator,
                predecessor_ids=[row.pk for row in predecessors],
                successor_id=successor.pk,
                on=ON,
                basis=BASIS,
            )


def test_a_closed_body_is_left_alone(region: Region) -> None:
    commands.close_body(actor=SYSTEM, body_id=region.bureau.pk, on=ON, basis=BASIS)
    deeds = [
        lambda: commands.update_body(actor=SYSTEM, body_id=region.bureau.pk, telephone="1"),
        lambda: commands.update_body_registration(actor=SYSTEM, body_id=region.bureau.pk, sort_key=1),
        lambda: commands.rename_body(
            actor=SYSTEM, body_id=region.bureau.pk, name="新名", on=date(2025, 1, 1), basis=BASIS
        ),
        lambda: commands.correct_body_name(actor=SYSTEM, body_id=region.bureau.pk, name="新名", basis=BASIS),
        lambda: commands.set_parent(actor=SYSTEM, body_id=region.bureau.pk, parent_id=None),
        lambda: commands.set_sector_parent(actor=SYSTEM, body_id=region.bureau.pk, sector_parent_id=None),
        lambda: commands.close_body(actor=SYSTEM, body_id=region.bureau.pk, on=date(2025, 1, 1), basis=BASIS),
        lambda: merge([region.bureau], region.government),
        lambda: merge([region.town_government], region.bureau),
    ]
    for deed in deeds:
        with pytest.raises(Conflict, match="已于2024-03-01撤销"):
            deed()


def test_closing_frees_the_name_and_waits_for_those_below(region: Region) -> None:
    with pytest.raises(Conflict, match="石桥村村民委员会"):
        commands.close_body(actor=SYSTEM, body_id=region.town_government.pk, on=ON, basis=BASIS)
    commands.close_body(actor=SYSTEM, body_id=region.bureau.pk, on=ON, basis=BASIS)
    assert queries.count_bodies() == {"open": 3, "closed": 1}
    assert not queries.list_bodies(words="民政局").exists()
    assert queries.list_bodies(words="民政局", include_closed=True).get() == region.bureau
    body(region.county, "云溪县民政局")


def test_closing_before_the_founding_is_refused(region: Region) -> None:
    young = body(region.county, "云溪县数据局", opened_on=date(2024, 3, 2))
    with pytest.raises(InvalidInput, match="成立或更名"):
        commands.close_body(actor=SYSTEM, body_id=young.pk, on=ON, basis=BASIS)


def test_transfers_and_splits_are_written_down(region: Region) -> None:
    commands.record_succession(
        actor=SYSTEM,
        predecessor_id=region.government.pk,
        successor_id=region.bureau.pk,
        kind=SuccessionKind.TRANSFER,
        on=ON,
        basis=BASIS,
    )
    assert queries.successions_of(region.bureau.pk).get().predecessor == region.government
    with pytest.raises(Conflict, match="已经登记"):
        commands.record_succession(
            actor=SYSTEM,
            predecessor_id=region.government.pk,
            successor_id=region.bureau.pk,
            kind=SuccessionKind.TRANSFER,
            on=ON,
            basis=BASIS,
        )


@pytest.mark.parametrize(
    ("kind", "same", "on", "part"),
    [
        (SuccessionKind.MERGE, False, ON, "合并机关"),
        (SuccessionKind.SPLIT, True, ON, "同一个机关"),
        (SuccessionKind.SPLIT, False, date(1754, 1, 1), "1949"),
    ],
)
def test_wrong_successions_are_refused(
    region: Region, kind: SuccessionKind, same: bool, on: date, part: str
) -> None:
    successor = region.government if same else region.bureau
    with pytest.raises(GongkaiError, match=part):
        commands.record_succession(
            actor=SYSTEM,
            predecessor_id=region.government.pk,
            successor_id=successor.pk,
            kind=kind,
            on=on,
            basis=BASIS,
        )


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_hang_two_bodies_under_each_other() -> None:
    county = division("990123", "云溪县", DivisionLevel.COUNTY)
    one, two = body(county, "甲局"), body(county, "乙局")
    start, refusals = threading.Barrier(2), []

    def hang(below: int, above: int) -> None:
        try:
            start.wait(timeout=10)
            commands.set_parent(actor=SYSTEM, body_id=below, parent_id=above)
        except GongkaiError as error:
            refusals.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=hang, args=pair) for pair in ((one.pk, two.pk), (two.pk, one.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(refusals) == 1
    assert "下级" in refusals[0]
