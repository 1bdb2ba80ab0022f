"""A holiday notice comes out: every open deadline is derived anew, its people are told, once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import commands, queries, subscribers
from gongkai.foundation.deadlines.commands import rederiving
from gongkai.foundation.deadlines.events import DeadlineMoved, RederivationWanted
from gongkai.foundation.deadlines.models import DeadlineMove, StandingDeadline
from gongkai.foundation.deadlines.rules import calendar_cause
from gongkai.foundation.notifications import queries as notices
from gongkai.foundation.notifications.models import Notice
from gongkai.foundation.outbox import commands as outbox
from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.models import Delivery, OutboxEvent
from gongkai.kernel import clock
from gongkai.kernel.errors import Denied
from tests.factories import SYSTEM, County
from tests.foundation.deadlines import build

pytestmark = pytest.mark.usefixtures("this_year")
CAUSE = "calendar:2027:1"
EARLIER, LATER = date(2027, 1, 22), date(2027, 1, 25)


def told_people() -> QuerySet[Notice]:
    """Notices but those to the county's own staff, who stand at every step of its reviews."""
    return Notice.objects.exclude(account__username__startswith="z.staff.")


def test_from_the_notice_to_the_people(county: County) -> None:
    editor = build.account("editor", county.bureau, Role.DEPARTMENT_EDITOR)
    author = build.account("author", county.bureau)
    build.account("stranger", county.other_bureau, Role.DEPARTMENT_EDITOR)
    alone = build.standing(county.bureau, 1)
    owned = build.standing(county.bureau, 2, owner_account_ids=[author.pk])
    settled = build.standing(county.bureau, 3, start_on=date(2026, 9, 18))
    certain = build.standing(county.bureau, 4, start_on=date(2026, 11, 30))

    version = build.load(build.calendar_2027(), source="2027.toml")
    build.deliver()

    moved = list(queries.moves(CAUSE))
    assert [move.deadline_id for move in moved] == [alone.pk, owned.pk]
    for move in moved:
        assert (move.old_due_on, move.new_due_on) == (LATER, EARLIER)
        assert (move.old_provisional, move.new_provisional) == (True, False)
        assert "暂按周末和法定假日推算" in move.old_sentence
        assert "1月9日（周六）元旦调休上班" in move.new_sentence
        assert (move.calendar_stamp, move.cause_words) == (
            version.pk,
            "载入2027年放假安排（测发〔2026〕1号）",
        )
    assert set(StandingDeadline.objects.filter(due_on=EARLIER, provisional=False)) == {alone, owned}
    for still in (settled, certain):
        before = (still.due_on, still.sentence, still.derived_at)
        still.refresh_from_db()
        assert (still.due_on, still.sentence, still.derived_at) == before

    (told,) = notices.notices_of(editor.pk)
    assert told.title == "1项期限变动：载入2027年放假安排（测发〔2026〕1号）"
    assert "公开《通知1》：2027年1月25日改为2027年1月22日" in told.text
    assert "通知2" not in told.text
    assert told.address == f"/workbench/deadlines/?cause={CAUSE}"
    assert "通知2" in notices.notices_of(author.pk).get().text
    assert told_people().count() == 2

    rows = AuditEvent.objects.filter(tag="deadlines.deadline.move").order_by("id")
    assert [row.detail["old_due_on"] for row in rows] == ["2027-01-25"] * 2
    assert [row.detail["due_on"] for row in rows] == ["2027-01-22"] * 2
    assert rows[0].detail["cause"]["key"] == CAUSE
    assert OutboxEvent.objects.filter(name=DeadlineMoved.name).count() == 2


def test_what_the_preview_says_is_what_happens(county: County) -> None:
    for number in (1, 2):
        build.standing(county.bureau, number)
    build.standing(county.bureau, 3, start_on=date(2026, 9, 18))
    before = list(StandingDeadline.objects.order_by("id").values())
    previewed = queries.preview_calendar(build.calendar_2027())
    assert list(StandingDeadline.objects.order_by("id").values()) == before
    assert not calendars.versions_of(2027).exists()
    build.load(build.calendar_2027())
    build.deliver()
    assert [(each.deadline.pk, each.old, each.new, each.new_provisional) for each in previewed] == [
        (move.deadline_id, move.old_due_on, move.new_due_on, move.new_provisional)
        for move in queries.moves(CAUSE)
    ]


