"""Catalogues of 1,200 items: four layers compared, a version published, the layer above changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from django.db import transaction

from bench.catalogue_import import BENCH
from bench.catalogue_reading import ROWS, workbook
from bench.figures import Figure, median_of, milliseconds, peak_memory, timed
from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.queries import Side
from gongkai.core.catalogue.rules import ItemFields, Row, changed_fields, difference
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations.enums import DivisionLevel

_LEVELS = (
    ("970000", "测量省", DivisionLevel.PROVINCE),
    ("970100", "测量市", DivisionLevel.CITY),
    ("970101", "测量县", DivisionLevel.COUNTY),
    ("970101001", "测量镇", DivisionLevel.TOWNSHIP),
)


def measure() -> list[Figure]:
    """Figures; what was written for them is undone."""
    with transaction.atomic():
        figures = [*_pure(), *_stored()]
        transaction.set_rollback(True)
    return figures


def _pure() -> list[Figure]:
    """The rule alone, beside the plain comparison of the same pairs, which any way of doing it needs."""
    layers = [[_row(number, layer) for number in range(ROWS)] for layer in range(4)]
    pairs = list(pairwise(layers))
    links = [{row.item_id: above[index].item_id for index, row in enumerate(below)} for above, below in pairs]

    def compare() -> None:
        for (above, below), linked in zip(pairs, links, strict=True):
            difference(above, below, linked)

    def bare() -> None:
        for above, below in pairs:
            for one, two in zip(above, below, strict=True):
                changed_fields(one.fields, two.fields)

    taken, least = median_of(5, compare), median_of(5, bare)
    return [
        Figure(
            f"comparing four layers of {ROWS} rows (three differences, rule alone)",
            milliseconds(taken),
            f"{taken / least:.1f} times the bare comparison of the pairs; limit 1 s",
        )
    ]


def _stored() -> list[Figure]:
    catalogues = []
    parent = None
    for code, name, level in _LEVELS:
        division = organisations.create_division(
            actor=BENCH, code=code, name=name, level=level, parent_id=parent
        )
        parent = division.pk
        catalogues.append(
            commands.create_catalogue(actor=BENCH, division_id=division.pk, title=f"{name}目录")
        )
    content = workbook()
    first = catalogues[0]
    upload = commands.receive_upload(actor=BENCH, catalogue_id=first.pk, name="table.xlsx", chunks=[content])
    importing = timed(lambda: commands.import_upload(actor=BENCH, upload_id=upload.pk))
    publishing = timed(lambda: _publish(first.pk))
    peaks = [peak_memory(partial(_import, lower.pk, content)) for lower in catalogues[1:]]
    for lower in catalogues[1:]:
        _publish(lower.pk)
    pairs = list(pairwise(catalogues))
    comparing = median_of(
        3,
        lambda: [queries.difference_between(Side(above.pk, 1), Side(below.pk, 1)) for above, below in pairs],
    )
    *above, lowest = [Side(found.pk, 1) for found in catalogues]
    at_once = median_of(3, lambda: queries.difference_between(above[::-1], lowest))
    item = queries.items_in(first.pk)[0]
    commands.update_item(
        actor=BENCH, item_id=item.pk, revision=item.revision,
        fields=replace(queries.fields_of(item), time_limit="10个工作日内"),
    )  # fmt: skip
    again = timed(lambda: _publish(first.pk))
    upstream = median_of(3, lambda: queries.upstream(catalogues[1].pk))
    return [
        Figure(
            f"importing {ROWS} rows of a table into a fresh catalogue",
            f"{ROWS / importing:.0f} rows/s",
            f"receiving and importing takes {max(peaks):.0f} MB of Python objects at most",
        ),
        Figure(
            f"publishing {ROWS} rows as a first version (submit and publish)", milliseconds(publishing), ""
        ),
        Figure("… as a next version that changes one row", milliseconds(again), ""),
        Figure(
            f"comparing four published layers of {ROWS} rows (read and compare)",
            milliseconds(comparing),
            "limit 1 s",
        ),
        Figure(
            f"one of them with three layers above at once, {ROWS} rows each",
            milliseconds(at_once),
            "limit 1 s",
        ),
        Figure(f"what the layer above changed, for {ROWS} rows", milliseconds(upstream), ""),
    ]


def _import(catalogue_id: int, content: bytes) -> None:
    upload = commands.receive_upload(
        actor=BENCH, catalogue_id=catalogue_id, name="table.xlsx", chunks=[content]
    )
    commands.import_upload(actor=BENCH, upload_id=upload.pk)


def _publish(catalogue_id: int) -> None:
    version = commands.submit_version(actor=BENCH, catalogue_id=catalogue_id, change_note="测量。")
    commands.publish_version(actor=BENCH, version_id=version.pk)


def _row(number: int, layer: int) -> Row:
    """A tenth of the rows is refined from layer to layer, in their time limit."""
    limit = "20个工作日内" if number % 10 else f"{20 - layer}个工作日内"
    return Row(
        layer * 10_000 + number,
        ItemFields(
            f"{number % 26 + 1:02d}", str(number), f"测量事项{number // 10}", f"测量子项{number}",
            content_elements="检查依据、检查内容、检查结果、处理情况", time_limit=limit,
        ),
    )  # fmt: skip
