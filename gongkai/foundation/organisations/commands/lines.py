"""Re-hanging a body by its parent line (块) or its sector line (条)."""

from __future__ import annotations

from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import policies, queries
from gongkai.foundation.organisations.commands.bodies import parent_fault, refuse_closed, sector_fault
from gongkai.foundation.organisations.commands.linking import relink
from gongkai.foundation.organisations.enums import OrganisationsTag
from gongkai.foundation.organisations.models import PublicBody
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput


@command(OrganisationsTag.BODY_SET_PARENT)
def set_parent(*, actor: Actor, body_id: int, parent_id: int | None) -> PublicBody:
    """Put the body, with all below it, under another one (`None`: under nobody).

    Raises:
        InvalidInput: the new parent is the body itself or below it, or of another branch of divisions.
        Conflict: the body is closed.
    """
    queries.lock_structure()
    body = queries.lock_body(body_id)
    require(policies.may_reorganise_body(actor, body))
    refuse_closed(body)
    parent = queries.get_body(parent_id) if parent_id is not None else None
    if parent is not None:
        require(policies.may_reorganise_body(actor, parent))
        below = "不能把机关移到自己或自己的下级之下。" if body.pk in queries.parent_line(parent.pk) else ""
        InvalidInput.raise_for(parent_id=below or parent_fault(body, parent))
    note(former_parent_id=body.parent_id)
    relink(body, parent)
    return body


@command(OrganisationsTag.BODY_SET_SECTOR_PARENT)
def set_sector_parent(*, actor: Actor, body_id: int, sector_parent_id: int | None) -> PublicBody:
    """Name the body that guides this one in its trade (`None`: nobody).

    Raises:
        InvalidInput: the line would bite its own tail.
        Conflict: the body is closed.
    """
    queries.lock_structure()
    body = queries.lock_body(body_id)
    require(policies.may_reorganise_body(actor, body))
    refuse_closed(body)
    parent = queries.get_body(sector_parent_id) if sector_parent_id is not None else None
    circle = "业务主管关系不能首尾相接。" if body.pk in queries.sector_line(sector_parent_id) else ""
    InvalidInput.raise_for(sector_parent_id=circle or sector_fault(parent))
    note(former_sector_parent_id=body.sector_parent_id)
    body.sector_parent = parent
    body.save(update_fields=["sector_parent"])
    return body
