"""批量签发, made for a phone: read, tick, confirm once.

Each document is signed by its own command in its own transaction, and only the very step that was shown: one
that was taken back, changed and sent again stands at another step, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.information import commands
from gongkai.core.information import queries as information
from gongkai.core.information.enums import (
    PUBLISHABLE,
    SUBJECT,
    Openness,
    SecrecyConclusion,
    SecrecyStage,
    Verdict,
)
from gongkai.core.workflow import queries as workflow
from gongkai.core.workflow.enums import StepKind
from gongkai.edges.components.shapes import Badge, DueDate, Fact, NavLink
from gongkai.edges.workbench.forms.batch_signing import BatchForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.deadlines import publication_due
from gongkai.edges.workbench.presenting.lamps import waited
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.workflow.models import ReviewStep

MOST = 50
"""Documents on the page: what one person can read at a sitting."""

_TOKEN = re.compile(r"[0-9]{1,18}\.[0-9]{1,18}\.[0-9]{1,9}")
_CHANGED = "该文件在您查看之后已有变动（撤回修改后重新送审，或已由他人办理），没有签发。请打开核对后再办理。"


@dataclass(frozen=True, slots=True)
class ToSign:
    """A document that waits for the person's signature. `alone`: why it cannot be signed among others."""

    step: ReviewStep
    edition: Edition
    lamp: Badge
    due: DueDate | None
    ticked: bool

    @property
    def token(self) -> str:
        """Which step and which revision of the text the person has seen."""
        return f"{self.step.pk}.{self.edition.pk}.{self.edition.revision}"

    @property
    def url(self) -> str:
        return reverse("workbench:document", args=[self.edition.pk])

    @property
    def alone(self) -> str:
        if self.edition.openness in PUBLISHABLE:
            return ""
        label = Openness(self.edition.openness).label if self.edition.openness else "未确定"
        return f"公开属性为“{label}”，请打开单独办理。"

    @property
    def facts(self) -> list[Fact]:
        edition = self.edition
        openness = Openness(edition.openness).label if edition.openness else "未确定"
        files = len(edition.attachments.all())
        return [
            Fact("发文字号", edition.document_number or "无"),
            Fact(
                "公开属性",
                f"{openness}（{edition.openness_reason}）" if edition.openness_reason else openness,
            ),
            Fact("保密审查", _secrecy_words(edition)),
            Fact("附件", f"{files}个" if files else "无"),
        ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `reason` is empty where it was signed."""

    title: str
    url: str
    reason: str = ""


@require_http_methods(["GET", "POST"])
def batch(request: StaffRequest) -> HttpResponse:
    form = BatchForm(request.POST if request.method == "POST" else None)
    tokens = [token for token in request.POST.getlist("selected") if _TOKEN.fullmatch(token)]
    nothing = "请勾选要签发的文件。" if form.is_bound and not tokens else ""
    if form.is_bound and form.is_valid() and not nothing:
        outcomes = [_sign(request, token, form.text("opinion")) for token in tokens]
        return page(
            request,
            "workbench/batch_signed.html",
            {
                "title": "批量签发结果",
                "signed": [outcome for outcome in outcomes if not outcome.reason],
                "refused": [outcome for outcome in outcomes if outcome.reason],
                "crumbs": _crumbs(),
            },
        )
    context = {
        "title": "批量签发",
        "papers": _papers(request, tokens),
        "form": form,
        "nothing": nothing,
        "crumbs": _crumbs(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or nothing else HTTPStatus.OK
    return page(request, "workbench/batch_signing.html", context, status=status)


def _papers(request: StaffRequest, ticked: Sequence[str]) -> list[ToSign]:
    """What waits for the person's signature, longest waiting first."""
    waiting = workflow.inbox(request.actor).filter(case__subject_type=SUBJECT, kind=StepKind.SIGN_OFF)
    steps = list(waiting[:MOST])
    editions = information.editions_to_sign([step.case.subject_id for step in steps])
    due = publication_due(editions.values())
    chosen = {token.partition(".")[0] for token in ticked}
    return [
        ToSign(
            step,
            editions[step.case.subject_id],
            waited(step.waiting_since),
            due.get(step.case.subject_id),
            str(step.pk) in chosen,
        )
        for step in steps
        if step.case.subject_id in editions
    ]


def _sign(request: StaffRequest, token: str, opinion: str) -> Outcome:
    """One document in a transaction of its own; a refusal concerns no other."""
    step_id, edition_id, revision = (int(part) for part in token.split("."))
    url = reverse("workbench:document", args=[edition_id])
    title = f"第{edition_id}号文件"
    try:
        step = workflow.inbox(request.actor).filter(pk=step_id, case__subject_id=edition_id).first()
        edition = information.editions_to_sign([edition_id]).get(edition_id) if step else None
        if step is None or edition is None or edition.revision != revision:
            return Outcome(_title_of(request, edition_id) or title, url, _CHANGED)
        title = edition.title
        sheet = commands.SecrecySheet(conclusion=SecrecyConclusion.MAY_PUBLISH)
        commands.sign_off_edition(
            actor=request.actor,
            edition_id=edition_id,
            verdict=Verdict.APPROVE,
            opinion=opinion,
            sheet=sheet if step.secrecy_stage else None,
            step_id=step_id,
        )
    except (Conflict, Denied, InvalidInput, NotFound) as error:
        return Outcome(title, url, _reason(error))
    return Outcome(title, url)


def _title_of(request: StaffRequest, edition_id: int) -> str:
    """The title for the list of results, for those who may read the document."""
    return (
        information.visible_to(request.actor).filter(pk=edition_id).values_list("title", flat=True).first()
        or ""
    )


def _reason(error: GongkaiError) -> str:
    fields = error.fields if isinstance(error, InvalidInput) else {}
    return "；".join(dict.fromkeys([text for texts in fields.values() for text in texts])) or error.message


def _secrecy_words(edition: Edition) -> str:
    """Which stages have been gone through, with what conclusion; the latest of each."""
    latest = {entry.stage: entry for entry in edition.secrecy_reviews.all()}
    said = [
        f"{stage.label}：{SecrecyConclusion(latest[stage].conclusion).label}（{latest[stage].reviewer}）"
        for stage in SecrecyStage
        if stage in latest
    ]
    return "；".join(said) or "尚无记录"


def _crumbs() -> list[NavLink]:
    return [NavLink("工作台", reverse("workbench:home")), NavLink("批量签发", "")]
