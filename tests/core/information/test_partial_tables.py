"""Tables of partly open documents: the public one is made from the whole one, and only it gets out."""

from __future__ import annotations

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.enums import EditionState, Openness
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules.drafts import Lack
from gongkai.core.information.rules.openness import OpennessDecision
from gongkai.core.information.rules.partial_changes import carried_over
from gongkai.core.information.rules.partial_tables import (
    CELL_MARK,
    Hiding,
    Withheld,
    public_table,
    rows_in_words,
    rows_named,
    withheld_faults,
    withheld_words,
)
from gongkai.core.information.rules.tables import Column, TableData
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import Conflict, InvalidInput
from tests import factories as make
from tests.factories import County

COLUMNS = (Column("c1", "项目"), Column("c2", "承办人"), Column("c3", "线索来源"))
ROWS = [
    ["高龄津贴", "何某", "群众来信第十二件"],
    ["残疾补贴", "吕某", "巡查"],
    ["临时救助", "施某", "网络留言第七件"],
]
TABLE = TableData("own_1", "办理情况", COLUMNS, ROWS)


def withheld(columns: dict[str, Hiding] | None = None, rows: dict[int, Hiding] | None = None) -> Withheld:
    return Withheld(columns or {}, rows or {})


# --- the rules ----------------------------------------------------------------------------------------


def test_columns_and_rows_are_masked_or_left_out() -> None:
    found = public_table(
        TABLE, withheld({"c2": Hiding.MASK, "c3": Hiding.OMIT}, {1: Hiding.OMIT, 2: Hiding.MASK})
    )
    assert [column.name for column in found.columns] == ["项目", "承办人"]
    assert found.rows == [["高龄津贴", CELL_MARK], [CELL_MARK, CELL_MARK]]
    assert public_table(TABLE, Withheld()).rows == ROWS


def test_something_has_to_be_left_and_be_there() -> None:
    every = withheld(dict.fromkeys(("c1", "c2", "c3"), Hiding.MASK))
    assert "不能把所有的列都隐去" in withheld_faults(TABLE, every)["columns"]
    assert (
        "不能把所有的行都隐去"
        in withheld_faults(TABLE, withheld(rows=dict.fromkeys(range(3), Hiding.OMIT)))["rows"]
    )
    assert "没有第9行，现有3行" in withheld_faults(TABLE, withheld(rows={8: Hiding.OMIT}))["rows"]
    assert "没有所选的列" in withheld_faults(TABLE, withheld({"c9": Hiding.OMIT}))["columns"]
    assert not any(withheld_faults(TABLE, withheld({"c1": Hiding.OMIT}, {0: Hiding.MASK})).values())


def test_what_is_withheld_stays_so_when_rows_move() -> None:
    before = withheld({"c3": Hiding.OMIT}, {1: Hiding.OMIT})
    moved = TableData("own_1", "办理情况", COLUMNS, [["新增", "孔某", ""], *ROWS])
    assert carried_over(TABLE, before, moved) == (withheld({"c3": Hiding.OMIT}, {2: Hiding.OMIT}), True)
    changed = TableData("own_1", "办理情况", COLUMNS[:2], [ROWS[0][:2], ["残疾人补贴", "吕某"], ROWS[2][:2]])
    assert carried_over(TABLE, before, changed) == (withheld(rows={1: Hiding.OMIT}), False)
    gone = TableData("own_1", "办理情况", COLUMNS, ROWS[:1])
    assert carried_over(TABLE, before, gone) == (withheld({"c3": Hiding.OMIT}), False)
    twice = TableData("own_1", "办理情况", COLUMNS, [*ROWS, ROWS[1]])
    assert carried_over(TABLE, before, twice)[0].rows == {1: Hiding.OMIT, 3: Hiding.OMIT}


def test_a_withheld_column_is_found_by_its_name_wherever_it_stands() -> None:
    """The codes of an uploaded table count its columns: what is withheld must not move to a neighbour."""
    before = withheld({"c2": Hiding.MASK})
    rows = [["1", *row] for row in ROWS]
    one_more = (Column("c1", "序号"), Column("c2", "项目"), Column("c3", "承办人"), Column("c4", "线索来源"))
    shifted = TableData("own_1", "办理情况", one_more, rows)
    assert carried_over(TABLE, before, shifted) == (withheld({"c3": Hiding.MASK}), True)
    renamed = (Column("c1", "项目"), Column("c2", "线索来源"), Column("c3", "承办同志"))
    other_name = TableData("own_1", "办理情况", renamed, [[a, c, b] for a, b, c in ROWS])
    assert carried_over(TABLE, before, other_name) == (withheld({"c3": Hiding.MASK}), False)


def test_withheld_words_are_those_of_the_cells_that_are_hidden() -> None:
    assert withheld_words(TABLE, withheld({"c2": Hiding.MASK}, {1: Hiding.OMIT})) == (
        "何某",
        "残疾补贴",
        "吕某",
        "巡查",
        "施某",
    )


def test_it_is_kept_as_it_was_said() -> None:
    said = withheld({"c2": Hiding.MASK}, {4: Hiding.OMIT})
    assert Withheld.of_json(said.as_json()) == said
    assert not Withheld.of_json({})


