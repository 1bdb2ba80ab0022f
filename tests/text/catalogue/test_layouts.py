"""Layouts nobody looked at: many drawn from seeds, each read and compared with what stands in it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.text.catalogue_table import Vocabulary, read_catalogue_text, records

from .invented import ITEMS
from .layouts import CELL_FORMS, FORMS, LINE_FORMS, drawn, items_from

SEEDS = 60
WORDS = Vocabulary(
    areas=("安全生产", "救灾", "养老服务"), channels=frozenset({"政府网站", "公开查阅点", "政务服务中心"})
)


@pytest.fixture(name="scoring")
def scoring_script(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parents[3] / "scripts"), *sys.path])
    return pytest.importorskip("score_catalogue")


@pytest.mark.parametrize(
    ("forms", "rows", "cells", "silent"),
    [(CELL_FORMS, 0.99, 0.98, 0.002), (LINE_FORMS, 0.98, 0.95, 0.005)],
)
def test_layouts_are_read_and_what_is_wrong_is_said(
    scoring: Any, forms: tuple[str, ...], rows: float, cells: float, silent: float
) -> None:
    """The shares of rows found and cells right at least, of wrong cells without a warning at most."""
    total = scoring.Score()
    for seed in range(SEEDS):
        layout, page = drawn(seed, ITEMS, forms)
        read = list(records(read_catalogue_text(page.text, "页", words=WORDS), WORDS))
        total.add(scoring.score_rows(f"{seed} {layout.form}", page.rows, read))
    wrong = "\n".join([total.line("total"), *total.wrong])
    assert total.found >= total.rows * rows, wrong
    assert total.right >= total.cells * cells, wrong
    assert total.silent <= total.cells * silent, wrong


def test_a_layout_is_the_same_for_the_same_seed() -> None:
    assert drawn(7, ITEMS) == drawn(7, ITEMS)
    assert {drawn(seed, ITEMS)[0].form for seed in range(SEEDS)} == set(FORMS)


def test_items_are_taken_from_rows_that_lack_nothing(tmp_path: Path) -> None:
    _, page = drawn(3, ITEMS)
    lines = [json.dumps(row, ensure_ascii=False) for row in page.rows]
    lines.append(json.dumps({**page.rows[0], "basis": None}, ensure_ascii=False))
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert [item.level2 for item in items_from(path)] == [row["level2"] for row in page.rows]
