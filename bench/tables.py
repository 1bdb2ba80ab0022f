"""Tables of documents: nine budget tables checked; a list of ten thousand rows kept, checked and shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figures import Figure, median_of, milliseconds, timed
from bench.publishing import carry_to_signature
from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import commands, queries
from gongkai.core.information.enums import Openness
from gongkai.core.information.models import Edition
from gongkai.core.information.rules import Draft
from gongkai.core.information.rules.kinds import kind_lacks
from gongkai.core.information.rules.tables import TableData, columns_of
from gongkai.edges.components.document_tables import workbook
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.reference.information_kinds import InformationKind, information_kind

ROWS = 10_000
BUDGET_ROWS = 150
"""Of each of the nine tables: about what a county prints."""

RUNS = 5
BENCH = Actor.system("测量")
_HTTP_OK = 200


def measure(division_code: str) -> list[Figure]:
    with transaction.atomic():
        figures = [*_nine_tables(), *_long_list(division_code)]
        transaction.set_rollback(True)
    return figures


def _nine_tables() -> list[Figure]:
    kind = information_kind("budget")
    tables = [_budget_table(kind, number) for number in range(9)]
    cells = sum(len(table.rows) * len(table.columns) for table in tables)
    seconds = median_of(RUNS, lambda: kind_lacks(kind, {}, tables, date(2026, 10, 12)))
    plain = median_of(RUNS, lambda: [_bare_sums(table) for table in tables])
    return [
        Figure(
            f"checking nine budget tables of {BUDGET_ROWS} rows (cells, levels, sums, each other)",
            f"{milliseconds(seconds)}, {cells / seconds:,.0f} cells/s",
            f"{seconds / plain:.1f} x adding every column up as decimals",
        )
    ]


def _budget_table(kind: InformationKind, number: int) -> TableData:
    declared = kind.tables[number]
    columns = columns_of(declared)
    rows = []
    for at in range(BUDGET_ROWS):
        label = "合计" if at == BUDGET_ROWS - 1 else f"支出项目{at}"
        value = f"{BUDGET_ROWS - 1}.00" if at == BUDGET_ROWS - 1 else "1.00"
        rows.append([value if column.type.is_figure else label for column in columns])
    return TableData(declared.code, declared.title, columns, rows, "万元", number=number + 1)


def _bare_sums(table: TableData) -> list[Decimal]:
    return [
        sum((Decimal(row[at]) for row in table.rows), Decimal())
        for at, column in enumerate(table.columns)
        if column.type.is_figure
    ]


def _long_list(division_code: str) -> list[Figure]:
    rows = [
        [f"张{'*' * (number % 2 + 1)}", f"第{number % 300}村", "补贴", "1.5", "100元/亩", f"{number}.25"]
        for number in range(ROWS)
    ]
    edition = _edition(division_code)
    put = timed(
        lambda: commands.put_table(
            actor=BENCH, edition_id=edition.pk, revision=edition.revision, code="recipients", rows=rows
        )
    )
    data = queries.table_data(queries.get_table(edition.pk, "recipients"))
    check = median_of(RUNS, lambda: queries.kind_lacks(edition))
    files = median_of(1, lambda: workbook([data]))
    carry_to_signature(edition.pk)
    commands.publish_edition(actor=BENCH, edition_id=edition.pk)
    address = f"/documents/{edition.document.public_id}/"
    return [
        Figure(f"keeping a list of {ROWS:,} rows (command, audit row)", milliseconds(put)),
        Figure("checking it (cells, personal numbers, masked names, sum, fields)", milliseconds(check)),
        Figure("writing it as .xlsx", milliseconds(files)),
        _page("its document page, first 200 rows", address),
        _page("its own page, sorted by amount, page 7", f"{address}tables/recipients/?sort=-amount&page=7"),
        _page("its own page, rows with a word", f"{address}tables/recipients/?q=第77村"),
    ]


def _edition(division_code: str) -> Edition:
    division = organisations.get_division_by_code(division_code)
    body = organisations.bodies_in(division.pk).exclude(uscc=None).first()
    item = catalogue.items_for_body(body.pk).first() if body else None
    if body is None or item is None:
        raise SystemExit("the demonstration county is not complete")
    draft = Draft(
        title="测量：补贴发放名单",
        written_on=clock.today(),
        subject_category="综合政务/政务公开",
        body_html="<p>测量。</p>",
        openness=Openness.PROACTIVE,
        values={
            "subsidy": "补贴", "policy": "测量", "batch": "第一批", "content": "发放前公示",
            "standard": "100元/亩", "people": str(ROWS),
            "total": f"{sum(range(ROWS)) + ROWS // 4}.00", "objection": "测量",
        },
    )  # fmt: skip
    return commands.draft_document(
        actor=BENCH, body_id=body.pk, item_id=item.pk, draft=draft, kind="subsidy_list"
    )


def _page(what: str, address: str) -> Figure:
    client = Client(headers={"Host": "localhost"})  # what the settings allow on a machine of one's own
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        queries_asked = len(asked)
    if response.status_code != _HTTP_OK:
        raise SystemExit(f"{address} answers {response.status_code}")
    seconds = median_of(RUNS, lambda: client.get(address))
    return Figure(f"{what} (test client)", milliseconds(seconds), f"{queries_asked} queries")
