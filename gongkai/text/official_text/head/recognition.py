"""Finding the parts of the heading and of the end among the lines of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.text.official_text.head.enclosures import NOBODY, Named, read_addressees, read_attachments
from gongkai.text.official_text.head.issuing import agree, issuers_in_titles, issuers_of, lines_naming
from gongkai.text.official_text.head.marks import read_openness
from gongkai.text.official_text.head.named_titles import (
    enclosed_title,
    file_title,
    fuller_title,
    page_title,
    promulgated_title,
)
from gongkai.text.official_text.head.own_number import read_number
from gongkai.text.official_text.head.page_days import (
    PageDay,
    labelled_day,
    less_sure_day_of_writing,
    published_day,
)
from gongkai.text.official_text.head.page_fields import PageField, PageFields, read_page_fields
from gongkai.text.official_text.head.signature import Signature, printed_on, read_signature
from gongkai.text.official_text.head.titles import Title, heading_title
from gongkai.text.official_text.head.unlabelled import bare_index, bare_subject
from gongkai.text.official_text.layout.lines import Prepared, prepare

_INDEX = re.compile(r"(?=[^\u3400-\u9fff]*[0-9])[0-9A-Za-z/_.\-—–:]{4,50}")
_LONGEST_TOPIC = 60
_SHOWN_LINE = 120
_GENRES = frozenset({"决定", "公告", "通告", "意见", "通知", "通报", "报告", "批复", "函", "纪要"})
"""Kinds of documents that portals file as 信息分类: no subject."""

_KIND_OF_FILE = re.compile(r"(?:规范性|部门|办公[室厅]|其他)文件$")
"""部门文件, 区政府规范性文件: what sort of paper it is, no subject."""

_STATE = re.compile(r"(?:已|未|不)(?:归档|公开|发布|废止|失效|审核)|(?:暂?无|null|空)", re.IGNORECASE)
"""What a portal writes where nobody filled in a subject."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read: the index among the lines that were given, and what stands there.

    `further` are the other lines that it stands on: a title over several, bodies one below the other.
    """

    line: int
    text: str
    further: tuple[tuple[int, str], ...] = ()

    def lines(self) -> tuple[tuple[int, str], ...]:
        """All its lines in order."""
        return ((self.line, self.text), *self.further)


def shown_numbers(numbers: Sequence[int]) -> str:
    """Numbers of lines as a person writes them: 3, 3—5, or 3、5 where others stand between."""
    in_a_row = len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[-1] + 1))
    return f"{numbers[0]}—{numbers[-1]}" if in_a_row else "、".join(map(str, numbers))


@dataclass
class Recognised:
    """What was found; empty where unsure. `used` are the lines that make up title and number.

    `title` may be that of the document passed on, with a note; `own_title` is the document's own or empty.
    `bare_number` is that of minutes without an agency's code. `reasons` say of every empty field why,
    `places` of every other where it was read.
    """

    title: str = ""
    document_number: str = ""
    bare_number: str = ""
    issuers: tuple[str, ...] = ()
    written_on: date | None = None
    openness_marker: str = ""
    notes: list[str] = field(default_factory=list)
    used: frozenset[int] = frozenset()
    own_title: str = ""
    enclosed_title: str = ""
    enclosed_at: int | None = None
    openness: str = ""
    published_on: date | None = None
    printed_on: date | None = None
    index_number: str = ""
    topic: str = ""
    addressees: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    body_start: int = 0
    attachment_lines: frozenset[int] = frozenset()


def recognise(lines: Sequence[str]) -> Recognised:
    """Read the heading and the end of a document given line by line (blank lines included)."""
    return recognise_prepared(prepare(lines))


def recognise_prepared(prepared: Prepared) -> Recognised:
    """The same over lines that are prepared already."""
    reader = _Reader(prepared)
    reader.read()
    return reader.found


class _Reader:
    """Reads one document; every finding goes in with its place or with the reason why there is none."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.lines = prepared.lines
        self.fields: PageFields = read_page_fields(self.lines)
        self.found = Recognised()
        self.heading: Title | None = None

    def read(self) -> None:
        own = self._title()
        number_lines = self._number(own)
        head = max((*(own or ()), *number_lines, self.fields.end - 1), default=-1) + 1
        signed = self._dates(head)
        self._issuers(signed)
        self._openness()
        self._page_values()
        self._addressees(head, signed.line)
        self.found.used = frozenset(
            self.lines[at].source for at in (*own, *number_lines) if self.lines[at].whole
        )
        self.found.body_start = head

    def _place(self, name: str, *lines: int) -> None:
        """Where something was read; pieces of one line that was taken apart are that line once."""
        texts: dict[int, str] = {}
        for line in (self.lines[at] for at in lines):
            texts[line.source] = f"{texts.get(line.source, '')}{line.text}"[:_SHOWN_LINE]
        (first, text), *further = texts.items()
        self.found.places[name] = Place(first, text, tuple(further))

    def _reason(self, name: str, reason: str) -> None:
        self.found.reasons[name] = reason
        if name in {"title", "doc_number", "date_written", "issuers", "openness"}:
            self.found.notes.append(reason)

    # --- title -----------------------------------------------------------------------------------

    def _title(self) -> tuple[int, ...]:
        """Fill in the title; returns the lines it stands on where they are a heading of their own."""
        self.heading = heading_title(self.lines, self.fields)
        title = (
            page_title(self.lines, self.fields)
            or self.heading
            or file_title(self.lines)
            or promulgated_title(self.lines)
        )
        enclosed = enclosed_title(self.lines)
        if enclosed:
            self.found.enclosed_title = self.prepared.as_written(enclosed.text)
            self.found.enclosed_at = enclosed.lines[0]
        if title:
            self.found.own_title = self.found.title = self.prepared.as_written(title.text)
            self._place("title", *title.lines)
            return tuple(dict.fromkeys((*title.own, *(self.heading.own if self.heading else ()))))
        if enclosed:
            self.found.title = self.found.enclosed_title
            self._reason("title", "文件开头没有标题，取正文里写明印发的文件名称作为标题，请核对")
        else:
            self._reason("title", "没有认出标题，请填写")
        return ()

    # --- number, dates, issuers -----------------------------------------------------------------

    def _number(self, own: tuple[int, ...]) -> tuple[int, ...]:
        number = read_number(self.lines, self.fields, own)
        if not number.text:
            self._reason("doc_number", number.reason)
            return ()
        self._place("doc_number", number.line)
        if number.bare:
            self.found.bare_number = self.prepared.as_written(number.text)
        else:
            self.found.document_number = self.prepared.as_written(number.text)
        return number.lines

    def _dates(self, head: int) -> Signature:
        signed = read_signature(self.lines, head)
        published = published_day(self.lines, self.fields)
        if published:
            self.found.published_on = published[0]
            self._place("date_published", published[1])
        else:
            self._reason("date_published", "文中没有写发布日期（成文日期、印发日期都不是发布日期）")
        self._written(signed, published)
        printed = printed_on(self.lines)
        if printed:
            self.found.printed_on = printed[0]
            self._place("date_printed", printed[1])
        return signed

    def _written(self, signed: Signature, published: PageDay | None) -> None:
        label = labelled_day(self.fields, PageField.WRITTEN)
        if label is None and signed.written_on is None:
            label = less_sure_day_of_writing(self.fields, published)
        if label and signed.written_on and signed.bodies and label[0] != signed.written_on:
            self._reason(
                "date_written",
                f"页面写的成文日期（{label[0]}）与落款（{signed.written_on}）不一致，请核对后填写",
            )
            return
        if label:
            self.found.written_on = label[0]
            self._place("date_written", label[1])
        elif signed.written_on and signed.line is not None:
            self.found.written_on = signed.written_on
            self._place("date_written", signed.line)
        else:
            self._reason("date_written", signed.notes[-1] if signed.notes else "没有认出成文日期，请填写")
        self.found.notes.extend(note for note in signed.notes if note not in self.found.notes)

    def _issuers(self, signed: Signature) -> None:
        titles = self._titles()
        answers = issuers_of(self.lines, self.fields, titles, signed, self.found.document_number)
        if not answers:
            short, _ = issuers_in_titles(titles)
            unnamed = f"标题里的发文机关“{'、'.join(short)}”是简称，文中没有写全称，请填写"
            self._reason("issuers", unnamed if short else "没有认出发文机关，请填写")
            return
        names, at = answers[0]
        self.found.issuers = tuple(self.prepared.as_written(name) for name in names)
        self._place("issuers", *lines_naming(self.lines, at, names))
        others = [other for other, _ in answers[1:] if not agree(names, other)]
        if others:
            shown = "；".join("、".join(each) for each in (names, *others))
            self.found.notes.append(f"标题、署名或版头写的发文机关不一致（{shown}），请核对")

    def _titles(self) -> list[Title]:
        """Every form of the title that may name the issuers."""
        fuller = fuller_title(self.lines, self.found.own_title) if self.found.own_title else None
        forms = (
            page_title(self.lines, self.fields),
            self.heading,
            fuller,
            file_title(self.lines),
            promulgated_title(self.lines),
        )
        return [title for title in forms if title]

    # --- what else the page and the text say ------------------------------------------------------

    def _openness(self) -> None:
        openness = read_openness(self.lines, self.fields)
        self.found.openness = self.prepared.as_written(openness.value)
        self.found.openness_marker = self.prepared.as_written(openness.marker)
        if openness.line is not None:
            self._place("openness", openness.line)
        else:
            self.found.reasons["openness"] = openness.notes[0]
        self.found.notes.extend(openness.notes)

    def _page_values(self) -> None:
        bare = None if PageField.INDEX in self.fields.values else bare_index(self.lines)
        index = self.fields.get(PageField.INDEX) or bare
        number = _index_number(index.text) if index else ""
        if index and number:
            self.found.index_number = number
            self._place("index_no", index.line)
        else:
            self._reason("index_no", "文中没有写索引号")
        named = [PageField.TOPIC, PageField.TOPIC_OF_NEWS, PageField.TOPIC_GROUP]
        if index:
            # 分类 alone is how any collection files its texts
            named.append(PageField.TOPIC_BESIDE_INDEX)
        topic = next((value for name in named if (value := self.fields.get(name))), None)
        if topic is None and bare:
            topic = bare_subject(self.lines, bare)
        if (
            topic
            and topic.text not in _GENRES
            and not _KIND_OF_FILE.search(topic.text)
            and not _STATE.fullmatch(topic.text)
            and len(topic.text) <= _LONGEST_TOPIC
        ):
            self.found.topic = self.prepared.as_written(topic.text.replace("\\\\", "\\"))
            self._place("topic", topic.line)
        else:
            self._reason("topic", "文中没有写主题分类")

    def _addressees(self, head: int, signed_at: int | None) -> None:
        end = signed_at if signed_at is not None and signed_at > head else len(self.lines)
        self._named("addressees", read_addressees(self.lines, head, end), "标题下没有主送机关")
        attachments = read_attachments(self.lines)
        self._named("attachments", attachments, "正文没有附件说明")
        self.found.attachment_lines = frozenset(attachments.lines)

    def _named(self, name: str, named: Named, reason: str) -> None:
        if named == NOBODY:
            self._reason(name, reason)
            return
        setattr(self.found, name, tuple(self.prepared.as_written(each) for each in named.names))
        self._place(name, *named.lines)


def _index_number(text: str) -> str:
    """The index that a label gives; what stands behind a space after it is another part of the page."""
    whole, first = text.replace(" ", ""), text.split(" ", maxsplit=1)[0]
    return next((form for form in (whole, first) if _INDEX.fullmatch(form)), "")
