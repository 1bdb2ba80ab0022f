from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.db.models import TextChoices

from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.execution import Command, command, emit, note, require
from gongkai.foundation.execution import commands as frame
from gongkai.foundation.organisations.models import PublicBody
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import allow, deny
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.at_once import at_once
from tests.foundation.outbox.events import ThingHappened

SOMEBODY = Actor.system("测试")


class Tag(TextChoices):
    OUTER = "test.outer.run", "外层"
    INNER = "test.inner.run", "内层"


@pytest.fixture(autouse=True)
def own_register(monkeypatch: pytest.MonkeyPatch) -> dict[str, Command]:
    """Commands of these tests are not among the product's."""
    register: dict[str, Command] = {}
    monkeypatch.setattr(frame, "COMMANDS", register)
    return register


def sha(number: int) -> str:
    return f"{number:064x}"


def stored(number: int = 1) -> StoredFile:
    return StoredFile.objects.create(sha256=sha(number), size=1, media_type="text/plain")


def all_rows() -> dict[str, int]:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables))
        return dict(cursor.fetchall())


# --- the register -------------------------------------------------------------------------------------


def test_a_tag_is_taken_once(own_register: dict[str, Command]) -> None:
    _plain()
    with pytest.raises(ValueError, match=r"test\.outer\.run is already taken"):
        _plain()
    assert (own_register["test.outer.run"].label, len(own_register)) == ("外层", 1)


def test_the_shape_of_a_command() -> None:
    with pytest.raises(TypeError, match="first parameter of a command is `actor`"):
        command(Tag.OUTER)(lambda *, number, actor: None)
    with pytest.raises(TypeError, match="first parameter of a command is `actor`"):
        command(Tag.OUTER)(lambda: None)
    with pytest.raises(TypeError, match="keyword arguments only"):
        command(Tag.OUTER)(lambda actor: None)
    with pytest.raises(TypeError, match="keyword arguments only"):
        command(Tag.OUTER)(lambda *, actor, **more: None)


def test_positional_and_missing_arguments_are_refused(db: None) -> None:
    run = _plain()
    for call in (
        lambda: run(SOMEBODY),
        run,
        lambda: run(number=1),
        lambda: run(actor=SOMEBODY, x=1),
    ):
        with pytest.raises(TypeError):
            call()
    assert not AuditEvent.objects.exists()


def _plain() -> Callable[..., Any]:
    @command(Tag.OUTER)
    def run(*, actor: Actor, number: int = 1) -> None:
        require(allow())

    return run


# --- asking ---------------------------------------------------------------------------------------------


def test_a_command_that_never_asks_fails_and_changes_nothing(db: None) -> None:
    @command(Tag.OUTER)
    def run(*, actor: Actor) -> StoredFile:
        emit(ThingHappened(number=1))
        return stored()

    before = all_rows()
    with pytest.raises(RuntimeError, match="without asking a policy"):
        run(actor=SOMEBODY)
    assert all_rows() == before


def test_a_denied_command_leaves_no_row_in_any_table(db: None) -> None:
    @command(Tag.INNER)
    def inner(*, actor: Actor) -> StoredFile:
        require(allow())
        return stored(2)

    @command(Tag.OUTER)
    def run(*, actor: Actor) -> StoredFile:
        require(allow())
        stored()
        emit(ThingHappened(number=1))
        inner(actor=actor)
        require(deny("现在不行。"))
        return stored(3)

    before = all_rows()
    with pytest.raises(Denied, match="现在不行。"):
        run(actor=SOMEBODY)
    assert all_rows() == before


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), Conflict("冲突")])
def test_whatever_goes_wrong_everything_is_undone(db: None, error: BaseException) -> None:
    @command(Tag.OUTER)
    def run(*, actor: Actor) -> None:
        require(allow())
        stored()
        emit(ThingHappened(number=1))
        raise error

    before = all_rows()
    with pytest.raises(type(error)):
        run(actor=SOMEBODY)
    assert all_rows() == before


def test_outside_of_a_command_nothing_can_be_asked_or_told() -> None:
    for call in (lambda: require(allow()), lambda: emit(ThingHappened(number=1)), lambda: note(x=1)):
        with pytest.raises(RuntimeError, match="only a command"):
            call()


