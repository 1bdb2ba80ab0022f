"""定期评估审查 of what is withheld: what may be public by now is published (政府信息公开条例 art. 18)."""

from __future__ import annotations

from datetime import timedelta

from gongkai.core.information import policies, queries
from gongkai.core.information.commands.following import next_edition
from gongkai.core.information.commands.table_rows import make_whole
from gongkai.core.information.commands.telling import tell_of
from gongkai.core.information.enums import (
    REEXAMINATION,
    REEXAMINATION_RULE,
    REEXAMINATION_SUBJECT,
    EditionState,
    InformationTag,
    Openness,
    ReexaminationOutcome,
)
from gongkai.core.information.models import Edition, Reexamination
from gongkai.core.information.transitions import EDITION
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.deadlines import queries as deadline_queries
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

KEEPER = Actor.system("定期评估")
"""Keeps the deadlines: whoever signs for somebody who is away has no right over them."""

REMIND_DAYS = 30
"""How long before the day the office is reminded. Working practice, no legal limit."""

_REASON_LENGTH = 2_000
_TITLE_LENGTH = 200
_OPENED_NOTE = "经定期评估审查，予以公开。"


def follow_signature(actor: Actor, edition: Edition) -> None:
    """What is signed as withheld, wholly or in part, is examined again; what was opened is not."""
    running = queries.open_reexamination_of(edition.document_id)
    if edition.openness == Openness.PROACTIVE:
        if running is not None:
            _decide(actor, running, ReexaminationOutcome.OPEN_NOW, f"第{edition.number}版定为主动公开。")
    elif running is not None:
        running.edition = edition
        running.save(update_fields=["edition"])
    else:
        _open(edition)


@command(InformationTag.REEXAMINATION_DECIDE)
def decide_reexamination(
    *, actor: Actor, reexamination_id: int, outcome: ReexaminationOutcome, reason: str
) -> Reexamination:
    """继续不公开: the next examination is due after the interval. 可以公开: the draft of a new edition begins
    as 主动公开, with the whole text.

    Raises:
        InvalidInput: no reason.
        Conflict: it was decided already, or another version of the document is on its way.
    """
    found = queries.lock_reexamination(reexamination_id)
    require(policies.may_reexamine(actor, found.edition))
    if found.decided_at is not None:
        raise Conflict(f"该项评估已由{found.decided_by}办结。请刷新页面。")
    if not reason.strip() or len(reason) > _REASON_LENGTH:
        raise InvalidInput.for_field("reason", f"请写明评估的理由，不超过{_REASON_LENGTH}字。")
    if outcome not in ReexaminationOutcome.values:
        raise InvalidInput.for_field("outcome", "请选择继续不公开还是可以公开。")
    _decide(actor, found, outcome, reason.strip())
    if outcome == ReexaminationOutcome.STILL_WITHHELD:
        _open(found.edition)
    else:
        note(opened_as=_open_up(actor, found.edition).pk)
    return found


@command(InformationTag.REEXAMINATION_FOLLOW)
def follow_deadline(*, actor: Actor, reexamination_id: int) -> Reexamination:
    """The day on which an examination is due, as its deadline has it now; again changes nothing."""
    found = queries.lock_reexamination(reexamination_id)
    require(policies.may_follow_reexamination(actor))
    standing = deadline_queries.find_open(REEXAMINATION_SUBJECT, found.pk, REEXAMINATION)
    if found.decided_at is None and standing is not None and standing.due_on is not None:
        found.due_on = standing.due_on
        found.save(update_fields=["due_on"])
    return found


def remind_of_reexaminations() -> int:
    """Tell the office some weeks ahead and again on the day, once each; returns how many were told."""
    today = clock.today()
    told = 0
    for found in queries.reexaminations_due(today + timedelta(days=REMIND_DAYS)):
        is_due = found.due_on <= today
        told += tell_of(
            KEEPER,
            found.edition,
            title=f"《{found.edition.title}》{'已到' if is_due else '即将到'}定期评估的日期",
            text=f"该文件签发为{found.edition.get_openness_display()}，应在{found.due_on:%Y年%-m月%-d日}前评估"
            "是否继续不公开。情势变化可以公开的，应当公开（《政府信息公开条例》第十八条）。",
            key=f"reexamination:{found.pk}:{found.due_on:%Y-%m-%d}{':due' if is_due else ''}",
        )
    return told


def _open(edition: Edition) -> Reexamination:
    """The next examination is due when the rule of the region says (unverified: the law says 定期 and names
    no interval)."""
    found = Reexamination.objects.create(edition=edition, due_on=clock.today())
    deadline = deadlines.open_deadline(
        actor=KEEPER,
        subject_type=REEXAMINATION_SUBJECT,
        subject_id=found.pk,
        purpose=REEXAMINATION,
        title=f"评估是否继续不公开《{edition.title[:_TITLE_LENGTH]}》",
        rule_code=REEXAMINATION_RULE,
        owner_body_id=edition.document.body_id,
        start_on=clock.today(),
    )
    if deadline.due_on is not None:
        found.due_on = deadline.due_on
        found.save(update_fields=["due_on"])
    return found


def _decide(actor: Actor, found: Reexamination, outcome: ReexaminationOutcome, reason: str) -> None:
    found.outcome, found.reason = outcome, reason
    found.decided_by_id, found.decided_by, found.decided_at = actor.account_id, actor.name, clock.now()
    found.save(update_fields=["outcome", "reason", "decided_by_id", "decided_by", "decided_at"])
    deadlines.meet_deadline(
        actor=KEEPER, subject_type=REEXAMINATION_SUBJECT, subject_id=found.pk, purpose=REEXAMINATION
    )


def _open_up(actor: Actor, edition: Edition) -> Edition:
    """A draft that is open from the beginning; what was signed and never public stays as it was signed."""
    document = queries.lock_document(edition.document_id)
    if document.withdrawn_at is not None:
        raise Conflict("该文件已撤下，不能在原文件上重新公开。请另行起草，并把本项评估记为“继续不公开”。")
    under_way = queries.open_edition_of(document.pk)
    if under_way is not None and under_way.pk != edition.pk:
        raise Conflict("该文件已有一个未办结的版本，请先完成或删除它，再办理评估。")
    if edition.state == EditionState.SIGNED:
        EDITION.apply(edition, "reopen")
        edition.save(update_fields=["state"])
    edition.document = document
    draft = next_edition(
        actor,
        edition,
        openness=Openness.PROACTIVE,
        openness_reason="",
        openness_article="",
        negative_entry_id=None,
        body_html=edition.full_html or edition.body_html,
        body_text=edition.full_text or edition.body_text,
        full_html="",
        full_text="",
        change_note=_OPENED_NOTE,
    )
    draft.attachments.update(is_public=True)
    make_whole(draft.pk)
    return draft
