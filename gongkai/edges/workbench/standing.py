"""Where a person stands to a running review: which step it is, what the person may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.workflow import policies, queries
from gongkai.core.workflow.enums import CaseState
from gongkai.edges.components.shapes import DueDate
from gongkai.edges.workbench.forms.handing import DelegateForm, SendBackForm
from gongkai.edges.workbench.forms.reviewing import PHRASES
from gongkai.edges.workbench.presenting import reviews
from gongkai.edges.workbench.presenting.deadlines import step_due
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision, deny

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.workflow.models import ReviewCase, ReviewStep

_IDLE = deny("该文件不在审批中。")


@dataclass(frozen=True, slots=True)
class WaitingAt:
    """One step that a case waits for, as the page says it."""

    step: ReviewStep
    holders: str
    due: DueDate | None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a person sees of a review. `step`: the one the person may decide, else the first it waits for;
    `absent`: in whose name, where it is not the own one."""

    actor: Actor
    case: ReviewCase | None
    step: ReviewStep | None
    waiting_at: Sequence[WaitingAt]
    absent: str
    permissions: dict[str, Decision]

    @classmethod
    def of(cls, actor: Actor, case: ReviewCase | None) -> Standpoint:
        """Of a case with its steps, or of none."""
        steps = reviews.current_steps(case)
        if case is None or not steps:
            names = ("decide", "recall", "delegate", "remind", "send_back")
            return cls(actor, case, None, (), "", dict.fromkeys(names, _IDLE))
        for each in steps:
            each.case = case
        seats = [(each, queries.seat_of(actor, each)) for each in steps]
        step, seat = next((pair for pair in seats if pair[1] is not None), seats[0])
        holders, due = queries.holders_of(steps), step_due(steps)
        waiting_at = [
            WaitingAt(each, reviews.holder_words(each, holders[each.pk]), due.get(each.pk)) for each in steps
        ]
        return cls(
            actor, case, step, waiting_at, seat.absent if seat else "", _permissions(actor, case, step)
        )

    def delegate_form(self, data: QueryDict | None = None) -> DelegateForm | None:
        """None where the step may not be handed on."""
        if self.step is None or not self.permissions["delegate"].allowed:
            return None
        people = [
            (
                each.account_id,
                f"{each.name}（拿回自办）" if each.account_id == self.actor.account_id else each.name,
            )
            for each in queries.takers_of(self.step)
            if each.account_id != (self.step.assignee_id or self.actor.account_id)
        ]
        return DelegateForm(data, people=people, auto_id="id_delegate_%s") if people else None

    def send_back_form(self, data: QueryDict | None = None) -> SendBackForm | None:
        """None where there is no step before."""
        if self.step is None or self.case is None or not self.permissions["send_back"].allowed:
            return None
        earlier = {
            step.position: step.label for step in self.case.steps.all() if step.position < self.step.position
        }
        return SendBackForm(data, steps=list(earlier.items()), auto_id="id_back_%s")

    def phrases(self) -> list[str]:
        """What is offered beside the opinion: the person's and the body's own first; nothing to who may not
        decide."""
        if not self.permissions["decide"].allowed:
            return []
        return list(dict.fromkeys([*queries.phrase_texts(self.actor), *PHRASES]))


def _permissions(actor: Actor, case: ReviewCase, step: ReviewStep) -> dict[str, Decision]:
    decide = policies.may_decide(actor, step)
    first = deny("这是第一个环节，请退回给起草人。")
    return {
        "decide": decide,
        "recall": policies.may_recall(actor, case),
        "delegate": policies.may_delegate(actor, step) if case.state == CaseState.OPEN else decide,
        "remind": policies.may_remind(actor, case),
        "send_back": decide if step.position > 1 else decide & first,
    }
