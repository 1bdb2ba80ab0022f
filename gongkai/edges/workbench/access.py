"""Finding what an address names, for those who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.core.information import policies, queries
from gongkai.core.information.enums import READERS
from gongkai.foundation.access.rules import decide
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision
from gongkai.kernel.errors import Denied, NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


def demand(decision: Decision) -> None:
    """Raises Denied with the policy's reason."""
    if not decision.allowed:
        raise Denied(decision.reason)


def demand_business_role(actor: Actor) -> None:
    """Pages about documents are of no use to administrators. Raises Denied."""
    if not actor.roles & {role.value for role in READERS}:
        demand(decide(actor, READERS, None, "查看文件库"))


def readable_edition(actor: Actor, edition_id: int) -> Edition:
    """The edition, if the actor may read it; else the same answer as for one that does not exist.

    Raises:
        NotFound: neither the title nor the existence of other people's papers is told.
    """
    edition = queries.get_edition(edition_id)
    if not policies.may_read(actor, edition.document).allowed:
        raise NotFound("没有找到该文件，可能已被删除，或者不在您的权限范围内。")
    return edition
