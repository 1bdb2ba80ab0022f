"""The forms on the page of a body, and the commands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.edges.workbench.forms.organisations import (
    CloseForm,
    ContactForm,
    CorrectNameForm,
    LineForm,
    MergeForm,
    RegistrationForm,
    RenameForm,
)
from gongkai.edges.workbench.panels import Panel
from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import commands, policies, queries
from gongkai.foundation.organisations.enums import BodyKind
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.foundation.organisations.models import PublicBody

F = TypeVar("F", bound=WorkbenchForm)
_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})


def panels_of(actor: Actor, body: PublicBody, data: QueryDict | None = None, only: str = "") -> list[Panel]:
    """All changes of an open body; with `data` the form of the change `only` is filled with what was sent."""
    if body.closed_on is not None:
        return []
    contact = policies.may_update_contact(actor, body)
    structure = policies.may_reorganise_body(actor, body)
    others = _others(actor, body) if structure.allowed else []
    names = {"name": body.name, "short_name": body.short_name}

    def form(kind: type[F], name: str, **options: Any) -> F:
        return kind(data if name == only else None, auto_id=f"id_{name}_%s", **options)

    return [
        Panel(
            "contact",
            "联系信息",
            form(ContactForm, "contact", initial=_values(body, ContactForm)),
            contact,
            _update,
        ),
        Panel(
            "register",
            "登记信息",
            form(RegistrationForm, "register", initial=_values(body, RegistrationForm)),
            structure,
            _register,
        ),
        Panel(
            "rename",
            "更名",
            form(RenameForm, "rename"),
            structure,
            _rename,
            "确定更名？旧名称按时间保留。",
        ),
        Panel(
            "correct-name",
            "更正名称（录入有误）",
            form(CorrectNameForm, "correct-name", initial=names),
            structure,
            _correct_name,
        ),
        Panel(
            "parent",
            "调整上级机关（块）",
            form(LineForm, "parent", bodies=others, initial={"above": body.parent_id}),
            structure,
            _set_parent,
        ),
        Panel(
            "sector",
            "调整业务主管机关（条）",
            form(LineForm, "sector", bodies=others, initial={"above": body.sector_parent_id}),
            structure,
            _set_sector,
        ),
        Panel(
            "merge",
            "合并",
            form(MergeForm, "merge", bodies=others),
            structure,
            _merge,
            "确定合并？被合并的机关将撤销，其文件由合并后的机关承接。",
            alarm=True,
        ),
        Panel(
            "close",
            "撤销",
            form(CloseForm, "close"),
            structure,
            _close,
            "确定撤销这个机关？",
            alarm=True,
        ),
    ]


def _others(actor: Actor, body: PublicBody) -> Sequence[tuple[str, str]]:
    covered = queries.bodies_covered(actor, _KEEPERS).exclude(pk=body.pk)
    return [(str(pk), name) for pk, name in covered.values_list("pk", "name")]


def _values(body: PublicBody, form: type[WorkbenchForm]) -> dict[str, object]:
    return {name: getattr(body, name) for name in form.base_fields}


def _update(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    given = {name: form.text(name) for name in ContactForm.base_fields}
    return commands.update_body(actor=actor, body_id=body.pk, **given)


def _register(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    return commands.update_body_registration(
        actor=actor,
        body_id=body.pk,
        kind=BodyKind(form.cleaned_data["kind"]),
        uscc=form.text("uscc"),
        opened_on=form.cleaned_data["opened_on"],
        sort_key=form.cleaned_data["sort_key"],
    )


def _rename(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    return commands.rename_body(
        actor=actor,
        body_id=body.pk,
        name=form.text("name"),
        short_name=form.text("short_name"),
        on=form.cleaned_data["on"],
        basis=form.text("basis"),
    )


def _correct_name(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    return commands.correct_body_name(
        actor=actor,
        body_id=body.pk,
        name=form.text("name"),
        short_name=form.text("short_name"),
        basis=form.text("basis"),
    )


def _set_parent(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    return commands.set_parent(actor=actor, body_id=body.pk, parent_id=form.cleaned_data["above"])


def _set_sector(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    return commands.set_sector_parent(
        actor=actor, body_id=body.pk, sector_parent_id=form.cleaned_data["above"]
    )


def _merge(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    return commands.merge_bodies(
        actor=actor,
        predecessor_ids=[body.pk, *form.cleaned_data["others"]],
        on=form.cleaned_data["on"],
        basis=form.text("basis"),
        successor_id=form.cleaned_data["successor"],
        new_name=form.text("new_name"),
        new_short_name=form.text("new_short_name"),
    )


def _close(actor: Actor, body: PublicBody, form: WorkbenchForm) -> object:
    return commands.close_body(
        actor=actor, body_id=body.pk, on=form.cleaned_data["on"], basis=form.text("basis")
    )