def test_asking_in_a_nested_command_does_not_count_for_the_outer_one(db: None) -> None:
    inner = _named(Tag.INNER)

    @command(Tag.OUTER)
    def run(*, actor: Actor) -> None:
        inner(actor=actor)

    with pytest.raises(RuntimeError, match=r"test\.outer\.run changed data without asking"):
        run(actor=SOMEBODY)
    assert not AuditEvent.objects.exists()


def _named(tag: TextChoices) -> Callable[..., Any]:
    @command(tag)
    def run(*, actor: Actor) -> StoredFile:
        require(allow())
        note(depth=tag.value)
        return stored(len(tag.value))

    return run


# --- the audit row ----------------------------------------------------------------------------------------


def test_each_nested_command_has_a_row_of_its_own(db: None) -> None:
    inner = _named(Tag.INNER)

    @command(Tag.OUTER)
    def run(*, actor: Actor) -> None:
        require(allow())
        note(before=1)
        file = inner(actor=actor)
        note(subject=file, after=2)

    run(actor=SOMEBODY)
    rows = list(AuditEvent.objects.order_by("id"))
    assert [row.tag for row in rows] == ["test.inner.run", "test.outer.run"]
    assert rows[0].detail == {"depth": "test.inner.run"}
    assert rows[1].detail == {"before": 1, "after": 2}
    assert {row.subject_id for row in rows} == {sha(14)}
    assert rows[1].subject_type == "storage.storedfile"
    assert rows[1].actor["name"] == "测试"


class Openness(TextChoices):
    YES = "yes", "是"


def _inputs() -> dict[str, Any]:
    text = "长" * 201
    return {
        "password": Secret("Mountain#Spring7"),
        "text": text,
        "short": "短",
        "day": date(2026, 9, 1),
        "choice": Openness.YES,
        "many": list(range(30)),
        "blob": b"bytes",
        "chunks": (part for part in [b"1"]),
        "nested": {"key": Secret("Mountain#Spring7"), "odd": float("nan")},
    }


def test_inputs_are_kept_without_secrets_and_whole_texts(db: None) -> None:
    @command(Tag.OUTER)
    def run(
        *, actor: Actor, password: Secret[str], text: str, short: str, day: date, choice: Openness,
        many: list[int], blob: bytes, chunks: Iterator[bytes], nested: dict[str, Any],
    ) -> None:  # fmt: skip
        require(allow())
        assert next(chunks) == b"1"  # recording has not eaten the stream

    run(actor=SOMEBODY, **_inputs())
    row = AuditEvent.objects.get()
    assert row.detail["password"] == "•••"
    assert row.detail["nested"] == {"key": "•••", "odd": "nan"}
    assert row.detail["text"]["length"] == 201
    assert len(row.detail["text"]["sha256"]) == 64
    assert (row.detail["short"], row.detail["day"], row.detail["choice"]) == ("短", "2026-09-01", "yes")
    assert row.detail["many"] == {"first": list(range(20)), "count": 30}
    assert (row.detail["blob"], row.detail["chunks"]) == ("bytes", "generator")
    assert "actor" not in row.detail
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, '') FROM audit_auditevent t")
        assert "Mountain" not in cursor.fetchone()[0]


def test_no_account_password_reaches_the_log(db: None) -> None:
    identity = pytest.importorskip("gongkai.foundation.identity.commands")
    county = make.make_county()
    before = AuditEvent.objects.count()
    identity.create_account(
        actor=SOMEBODY, username="tester", display_name="测试员", body_id=county.bureau.pk,
        password=Secret("Mountain#Spring7"),
    )  # fmt: skip
    assert AuditEvent.objects.count() > before
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, '') FROM audit_auditevent t")
        assert "Mountain" not in cursor.fetchone()[0]


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", ["a", "\x00"], {"k": "\x00"}, ("\x00",)])
def test_what_the_database_cannot_keep_is_refused_before_anything_happens(db: None, bad: Any) -> None:
    @command(Tag.OUTER)
    def run(*, actor: Actor, value: Any) -> None:
        pytest.fail("should not be reached")

    with pytest.raises(InvalidInput, match="无法保存的字符"):
        run(actor=SOMEBODY, value=bad)


