"""今天要办: what waits for a person, and how much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.information import queries as information
from gongkai.core.information.enums import PUBLISHERS, READERS, SUBJECT, WRITERS
from gongkai.core.workflow import queries as workflow
from gongkai.core.workflow.enums import DECIDERS, CaseState, StepState
from gongkai.edges.components.shapes import Badge, DueDate, TaskRow, Tone
from gongkai.edges.workbench import catalogue_tasks, list_tasks, openness_tasks, release_tasks
from gongkai.edges.workbench.list_tasks import SORTINGS
from gongkai.edges.workbench.presenting.deadlines import publication_due, step_due
from gongkai.edges.workbench.presenting.lamps import waited
from gongkai.edges.workbench.tally import Source, tally
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.notifications import queries as notifications
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.foundation.operations import policies as operations
from gongkai.foundation.outbox import queries as outbox
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.workflow.models import ReviewStep
    from gongkai.foundation.identity.models import Account

MOST = 50
"""Rows of one sort on the page; more are counted and found in the lists."""

HOME, UNREAD = "home", "unread"
_OF_DOCUMENTS = _DECISIONS, _DRAFTS, _SIGNED = ("decisions", "drafts", "signed")


def counts(actor: Actor) -> Counter[str]:
    """How much of everything there is: beside the menu's entries, at the bell, and whether a list is worth
    reading. One query, since every page asks."""
    found = tally(_sources(actor))
    found[HOME] = (
        sum(found[name] for name in _OF_DOCUMENTS)
        + catalogue_tasks.waiting(found)
        + openness_tasks.waiting(found)
        + release_tasks.waiting(found)
        + list_tasks.waiting(found)
    )
    return found


def _sources(actor: Actor) -> Iterator[Source]:
    """Everything that may wait for a person, as far as the roles make it worth asking."""
    yield UNREAD, notifications.notices_of(actor.account_id or 0, unread=True)
    if _holds(actor, DECIDERS) or actor.stands_in_for:
        yield _DECISIONS, workflow.inbox(actor).filter(case__subject_type=SUBJECT)
    if _holds(actor, WRITERS):
        yield _DRAFTS, information.my_drafts(actor)
    if _holds(actor, PUBLISHERS):
        yield _SIGNED, information.ready_to_publish(actor)
    yield from catalogue_tasks.sources(actor)
    yield from list_tasks.sources(actor)
    yield from openness_tasks.sources(actor)
    yield from release_tasks.sources(actor)
    if _holds(actor, [Role.SECURITY_ADMINISTRATOR]):
        yield "locked", identity.locked_accounts(actor)
    if operations.may_mend_deliveries(actor).allowed:
        yield "dead", outbox.list_dead()


def _holds(actor: Actor, roles: Iterable[Role]) -> bool:
    return bool(actor.roles & {role.value for role in roles})


def has_business(actor: Actor) -> bool:
    return bool(actor.roles & {role.value for role in READERS})


def tasks(actor: Actor, found: Counter[str]) -> list[TaskRow]:
    """Everything that waits for the person, most urgent first: what is due, decisions others wait for, what
    came back, what only needs a press to be public, one's own unfinished drafts.

    Args:
        found: the `counts`; a list that is empty is not read.
    """
    if not has_business(actor):
        return []
    steps = list(workflow.inbox(actor).filter(case__subject_type=SUBJECT)[:MOST]) if found[_DECISIONS] else []
    drafts = list(information.my_drafts(actor)[:MOST]) if found[_DRAFTS] else []
    signed = list(information.ready_to_publish(actor)[:MOST]) if found[_SIGNED] else []
    reasons = _reasons_of_return([draft.pk for draft in drafts])
    due = publication_due([*_editions_of(actor, steps), *drafts, *signed])
    by_step = step_due(steps)
    rows = [
        *(_decision(step, by_step.get(step.pk) or due.get(step.case.subject_id)) for step in steps),
        *(_returned(draft, reasons[draft.pk], due.get(draft.pk)) for draft in drafts if draft.pk in reasons),
        *(_signed(edition, due.get(edition.pk)) for edition in signed),
        *(_draft(draft, due.get(draft.pk)) for draft in drafts if draft.pk not in reasons),
        *release_tasks.tasks(actor, found),
        *openness_tasks.tasks(actor, found),
        *catalogue_tasks.tasks(actor, found),
        *(_sorting(step) for step in (list_tasks.sortings(actor)[:MOST] if found[SORTINGS] else ())),
        *list_tasks.alarms(found),
    ]
    return sorted(rows, key=_not_pressing)


def _not_pressing(task: TaskRow) -> bool:
    """What is due today or was due earlier comes first; the rest stays in its order."""
    return task.due is None or task.due.left is None or task.due.left > 0


def _editions_of(actor: Actor, steps: Sequence[ReviewStep]) -> list[Edition]:
    """What is decided on, as far as deadlines need it."""
    wanted = [step.case.subject_id for step in steps]
    if not wanted:
        return []
    return list(information.visible_to(actor).filter(pk__in=wanted).only("pk", "number", "document_id"))


def notice_tasks(actor: Actor, found: Counter[str]) -> list[TaskRow]:
    """Unread notices of moved deadlines."""
    if not found[UNREAD]:
        return []
    unread = notifications.notices_of(actor.account_id or 0, kind=NoticeKind.DEADLINE_MOVED, unread=True)
    home = reverse("workbench:notices")
    return [
        TaskRow(
            title=notice.title,
            url=f"{home}#notice-{notice.pk}",
            kind=NoticeKind.DEADLINE_MOVED.label,
            action_label="查看",
            action_url=f"{home}#notice-{notice.pk}",
            lamp=Badge("未读", "warn"),
            waiting_since=notice.created_at,
        )
        for notice in unread[:MOST]
    ]


def account_tasks(actor: Actor) -> list[TaskRow]:
    """What waits for the security administrator: locked accounts, and accounts that have no role yet."""
    if Role.SECURITY_ADMINISTRATOR.value not in actor.roles:
        return []
    locked, idle = identity.locked_accounts(actor), identity.accounts_without_role(actor)
    return [
        *(_account(account, "账号被锁定", "去解锁", "warn") for account in locked[:MOST]),
        *(_account(account, "等待授权", "去授权", "info") for account in idle[:MOST]),
    ]


def _decision(step: ReviewStep, due: DueDate | None) -> TaskRow:
    address = _address("document", step.case.subject_id)
    kind = step.label
    return TaskRow(
        title=step.case.subject_title,
        url=address,
        kind=f"待{kind}",
        body=step.case.body.name,
        action_label=kind,
        action_url=f"{address}#decision",
        lamp=waited(step.waiting_since),
        due=due,
        waiting_since=step.waiting_since,
    )


def _returned(edition: Edition, reason: str, due: DueDate | None) -> TaskRow:
    return TaskRow(
        title=edition.title,
        url=_address("document", edition.pk),
        kind="退回修改",
        body=edition.document.body.name,
        action_label="修改",
        action_url=_address("document_edit", edition.pk),
        lamp=Badge("已退回", "warn"),
        due=due,
        returned_because=reason,
    )


def _sorting(step: ReviewStep) -> TaskRow:
    address = _address("sorting", step.case.subject_id)
    return TaskRow(
        title=step.case.subject_title,
        url=address,
        kind="待核定",
        body=step.case.body.name,
        action_label="核定",
        action_url=f"{address}#decision",
        lamp=waited(step.waiting_since),
        waiting_since=step.waiting_since,
    )


def _signed(edition: Edition, due: DueDate | None) -> TaskRow:
    address = _address("document", edition.pk)
    return TaskRow(
        title=edition.title,
        url=address,
        kind="待发布",
        body=edition.document.body.name,
        action_label="去发布",
        action_url=f"{address}#decision",
        lamp=waited(edition.signed_at),
        due=due,
    )


def _draft(edition: Edition, due: DueDate | None) -> TaskRow:
    lacks = information.written_lacks(edition)
    return TaskRow(
        title=edition.title,
        url=_address("document_edit", edition.pk),
        kind="草稿" if edition.number == 1 else "更正稿",
        body=edition.document.body.name,
        action_label="继续填写" if lacks else "核对并提交",
        action_url=_address("document_edit", edition.pk),
        lamp=Badge(f"至少还差 {len(lacks)} 项", "off") if lacks else Badge("待核对", "neutral"),
        due=due,
    )


def _account(account: Account, kind: str, action: str, tone: Tone) -> TaskRow:
    address = _address("account", account.pk)
    until = account.locked_until
    locked = f"锁定至 {until.astimezone(clock.CHINA):%H:%M}" if until and until > clock.now() else "没有角色"
    return TaskRow(
        title=str(account),
        url=address,
        kind=kind,
        body=account.body.name,
        action_label=action,
        action_url=address,
        lamp=Badge(locked, tone),
    )


def _reasons_of_return(edition_ids: Sequence[int]) -> dict[int, str]:
    """Edition → why its latest review sent it back; editions that were not sent back are left out."""
    if not edition_ids:
        return {}
    latest = {case.subject_id: case for case in workflow.cases_of(SUBJECT, list(edition_ids))}
    return {
        subject_id: _opinion_of_return(case.steps.all())
        for subject_id, case in latest.items()
        if case.state == CaseState.RETURNED
    }


def _opinion_of_return(steps: Iterable[ReviewStep]) -> str:
    step = next((step for step in steps if step.state == StepState.RETURNED), None)
    return f"{step.opinion}（{step.label}，{step.decided_by}）" if step else ""


def _address(name: str, key: int) -> str:
    return reverse(f"workbench:{name}", args=[key])
