from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.information.enums import (
    OPEN_STATES,
    PUBLISHABLE,
    PUBLISHERS,
    PURGERS,
    READERS,
    REEXAMINERS,
    RELEASERS,
    RESCANNERS,
    SHEET_READERS,
    SUBJECT,
    WITHDRAWERS,
    WRITERS,
    EditionState,
    Openness,
    SecrecyStage,
)
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.rules import StageEntry, same_hand_fault
from gongkai.core.workflow import queries as workflow
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny, first_refusal


def may_draft(actor: Actor, body_id: int) -> Decision:
    """Those who write for the body (政府信息公开条例 art. 10: who makes information publishes it)."""
    return decide(actor, WRITERS, organisations.place_of_body(body_id), "起草该单位的文件")


def may_read(actor: Actor, document: Document) -> Decision:
    """Unpublished papers are for those with a business role over the body, and for whom a review asks: a body
    that countersigns, a person who stands in for another."""
    own = decide(actor, READERS, organisations.place_of_body(document.body_id), "查看该单位未公开的文件")
    if own.allowed or actor.kind is not ActorKind.PERSON:
        return own
    asked = workflow.takes_part(actor, SUBJECT, document.editions.values_list("pk", flat=True))
    return allow() if asked else own


def may_edit(actor: Actor, edition: Edition) -> Decision:
    return first_refusal(
        decide(actor, WRITERS, organisations.place_of_body(edition.document.body_id), "修改该文件"),
        _in_state(edition, EditionState.DRAFT, "修改"),
    )


def may_restore(actor: Actor, edition: Edition) -> Decision:
    """Whoever may write for the body; a correction only while its document may be corrected."""
    document = edition.document
    return first_refusal(
        decide(actor, WRITERS, organisations.place_of_body(document.body_id), "恢复该草稿"),
        _in_state(edition, EditionState.DISCARDED, "恢复"),
        _not_withdrawn(document, "恢复更正稿"),
    )


def may_erase(actor: Actor, edition: Edition) -> Decision:
    """The office, and no draft that was reviewed: what was decided on it has to be shown later
    (保守国家秘密法实施条例 art. 42 keeps the secrecy review; the other opinions are ours)."""
    place = organisations.place_of_body(edition.document.body_id)
    return first_refusal(
        decide(actor, PURGERS, place, "立即清除回收站中的草稿"),
        _in_state(edition, EditionState.DISCARDED, "清除"),
        deny("该草稿曾经送审，审批和保密审查记录须留存，不能提前清除；保留期届满由系统处理。")
        if edition.secrecy_reviews.exists() or workflow.cases_of(SUBJECT, [edition.pk]).exists()
        else allow(),
    )


def may_submit(actor: Actor, edition: Edition) -> Decision:
    return first_refusal(
        may_draft(actor, edition.document.body_id), _in_state(edition, EditionState.DRAFT, "提交")
    )


def may_publish(actor: Actor, edition: Edition) -> Decision:
    """Only what was signed, is open, and passed the secrecy review (条例 arts. 13, 17)."""
    place = organisations.place_of_body(edition.document.body_id)
    return first_refusal(
        decide(actor, PUBLISHERS, place, "发布该文件"),
        _not_yet_published(edition),
        _in_state(edition, EditionState.SIGNED, "发布"),
        _is_open(edition),
        _not_withdrawn(edition.document, "再次发布"),
    )


def may_schedule(actor: Actor, edition: Edition) -> Decision:
    """As `may_publish`, and by a person: somebody has to answer for the publication when the time comes."""
    return first_refusal(
        allow() if actor.account_id is not None else deny("定时发布须由工作人员设定。"),
        may_publish(actor, edition),
    )


