"""读入情况: what was read out of a file, from which line, and why a field is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gongkai.text import dates

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from gongkai.edges.workbench.forms.editing import EditorForms
    from gongkai.edges.workbench.importing import Import

_SESSION_KEY = "import_reports"
_MOST_KEPT = 5
"""Reports of so many drafts are kept with the session, the latest ones."""

_LONGEST = 200
_LONGEST_NOTES = 60
_FIELDS = {
    "title": "title",
    "doc_number": "document_number",
    "issuers": "issuers",
    "date_written": "written_on",
    "date_printed": "printed_on",
    "openness": "openness",
}
"""Names of the reading → fields of the editor."""

_LABELS = {
    "title": "标题", "doc_number": "发文字号", "issuers": "发文机关", "date_written": "成文日期",
    "date_printed": "印发日期", "addressees": "主送机关", "attachments": "附件说明",
    "openness": "公开属性标注",
    "masthead": "发文机关标志", "urgency": "紧急程度", "signatories": "签发人", "copied_to": "抄送机关",
    "printed_by": "印发机关",
}  # fmt: skip
_OFF_THE_PAGE = frozenset({"masthead", "urgency", "signatories", "copied_to", "printed_by"})
"""Parts of the paper's frame: read, and no part of the page."""

_MAY_LACK = frozenset({"addressees", "attachments", "date_printed"})


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One thing that a document has: what was read, where, or why nothing was."""

    name: str
    label: str
    value: str
    place: str = ""
    reason: str = ""

    @property
    def is_off_the_page(self) -> bool:
        return self.name in _OFF_THE_PAGE


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one file."""

    filename: str
    lines: Sequence[ReadLine]
    notes: Sequence[str]

    def explain(self, form: EditorForms) -> None:
        """Put beside each field where it was read, or why it is empty."""
        by_field = {_FIELDS[line.name]: line for line in self.lines if line.name in _FIELDS}
        for part in form.parts:
            for name, line in by_field.items():
                if name in part.fields:
                    words = f"读自原文{line.place}。" if line.place else f"原文中没有读出：{line.reason}。"
                    part.fields[name].help_text = part[name].help_text = words


def report_on(imported: Import) -> ImportReport:
    text = imported.text
    values = {
        "title": text.title,
        "doc_number": text.document_number,
        "issuers": "、".join(text.issuers),
        "date_written": _day(text.written_on),
        "date_printed": _day(text.printed_on),
        "addressees": "，".join(text.addressees),
        "attachments": "；".join(text.attachments),
        "openness": text.openness_marker,
        **{name: mark.text for name, mark in text.head.marks.items()},
    }
    lines = []
    for name, label in _LABELS.items():
        value = values.get(name, "")
        if not value and name in (_OFF_THE_PAGE | _MAY_LACK):
            continue
        place = str(text.places.get(name, "")) if value else ""
        reason = "" if value else text.reasons.get(name, "没有认出，请填写").rstrip("。")
        lines.append(ReadLine(name, label, value[:_LONGEST], place, reason))
    said = {line.reason for line in lines}
    notes = [note.rstrip("。") for note in text.notes if note.rstrip("。") not in said]
    return ImportReport(imported.name, lines, notes[:_LONGEST_NOTES])


def remember(request: HttpRequest, edition_id: int, report: ImportReport) -> None:
    """Keep a report as long as the person is signed in, so that it is there after every saving."""
    kept: dict[str, Any] = request.session.get(_SESSION_KEY, {})
    kept.pop(str(edition_id), None)
    kept[str(edition_id)] = asdict(report)
    request.session[_SESSION_KEY] = dict(list(kept.items())[-_MOST_KEPT:])


def remembered(request: HttpRequest, edition_id: int) -> ImportReport | None:
    kept = request.session.get(_SESSION_KEY, {}).get(str(edition_id))
    if kept is None:
        return None
    return ImportReport(kept["filename"], [ReadLine(**line) for line in kept["lines"]], kept["notes"])


def _day(day: date | None) -> str:
    return dates.in_chinese(day) if day else ""
