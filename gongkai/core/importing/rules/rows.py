"""One line of the table as a document: what it says, what is refused, what is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.core.importing.enums import Field
from gongkai.core.importing.rules.addresses import OldPlace, old_place
from gongkai.core.importing.rules.mapping import Mapping
from gongkai.core.information.enums import Validity
from gongkai.core.information.rules import SUMMARY_LENGTH, TITLE_LENGTH, visible
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.text import document_number
from gongkai.text.old_site import read_moment

_SEPARATORS = re.compile(r"[;；|\n]+")
_KEYWORDS = re.compile(r"[、，,;；|\s]+")
_MOST_KEYWORDS, _KEYWORD_LENGTH = 10, 30
_LENGTHS = {"document_number": 100, "subject": 100, "genre": 30, "index_number": 40}

_VALIDITIES = {
    **dict.fromkeys(("有效", "现行有效", "现行", "是", "1"), Validity.IN_FORCE),
    **dict.fromkeys(("废止", "已废止", "宣布废止"), Validity.REPEALED),
    **dict.fromkeys(("失效", "已失效", "无效", "宣布失效"), Validity.LAPSED),
    **dict.fromkeys(("已修改", "修改", "已修订"), Validity.AMENDED),
    **dict.fromkeys(("部分失效", "部分有效", "部分废止"), Validity.PARTLY_LAPSED),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table, as the reader gave it."""

    number: int
    values: Mappings[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """`kept`: the line is taken nevertheless, without what is named."""

    row: int
    field: str
    value: str
    reason: str
    kept: bool = False


@dataclass(slots=True)
class Row:
    """What a line says, read but for its page and its files."""

    number: int
    title: str = ""
    body_id: int = 0
    item_id: int = 0
    published_at: datetime | None = None
    written_on: date | None = None
    document_number: str = ""
    index_number: str = ""
    subject: str = ""
    genre: str = ""
    keywords: list[str] = field(default_factory=list)
    summary: str = ""
    validity: str = ""
    content: str = ""
    content_file: str = ""
    attachments: list[str] = field(default_factory=list)
    place: OldPlace | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(not problem.kept for problem in self.problems)

    def refuse(self, wanted: Field | str, value: str, reason: str) -> None:
        self.problems.append(Problem(self.number, str(wanted), value[:200], reason))

    def remark(self, wanted: Field | str, value: str, reason: str) -> None:
        self.problems.append(Problem(self.number, str(wanted), value[:200], reason, kept=True))


def read_row(line: Line, mapping: Mapping) -> Row:
    """Read a line; what cannot be read of an obligatory field refuses it, of another one is left out."""
    row = Row(line.number)
    if line.fault:
        row.refuse("", "", line.fault)
        return row

    def said(wanted: Field) -> str:
        return mapping.value(line.values, wanted)

    _whose(row, mapping, said(Field.BODY), said(Field.COLUMN))
    _named(row, said(Field.TITLE))
    _dated(row, said(Field.PUBLISHED), said(Field.WRITTEN_ON))
    _described(row, {wanted: said(wanted) for wanted in Field})
    row.content, row.content_file = said(Field.CONTENT), said(Field.CONTENT_FILE)
    if not row.content and not row.content_file:
        row.refuse(Field.CONTENT, "", "没有正文")
    row.attachments = [part.strip() for part in _SEPARATORS.split(said(Field.ATTACHMENTS)) if part.strip()]
    address = said(Field.OLD_ADDRESS)
    row.place = old_place(address) if address else None
    if address and row.place is None:
        row.remark(Field.OLD_ADDRESS, address, "原网址无法识别或过长，不设跳转")
    elif row.place is not None and not row.place.host and mapping.host:
        row.place = OldPlace(mapping.host, row.place.path)
    return row


def _whose(row: Row, mapping: Mapping, body: str, column: str) -> None:
    row.body_id = (mapping.bodies.get(body) if body else None) or mapping.body_id or 0
    if not row.body_id:
        reason = "没有指定这个名称对应哪个单位" if body else "没有写发布机构，也没有选定默认单位"
        row.refuse(Field.BODY, body, reason)
    row.item_id = (mapping.items.get(column) if column else None) or mapping.item_id or 0
    if not row.item_id:
        reason = "没有指定这个栏目对应哪个公开事项" if column else "没有写栏目，也没有选定默认事项"
        row.refuse(Field.COLUMN, column, reason)


def _named(row: Row, title: str) -> None:
    row.title = visible(title)
    if not row.title:
        row.refuse(Field.TITLE, title, "没有标题")
    elif len(row.title) > TITLE_LENGTH:
        row.refuse(Field.TITLE, title, f"标题超过{TITLE_LENGTH}字")


def _dated(row: Row, published: str, written: str) -> None:
    try:
        row.published_at = read_moment(published) if published else None
    except InvalidInput as error:
        row.refuse(Field.PUBLISHED, published, error.message)
        return
    if row.published_at is None:
        row.refuse(Field.PUBLISHED, "", "没有发布日期")
    elif row.published_at > clock.now():
        row.refuse(Field.PUBLISHED, published, "发布日期在将来")
    if not written:
        return
    try:
        row.written_on = clock.day_of(read_moment(written))
    except InvalidInput as error:
        row.remark(Field.WRITTEN_ON, written, f"{error.message}成文日期留空")


def _described(row: Row, values: Mappings[Field, str]) -> None:
    number = values[Field.DOCUMENT_NUMBER]
    row.document_number = document_number.normalise(number) if document_number.parse(number) else number
    row.index_number = values[Field.INDEX_NUMBER]
    row.subject, row.genre = values[Field.SUBJECT], values[Field.GENRE]
    for name, longest in _LENGTHS.items():
        value = getattr(row, name)
        if len(value) > longest:
            row.remark(name, value, f"超过{longest}字，留空")
            setattr(row, name, "")
    words = [word for word in _KEYWORDS.split(values[Field.KEYWORDS]) if word]
    row.keywords = [word for word in words if len(word) <= _KEYWORD_LENGTH][:_MOST_KEYWORDS]
    if len(row.keywords) < len(words):
        row.remark(Field.KEYWORDS, values[Field.KEYWORDS], "关键词过多或过长，只保留一部分")
    row.summary = values[Field.SUMMARY]
    if len(row.summary) > SUMMARY_LENGTH:
        row.remark(Field.SUMMARY, row.summary, f"内容概述超过{SUMMARY_LENGTH}字，只保留前面的")
        row.summary = row.summary[:SUMMARY_LENGTH]
    validity = values[Field.VALIDITY]
    if validity and validity not in _VALIDITIES:
        row.remark(Field.VALIDITY, validity, "不认识的有效性，留空")
    row.validity = _VALIDITIES.get(validity, "")
