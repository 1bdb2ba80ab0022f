"""What a grant covers; pure functions that every policy is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.kernel.actor import Actor, ActorKind, Grant
from gongkai.kernel.decision import Decision, allow, deny
from gongkai.kernel.place import Place


def covers(grant: Grant, place: Place | None) -> bool:
    """Whether the right reaches `place`; `None` stands for the installation as a whole.

    Over a body it reaches the sub-bodies as well, but not from a government to its departments
    (`organisations.rules.is_reached`); over a division it reaches everything in and below it.
    """
    if grant.body_id is None and grant.division_id is None:
        return True
    if place is None:
        return False
    return grant.body_id in place.body_ids or grant.division_id in place.division_ids


def holds(actor: Actor, roles: Collection[Role], place: Place | None = None) -> bool:
    """Whether `actor` holds one of `roles` over `place`. The product itself holds every role."""
    return actor.kind is ActorKind.SYSTEM or grants_reach(actor.grants, roles, place)


def grants_reach(grants: Iterable[Grant], roles: Collection[Role], place: Place | None) -> bool:
    """Whether one of the grants gives one of `roles` over `place`."""
    wanted = {role.value for role in roles}
    return any(grant.role in wanted and covers(grant, place) for grant in grants)


def decide(actor: Actor, roles: Collection[Role], place: Place | None, action: str) -> Decision:
    """Allow `action` to holders of `roles` over `place`; the refusal says which role would be needed."""
    if holds(actor, roles, place):
        return allow()
    if actor.kind is ActorKind.PUBLIC:
        return deny(f"请先登录，再{action}。")
    names = "、".join(Role(role).label for role in sorted(roles, key=list(Role).index))
    if actor.roles & {role.value for role in roles}:
        return deny(f"您的权限范围不包括该单位或地区，不能{action}。请联系本地安全管理员。")
    return deny(f"{action}需要“{names}”角色，您没有该角色。请联系本地安全管理员授权。")


def conflicting_roles(roles: Collection[str]) -> str:
    """Why the roles may not be held by one account, or an empty text (三权分立)."""
    administrators = [role for role in Role if role in ADMINISTRATORS and role.value in roles]
    if len(administrators) > 1:
        names = "、".join(role.label for role in administrators)
        return f"{names}必须由不同的人担任。"
    if administrators and any(role not in {held.value for held in ADMINISTRATORS} for role in roles):
        return f"{administrators[0].label}不得兼任业务岗位。"
    return ""
