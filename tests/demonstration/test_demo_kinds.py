"""Documents of the demonstration that are of a kind: what the kind asks is there, and every sum is right."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.information.rules.kinds import kind_lacks
from gongkai.core.information.rules.tables import TableData, columns_of
from gongkai.demonstration import DemoDocument, documents
from gongkai.reference.information_kinds import information_kind, information_kinds

TODAY = date(2026, 11, 22)
OF_A_KIND = tuple(document for document in documents(TODAY) if document.information)


def tables_of(document: DemoDocument) -> list[TableData]:
    kind = information_kind(document.information)
    found = []
    for table in document.tables:
        declared = kind.table(table.code)
        assert declared is not None, table.code
        assert set(table.columns) <= {column.code for column in declared.columns}
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        texts = [[row.get(column.code, "") for column in declared.columns] for row in rows]
        number = kind.tables.index(declared) + 1
        found.append(
            TableData(table.code, declared.title, columns_of(declared), texts, table.unit, table.note, number)
        )
    return found


def test_there_is_a_budget_a_penalty_and_a_list() -> None:
    assert {document.information for document in OF_A_KIND} >= {"budget", "penalty", "subsidy_list"}
    assert {document.information for document in OF_A_KIND} <= set(information_kinds())


@pytest.mark.parametrize("document", OF_A_KIND, ids=lambda document: document.key)
def test_nothing_is_missing_and_every_sum_is_right(document: DemoDocument) -> None:
    kind = information_kind(document.information)
    found = kind_lacks(kind, document.values, tables_of(document), document.worked_on)
    assert [lack.message for lack in found] == []
