"""One official document as a record: who, what, when, to whom, and the tasks it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.text.official_text.head.recognition import Place, Recognised, recognise_prepared
from gongkai.text.official_text.layout.lines import Prepared, prepare
from gongkai.text.official_text.structure import Heading, counted, headings
from gongkai.text.official_text.tasks.due_dates import years_of
from gongkai.text.official_text.tasks.reading import Task, read_tasks
from gongkai.text.official_text.tasks.units import Units

_PLAN = re.compile("要点|方案|计划|意见|措施|任务|行动|规划|纲要|分工")
_HEAD_UNREAD = "第1页没有识读，读到的可能是附件的内容，请对照原件填写"
_NOTICE = re.compile("(?:通知|函|批复|公告|通告|通报|公示|决定)$")


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page, from 1, of which nothing was read, and why (in Chinese)."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """What was read of a document; a field that the text does not tell for sure is empty, with a reason."""

    found: Recognised
    headings: tuple[Heading, ...]
    tasks: tuple[Task, ...]
    unread_pages: tuple[UnreadPage, ...] = ()

    def without_pages(self, pages: Sequence[UnreadPage]) -> PolicyDocument:
        """The same where these pages of the file could not be read.

        Behind a first page that was not read may begin an annex, whose title is not that of the document:
        without a number of its own to say that the head is here, the head stays empty.
        """
        first = any(page.number == 1 for page in pages)
        found = self.found
        if first and not found.document_number:
            found = _headless(found)
        return replace(self, found=found, unread_pages=tuple(pages))

    def as_json(self) -> dict[str, object]:
        """The record; None where empty, with `reasons` and `places` (lines from 1) for every field.

        A place over several lines has them all under `further` besides the first.
        """
        found = self.found
        reasons = dict(found.reasons)
        if not self.headings:
            reasons["headings"] = "文中没有带序号的标题"
        if not self.tasks:
            reasons["tasks"] = "文中没有写明责任单位或完成时限的任务"
        return {
            "title": found.own_title or None,
            "enclosed_title": found.enclosed_title or None,
            "issuers": list(found.issuers) or None,
            "doc_number": found.document_number or found.bare_number or None,
            "date_written": found.written_on.isoformat() if found.written_on else None,
            "date_published": found.published_on.isoformat() if found.published_on else None,
            "date_printed": found.printed_on.isoformat() if found.printed_on else None,
            "index_no": found.index_number or None,
            "topic": found.topic or None,
            "openness": found.openness or None,
            "addressees": list(found.addressees),
            "headings": counted(self.headings),
            "attachments": list(found.attachments),
            "tasks": [task.as_json() for task in self.tasks],
            "reasons": reasons,
            "places": {name: _place(place) for name, place in found.places.items()},
            "notes": list(found.notes),
            "unread_pages": [{"page": page.number, "reason": page.reason} for page in self.unread_pages],
        }


def _place(place: Place) -> dict[str, object]:
    first, *further = [{"line": at + 1, "text": text} for at, text in place.lines()]
    return {**first, "further": further} if further else {**first}


def read_policy(lines: Sequence[str]) -> PolicyDocument:
    """Read a document given line by line (blank lines included)."""
    prepared = prepare(lines)
    found = recognise_prepared(prepared)
    number = found.document_number or found.bare_number
    years = years_of(found.title, found.written_on, number)
    skipped = found.attachment_lines | frozenset(range(found.body_start))
    read = read_tasks(prepared.lines, years, skipped, _plan_from(found))
    tasks = [_as_written(task, prepared) for task in read]
    return PolicyDocument(found, tuple(headings(prepared.lines, skipped)), tuple(tasks))


def _headless(found: Recognised) -> Recognised:
    names = ("title", "issuers", "date_written", "addressees")
    return replace(
        found,
        title="",
        own_title="",
        issuers=(),
        written_on=None,
        addressees=(),
        notes=[*found.notes, _HEAD_UNREAD],
        places={name: place for name, place in found.places.items() if name not in names},
        reasons={**found.reasons, **dict.fromkeys(names, _HEAD_UNREAD)},
    )


def _plan_from(found: Recognised) -> int | None:
    """The line (among the prepared ones) where a plan begins: the document passed on, or the text itself."""
    if found.enclosed_at is not None:
        return found.enclosed_at if _PLAN.search(found.enclosed_title) else None
    return 0 if _PLAN.search(found.own_title) and not _NOTICE.search(found.own_title) else None


def _as_written(task: Task, prepared: Prepared) -> Task:
    """The task in the characters of its document."""
    if not prepared.written:
        return task
    written = prepared.as_written
    return replace(
        task,
        text=written(task.text),
        units=Units(tuple(map(written, task.units.names)), task.units.etc),
        lead=Units(tuple(map(written, task.lead.names)), task.lead.etc),
        raw=written(task.raw),
        category=written(task.category),
        heading=written(task.heading),
    )