def may_unschedule(actor: Actor, edition: Edition) -> Decision:
    """Whoever may publish may also take the time back; what is not set cannot be."""
    place = organisations.place_of_body(edition.document.body_id)
    return first_refusal(
        decide(actor, PUBLISHERS, place, "取消定时发布"),
        _in_state(edition, EditionState.SIGNED, "取消定时发布"),
        allow() if edition.publish_at is not None else deny("该文件没有设定定时发布，无需取消。"),
    )


def may_keep_time(actor: Actor) -> Decision:
    """What falls due by itself is done by the product alone."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("到期事项由系统自动办理。")


def may_process(actor: Actor) -> Decision:
    """What the worker writes down of its work."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("附件的后台处理由系统办理。")


def may_confirm_distribution(actor: Actor, edition: Edition) -> Decision:
    """Whoever answers for the draft's attribute looks at （此件发至县处级） and says that it may be so."""
    return may_edit(actor, edition)


def may_scan(actor: Actor, edition: Edition) -> Decision:
    """Whoever works on the way to publication may have the edition looked through."""
    place = organisations.place_of_body(edition.document.body_id)
    return decide(actor, PUBLISHERS, place, "检查该文件的个人信息")


def may_confirm_findings(actor: Actor, edition: Edition) -> Decision:
    """Editors look at what may be personal, as long as the edition is on its way: rules may have become
    stricter since it was handed in."""
    place = organisations.place_of_body(edition.document.body_id)
    return first_refusal(
        decide(actor, WRITERS, place, "核对该文件的个人信息"), _on_its_way(edition, "核对个人信息")
    )


def may_release_findings(actor: Actor, edition: Edition) -> Decision:
    """批准公开 is for those who answer for publication, and for nobody who wrote the text (ours)."""
    place = organisations.place_of_body(edition.document.body_id)
    return first_refusal(
        allow() if actor.account_id is not None else deny("须由工作人员批准，系统不能批准。"),
        decide(actor, RELEASERS, place, "批准公开该文件中的个人信息"),
        deny("您参与了该文件的起草，不能批准公开其中的个人信息，须由另一位同志批准。")
        if actor.account_id in edition.author_ids
        else allow(),
        _on_its_way(edition, "批准"),
    )


def may_ask_release(actor: Actor, edition: Edition) -> Decision:
    """Who writes for the body asks, or takes the question back: a person, who can be told what came of it."""
    place = organisations.place_of_body(edition.document.body_id)
    return first_refusal(
        allow() if actor.account_id is not None else deny("须由工作人员申请，系统不能申请。"),
        decide(actor, WRITERS, place, "申请批准公开该文件中的个人信息"),
        _on_its_way(edition, "申请批准公开"),
    )


def may_lapse_release(actor: Actor) -> Decision:
    """A request lapses with the content that it is about; nobody has it lapse by hand."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("申请随内容改动自动失效，不能人工设定。")


def may_rescan(actor: Actor) -> Decision:
    """Everything that is public, wherever: a right over the whole installation."""
    return decide(actor, RESCANNERS, None, "按新规则复查已公开信息")


def may_see_rescans(actor: Actor) -> Decision:
    """Whoever answers for what is public sees what was found, as far as the documents are in reach."""
    if actor.roles & {role.value for role in RESCANNERS}:
        return allow()
    return decide(actor, RESCANNERS, None, "查看复查结果")


def may_take_stage(
    actor: Actor, stage: SecrecyStage, entries: Sequence[StageEntry], *, has_others: bool
) -> Decision:
    """The stages of 保密审查 lie in different hands, 复审 and 批准 in one only where there is no other.

    Who may decide the step at all, and that it is no author, is the workflow's policy.
    """
    fault = same_hand_fault(stage, actor.account_id, entries, has_others=has_others)
    return deny(fault) if fault else allow()


def may_answer_referral(actor: Actor, edition: Edition) -> Decision:
    """Whoever may decide the step that waits for the answer registers it: never an author."""
    case = workflow.running_case(SUBJECT, edition.pk)
    if case is None:
        return deny("该文件不在审批中，不能登记答复。请刷新页面查看最新进展。")
    step = workflow.current_step(case, actor)
    if workflow.seat_of(actor, step) is not None:
        return allow()
    place = organisations.place_of_body(step.body_id)
    return first_refusal(
        decide(actor, {Role(step.role)}, place, "登记报请答复"),
        deny("您是该文件的起草人，不能登记报请答复。请由负责保密审查的同志登记。"),
    )


def may_see_sheets(actor: Actor) -> Decision:
    """The archive of 保密审查单; which ones depends on the reach of the role."""
    if actor.roles & {role.value for role in SHEET_READERS}:
        return allow()
    return decide(actor, SHEET_READERS, None, "查看保密审查台账")


def may_reexamine(actor: Actor, edition: Edition) -> Decision:
    """定期评估审查 of what is withheld is the open-affairs office's (条例 arts. 4, 18)."""
    place = organisations.place_of_body(edition.document.body_id)
    return decide(actor, REEXAMINERS, place, "评估该文件是否继续不公开")


