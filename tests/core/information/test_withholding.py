"""What is withheld comes out nowhere else: files, names, other tables, sums, earlier editions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.enums import EditionState, Openness
from gongkai.core.information.models import Edition
from gongkai.core.information.queries import withholding
from gongkai.core.information.rules.partial import compare, laid_open, longest_said
from gongkai.core.information.rules.partial_sums import derivable
from gongkai.core.information.rules.partial_tables import Hiding, Withheld
from gongkai.core.information.rules.tables import Column, TableData
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.information_kinds import ValueType
from tests import factories as make
from tests.factories import County

FULL = "<p>线索来自城东社区居民何小满的来信，已转县民政局核查。</p><p>特此公告。</p>"
COPY = "<p>线索来自［此处删减］，已转县民政局核查。</p><p>特此公告。</p>"
SECRET = "城东社区居民何小满的来信"
COLUMNS = (Column("c1", "事项"), Column("c2", "申请人"))
ROWS = [["高龄津贴", "何小满"], ["残疾补贴", "吕大暑"], ["临时救助", "施立秋"], ["大病救助", "孔白露"]]


def partial(county: County, **given: Any) -> Edition:
    fields = {
        "openness": "partial", "openness_reason": "涉及个人隐私",
        "openness_article": "《政府信息公开条例》第十五条", "full_html": FULL, "body_html": COPY, **given,
    }  # fmt: skip
    return make.draft(county, "办理情况公告", **fields)


def attach(county: County, edition: Edition, name: str, text: str, **given: Any) -> None:
    commands.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name=name,
        chunks=[text.encode()], **given,
    )  # fmt: skip


def put(county: County, edition: Edition, title: str, rows: Sequence[Sequence[str]] = ROWS) -> None:
    commands.put_table(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=fresh(edition).revision,
        code=OWN, title=title, columns=COLUMNS, rows=rows,
    )  # fmt: skip


def withhold(county: County, edition: Edition, wanted: Withheld, code: str = "own_1") -> None:
    commands.withhold_table_parts(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=fresh(edition).revision,
        code=code, withheld=wanted,
    )  # fmt: skip


def fresh(edition: Edition) -> Edition:
    return queries.get_edition(edition.pk)


def lacks(edition: Edition) -> list[str]:
    return [lack.message for lack in queries.check_draft(fresh(edition)).lacks]


def warnings(edition: Edition) -> str:
    return "\n".join(queries.openness_warnings(fresh(edition)))


# --- files --------------------------------------------------------------------------------------------


def test_a_public_file_that_says_what_the_text_withholds_stops_the_draft(county: County) -> None:
    edition = partial(county)
    attach(county, edition, "说明.txt", f"经核实，{SECRET}所反映的情况属实。")
    with pytest.raises(InvalidInput, match=f"公开的附件“说明.txt”中有隐去的内容“{SECRET}”") as refusal:
        make.submit(county, edition)
    assert "attachments" in refusal.value.fields
    assert fresh(edition).state == EditionState.DRAFT
    file = fresh(edition).attachments.get()
    commands.withhold_attachment(
        actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=file.pk, is_public=False
    )
    assert make.submit(county, fresh(edition)).state == EditionState.IN_REVIEW


def test_a_file_with_the_whole_list_stops_the_draft(county: County) -> None:
    """The table shows no names, and the list is attached as it was received."""
    edition = partial(county, full_html="", body_html="<p>现将办理情况公告如下。</p>")
    put(county, edition, "办理情况")
    withhold(county, edition, Withheld({"c2": Hiding.MASK}))
    attach(county, edition, "名单.csv", "\n".join(",".join(row) for row in ROWS))
    with pytest.raises(InvalidInput, match=r"公开的附件“名单\.csv”中有隐去的内容“何小满”"):
        make.submit(county, fresh(edition))


def test_the_file_from_which_the_text_was_taken_is_the_whole_text(county: County) -> None:
    """It may be a scan that nobody here can read: it is told by what it is."""
    edition = partial(county)
    attach(county, edition, "原文.txt", "见附图。", is_source=True)
    assert lacks(edition) == ["原件“原文.txt”是没有删减的全文，请设为不公开，或者移除"]


def test_large_files_are_told_to_be_unread(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = partial(county)
    attach(county, edition, "说明.txt", SECRET)
    monkeypatch.setattr(withholding, "READ_AT_ONCE", 3)
    assert "附件“说明.txt”较大，没有自动核对有无隐去的内容" in warnings(edition)
    assert queries.files_laid_open(fresh(edition)) == []


def test_what_is_public_reads_no_file(county: County) -> None:
    edition = partial(county, openness="proactive", full_html="", openness_reason="", openness_article="")
    attach(county, edition, "说明.txt", SECRET)
    assert make.submit(county, fresh(edition)).state == EditionState.IN_REVIEW


@pytest.mark.parametrize(("text", "said"), [
    (f"见{SECRET}。", SECRET), ("城东社区居民何小满", ""), ("全县共500万元", ""), ("共拨付2026年5月20日", ""),
])  # fmt: skip
def test_a_few_words_are_the_same_by_chance(text: str, said: str) -> None:
    full = f"来自{SECRET}。2026年5月20日拨付。共500万元。"
    assert longest_said(compare(full, "来自［此处删减］。［略］拨付。共［略］。"), text) == said


# --- names of files, short names, other tables ----------------------------------------------------------


def test_names_of_public_files_are_public_words(county: County) -> None:
    edition = partial(county)
    attach(county, edition, f"{SECRET}.txt", "公开的说明")
    assert any(f"公开稿隐去的“{SECRET}”仍出现在附件名称中" in words for words in lacks(edition))


def test_a_name_of_three_characters_in_the_title_is_told(county: County) -> None:
    edition = partial(
        county, full_html="<p>发给何小满五百元。</p>", body_html="<p>发给［略］五百元。</p>",
        summary="何小满的补助。",
    )  # fmt: skip
    assert "隐去的“何小满”仍出现在内容概述中，请核对" in warnings(edition)
    table = partial(county, full_html="", keywords=("吕大暑",))
    put(county, table, "办理情况")
    withhold(county, table, Withheld({"c2": Hiding.MASK}))
    assert "隐去的“吕大暑”仍出现在关键词中，请核对" in warnings(table)


def test_the_same_list_once_more_stops_the_draft(county: County) -> None:
    edition = partial(county, full_html="")
    put(county, edition, "办理情况")
    withhold(county, edition, Withheld({"c2": Hiding.OMIT}))
    assert lacks(edition) == []
    put(county, edition, "办理情况表（更新）", ROWS[1:])
    assert "表格“办理情况表（更新）”公开了表格“办理情况”隐去的内容（“吕大暑”等3项）" in lacks(edition)[0]


def test_two_of_many_stand_there_by_chance() -> None:
    assert laid_open({"甲乙", "丙丁", "戊己"}, {"甲乙", "丙丁"}) == []
    assert laid_open({"甲乙", "丙丁", "戊己"}, {"甲乙", "丙丁", "戊己"}) == ["丙丁", "戊己", "甲乙"]
    assert laid_open({str(at) for at in range(10, 17)}, {"10", "11", "12"}) == []


def test_a_copy_that_hides_nothing_is_none_even_beside_a_withheld_file(county: County) -> None:
    """The whole text put over the copy: the file that is withheld is no reason to let it pass."""
    edition = partial(county, body_html=FULL)
    attach(county, edition, "名单.txt", "名单")
    file = fresh(edition).attachments.get()
    commands.withhold_attachment(
        actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=file.pk, is_public=False
    )
    assert lacks(edition) == ["公开稿与全文相同，还没有隐去任何内容；不需要公开稿的，请恢复全文"]


# --- earlier editions -----------------------------------------------------------------------------------


def test_what_an_earlier_edition_still_shows_is_told(county: County) -> None:
    whole = partial(county, openness="proactive", full_html="", body_html=FULL, openness_reason="")
    published = make.bring_to(county, whole, EditionState.PUBLISHED)
    correction = make.correct(county, published.document)
    Edition.objects.filter(pk=correction.pk).update(
        openness=Openness.PARTIAL, openness_reason="涉及个人隐私", full_html=FULL,
        full_text=correction.body_text, body_html=COPY,
        body_text=correction.body_text.replace(SECRET, "［略］"),
    )  # fmt: skip
    assert f"本版隐去的“{SECRET}”在已公开的第1版中仍能看到" in warnings(correction)
    assert "请撤下原文件" in warnings(correction)


# --- sums -----------------------------------------------------------------------------------------------

MONEY = (
    Column("c1", "乡镇"), Column("c2", "上半年", ValueType.MONEY),
    Column("c3", "下半年", ValueType.MONEY), Column("c4", "合计", ValueType.MONEY),
)  # fmt: skip
SUMS = TableData("own_1", "拨付", MONEY, [
    ["城东镇", "100.00", "50.00", "150.00"], ["城西镇", "200.50", "49.50", "250.00"],
    ["城北镇", "30.00", "20.00", "50.00"], ["合计", "330.50", "119.50", "450.00"],
])  # fmt: skip


@pytest.mark.parametrize(("withheld", "found"), [
    (Withheld({}, {1: Hiding.OMIT}), [(1, "c2"), (1, "c3"), (1, "c4")]),
    (Withheld({}, {1: Hiding.OMIT, 2: Hiding.MASK}), []),
    (Withheld({}, {1: Hiding.OMIT, 3: Hiding.MASK}), []),
    (Withheld({}, {3: Hiding.OMIT}), [(3, "c2"), (3, "c3"), (3, "c4")]),
    (Withheld({"c3": Hiding.OMIT}, {}), [(row, "c3") for row in range(4)]),
    (Withheld({"c3": Hiding.OMIT, "c4": Hiding.OMIT}, {}), []),
    (Withheld({"c4": Hiding.MASK}, {}), [(row, "c4") for row in range(4)]),
    (Withheld({"c1": Hiding.MASK}, {}), []),
], ids=["a row", "two rows", "a row and the sum", "the sum", "a column", "a column and the sum", "the sums",
        "names"])  # fmt: skip
def test_a_figure_that_the_sums_give_away(withheld: Withheld, found: list[tuple[int, str]]) -> None:
    assert derivable(SUMS, withheld) == found


def test_one_figure_found_gives_away_the_next() -> None:
    """小计 tells the row, and with it 合计 the other."""
    rows = [
        ["甲", "1.00"],
        ["乙", "2.00"],
        ["小计", "3.00"],
        ["丙", "4.00"],
        ["丁", "5.00"],
        ["小计", "9.00"],
    ]
    table = TableData("own_1", "拨付", MONEY[:2], rows)
    assert derivable(table, Withheld({}, {0: Hiding.MASK, 5: Hiding.MASK})) == [(0, "c2"), (5, "c2")]


def test_what_does_not_add_up_gives_nothing_away() -> None:
    rows = [["甲", "1.00"], ["乙", "2.00"], ["合计", "7.00"]]
    assert derivable(TableData("own_1", "拨付", MONEY[:2], rows), Withheld({}, {0: Hiding.MASK})) == []


def test_a_total_told_beside_the_table_gives_away_the_one_that_is_missing() -> None:
    table = TableData("own_1", "拨付", MONEY[:2], [row[:2] for row in SUMS.rows[:3]])
    assert derivable(table, Withheld({}, {1: Hiding.OMIT})) == []
    assert derivable(table, Withheld({}, {1: Hiding.OMIT}), stated={"c2"}) == [(1, "c2")]


def test_sums_declared_by_the_kind_are_asked() -> None:
    parts = {"c2", "c3"}
    table = TableData("debt", "债务", MONEY[:3], [row[:3] for row in SUMS.rows[:2]])
    assert derivable(table, Withheld({"c3": Hiding.OMIT}), across=[parts]) == [(0, "c3"), (1, "c3")]


def test_the_signer_reads_which_figure_can_be_worked_out(county: County) -> None:
    edition = partial(county, full_html="")
    commands.put_table(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
        code=OWN, title="拨付", columns=MONEY, rows=SUMS.rows,
    )  # fmt: skip
    withhold(county, edition, Withheld({}, {1: Hiding.OMIT}))
    assert "第2行“城西镇”的“上半年”是隐去的，但由合计减去其余公开的数就能推算出来" in warnings(edition)
