"""From which day documents are in force, amended, lapsed or repealed; every change is a row that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.information import policies, queries
from gongkai.core.information.enums import (
    DOCUMENT_SUBJECT,
    VALIDITY_REVIEW,
    InformationTag,
    RelationKind,
    Validity,
)
from gongkai.core.information.events import ValidityChanged
from gongkai.core.information.models import Document, Edition, ValidityChange
from gongkai.core.information.queries.relations import shown_editions
from gongkai.core.information.queries.validity import caused_by, standing_of
from gongkai.core.information.rules.validity import (
    ENDED,
    HOLDING,
    REVIEW_RULE,
    effect_day,
    effects,
    has_validity,
)
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.deadlines import queries as deadline_queries
from gongkai.foundation.execution import command, emit, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.reference.information_kinds import information_kind

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one document by a decision, such as the published result of a clean-up.

    `lapses_on` is the new last day in force, where the period is made longer.
    """

    document_id: int
    validity: Validity
    lapses_on: date | None = None


# --- by publication ----------------------------------------------------------------------------------


def apply_relations(actor: Actor, edition: Edition, *, corrects: bool) -> None:
    """Part of a publication: the document takes effect, and so does what it does to others.

    Targets change from its day of taking effect on; a correction has the last word over what an earlier
    edition did. Called within the command that publishes, with the document locked.

    Args:
        corrects: the document was public before, and may have done something to others already.

    Raises:
        Conflict: a target has been ended by another document meanwhile.
    """
    day = effect_day(edition.effective_on, clock.today())
    earlier = caused_by(edition.document_id) if corrects else {}
    _take_effect(actor, edition, day, earlier.pop(edition.document_id, None))
    done = queries.relations_of(edition)
    wanted = effects([(RelationKind(row.kind), row.target_id) for row in done if row.target_id is not None])
    for target_id in sorted({*wanted, *earlier}):
        _affect(actor, edition, target_id, wanted.get(target_id), day, earlier.get(target_id))


def _take_effect(actor: Actor, edition: Edition, day: date, earlier: ValidityChange | None) -> None:
    document = edition.document
    declared = information_kind(document.kind).has_validity
    if not has_validity(declared=declared, effective_on=edition.effective_on, expires_on=edition.expires_on):
        return
    if document.lapses_on != edition.expires_on:
        document.lapses_on = edition.expires_on
        document.save(update_fields=["lapses_on"])
    today = clock.today()
    has_lapsed = document.validity == Validity.LAPSED
    if earlier is None or (edition.effective_on is not None and earlier.on != day):
        _record(document, actor, Validity.IN_FORCE, day, cause=edition)
    elif has_lapsed and (edition.expires_on is None or edition.expires_on >= today):
        _record(document, actor, Validity.IN_FORCE, today, cause=edition)
    _settle(document, tell=bool(document.validity))  # a first publication tells of itself
    follow_expiry(actor, document, edition)


def _affect(
    actor: Actor,
    edition: Edition,
    target_id: int,
    validity: Validity | None,
    day: date,
    earlier: ValidityChange | None,
) -> None:
    """Record what the edition does to one target, or that it does nothing any more."""
    if earlier is not None and (earlier.validity, earlier.on) == (validity, day):
        return
    target = queries.lock_document(target_id)
    if validity is None:
        if earlier is None or earlier.validity == Validity.IN_FORCE:
            return
        _record(target, actor, Validity.IN_FORCE, clock.today(), cause=edition, basis="更正后不再涉及该文件")
    else:
        if earlier is None and target.validity in ENDED:
            label = Validity(target.validity).label
            title = shown_editions([target.pk])[target.pk].title
            raise Conflict(f"《{title}》刚刚已{label}，不能再登记。请退回修改文件关系。")
        _record(target, actor, validity, day, cause=edition)
    _settle(target)
    _follow_end(actor, target)


# --- by decision -------------------------------------------------------------------------------------


@command(InformationTag.VALIDITY_CHANGE)
def change_validity(
    *, actor: Actor, document_id: int, validity: Validity, on: date, basis: str, lapses_on: date | None = None
) -> Document:
    """变更有效性 by a decision of the office, such as the result of a clean-up (立改废).

    Args:
        basis: what decides it; the public reads it.
        lapses_on: the new last day in force, where the period is made longer.
    """
    document = queries.lock_document(document_id)
    require(policies.may_change_validity(actor, document))
    InvalidInput.raise_for(
        basis="" if basis.strip() else "请写明依据，公众会看到这段说明。",
        validity=_validity_fault(document, validity, lapses_on),
        lapses_on="" if lapses_on is None or lapses_on >= on else "有效期至不能早于变更日期。",
    )
    _record(document, actor, validity, on, basis=basis.strip())
    if lapses_on is not None:
        document.lapses_on = lapses_on
        document.save(update_fields=["lapses_on"])
    _settle(document)
    edition = queries.published_edition_of(document.pk)
    if edition is not None:
        follow_expiry(actor, document, edition)
    note(validity=document.validity)
    return document