@pytest.mark.parametrize(("words", "rows"), [
    ("3、5-8", [2, 4, 5, 6, 7]), ("第2行，第4至5行", [1, 3, 4]), ("1 1", [0]), ("", []),
    ("0", "0"), ("8-5", "8-5"), ("三", "三"), ("3、甲", "甲"),
])  # fmt: skip
def test_rows_as_people_name_them(words: str, rows: list[int] | str) -> None:
    assert rows_named(words) == rows


def test_rows_in_words() -> None:
    assert rows_in_words([7, 2, 4, 5]) == "3、5-6、8"
    assert rows_in_words([]) == ""


# --- the commands -------------------------------------------------------------------------------------


def a_draft(county: County, **given: str) -> Edition:
    fields = {
        "openness": "partial",
        "openness_reason": "涉及办案线索",
        "openness_article": "条例第十四条",
        **given,
    }
    edition = make.draft(county, "办理情况公示", **fields)
    commands.put_table(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
        code=OWN, title="办理情况", columns=COLUMNS, rows=ROWS,
    )  # fmt: skip
    return Edition.objects.get(pk=edition.pk)


def withhold(county: County, edition: Edition, wanted: Withheld) -> EditionTable:
    return commands.withhold_table_parts(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk,
        revision=Edition.objects.get(pk=edition.pk).revision, code="own_1", withheld=wanted,
    )  # fmt: skip


def lacks(edition: Edition) -> tuple[Lack, ...]:
    return queries.check_draft(queries.get_edition(edition.pk)).lacks


PART = withheld({"c3": Hiding.OMIT}, {1: Hiding.OMIT})


def test_the_public_table_stands_beside_the_whole_one(county: County) -> None:
    edition = a_draft(county)
    table = withhold(county, edition, PART)
    assert (table.rows, table.row_count) == ([["高龄津贴", "何某"], ["临时救助", "施某"]], 2)
    assert queries.table_data(table).columns == COLUMNS[:2]
    assert queries.whole_table(table) == TableData("own_1", "办理情况", COLUMNS, ROWS, number=table.position)
    assert queries.withheld_of(table) == PART
    again = withhold(county, edition, Withheld())
    assert (again.rows, again.full_rows, again.withheld) == (ROWS, [], {})


def test_a_withheld_part_is_a_public_edition(county: County) -> None:
    """The table alone makes a document partly open: no copy of the text is needed."""
    edition = a_draft(county)
    assert "还没有建立公开稿" in " ".join(lack.message for lack in lacks(edition))
    withhold(county, edition, PART)
    assert lacks(edition) == ()
    assert queries.has_public_edition(edition)


def test_what_is_wholly_public_hides_nothing_of_a_table(county: County) -> None:
    edition = a_draft(county)
    withhold(county, edition, PART)
    Edition.objects.filter(pk=edition.pk).update(openness=Openness.PROACTIVE)
    (lack,) = lacks(edition)
    assert lack.field == "table-own_1"
    assert "表格“办理情况”有不公开的列或行" in lack.message


def test_a_row_that_was_changed_has_to_be_looked_at_again(county: County) -> None:
    edition = a_draft(county)
    withhold(county, edition, PART)
    edition = Edition.objects.get(pk=edition.pk)
    table = commands.put_table(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
        code="own_1", title="办理情况", columns=COLUMNS,
        rows=[ROWS[0], ["残疾人补贴", "吕某", "巡查"], ROWS[2]],
    )  # fmt: skip
    assert table.needs_look
    assert table.rows == [["高龄津贴", "何某"], ["临时救助", "施某"]]
    (lack,) = lacks(edition)
    assert "不公开的行或列有改动，请重新核对" in lack.message
    assert not withhold(county, edition, PART).needs_look


def test_refusals_change_nothing(county: County) -> None:
    edition = a_draft(county)
    with pytest.raises(InvalidInput, match="没有第10行，现有3行，请核对行号"):
        withhold(county, edition, withheld(rows={9: Hiding.OMIT}))
    with pytest.raises(Conflict, match="已被他人保存"):
        commands.withhold_table_parts(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=1, code="own_1",
            withheld=PART,
        )  # fmt: skip
    assert EditionTable.objects.get(edition=edition).withheld == {}


def test_a_correction_has_the_whole_table_and_the_same_part(county: County) -> None:
    edition = a_draft(county)
    withhold(county, edition, PART)
    edition = make.bring_to(county, Edition.objects.get(pk=edition.pk), EditionState.PUBLISHED)
    correction = make.correct(county, edition.document)
    table = correction.tables.get()
    assert (table.rows, table.full_rows) == ([["高龄津贴", "何某"], ["临时救助", "施某"]], ROWS)
    assert queries.withheld_of(table) == PART


def test_the_signer_who_withholds_all_keeps_the_whole_table(county: County) -> None:
    edition = a_draft(county)
    withhold(county, edition, PART)
    edition = Edition.objects.get(pk=edition.pk)
    for step in (make.submit, make.review, make.clear):
        edition = step(county, edition)
    make.sign(county, edition, openness=OpennessDecision("withheld", "全部属于办案线索。", "条例第十四条"))
    table = EditionTable.objects.get(edition=edition)
    assert (table.rows, table.withheld) == (ROWS, {})


def test_cells_that_stand_elsewhere_are_named(county: County) -> None:
    edition = a_draft(county, summary="线索见群众来信第十二件。")
    withhold(county, edition, PART)
    warnings = " ".join(queries.openness_warnings(Edition.objects.get(pk=edition.pk)))
    assert "隐去的“群众来信第十二件”仍出现在内容概述中" in warnings
