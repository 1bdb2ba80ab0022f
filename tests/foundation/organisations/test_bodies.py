from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.organisations import commands, queries
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel
from gongkai.foundation.organisations.models import BodyName, PublicBody
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from gongkai.kernel.place import Place
from tests.foundation.organisations.build import SYSTEM, Region, body, division, person

USCC = "119901230110022201"


def test_a_new_body_has_a_line_a_place_and_a_name(region: Region) -> None:
    assert queries.place_of_body(region.committee.pk) == Place(
        body_ids=(region.committee.pk, region.town_government.pk),
        division_ids=(
            region.village.pk,
            region.town.pk,
            region.county.pk,
            region.city.pk,
            region.province.pk,
        ),
    )
    name = queries.names_of(region.committee.pk).get()
    assert (name.name, name.valid_from, name.valid_to) == ("石桥村村民委员会", None, None)


def test_many_places_cost_one_query(
    region: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [region.government.pk, region.bureau.pk, region.committee.pk, 987654]
    with django_assert_num_queries(1):
        assert set(queries.places_of_bodies(ids)) == set(ids[:3])


def test_taken_codes_and_names_are_refused_in_words(region: Region) -> None:
    body(region.county, "云溪县财政局", uscc=USCC.lower())
    with pytest.raises(Conflict, match="信用代码已登记"):
        body(region.county, "云溪县水利局", uscc=USCC)
    with pytest.raises(Conflict, match="同名"):
        body(region.county, "云溪县民政局 ")


@pytest.mark.parametrize(
    ("fields", "at", "part"),
    [
        ({"uscc": "11990123"}, "uscc", "18"),
        ({"uscc": "119901230110022202"}, "uscc", "校验位"),
        ({"opened_on": date(1754, 1, 1)}, "opened_on", "1949"),
        ({"opened_on": date(2999, 1, 1)}, "opened_on", "不能晚于今天"),
        ({"telephone": "拨打总机"}, "telephone", "电话"),
        ({"email": "not an address"}, "email", "电子邮箱"),
        ({"address": "路" * 201}, "address", "200"),
        ({"office_hours": "周一\u200b"}, "office_hours", "控制字符"),
        ({"sort_key": -1}, "sort_key", "非负"),
        ({"short_name": "局" * 101}, "short_name", "简称"),
    ],
)
def test_bad_fields_are_refused_beside_the_field(
    region: Region, fields: dict[str, object], at: str, part: str
) -> None:
    before = PublicBody.objects.count()
    with pytest.raises(InvalidInput) as refusal:
        body(region.county, "云溪县水利局", **fields)
    assert part in refusal.value.fields[at][0]
    assert PublicBody.objects.count() == before


def test_a_parent_must_be_open_and_of_the_same_branch(region: Region) -> None:
    other = division("990124", "清河县", DivisionLevel.COUNTY, region.city)
    foreign = body(other, "清河县人民政府", BodyKind.GOVERNMENT)
    with pytest.raises(InvalidInput, match="同一行政区划"):
        body(region.county, "云溪县水利局", parent_id=foreign.pk)
    commands.close_body(actor=SYSTEM, body_id=region.bureau.pk, on=date(2025, 1, 1), basis="机构改革")
    with pytest.raises(InvalidInput, match="已撤销"):
        body(region.county, "云溪县救助站", parent_id=region.bureau.pk)
    with pytest.raises(InvalidInput, match="已撤销"):
        body(region.county, "云溪县救助站", sector_parent_id=region.bureau.pk)


def test_no_body_in_a_retired_division(region: Region) -> None:
    old = division("990123005", "柳河镇", DivisionLevel.TOWNSHIP, region.county)
    commands.update_division(actor=SYSTEM, division_id=old.pk, is_active=False)
    with pytest.raises(Conflict, match="停用"):
        body(old, "柳河镇人民政府", BodyKind.TOWNSHIP)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR])
