"""Rows of the inbox, for the page and for a file to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.information.enums import SUBJECT as DOCUMENT
from gongkai.core.powers.enums import SUBJECT as SORTING
from gongkai.core.workflow import queries
from gongkai.core.workflow.enums import CaseState, StepState
from gongkai.edges.components.shapes import Badge, Cell, Column, TableRow
from gongkai.edges.workbench.presenting.deadlines import step_due
from gongkai.edges.workbench.presenting.lamps import waited
from gongkai.edges.workbench.presenting.reviews import case_badge, current_steps, decided_words, holder_words
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.reference.information_kinds import information_kinds

if TYPE_CHECKING:
    from datetime import datetime

    from gongkai.core.workflow.models import ReviewCase, ReviewStep
    from gongkai.edges.components.shapes import DueDate

STEP_COLUMNS = ("文件", "单位", "环节", "送达", "办理时限")
DONE_COLUMNS = ("文件", "环节", "结论和意见", "办理日期", "现在")
CASE_COLUMNS = ("文件", "单位", "现在", "送审", "办结")

EXPORT_STEPS = ("文件", "类型", "单位", "环节", "岗位", "送达时间", "已等天数", "办理时限", "承办人")
EXPORT_DONE = ("文件", "类型", "单位", "环节", "结论", "意见", "办理人", "办理时间", "现在")
EXPORT_CASES = ("文件", "类型", "单位", "状态", "现在", "送审人", "送审时间", "办结时间")

_PAGES = {DOCUMENT: "document", SORTING: "sorting"}


def address_of(case: ReviewCase) -> str:
    """The page of what is under review; empty for a subject that has none."""
    name = _PAGES.get(case.subject_type)
    return reverse(f"workbench:{name}", args=[case.subject_id]) if name else ""


def kind_words(case: ReviewCase) -> str:
    """What sort of subject it is, as people call it."""
    if case.subject_type == SORTING:
        return "事项梳理"
    kind = information_kinds().get(case.subject_kind)
    return kind.name if kind else "政府信息"


def columns(labels: Sequence[str], sorts: dict[str, tuple[str, str]]) -> list[Column]:
    """Columns, some with the address that sorts by them and how they are sorted now."""
    return [Column(label, "text", *sorts.get(label, ("", ""))) for label in labels]


def step_rows(actor: Actor, steps: Sequence[ReviewStep]) -> list[TableRow]:
    """What waits for the actor."""
    due = step_due(steps)
    return [
        TableRow(
            [
                _title(step.case),
                Cell(step.case.body.short_name or step.case.body.name),
                Cell(step.label, note=_in_whose_name(actor, step)),
                Cell(day=step.waiting_since, badge=waited(step.waiting_since)),
                Cell("" if step.pk in due else "不限", due=due.get(step.pk)),
            ]
        )
        for step in steps
    ]


def done_rows(steps: Sequence[ReviewStep]) -> list[TableRow]:
    """What the actor has decided, and what has become of it."""
    return [
        TableRow(
            [
                _title(step.case),
                Cell(step.label, note=f"代{step.decided_for}" if step.decided_for else ""),
                Cell(badge=_verdict(step), note=step.opinion),
                Cell(day=step.decided_at),
                Cell(badge=case_badge(step.case)),
            ]
        )
        for step in steps
    ]


def case_rows(cases: Sequence[ReviewCase]) -> list[TableRow]:
    """Cases with who holds them, and since when."""
    places = _places(cases)
    due = step_due(step for case in cases for step in current_steps(case))
    return [
        TableRow(
            [
                _title(case),
                Cell(case.body.short_name or case.body.name),
                Cell(badge=case_badge(case), note=places[case.pk], due=_first_due(case, due)),
                Cell(day=case.opened_at, note=case.opened_by),
                Cell(day=case.closed_at) if case.closed_at else Cell("未办结"),
            ]
        )
        for case in cases
    ]


def exported_steps(steps: Iterable[ReviewStep]) -> Iterator[tuple[str, ...]]:
    known = list(steps)
    due = step_due(known)
    for step in known:
        proof = due[step.pk].proof.due_on if step.pk in due else None
        yield (
            step.case.subject_title, kind_words(step.case), step.case.body.name, step.label,
            step.get_role_display(), _moment(step.waiting_since), str(_days(step.waiting_since)),
            proof.isoformat() if proof else "", step.assignee,
        )  # fmt: skip


def exported_done(steps: Iterable[ReviewStep]) -> Iterator[tuple[str, ...]]:
    for step in steps:
        yield (
            step.case.subject_title, kind_words(step.case), step.case.body.name, step.label,
            _verdict(step).label, step.opinion, decided_words(step), _moment(step.decided_at),
            CaseState(step.case.state).label,
        )  # fmt: skip


def exported_cases(cases: Iterable[ReviewCase]) -> Iterator[tuple[str, ...]]:
    known = list(cases)
    places = _places(known)
    for case in known:
        yield (
            case.subject_title, kind_words(case), case.body.name, CaseState(case.state).label,
            places[case.pk], case.opened_by, _moment(case.opened_at), _moment(case.closed_at),
        )  # fmt: skip


def _places(cases: Sequence[ReviewCase]) -> dict[int, str]:
    """Case → at which step and with whom it is since when; empty for what has ended."""
    for case in cases:
        for step in current_steps(case):
            step.case = case
    steps = [step for case in cases for step in current_steps(case)]
    holders = queries.holders_of(steps)
    return {
        case.pk: "；".join(
            f"{step.label}，{holder_words(step, holders[step.pk])}，{_day(step.waiting_since)}送达"
            for step in current_steps(case)
        )
        for case in cases
    }


def _first_due(case: ReviewCase, due: dict[int, DueDate]) -> DueDate | None:
    return next((due[step.pk] for step in current_steps(case) if step.pk in due), None)


def _title(case: ReviewCase) -> Cell:
    return Cell(case.subject_title, url=address_of(case), note=kind_words(case))


def _in_whose_name(actor: Actor, step: ReviewStep) -> str:
    """Whether the step is there because somebody is away, or was handed on."""
    if step.assignee_id is not None and step.assignee_id != actor.account_id:
        return f"代{step.assignee}"
    if step.assignee_id is not None:
        return "转办给我"
    own = {grant.role for grant in actor.grants}
    absent = [each.name for each in actor.stands_in_for if any(g.role == step.role for g in each.grants)]
    return f"代{'、'.join(absent)}" if absent and step.role not in own else ""


def _verdict(step: ReviewStep) -> Badge:
    return Badge("退回", "warn") if step.state == StepState.RETURNED else Badge("同意", "good")


def _days(since: datetime | None) -> int:
    return (clock.today() - clock.day_of(since)).days if since else 0


def _day(moment: datetime | None) -> str:
    return clock.day_of(moment).isoformat() if moment else ""


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(clock.CHINA):%Y-%m-%d %H:%M}" if moment else ""
