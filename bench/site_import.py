"""Moving an old site: the writing of good lines beside COPY of the very rows; the whole way from a table."""

from __future__ import annotations

import csv
import resource
import statistics
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from unittest import mock

from django.db import connection, transaction

from bench.figures import Figure, timed
from gongkai.core.catalogue import queries as catalogue
from gongkai.core.importing import commands, queries, rules
from gongkai.core.importing.commands import writing
from gongkai.core.importing.commands.preparing import prepare
from gongkai.core.importing.enums import RunState
from gongkai.core.importing.models import ImportRun, OldAddress
from gongkai.foundation.execution import copying
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor

LINES = 10_000
BATCH = 500
ROUNDS = 5
BENCH = Actor.system("测量")
_SENTENCE = "为进一步做好有关工作，现将本年度任务分工和完成时限印发给你们，请结合实际认真组织实施。"
_KIBIBYTE = 1024


def measure(division_code: str) -> list[Figure]:
    run = _run(division_code)
    before = _peak()
    ratio, rate = _beside_copy(run)
    seconds = _whole(run)
    found = queries.get_run(run.pk)
    if found.state != RunState.DONE or found.good_count != LINES:
        raise SystemExit(f"the import stopped: {found.pause_reason} {found.refused_count} refused")
    return [
        Figure(
            f"old site: writing {BATCH} prepared documents (document, edition, log, line, address)",
            f"{rate:,.0f} documents/s",
            f"{ratio:.2f} x COPY of the same rows (target 0.7)",
        ),
        Figure(
            f"old site: {LINES:,} lines from CSV to public pages (read, cleaned, numbered, written)",
            f"{LINES / seconds['write']:,.0f} documents/s",
            f"trial {LINES / seconds['check']:,.0f} lines/s",
        ),
        Figure(
            "old site: making them findable afterwards",
            f"{LINES / seconds['index']:,.0f} documents/s",
            f"memory +{(_peak() - before) / _KIBIBYTE:,.0f} MB at most",
        ),
    ]


def _run(division_code: str) -> ImportRun:
    division = organisations.get_division_by_code(division_code)
    folder = queries.folder_of(division) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "list.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["标题", "发布日期", "成文日期", "文号", "正文", "网址"])
        for number in range(LINES):
            day = f"20{10 + number % 15:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            body = "".join(f"<p>{number}—{part}　{_SENTENCE}</p>" for part in range(18))
            title, address = f"关于第{number}号事项的通知", f"/o/{number}"
            writer.writerow([title, day, day, f"云政发〔2019〕{number}号", body, address])
    run = commands.open_run(
        actor=BENCH, division_id=division.pk, name="测量", folder="bench", manifest="list.csv"
    )
    body = organisations.bodies_in(division.pk).exclude(uscc=None).first()
    item = catalogue.items_for_body(body.pk).first() if body else None
    if body is None or item is None:
        raise SystemExit("the demonstration county is not complete")
    mapping = rules.Mapping(columns=rules.guess(run.columns), body_id=body.pk, item_id=item.pk)
    return commands.set_mapping(actor=BENCH, run_id=run.pk, mapping=mapping)


def _beside_copy(run: ImportRun) -> tuple[float, float]:
    """Median ratio of speeds over interleaved rounds, each undone; and documents a second of ours."""
    records = list(queries.manifest_of(run).records())[:BATCH]
    lines = [rules.Line(record.number, record.values) for record in records]
    tables = _captured(run, lines)
    ours, raw = [], []
    for _ in range(ROUNDS + 1):
        with transaction.atomic():
            prepared = prepare(run, lines)
            ours.append(timed(partial(writing.write, run, prepared)))
            transaction.set_rollback(True)
        with transaction.atomic():
            raw.append(timed(partial(_copy, tables)))
            transaction.set_rollback(True)
    ratios = [plain / own for own, plain in zip(ours[1:], raw[1:], strict=True)]
    return statistics.median(ratios), BATCH / statistics.median(ours[1:])


_Tables = list[tuple[str, list[list[Any]]]]
"""COPY statements, each with its rows."""


def _captured(run: ImportRun, lines: list[rules.Line]) -> _Tables:
    """What a batch sends by COPY, table by table, without leaving it there."""
    tables: _Tables = []
    original = copying._write

    def keep(statement: str, rows: Iterable[list[Any]]) -> None:
        tables.append((statement, list(rows)))
        original(statement, tables[-1][1])

    with transaction.atomic():
        with mock.patch.object(copying, "_write", keep):
            writing.write(run, prepare(run, lines))
        tables.append((_COPY_ADDRESSES, _addresses()))
        transaction.set_rollback(True)
    return tables


_COPY_ADDRESSES = "COPY importing_oldaddress (host, path, document_id, attachment_id) FROM STDIN"


def _addresses() -> list[list[Any]]:
    """Of the rows just written, which do not go by COPY: some may be there already."""
    rows = OldAddress.objects.order_by("-pk")[:BATCH]
    return [list(row) for row in rows.values_list("host", "path", "document_id", "attachment_id")]


def _copy(tables: _Tables) -> None:
    for statement, rows in tables:
        with connection.cursor() as cursor, cursor.copy(statement) as target:
            for row in rows:
                target.write_row(row)


def _whole(run: ImportRun) -> dict[str, float]:
    """Seconds of the trial, of the move, and of the indexing."""
    seconds = {}
    commands.check_run(actor=BENCH, run_id=run.pk)
    seconds["check"] = timed(lambda: _batches(commands.check_batch, run))
    commands.start_run(actor=BENCH, run_id=run.pk)
    seconds["write"] = timed(lambda: _batches(commands.write_batch, run))
    seconds["index"] = timed(lambda: _batches(commands.index_batch, run))
    return seconds


def _batches(step: Callable[..., ImportRun | None], run: ImportRun) -> None:
    while step(actor=BENCH, run_id=run.pk) is not None:
        pass


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