def test_again_changes_nothing(county: County) -> None:
    build.account("editor", county.bureau, Role.DEPARTMENT_EDITOR)
    build.standing(county.bureau)
    version = build.load(build.calendar_2027())
    build.deliver()
    rows = list(StandingDeadline.objects.values())
    for _ in range(2):
        commands.rederive_deadlines(actor=SYSTEM, cause=queries.calendar_cause(version.pk))
    build.load(build.calendar_2027())
    build.deliver()
    assert list(StandingDeadline.objects.values()) == rows
    assert DeadlineMove.objects.count() == told_people().count() == 1


def test_the_same_day_that_became_certain_is_a_move(county: County) -> None:
    build.standing(county.bureau, start_on=date(2026, 12, 1), rule_code="publication.general")
    found = StandingDeadline.objects.get()
    assert (found.due_on, found.provisional) == (date(2026, 12, 29), False)
    ends_in_january = build.standing(county.bureau, 2, start_on=date(2026, 12, 7))
    assert (ends_in_january.due_on, ends_in_january.provisional) == (date(2027, 1, 5), True)
    build.load(build.calendar_2027())
    build.deliver()
    move = DeadlineMove.objects.get()
    assert (move.deadline_id, move.old_due_on, move.new_due_on) == (
        ends_in_january.pk, date(2027, 1, 5), date(2027, 1, 5),
    )  # fmt: skip
    assert not move.new_provisional


def test_paused_and_closed_ones_stay(county: County) -> None:
    build.standing(county.bureau, 1)
    build.standing(county.bureau, 2)
    build.standing(county.bureau, 3)
    with clock.frozen(build.NOW):
        commands.pause_deadline(actor=SYSTEM, **build.address(1), reason="征求意见")
        commands.meet_deadline(actor=SYSTEM, **build.address(2))
        commands.drop_deadline(actor=SYSTEM, **build.address(3), reason="不再需要")
    before = list(StandingDeadline.objects.order_by("id").values("due_on", "sentence", "state"))
    build.load(build.calendar_2027())
    build.deliver()
    assert list(StandingDeadline.objects.order_by("id").values("due_on", "sentence", "state")) == before
    assert not DeadlineMove.objects.exists()


def test_many_go_in_batches_and_tell_each_person_once(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rederiving, "BATCH", 2)
    editor = build.account("editor", county.bureau, Role.DEPARTMENT_EDITOR)
    for number in range(1, 6):
        build.standing(county.bureau, number)
    build.load(build.calendar_2027())
    build.deliver()
    assert OutboxEvent.objects.filter(name=RederivationWanted.name).count() == 2
    assert queries.moves(CAUSE).count() == 5
    assert notices.notices_of(editor.pk).get().title.startswith("5项期限变动")


