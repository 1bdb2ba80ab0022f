"""Pages met in the wild, where they are at hand: not shipped, and nothing else needs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("GONGKAI_SHARED", ROOT.parent / "shared")) / "data" / "catalogue"

needs_pages = pytest.mark.skipif(not (SHARED / "pages").is_dir(), reason="the pages are not shipped")


@needs_pages
def test_the_pages_are_read_well_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """98 % of the rows, 95 % of the cells, and few wrong cells that no warning names."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    scoring = pytest.importorskip("score_catalogue")
    total = scoring.Score()
    for score in scoring.score_folder(SHARED / "pages", SHARED / "expected").values():
        total.add(score)
    assert total.found >= total.rows * 0.98, total.line("total")
    assert total.right >= total.cells * 0.95, total.line("total")
    assert total.silent <= total.cells * MOST_SILENT, "\n".join(w for w in total.wrong if "SILENT" in w)


MOST_SILENT = 0.005
