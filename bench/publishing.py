"""From the click on 发布 to the page and to the search, with the worker in its own process."""

from __future__ import annotations

import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import perf_counter, process_time

from bench.figures import Figure, milliseconds, percentile
from bench.plain_writing import scratch_tables, write_one
from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import commands, rules
from gongkai.core.information.enums import Openness, SecrecyConclusion, Verdict
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.search import queries as search
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

DOCUMENTS = 30
PATIENCE = timedelta(seconds=20).total_seconds()
BENCH = Actor.system("测量")
_REVIEWER = Actor.system("保密审查")
"""The stages of the secrecy review are never in one hand."""


def measure(address: str, division_code: str) -> list[Figure]:
    division = organisations.get_division_by_code(division_code)
    body = organisations.bodies_in(division.pk).exclude(uscc=None).first()
    item = catalogue.items_for_body(body.pk).first() if body else None
    if body is None or item is None:
        raise SystemExit("the demonstration county is not complete")
    committed, computing, plain, visible, found = [], [], [], [], []
    with scratch_tables():
        for number in range(DOCUMENTS):
            word = f"measure{number}x"
            edition = _signed(body.pk, item.pk, f"测量文件 {word}")
            plain.append(write_one(number))
            began, computed = perf_counter(), process_time()
            published = commands.publish_edition(actor=BENCH, edition_id=edition)
            committed.append(perf_counter() - began)
            computing.append(process_time() - computed)
            _until(partial(_answers, f"{address}/documents/{published.document.public_id}/"))
            visible.append(perf_counter() - began)
            _until(partial(_is_found, word, division.pk))
            found.append(perf_counter() - began)
    share = statistics.median(plain) / statistics.median(committed)
    return [
        _figure(
            "publishing one document: the command (lock, check, number, audit, events)",
            committed,
            f"{share:.2f} of the speed of four plain statements; target p95 10 ms",
        ),
        _figure("… of which processor time of the web process", computing),
        _figure("… until its page answers", visible, "target 1 s"),
        _figure("… until the search finds it (through the worker)", found, "target 1 s"),
    ]


def _signed(body_id: int, item_id: int, title: str) -> int:
    edition = commands.draft_document(
        actor=BENCH,
        body_id=body_id,
        item_id=item_id,
        draft=rules.Draft(
            title=title,
            written_on=clock.today(),
            subject_category="综合政务/政务公开",
            body_html="<p>" + "为测量发布用时而写的正文。" * 60 + "</p>",
            openness=Openness.PROACTIVE,
        ),
    ).pk
    carry_to_signature(edition)
    return edition


def carry_to_signature(edition: int) -> None:
    """Through the whole chain, everybody agreeing."""
    commands.submit_edition(actor=BENCH, edition_id=edition)
    sheet = commands.SecrecySheet(conclusion=SecrecyConclusion.MAY_PUBLISH)
    commands.review_edition(actor=BENCH, edition_id=edition, verdict=Verdict.APPROVE, sheet=sheet)
    commands.review_secrecy(actor=_REVIEWER, edition_id=edition, sheet=sheet)
    commands.sign_off_edition(actor=BENCH, edition_id=edition, verdict=Verdict.APPROVE, sheet=sheet)


def _is_found(word: str, division_id: int) -> bool:
    return search.search(word, division_id=division_id).count > 0


def _answers(page: str) -> bool:
    try:
        with urllib.request.urlopen(page, timeout=5):
            return True
    except urllib.error.HTTPError:
        return False


def _until(holds: Callable[[], bool]) -> None:
    until = perf_counter() + PATIENCE
    while not holds():
        if perf_counter() > until:
            raise SystemExit("not visible in time; is the worker running?")
        time.sleep(0.01)


def _figure(what: str, seconds: list[float], beside: str = "") -> Figure:
    middle, slow = statistics.median(seconds), percentile(seconds, 0.95)
    return Figure(what, f"median {milliseconds(middle)}, p95 {milliseconds(slow)}", beside)