def test_only_the_system_administrator_reorganises(region: Region, role: Role) -> None:
    actor = person(role)
    before = (
        list(PublicBody.objects.order_by("pk").values()),
        BodyName.objects.count(),
        AuditEvent.objects.count(),
    )
    on, basis = date(2025, 1, 1), "机构改革"
    deeds = [
        lambda: commands.create_body(
            actor=actor, division_id=region.county.pk, name="云溪县水利局", kind=BodyKind.DEPARTMENT
        ),
        lambda: commands.rename_body(actor=actor, body_id=region.bureau.pk, name="新名", on=on, basis=basis),
        lambda: commands.correct_body_name(actor=actor, body_id=region.bureau.pk, name="新名", basis=basis),
        lambda: commands.update_body_registration(actor=actor, body_id=region.bureau.pk, sort_key=3),
        lambda: commands.set_parent(actor=actor, body_id=region.bureau.pk, parent_id=None),
        lambda: commands.set_sector_parent(
            actor=actor, body_id=region.bureau.pk, sector_parent_id=region.government.pk
        ),
        lambda: commands.merge_bodies(
            actor=actor,
            predecessor_ids=[region.bureau.pk],
            successor_id=region.government.pk,
            on=on,
            basis=basis,
        ),
        lambda: commands.close_body(actor=actor, body_id=region.bureau.pk, on=on, basis=basis),
        lambda: commands.record_succession(
            actor=actor,
            predecessor_id=region.bureau.pk,
            successor_id=region.government.pk,
            kind="transfer",
            on=on,
            basis=basis,
        ),
    ]
    for deed in deeds:
        with pytest.raises(Denied, match="系统管理员"):
            deed()
    after = (
        list(PublicBody.objects.order_by("pk").values()),
        BodyName.objects.count(),
        AuditEvent.objects.count(),
    )
    assert after == before


def test_contact_data_of_the_area_belong_to_the_open_affairs_office(region: Region) -> None:
    office = person(Role.OPEN_AFFAIRS_OFFICE, division_id=region.county.pk)
    changed = commands.update_body(actor=office, body_id=region.bureau.pk, telephone="0999-0000001")
    assert changed.telephone == "0999-0000001"
    elsewhere = person(Role.OPEN_AFFAIRS_OFFICE, division_id=region.town.pk)
    with pytest.raises(Denied, match="权限范围"):
        commands.update_body(actor=elsewhere, body_id=region.bureau.pk, telephone="1")


def test_the_township_keeps_the_data_of_its_villages_only(region: Region) -> None:
    clerk = person(Role.TOWNSHIP_CLERK, body_id=region.town_government.pk)
    commands.update_body(actor=clerk, body_id=region.committee.pk, address="石桥村1号")
    region.committee.refresh_from_db()
    assert region.committee.address == "石桥村1号"
    with pytest.raises(Denied, match="角色"):
        commands.update_body(actor=clerk, body_id=region.town_government.pk, address="别处")


def test_contact_data_not_given_stay_and_empty_ones_are_cleared(region: Region) -> None:
    commands.update_body(actor=SYSTEM, body_id=region.bureau.pk, telephone="12345", fax="12346")
    commands.update_body(actor=SYSTEM, body_id=region.bureau.pk, fax="", office_hours="周一至周五")
    region.bureau.refresh_from_db()
    assert (region.bureau.telephone, region.bureau.fax, region.bureau.office_hours) == (
        "12345",
        "",
        "周一至周五",
    )


def test_names_are_kept_with_their_days(region: Region) -> None:
    reform = date(2019, 3, 1)
    renamed = commands.rename_body(
        actor=SYSTEM,
        body_id=region.bureau.pk,
        name="云溪县民政和社会救助局",
        short_name="县民政局",
        on=reform,
        basis="云溪县机构改革方案",
    )
    assert renamed.name == "云溪县民政和社会救助局"
    assert queries.body_name_on(region.bureau.pk, reform - timedelta(days=1)) == "云溪县民政局"
    assert queries.body_name_on(region.bureau.pk, reform) == "云溪县民政和社会救助局"
    assert queries.body_name_on(region.bureau.pk, date(1950, 1, 1)) == "云溪县民政局"
    row = AuditEvent.objects.get(tag="organisations.body.rename")
    assert row.detail["former_name"] == "云溪县民政局"


