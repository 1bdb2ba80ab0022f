"""Creating a public body and changing what is known of it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import policies, queries, rules
from gongkai.foundation.organisations.commands.linking import relink_kind
from gongkai.foundation.organisations.enums import BodyKind, OrganisationsTag
from gongkai.foundation.organisations.models import BodyName, PublicBody
from gongkai.foundation.organisations.models.lineage import reserve_id
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.uscc import problem as uscc_problem

_CONTACT_LENGTHS = {
    "address": (200, "办公地址"),
    "office_hours": (200, "办公时间"),
    "email": (100, "电子邮箱"),
}


@command(OrganisationsTag.BODY_CREATE)
def create_body(
    *,
    actor: Actor,
    division_id: int,
    name: str,
    kind: BodyKind,
    short_name: str = "",
    parent_id: int | None = None,
    sector_parent_id: int | None = None,
    uscc: str = "",
    address: str = "",
    office_hours: str = "",
    telephone: str = "",
    fax: str = "",
    email: str = "",
    opened_on: date | None = None,
    sort_key: int = 0,
) -> PublicBody:
    """Add a public body under its first name.

    Raises:
        InvalidInput: a field is wrong; all faults are told at once.
        Conflict: the credit code, or the name within the division, is taken.
    """
    queries.lock_structure()
    division = queries.get_division(division_id)
    require(policies.may_create_body(actor, division))
    if not division.is_active:
        raise Conflict("该行政区划已停用，不能在其中新增机关。")
    parent = queries.get_body(parent_id) if parent_id is not None else None
    sector_parent = queries.get_body(sector_parent_id) if sector_parent_id is not None else None
    body = PublicBody(
        division=division,
        kind=kind,
        name=rules.tidy(name),
        short_name=rules.tidy(short_name),
        parent=parent,
        sector_parent=sector_parent,
        uscc=rules.tidy_uscc(uscc) or None,
        address=rules.tidy(address),
        office_hours=rules.tidy(office_hours),
        telephone=rules.tidy(telephone),
        fax=rules.tidy(fax),
        email=rules.tidy(email),
        opened_on=opened_on,
        sort_key=sort_key,
    )
    InvalidInput.raise_for(
        **_name_faults(body.name, body.short_name),
        **_registration_faults(body),
        **_contact_faults(body),
        parent_id=parent_fault(body, parent),
        sector_parent_id=sector_fault(sector_parent),
    )
    body.pk = reserve_id(PublicBody)
    body.lineage = queries.lineage_under(body, parent)
    body.save(force_insert=True)
    BodyName.objects.create(body=body, name=body.name, short_name=body.short_name, valid_from=opened_on)
    return body


@command(OrganisationsTag.BODY_UPDATE)
def update_body(
    *,
    actor: Actor,
    body_id: int,
    address: str | None = None,
    office_hours: str | None = None,
    telephone: str | None = None,
    fax: str | None = None,
    email: str | None = None,
) -> PublicBody:
    """Change the contact data that are given and leave the rest.

    Raises:
        InvalidInput: a field is wrong; all faults are told at once.
        Conflict: the body is closed.
    """
    body = queries.lock_body(body_id)
    require(policies.may_update_contact(actor, body))
    refuse_closed(body)
    given = {
        "address": address,
        "office_hours": office_hours,
        "telephone": telephone,
        "fax": fax,
        "email": email,
    }
    changed = {name: rules.tidy(text) for name, text in given.items() if text is not None}
    for name, text in changed.items():
        setattr(body, name, text)
    InvalidInput.raise_for(**_contact_faults(body))
    body.save(update_fields=list(changed))
    return body


@command(OrganisationsTag.BODY_REGISTER)
def update_body_registration(
    *,
    actor: Actor,
    body_id: int,
    kind: BodyKind | None = None,
    uscc: str | None = None,
    opened_on: date | None = None,
    sort_key: int | None = None,
) -> PublicBody:
    """Change kind, credit code, day of founding or place in lists; what is not given stays.

    A body that becomes a government keeps no rights over those below it, and one that ceases to be a
    government gains them.

    Raises:
        InvalidInput: a field is wrong.
        Conflict: the body is closed, the code is taken, or the day lies after a later name began.
    """
    queries.lock_structure()
    body = queries.lock_body(body_id)
    require(policies.may_reorganise_body(actor, body))
    refuse_closed(body)
    is_other_kind = kind is not None and kind != body.kind
    body.kind = body.kind if kind is None else kind
    body.uscc = body.uscc if uscc is None else rules.tidy_uscc(uscc) or None
    body.sort_key = body.sort_key if sort_key is None else sort_key
    if opened_on is not None:
        body.opened_on = opened_on
    InvalidInput.raise_for(**_registration_faults(body))
    body.save(update_fields=["uscc", "sort_key", "opened_on"])
    if is_other_kind:
        relink_kind(body)
    if opened_on is not None:
        first = queries.names_of(body.pk)[0]
        first.valid_from = opened_on
        first.save(update_fields=["valid_from"])
    return body


@command(OrganisationsTag.BODY_RENAME)
def rename_body(
    *, actor: Actor, body_id: int, name: str, on: date, basis: str, short_name: str = ""
) -> PublicBody:
    """Give the body a new name from the day `on`; the old one stays valid for the time before.

    Raises:
        InvalidInput: the day is not after the present name began, or lies in the future.
        Conflict: the body is closed, or the name is taken in the division.
    """
    body = queries.lock_body(body_id)
    require(policies.may_reorganise_body(actor, body))
    refuse_closed(body)
    name, short_name, basis = rules.tidy(name), rules.tidy(short_name), rules.tidy(basis)
    present = queries.current_name(body.pk)
    InvalidInput.raise_for(
        **_name_faults(name, short_name),
        on=rules.date_fault(on, clock.today(), "更名日期") or _order_fault(on, present),
        basis=rules.basis_fault(basis),
    )
    if (name, short_name) == (present.name, present.short_name):
        raise Conflict("新名称与现用名称相同，无需更名。")
    note(former_name=present.name)
    present.valid_to = on
    present.save(update_fields=["valid_to"])
    BodyName.objects.create(body=body, name=name, short_name=short_name, valid_from=on, basis=basis)
    return _cache_name(body, name, short_name)


@command(OrganisationsTag.BODY_CORRECT_NAME)
def correct_body_name(
    *, actor: Actor, body_id: int, name: str, basis: str, short_name: str = ""
) -> PublicBody:
    """Put right a slip in the present name, as if it had been written so from the start.

    Raises:
        InvalidInput: the name is empty or too long, or no reason is given.
        Conflict: the body is closed, or the name is taken in the division.
    """
    body = queries.lock_body(body_id)
    require(policies.may_reorganise_body(actor, body))
    refuse_closed(body)
    name, short_name, basis = rules.tidy(name), rules.tidy(short_name), rules.tidy(basis)
    InvalidInput.raise_for(**_name_faults(name, short_name), basis=rules.basis_fault(basis))
    present = queries.current_name(body.pk)
    note(wrong_name=present.name)
    present.name, present.short_name = name, short_name
    present.save(update_fields=["name", "short_name"])
    return _cache_name(body, name, short_name)


def refuse_closed(body: PublicBody) -> None:
    """Raises Conflict when the body is no more."""
    if body.closed_on is not None:
        raise Conflict(f"“{body.name}”已于{body.closed_on:%Y-%m-%d}撤销，不能再修改。")


def _cache_name(body: PublicBody, name: str, short_name: str) -> PublicBody:
    body.name, body.short_name = name, short_name
    body.save(update_fields=["name", "short_name"])
    return body


def _order_fault(on: date, present: BodyName) -> str:
    if present.valid_from is not None and on <= present.valid_from:
        return f"更名日期应晚于现用名称的启用日期{present.valid_from:%Y-%m-%d}。"
    return ""


def _name_faults(name: str, short_name: str) -> dict[str, str]:
    return {
        "name": rules.name_fault(name),
        "short_name": rules.name_fault(short_name, "简称") if short_name else "",
    }


def _registration_faults(body: PublicBody) -> dict[str, str]:
    return {
        "uscc": uscc_problem(body.uscc) if body.uscc else "",
        "opened_on": rules.date_fault(body.opened_on, clock.today(), "成立日期"),
        "sort_key": "" if 0 <= body.sort_key < rules.SORT_KEY_LIMIT else "排序应为不超过六位的非负整数。",
    }


def _contact_faults(body: PublicBody) -> dict[str, str]:
    faults = {
        name: rules.text_fault(getattr(body, name), label, longest)
        for name, (longest, label) in _CONTACT_LENGTHS.items()
    }
    faults["telephone"] = rules.telephone_fault(body.telephone)
    faults["fax"] = rules.telephone_fault(body.fax, "传真")
    faults["email"] = faults["email"] or _email_fault(body.email)
    return faults


def _email_fault(email: str) -> str:
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        return "电子邮箱的格式不正确。"
    return ""


def parent_fault(body: PublicBody, parent: PublicBody | None) -> str:
    """The parent is open and stands in the same division or in one above it."""
    if parent is None:
        return ""
    if parent.closed_on is not None:
        return f"上级机关“{parent.name}”已撤销。"
    if parent.division_id not in body.division.lineage:
        return "上级机关应在同一行政区划或其上级区划内。"
    return ""


def sector_fault(parent: PublicBody | None) -> str:
    if parent is not None and parent.closed_on is not None:
        return f"业务主管机关“{parent.name}”已撤销。"
    return ""
