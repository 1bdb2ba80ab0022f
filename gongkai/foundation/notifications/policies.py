"""Everybody reads their own notices and nobody else's; only the product sends them."""

from __future__ import annotations

from gongkai.foundation.notifications.models import Notice
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny


def may_send(actor: Actor) -> Decision:
    """Notices say what the product has found out; people do not write them."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("消息由系统发送，不能由个人发送。")


def may_read_notices(actor: Actor) -> Decision:
    """One's own list."""
    return allow() if actor.kind is ActorKind.PERSON else deny("请先登录，再查看消息。")


def may_read(actor: Actor, notice: Notice) -> Decision:
    """One notice."""
    return may_read_notices(actor) & _is_own(actor, notice)


def _is_own(actor: Actor, notice: Notice) -> Decision:
    return allow() if notice.account_id == actor.account_id else deny("这条消息是发给其他人的。")
