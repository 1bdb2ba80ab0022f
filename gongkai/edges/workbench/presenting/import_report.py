"""读入情况: what was read out of a file, from which line, and why a field is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.information import queries
from gongkai.core.information.rules import FIELD_OF, OFF_THE_PAGE, shown

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.information.rules import Reading, ReadLine
    from gongkai.edges.workbench.forms.editing import EditorForms

_LABELS = {
    "title": "标题", "doc_number": "发文字号", "issuers": "发文机关", "date_written": "成文日期",
    "date_printed": "印发日期", "addressees": "主送机关", "attachments": "附件说明",
    "openness": "公开属性标注",
    "masthead": "发文机关标志", "urgency": "紧急程度", "signatories": "签发人", "copied_to": "抄送机关",
    "printed_by": "印发机关",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the report."""

    read: ReadLine

    @property
    def label(self) -> str:
        return _LABELS[self.read.name]

    @property
    def is_off_the_page(self) -> bool:
        return self.read.name in OFF_THE_PAGE


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one file."""

    filename: str
    lines: Sequence[ShownLine]
    notes: Sequence[str]

    def explain(self, form: EditorForms) -> None:
        """Put beside each field where it was read, or why it is empty; nothing beside what was changed."""
        by_field = {FIELD_OF[line.read.name]: line.read for line in self.lines if line.read.name in FIELD_OF}
        for part in form.parts:
            for name, line in by_field.items():
                if name not in part.fields or (line.place and shown(part[name].value()) != line.field_value):
                    continue
                words = f"读自原文{line.place}。" if line.place else f"原文中没有读出：{line.reason}。"
                part.fields[name].help_text = part[name].help_text = words


def report_on(edition: Edition, *, whole: bool = False) -> ImportReport | None:
    """What the draft still says as it was read, for everybody who may see it.

    Args:
        whole: with what is stored otherwise: the text that was read is on the page and not saved yet.
    """
    reading: Reading | None = queries.kept_reading(edition) if whole else queries.source_reading(edition)
    if reading is None:
        return None
    lines = [ShownLine(line) for line in reading.lines if line.name in _LABELS]
    return ImportReport(reading.filename, lines, reading.notes)
