"""The list of a division entry by entry, from a table, and back to an earlier version."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.wording import commands, queries
from gongkai.core.wording.enums import WordSource
from gongkai.core.wording.models import WordListVersion
from gongkai.core.wording.rules import (
    WordsPlan,
    change_words,
    key_of,
    plan_words,
    spoken,
    with_entry,
    without_entry,
)
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from gongkai.text.tables.writing import SheetColumn, write_sheet
from gongkai.text.wording import (
    WORD_COLUMNS,
    ReadRow,
    WordExample,
    WordingSort,
    WordRule,
    WordsText,
    default_words,
    word_cells,
)
from tests import factories as make
from tests.factories import County

TODAY = date(2026, 3, 2)
OLD = WordRule(("民社局", "县民社局"), "县民政局", WordingSort.BODY, "2019年更名")
BOOKS = WordRule(("帐目",), "账目", WordingSort.WORD, "规范用字")
TABLE = (
    "原词\t改为\t类别\t理由\n民社局\t民政局\t机构名称\t更名\n帐目\t账目\t\t规范用字\n帐目\t帐本\t\t又一次\n"
)


def office(county: County) -> Actor:
    return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)


def put(county: County, rule: WordRule, replacing: WordRule | None = None) -> WordListVersion:
    return commands.put_word(
        actor=office(county), division_id=county.division.pk, rule=rule,
        replacing=key_of(replacing) if replacing else "",
    )  # fmt: skip


def own(county: County) -> WordsText:
    return queries.own_words(county.division.pk)[0]


# --- rules --------------------------------------------------------------------------------------------


def test_changes_are_said_in_words() -> None:
    one, other = WordsText(rules=(OLD,)), WordsText(rules=(OLD, BOOKS))
    assert change_words(one, other) == ["新增：帐目→账目"]
    assert change_words(other, one) == ["删除：帐目→账目"]
    shorter = replace(OLD, wrong=("民社局",))
    assert change_words(one, WordsText(rules=(shorter,))) == [
        "修改：民社局、县民社局→县民政局，改成民社局→县民政局"
    ]
    later = WordsText(rules=(replace(OLD, reason="机构改革"),), examples=(WordExample("甲", ()),))
    assert change_words(one, later) == [
        "修改：民社局、县民社局→县民政局（类别、日期、理由或者例外）", "例句：增加1句",
    ]  # fmt: skip
    assert change_words(one, one) == []
    assert spoken(WordRule(("甲",), "", WordingSort.WORD, "理由", off=True)) == "“甲”不提示"


def test_examples_follow_the_words_that_they_ask_for() -> None:
    examples = (WordExample("报民社局", ("民社局",)), WordExample("民社局帐目", ("民社局", "帐目")))
    words = WordsText(rules=(OLD, BOOKS), examples=(*examples, WordExample("民政局")))
    left = without_entry(words, OLD)
    assert left.examples == (WordExample("民社局帐目", ("帐目",)), WordExample("民政局"))
    silent = replace(OLD, right="", off=True, replaces=False)
    assert with_entry(words, silent, OLD).examples == left.examples
    assert with_entry(words, replace(OLD, reason="甲"), OLD).examples == words.examples


def plan(*rows: WordRule, present: tuple[WordRule, ...] = (OLD,), columns: str = "") -> object:
    named = frozenset(columns.split() or WORD_COLUMNS)
    read = [ReadRow(f"第{at}行", rule, named) for at, rule in enumerate(rows, start=2)]
    found = plan_words(WordsText(rules=present), read, [], stopping={"帐号"}, today=TODAY)
    return found.added, found.changed, found.unchanged, [row.reason for row in found.refused]


def test_lines_of_a_table_add_change_leave_and_are_refused() -> None:
    assert plan(BOOKS, OLD, replace(BOOKS, right="账本")) == (
        1, 0, 1, ["“帐目”在这份表格前面的行里已经写过，没有列入。"],
    )  # fmt: skip
    assert plan(replace(OLD, right="民政局")) == (0, 1, 0, [])
    both = replace(OLD, wrong=("民社局", "帐目"))
    (*_, refused) = plan(both, present=(OLD, BOOKS))  # type: ignore[misc]
    assert "已在本地区的另一条中（帐目→账目）" in refused[0]
    silent = WordRule(("帐号",), "", WordingSort.WORD, "惯用", replaces=False, off=True)
    assert plan(silent) == (0, 0, 0, ["“帐号”已设为必须改，不能改成不提示。"])
    assert plan(replace(BOOKS, reason="")) == (0, 0, 0, ["请写明理由，起草人会看到。"])
    assert "早于" in plan(replace(BOOKS, since=date(1900, 1, 1)))[3][0]  # type: ignore[index]


def test_columns_that_a_table_lacks_are_kept() -> None:
    present = replace(OLD, since=date(2019, 3, 1), unless_before=("长",))
    rule = WordRule(OLD.wrong, "民政局", WordingSort.WORD, "")
    row = ReadRow("第2行", rule, frozenset({"原词", "改为"}))
    found = plan_words(WordsText(rules=(present,)), [row], [], today=TODAY)
    assert found.result.rules == (replace(present, right="民政局"),)


def looked_over(*rows: ReadRow, present: tuple[WordRule, ...] = (OLD,)) -> WordsPlan:
    return plan_words(WordsText(rules=present), rows, [], today=TODAY)


def line(rule: WordRule, *, drops_others: bool = False) -> ReadRow:
    return ReadRow("行", rule, frozenset(WORD_COLUMNS), drops_others)


ONE, OTHER = replace(OLD, wrong=("民社局",)), replace(OLD, wrong=("县民社局",))


def test_a_line_speaks_of_the_words_that_it_names_and_the_others_stay_what_they_are() -> None:
    shorter = replace(ONE, right="民政局")
    found = looked_over(line(shorter))
    assert found.result.rules == (OTHER, shorter)
    (row,) = found.rows
    assert (row.change.before, row.kept, row.dropped) == (OLD, ("县民社局",), ())
    silent = replace(ONE, right="", replaces=False, off=True)
    assert looked_over(line(silent)).result.rules == (OTHER, silent)


def test_a_line_that_says_the_same_of_fewer_or_more_words_makes_no_second_entry() -> None:
    found = looked_over(line(ONE))
    assert (found.rows, found.unchanged, found.result.rules) == ((), 1, (OLD,))
    more = looked_over(line(replace(OLD, wrong=("民社局", "旧民社局"))))
    assert more.result.rules == (replace(OLD, wrong=("民社局", "县民社局", "旧民社局")),)
    assert [(row.kept, row.dropped) for row in more.rows] == [(("县民社局",), ())]


def test_words_that_a_line_does_not_name_go_where_it_says_so() -> None:
    found = looked_over(line(ONE, drops_others=True))
    assert found.result.rules == (ONE,)
    assert [(row.kept, row.dropped) for row in found.rows] == [((), ("县民社局",))]


@pytest.mark.parametrize("drops_others", [False, True])
def test_the_words_of_an_entry_may_be_divided_among_lines(*, drops_others: bool) -> None:
    """What a later line names is neither said to stay nor to go."""
    first, second = replace(ONE, right="民政局"), replace(OTHER, right="县民政和退役军人局")
    found = looked_over(line(first, drops_others=drops_others), line(second))
    assert set(found.result.rules) == {first, second}
    assert [(row.kept, row.dropped) for row in found.rows] == [((), ()), ((), ())]
    refused = looked_over(line(first), line(replace(second, reason="")))
    assert set(refused.result.rules) == {first, OTHER}
    assert refused.rows[0].kept == ("县民社局",)


def test_five_thousand_lines_are_planned_by_looking_up() -> None:
    rules = [replace(BOOKS, wrong=(f"甲{at}",)) for at in range(5_000)]
    rows = [ReadRow("行", replace(rule, right="账"), frozenset(WORD_COLUMNS)) for rule in rules]
    found = plan_words(WordsText(rules=tuple(rules)), rows, [], today=TODAY)
    assert (found.changed, found.added, found.refused) == (5_000, 0, ())


# --- commands -----------------------------------------------------------------------------------------


def test_an_entry_is_added_changed_and_removed_by_versions(county: County) -> None:
    assert put(county, OLD).note == "新增：民社局、县民社局→县民政局"
    changed = replace(OLD, right="民政局")
    assert put(county, changed, OLD).number == 2
    assert own(county).rules == (changed,)
    removed = commands.remove_word(actor=office(county), division_id=county.division.pk, key=key_of(changed))
    assert (removed.number, removed.text, own(county)) == (3, "", WordsText())
    assert AuditEvent.objects.filter(tag="wording.entry.put").count() == 2


def test_two_editors_of_two_entries_lose_nothing_and_of_one_are_told(county: County) -> None:
    put(county, OLD)
    put(county, BOOKS)
    put(county, replace(OLD, right="民政局"), OLD)
    put(county, replace(BOOKS, right="账本"), BOOKS)
    assert {rule.right for rule in own(county).rules} == {"民政局", "账本"}
    for act in (
        lambda: put(county, replace(OLD, reason="别的"), OLD),
        lambda: commands.remove_word(actor=office(county), division_id=county.division.pk, key=key_of(OLD)),
    ):
        with pytest.raises(Conflict, match="已被他人修改或者删除"):
            act()
    assert WordListVersion.objects.count() == 4


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"wrong": ()}, "wrong", "请填写原词"),
        ({"wrong": ("长" * 61,)}, "wrong", "超过60个字"),
        ({"wrong": tuple(f"词{at}" for at in range(51))}, "wrong", "最多写50个"),
        ({"wrong": ("甲\u200b",)}, "wrong", "看不见"),
        ({"wrong": ("民社局",)}, "wrong", "已在本地区的另一条中"),
        ({"right": "帐目"}, "right", "和原词相同"),
        ({"right": "长" * 61}, "right", "超过60个字"),
        ({"reason": ""}, "reason", "请写明理由"),
        ({"reason": "长" * 201}, "reason", "不能超过200个字"),
        ({"since": date(1900, 1, 1)}, "since", "早于"),
        ({"wrong": ("国土资源部",), "right": "", "replaces": False, "off": True}, "off", "已设为必须改"),
    ],
)
def test_what_an_entry_may_not_say(
    county: County, changed: dict[str, object], field: str, message: str
) -> None:
    put(county, OLD)
    commands.require_word(
        actor=office(county), division_id=county.division.pk, word="国土资源部", reason="机构改革"
    )
    with pytest.raises(InvalidInput) as refusal:
        put(county, replace(BOOKS, **changed))  # type: ignore[arg-type]
    assert message in refusal.value.fields[field][0]
    assert own(county).rules == (OLD,)


def test_saving_an_entry_as_it_is_makes_no_version(county: County) -> None:
    put(county, OLD)
    with pytest.raises(Conflict, match="没有改动"):
        put(county, OLD, OLD)
    assert WordListVersion.objects.count() == 1


def test_examples_stop_what_spoils_them(county: County) -> None:
    put(county, OLD)
    keep = {"actor": office(county), "division_id": county.division.pk}
    with pytest.raises(InvalidInput, match="实际找出县民社局"):
        commands.add_example(**keep, text="报县民社局审核", finds=("民社局",))
    commands.add_example(**keep, text="报县民社局审核", finds=("县民社局",))
    with pytest.raises(InvalidInput, match="已经有这个例句"):
        commands.add_example(**keep, text="报县民社局审核", finds=())
    with pytest.raises(InvalidInput, match="实际找出报县民社局"):
        put(county, WordRule(("报县民社局",), "", WordingSort.WORD, "理由", replaces=False))
    commands.remove_example(**keep, text="报县民社局审核")
    with pytest.raises(NotFound, match="没有这个例句"):
        commands.remove_example(**keep, text="报县民社局审核")
    assert own(county).examples == ()


def test_an_earlier_version_is_restored_as_a_further_one(county: County) -> None:
    put(county, OLD)
    put(county, BOOKS)
    restore = {"actor": office(county), "division_id": county.division.pk}
    with pytest.raises(Conflict, match="已被他人修改"):
        commands.restore_words(**restore, number=1, based_on=1)
    with pytest.raises(NotFound, match="没有第9版"):
        commands.restore_words(**restore, number=9, based_on=2)
    saved = commands.restore_words(**restore, number=1, based_on=2)
    assert (saved.number, saved.note, own(county).rules) == (3, "恢复第1版", (OLD,))
    with pytest.raises(Conflict, match="不需要恢复"):
        commands.restore_words(**restore, number=1, based_on=3)
    changes = queries.changes_of(list(queries.list_versions(county.division.pk)))
    assert [each.changes for each in changes] == [
        ("删除：帐目→账目",), ("新增：帐目→账目",), ("新增：民社局、县民社局→县民政局",),
    ]  # fmt: skip


def receive(county: County, name: str, content: bytes) -> StoredFile:
    return commands.receive_words(
        actor=office(county), division_id=county.division.pk, name=name, chunks=[content]
    )


def test_a_table_is_looked_over_and_imported(county: County) -> None:
    put(county, OLD)
    stored = receive(county, "词表.txt", TABLE.encode())
    assert own(county).rules == (OLD,)
    found = queries.plan_import(county.division.pk, stored.sha256, "词表.txt")
    assert (found.added, found.changed, len(found.refused)) == (1, 1, 1)
    bring = {
        "actor": office(county), "division_id": county.division.pk, "sha256": stored.sha256,
        "name": "词表.txt",
    }  # fmt: skip
    with pytest.raises(Conflict, match="重新核对"):
        commands.import_words(**bring, based_on=0)
    saved = commands.import_words(**bring, based_on=1)
    assert saved.note == "导入“词表.txt”：新增1条，修改1条"
    assert [(rule.wrong, rule.right) for rule in own(county).rules] == [
        (("县民社局",), "县民政局"), (("民社局",), "民政局"), (("帐目",), "账目"),
    ]  # fmt: skip
    said = queries.changes_of(list(queries.list_versions(county.division.pk)))[0].changes
    assert said == (
        "修改：民社局、县民社局→县民政局，改成县民社局→县民政局", "新增：民社局→民政局", "新增：帐目→账目",
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="没有要新增或者修改"):
        commands.import_words(**bring, based_on=2)


def test_what_is_taken_away_as_a_workbook_changes_nothing_when_it_comes_back(county: County) -> None:
    for rule in (OLD, BOOKS, default_words().rules[1]):
        put(county, rule)
    stream = io.BytesIO()
    rows = [word_cells(rule) for rule in own(county).rules]
    write_sheet(stream, "词表", [SheetColumn(name) for name in WORD_COLUMNS], rows)
    stored = receive(county, "词表.xlsx", stream.getvalue())
    found = queries.plan_import(county.division.pk, stored.sha256, "词表.xlsx")
    assert (found.rows, found.refused, found.unchanged) == ((), (), 3)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("词表.xlsx", b"PK\x03\x04broken", "词表.xlsx"),
        ("词表.csv", b"\x00\x01\x02\x03" * 50, "词表.csv"),
        ("词表.exe", b"MZ" + b"\x00" * 100, "词表.exe"),
        ("词表.csv", "帐号,账号\n".encode(), "没有找到表头"),
        ("词表.html", b"<table><tr><td>x</td></tr></table><script>alert(1)</script>", "词表.html"),
        ("词表.csv", ("原词,理由\n" + "".join(f"词{at},理\n" for at in range(5_001))).encode(), "最多5000条"),
        ("词表.csv", b"x" * (5 * 1024 * 1024 + 1), "上限"),
    ],
)
def test_hostile_and_useless_files_leave_nothing(
    county: County, name: str, content: bytes, message: str
) -> None:
    before = StoredFile.objects.count()
    with pytest.raises(InvalidInput, match=message):
        receive(county, name, content)
    assert StoredFile.objects.count() == before and not WordListVersion.objects.exists()


def test_only_keepers_touch_the_list(county: County) -> None:
    place = {"division_id": county.division.pk}
    for role in (Role.DEPARTMENT_EDITOR, Role.APPROVER, Role.SITE_OPERATOR):
        actor = make.make_actor(role, county.division)
        with pytest.raises(Denied):
            commands.put_word(actor=actor, **place, rule=OLD)
        with pytest.raises(Denied):
            commands.receive_words(actor=actor, **place, name="词表.txt", chunks=[TABLE.encode()])
        with pytest.raises(Denied):
            commands.restore_words(actor=actor, **place, number=1, based_on=0)


# --- what holds where ---------------------------------------------------------------------------------


def off(word: str) -> WordRule:
    return WordRule((word,), "", WordingSort.WORD, "本地惯用", replaces=False, off=True)


def test_a_word_is_switched_off_below_and_nowhere_else(county: County) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    put(county, off("帐号"))
    text = "<p>请登录帐号。</p>"
    assert queries.wording_remarks(make.draft(county, body_html=text)) == []
    assert queries.wording_remarks(make.draft(other, body_html=text))
    with pytest.raises(InvalidInput, match="已设为不提示"):
        commands.require_word(
            actor=office(county), division_id=county.division.pk, word="帐号", reason="统一"
        )


def test_what_those_above_require_later_is_told_although_it_was_switched_off(county: County) -> None:
    put(county, off("帐号"))
    city = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.city)
    commands.require_word(actor=city, division_id=county.city.pk, word="帐号", reason="全市统一")
    edition = make.draft(county, body_html="<p>请登录帐号。</p>")
    assert [lack.field for lack in queries.required_lacks(edition)] == ["body_html"]
    assert [remark.required for remark in queries.wording_remarks(edition)] == ["全市统一"]


def test_every_entry_says_where_it_comes_from_and_what_goes_before_it(
    county: County, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put(county, replace(BOOKS, wrong=("帐号",), right="账户号"))
    commands.put_word(actor=make.SYSTEM, division_id=county.city.pk, rule=OLD)
    with django_assert_max_num_queries(6):
        found = queries.words_in(county.division.pk)
    by_source = {source: [each for each in found.entries if each.source == source] for source in WordSource}
    assert [each.rule.right for each in by_source[WordSource.OWN]] == ["账户号"]
    assert [each.owner for each in by_source[WordSource.ABOVE]] == [county.city.name]
    hidden = [each for each in by_source[WordSource.BUILT_IN] if each.instead]
    assert [each.instead.right for each in hidden if each.instead] == ["账户号"]
    assert len(by_source[WordSource.BUILT_IN]) == len(default_words().rules)
