from __future__ import annotations

from gongkai.core.responsibilities.enums import KEEPERS
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny


def may_keep_matrix(actor: Actor, division_id: int) -> Decision:
    """Assign and end, within the open-affairs office's own area (S4 三(一))."""
    place = organisations.place_of_division(division_id)
    return decide(actor, KEEPERS, place, "维护该地区的领域责任矩阵")


def may_carry_duties(actor: Actor) -> Decision:
    """Only the product itself carries duties along with a registered succession."""
    if actor.kind is ActorKind.SYSTEM:
        return allow()
    return deny("领域责任随机构调整由系统自动划转，请在“机关”中登记合并或职责承接。")