@pytest.mark.parametrize(
    ("on", "part"),
    [(date(1754, 1, 1), "1949"), (date(2010, 5, 4), "晚于现用名称"), (date(2999, 1, 1), "不能晚于今天")],
)
def test_a_rename_has_a_possible_day(region: Region, on: date, part: str) -> None:
    office = body(region.county, "云溪县信访局", opened_on=date(2010, 5, 4))
    with pytest.raises(InvalidInput, match=part):
        commands.rename_body(actor=SYSTEM, body_id=office.pk, name="新名", on=on, basis="文件")
    assert queries.names_of(office.pk).get().valid_to is None


def test_a_rename_today_is_possible_and_twice_a_day_is_not(region: Region) -> None:
    today = clock.today()
    commands.rename_body(actor=SYSTEM, body_id=region.bureau.pk, name="甲局", on=today, basis="文件")
    with pytest.raises(InvalidInput, match="晚于现用名称"):
        commands.rename_body(actor=SYSTEM, body_id=region.bureau.pk, name="乙局", on=today, basis="文件")


def test_renames_without_sense_are_refused(region: Region) -> None:
    on = date(2020, 1, 1)
    with pytest.raises(Conflict, match="相同"):
        commands.rename_body(
            actor=SYSTEM,
            body_id=region.bureau.pk,
            name="云溪县民政局",
            short_name="县民政局",
            on=on,
            basis="文件",
        )
    with pytest.raises(Conflict, match="同名"):
        commands.rename_body(
            actor=SYSTEM, body_id=region.bureau.pk, name="云溪县人民政府", on=on, basis="文件"
        )
    with pytest.raises(InvalidInput, match="依据"):
        commands.rename_body(actor=SYSTEM, body_id=region.bureau.pk, name="新名", on=on, basis=" ")
    assert queries.names_of(region.bureau.pk).count() == 1


def test_a_slip_is_corrected_without_a_second_name(region: Region) -> None:
    commands.correct_body_name(
        actor=SYSTEM, body_id=region.bureau.pk, name="云溪县民政总局", basis="录入错误"
    )
    assert [row.name for row in queries.names_of(region.bureau.pk)] == ["云溪县民政总局"]
    assert queries.find_body_by_name("云溪县民政局") is None


def test_the_database_refuses_two_names_at_a_time(region: Region) -> None:
    with pytest.raises(IntegrityError, match="body_name_one_at_a_time"), transaction.atomic():
        BodyName.objects.create(body=region.bureau, name="另一个名字", valid_from=date(2020, 1, 1))


def test_registration_moves_the_first_name_along(region: Region) -> None:
    founded = date(2004, 6, 1)
    changed = commands.update_body_registration(
        actor=SYSTEM, body_id=region.bureau.pk, opened_on=founded, uscc=USCC, kind=BodyKind.AGENCY
    )
    assert (changed.uscc, changed.kind, changed.opened_on) == (USCC, "agency", founded)
    assert queries.names_of(region.bureau.pk).get().valid_from == founded


def test_founding_after_the_first_name_ended_is_refused(region: Region) -> None:
    commands.rename_body(
        actor=SYSTEM, body_id=region.bureau.pk, name="新名", on=date(2010, 1, 1), basis="文件"
    )
    with pytest.raises(Conflict, match="停用日期"):
        commands.update_body_registration(actor=SYSTEM, body_id=region.bureau.pk, opened_on=date(2012, 1, 1))


