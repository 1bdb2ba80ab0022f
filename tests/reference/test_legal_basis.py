"""docs/legal-basis.md says of every time limit what the rule table says, and of no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.kernel.time_units import Unit
from gongkai.reference.calendars import calendar_year, calendar_years
from gongkai.reference.deadline_table import Validity
from gongkai.reference.deadline_terms import Nature, Term
from gongkai.reference.deadlines import deadline_rules, shipped_overrides

DOCUMENT = (Path(__file__).parents[2] / "docs" / "legal-basis.md").read_text(encoding="utf-8")
UNITS = {
    Unit.WORKDAY: "working day",
    Unit.DAY: "day",
    Unit.MONTH: "month",
    Unit.YEAR: "year",
    Unit.HOUR: "hour",
}
NATURES = {Nature.AT_LEAST: "at least {}", Nature.AT_MOST: "at most {}", Nature.BEFORE: "{} before"}


def rows(heading: str) -> Iterator[tuple[str, ...]]:
    """The cells of the tables below a heading of level two or three, without heads and rules."""
    _, _, rest = DOCUMENT.partition(f"\n{heading}\n")
    assert rest, heading
    for line in re.split(r"^#{2,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0].splitlines():
        if line.startswith("| `"):
            yield tuple(cell.strip().strip("`") for cell in line.strip("|").split(" | "))


def in_words(term: Term, nature: Nature = Nature.LIMIT) -> str:
    if term.span is not None:
        plural = "s" if term.span.amount > 1 else ""
        return NATURES.get(nature, "{}").format(f"{term.span.amount} {UNITS[term.span.unit]}{plural}")
    if term.recurrence is None:
        return "promptly"
    by = f" by {term.recurrence.month:02}-{term.recurrence.day:02}" if term.recurrence.day else ""
    return f"every {term.recurrence.every.value.replace('_', '-')}{by}"


def in_force(validity: Validity) -> str:
    return f"{validity.first or ''} – {validity.last or ''}".strip() if validity.first else "–"


def test_every_rule_has_its_row_and_every_row_its_rule() -> None:
    expected = [
        (
            rule.code,
            rule.matter,
            in_words(rule.term, rule.nature),
            rule.trigger_words,
            rule.term.basis,
            in_force(rule.validity),
            rule.term.certainty.value,
        )
        for rule in deadline_rules()
    ]
    assert list(rows("## Time limits")) == expected


def test_every_other_term_has_its_row() -> None:
    places = [
        (each.rule, each.division, in_words(each.term), each.term.basis, each.term.certainty.value)
        for each in shipped_overrides()
    ]
    chosen = [
        (rule.code, "by choice", in_words(term, rule.nature), term.basis, term.certainty.value)
        for rule in deadline_rules()
        for term in rule.alternatives
    ]
    found = [
        (code, place.split(" ")[0] if place[0].isdigit() else place, *rest)
        for code, place, *rest in rows("### Other terms")
    ]
    assert found == places + chosen


def test_every_notice_is_listed() -> None:
    _, _, section = DOCUMENT.partition("\n## Working days\n")
    section = section.partition("\n## ")[0]
    for year in calendar_years():
        for notice in calendar_year(year).notices:
            assert f"| {notice.number} | {notice.issued_on} |" in section, notice.number
