"""批准公开: a writer asks for it, a second person lets findings through or says why not.

政府信息公开条例 art. 15; 个人信息保护法 arts. 25, 28, 34. That a second person decides is ours.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from gongkai.core.guarding import commands as guarding
from gongkai.core.guarding.rules import reason_fault
from gongkai.core.information import policies, queries
from gongkai.core.information.commands.due import carry_out
from gongkai.core.information.commands.guarding import scanned
from gongkai.core.information.commands.processing_orders import forget_failed_masking
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Edition, ReleaseRequest
from gongkai.core.information.transitions import RELEASE_REQUEST
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.guarding.models import Release
    from gongkai.core.guarding.rules import Report

KEEPER = Actor.system("个人信息检查")


@command(InformationTag.RELEASE_ASK)
def ask_release(*, actor: Actor, edition_id: int, reason: str) -> ReleaseRequest:
    """申请批准公开: it waits with everybody who may let the findings through.

    Raises:
        InvalidInput: no reason worth the name.
        Conflict: nothing to let through, a file that was not looked into, or it was asked for already.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_ask_release(actor, edition))
    InvalidInput.raise_for(reason=reason_fault(reason, "为什么可以公开"))
    report = _scanned_whole(actor, edition)
    if not report.open_hard or actor.account_id is None:
        raise Conflict("没有必须处理的个人信息，无需申请。请刷新页面。")
    earlier = queries.waiting_release_request(edition.pk)
    if earlier is not None and queries.is_current(earlier):
        raise Conflict(f"{earlier.asked_by}已经申请，正在等待批准，无需重复申请。")
    if earlier is not None:
        lapse_release_request(actor=KEEPER, edition_id=edition.pk)
    note(hard=report.open_hard, counts=dict(report.counts), rules=report.rules)
    return ReleaseRequest.objects.create(
        edition=edition,
        digest=report.digest,
        rules=report.rules,
        hard=report.open_hard,
        reason=reason.strip(),
        asked_by_id=actor.account_id,
        asked_by=actor.name,
    )


@command(InformationTag.RELEASE_WITHDRAW)
def withdraw_release_request(*, actor: Actor, edition_id: int) -> ReleaseRequest:
    """撤回申请. Raises Conflict when none is waiting."""
    edition = queries.lock_edition(edition_id)
    require(policies.may_ask_release(actor, edition))
    return _end(actor, _waiting(edition), "withdraw")


@command(InformationTag.FINDING_RELEASE)
def release_findings(
    *, actor: Actor, edition_id: int, ground: str, reason: str, scope: Collection[str] = ()
) -> Release:
    """批准公开: a second person lets through what must be dealt with, on a legal ground and for a reason.

    It holds for this very content under the present rules; whoever changes the text needs a new one. Who
    asked for it is told.

    Args:
        scope: keys of what is let through (`Report.open_scopes`); none: everything.

    Raises:
        InvalidInput: no ground, or no reason worth the name.
        Conflict: nothing to let through, what was chosen has changed, or the actor wrote the text.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_release_findings(actor, edition))
    report = _scanned_whole(actor, edition)
    note(subject=edition, hard=report.hard, counts=dict(report.counts), rules=report.rules)
    released = guarding.release(
        actor,
        queries.guard_subject(edition),
        report,
        ground=ground,
        reason=reason,
        author_ids=edition.author_ids,
        scope=scope,
    )
    forget_failed_masking(edition, {found.part.key for found in report.parts})
    note(covers=released.covers)
    asked = queries.waiting_release_request(edition.pk)
    if asked is not None and queries.is_current(asked):
        _end(actor, asked, "grant")
        rest = report.open_hard - released.hard
        left = f"另有{rest}处没有批准，仍须处理。" if rest else "可以继续提交。"
        _tell(asked, "已批准公开", f"{actor.name}批准公开{released.hard}处个人信息。{left}")
    return released


@command(InformationTag.RELEASE_REFUSE)
def refuse_release(*, actor: Actor, edition_id: int, answer: str) -> ReleaseRequest:
    """退回申请: whoever asked is told why.

    Raises:
        InvalidInput: no reason worth the name.
        Conflict: none is waiting, or its content has changed.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_release_findings(actor, edition))
    InvalidInput.raise_for(answer=reason_fault(answer, "为什么退回"))
    asked = _waiting(edition)
    if not queries.is_current(asked):
        raise Conflict("内容在申请之后有改动，申请已经失效，无需退回。")
    asked.answer = answer.strip()
    _end(actor, asked, "refuse")
    _tell(asked, "没有批准公开", f"{actor.name}退回了公开个人信息的申请：{asked.answer}")
    return asked


@command(InformationTag.RELEASE_LAPSE)
def lapse_release_request(*, actor: Actor, edition_id: int) -> ReleaseRequest:
    """失效: content or rules have become others. Raises Conflict when they have not, or none is waiting."""
    edition = queries.lock_edition(edition_id)
    require(policies.may_lapse_release(actor))
    asked = _waiting(edition)
    if queries.is_current(asked):
        raise Conflict("内容没有改动，申请仍然有效。")
    return _end(actor, asked, "lapse")


def lapse_release_requests() -> int:
    """Every request whose content or rules have become others; returns how many."""
    return carry_out(
        queries.editions_of_lapsed_requests(),
        lambda edition_id: lapse_release_request(actor=KEEPER, edition_id=edition_id),
    )


def _scanned_whole(actor: Actor, edition: Edition) -> Report:
    report = scanned(actor, edition)
    if report.unscanned:
        raise Conflict(queries.guard_fault(edition, report) or "还有附件或表格没有检查个人信息，请稍候再试。")
    return report


def _waiting(edition: Edition) -> ReleaseRequest:
    found = queries.waiting_release_request(edition.pk)
    if found is None:
        raise Conflict("没有等待批准的申请，可能已经办理、撤回或失效。请刷新页面。")
    return found


def _end(actor: Actor, asked: ReleaseRequest, step: str) -> ReleaseRequest:
    RELEASE_REQUEST.apply(asked, step)
    asked.ended_by, asked.ended_at = actor.name, clock.now()
    asked.save(update_fields=["state", "answer", "ended_by", "ended_at"])
    return asked


def _tell(asked: ReleaseRequest, title: str, text: str) -> None:
    notifications.send_notice(
        actor=KEEPER,
        account_ids=[asked.asked_by_id],
        kind=NoticeKind.REVIEW,
        title=f"{title}：{asked.edition.title}",
        text=text,
        key=f"release-request:{asked.pk}",
        address=f"/workbench/documents/{asked.edition_id}/personal-information/",
    )
