"""Every command for every role: allowed or denied as in the table, and a denial leaves no trace."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

import gongkai
from gongkai.foundation.access.enums import Role
from gongkai.foundation.execution import COMMANDS
from gongkai.foundation.organisations.models import Division, PublicBody
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Denied
from tests.architecture.permission_table import TABLE, Row, Scope
from tests.architecture.permission_world import INPUTS, World, make_world, person

for module in pkgutil.walk_packages(gongkai.__path__, "gongkai."):
    if module.name.endswith(".commands"):
        importlib.import_module(module.name)


@pytest.fixture(scope="module")
def imports_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.IMPORTS_ROOT", tmp_path_factory.mktemp("imports"))
        yield


@pytest.fixture(scope="module")
def module_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, imports_apart: None
) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(module_world: World, db: None) -> World:
    return module_world


def test_every_command_has_its_row_and_every_row_its_command() -> None:
    rows = {key.partition("@")[0] for key in TABLE}
    assert rows == set(COMMANDS), "a new command needs rows in permission_table.py and permission_world.py"
    assert set(INPUTS) == set(TABLE)


def test_every_command_has_a_chinese_label() -> None:
    for command in COMMANDS.values():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in command.label), command.tag
        app, _, deed = command.tag.partition(".")
        assert app
        assert deed.count(".") == 1, f"{command.tag} is not app.thing.deed"


@pytest.mark.parametrize("key", sorted(TABLE))
def test_as_in_the_table(world: World, key: str) -> None:
    row = TABLE[key]
    deed = COMMANDS[key.partition("@")[0]].run
    with transaction.atomic():
        inputs = INPUTS[key](world)
        before = every_table()
        for who, actor in denied(row, world):
            try:
                deed(actor=actor, **inputs)
            except Denied as refusal:
                assert has_chinese(refusal.message), f"{key}: {who}: {refusal.message}"
            else:
                pytest.fail(f"{key}: {who} should have been denied")
        assert every_table() == before, f"{key}: a denial changed something"
        for who, actor in allowed(row, world):
            try:
                with transaction.atomic():
                    deed(actor=actor, **inputs)
                    transaction.set_rollback(True)
            except Denied as refusal:
                pytest.fail(f"{key}: {who} should have been allowed: {refusal.message}")
        transaction.set_rollback(True)


def allowed(row: Row, world: World) -> Iterator[tuple[str, Actor]]:
    if row.product:
        yield "the product", Actor.system("权限测试")
    if row.scope is Scope.ANYBODY:
        yield "public", Actor.public("203.0.113.1")
    roles = set(Role) if row.scope in {Scope.ONESELF, Scope.ANYBODY} else row.roles
    for role in sorted(roles):
        for name, place in own_places(row, world):
            yield f"{role} over {name}", person(world.me, role, place)


def denied(row: Row, world: World) -> Iterator[tuple[str, Actor]]:
    if not row.product:
        yield "the product", Actor.system("权限测试")
    if row.scope is not Scope.ANYBODY:
        yield "public", Actor.public("203.0.113.1")
    if row.scope in {Scope.ONESELF, Scope.ANYBODY}:
        return
    yield "a person without a role", person(world.me, None, None)
    for role in Role:
        if role not in row.roles:
            yield f"{role} over everything", person(world.me, role, None)
        elif row.scope is not Scope.ANYWHERE:
            for name, place in foreign_places(row, world):
                yield f"{role} over {name}", person(world.me, role, place)


Places = list[tuple[str, PublicBody | Division | None]]


def own_places(row: Row, world: World) -> Places:
    county = world.county
    own: dict[Scope, Places] = {
        Scope.BODY: [("the body", county.bureau)],
        Scope.ANYWHERE: [("another county", world.other.division)],
    }
    above: Places = [("the county", county.division), ("the city", county.city)]
    reach = [] if row.scope in {Scope.INSTALLATION, Scope.ANYWHERE} else above
    return [*own.get(row.scope, []), *reach, ("everything", None)]


def foreign_places(row: Row, world: World) -> Places:
    if row.scope is Scope.INSTALLATION:
        return [("one county", world.county.division), ("one body", world.county.government)]
    beside: Places = [("the body beside", world.county.other_bureau)] if row.scope is Scope.BODY else []
    return [
        *beside,
        ("the government above", world.county.government),
        ("a township below", world.far_township),
        ("another county", world.other.division),
        ("another county's body", world.other.bureau),
        ("another county's government", world.other.government),
    ]


def every_table() -> list[tuple[str, int, int]]:
    """Each table with the number of its rows and a sum over their contents."""
    tables = sorted(connection.introspection.table_names())
    parts = (
        f"SELECT '{table}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {table} t"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return cursor.fetchall()


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)
