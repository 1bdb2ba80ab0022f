"""Who watches the installation, and who mends it."""

from __future__ import annotations

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow

_OPERATORS = frozenset({Role.SITE_OPERATOR, Role.SYSTEM_ADMINISTRATOR})


def may_read_audit(actor: Actor) -> Decision:
    """Audit administrators only (GB/T 22239-2019 8.1.4.3, 8.1.5.2); what they see depends on their scope,
    see `queries.audit_events`."""
    if actor.kind is ActorKind.SYSTEM or Role.AUDIT_ADMINISTRATOR.value in actor.roles:
        return allow()
    return decide(actor, {Role.AUDIT_ADMINISTRATOR}, None, "查看审计日志")


def may_mend_deliveries(actor: Actor) -> Decision:
    """Deliveries belong to no body: the right must reach the whole installation."""
    return decide(actor, _OPERATORS, None, "处理投递失败")
