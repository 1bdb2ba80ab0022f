"""What is left of a document that is public no more: when, by whom, on what basis, and nothing of what it
said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.core.publishing.queries import PublicDocument
from gongkai.edges.components import shapes
from gongkai.text.dates import in_chinese


@dataclass(frozen=True, slots=True)
class Tombstone:
    """`title` is that of the document only where it may still be read."""

    title: str
    heading: str
    ended_label: str
    ended_at: datetime | None
    facts: Sequence[shapes.Fact]
    remark: str = ""


def tombstone(found: PublicDocument) -> Tombstone:
    """Of a document that is hidden, now or as of a day."""
    document, newest = found.document, found.versions[0]
    remark = _remark(found)
    if document.withdrawn_at is not None:
        title = f"已撤下的政府信息（{document.index_number}）" if document.hides_history else newest.title
        by = document.withdrawn_by_body
        facts = [
            shapes.Fact("撤下单位", f"{by}（{document.withdrawn_by}）" if by else document.withdrawn_by),
            shapes.Fact("撤下依据", document.withdrawal_basis),
        ]
        return Tombstone(title, "本文件已撤下，不再公开", "撤下时间", document.withdrawn_at, facts, remark)
    until = newest.display_until
    facts = [
        shapes.Fact("公示截止日", in_chinese(until) if until else ""),
        shapes.Fact("下线依据", "公示期届满，系统自动下线"),
    ]
    title = f"公示期满的政府信息（{document.index_number}）"
    return Tombstone(title, "公示期满，不再公开", "下线时间", newest.ended_at, facts, remark)


def _remark(found: PublicDocument) -> str:
    """Why an earlier day shows nothing either."""
    if found.on is None or found.is_withdrawn or found.is_over:
        return ""
    return f"{in_chinese(found.on)}曾经公开。按照规定，其内容此后不再展示，按日期查看也不显示。"
