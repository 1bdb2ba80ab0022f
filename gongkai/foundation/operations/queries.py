"""Reads for those who watch the installation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import holds
from gongkai.foundation.audit import queries as audit
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.outbox import queries as outbox
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.foundation.audit.models import AuditEvent
    from gongkai.foundation.outbox.models import Delivery

_WATCHERS = frozenset({Role.AUDIT_ADMINISTRATOR})


def audit_events(
    actor: Actor,
    *,
    tag: str = "",
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    subject: tuple[str, str] | None = None,
) -> QuerySet[AuditEvent]:
    """What an audit administrator may see, newest first: with a right over part of the installation, the
    deeds of people of the bodies in it."""
    events = audit.list_events(tag=tag, words=words, since=since, until=until, subject=subject)
    if holds(actor, _WATCHERS):
        return events
    bodies = organisations.bodies_covered(actor, _WATCHERS, include_closed=True)
    return events.filter(actor__body_id__in=list(bodies.order_by().values_list("pk", flat=True)))


def get_audit_event(actor: Actor, event_id: int) -> AuditEvent:
    """Raises NotFound, also for a deed outside the actor's scope."""
    event = audit_events(actor).filter(pk=event_id).first()
    if event is None:
        raise NotFound("没有这条审计记录，或者不在您的权限范围内。")
    return event


def get_dead_delivery(delivery_id: int) -> Delivery:
    """Raises NotFound."""
    delivery = outbox.list_dead().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotFound("该投递不在失败列表中，可能已由他人重新投递。")
    return delivery
