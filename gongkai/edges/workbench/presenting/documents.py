"""Editions as the pages show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from gongkai.core.information.enums import EditionState, Openness
from gongkai.core.information.rules import Lack
from gongkai.core.workflow.enums import CaseState, StepKind, StepState
from gongkai.edges.components.shapes import (
    Badge,
    Fact,
    FileItem,
    Missing,
    Step,
    TimelineEntry,
    Tone,
    VersionRow,
)
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.text.pictures import Picture, readdressed

if TYPE_CHECKING:
    from datetime import datetime

    from gongkai.core.information.models import Attachment, Document, Edition
    from gongkai.core.workflow.models import ReviewCase, ReviewStep

STATE_TONES: dict[str, Tone] = {
    EditionState.DRAFT: "neutral",
    EditionState.IN_REVIEW: "info",
    EditionState.SIGNED: "warn",
    EditionState.PUBLISHED: "good",
    EditionState.SUPERSEDED: "off",
    EditionState.WITHDRAWN: "alarm",
    EditionState.EXPIRED: "off",
}

AT_PUBLICATION = "发布时生成"


def state_badge(edition: Edition) -> Badge:
    return Badge(EditionState(edition.state).label, STATE_TONES[edition.state])


def body_markup(edition: Edition) -> SafeString:
    """The stored body unescaped: every command that writes it has made it safe (`text.markup.sanitise`).

    Its pictures are not public yet, so they are fetched from the workbench.
    """
    return mark_safe(readdressed(edition.body_html, staff_address))  # noqa: S308


def staff_address(picture: Picture) -> str:
    """Where those who work on a document read a picture of it."""
    return reverse("workbench:attachment", args=[picture.file_id])


def for_staff(page: str, edition: Edition) -> str:
    """A public page whose files are fetched from the workbench, and whose links open beside it."""
    public = re.compile(rf"/documents/{edition.document.public_id}/files/(\d{{1,18}})/")
    page = public.sub(lambda address: reverse("workbench:attachment", args=[int(address[1])]), page)
    return page.replace("<head>", '<head><base target="_blank">', 1)


def facts(edition: Edition) -> list[Fact]:
    """The information header as the public will see it; what comes with publication says so."""
    document = edition.document
    item = document.item
    return [
        Fact("索引号", document.index_number or AT_PUBLICATION),
        Fact("主题分类", edition.subject_category),
        Fact("发布机构", document.body.name),
        Fact("发文字号", edition.document_number or "无"),
        Fact("成文日期", edition.written_on.isoformat() if edition.written_on else ""),
        Fact("发布日期", _day(edition.published_at) or AT_PUBLICATION),
        Fact("体裁", document.genre),
        Fact("公开属性", Openness(edition.openness).label if edition.openness else ""),
        Fact("公开事项", f"{item.area.name} › {item.name}"),
        Fact("版本", f"第{edition.number}版"),
        Fact("关键词", "、".join(edition.keywords), wide=True),
    ]


def openness_facts(edition: Edition) -> list[Fact]:
    """What the signer decides together with the text."""
    label = Openness(edition.openness).label if edition.openness else "未确定"
    found = [Fact("公开属性", label)]
    if edition.openness_reason or edition.openness_article:
        found += [Fact("理由", edition.openness_reason), Fact("依据条款", edition.openness_article)]
    if edition.summary:
        found.append(Fact("内容概述", edition.summary))
    if edition.change_note:
        found.append(Fact("更正说明", edition.change_note))
    return found


def files(edition: Edition) -> list[FileItem]:
    return [
        FileItem(attachment.name, reverse("workbench:attachment", args=[attachment.pk]), attachment.file.size)
        for attachment in attached(edition)
    ]


def attached(edition: Edition) -> list[Attachment]:
    """The files offered beside the text; its pictures are seen in it."""
    return [attachment for attachment in edition.attachments.all() if not attachment.is_inline]


def missing(lacks: Iterable[Lack]) -> list[Missing]:
    return [Missing(lack.message, f"#id_{lack.field}") for lack in lacks]


def versions(editions: Iterable[Edition], shown: Edition) -> list[VersionRow]:
    """All editions of a document, the one shown marked."""
    return [
        VersionRow(
            label=f"第{edition.number}版（{EditionState(edition.state).label}）",
            published_at=edition.published_at or edition.updated_at,
            url=reverse("workbench:document", args=[edition.pk]),
            by=edition.published_by or edition.author_name,
            note=edition.change_note,
            current=edition.pk == shown.pk,
        )
        for edition in editions
    ]


def steps(edition: Edition, case: ReviewCase | None) -> list[Step]:
    """起草 → 审核 → 保密审查 → 签发 → 发布, with where the edition stands."""
    if edition.state == EditionState.DRAFT:
        was_returned = case is not None and case.state == CaseState.RETURNED
        drafting = Step("起草", "returned", "退回修改") if was_returned else Step("起草", "current")
        return [drafting, *(Step(StepKind(kind).label) for kind in StepKind), Step("发布")]
    reviewing = [_step(step) for step in case.steps.all()] if case else []
    last = Step("发布", "current" if edition.state == EditionState.SIGNED else "todo")
    if edition.published_at is not None:
        last = Step("发布", "done", edition.published_by)
    return [Step("起草", "done", edition.author_name), *reviewing, last]


def _step(step: ReviewStep) -> Step:
    label = StepKind(step.kind).label
    if step.state == StepState.APPROVED:
        return Step(label, "done", step.decided_by)
    return Step(label, "current" if step.state == StepState.CURRENT else "todo")


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
        dated.append((case.opened_at, TimelineEntry(f"提交审核{mark}", case.opened_by, case.opened_at)))
        for step in case.steps.all():
            if step.decided_at is not None:
                dated.append((step.decided_at, _decision(step, mark)))
            elif step.state == StepState.CURRENT:
                awaited.append(_awaited(step))
        if case.state == CaseState.RECALLED and case.closed_at is not None:
            entry = TimelineEntry(f"撤回送审{mark}", when=case.closed_at, tone="off")
            dated.append((case.closed_at, entry))
    if document.withdrawn_at is not None:
        dated.append(
            (
                document.withdrawn_at,
                TimelineEntry(
                    "撤下", document.withdrawn_by, document.withdrawn_at,
                    opinion=document.withdrawal_basis, tone="alarm",
                ),
            )
        )  # fmt: skip
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0])] + awaited


def _of_edition(edition: Edition, several: bool) -> list[tuple[datetime, TimelineEntry]]:
    mark = f"（第{edition.number}版）" if several else ""
    what = "起草" if edition.number == 1 else "开始更正"
    begun = TimelineEntry(
        f"{what}{mark}", edition.author_name, edition.created_at, opinion=edition.change_note
    )
    found = [(edition.created_at, begun)]
    if edition.published_at is not None:
        entry = TimelineEntry(f"发布{mark}", edition.published_by, edition.published_at, tone="good")
        found.append((edition.published_at, entry))
    return found


def _decision(step: ReviewStep, mark: str) -> TimelineEntry:
    returned = step.state == StepState.RETURNED
    return TimelineEntry(
        what=f"{StepKind(step.kind).label}：{'退回' if returned else '同意'}{mark}",
        who=step.decided_by,
        when=step.decided_at,
        role=Role(step.role).label,
        opinion=step.opinion,
        tone="warn" if returned else "good",
    )


def _awaited(step: ReviewStep) -> TimelineEntry:
    return TimelineEntry(
        what=f"等待{StepKind(step.kind).label}",
        when=step.waiting_since,
        role=Role(step.role).label,
        current=True,
    )


def _day(moment: datetime | None) -> str:
    return clock.day_of(moment).isoformat() if moment else ""