def test_names_are_found_present_short_and_former(region: Region) -> None:
    reform = date(2019, 3, 1)
    commands.rename_body(
        actor=SYSTEM, body_id=region.bureau.pk, name="云溪县社会局", on=reform, basis="机构改革"
    )
    for name in ("云溪县社会局", "云溪县民政局", " 县民政局 "):
        assert queries.find_body_by_name(name) == region.bureau
    assert queries.find_body_by_name("云溪县社会局", on=date(2018, 1, 1)) is None
    assert queries.find_body_by_name("云溪县民政局", on=date(2018, 1, 1)) == region.bureau
    assert queries.find_body_by_name("云溪县民政局", division_id=region.town.pk) is None
    assert queries.find_body_by_name("云溪县民政局", division_id=region.city.pk) == region.bureau
    assert queries.find_body_by_name("") is None
    newcomer = body(region.county, "云溪县民政局")
    assert queries.find_body_by_name("云溪县民政局") == newcomer
    assert queries.find_bodies_by_name("云溪县民政局") == [newcomer, region.bureau]


def test_an_ambiguous_short_name_is_nobody(region: Region) -> None:
    other = division("990124", "清河县", DivisionLevel.COUNTY, region.city)
    namesake = body(other, "清河县民政局", short_name="县民政局")
    assert queries.find_body_by_name("县民政局") is None
    assert queries.find_body_by_name("县民政局", division_id=other.pk) == namesake


def test_lists_narrow(region: Region) -> None:
    assert list(queries.bodies_in(region.county.pk)) == [region.government, region.bureau]
    assert queries.list_bodies(division_id=region.county.pk).count() == 4
    assert list(queries.list_bodies(kinds=[BodyKind.VILLAGE])) == [region.committee]
    assert list(queries.list_bodies(words="民政局")) == [region.bureau]
    assert list(queries.list_bodies(parent_id=region.government.pk)) == [
        region.bureau,
        region.town_government,
    ]


def test_a_form_offers_what_the_actor_may_choose(region: Region) -> None:
    editor = person(Role.DEPARTMENT_EDITOR, body_id=region.bureau.pk)
    assert list(queries.bodies_covered(editor)) == [region.bureau]
    assert not queries.bodies_covered(editor, [Role.APPROVER]).exists()
    clerk = person(Role.TOWNSHIP_CLERK, body_id=region.town_government.pk)
    assert list(queries.bodies_covered(clerk)) == [region.town_government, region.committee]
    for_the_government = person(Role.DEPARTMENT_EDITOR, body_id=region.government.pk)
    assert list(queries.bodies_covered(for_the_government)) == [region.government]
    office = person(Role.OPEN_AFFAIRS_OFFICE, division_id=region.town.pk)
    assert list(queries.bodies_covered(office)) == [region.town_government, region.committee]
    assert queries.bodies_covered(person(Role.SYSTEM_ADMINISTRATOR)).count() == 4
    assert queries.bodies_covered(SYSTEM).count() == 4
    assert not queries.bodies_covered(person()).exists()


def test_the_tree_costs_the_same_however_large(
    region: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        tree = queries.division_tree(region.county.pk)
    assert [row.name for row in tree.bodies] == ["云溪县人民政府", "云溪县民政局"]
    assert [node.division.name for node in tree.children] == ["青石镇"]
    assert [node.division.name for node in tree.children[0].children] == ["石桥村"]
    for number in range(4, 9):
        town = division(f"99012300{number}", f"{number}号镇", DivisionLevel.TOWNSHIP, region.county)
        body(town, f"{number}号镇人民政府", BodyKind.TOWNSHIP)
    with django_assert_num_queries(2):
        assert len(queries.division_tree(region.county.pk).children) == 6


@pytest.mark.django_db
def test_unknown_bodies_are_not_found() -> None:
    for ask in (queries.get_body, queries.place_of_body, queries.lock_body):
        with pytest.raises(NotFound):
            ask(987654)
    with pytest.raises(NotFound):
        queries.body_name_on(987654, date(2020, 1, 1))
