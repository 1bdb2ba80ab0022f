"""What a draft does to other documents: recorded while it is written, carried out when it is published."""

from __future__ import annotations

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.drafting import sign_as_author
from gongkai.core.information.enums import InformationTag, RelationKind, Severity
from gongkai.core.information.models import Document, Edition, Relation
from gongkai.core.information.queries.relations import get_relation, relation_faults, relations_of
from gongkai.foundation.execution import command, note, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text import document_number

MOST_RELATIONS = 200
_TITLE_LENGTH, _NUMBER_LENGTH, _REMARK_LENGTH = 200, 100, 300


@command(InformationTag.RELATION_ADD)
def add_relation(
    *,
    actor: Actor,
    edition_id: int,
    kind: RelationKind,
    target_id: int | None = None,
    title: str = "",
    number: str = "",
    remark: str = "",
) -> Relation:
    """Record what a draft does to a document of the base, or to one that is only named.

    Args:
        target_id: the document; without it `title` names what is not in the base.

    Raises:
        InvalidInput: it cannot be: of itself, of what is no longer in force, of a later document.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    known = relations_of(edition)
    if len(known) >= MOST_RELATIONS:
        raise InvalidInput(f"一份文件最多登记{MOST_RELATIONS}条关系。")
    relation = Relation(edition=edition, kind=kind, note=remark.strip()[:_REMARK_LENGTH])
    if target_id is not None:
        relation.target = _target(edition, kind, target_id, known)
    else:
        _name(relation, title, number, known)
    relation.position = known[-1].position + 1 if known else 1
    relation.save()
    sign_as_author(edition, actor)
    note(kind=kind, target=str(relation))
    return relation


@command(InformationTag.RELATION_REMOVE)
def remove_relation(*, actor: Actor, relation_id: int) -> Edition:
    """Take a relation off a draft."""
    relation = get_relation(relation_id)
    edition = queries.lock_edition(relation.edition_id)
    require(policies.may_edit(actor, edition))
    note(kind=relation.kind, target=str(relation))
    if not Relation.objects.filter(pk=relation.pk).delete()[0]:
        raise Conflict("这一关系刚刚已被移除，请刷新页面。")
    sign_as_author(edition, actor)
    return edition


def _target(edition: Edition, kind: RelationKind, target_id: int, known: list[Relation]) -> Document:
    target = queries.get_document(target_id)
    others = [RelationKind(row.kind) for row in known if row.target_id == target_id]
    if kind in others:
        raise InvalidInput.for_field("target", "已登记过与该文件的这一关系。")
    stops = [
        remark
        for remark in relation_faults(edition, kind, target, others)
        if remark.severity == Severity.STOP
    ]
    if stops:
        raise InvalidInput.for_field("target", "".join(f"{stop.message}。" for stop in stops))
    return target


def _name(relation: Relation, title: str, number: str, known: list[Relation]) -> None:
    named = rules.visible(title).strip("《》")
    if not named:
        raise InvalidInput.for_field("title", "请选择文件，或者写明文件名称。")
    if len(named) > _TITLE_LENGTH or len(number) > _NUMBER_LENGTH:
        raise InvalidInput.for_field(
            "title", f"文件名称不超过{_TITLE_LENGTH}字，文号不超过{_NUMBER_LENGTH}字。"
        )
    if any(row.kind == relation.kind and row.target_title == named for row in known):
        raise InvalidInput.for_field("title", "已登记过与该文件的这一关系。")
    relation.target_title = named
    relation.target_number = document_number.normalise_brackets(number).strip()
