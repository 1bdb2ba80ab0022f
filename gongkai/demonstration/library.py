"""The documents of the demonstration county.

Format: `documents/*.toml`, many `[[document]]` tables each, with the keys read in `_document` below;
`correction` and `withdrawal` are sub-tables for documents in state corrected and withdrawn.
`information` is the code of a kind of information, with `values` of its fields and `tables` of its own.
`effective_on` ({i+30}), `validity_years` and `repeals` (titles) say from when and how long a document holds
and which earlier ones it ends.
`age` counts days back from today to the publication (weekends move back to the Friday). Texts may use

    {d} {d-5} {d+10}    publication date, five days before, ten days after: 2026年10月18日
    {i} {i-5}           the same as 2026-10-18
    {w}                 the date of the document itself (成文日期)
    {y} {y-1} {m} {q}   its year, the year before, its month, its quarter (as numbers)
    {pm} {pq}           the month before as 2026年9月, the quarter before as 2026年第三季度

The date of the document itself is `written_age`; without it the date standing alone on the last line of
the body; without either three days before publication.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from gongkai.demonstration.dates import resolve, signed_on, working_day
from gongkai.demonstration.entries import Entry, load
from gongkai.demonstration.model import (
    AREA_CODES,
    OPENNESS,
    STATES,
    UNPUBLISHED_STATES,
    Attachment,
    Correction,
    DemoDocument,
    DemonstrationError,
    DemoTable,
    Withdrawal,
)
from gongkai.demonstration.structure import county

FOLDER = Path(__file__).parent / "documents"

_DAYS_TO_PUBLICATION = 3


def documents(today: date, folder: Path = FOLDER) -> Iterator[DemoDocument]:
    """Every document, file by file in name order, dates counted back from `today`.

    DemonstrationError for a fault in a file: unknown body or area, a key used twice, a stray placeholder.
    """
    bodies = frozenset(body.key for body in county().bodies)
    seen: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        for values in load(path).get("document", []):
            document = _document(path.name, values, today, bodies)
            if document.key in seen:
                raise DemonstrationError(f"{path.name} {document.key}：标识重复")
            seen.add(document.key)
            yield document


def _document(file: str, values: Mapping[str, Any], today: date, bodies: frozenset[str]) -> DemoDocument:
    where = f"{file} {values.get('key', '（无标识）')}"
    age = values.get("age")
    if not isinstance(age, int):
        raise DemonstrationError(f"{where}：“age”应为天数")
    day = working_day(today - timedelta(days=age))
    entry = Entry(where, _resolved(where, values, day, _written(where, values, age, day)))
    entry.days("age")
    state = entry.choice("state", STATES, "published")
    openness, reason, article = _openness(entry)
    body_text = entry.text("body_text").strip()
    document = DemoDocument(
        key=entry.text("key"),
        body_key=entry.choice("body", bodies),
        area=entry.choice("area", AREA_CODES),
        item=_item(entry),
        kind=entry.text("kind"),
        title=entry.text("title"),
        document_number=entry.text("document_number", ""),
        worked_on=day,
        published_on=None if state in UNPUBLISHED_STATES else day,
        written_on=_written(where, values, age, day, body_text),
        subject=entry.text("subject"),
        keywords=entry.texts("keywords"),
        summary=entry.text("summary"),
        openness=openness,
        reason=reason,
        article=article,
        state=state,
        attachments=tuple(_attachment(each) for each in entry.tables("attachments")),
        body_text=body_text,
        correction=_correction(entry, state, age, today),
        withdrawal=_withdrawal(entry, state, age, today),
        information=entry.text("information", ""),
        values=entry.mapping("values"),
        tables=tuple(_table(each) for each in entry.tables("tables")),
        effective_on=_effective(entry),
        validity_years=entry.days("validity_years") if "validity_years" in values else 0,
        repeals=entry.texts("repeals"),
    )
    if "written_age" in values:
        entry.days("written_age")
    entry.done()
    return document


def _resolved(where: str, value: Any, day: date, written: date) -> Any:
    """The value with the placeholders of every text in it replaced."""
    if isinstance(value, str):
        try:
            return resolve(value, day=day, written=written)
        except DemonstrationError as fault:
            raise DemonstrationError(f"{where}：{fault}") from fault
    if isinstance(value, list):
        return [_resolved(where, each, day, written) for each in value]
    if isinstance(value, dict):
        return {name: _resolved(where, each, day, written) for name, each in value.items()}
    return value


def _written(where: str, values: Mapping[str, Any], age: int, day: date, body_text: str = "") -> date:
    written_age = values.get("written_age")
    if not isinstance(written_age, int):
        return signed_on(body_text) or working_day(day - timedelta(days=_DAYS_TO_PUBLICATION))
    if written_age < age:
        raise DemonstrationError(f"{where}：成文日期晚于发布日期")
    return working_day(day - timedelta(days=written_age - age))


def _effective(entry: Entry) -> date | None:
    given = entry.text("effective_on", "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise entry.fault("“effective_on”应为日期，如 {i+30}") from fault


def _item(entry: Entry) -> tuple[str, str]:
    """Both levels of the catalogue item; the second is empty for items that have none."""
    match entry.texts("item"):
        case (level1,):
            return level1, ""
        case (level1, level2):
            return level1, level2
    raise entry.fault("“item”应为一级事项和二级事项")


def _openness(entry: Entry) -> tuple[str, str, str]:
    """Openness with its reason and article, which 政府信息公开条例 36 asks for unless all is open."""
    openness = entry.choice("openness", OPENNESS, "proactive")
    if openness == "proactive":
        return openness, "", ""
    return openness, entry.text("reason"), entry.text("article")


def _attachment(entry: Entry) -> Attachment:
    attachment = Attachment(name=entry.text("name"), table=entry.rows("table"), text=entry.optional("text"))
    entry.done()
    suffix = ".txt" if attachment.table is None else ".xlsx"
    if (attachment.table is None) == (attachment.text is None) or not attachment.name.endswith(suffix):
        raise entry.fault("附件应为 .xlsx（table）或 .txt（text）")
    return attachment


def _table(entry: Entry) -> DemoTable:
    """The first row of `table` names the columns by their codes."""
    rows = entry.rows("table") or ((),)
    table = DemoTable(entry.text("code"), entry.text("unit", ""), entry.text("note", ""), rows[0], rows[1:])
    entry.done()
    return table


def _correction(entry: Entry, state: str, age: int, today: date) -> Correction | None:
    table = entry.table("correction")
    if (table is None) == (state == "corrected"):
        raise entry.fault("更正的文件应有且只有更正的文件才有 correction")
    if table is None:
        return None
    correction = Correction(
        change_note=table.text("change_note"),
        body_text=table.text("body2").strip(),
        on=_later_day(table, age, today),
    )
    table.done()
    return correction


def _withdrawal(entry: Entry, state: str, age: int, today: date) -> Withdrawal | None:
    table = entry.table("withdrawal")
    if (table is None) == (state == "withdrawn"):
        raise entry.fault("撤回的文件应有且只有撤回的文件才有 withdrawal")
    if table is None:
        return None
    withdrawal = Withdrawal(basis=table.text("basis"), on=_later_day(table, age, today))
    table.done()
    return withdrawal


def _later_day(table: Entry, age: int, today: date) -> date:
    """The day of what happened after publication; half-way to today unless the file says."""
    later_age = table.days("age", age // 2)
    if later_age >= age:
        raise table.fault("“age”应小于文件的“age”")
    return working_day(today - timedelta(days=later_age))
