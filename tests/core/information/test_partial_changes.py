"""Tables of partly open documents that are replaced: what was withheld does not come out by the change."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.core.information import commands
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules.partial_changes import carried_over
from gongkai.core.information.rules.partial_tables import CELL_MARK, Hiding, Withheld, public_table
from gongkai.core.information.rules.tables import Column, TableData
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.factories import County


def account(ending: str) -> str:
    """A made-up number of a bank account."""
    return f"6222{ending:0>15}"


NAMES = ("姓名", "补助金额", "银行账号")
ROWS = [
    ["何小满", "500", account("011")],
    ["吕大暑", "620", account("029")],
    ["施立秋", "480", account("037")],
]
ACCOUNTS = {row[2] for row in ROWS}


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> TableData:
    columns = tuple(Column(f"c{at}", name) for at, name in enumerate(names, start=1))
    return TableData("own_1", "发放名单", columns, [list(row) for row in rows])


BEFORE = table(NAMES, ROWS)
COLUMN = Withheld({"c3": Hiding.OMIT})
ROW = Withheld({}, {1: Hiding.OMIT})


def public_after(withheld: Withheld, after: TableData) -> tuple[set[str], bool]:
    """Every text that the public would get of the table that took the place of the first, and whether
    nobody has to look."""
    carried, is_settled = carried_over(BEFORE, withheld, after)
    made = public_table(after, carried)
    return {text for row in made.rows for text in row} | {column.name for column in made.columns}, is_settled


@pytest.mark.parametrize(("names", "rows", "settled"), [
    (("序号", *NAMES), [[str(at), *row] for at, row in enumerate(ROWS)], True),
    (("银行账号", "姓名", "补助金额"), [[c, a, b] for a, b, c in ROWS], True),
    (("姓名", "补助金额", "银行 账号"), ROWS, True),
    (("姓名", "补助金额（元）", "银行账号"), ROWS, True),
    (("姓名", "补助金额", "账户"), ROWS, False),
    (("姓名", "补助金额", "银行账号", "银行账号"), [[*row, row[2]] for row in ROWS], True),
    (("姓名", "账户", "开户行"), [[a, c, "县农商行"] for a, b, c in ROWS], False),
], ids=["one in front", "moved", "by blanks", "by its unit", "renamed", "twice", "another new"])  # fmt: skip
def test_a_withheld_column_stays_withheld(
    names: Sequence[str], rows: Sequence[Sequence[str]], settled: bool
) -> None:
    said, is_settled = public_after(COLUMN, table(names, rows))
    assert not said & ACCOUNTS
    assert is_settled is settled


@pytest.mark.parametrize(("names", "rows"), [
    (("银行账号", "补助金额", "姓名"), ROWS),
    (("姓名", "银行账号"), [[c, a] for a, b, c in ROWS]),
    (("姓名", "补助金额", "银行账号"), [[c, b, a] for a, b, c in ROWS]),
    (("姓名", "补助金额"), [[a, c] for a, b, c in ROWS]),
], ids=["names changed places", "one gone", "cells changed places", "under another's name"])  # fmt: skip
def test_a_column_under_another_name_is_looked_at(
    names: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """No name tells it: the texts do, which come out though no public cell had them."""
    assert not public_after(COLUMN, table(names, rows))[1]


def test_what_is_left_without_anything_withheld_waits_behind_masks() -> None:
    """The column is gone and its texts stand under another name: there is nothing to withhold any more."""
    said, is_settled = public_after(COLUMN, table(NAMES[:2], [[a, c] for a, b, c in ROWS]))
    assert said == {CELL_MARK, "姓名", "补助金额"}
    assert not is_settled


def test_a_table_of_new_columns_alone_shows_their_names() -> None:
    carried, is_settled = carried_over(BEFORE, COLUMN, table(("户主", "账户"), [[a, c] for a, b, c in ROWS]))
    assert set(carried.columns.values()) == {Hiding.MASK}
    assert not is_settled


@pytest.mark.parametrize(("rows", "settled"), [
    ([["孔白露", "300", account("045")], *ROWS], True),
    (sorted(ROWS), True),
    ([ROWS[1], *ROWS], True),
    ([ROWS[0], ["吕大暑", "650", account("029")], ROWS[2]], False),
    ([ROWS[2], ROWS[0], ["吕大暑", "650", ""]], False),
    ([ROWS[0], ["吕大暑", "650", ""]], False),
    ([["吕大暑", "650", ""], ROWS[0], ROWS[2]], False),
    ([*ROWS, ["吕大暑", "80", "补发"]], False),
    ([*ROWS[::2], ["何小满", "90", ""]], False),
], ids=["one in front", "sorted", "twice", "corrected", "corrected at the end", "corrected in a shorter one",
        "corrected in front", "once more, changed", "gone, another came"])  # fmt: skip
def test_a_withheld_row_stays_withheld(rows: Sequence[Sequence[str]], settled: bool) -> None:
    said, is_settled = public_after(ROW, table(NAMES, rows))
    if settled or len(rows) <= len(ROWS):
        assert "吕大暑" not in said
    assert is_settled is settled


def test_a_withheld_row_is_found_where_there_are_other_columns() -> None:
    """It is looked at all the same: what the new column says of it nobody has seen."""
    after = table(("序号", *NAMES), [["1", *ROWS[2]], ["2", *ROWS[0]], ["3", *ROWS[1]]])
    carried, is_settled = carried_over(BEFORE, ROW, after)
    assert carried.rows == {2: Hiding.OMIT}
    assert not is_settled


def test_a_row_taken_out_takes_nothing_with_it() -> None:
    carried, is_settled = carried_over(BEFORE, ROW, table(NAMES, [ROWS[0], ROWS[2]]))
    assert (carried.rows, is_settled) == ({}, False)


def test_short_figures_are_met_everywhere() -> None:
    """That another row has the same amount as a withheld one says nothing."""
    after = table(NAMES, [*ROWS, ["孔白露", "620", account("045")]])
    assert carried_over(BEFORE, ROW, after)[1]


# --- through the commands -----------------------------------------------------------------------------


def a_draft(county: County, withheld: Withheld) -> Edition:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(
        county, "补助发放名单", openness="partial", openness_reason="涉及个人账户",
        openness_article="《政府信息公开条例》第十五条",
    )  # fmt: skip
    commands.put_table(
        actor=editor, edition_id=edition.pk, revision=edition.revision, code=OWN, title=BEFORE.title,
        columns=BEFORE.columns, rows=ROWS,
    )  # fmt: skip
    commands.withhold_table_parts(
        actor=editor, edition_id=edition.pk, revision=edition.revision + 1, code="own_1", withheld=withheld
    )
    return Edition.objects.get(pk=edition.pk)


def put(county: County, edition: Edition, after: TableData) -> EditionTable:
    return commands.put_table(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk,
        revision=Edition.objects.get(pk=edition.pk).revision, code=after.code, title=after.title,
        columns=after.columns, rows=after.rows,
    )  # fmt: skip


def test_the_last_row_corrected_in_a_shorter_table_does_not_come_out(county: County) -> None:
    """Its place is gone with the rows that are no more: it was public then, and nobody was told."""
    edition = a_draft(county, Withheld({"c3": Hiding.OMIT}, {2: Hiding.OMIT}))
    stored = put(county, edition, table(NAMES, [ROWS[0], ["施立秋", "490", ROWS[2][2]]]))
    assert stored.rows == [["何小满", "500"]]
    assert stored.needs_look


def test_what_was_masked_stays_masked_when_the_public_part_is_chosen_anew(county: County) -> None:
    """The whole table has no masks: a public one made anew from it would have lost them."""
    edition = a_draft(county, Withheld({"c2": Hiding.MASK}))
    editor = county.person(Role.DEPARTMENT_EDITOR)
    commands.mask_text(actor=editor, edition_id=edition.pk, revision=edition.revision)
    masked = EditionTable.objects.get(edition=edition)
    assert not ACCOUNTS & {row[2] for row in masked.rows}
    edition = Edition.objects.get(pk=edition.pk)
    again = commands.withhold_table_parts(
        actor=editor, edition_id=edition.pk, revision=edition.revision, code="own_1",
        withheld=Withheld({"c2": Hiding.OMIT}),
    )  # fmt: skip
    assert [row[1] for row in again.rows] == [row[2] for row in masked.rows]
    assert again.full_rows == ROWS
    longer = put(county, edition, table(("序号", *NAMES), [["1", *ROWS[0]], ["2", *ROWS[1]]]))
    assert not ACCOUNTS & {text for row in longer.rows for text in row}
    assert longer.full_rows[0] == ["1", *ROWS[0]]


def test_masking_is_taken_back_in_a_partly_open_table(county: County) -> None:
    edition = a_draft(county, Withheld({"c2": Hiding.OMIT}))
    editor = county.person(Role.DEPARTMENT_EDITOR)
    before = EditionTable.objects.get(edition=edition).rows
    commands.mask_text(actor=editor, edition_id=edition.pk, revision=edition.revision)
    commands.unmask_text(actor=editor, edition_id=edition.pk)
    stored = EditionTable.objects.get(edition=edition)
    assert (stored.rows, stored.full_rows) == (before, ROWS)
