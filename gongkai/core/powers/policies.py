"""Who keeps the lists, who sorts, who confirms. Lists in force are public and free to read."""

from __future__ import annotations

from gongkai.core.powers.enums import KEEPERS, OFFICE, READERS, SORTERS, PowerState, SortingState
from gongkai.core.powers.models import NegativeListEntry, PowerItem
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny, first_refusal


def may_import_powers(actor: Actor, division_id: int) -> Decision:
    """A whole list comes in through the open-affairs office of the region."""
    place = organisations.place_of_division(division_id)
    return decide(actor, OFFICE, place, "导入该地区的权责清单")


def may_add_power(actor: Actor, body_id: int) -> Decision:
    return decide(actor, KEEPERS, organisations.place_of_body(body_id), "登记该单位的权责事项")


def may_change_power(actor: Actor, power: PowerItem) -> Decision:
    """The body itself, or the office of its region; what was cancelled stays cancelled."""
    return first_refusal(
        decide(actor, KEEPERS, organisations.place_of_body(power.body_id), "调整该单位的权责事项"),
        _in_force(power),
    )


def may_carry_powers(actor: Actor) -> Decision:
    """Only the product itself carries powers along with a registered succession."""
    if actor.kind is ActorKind.SYSTEM:
        return allow()
    return deny("权责事项随机构调整由系统自动划转，请在“机关”中登记合并或职责承接。")


def may_read_sorting(actor: Actor, power: PowerItem) -> Decision:
    """What is being sorted is for those with a business role over the body."""
    return decide(actor, READERS, organisations.place_of_body(power.body_id), "查看该单位的事项梳理")


def may_sort(actor: Actor, power: PowerItem) -> Decision:
    """S1 一: every body sorts its own powers, while nobody is reviewing them."""
    return first_refusal(
        decide(actor, SORTERS, organisations.place_of_body(power.body_id), "梳理该单位的事项"),
        _in_force(power),
        _is_open(power),
    )


def may_recall(actor: Actor, power: PowerItem) -> Decision:
    return decide(actor, SORTERS, organisations.place_of_body(power.body_id), "撤回该单位的事项梳理")


def may_confirm(actor: Actor, power: PowerItem) -> Decision:
    """The office of the region; that nobody confirms their own sorting is the workflow's four eyes."""
    place = organisations.place_of_body(power.body_id)
    return first_refusal(decide(actor, OFFICE, place, "核定事项梳理"), _is_in_review(power))


def may_reopen(actor: Actor, power: PowerItem) -> Decision:
    place = organisations.place_of_body(power.body_id)
    return first_refusal(
        decide(actor, KEEPERS, place, "重新梳理该单位的事项"), _in_force(power), _is_confirmed(power)
    )


def may_keep_negative_list(actor: Actor, division_id: int) -> Decision:
    place = organisations.place_of_division(division_id)
    return decide(actor, OFFICE, place, "维护该地区的负面清单")


def may_change_entry(actor: Actor, entry: NegativeListEntry) -> Decision:
    return may_keep_negative_list(actor, entry.division_id)


def _in_force(power: PowerItem) -> Decision:
    if power.state != PowerState.CANCELLED:
        return allow()
    return deny(f"该事项已于{power.cancelled_on:%Y-%m-%d}取消，不能再调整或梳理。")


def _is_open(power: PowerItem) -> Decision:
    if power.sorting == SortingState.OPEN:
        return allow()
    if power.sorting == SortingState.IN_REVIEW:
        return deny("该事项的梳理结果正在核定，暂不能修改。如需修改，请先撤回。")
    return deny("该事项的梳理结果已核定，不能直接修改。如需修改，请先选择“重新梳理”。")


def _is_in_review(power: PowerItem) -> Decision:
    if power.sorting == SortingState.IN_REVIEW:
        return allow()
    return deny(f"该事项的梳理进度为“{SortingState(power.sorting).label}”，没有等待核定的内容。请刷新页面。")


def _is_confirmed(power: PowerItem) -> Decision:
    if power.sorting == SortingState.CONFIRMED:
        return allow()
    return deny("该事项的梳理结果尚未核定，可以直接修改或撤回。")
