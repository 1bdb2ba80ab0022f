"""Who answers for which area, over time: assigned, ended, filled from the reference, carried along."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from gongkai.core.responsibilities import commands, queries
from gongkai.core.responsibilities.commands import Choice
from gongkai.core.responsibilities.enums import Part
from gongkai.core.responsibilities.models import AreaAssignment
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations import queries as bodies
from gongkai.foundation.organisations.enums import SuccessionKind
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from tests import factories as make
from tests.factories import County

SOURCE = "云政办发〔2026〕3号"
START = date(2026, 3, 1)


@pytest.fixture
def office(county: County) -> Actor:
    return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)


def assign(
    county: County, office: Actor, area: str = "20", part: Part = Part.LEAD, **given
) -> AreaAssignment:
    values = {"body_id": county.bureau.pk, "since": START, "source": SOURCE, **given}
    return commands.assign_area(actor=office, division_id=county.division.pk, area=area, part=part, **values)


def parts(county: County, area: str = "20", on: date | None = None) -> list[tuple[str, str]]:
    rows = queries.owners_of_area(area, county.division.pk, on)
    return [(row.body.name, row.part) for row in rows]


# --- assigning and ending -----------------------------------------------------------------------------


def test_one_area_has_several_owners_the_leading_one_first(county: County, office: Actor) -> None:
    assign(county, office, part=Part.JOINT, body_id=county.town_government.pk)
    assign(county, office)
    assert parts(county) == [(county.bureau.name, "lead"), (county.town_government.name, "joint")]
    assert [row.area_id for row in queries.areas_of_body(county.bureau.pk)] == ["20"]
    assert AuditEvent.objects.filter(tag="responsibilities.area.assign").count() == 2


@pytest.mark.parametrize("word", ["18", "就业创业", "就业", "就业领域", " 就业创业 "])
def test_names_and_aliases_of_areas_resolve(county: County, office: Actor, word: str) -> None:
    assert assign(county, office, area=word).area_id == "18"


def test_an_unknown_area_is_not_guessed(county: County, office: Actor) -> None:
    with pytest.raises(NotFound, match="没有这个领域"):
        assign(county, office, area="航天")


def test_another_part_takes_the_place_of_the_former_one(county: County, office: Actor) -> None:
    assign(county, office, part=Part.JOINT)
    assign(county, office, part=Part.LEAD, since=date(2026, 6, 1), source="云政办发〔2026〕9号")
    assert parts(county) == [(county.bureau.name, "lead")]
    assert parts(county, on=date(2026, 5, 31)) == [(county.bureau.name, "joint")]
    newest, former = queries.history(county.division.pk, "20", county.bureau.pk)
    assert (former.until, former.ending_basis) == (date(2026, 6, 1), "云政办发〔2026〕9号")
    assert newest.since == date(2026, 6, 1)


def test_a_slip_of_the_first_day_can_be_mended(county: County, office: Actor) -> None:
    assign(county, office, part=Part.JOINT)
    assign(county, office, part=Part.LEAD)
    assert parts(county, on=START) == [(county.bureau.name, "lead")]


def test_the_same_again_is_a_conflict(county: County, office: Actor) -> None:
    assign(county, office)
    with pytest.raises(Conflict, match="已登记为“牵头”"):
        assign(county, office, since=date(2026, 5, 1))


def test_ended_assignments_stay_as_history(county: County, office: Actor) -> None:
    row = assign(county, office)
    commands.end_assignment(actor=office, assignment_id=row.pk, until=date(2026, 8, 1), basis="职责调整")
    assert parts(county) == [] and parts(county, on=date(2026, 7, 31)) == [(county.bureau.name, "lead")]
    assert parts(county, on=date(2026, 8, 1)) == [], "the day of the ending does not count any more"
    with pytest.raises(Conflict, match="2026-08-01终止"):
        commands.end_assignment(actor=office, assignment_id=row.pk, until=date(2026, 9, 1), basis="再次")


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"source": "  "}, "source", "请填写依据"),
        ({"source": "字" * 201}, "source", "不能超过200"),
        ({"since": date(2999, 1, 1)}, "since", "不能晚于今天"),
        ({"since": date(1900, 1, 1)}, "since", "不能早于"),
    ],
)
def test_what_an_assignment_must_say(
    county: County, office: Actor, given: dict, field: str, words: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        assign(county, office, **given)
    assert words in refused.value.fields[field][0]
    assert not AreaAssignment.objects.exists()


def test_a_body_of_another_county_and_a_closed_one_are_refused(county: County, office: Actor) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    with pytest.raises(InvalidInput, match="不属于该地区"):
        assign(county, office, body_id=other.bureau.pk)
    organisations.close_body(
        actor=make.SYSTEM, body_id=county.other_bureau.pk, on=date(2026, 5, 1), basis="机构改革"
    )
    with pytest.raises(InvalidInput, match="已于2026-05-01撤销"):
        assign(county, office, body_id=county.other_bureau.pk)


def test_only_the_office_of_the_area_keeps_the_matrix(county: County, office: Actor) -> None:
    row = assign(county, office)
    for actor in (county.person(Role.DEPARTMENT_EDITOR), make.make_actor(Role.SUPERVISOR, county.division)):
        with pytest.raises(Denied, match="政务公开办"):
            assign(county, actor, area="21")
        with pytest.raises(Denied):
            commands.end_assignment(actor=actor, assignment_id=row.pk, until=START, basis="无")
    assert parts(county) == [(county.bureau.name, "lead")]


# --- the matrix ---------------------------------------------------------------------------------------


def test_the_matrix_takes_three_queries_however_large(
    county: County, office: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for area in ("01", "05", "20", "21"):
        assign(county, office, area=area)
        assign(county, office, area=area, part=Part.JOINT, body_id=county.town_government.pk)
    with django_assert_max_num_queries(3):
        found = queries.matrix(county.division.pk)
        assert [row.part for row in found.owners("20")] == ["lead", "joint"]
        assert len(found.empty_areas) == 22
        assert county.committee not in found.bodies and county.town_government in found.bodies


def test_empty_areas_are_told_to_the_office_only(county: County, office: Actor) -> None:
    (empty,) = queries.empty_areas(office)
    assert empty.count() == 26
    assign(county, office)
    assert "20" not in {area.code for area in empty.all()} and empty.count() == 25
    assert queries.empty_areas(county.person(Role.DEPARTMENT_EDITOR)) == []


def test_on_a_past_day_the_matrix_shows_who_answered_then(county: County, office: Actor) -> None:
    assign(county, office)
    assert len(queries.matrix(county.division.pk, on=date(2026, 2, 28)).empty_areas) == 26
    assert len(queries.matrix(county.division.pk, on=START).empty_areas) == 25


# --- filling from the reference -----------------------------------------------------------------------


def test_the_reference_proposes_and_a_person_accepts(county: County, office: Actor) -> None:
    found = queries.proposals(county.division.pk)
    assert not AreaAssignment.objects.exists(), "looking at proposals writes nothing"
    lead = [(row.area_code, row.body_id) for row in found.found if row.part == Part.LEAD]
    assert ("20", county.bureau.pk) in lead and ("04", county.other_bureau.pk) in lead
    assert ("24", "教育体育局") in found.unmatched
    commands.fill_from_reference(
        actor=office,
        division_id=county.division.pk,
        since=START,
        choices=[Choice("20", county.bureau.pk, Part.LEAD)],
    )
    assert parts(county) == [(county.bureau.name, "lead")]
    assert queries.history(county.division.pk, "20", county.bureau.pk)[0].source.startswith("参考数据")
    assert all(
        (row.area_code, row.body_id) != ("20", county.bureau.pk)
        for row in queries.proposals(county.division.pk).found
    ), "what is assigned is not proposed again"


@pytest.mark.parametrize("area", ["24", "99"])
def test_only_what_is_proposed_can_be_accepted(county: County, office: Actor, area: str) -> None:
    with pytest.raises(InvalidInput, match="建议已经变化"):
        commands.fill_from_reference(
            actor=office,
            division_id=county.division.pk,
            since=START,
            choices=[
                Choice("20", county.bureau.pk, Part.LEAD), Choice(area, county.bureau.pk, Part.LEAD),
            ],
        )  # fmt: skip
    with pytest.raises(InvalidInput, match="至少勾选一项"):
        commands.fill_from_reference(actor=office, division_id=county.division.pk, since=START, choices=[])
    assert not AreaAssignment.objects.exists()


# --- reorganisation -----------------------------------------------------------------------------------


def test_a_merger_carries_the_duties_over(county: County, office: Actor) -> None:
    assign(county, office)
    assign(county, office, area="21")
    assign(county, office, area="21", part=Part.JOINT, body_id=county.other_bureau.pk)
    organisations.merge_bodies(
        actor=make.SYSTEM,
        predecessor_ids=[county.bureau.pk],
        successor_id=county.other_bureau.pk,
        on=date(2026, 9, 1),
        basis="县机构改革方案",
    )
    deliver_all()
    successor = county.other_bureau.name
    assert parts(county) == parts(county, "21") == [(successor, "lead")]
    assert parts(county, on=date(2026, 8, 31)) == [(county.bureau.name, "lead")]
    carried = queries.open_assignments(body_id=county.other_bureau.pk, area_code="20").get()
    assert carried.carried_from is not None
    assert carried.carried_from.body_id == county.bureau.pk
    assert (carried.source, carried.since) == ("县机构改革方案", date(2026, 9, 1))
    before = AreaAssignment.objects.count()
    succession = bodies.successions_of(county.bureau.pk)[0]
    commands.carry_duties(actor=make.SYSTEM, succession_id=succession.pk)
    assert AreaAssignment.objects.count() == before, "carrying twice changes nothing"


def test_a_transfer_of_single_powers_says_nothing_about_areas(county: County, office: Actor) -> None:
    assign(county, office)
    organisations.record_succession(
        actor=make.SYSTEM,
        predecessor_id=county.bureau.pk,
        successor_id=county.other_bureau.pk,
        kind=SuccessionKind.TRANSFER,
        on=date(2026, 9, 1),
        basis="编办〔2026〕1号",
    )
    deliver_all()
    assert parts(county) == [(county.bureau.name, "lead")]


def test_a_body_with_duties_is_not_closed(county: County, office: Actor) -> None:
    assign(county, office, body_id=county.other_bureau.pk)
    with pytest.raises(Conflict, match="1个领域的公开责任"):
        organisations.close_body(
            actor=make.SYSTEM, body_id=county.other_bureau.pk, on=date(2026, 9, 1), basis="撤销"
        )


def test_nobody_carries_duties_by_hand(county: County, office: Actor) -> None:
    with pytest.raises(Denied, match="自动划转"):
        commands.carry_duties(actor=office, succession_id=1)


# --- the database's own checks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"until": date(2026, 1, 1), "ended_at": datetime(2026, 1, 1, tzinfo=UTC), "ending_basis": "x"},
         "responsibility_dates_in_order"),
        ({"until": date(2026, 4, 1)}, "responsibility_ending_has_basis"),
        ({"ending_basis": "无日期"}, "responsibility_ending_has_basis"),
        ({"source": ""}, "responsibility_has_source"),
        ({"part": "other"}, "responsibility_part_known"),
    ],
)  # fmt: skip
def test_checks(county: County, office: Actor, values: dict, constraint: str) -> None:
    assign(county, office)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        AreaAssignment.objects.update(**values)
    assert refused.value.__cause__.diag.constraint_name == constraint


def test_no_two_at_a_time(county: County, office: Actor) -> None:
    row = assign(county, office)
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO responsibilities_areaassignment (division_id, area_id, body_id, part, since, source,"
            " assigned_by, assigned_at, ending_basis, ended_by) SELECT division_id, area_id, body_id,"
            " 'joint', %s, source, assigned_by, %s, '', '' FROM responsibilities_areaassignment"
            " WHERE id = %s",
            [date(2026, 5, 1), clock.now(), row.pk],
        )
    assert refused.value.__cause__.diag.constraint_name == "responsibility_one_at_a_time"