def may_follow_reexamination(actor: Actor) -> Decision:
    """The day follows from the rule and the calendar: nobody moves it by hand."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("应评估日由系统推算，不能由个人改动。")


def may_correct(actor: Actor, document: Document) -> Decision:
    return first_refusal(
        decide(actor, WRITERS, organisations.place_of_body(document.body_id), "更正该文件"),
        _was_published(document, "更正"),
        _not_withdrawn(document, "更正"),
    )


def may_withdraw(actor: Actor, document: Document) -> Decision:
    """Taking a public document down is decided by those who answer for it."""
    return first_refusal(
        decide(actor, WITHDRAWERS, organisations.place_of_body(document.body_id), "撤下已公开的文件"),
        _was_published(document, "撤下"),
        _not_withdrawn(document, "重复撤下"),
    )


def may_change_validity(actor: Actor, document: Document) -> Decision:
    """What is in force is decided by those who answer for the document, after a clean-up for instance."""
    return first_refusal(
        decide(actor, WITHDRAWERS, organisations.place_of_body(document.body_id), "变更该文件的有效性"),
        _was_published(document, "变更有效性"),
    )


def may_settle_validity(actor: Actor) -> Decision:
    """What follows from a day that has come is done by the product itself."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("有效期届满由系统按日处理，不能人工触发。")


def may_load_official_texts(actor: Actor) -> Decision:
    """Any open-affairs office: what a law says is the same for all of them."""
    if Role.OPEN_AFFAIRS_OFFICE.value in actor.roles:
        return allow()
    return decide(actor, {Role.OPEN_AFFAIRS_OFFICE}, None, "载入正式文本清单")


def _in_state(edition: Edition, state: EditionState, action: str) -> Decision:
    if edition.state == state:
        return allow()
    return deny(f"该文件当前为“{EditionState(edition.state).label}”，不能{action}。请刷新页面查看最新进展。")


def _on_its_way(edition: Edition, action: str) -> Decision:
    if edition.state in OPEN_STATES:
        return allow()
    return deny(f"该文件当前为“{EditionState(edition.state).label}”，不能{action}。请刷新页面查看最新进展。")


def _not_yet_published(edition: Edition) -> Decision:
    if edition.published_at is None:
        return allow()
    return deny(f"该版本已由{edition.published_by}发布，无需重复发布。")


def _is_open(edition: Edition) -> Decision:
    if edition.openness in PUBLISHABLE:
        return allow()
    label = Openness(edition.openness).label if edition.openness else "未确定"
    return deny(f"该文件的公开属性为“{label}”，不在网站发布。")


def _was_published(document: Document, action: str) -> Decision:
    return allow() if document.first_published_at else deny(f"该文件尚未公开，不能{action}。")


def _not_withdrawn(document: Document, action: str) -> Decision:
    if document.withdrawn_at is None:
        return allow()
    return deny(f"该文件已由{document.withdrawn_by}撤下，不能{action}。如需重新公开，请另行起草。")
