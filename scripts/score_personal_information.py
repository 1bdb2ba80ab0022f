"""Recall and precision of the guard on labelled texts.

    python scripts/score_personal_information.py CASES.jsonl [...] [--wrong] [--types hard]

Each line of CASES is {id, category, text, spans: [{start, end, type, should_flag, severity?}]}. A span that
should be flagged is found when a finding overlaps it; a finding on a span that should not be flagged is
false, and so is one that overlaps no span at all. Spans marked for review (severity "review") count in the
second figure only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.text.personal_information import Finding, Severity, default_rules, scan

HARD_TYPES = frozenset(
    name for name, entry in default_rules().types.items() if entry.severity is Severity.HARD
)


@dataclass
class Score:
    """Counts of spans found and missed and of findings right and false."""

    found: int = 0
    missed: int = 0
    right: int = 0
    false: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        wanted, given = self.found + self.missed, self.right + self.false
        return (
            f"{name}: recall {self.found}/{wanted} ({_share(self.found, wanted)}), "
            f"precision {self.right}/{given} ({_share(self.right, given)})"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "–"


def cases(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def overlaps(finding: Finding, span: dict[str, Any]) -> bool:
    return finding.start < int(span["end"]) and int(span["start"]) < finding.end


def score(case: dict[str, Any], total: Score, *, hard: bool) -> None:
    """Add one case; `hard` leaves aside what is only for review on either side."""
    findings = scan(case["text"])
    for span in case["spans"]:
        if not span["should_flag"]:
            continue
        if hard and (span["type"] not in HARD_TYPES or _review(span, case)):
            continue
        if any(overlaps(finding, span) for finding in findings):
            total.found += 1
        else:
            total.missed += 1
            total.wrong.append(_told("MISSED", case, span["type"], case["text"][span["start"] : span["end"]]))
    for finding in findings:
        if hard and finding.severity is not Severity.HARD:
            continue
        if any(span["should_flag"] and overlaps(finding, span) for span in case["spans"]):
            total.right += 1
        else:
            total.false += 1
            shown = case["text"][finding.start : finding.end]
            total.wrong.append(_told("FALSE", case, finding.type, shown))


def _review(span: dict[str, Any], case: dict[str, Any]) -> bool:
    return "review" in (span.get("severity"), case.get("severity"))


def _told(what: str, case: dict[str, Any], kind: str, shown: str) -> str:
    return f"{what} {case['id']} {case['category']} {kind}: {shown!r} in {case['text']!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--wrong", action="store_true", help="list what was missed or falsely found")
    options = parser.parse_args(arguments)
    for path in options.files:
        hard, every = Score(), Score()
        categories: Counter[str] = Counter()
        for case in cases(path):
            categories[case["category"]] += 1
            score(case, hard, hard=True)
            score(case, every, hard=False)
        sys.stdout.write(f"{path.name}: {categories.total()} texts, {len(categories)} categories\n")
        sys.stdout.write(hard.line("hard") + "\n" + every.line("all") + "\n")
        if options.wrong:
            sys.stdout.write("\n".join(every.wrong) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
