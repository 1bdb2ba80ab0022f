from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.foundation.audit import commands, queries
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

pytestmark = pytest.mark.django_db

TABLES = {"audit_auditevent": "tag", "audit_auditseal": "count", "audit_auditleaf": "position"}


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(autouse=True)
def a_sealed_row() -> None:
    commands.record(tag="test.thing.do", actor=Actor.system("测试"), detail={"n": 1})
    commands.seal_pending()
    sql("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(("table", "column"), TABLES.items())
@pytest.mark.parametrize("statement", [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "TRUNCATE {table}",
])  # fmt: skip
def test_the_database_refuses(table: str, column: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"只能追加，不能修改、删除或清空|cannot truncate"):
        sql(statement.format(table=table, column=column))
    assert AuditEvent.objects.count() == 1
    assert queries.verify().intact


def test_each_table_has_both_triggers_and_they_are_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE proname = 'gongkai_append_only' AND tgenabled = 'O' GROUP BY 1"
        )
        on = dict(cursor.fetchall())
    others = [
        "publishing_publicationentry",
        "deadlines_courseevent",
        "deadlines_deadlinemove",
        "guarding_confirmation",
        "guarding_proof",
        "guarding_release",
        "guarding_ruleversion",
        "information_secrecyreview",
        "information_validitychange",
        "powers_entryexamination",
        "powers_powerversion",
    ]
    assert on == dict.fromkeys([*TABLES, *others], 2)


@pytest.mark.parametrize("change", [
    lambda rows: rows.update(tag="x"),
    lambda rows: rows.delete(),
    lambda rows: rows[0].delete(),
    lambda rows: rows[0].save(),
])  # fmt: skip
def test_django_cannot_either(change) -> None:
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
        change(AuditEvent.objects.all())


def test_the_time_is_the_databases_own() -> None:
    long_ago = clock.now().replace(year=2001)
    with clock.frozen(long_ago):
        commands.record(tag="test.thing.do", actor=Actor.system("测试"))
    sql("INSERT INTO audit_auditevent (at, tag, actor, subject_type, subject_id, subject_label, detail)"
        " VALUES ('2001-01-01', 'x', '{}', '', '', '', '{}')")  # fmt: skip
    assert {row.at.year for row in AuditEvent.objects.all()} == {clock.now().year}
