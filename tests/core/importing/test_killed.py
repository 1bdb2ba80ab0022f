"""The worker killed at random moments of a move: no document half there, none twice, none lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.core.importing import commands, queries
from gongkai.core.importing.enums import RunState
from gongkai.core.importing.models import ImportedRow, ImportRun
from gongkai.core.information.models import Document, Edition
from gongkai.core.publishing.models import PublicationEntry
from gongkai.foundation.search.models import SearchEntry
from tests import factories as make
from tests.core.importing.conftest import OldSite, a_line
from tests.killing import child, let_work, moments, said, tell

LINES = 6_000
LONGEST = 3.0
"""Seconds from the start of the work to the latest kill: the rules are read, then a few batches."""

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def run(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportRun:
    settings.IMPORTS_ROOT, settings.FILES_ROOT = tmp_path / "imports", tmp_path / "files"
    monkeypatch.setenv("GONGKAI_IMPORTS_DIR", str(settings.IMPORTS_ROOT))
    monkeypatch.setenv("GONGKAI_FILES_DIR", str(settings.FILES_ROOT))
    county = make.make_county()
    folder = tmp_path / "imports" / county.division.code / "旧站"
    folder.mkdir(parents=True)
    site = OldSite(county, folder)
    site.table(a_line(number) for number in range(1, LINES + 1))
    run = site.checked()
    commands.start_run(actor=make.SYSTEM, run_id=run.pk)
    return run


def test_killed_in_the_middle_of_a_move(run: ImportRun) -> None:
    reached = []
    for seconds in moments(LONGEST):
        with child([sys.executable, "-m", "tests.core.importing.carry_on_run", str(run.pk)]) as worker:
            assert said(worker) == "ready"
            tell(worker, "go")
            let_work(seconds)
        reached.append(_assert_nothing_half_there(run))
        if queries.get_run(run.pk).state == RunState.DONE:
            break
    assert reached == sorted(reached), "nothing that was moved is lost again"
    assert any(0 < lines < LINES for lines in reached), "some were killed in the middle"
    while commands.carry_on(run.pk):
        pass
    assert queries.get_run(run.pk).state == RunState.DONE
    assert _assert_nothing_half_there(run) == LINES
    assert SearchEntry.objects.count() == LINES
    assert Edition.objects.values("title").distinct().count() == LINES


def _assert_nothing_half_there(run: ImportRun) -> int:
    """What the run says it has done is there whole, each line once; returns how many lines."""
    run = queries.get_run(run.pk)
    rows = list(ImportedRow.objects.filter(run=run).order_by("row").values_list("row", flat=True))
    assert rows == list(range(1, run.done_rows + 1))
    assert run.good_count == run.done_rows
    assert Document.objects.count() == Edition.objects.count() == run.done_rows
    assert PublicationEntry.objects.filter(action="moved").count() == run.done_rows
    return run.done_rows