def test_killed_in_the_middle_it_goes_on_where_it_was(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second batch dies half done: it is undone as a whole, done again, and nobody is told twice."""
    monkeypatch.setattr(rederiving, "BATCH", 2)
    editor = build.account("editor", county.bureau, Role.DEPARTMENT_EDITOR)
    keys = [build.standing(county.bureau, number).pk for number in range(1, 6)]
    real = rederiving.move_deadline

    def dies(**inputs: object) -> StandingDeadline:
        moved = real(**inputs)
        if inputs["deadline_id"] == keys[2]:
            raise SystemExit
        return moved

    monkeypatch.setattr(rederiving, "move_deadline", dies)
    build.load(build.calendar_2027())
    with pytest.raises(SystemExit):
        build.deliver()
    assert [move.deadline_id for move in queries.moves(CAUSE)] == keys[:2]
    assert not Notice.objects.exists()
    assert Delivery.objects.filter(state=DeliveryState.PENDING).count() == 1

    monkeypatch.setattr(rederiving, "move_deadline", real)
    build.deliver()
    assert [move.deadline_id for move in queries.moves(CAUSE)] == keys
    assert notices.notices_of(editor.pk).get().title.startswith("5项期限变动")
    assert AuditEvent.objects.filter(tag="deadlines.deadline.move").count() == 5


def test_a_fault_is_tried_again(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    build.standing(county.bureau)
    with monkeypatch.context() as patch:
        patch.setattr(rederiving, "_tell", lambda actor, cause: 1 / 0)
        build.load(build.calendar_2027())
        build.deliver()
    assert not DeadlineMove.objects.exists()
    with clock.frozen(clock.now() + timedelta(hours=1)):
        outbox.deliver_all()
    assert DeadlineMove.objects.count() == 1


def test_a_notice_corrected_the_next_day_moves_back_and_says_so(county: County) -> None:
    editor = build.account("editor", county.bureau, Role.DEPARTMENT_EDITOR)
    build.standing(county.bureau)
    first = build.calendar_2027()
    build.load(first)
    build.deliver()
    corrected = type(first)(first.year, first.header, first.notices, first.days[:3])
    build.load(corrected)
    build.deliver()
    move = queries.moves("calendar:2027:2").get()
    assert (move.old_due_on, move.new_due_on) == (EARLIER, LATER)
    assert move.cause_words == "更新2027年放假安排（测发〔2026〕1号），第2版"
    assert notices.unread_count(editor.pk) == 2
    assert [each.cause for each in queries.moves_of(move.deadline_id)] == ["calendar:2027:2", CAUSE]


def test_who_works_on_it_no_more_is_not_told_but_those_who_stand_in(county: County) -> None:
    gone = build.account("gone", county.bureau)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    office = build.account("office", county.bureau, Role.OPEN_AFFAIRS_OFFICE)
    build.standing(county.bureau, owner_account_ids=[gone.pk])
    build.load(build.calendar_2027())
    build.deliver()
    assert told_people().get().account_id == office.pk


def test_nobody_moves_a_date_by_hand(county: County) -> None:
    found = build.standing(county.bureau)
    cause = calendar_cause(2027, 1, [])
    for role in Role:
        actor = county.person(role)
        with pytest.raises(Denied, match="不能由个人改动"):
            commands.rederive_deadlines(actor=actor, cause=cause)
        with pytest.raises(Denied, match="不能由个人改动"):
            commands.move_deadline(actor=actor, deadline_id=found.pk, cause=cause)


def test_moves_are_only_added_to(county: County) -> None:
    build.standing(county.bureau)
    build.load(build.calendar_2027())
    build.deliver()
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
        DeadlineMove.objects.update(new_due_on=date(2027, 2, 1))


def test_the_subscribers_act_as_the_product() -> None:
    assert subscribers.KEEPER.account_id is None


def test_several_amendments_waiting_each_tell_their_own_moves(county: County) -> None:
    """Two years amended before the worker comes: a deadline moves once, by the last that bears on it."""
    build.standing(county.bureau, 1, start_on=date(2026, 9, 18))
    build.standing(county.bureau, 2)
    this_year = build.calendar_year(2026)
    without_autumn = tuple(day for day in this_year.days if day.on < date(2026, 10, 1))
    build.load(build.calendar_2027())
    build.load(type(this_year)(2026, this_year.header, this_year.notices, without_autumn))
    build.deliver()
    autumn, winter = queries.moves("calendar:2026:2"), queries.moves(CAUSE)
    assert [(move.deadline.subject_id, move.new_due_on) for move in autumn] == [
        (1, date(2026, 10, 16)),
        (2, EARLIER),
    ]
    assert not winter.exists()


def test_a_year_that_a_deadline_does_not_reach_is_none_of_its_causes(county: County) -> None:
    build.standing(county.bureau)
    build.load(build.calendar_2027())
    build.load(build.calendar_year(2025))
    build.deliver()
    assert [move.cause for move in DeadlineMove.objects.all()] == [CAUSE]
