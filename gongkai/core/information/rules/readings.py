"""读入情况: what was read out of a file, from which lines, and how much of that a draft still says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gongkai.core.information.rules.drafts import Draft, tidy_number, visible
from gongkai.text import dates
from gongkai.text.markup.sanitising import plain_text

if TYPE_CHECKING:
    from gongkai.text.official_text import ImportedText

FIELD_OF = {
    "title": "title",
    "doc_number": "document_number",
    "issuers": "issuers",
    "date_written": "written_on",
    "date_printed": "printed_on",
    "openness": "openness",
}
"""Names of the reading → fields of the draft."""

OFF_THE_PAGE = frozenset({"masthead", "urgency", "signatories", "copied_to", "printed_by"})
"""Parts of the paper's frame: read, and no part of the page."""

_IN_THE_TEXT = frozenset({"addressees", "attachments"})
_OWN = frozenset({"title", "doc_number"})
_SHARED = _IN_THE_TEXT | {"date_written", "date_printed"}
"""Another paper may have one of these as well; most of a body have its name and the attribute in common."""
_MAY_LACK = frozenset({*_IN_THE_TEXT, "date_printed"})
_LONGEST = 200
_LONGEST_NOTES = 60


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One thing that a document has: what was read, where, or why nothing was."""

    name: str
    value: str
    place: str = ""
    reason: str = ""
    field_value: str = ""
    """What the field of the draft was given (`shown`): others than the body itself for the issuers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file; `notes` are for whoever checks the draft."""

    filename: str
    lines: tuple[ReadLine, ...]
    notes: tuple[str, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether the draft is this file at all: what tells papers apart is still as it was read."""
        given = {line.name for line in self.lines if line.field_value or line.name in _IN_THE_TEXT}
        return bool(given & _OWN) or len(given & _SHARED) > 1


def reading_of(text: ImportedText, filename: str, draft: Draft) -> Reading:
    """The lines for a draft that is filled with what a file says."""
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
    given = field_values(draft)
    lines = []
    for name, value in values.items():
        if not value and name in _MAY_LACK:
            continue
        place = str(text.places.get(name, "")) if value else ""
        reason = "" if value else text.reasons.get(name, "没有认出，请填写").rstrip("。")
        lines.append(ReadLine(name, value[:_LONGEST], place, reason, given.get(FIELD_OF.get(name, ""), "")))
    said = {line.reason for line in lines}
    notes = [note.rstrip("。") for note in text.notes if note.rstrip("。") not in said]
    return Reading(filename, tuple(lines), tuple(notes[:_LONGEST_NOTES]))


def still_true(reading: Reading, draft: Draft) -> Reading:
    """Without the lines of what somebody has changed since: a place proves only what was read there."""
    given = field_values(draft)
    text = _letters(plain_text(draft.body_html) + plain_text(draft.full_html))

    def holds(line: ReadLine) -> bool:
        if line.name in FIELD_OF:
            return given[FIELD_OF[line.name]] == line.field_value
        named = re.split("[，；]", line.value) if line.name in _IN_THE_TEXT else ()
        return all(_letters(name) in text for name in named)

    return replace(reading, lines=tuple(filter(holds, reading.lines)))


def field_values(draft: Draft) -> dict[str, str]:
    """The fields that are read in files, as one compares them."""
    return {
        "title": visible(draft.title),
        "document_number": tidy_number(draft.document_number),
        "issuers": shown(draft.issuers),
        "written_on": shown(draft.written_on),
        "printed_on": shown(draft.printed_on),
        "openness": shown(draft.openness),
    }


def shown(value: Sequence[str] | date | None) -> str:
    """A value of a field as one text, from the draft or from a form."""
    if value is None or isinstance(value, str | date):
        return str(value or "").strip()
    return "、".join(name.strip() for name in value if name.strip())


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def _day(day: date | None) -> str:
    return dates.in_chinese(day) if day else ""
