"""In force, amended, repealed, lapsed: from which day, by what, in the rows and on the document."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import (
    DOCUMENT_SUBJECT,
    VALIDITY_REVIEW,
    EditionState,
    RelationKind,
    Validity,
)
from gongkai.core.information.models import Document, Edition, ValidityChange
from gongkai.core.information.queries.validity import history_of, reviews_due, validity_due, with_validity
from gongkai.foundation.access.enums import Role
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.notifications import queries as notices
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.factories import County

OLD, NEW = "云溪县临时救助办法", "云溪县临时救助办法（2026年修订）"
NOON = datetime(2030, 11, 4, 12, tzinfo=clock.CHINA)
TODAY = NOON.date()


def regulation(county: County, title: str = OLD, **fields: object) -> Edition:
    values = {"written_on": date(2021, 3, 1), "effective_on": date(2021, 4, 1), "document_number": ""}
    return make.publish_document(county, title, **{**values, **fields})  # type: ignore[arg-type]


def ending(
    county: County,
    target: Edition,
    kind: RelationKind = RelationKind.REPEALS,
    title: str = NEW,
    **fields: object,
) -> Edition:
    """A signed document that does something to another one."""
    edition = make.draft(county, title, document_number="", **fields)  # type: ignore[arg-type]
    commands.add_relation(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        kind=kind,
        target_id=target.document_id,
    )
    return make.bring_to(county, edition, EditionState.SIGNED)


def state(edition: Edition) -> str:
    return Document.objects.get(pk=edition.document_id).validity


def sweep() -> list[int]:
    """What the worker does every hour; returns the documents that it looked at."""
    due = validity_due(clock.today())
    assert commands.settle_due_validity() == len(due)
    return due


def test_what_names_no_day_has_no_validity(county: County) -> None:
    edition = make.publish_document(county)
    assert state(edition) == ""
    assert not ValidityChange.objects.exists()


def test_what_takes_effect_later_waits_for_its_day(county: County) -> None:
    with clock.frozen(NOON):
        edition = regulation(county, written_on=date(2030, 11, 1), effective_on=date(2030, 12, 1))
        assert state(edition) == Validity.PENDING
        assert sweep() == []
    with clock.frozen(NOON + timedelta(days=27)):
        assert sweep() == [edition.document_id]
        assert sweep() == []
    assert state(edition) == Validity.IN_FORCE
    (event,) = OutboxEvent.objects.filter(name="information.validity_changed").order_by("-id")[:1]
    assert event.payload == {"document_id": edition.document_id, "validity": "in_force", "on": "2030-12-01"}


@pytest.mark.parametrize(
    ("kind", "validity"),
    [
        (RelationKind.REPEALS, Validity.REPEALED),
        (RelationKind.REPLACES, Validity.REPEALED),
        (RelationKind.AMENDS, Validity.AMENDED),
        (RelationKind.CITES, Validity.IN_FORCE),
        (RelationKind.IMPLEMENTS, Validity.IN_FORCE),
    ],
)
def test_publication_does_what_the_document_does(
    county: County, kind: RelationKind, validity: Validity
) -> None:
    old = regulation(county)
    new = ending(county, old, kind)
    assert state(old) == Validity.IN_FORCE  # a signature alone does nothing
    make.publish(county, new)
    assert state(old) == validity


def test_a_repeal_says_by_what_and_since_when(county: County) -> None:
    with clock.frozen(NOON):
        old = regulation(county)
        new = make.publish(county, ending(county, old))
        shown, history = queries.validity_of(old.document), history_of(old.document_id)
    assert shown.reason is not None
    assert (shown.validity, shown.since) == (Validity.REPEALED, TODAY)
    assert (shown.reason.title, shown.reason.public_id) == (NEW, new.document.public_id)
    assert [(row.validity, row.on) for row in history] == [
        (Validity.IN_FORCE, date(2021, 4, 1)),
        (Validity.REPEALED, TODAY),
    ]


def test_a_repeal_to_come_is_announced_and_holds_from_its_day(county: County) -> None:
    with clock.frozen(NOON):
        old = regulation(county)
        make.publish(county, ending(county, old, effective_on=date(2031, 1, 1), written_on=date(2030, 11, 1)))
        shown = queries.validity_of(old.document)
        assert shown.coming is not None
        assert (shown.validity, shown.coming.validity, shown.coming.on) == (
            Validity.IN_FORCE, Validity.REPEALED, date(2031, 1, 1),
        )  # fmt: skip
        assert validity_due(TODAY) == []
    with clock.frozen(NOON + timedelta(days=75)):  # the worker was down on New Year's Day
        assert old.document_id in sweep()
    assert state(old) == Validity.REPEALED
    assert queries.validity_of(old.document, date(2030, 12, 31)).validity == Validity.IN_FORCE


def test_two_cannot_repeal_the_same(county: County) -> None:
    old = regulation(county)
    first, second = ending(county, old), ending(county, old, title="云溪县社会救助办法")
    make.publish(county, first)
    with pytest.raises(Conflict, match=r"已于.+废止（依据《云溪县临时救助办法（2026年修订）》）"):
        make.publish(county, second)
    second.refresh_from_db()
    assert second.state == EditionState.SIGNED
    assert ValidityChange.objects.filter(validity=Validity.REPEALED).count() == 1


def test_a_correction_may_take_a_repeal_back(county: County) -> None:
    with clock.frozen(NOON):
        old = regulation(county)
        new = make.publish(county, ending(county, old))
    with clock.frozen(NOON + timedelta(days=10)):
        corrected = make.correct(county, new.document)
        (relation,) = corrected.relations.all()
        commands.remove_relation(actor=county.person(Role.DEPARTMENT_EDITOR), relation_id=relation.pk)
        make.bring_to(county, corrected, EditionState.PUBLISHED)
    assert state(old) == Validity.IN_FORCE
    on = queries.validity_of
    assert on(old.document, TODAY + timedelta(days=5)).validity == Validity.REPEALED  # as it stood then
    assert on(old.document, TODAY + timedelta(days=10)).validity == Validity.IN_FORCE


def test_a_correction_without_a_change_records_nothing(county: County) -> None:
    old = regulation(county)
    new = make.publish(county, ending(county, old))
    rows = ValidityChange.objects.count()
    make.bring_to(county, make.correct(county, new.document), EditionState.PUBLISHED)
    assert ValidityChange.objects.count() == rows
    assert state(old) == Validity.REPEALED


def test_a_correction_may_move_the_day(county: County) -> None:
    with clock.frozen(NOON):
        old = regulation(county)
        new = make.publish(
            county, ending(county, old, effective_on=date(2031, 1, 1), written_on=date(2030, 11, 1))
        )
        corrected = make.correct(county, new.document)
        draft = make.a_draft(
            NEW, document_number="", written_on=date(2030, 11, 1), effective_on=date(2031, 3, 1),
            change_note="更正施行日期",
        )  # fmt: skip
        corrected = commands.save_draft(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            edition_id=corrected.pk,
            revision=corrected.revision,
            draft=draft,
        )
        make.bring_to(county, corrected, EditionState.PUBLISHED)
    with clock.frozen(datetime(2031, 2, 1, 9, tzinfo=clock.CHINA)):
        sweep()
        assert state(old) == Validity.IN_FORCE
    with clock.frozen(datetime(2031, 3, 1, 9, tzinfo=clock.CHINA)):
        sweep()
    assert (state(old), state(new)) == (Validity.REPEALED, Validity.IN_FORCE)


# --- expiry ------------------------------------------------------------------------------------------


def test_a_period_that_is_over_lapses_by_itself(county: County) -> None:
    with clock.frozen(NOON):
        edition = regulation(county, expires_on=date(2030, 11, 5))
    with clock.frozen(NOON + timedelta(days=1)):
        assert sweep() == []  # the last day still counts
    with clock.frozen(NOON + timedelta(days=2)):
        assert sweep() == [edition.document_id]
        assert sweep() == []
        shown = queries.validity_of(edition.document)
    assert shown.reason is not None
    assert (shown.validity, shown.since) == (Validity.LAPSED, date(2030, 11, 6))
    assert shown.reason.basis == "有效期至2030年11月5日届满"


def test_six_months_before_the_end_it_is_to_be_examined(county: County) -> None:
    with clock.frozen(NOON):
        edition = regulation(county, expires_on=date(2031, 6, 30))
        found = deadlines.find_open(DOCUMENT_SUBJECT, edition.document_id, VALIDITY_REVIEW)
        assert found is not None
        assert found.due_on == date(2030, 12, 30)
        assert "评估《云溪县临时救助办法》是否继续有效" in found.title
        assert reviews_due(TODAY) == []
        office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
        assert [row.pk for row in with_validity(office, until=date(2031, 6, 30))] == [edition.pk]
        assert not with_validity(office, until=date(2031, 6, 29)).exists()
        assert commands.remind_of_reviews() == 0
    with clock.frozen(NOON + timedelta(days=56)):
        assert [row.pk for row in reviews_due(clock.today())] == [edition.pk]


def test_authors_hear_once_that_a_period_ends(county: County) -> None:
    author = identity.create_account(
        actor=make.SYSTEM,
        username="author",
        display_name="起草人",
        body_id=county.bureau.pk,
        password=Secret("Mountain#Spring7"),
    )
    county.people[Role.DEPARTMENT_EDITOR, county.bureau.pk] = make.make_actor(
        Role.DEPARTMENT_EDITOR, county.bureau, account_id=author.pk
    )
    with clock.frozen(NOON):
        regulation(county, expires_on=date(2031, 2, 1))  # less than six months are left
        assert commands.remind_of_reviews() == 2  # the office as well
        assert commands.remind_of_reviews() == 0
    (notice,) = notices.notices_of(author.pk)
    assert notice.title == "《云溪县临时救助办法》有效期至2031年2月1日，请评估"


def test_what_ended_it_is_not_named_once_it_may_not_be_seen(county: County) -> None:
    old = regulation(county)
    new = make.publish(county, ending(county, old))
    commands.withdraw_document(
        actor=county.person(Role.APPROVER),
        document_id=new.document_id,
        basis="涉及个人信息",
        hides_history=True,
    )
    shown = queries.validity_of(old.document)
    assert shown.reason is not None
    assert (shown.validity, shown.reason.title) == (Validity.REPEALED, "")
    assert shown.reason.basis == "依据的文件已不再公开"


def test_nobody_examines_what_has_been_repealed(county: County) -> None:
    old = regulation(county, expires_on=clock.today() + timedelta(days=400))
    make.publish(county, ending(county, old))
    assert deadlines.find_open(DOCUMENT_SUBJECT, old.document_id, VALIDITY_REVIEW) is None


def test_a_longer_period_moves_the_end(county: County) -> None:
    with clock.frozen(NOON):
        edition = regulation(county, expires_on=date(2031, 6, 30))
        document = commands.change_validity(
            actor=make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division),
            document_id=edition.document_id,
            validity=Validity.IN_FORCE,
            on=TODAY,
            basis="县政府决定延长有效期",
            lapses_on=date(2033, 6, 30),
        )
        assert document.lapses_on == date(2033, 6, 30)
        found = deadlines.find_open(DOCUMENT_SUBJECT, edition.document_id, VALIDITY_REVIEW)
        assert found is not None
        assert found.due_on == date(2032, 12, 30)


# --- by decision -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"basis": "  "}, "请写明依据"),
        ({"validity": Validity.PENDING}, "由施行日期得出"),
        ({"validity": Validity.IN_FORCE}, "现在已是“有效”"),
        ({"lapses_on": date(2020, 1, 1)}, "不能早于变更日期"),
    ],
)
def test_a_decision_has_a_basis_and_changes_something(
    county: County, inputs: dict[str, object], words: str
) -> None:
    edition = regulation(county)
    decision = {"validity": Validity.REPEALED, "on": TODAY, "basis": "清理结果"}
    with pytest.raises(InvalidInput, match=words):
        commands.change_validity(
            actor=county.person(Role.APPROVER), document_id=edition.document_id, **{**decision, **inputs}
        )  # type: ignore[arg-type]
    assert state(edition) == Validity.IN_FORCE


def test_only_those_who_answer_for_it_decide_and_only_on_what_is_public(county: County) -> None:
    edition, draft = regulation(county), make.draft(county, NEW)
    decision = {"validity": Validity.REPEALED, "on": TODAY, "basis": "清理结果"}
    with pytest.raises(Denied):
        commands.change_validity(
            actor=county.person(Role.DEPARTMENT_EDITOR), document_id=edition.document_id, **decision
        )  # type: ignore[arg-type]
    with pytest.raises(Denied, match="尚未公开"):
        commands.change_validity(
            actor=county.person(Role.APPROVER), document_id=draft.document_id, **decision
        )  # type: ignore[arg-type]


def test_a_clean_up_changes_all_or_none(county: County) -> None:
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    editions = [regulation(county, f"云溪县第{number}号办法") for number in (1, 2)]
    wanted = [commands.Decision(edition.document_id, Validity.REPEALED) for edition in editions]
    changed = commands.change_validities(
        actor=office, decisions=wanted, on=clock.today(), basis="清理结果公告"
    )
    assert changed == 2
    assert {state(edition) for edition in editions} == {Validity.REPEALED}
    third = regulation(county, "云溪县第3号办法")
    mixed = [commands.Decision(third.document_id, Validity.LAPSED), wanted[0]]
    with pytest.raises(InvalidInput, match="现在已是“废止”"):
        commands.change_validities(actor=office, decisions=mixed, on=clock.today(), basis="清理结果公告")
    assert state(third) == Validity.IN_FORCE
    with pytest.raises(InvalidInput, match="请选择"):
        commands.change_validities(actor=office, decisions=[], on=clock.today(), basis="清理结果公告")


def test_changes_are_only_ever_added(county: County) -> None:
    regulation(county)
    for statement in (
        "UPDATE information_validitychange SET basis = 'x'", "DELETE FROM information_validitychange",
    ):  # fmt: skip
        with (
            pytest.raises(DatabaseError, match="只能追加"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_list_is_read_in_one_query(county: County, django_assert_num_queries: object) -> None:
    documents = [regulation(county, f"云溪县第{number}号办法").document for number in range(3)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.validities(documents)) == 3
