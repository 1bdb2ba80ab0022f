"""Reviews as the pages show them: the way, where it stands, and what happened on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai.core.information.enums import EditionState
from gongkai.core.workflow.enums import CaseEventKind, CaseState, StepKind, StepState
from gongkai.core.workflow.rules import RouteStep, positions
from gongkai.edges.components.shapes import Badge, Step, TimelineEntry, Tone
from gongkai.foundation.access.enums import Role

if TYPE_CHECKING:
    from gongkai.core.information.models import Document, Edition
    from gongkai.core.workflow.models import CaseEvent, ReviewCase, ReviewStep
    from gongkai.core.workflow.queries import Standing

CASE_TONES: dict[str, Tone] = {
    CaseState.OPEN: "info",
    CaseState.HELD: "warn",
    CaseState.APPROVED: "good",
    CaseState.RETURNED: "warn",
    CaseState.RECALLED: "off",
}
_EVENT_TONES: dict[str, Tone] = {
    CaseEventKind.REMINDED: "warn",
    CaseEventKind.HELD: "warn",
    CaseEventKind.RESUMED: "info",
}
_NAMED = 5
"""People named as holding a step; more are counted."""

Dated = tuple[datetime, TimelineEntry]


def case_badge(case: ReviewCase) -> Badge:
    return Badge(CaseState(case.state).label, CASE_TONES[case.state])


def current_steps(case: ReviewCase | None) -> list[ReviewStep]:
    """What a case waits for, from its prefetched steps; several where bodies countersign side by side."""
    if case is None or not case.is_running:
        return []
    return [step for step in case.steps.all() if step.state == StepState.CURRENT]


def steps(edition: Edition, case: ReviewCase | None, route: Sequence[RouteStep]) -> list[Step]:
    """起草 → the steps of the review → 发布, with where the edition stands.

    Args:
        route: what a draft will take; unused once a review runs.
    """
    if edition.state == EditionState.DISCARDED:
        return [Step("起草", "returned", f"{edition.discarded_by}已删除，在回收站"), Step("发布")]
    if edition.state == EditionState.DRAFT:
        was_returned = case is not None and case.state == CaseState.RETURNED
        drafting = Step("起草", "returned", "退回修改") if was_returned else Step("起草", "current")
        return [drafting, *(Step(label) for label in _labels(route)), Step("发布")]
    reviewing = [_step(group) for group in _last_round(case)] if case else []
    last = Step("发布", "current" if edition.state == EditionState.SIGNED else "todo")
    if edition.published_at is not None:
        last = Step("发布", "done", edition.published_by)
    return [Step("起草", "done", edition.author_name), *reviewing, last]


def holder_words(step: ReviewStep, standing: Sequence[Standing]) -> str:
    """Who may take a step, in words."""
    role = Role(step.role).label
    elsewhere = f"{step.body.name}" if step.body_id != step.case.body_id else ""
    if not standing:
        return f"{elsewhere}没有可以办理的{role}，请联系安全管理员授权"
    names = "、".join(each.words for each in standing[:_NAMED])
    more = f"等{len(standing)}人" if len(standing) > _NAMED else ""
    handed = "（已转办）" if step.assignee_id is not None else ""
    return f"{elsewhere}{role}：{names}{more}{handed}"


def decided_words(step: ReviewStep) -> str:
    """Who decided, and in whose name."""
    return f"{step.decided_by}（代{step.decided_for}）" if step.decided_for else step.decided_by


def timeline(
    document: Document, editions: Sequence[Edition], cases: Iterable[ReviewCase]
) -> list[TimelineEntry]:
    """Who did what when, oldest first, over all editions; what is awaited comes last."""
    several = len(editions) > 1
    numbers = {edition.pk: edition.number for edition in editions}
    dated = [pair for edition in editions for pair in _of_edition(edition, several)]
    awaited: list[TimelineEntry] = []
    for case in cases:
        number = numbers.get(case.subject_id)
        mark = f"（第{number}版）" if several and number else ""
        dated += _of_case(case, mark)
        awaited += [_awaited(step) for step in current_steps(case)]
    if document.withdrawn_at is not None:
        withdrawn = TimelineEntry(
            "撤下", document.withdrawn_by, document.withdrawn_at,
            opinion=document.withdrawal_basis, tone="alarm",
        )  # fmt: skip
        dated.append((document.withdrawn_at, withdrawn))
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0])] + awaited


def _labels(route: Sequence[RouteStep]) -> Iterator[str]:
    for _, group in groupby(positions(route), key=lambda placed: placed[0]):
        yield next(group)[1].label


def _last_round(case: ReviewCase) -> list[list[ReviewStep]]:
    """The steps of a case by position, each as it stands in the last round that has laid it out."""
    latest: dict[int, list[ReviewStep]] = {}
    for step in case.steps.all():
        known = latest.setdefault(step.position, [])
        if known and known[0].round != step.round:
            known.clear()
        known.append(step)
    return [latest[position] for position in sorted(latest)]


def _step(group: Sequence[ReviewStep]) -> Step:
    label = group[0].label
    done = [step for step in group if step.state == StepState.APPROVED]
    if len(done) == len(group):
        return Step(label, "done", "、".join(decided_words(step) for step in done))
    is_current = any(step.state == StepState.CURRENT for step in group)
    note = f"{len(done)} / {len(group)}" if len(group) > 1 and is_current else ""
    return Step(label, "current" if is_current else "todo", note)


def _of_case(case: ReviewCase, mark: str) -> Iterator[Dated]:
    yield case.opened_at, TimelineEntry(f"提交审核{mark}", case.opened_by, case.opened_at)
    for step in case.steps.all():
        if step.decided_at is not None:
            yield step.decided_at, _decision(step, mark)
    for event in case.events.all():
        yield event.at, _event(event, mark)
    if case.state == CaseState.RECALLED and case.closed_at is not None:
        yield case.closed_at, TimelineEntry(f"撤回送审{mark}", when=case.closed_at, tone="off")


def _of_edition(edition: Edition, several: bool) -> Iterator[Dated]:
    mark = f"（第{edition.number}版）" if several else ""
    what = "起草" if edition.number == 1 else "开始更正"
    yield (
        edition.created_at,
        TimelineEntry(f"{what}{mark}", edition.author_name, edition.created_at, opinion=edition.change_note),
    )
    if edition.published_at is not None:
        entry = TimelineEntry(f"发布{mark}", edition.published_by, edition.published_at, tone="good")
        yield edition.published_at, entry


def _decision(step: ReviewStep, mark: str) -> TimelineEntry:
    returned = step.state == StepState.RETURNED
    return TimelineEntry(
        what=f"{step.label}：{'退回' if returned else '同意'}{mark}",
        who=decided_words(step),
        when=step.decided_at,
        role=_role_words(step),
        opinion=step.opinion,
        tone="warn" if returned else "good",
    )


def _event(event: CaseEvent, mark: str) -> TimelineEntry:
    kind = CaseEventKind(event.kind)
    where = event.step.label if event.step is not None else ""
    to = f"给{event.to}" if event.to else ""
    return TimelineEntry(
        what=f"{kind.label}{where}{to}{mark}",
        who=event.by,
        when=event.at,
        opinion=event.text,
        tone=_EVENT_TONES.get(kind, "neutral"),
    )


def _awaited(step: ReviewStep) -> TimelineEntry:
    return TimelineEntry(
        what=f"等待{step.label}",
        who=step.assignee,
        when=step.waiting_since,
        role=_role_words(step),
        current=True,
    )


def _role_words(step: ReviewStep) -> str:
    """The role; for 会签 the body as well, which is what matters there."""
    role = Role(step.role).label
    return f"{step.body.name}{role}" if step.kind == StepKind.COUNTERSIGN else role
