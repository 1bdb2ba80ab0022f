"""A catalogue row as one JSON object: the shape in which rows leave for other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.elements import split_content
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.model import CatalogueRow, CatalogueTable, Method, Problem, Ticks
from gongkai.text.catalogue_table.vocabulary import NO_WORDS, Vocabulary

KEYS = {
    Element.CODE: "seq",
    Element.LEVEL1: "level1",
    Element.LEVEL2: "level2",
    Element.LEVEL3: "level3",
    Element.CONTENT: "content",
    Element.BASIS: "basis",
    Element.TIME_LIMIT: "time_limit_text",
    Element.RESPONSIBLE: "subject",
    Element.CHANNELS: "channels",
    Element.AUDIENCE: "audience",
    Element.AUDIENCE_EVERYONE: "audience",
    Element.AUDIENCE_SPECIFIC: "audience",
    Element.METHOD: "method",
    Element.METHOD_PROACTIVE: "method",
    Element.METHOD_ON_REQUEST: "method",
    Element.TIER: "tier",
    Element.AREA: "domain",
}
"""The key of each element."""

TICKED = "(打勾,未写明)"
_PROSE = re.compile(r".*(?:公开|公示|公布|发布)|.*(?:和|及|与|或)(?!.*[(（]).*|.{25,}")
_METHOD_WORDS = {Method.PROACTIVE: "主动", Method.ON_REQUEST: "依申请"}


def records(table: CatalogueTable, words: Vocabulary = NO_WORDS) -> Iterator[dict[str, object]]:
    """Each row of a table as an object; a value that the table does not have is None.

    `seq` counts on where a row has no number. Each entry of `warnings` begins with the key it concerns.
    """
    problems: dict[tuple[str, int], list[Problem]] = {}
    for problem in table.problems:
        problems.setdefault((problem.sheet, problem.row), []).append(problem)
    seq = 0
    numbered = any(row.code for row in table.rows)
    for row in table.rows:
        seq = seq if numbered and not row.code else _sequence(row.code, seq)
        found = problems.get((row.sheet, row.row_number), [])
        yield _record(row, seq, [_warning(problem) for problem in found], table.about, words)


_LONGEST_NUMBER = 4
"""Longer numbers are codes."""


def _sequence(code: str, before: int) -> int:
    digits = code.strip(" .．、")
    if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER:
        return int(digits)
    return before + 1


def _record(
    row: CatalogueRow, seq: int, warnings: list[str], about: Mapping[str, str], words: Vocabulary
) -> dict[str, object]:
    written = dict(row.as_written)
    content, doubt = split_content(row.content, words)
    if doubt:
        warnings.append(f"content：{doubt}")
    channels, prose = _channels(row, written)
    domain = row.area or about.get("domain", "")
    if not domain or (words.areas and domain not in words.areas):
        warnings.append("domain：没有写明属于 26 个试点领域中的哪一个")
    found: dict[str, object] = {
        "domain": domain or None,
        "seq": seq,
        "level1": row.level1 or None,
        "level2": row.level2 or None,
        "content": "; ".join(content) or None,
        "basis": _same(written, Element.BASIS) or [_bare(part) for part in row.basis_list] or None,
        "time_limit_text": written.get(str(Element.TIME_LIMIT), row.time_limit) or None,
        "subject": written.get(str(Element.RESPONSIBLE), row.responsible) or None,
        "channels": channels,
        "audience": _audience(row),
        "method": "、".join(_METHOD_WORDS[method] for method in row.methods) or None,
        "tier": list(row.tiers) or None,
        "source": about.get("source") or None,
        "source_id": about.get("source_id") or None,
        "tier_header": list(row.tier_headings) or None,
        "ticks": f"{row.ticks}×{row.tick_count}" if row.ticks is Ticks.COLLAPSED else str(row.ticks),
    }
    if prose:
        found["channels_prose"] = prose
    third = next((text for name, text in row.extra if name.endswith("三级事项")), "")
    if third:
        found["level3"] = third
    found["warnings"] = warnings
    return found


def _warning(problem: Problem) -> str:
    key = next((KEYS[e] for e in KEYS if str(e) == problem.element), "row")
    return f"{key}：{problem.message}" + (f"（{problem.raw[:60]}）" if problem.raw else "")


def _same(written: Mapping[str, str], element: Element) -> list[str]:
    return [written[str(element)]] if str(element) in written else []


def _bare(title: str) -> str:
    """A source without its title marks."""
    return title[1:-1] if title.startswith("《") and title.endswith("》") else title.strip("《》")


def _channels(row: CatalogueRow, written: Mapping[str, str]) -> tuple[list[str] | None, str]:
    """The ticked or listed channels; a sentence about them is returned as such."""
    same = _same(written, Element.CHANNELS)
    if same:
        return same, ""
    if (
        row.channels_raw
        and not cells.has_boxes(row.channels_raw)
        and any(map(_PROSE.fullmatch, row.channels))
    ):
        return None, " ".join(row.channels_raw.split())
    return list(row.channels) or None, ""


def _audience(row: CatalogueRow) -> dict[str, object] | None:
    audience = row.audience
    if not (audience.everyone or audience.specific):
        return None
    groups: str | None = audience.groups or (TICKED if audience.specific else None)
    everyone = True if audience.everyone else (False if row.ticks is Ticks.EXPLICIT else None)
    return {"全社会": everyone, "特定群体": groups}