@command(InformationTag.VALIDITY_BATCH)
def change_validities(*, actor: Actor, decisions: Sequence[Decision], on: date, basis: str) -> int:
    """Several documents by one decision: all of them or none; returns how many.

    Raises:
        Denied: one of them is not the actor's to decide.
    """
    if not decisions or len(decisions) > MOST_AT_ONCE:
        raise InvalidInput(f"请选择要变更的文件，一次最多{MOST_AT_ONCE}件。")
    for decision in sorted(decisions, key=lambda decision: decision.document_id):
        require(policies.may_change_validity(actor, queries.get_document(decision.document_id)))
        change_validity(
            actor=actor,
            document_id=decision.document_id,
            validity=decision.validity,
            on=on,
            basis=basis,
            lapses_on=decision.lapses_on,
        )
    note(documents=len(decisions))
    return len(decisions)


def _validity_fault(document: Document, validity: Validity, lapses_on: date | None) -> str:
    if validity == Validity.PENDING:
        return "“尚未施行”由施行日期得出，不能直接登记。"
    if validity == document.validity and lapses_on is None:
        return f"该文件现在已是“{Validity(validity).label}”，不需要变更。"
    return ""


# --- by the day --------------------------------------------------------------------------------------


@command(InformationTag.VALIDITY_SWEEP)
def settle_validity(*, actor: Actor, document_id: int) -> Document:
    """What another day has changed: a change that was to come holds, a period is over.

    Doing it twice changes nothing.
    """
    document = queries.lock_document(document_id)
    require(policies.may_settle_validity(actor))
    last = document.lapses_on
    if last is not None and last < clock.today() and document.validity in (*HOLDING, Validity.PENDING):
        basis = f"有效期至{last:%Y年%-m月%-d日}届满"
        _record(document, actor, Validity.LAPSED, last + timedelta(days=1), basis=basis)
    before = document.validity
    _settle(document)
    _follow_end(actor, document)
    note(before=before, after=document.validity)
    return document


def follow_expiry(actor: Actor, document: Document, edition: Edition) -> None:
    """Start or shift the time by which it is examined whether the document is to hold any longer."""
    if document.lapses_on is None or document.validity in ENDED or document.lapses_on < clock.today():
        _follow_end(actor, document)
        return
    deadlines.open_deadline(
        actor=actor,
        subject_type=DOCUMENT_SUBJECT,
        subject_id=document.pk,
        purpose=VALIDITY_REVIEW,
        title=f"评估《{edition.title}》是否继续有效（有效期至{document.lapses_on:%Y-%m-%d}）",
        rule_code=REVIEW_RULE,
        owner_body_id=document.body_id,
        start_on=document.lapses_on,
        owner_account_ids=tuple(edition.author_ids),
    )


def _follow_end(actor: Actor, document: Document) -> None:
    """Nobody has to examine what has ended, or what ends on no day."""
    holds = document.validity not in ENDED and document.lapses_on is not None
    if holds or deadline_queries.find_open(DOCUMENT_SUBJECT, document.pk, VALIDITY_REVIEW) is None:
        return
    reason = f"文件已{Validity(document.validity).label}" if document.validity in ENDED else "不再有届满日"
    deadlines.drop_deadline(
        actor=actor,
        subject_type=DOCUMENT_SUBJECT,
        subject_id=document.pk,
        purpose=VALIDITY_REVIEW,
        reason=reason,
    )


# --- rows --------------------------------------------------------------------------------------------


def _record(
    document: Document,
    actor: Actor,
    validity: Validity,
    on: date,
    *,
    cause: Edition | None = None,
    basis: str = "",
) -> None:
    ValidityChange.objects.create(
        document=document, validity=validity, on=on, cause=cause, basis=basis, recorded_by=actor.name
    )


def _settle(document: Document, *, tell: bool = True) -> None:
    """Bring the document's own field to what the rows say of today, and tell the rest of the product."""
    today = clock.today()
    found = standing_of(document.pk, today)
    now = found.validity or ""
    if now == document.validity:
        return
    document.validity = now
    document.save(update_fields=["validity"])
    since = found.change.on if found.change else today
    if tell:
        emit(ValidityChanged(document_id=document.pk, validity=str(now), on=since.isoformat()))
