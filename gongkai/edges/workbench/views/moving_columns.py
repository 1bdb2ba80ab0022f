"""Which column of an old site is what, looked at with its first lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.importing import commands, queries
from gongkai.core.importing.enums import Field
from gongkai.core.importing.rules import Mapping
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.forms.moving import ColumnsForm, Names, assigned
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.moving_names import rows_in_force, values_in, with_names
from gongkai.edges.workbench.presenting import moving as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.moving import crumbs, readable_run
from gongkai.foundation.organisations import queries as organisations

if TYPE_CHECKING:
    from gongkai.core.importing.models import ImportRun


@dataclass(frozen=True, slots=True)
class Assignment:
    """A name that stands in the table, how often, and what it means so far."""

    field: str
    value: str
    count: int
    meant: str


@require_http_methods(["GET", "POST"])
def columns(request: StaffRequest, run_id: int) -> HttpResponse:
    """Assign columns, then the names in them; `check` begins the trial with what was assigned."""
    run = readable_run(request, run_id)
    mapping = queries.mapping_of(run)
    bodies, items = _bodies(run), _items(run)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        columns=run.columns,
        mapping=mapping,
        bodies=bodies,
        items=items,
    )
    if form.is_bound:
        done = form.attempt(lambda: _store(request, run, form, bodies, items))
        if done is not None:
            return done
    context = {
        "title": "字段对应",
        "run": run,
        "form": form,
        "bodies": bodies.options,
        "items": items.options,
        "body_names": _assignments(run, mapping, Field.BODY, bodies),
        "column_names": _assignments(run, mapping, Field.COLUMN, items),
        "columns": presenting.SAMPLE_COLUMNS,
        "samples": presenting.sample_rows(queries.sample(run, mapping)),
        "crumbs": crumbs(
            NavLink(run.name, reverse("workbench:moving_run", args=[run.pk])), NavLink("字段对应", "")
        ),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/moving_columns.html", context, status=status)


def _store(
    request: StaffRequest, run: ImportRun, form: ColumnsForm, bodies: Names, items: Names
) -> HttpResponse:
    mapping = Mapping(
        columns=form.columns(),
        body_id=form.cleaned_data["body"],
        item_id=form.cleaned_data["item"],
        content_place=form.text("content_place").strip(),
        host=form.text("host").strip().lower(),
    )
    body_keys, odd_bodies = assigned(request.POST, "body_", values_in(run, mapping, Field.BODY), bodies)
    item_keys, odd_items = assigned(request.POST, "item_", values_in(run, mapping, Field.COLUMN), items)
    mapping = with_names(run, replace(mapping, bodies=body_keys, items=item_keys))
    commands.set_mapping(actor=request.actor, run_id=run.pk, mapping=mapping)
    for typed in [*odd_bodies, *odd_items]:
        messages.warning(request, f"没有“{typed}”，请从列表中选择；这一项没有保存。")
    if request.POST.get("action") == "check" and not odd_bodies and not odd_items:
        commands.check_run(actor=request.actor, run_id=run.pk)
        return HttpResponseRedirect(reverse("workbench:moving_run", args=[run.pk]))
    messages.success(request, "已保存，下面是按这样对应读出的前几行。")
    return HttpResponseRedirect(reverse("workbench:moving_columns", args=[run.pk]))


def _bodies(run: ImportRun) -> Names:
    found = organisations.list_bodies(division_id=run.division_id, include_closed=True)
    return Names([(body.pk, body.name) for body in found])


def _items(run: ImportRun) -> Names:
    return Names([(row.item_id, f"{row.area.name} › {row}〔{row.code}〕") for row in rows_in_force(run)])


def _assignments(run: ImportRun, mapping: Mapping, field: Field, names: Names) -> list[Assignment]:
    column = mapping.columns.get(field)
    meant = mapping.bodies if field == Field.BODY else mapping.items
    prefix = "body_" if field == Field.BODY else "item_"
    return [
        Assignment(f"{prefix}{position}", each.value, each.count, names.name_of(meant.get(each.value)))
        for position, each in enumerate(queries.values_of(run, column) if column else [])
    ]
