from __future__ import annotations

from gongkai.core.information.enums import (
    PUBLISHABLE,
    PUBLISHERS,
    READERS,
    WITHDRAWERS,
    WRITERS,
    EditionState,
    Openness,
)
from gongkai.core.information.models import Document, Edition
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny, first_refusal


def may_draft(actor: Actor, body_id: int) -> Decision:
    """Those who write for the body (政府信息公开条例 art. 10: who makes information publishes it)."""
    return decide(actor, WRITERS, organisations.place_of_body(body_id), "起草该单位的文件")


def may_read(actor: Actor, document: Document) -> Decision:
    """Unpublished papers are for those with a business role over the body."""
    return decide(actor, READERS, organisations.place_of_body(document.body_id), "查看该单位未公开的文件")


def may_edit(actor: Actor, edition: Edition) -> Decision:
    return first_refusal(
        decide(actor, WRITERS, organisations.place_of_body(edition.document.body_id), "修改该文件"),
        _in_state(edition, EditionState.DRAFT, "修改"),
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


def _in_state(edition: Edition, state: EditionState, action: str) -> Decision:
    if edition.state == state:
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
