"""Work on files in the background as the pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.information import queries
from gongkai.core.information.enums import ProcessingSort

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition, Processing

_UNIT = "按{unit}计。"
_NOTES = {
    ProcessingSort.CLEAN: "完成后列入附件，完成前不能提交。",
    ProcessingSort.MASK: "完成前公开的内容不变，也不能提交。",
    ProcessingSort.SCAN: "完成前不能提交和发布。",
}


@dataclass(frozen=True, slots=True)
class ShownProcessing:
    """A bar, or what went wrong. `value` is None where it has not been counted yet or cannot be."""

    id: int
    label: str
    value: int | None
    maximum: int
    note: str
    fault: str
    drop_label: str
    """The button that gives the work up, or has its failure told of no more; empty where there is none."""


@dataclass(frozen=True, slots=True)
class ShownProcessings:
    """Everything that is done with the files of an edition."""

    works: Sequence[ShownProcessing]
    masking: frozenset[int]
    """Attachments of which a masked copy is being made."""
    columns: Mapping[int, str]
    """Columns to be left out that were typed for a copy of an attachment which was not made."""
    is_scanning: bool
    arriving: tuple[str, ...]
    """Names of files that are being made ready: they are no attachments yet, and nobody has looked in."""
    stuck: tuple[str, ...]
    """Those with which that did not succeed."""

    @property
    def under_way(self) -> bool:
        return any(not work.fault for work in self.works)


def processings(edition: Edition) -> ShownProcessings:
    found = queries.processings_of(edition.pk)
    going = [work for work in found if not work.fault]
    return ShownProcessings(
        works=[_shown(edition, work) for work in found],
        masking=frozenset(work.attachment_id for work in going if work.attachment_id is not None),
        columns={
            work.attachment_id: "；".join(work.without)
            for work in found
            if work.fault and work.attachment_id is not None
        },
        is_scanning=any(work.sort == ProcessingSort.SCAN for work in going),
        arriving=tuple(
            queries.told_name(edition, work) for work in going if work.sort == ProcessingSort.CLEAN
        ),
        stuck=tuple(
            queries.told_name(edition, work)
            for work in found
            if work.fault and work.sort == ProcessingSort.CLEAN
        ),
    )


def _shown(edition: Edition, work: Processing) -> ShownProcessing:
    sort = ProcessingSort(work.sort)
    # a scan tells what it is at in words: 附件“名单.xlsx”
    name = queries.told_name(edition, work)
    about = name if sort == ProcessingSort.SCAN else f"“{name}”"
    said = f"{sort.label}没有成功" if work.fault else f"正在{sort.label}"
    unit = _UNIT.format(unit=work.unit) if work.unit else ""
    return ShownProcessing(
        id=work.pk,
        label=f"{said}：{about}" if about else said,
        value=min(work.done, work.total) if work.total else None,
        maximum=work.total,
        note=f"{unit}在后台进行，可以离开本页。{_NOTES[sort]}",
        fault=work.fault,
        drop_label=_drop_label(sort, is_over=bool(work.fault)),
    )


def _drop_label(sort: ProcessingSort, *, is_over: bool) -> str:
    if sort == ProcessingSort.SCAN:
        return ""
    return "不再提示" if is_over and sort == ProcessingSort.MASK else "取消"
