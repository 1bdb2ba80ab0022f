"""One row of a catalogue as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai.core.catalogue.enums import DisclosureMethod, ExemptionState, Relation
from gongkai.core.catalogue.queries import HistoryEntry, fields_of
from gongkai.core.catalogue.rules import VERSION_ELEMENTS, changed_fields, labels_of
from gongkai.edges.components.shapes import Badge, Fact, TimelineEntry, Tone
from gongkai.edges.workbench.presenting.catalogue_rows import RELATION_TONES
from gongkai.edges.workbench.presenting.time_limits import reading_of

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Exemption
    from gongkai.core.catalogue.models.values import ItemValues

EXEMPTION_TONES: dict[str, Tone] = {
    ExemptionState.PROPOSED: "warn",
    ExemptionState.APPROVED: "off",
    ExemptionState.REFUSED: "neutral",
    ExemptionState.ENDED: "neutral",
}


def relation_badge(values: ItemValues) -> Badge:
    relation = Relation(values.relation)
    return Badge(relation.label, RELATION_TONES[relation])


def facts(values: ItemValues) -> list[Fact]:
    groups = ("全社会" if values.for_everyone else "", values.for_groups)
    return [
        Fact("领域", values.area.name),
        Fact("一级事项", values.level1),
        Fact("二级事项", values.level2),
        Fact("公开内容（要素）", values.content_elements),
        Fact("公开依据", "\n".join(values.legal_basis)),
        Fact("公开时限", _limit(values.time_limit)),
        Fact("公开主体", values.responsible),
        Fact("公开渠道和载体", "、".join(values.channels)),
        Fact("公开对象", "、".join(group for group in groups if group)),
        Fact("公开方式", DisclosureMethod(values.disclosure_method).label),
        Fact("公开层级", "、".join(values.tiers)),
    ]


def _limit(wording: str) -> str:
    """The wording, and below it what a deadline would be computed from."""
    reading = reading_of(wording)
    if not wording or not reading.understood or not reading.sentences:
        return wording
    return f"{wording}\n系统理解为：{'；'.join(reading.sentences)}"


def history(entries: Sequence[HistoryEntry]) -> list[TimelineEntry]:
    """What each version published of a row, newest first."""
    found: list[TimelineEntry] = []
    before: HistoryEntry | None = None
    for entry in entries:
        found.append(
            TimelineEntry(
                f"第{entry.since.number}版：{_what(before, entry)}",
                who=entry.since.approved_by,
                when=entry.since.approved_at,
                opinion=entry.since.change_note,
            )
        )
        before = entry
    if before is not None and before.until is not None:
        found.append(
            TimelineEntry(
                f"第{before.until.number}版：不再列入",
                who=before.until.approved_by,
                when=before.until.approved_at,
                opinion=before.until.change_note,
                tone="warn",
            )
        )
    return found[::-1]


def _what(before: HistoryEntry | None, entry: HistoryEntry) -> str:
    if before is None:
        return "首次公布"
    changed = changed_fields(fields_of(before.revision), fields_of(entry.revision), VERSION_ELEMENTS)
    return f"修改{'、'.join(labels_of(changed))}" if changed else "调整序号或与上级的对应关系"


def exemption_badge(exemption: Exemption) -> Badge:
    state = ExemptionState(exemption.state)
    return Badge(state.label, EXEMPTION_TONES[state])


def exemption_facts(exemption: Exemption) -> list[Fact]:
    return [
        Fact("领域", exemption.subject.area.name),
        Fact("上级事项" if exemption.own_item_id != exemption.subject_id else "事项", str(exemption.subject)),
        *([Fact("本级事项", str(exemption.own_item))] if exemption.own_item else []),
        Fact("依据和理由", exemption.basis),
    ]


def exemption_course(exemption: Exemption) -> list[TimelineEntry]:
    """Who proposed it, who decided, who ended it; newest first."""
    course = [TimelineEntry("提出不适用", exemption.proposed_by, exemption.proposed_at)]
    if exemption.decided_at is not None:
        refused = exemption.state == ExemptionState.REFUSED
        course.append(
            TimelineEntry(
                "不同意" if refused else "批准不适用",
                exemption.decided_by,
                exemption.decided_at,
                opinion=exemption.opinion,
                tone="warn" if refused else "good",
            )
        )
    if exemption.ended_at is not None:
        course.append(TimelineEntry("恢复适用", exemption.ended_by, exemption.ended_at))
    return course[::-1]
