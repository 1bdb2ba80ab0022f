"""Compare what the reader makes of catalogue pages with the rows that were expected.

    python scripts/score_catalogue.py PAGES EXPECTED [--wrong]
    python scripts/score_catalogue.py --layouts 1000 [--items ROWS.jsonl] [--wrong]

PAGES holds NNN_name.txt (or .xlsx, .docx, .html …), EXPECTED holds NNN.jsonl with a row on each line. Rows
are matched in order by what they have in common. A cell is right when it says the same, spaces aside; a
wrong one counts as silent when no warning of its row names it. `--wrong` lists the wrong cells.

`--layouts` reads as many drawn layouts (tests/text/catalogue/layouts.py) of the invented items instead, or
of the items in ROWS, which holds rows like EXPECTED.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.edges.cli.text_catalogue import known_words, read_table
from gongkai.kernel.errors import GongkaiError
from gongkai.text.catalogue_table import read_catalogue_text, records

CELLS = (
    "domain", "seq", "level1", "level2", "content", "basis", "time_limit_text", "subject", "channels",
    "audience", "method", "tier",
)  # fmt: skip
"""The keys that count as cells; the others say how a row was read."""

_ALIKE = 5
"""So many equal cells make two rows the same one."""

Row = Mapping[str, object]


@dataclass
class Score:
    """Counts of one page or of all; cells of rows that were not found are wrong."""

    rows: int = 0
    found: int = 0
    surplus: int = 0
    cells: int = 0
    right: int = 0
    silent: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("rows", "found", "surplus", "cells", "right", "silent"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong.extend(other.wrong)

    def line(self, name: str) -> str:
        return (
            f"{name}: rows {self.found}/{self.rows} (+{self.surplus}), cells right {self.right}/{self.cells} "
            f"({_share(self.right, self.cells)}), wrong without warning {self.silent} "
            f"({_share(self.silent, self.cells, 2)})"
        )


def _share(part: int, whole: int, digits: int = 1) -> str:
    return f"{100 * part / whole:.{digits}f} %" if whole else "–"


def same(one: object, other: object) -> bool:
    """Whether two values say the same: spaces and line breaks aside."""
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return re.sub(r"\s+", "", value)
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value


def likeness(one: Row, other: Row) -> int:
    return sum(same(one.get(key), other.get(key)) for key in CELLS)


def matched(expected: Sequence[Row], read: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Pairs in order with the most in common."""
    best = [[0] * (len(read) + 1) for _ in range(len(expected) + 1)]
    for i in range(len(expected) - 1, -1, -1):
        for j in range(len(read) - 1, -1, -1):
            both = likeness(expected[i], read[j])
            paired = best[i + 1][j + 1] + both if both >= _ALIKE else -1
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[tuple[Row, Row]] = []
    i = j = 0
    while i < len(expected) and j < len(read):
        both = likeness(expected[i], read[j])
        if both >= _ALIKE and best[i][j] == best[i + 1][j + 1] + both:
            pairs.append((expected[i], read[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def score_page(page: Path, expected: Sequence[Row]) -> Score:
    try:
        read: list[Row] = list(records(read_table(str(page)), known_words()))
    except GongkaiError:
        read = []
    return score_rows(page.stem, expected, read)


def score_rows(name: str, expected: Sequence[Row], read: Sequence[Row]) -> Score:
    """The score of what was read from the page of that name."""
    pairs = matched(expected, read)
    score = Score(len(expected), len(pairs), len(read) - len(pairs), len(expected) * len(CELLS))
    for wanted, found in pairs:
        for key in CELLS:
            if same(wanted.get(key), found.get(key)):
                score.right += 1
                continue
            warnings = found.get("warnings")
            told = isinstance(warnings, list) and any(str(w).startswith((key, "row")) for w in warnings)
            score.silent += not told
            mark = "" if told else " SILENT"
            score.wrong.append(
                f"{name} {wanted.get('seq')} {key}{mark}: {wanted.get(key)!r} != {found.get(key)!r}"
            )
    return score


def score_folder(pages: Path, expected: Path) -> dict[str, Score]:
    """The score of every page that has expected rows, by its name."""
    scores: dict[str, Score] = {}
    for page in sorted(pages.iterdir()):
        truth = expected / f"{page.stem.partition('_')[0]}.jsonl"
        if truth.exists():
            lines = truth.read_text(encoding="utf-8").splitlines()
            scores[page.stem] = score_page(page, [json.loads(line) for line in lines if line.strip()])
    return scores


def score_layouts(seeds: int, rows: Path | None) -> dict[str, Score]:
    """The score of each form of layout over that many seeds."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    layouts = importlib.import_module("tests.text.catalogue.layouts")
    invented = importlib.import_module("tests.text.catalogue.invented")
    items = layouts.items_from(rows) if rows else invented.ITEMS
    words = known_words()
    scores: dict[str, Score] = {}
    for seed in range(seeds):
        layout, page = layouts.drawn(seed, items)
        read = list(records(read_catalogue_text(page.text, "page", words=words), words))
        scores.setdefault(layout.form, Score()).add(score_rows(f"{seed} {layout.form}", page.rows, read))
    return scores


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("expected", type=Path, nargs="?")
    parser.add_argument("--layouts", type=int, default=0, metavar="SEEDS", help="read drawn layouts instead")
    parser.add_argument("--items", type=Path, metavar="ROWS", help="rows whose items the layouts hold")
    parser.add_argument("--wrong", action="store_true", help="list the wrong cells")
    options = parser.parse_args()
    if not options.layouts and not (options.pages and options.expected):
        parser.error("PAGES and EXPECTED, or --layouts")
    total = Score()
    scores = (
        score_layouts(options.layouts, options.items)
        if options.layouts
        else score_folder(options.pages, options.expected)
    )
    for name, score in sorted(scores.items()):
        sys.stdout.write(score.line(name) + "\n")
        total.add(score)
    if options.wrong:
        sys.stdout.write("\n".join(total.wrong) + "\n")
    sys.stdout.write(total.line("total") + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
