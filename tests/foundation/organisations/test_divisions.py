from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.organisations import commands, queries
from gongkai.foundation.organisations.enums import DivisionLevel
from gongkai.foundation.organisations.models import Division
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from gongkai.kernel.place import Place
from tests.foundation.organisations.build import SYSTEM, Region, division, person


def test_a_new_division_knows_its_line(region: Region) -> None:
    assert region.village.lineage == [
        part.pk for part in (region.village, region.town, region.county, region.city, region.province)
    ]
    assert queries.place_of_division(region.town.pk) == Place(
        division_ids=(region.town.pk, region.county.pk, region.city.pk, region.province.pk)
    )
    assert [row.name for row in queries.divisions_below(region.county.pk)] == ["青石镇", "石桥村"]


def test_creation_is_audited(region: Region) -> None:
    row = AuditEvent.objects.get(tag="organisations.division.create", subject_id=str(region.town.pk))
    assert row.subject_label == "青石镇"
    assert row.detail["code"] == "990123003"


def test_duplicate_codes_and_names_are_refused_in_words(region: Region) -> None:
    with pytest.raises(Conflict, match="区划代码已被使用"):
        division("990123003", "白沙镇", DivisionLevel.TOWNSHIP, region.county)
    with pytest.raises(Conflict, match="同名"):
        division("990123004", "青石镇", DivisionLevel.TOWNSHIP, region.county)


def test_all_faults_are_told_at_once(region: Region) -> None:
    with pytest.raises(InvalidInput) as refusal:
        division("99", "", DivisionLevel.TOWNSHIP, region.county)
    assert set(refusal.value.fields) == {"code", "name"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR])
def test_only_the_system_administrator_creates(region: Region, role: Role) -> None:
    before = Division.objects.count(), AuditEvent.objects.count()
    with pytest.raises(Denied, match="系统管理员"):
        commands.create_division(actor=person(role), code="980000", name="外省", level=DivisionLevel.PROVINCE)
    assert (Division.objects.count(), AuditEvent.objects.count()) == before


def test_scope_reaches_downwards_only(region: Region) -> None:
    administrator = person(Role.SYSTEM_ADMINISTRATOR, division_id=region.county.pk)
    made = commands.create_division(
        actor=administrator,
        code="990123004",
        name="白沙镇",
        level=DivisionLevel.TOWNSHIP,
        parent_id=region.county.pk,
    )
    assert made.parent == region.county
    for parent_id, code, level in (
        (region.city.pk, "990124", DivisionLevel.COUNTY),
        (None, "980000", DivisionLevel.PROVINCE),
    ):
        with pytest.raises(Denied, match="权限范围"):
            commands.create_division(
                actor=administrator, code=code, name="别处", level=level, parent_id=parent_id
            )


def test_moving_a_division_moves_everything_below(region: Region) -> None:
    other = division("990124", "清河县", DivisionLevel.COUNTY, region.city)
    moved = commands.update_division(
        actor=SYSTEM, division_id=region.town.pk, parent_id=other.pk, code="990124001"
    )
    assert moved.lineage == [region.town.pk, other.pk, region.city.pk, region.province.pk]
    region.village.refresh_from_db()
    assert region.village.lineage == [region.village.pk, *moved.lineage]
    assert not queries.divisions_below(region.county.pk).exists()


def test_a_move_without_a_fitting_code_is_refused(region: Region) -> None:
    other = division("990124", "清河县", DivisionLevel.COUNTY, region.city)
    with pytest.raises(InvalidInput, match="前6位"):
        commands.update_division(actor=SYSTEM, division_id=region.town.pk, parent_id=other.pk)
    region.town.refresh_from_db()
    assert region.town.parent == region.county


def test_a_division_cannot_stand_below_itself(region: Region) -> None:
    for target in (region.county, region.village):
        with pytest.raises(InvalidInput, match="下级"):
            commands.update_division(actor=SYSTEM, division_id=region.county.pk, parent_id=target.pk)


def test_moving_needs_rights_at_both_ends(region: Region) -> None:
    other = division("990124", "清河县", DivisionLevel.COUNTY, region.city)
    with pytest.raises(Denied):
        commands.update_division(
            actor=person(Role.SYSTEM_ADMINISTRATOR, division_id=region.county.pk),
            division_id=region.town.pk,
            parent_id=other.pk,
            code="990124001",
        )


def test_what_is_not_given_stays(region: Region) -> None:
    changed = commands.update_division(actor=SYSTEM, division_id=region.town.pk, short_name="青石")
    assert (changed.code, changed.name, changed.short_name) == ("990123003", "青石镇", "青石")


def test_a_division_in_use_stays_in_use(region: Region) -> None:
    with pytest.raises(Conflict, match="下级区划"):
        commands.update_division(actor=SYSTEM, division_id=region.town.pk, is_active=False)
    with pytest.raises(Conflict, match="机关"):
        commands.update_division(actor=SYSTEM, division_id=region.village.pk, is_active=False)


def test_an_empty_division_can_be_retired_and_its_name_used_again(region: Region) -> None:
    old = division("990123005", "柳河镇", DivisionLevel.TOWNSHIP, region.county)
    commands.update_division(actor=SYSTEM, division_id=old.pk, is_active=False)
    assert not queries.list_divisions(words="柳河").exists()
    assert queries.list_divisions(words="柳河", include_inactive=True).get() == old
    division("990123006", "柳河镇", DivisionLevel.TOWNSHIP, region.county)
    with pytest.raises(Conflict, match="同名"):
        commands.update_division(actor=SYSTEM, division_id=old.pk, is_active=True)


def test_nothing_is_revived_under_a_retired_division(region: Region) -> None:
    county = division("990124", "清河县", DivisionLevel.COUNTY, region.city)
    town = division("990124001", "古井镇", DivisionLevel.TOWNSHIP, county)
    for row in (town, county):
        commands.update_division(actor=SYSTEM, division_id=row.pk, is_active=False)
    with pytest.raises(Conflict, match="上级区划已停用"):
        commands.update_division(actor=SYSTEM, division_id=town.pk, is_active=True)


@pytest.mark.django_db
def test_unknown_divisions_are_not_found() -> None:
    for ask in (queries.get_division, queries.place_of_division, queries.division_tree):
        with pytest.raises(NotFound):
            ask(987654)
    with pytest.raises(NotFound):
        queries.get_division_by_code("123456")


def test_the_database_refuses_a_lineage_that_lies(region: Region) -> None:
    for lineage in ([region.city.pk], [region.town.pk, region.city.pk], []):
        with pytest.raises(IntegrityError), transaction.atomic():
            Division.objects.filter(pk=region.town.pk).update(lineage=lineage)
