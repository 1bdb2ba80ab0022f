"""Tables written out line by line: cells divided by spaces, or by nothing at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text.catalogue_table.cells import first_box, has_boxes
from gongkai.text.catalogue_table.headings import plain_heading
from gongkai.text.catalogue_table.pasted.pieces import (
    ENOUGH_HEADINGS,
    Line,
    Numbering,
    PastedTable,
    Piece,
    Record,
    headings_in,
    is_foot,
)

_LINE_NUMBER = re.compile(
    r"([0-9]{1,3})[.．、]?(?:\s+(?=[^\s.．、个日天年月号%])|(?=[^0-9\s.．、个日天年月号条款项%]))"
)
_GOES_ON = re.compile(r"\s*[■□☑☐▄◆▲●·•、，,；;）)》]|.{0,8}[■□☑☐▄◆▲]")
_KNOWN_HEADINGS = (
    "序号", "公开事项", "一级事项", "二级事项", "三级事项", "公开内容(要素)及要求", "公开内容(要素)",
    "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级",
    "全社会", "社会", "特定群体", "特定群众", "特定对象", "主动公开", "主动", "依申请公开", "依申请", "申请",
)  # fmt: skip
_RUN_HEADINGS = re.compile(
    "|".join(re.escape(name) for name in sorted(_KNOWN_HEADINGS, key=len, reverse=True))
    + r"|公.{0,2}[\u3400-\u9fff]{1,2}象|[省市县区州镇乡街村、()（）\u3400-\u9fff]{1,6}?级"
)


def heading_line(lines: Sequence[Line]) -> tuple[int, bool] | None:
    """Where a line holds the whole header, and whether its headings are divided by spaces."""
    for index, line in enumerate(lines):
        if headings_in(line.text.split()) >= ENOUGH_HEADINGS:
            return index, True
        run = _RUN_HEADINGS.findall(plain_heading(line.text))
        if len(run) >= ENOUGH_HEADINGS and len("".join(run)) * 5 >= len(plain_heading(line.text)) * 4:
            return index, False
    return None


def holds_rows(lines: Sequence[Line]) -> bool:
    """Whether most lines that begin with a number hold several cells and not just one."""
    numbered = [line.text for line in lines if _LINE_NUMBER.match(line.text.strip())]
    return sum(len(text.split()) > ENOUGH_HEADINGS for text in numbered) * 2 > len(numbered)


def read_spaced(lines: Sequence[Line], header: int, *, spaces: bool) -> list[PastedTable]:
    """The table whose header stands on line `header`, with the lines above it as titles."""
    titles = [line for line in lines[:header] if line.text.strip()]
    table = PastedTable(titles, [], wrapped=True, whole_rows=spaces, run=not spaces)
    numbering = Numbering()
    for line in lines[header:]:
        text = line.text.strip()
        if not text or is_foot(text):
            continue
        headings = _headings(text, spaces=spaces)
        if len(headings) > 1 and not table.records:
            table.headings.extend(Piece(name, line.number) for name in headings)
        elif len(headings) < ENOUGH_HEADINGS:
            _take(table, line.number, text, numbering)
    for record in table.records:
        record.pieces = _divided(record, spaces=spaces)
    return [table]


def _headings(text: str, *, spaces: bool) -> list[str]:
    if spaces:
        parts = text.split()
        return parts if headings_in(parts) * 2 > len(parts) else []
    plain = plain_heading(text)
    run = _RUN_HEADINGS.findall(plain)
    if len("".join(run)) * 5 < len(plain) * 4:
        return []
    return list(dict.fromkeys(run)) if _doubled(run) else run


def _doubled(run: Sequence[str]) -> bool:
    return len(run) > 1 and all(one == other for one, other in zip(run[::2], run[1::2], strict=False))


def _take(table: PastedTable, number: int, text: str, numbering: Numbering) -> None:
    match = _LINE_NUMBER.match(text)
    records = table.records
    if match is not None and numbering.continues(match[1]):
        numbering.take(match[1])
        records.append(Record(number, match[1], [Piece(text[match.end() :], number)]))
    elif records and not (has_boxes(records[-1].pieces[-1].text) and not _GOES_ON.match(text)):
        records[-1].pieces.append(Piece(text, number))
    elif records:
        records.append(Record(number, "", [Piece(text, number)]))
    else:
        table.titles.append(Line(number, text))


_BETWEEN_CELLS = re.compile(r"[ \t]+|\n(?=[《·●•])")


def _divided(record: Record, *, spaces: bool) -> list[Piece]:
    """The cells of a row: a space ends one, a line break only where a title or a part of a list begins."""
    text = "\n".join(piece.text for piece in record.pieces)
    parts = _BETWEEN_CELLS.split(text) if spaces else cut_run(text)
    return [Piece(part, record.line) for part in parts]


# --- cells with nothing between them ---------------------------------------------------------------------

_DAYS = r"(?:工作日|[0-9]日|[0-9]个月|[0-9]年)(?:之?内|之?前)?(?:予以|及时|进行|向社会)?(?:公开|公布|公示)?"
_LIMIT = re.compile(
    rf"[^《》■□]{{0,80}}?{_DAYS}(?:[;；,，][^《》■□]{{0,60}}?{_DAYS})*"
    r"|[^《》■□]{0,16}?(?:及时|实时|长期|随时|定期)(?:公开|更新)|同上"
)
"""A time limit, up to the words that end one: what follows is the body."""

_SITE = re.compile(r"(?:[省市县区镇乡])?政府(?:门户)?网站|(?:[村镇乡]|社区)?公[示告]栏")


def cut_run(text: str) -> list[str]:
    """The parts of a row that its own marks divide: names and content, titles, limit, body, boxes."""
    joined = re.sub(r"(?<=[\u3400-\u9fff])\s*\n\s*(?=[\u3400-\u9fff])", "", text)
    box = first_box(joined)
    channels = joined[box:] if box >= 0 else ""
    rest = joined[:box] if box >= 0 else joined
    titles = re.search(r"《.*》", rest, re.DOTALL)
    if titles is None:
        return [*_split_names(rest), channels] if channels else _split_names(rest)
    after = rest[titles.end() :].strip()
    limit = _LIMIT.match(after)
    tail = [limit[0], after[limit.end() :]] if limit else [after]
    if not channels and (site := _SITE.search(tail[-1])):
        tail[-1], channels = tail[-1][: site.start()], tail[-1][site.start() :]
    parts = [*_split_names(rest[: titles.start()]), titles[0], *tail, channels]
    return [part.strip() for part in parts if part.strip()]


def _split_names(text: str) -> list[str]:
    """Names and content: only a bullet or a first number tells where the content begins."""
    bullet = re.search(r"[●·•]|(?<![0-9.])1[.．、](?![0-9])", text)
    if bullet is None or not bullet.start():
        return [text] if text else []
    return [text[: bullet.start()], text[bullet.start() :]]
