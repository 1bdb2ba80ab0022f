from __future__ import annotations

from gongkai.core.catalogue.enums import (
    APPROVERS,
    CLERKS_LAYERS,
    KEEPERS,
    READERS,
    TOWNSHIP_KEEPERS,
    ExemptionState,
    Layer,
    VersionState,
)
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, CatalogueVersion, Exemption
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny, first_refusal
from gongkai.kernel.place import Place

_REGISTRARS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.OPEN_AFFAIRS_OFFICE})

NO_DELETION = (
    "上级目录要求的或者已经公布的事项可以补充细化，不得随意删除（陕政办发〔2020〕20号）。"
    "如在本地确不适用，请提出“不适用”，写明依据，由他人批准。"
)
"""S4-1: 国家一级、二级子项可以补充细化，不得随意删除."""


def may_load_reference(actor: Actor) -> Decision:
    """Areas and the national standard come with the product and are loaded by the operator's command."""
    if actor.kind is ActorKind.SYSTEM:
        return allow()
    return decide(actor, {Role.SYSTEM_ADMINISTRATOR}, None, "载入国家标准目录")


def may_create_catalogue(actor: Actor, division_id: int) -> Decision:
    place = organisations.place_of_division(division_id)
    return decide(actor, KEEPERS, place, "新建该地区的标准目录")


def may_derive_catalogue(actor: Actor, division_id: int) -> Decision:
    """A township's own clerk may as well: what is derived says nothing new."""
    division = organisations.get_division(division_id)
    roles = TOWNSHIP_KEEPERS if Layer(division.level) in CLERKS_LAYERS else KEEPERS
    return decide(actor, roles, organisations.place_of_division(division_id), "生成该地区的标准目录")


def may_edit_catalogue(actor: Actor, catalogue: Catalogue) -> Decision:
    """A division's catalogue is kept by its open-affairs office, a township's also by its clerk; the
    national one by nobody here (S4-1)."""
    if catalogue.division_id is None:
        return deny("国家标准目录不能在本系统修改，只能载入新版本。")
    roles = TOWNSHIP_KEEPERS if Layer(catalogue.layer) in CLERKS_LAYERS else KEEPERS
    return decide(actor, roles, _place(catalogue), "修改该地区的标准目录")


def may_read_working(actor: Actor, catalogue: Catalogue) -> Decision:
    """Rows that nobody has published yet are for those who keep, approve or supervise them."""
    if catalogue.division_id is None:
        return allow()
    return decide(actor, READERS, _place(catalogue), "查看该地区尚未公布的目录")


def may_remove_item(actor: Actor, item: CatalogueItem) -> Decision:
    """Only a row of the catalogue's own that was never public; everything else is S4-1's."""
    decision = may_edit_catalogue(actor, item.catalogue)
    if not decision.allowed:
        return decision
    if item.inherits_id is not None or item.revisions.exists():
        return deny(NO_DELETION)
    return allow()


def may_submit_version(actor: Actor, catalogue: Catalogue) -> Decision:
    return may_edit_catalogue(actor, catalogue)


def may_decide_version(actor: Actor, version: CatalogueVersion) -> Decision:
    """Four eyes: somebody who neither wrote any of it nor handed it in approves or returns it."""
    catalogue = version.catalogue
    if catalogue.division_id is None:
        return may_load_reference(actor)
    return first_refusal(
        decide(actor, APPROVERS, _place(catalogue), "审批该地区的标准目录"),
        _in_review(version),
        _wrote_none_of(actor, version),
    )


def may_decide_exemption(actor: Actor, exemption: Exemption) -> Decision:
    """Four eyes: not whoever proposed it."""
    catalogue = exemption.catalogue
    if catalogue.division_id is None:
        return deny("国家标准目录没有不适用事项。")
    decision = decide(actor, APPROVERS, _place(catalogue), "批准不适用事项")
    if not decision.allowed:
        return decision
    if exemption.state != ExemptionState.PROPOSED:
        return deny(f"该不适用事项当前为“{exemption.get_state_display()}”，不需要审批。")
    if actor.account_id is not None and actor.account_id == exemption.proposed_by_id:
        return deny("您是提出人，不能由本人批准。请由其他有“签发人”或“政务公开办”角色的同志办理。")
    return allow()


def may_register_standard(actor: Actor, catalogue: Catalogue) -> Decision:
    """The office that keeps a catalogue registers its standards; the national ones, whoever answers for
    the whole installation."""
    if catalogue.division_id is None:
        return decide(actor, _REGISTRARS, None, "登记国家标准指引")
    return decide(actor, KEEPERS, _place(catalogue), "登记该地区的标准")


def may_set_content_standard(actor: Actor, catalogue: Catalogue) -> Decision:
    """What texts must contain is set by the layer that keeps the item, for itself and all below."""
    return may_register_standard(actor, catalogue)


def may_close_follow_up(actor: Actor) -> Decision:
    """A follow-up is done when the product sees that nothing is left to deal with."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("跟进任务由系统核对后自动办结。")


def _place(catalogue: Catalogue) -> Place:
    """Where rights over the catalogue are held."""
    return Place(division_ids=tuple(catalogue.division.lineage) if catalogue.division else ())


def _in_review(version: CatalogueVersion) -> Decision:
    if version.state == VersionState.IN_REVIEW:
        return allow()
    return deny(f"该版目录当前为“{version.get_state_display()}”，不在审核中。请刷新页面查看最新进展。")


def _wrote_none_of(actor: Actor, version: CatalogueVersion) -> Decision:
    if actor.account_id is None:
        return allow()
    if actor.account_id in version.editor_ids or actor.account_id == version.submitted_by_id:
        return deny(
            "您参与了本版目录的编制或提交，不能由本人审批。请由其他有“签发人”或“政务公开办”角色的同志办理。"
        )
    return allow()
