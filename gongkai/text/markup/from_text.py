"""HTML of official documents made from plain text: headings, lists, tables and the place of signatures."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Sequence

_NUMERALS = "一二三四五六七八九十百零〇"
_HEADING_2 = re.compile(rf"第[{_NUMERALS}\d]+[章编]\s*\S|[{_NUMERALS}]+、\s*\S")
_HEADING_3 = re.compile(rf"[（(][{_NUMERALS}]+[）)]\s*\S")
_HEADING_LIMIT = 40
"""Longer lines that begin like a heading are paragraphs with a lead-in: they keep their number."""

_BULLET = re.compile(r"[-*•·●]\s+(\S.*)")
_TABLE_ROW = re.compile(r"\|.*\|")
_TABLE_RULE = re.compile(r"\|(\s*:?-{2,}:?\s*\|)+")
_CAPTION = re.compile(r"(?:附?表)\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)*[\s　：:]*\S.{0,60}")
_ADDRESSEE = re.compile(r"[^。；！？|《》]{2,120}(?<!如下)[：:]")
"""Not a sentence that ends in 公示如下 or rests on a law: that is the first paragraph of the text."""
_ANNOTATION = re.compile(r"[（(]此件[^）)]{2,30}[）)]")
_SIGNED_ON = re.compile(
    r"[\d一二三四五六七八九十〇零○]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
_SIGNATORY = re.compile(r"[^。；：！？，、|:;《》\d（(]{4,30}")
_MOST_SIGNATORIES = 3
_NOT_A_HEADING_END = ("；", "！", "？", "：", ";", "!", "?", ":")


def heading_level(line: str) -> int:
    """2 for 一、…, 3 for （一）…, 0 for anything that is not a heading standing alone."""
    text = line.strip()
    if len(text) > _HEADING_LIMIT or text.endswith(_NOT_A_HEADING_END) or "。" in text[:-1]:
        return 0
    return numbering_level(text)


def numbering_level(line: str) -> int:
    """2 for what begins with 一、, 3 with （一）, be it a heading or a paragraph; 0 for anything else."""
    if _HEADING_2.match(line):
        return 2
    return 3 if _HEADING_3.match(line) else 0


def plain_to_html(text: str) -> str:
    """HTML of plain text: headings by their numbering, lists, pipe tables with captions, paragraphs.

    Every line is a paragraph, as in official documents; blank lines only separate. The addressee line
    stands at the margin and the signature with its date at the right (GB/T 9704-2012).
    """
    lines = [
        line.strip(" \t\u3000\xa0") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return "\n".join(_blocks(lines))


def _blocks(lines: list[str]) -> Iterator[str]:
    classes = placed_lines(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        table_at = _table_after_caption(lines, index)
        if not line:
            index += 1
        elif table_at is not None or _TABLE_ROW.fullmatch(line):
            start = index if table_at is None else table_at
            end = _run_end(lines, start, _TABLE_ROW)
            yield _table(lines[start:end], "" if table_at is None else line)
            index = end
        elif _BULLET.fullmatch(line):
            end = _run_end(lines, index, _BULLET)
            yield f"<ul>{''.join(_item(item) for item in lines[index:end])}</ul>"
            index = end
        else:
            level = 0 if index in classes else heading_level(line)
            place = f' class="{classes[index]}"' if index in classes else ""
            yield f"<h{level}>{escape(line)}</h{level}>" if level else f"<p{place}>{escape(line)}</p>"
            index += 1


def placed_lines(lines: Sequence[str]) -> dict[int, str]:
    """Lines that do not stand as indented paragraphs → their alignment class."""
    written = [index for index, line in enumerate(lines) if line]
    placed: dict[int, str] = {}
    if written and _ADDRESSEE.fullmatch(lines[written[0]]):
        placed[written[0]] = "no-indent"
    while written and _ANNOTATION.fullmatch(lines[written[-1]]):
        written.pop()
    if len(written) > 1 and _SIGNED_ON.fullmatch(lines[written[-1]]):
        placed[written.pop()] = "align-right"
        for index in reversed(written[-_MOST_SIGNATORIES:]):
            if not _SIGNATORY.fullmatch(lines[index]) or heading_level(lines[index]):
                break
            placed[index] = "align-right"
    return placed


def escape(text: str) -> str:
    """Text for element content and double-quoted attributes."""
    return entities.escape(text, quote=True)


def _item(line: str) -> str:
    match = _BULLET.fullmatch(line)
    return f"<li>{escape(match[1] if match else line)}</li>"


def _run_end(lines: list[str], start: int, pattern: re.Pattern[str]) -> int:
    end = start
    while end < len(lines) and pattern.fullmatch(lines[end]):
        end += 1
    return end


def _table_after_caption(lines: list[str], index: int) -> int | None:
    """Where the table begins that `lines[index]` is the caption of."""
    if not _CAPTION.fullmatch(lines[index]):
        return None
    following = next((at for at in range(index + 1, len(lines)) if lines[at]), None)
    return following if following is not None and _TABLE_ROW.fullmatch(lines[following]) else None


def _table(lines: list[str], caption: str) -> str:
    rows = [_cells(line) for line in lines if not _TABLE_RULE.fullmatch(line)]
    if not rows:
        return "".join(f"<p>{escape(line)}</p>" for line in lines)
    width = max(len(row) for row in rows)
    head, *body = [row + [""] * (width - len(row)) for row in rows]
    parts = ["<table>", f"<caption>{escape(caption)}</caption>" if caption else ""]
    parts.append(
        "<thead><tr>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head) + "</tr></thead>"
    )
    parts.append("<tbody>")
    parts.extend("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in body)
    parts.append("</tbody></table>")
    return "".join(parts)


def _cells(line: str) -> list[str]:
    """The cells between the pipes; a pipe within a cell is written \\|."""
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