# --- constraints ------------------------------------------------------------------------------------------


def test_a_constraint_with_words_becomes_a_conflict(db: None) -> None:
    county = make.make_county()

    @command(Tag.OUTER)
    def run(*, actor: Actor) -> None:
        require(allow())
        PublicBody.objects.filter(pk=county.other_bureau.pk).update(uscc=county.bureau.uscc)

    before = all_rows()
    with pytest.raises(Conflict, match="该统一社会信用代码已登记在其他机关名下。"):
        run(actor=SOMEBODY)
    assert all_rows() == before


def test_a_constraint_without_words_stays_an_error(db: None) -> None:
    @command(Tag.OUTER)
    def run(*, actor: Actor) -> None:
        require(allow())
        StoredFile.objects.create(sha256="no", size=1, media_type="text/plain")

    with pytest.raises(IntegrityError, match="storage_sha256_form"):
        run(actor=SOMEBODY)
    assert not AuditEvent.objects.exists()


def test_every_model_constraint_that_users_can_hit_has_chinese_words() -> None:
    """A unique constraint is what two people at once run into."""
    silent = {"outbox_one_delivery_per_subscriber", "audit_leaf_position", "search_one_entry_per_version",
              "search_one_present_entry",
              "information_one_counter", "information_edition_number", "workflow_step_position",
              "workflow_one_current_step", "catalogue_one_national",
        "calendar_notice_in_order", "publishing_log_once",
              "recovery_code_once",
              # written under a lock on the year, the catalogue, the power; or once by the product itself
              "calendar_version_number", "calendar_one_current_version", "calendar_day_once", "notice_once",
              "catalogue_revision_once", "catalogue_one_latest_revision", "catalogue_version_number",
              "catalogue_one_follow_up", "power_version_number", "power_link_position",
              "workflow_route_step_number",
              # written under a lock on the edition, on the run; an address that is there already stays
              "information_one_open_reexamination", "importing_row_once",
              "importing_address_once",
              # what is there already is taken: a scan of the same content, a wording ignored, a hit of a run
              "guarding_scan_once", "wording_ignored_once", "information_rescan_hit_once"}  # fmt: skip
    messages = frame.conflict_from.__globals__["_messages"]()
    for model in _our_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.name not in silent:
                assert constraint.name in messages, constraint.name


def _our_models() -> list[type[models.Model]]:
    from django.apps import apps

    return [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


# --- atomicity with real transactions ---------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_nobody_sees_half_a_command() -> None:
    """A reader beside a running command sees neither its rows nor its audit row until the commit."""

    @command(Tag.OUTER)
    def slow(*, actor: Actor) -> None:
        require(allow())
        stored(1)
        emit(ThingHappened(number=1))
        time.sleep(0.4)
        stored(2)

    def watch() -> list[tuple[int, int, int]]:
        seen = []
        for _ in range(30):
            # one statement is one snapshot
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT (SELECT count(*) FROM storage_storedfile),"
                    " (SELECT count(*) FROM audit_auditevent),"
                    " (SELECT count(*) FROM outbox_outboxevent)"
                )
                seen.append(cursor.fetchone())
            time.sleep(0.03)
        return seen

    _, seen = at_once([lambda: slow(actor=SOMEBODY), watch])
    assert set(seen) == {(0, 0, 0), (2, 1, 1)}


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_each_stands_or_falls_alone() -> None:
    """Ten at once take the same key; one keeps it with its audit row and event, nine leave nothing."""

    @command(Tag.OUTER)
    def take(*, actor: Actor, number: int) -> StoredFile:
        require(allow())
        emit(ThingHappened(number=number))
        StoredFile.objects.create(sha256=sha(100 + number), size=1, media_type="text/plain")
        return stored(7)

    outcomes = at_once([lambda number=number: take(actor=SOMEBODY, number=number) for number in range(6)])
    won = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, StoredFile)]
    assert len(won) == 1, outcomes
    assert all(isinstance(outcome, IntegrityError) for n, outcome in enumerate(outcomes) if n not in won)
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {sha(7), sha(100 + won[0])}
    assert AuditEvent.objects.get().detail == {"number": won[0]}
    assert OutboxEvent.objects.get().payload == {"number": won[0]}
