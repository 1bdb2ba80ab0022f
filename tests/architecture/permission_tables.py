"""Tables of a draft, for the permission table; inputs of its rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from gongkai.core.information import commands as information
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.partial_tables import Withheld
from gongkai.core.information.rules.tables import Column
from gongkai.foundation.access.enums import Role

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

COLUMNS = (Column("c1", "项目"),)


def _workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["项目", "数值"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _revision(world: World) -> int:
    return Edition.objects.get(pk=world.draft.pk).revision


def _filled(world: World) -> dict[str, Any]:
    editor = world.county.person(Role.DEPARTMENT_EDITOR, world.draft.document.body)
    stored = information.receive_tables(
        actor=editor, edition_id=world.draft.pk, name="表.xlsx", chunks=[_workbook()]
    )
    return {
        "edition_id": world.draft.pk, "revision": _revision(world), "sha256": stored.sha256,
        "name": "表.xlsx", "chosen": {0: OWN},
    }  # fmt: skip


def _there(world: World) -> dict[str, Any]:
    editor = world.county.person(Role.DEPARTMENT_EDITOR, world.draft.document.body)
    table = information.put_table(
        actor=editor, edition_id=world.draft.pk, revision=_revision(world), code=OWN, title="附表",
        columns=COLUMNS, rows=[],
    )  # fmt: skip
    return {"edition_id": world.draft.pk, "revision": _revision(world), "code": table.code}


TABLE_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "information.table.put": lambda w: {
        "edition_id": w.draft.pk, "revision": _revision(w), "code": OWN, "title": "附表", "columns": COLUMNS,
        "rows": [],
    },
    "information.table.remove": _there,
    "information.table.withhold": lambda w: {**_there(w), "withheld": Withheld()},
    "information.table.receive": lambda w: {
        "edition_id": w.draft.pk, "name": "表.xlsx", "chunks": [_workbook()],
    },
    "information.table.fill": _filled,
}  # fmt: skip
