"""Inputs of the commands about relations and validity, for the table of permissions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from gongkai.core.information import commands as information
from gongkai.core.information.enums import RelationKind, Validity
from tests import factories as make

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

_DECISION = {"on": date(2026, 6, 1), "basis": "清理结果公告"}


def _relation(world: World) -> dict[str, Any]:
    relation = information.add_relation(
        actor=make.SYSTEM, edition_id=world.draft.pk, kind=RelationKind.CITES, title="社会救助暂行办法"
    )
    return {"relation_id": relation.pk}


VALIDITY_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "information.relation.add": lambda w: {
        "edition_id": w.draft.pk, "kind": RelationKind.CITES, "title": "社会救助暂行办法",
    },
    "information.relation.remove": _relation,
    "information.validity.change": lambda w: {
        "document_id": w.published.document_id, "validity": Validity.REPEALED, **_DECISION,
    },
    "information.validity.batch": lambda w: {
        "decisions": [information.Decision(w.published.document_id, Validity.REPEALED)], **_DECISION,
    },
    "information.official.load": lambda w: {
        "rows": [information.OfficialRow("中华人民共和国政府信息公开条例", date(2019, 4, 3))],
    },
    "information.validity.sweep": lambda w: {"document_id": w.published.document_id},
}  # fmt: skip
