"""What a draft does to other documents: a page of its own, and the same within the editor."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import RelationKind, Severity
from gongkai.core.information.queries.relations import (
    find_targets,
    get_relation,
    proposals_for,
    relations_remarks,
    shown_editions,
)
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import Badge, NavLink
from gongkai.edges.components.validity import validity_badge
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.forms.relations import RelationForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.edges.workbench.requests import StaffRequest

_FIELD_IDS = "id_relation_%s"
"""Not `id_%s`: within the editor the draft itself has a title and a kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """A relation as it is listed; the target may be only named."""

    relation_id: int
    label: str
    title: str
    number: str
    remark: str
    url: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A document to choose."""

    document_id: int
    title: str
    number: str
    body: str
    index_number: str
    badge: Badge | None


@require_GET
def relations(request: StaffRequest, edition_id: int) -> HttpResponse:
    """The page; for htmx only its panel."""
    edition = readable_edition(request.actor, edition_id)
    return _show(request, edition, words=inputs.words(request))


@require_POST
def add(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    form = RelationForm(request.POST, auto_id=_FIELD_IDS)
    added = form.attempt(
        lambda: commands.add_relation(actor=request.actor, edition_id=edition.pk, **form.inputs())
    )
    if added is None:
        return _show(request, edition, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _done(request, edition, f"已登记：{RelationKind(added.kind).label}。")


@require_POST
def remove(request: StaffRequest, edition_id: int, relation_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    if get_relation(relation_id).edition_id != edition.pk:
        raise NotFound("没有找到这一关系，可能已被移除。")
    commands.remove_relation(actor=request.actor, relation_id=relation_id)
    return _done(request, edition, "已移除。")


def _done(request: StaffRequest, edition: Edition, words: str) -> HttpResponse:
    if request.htmx:
        return _show(request, edition, told=words)
    messages.success(request, words)
    return HttpResponseRedirect(reverse("workbench:relations", args=[edition.pk]))


def _show(
    request: StaffRequest,
    edition: Edition,
    *,
    words: str = "",
    form: RelationForm | None = None,
    told: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    may_edit = policies.may_edit(request.actor, edition)
    context = {
        "title": f"文件关系：{edition.title}",
        "edition": edition,
        "lines": lines_of(edition),
        "remarks": [
            (Severity(remark.severity).label, remark.message) for remark in relations_remarks(edition)
        ],
        "proposals": proposals_for(edition) if may_edit.allowed else [],
        "may_edit": may_edit,
        "kinds": RelationKind.choices,
        "words": words,
        "found": _found(words, edition),
        "form": form or RelationForm(auto_id=_FIELD_IDS),
        "told": told,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
            NavLink("文件关系", ""),
        ],
    }
    if request.htmx:
        # 422 would keep htmx from showing what is wrong
        return fragment(request, "workbench/relations_panel.html", context)
    return page(request, "workbench/relations.html", context, status=status)


def lines_of(edition: Edition) -> list[Line]:
    """What an edition does, with how its targets stand, in three queries."""
    rows = queries.relations_of(edition)
    targets = [row.target for row in rows if row.target is not None]
    editions = shown_editions({target.pk for target in targets}) if targets else {}
    standing = queries.validities(targets) if targets else {}
    found = []
    for row in rows:
        target = editions.get(row.target_id or 0)
        label = RelationKind(row.kind).label
        if target is None:
            found.append(Line(row.pk, label, row.target_title, row.target_number, row.note))
        else:
            url = reverse("portal:document", args=[target.document.public_id])
            badge = validity_badge(standing[target.document_id])
            found.append(Line(row.pk, label, target.title, target.document_number, row.note, url, badge))
    return found


def _found(words: str, edition: Edition) -> list[Found]:
    editions = find_targets(words, apart_from=edition.document_id)
    standing = queries.validities([row.document for row in editions]) if editions else {}
    return [
        Found(
            row.document_id,
            row.title,
            row.document_number,
            row.document.body.name,
            row.document.index_number or "",
            validity_badge(standing[row.document_id]),
        )
        for row in editions
    ]
