"""The head of a document's page: its metadata as a table, and whether it is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from gongkai.core.information.enums import FiveOpen, Openness, Origin, RelationKind
from gongkai.edges.components import shapes
from gongkai.edges.components.validity import coming_words, reason_words, validity_badge
from gongkai.edges.portal import addresses
from gongkai.kernel import clock
from gongkai.reference.kinds import document_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.core.information.queries import Reason
    from gongkai.core.publishing.queries import PublicDocument, Related, Standing

PERFORMED = {
    RelationKind.AMENDS: "被修改",
    RelationKind.REPEALS: "被废止",
    RelationKind.REPLACES: "被替代",
    RelationKind.IMPLEMENTS: "落实本文件",
    RelationKind.INTERPRETS: "解读本文件",
    RelationKind.ANSWERS: "答复本文件",
    RelationKind.CITES: "引用本文件",
}
"""A relation seen from the document to which it is done."""


@dataclass(frozen=True, slots=True)
class ValidityPanel:
    """The badge with since when and by which document, and what is to come; links lead to that document."""

    badge: shapes.Badge
    words: str = ""
    link: shapes.NavLink | None = None
    coming: str = ""
    coming_url: str = ""
    lapses_on: date | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A related document as the list shows it."""

    title: str
    number: str
    url: str
    badge: shapes.Badge | None
    remark: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """All documents that stand in one relation."""

    label: str
    rows: Sequence[RelationRow]


def document_facts(found: PublicDocument, standing: Standing) -> list[shapes.Fact]:
    """The information header (政府信息公开目录系统实施指引: core elements); what is empty is not shown."""
    edition, document, item = found.edition, found.document, found.item
    facts = [
        shapes.Fact("索引号", document.index_number or ""),
        shapes.Fact("主题分类", edition.subject_category),
        shapes.Fact("发布机构", document.body.name, addresses.documents(body=document.body_id)),
        shapes.Fact("发文机关", _issuers(found), wide=len(edition.issuers) > 1),
        shapes.Fact("发文字号", edition.document_number or "无"),
        shapes.Fact("体裁", genre_name(document.genre)),
        shapes.Fact("成文日期", _day(edition.written_on)),
        shapes.Fact("印发日期", _day(edition.printed_on)),
        shapes.Fact("发布日期", _moment(edition.published_at)),
        shapes.Fact("施行日期", _day(edition.effective_on)),
        *_ends(standing),
        shapes.Fact("有效性", _validity(standing)),
        shapes.Fact("公开属性", Openness(edition.openness).label if edition.openness else ""),
        shapes.Fact("五公开", "、".join(FiveOpen(value).label for value in edition.five_open)),
        shapes.Fact("服务对象", "、".join(edition.audiences)),
        shapes.Fact("公开事项", f"{item.area.name} › {item.name}", addresses.item(item.public_id)),
        shapes.Fact("版本", _version_state(found)),
        shapes.Fact("备注", _origin(found)),
        shapes.Fact("关键词", "、".join(edition.keywords), wide=True),
        shapes.Fact("内容概述", edition.summary, wide=True),
    ]
    return [fact for fact in facts if fact.value]


def _origin(found: PublicDocument) -> str:
    """A date that this product did not see itself says so."""
    moved = found.document.origin == Origin.IMPORTED and found.edition.number == 1
    return "原网站迁移，发布日期以原网站为准" if moved else ""


def validity_panel(standing: Standing) -> ValidityPanel | None:
    """What stands above the text, so that nobody follows what is no longer in force."""
    shown = standing.validity
    badge = validity_badge(shown)
    if badge is None:
        return None
    reason, coming = shown.reason, shown.coming
    told = reason is not None and bool(reason.title or reason.basis)
    return ValidityPanel(
        badge=badge,
        words=reason_words(reason) if told and reason else "",
        link=_cause(reason),
        coming=coming_words(coming) if coming else "",
        coming_url=_cause_url(coming),
        lapses_on=shown.lapses_on,
        ended=shown.has_ended,
    )


def relation_groups(standing: Standing) -> list[RelationGroup]:
    """Both directions, what the document does first, in the order of the relations."""
    groups = []
    for is_outgoing in (True, False):
        for kind in RelationKind:
            rows = [row for row in standing.relations if (row.kind, row.is_outgoing) == (kind, is_outgoing)]
            if rows:
                label = kind.label if is_outgoing else PERFORMED[kind]
                groups.append(RelationGroup(label, relation_rows(rows)))
    return groups


def relation_rows(rows: Iterable[Related]) -> list[RelationRow]:
    return [
        RelationRow(
            row.title,
            row.number,
            addresses.document(row.edition.document.public_id) if row.edition else "",
            validity_badge(row.validity),
            row.remark,
        )
        for row in rows
    ]


def genre_name(genre: str) -> str:
    """The name of a document kind by its code; what is not a code is shown as it was written."""
    return next((known.name for known in document_kinds() if known.code == genre), genre)


def _issuers(found: PublicDocument) -> str:
    """All that issue the document, its own body first; nothing where that is the only one."""
    return "、".join((found.document.body.name, *found.edition.issuers)) if found.edition.issuers else ""


def _ends(standing: Standing) -> list[shapes.Fact]:
    shown = standing.validity
    if shown.has_ended and shown.since is not None and shown.validity is not None:
        return [shapes.Fact(f"{shown.validity.label}日期", _day(shown.since))]
    return [shapes.Fact("有效期至", _day(shown.lapses_on))]


def _validity(standing: Standing) -> str:
    return standing.validity.validity.label if standing.validity.validity is not None else ""


def _cause(reason: Reason | None) -> shapes.NavLink | None:
    url = _cause_url(reason)
    return shapes.NavLink(f"查看《{reason.title}》", url) if reason and url else None


def _cause_url(reason: Reason | None) -> str:
    return addresses.document(reason.public_id) if reason and reason.public_id else ""


def _version_state(found: PublicDocument) -> str:
    state = "现行" if found.is_current else "已被更正替代"
    return f"第{found.edition.number}版（{state}）"


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _moment(at: datetime | None) -> str:
    return clock.day_of(at).isoformat() if at else ""
