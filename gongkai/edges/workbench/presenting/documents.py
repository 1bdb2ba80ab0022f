"""Editions as the pages show them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from gongkai.core.information.enums import EditionState, Openness
from gongkai.core.information.rules import Lack
from gongkai.edges.components.shapes import (
    Badge,
    Fact,
    FileItem,
    Missing,
    Tone,
    VersionRow,
)
from gongkai.foundation.identity import queries as identity
from gongkai.kernel import clock
from gongkai.text.markup.pictures import Picture, readdressed

if TYPE_CHECKING:
    from datetime import datetime

    from gongkai.core.information.models import Attachment, Edition


STATE_TONES: dict[str, Tone] = {
    EditionState.DRAFT: "neutral",
    EditionState.IN_REVIEW: "info",
    EditionState.SIGNED: "warn",
    EditionState.PUBLISHED: "good",
    EditionState.SUPERSEDED: "off",
    EditionState.WITHDRAWN: "alarm",
    EditionState.EXPIRED: "off",
    EditionState.REOPENED: "off",
    EditionState.DISCARDED: "off",
}

_ANCHORS = ("table-", "relations", "attachments")

AT_PUBLICATION = "发布时生成"


def state_badge(edition: Edition) -> Badge:
    return Badge(EditionState(edition.state).label, STATE_TONES[edition.state])


def body_markup(edition: Edition) -> SafeString:
    """The stored body unescaped: every command that writes it has made it safe (`text.markup.sanitise`).

    Its pictures are not public yet, so they are fetched from the workbench.
    """
    return mark_safe(readdressed(edition.body_html, staff_address))  # noqa: S308 - made safe when it was written


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
        FileItem(
            attachment.name if attachment.is_public else f"{attachment.name}（不公开）",
            reverse("workbench:attachment", args=[attachment.pk]),
            attachment.file.size,
            "原件" if attachment.is_source else "",
        )
        for attachment in attached(edition)
    ]


def attached(edition: Edition) -> list[Attachment]:
    """The files offered beside the text; its pictures are seen in it."""
    return [attachment for attachment in edition.attachments.all() if not attachment.is_inline]


def missing(lacks: Iterable[Lack]) -> list[Missing]:
    return [Missing(lack.message, place_of(lack.field)) for lack in lacks]


def place_of(field: str) -> str:
    """Where on the editor's page something is mended: a field of the form, a table, the relations."""
    return f"#{field}" if field.startswith(_ANCHORS) else f"#id_{field}"


def scheduler(edition: Edition) -> str:
    """Who set the time at which the edition comes out."""
    if edition.publish_by_id is None:
        return ""
    return identity.get_account(edition.publish_by_id).display_name


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


def _day(moment: datetime | None) -> str:
    return clock.day_of(moment).isoformat() if moment else ""
