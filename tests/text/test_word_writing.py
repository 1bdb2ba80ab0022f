"""Lists of words written and read back: rows → text → rows, rows → table → rows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.errors import InvalidInput
from gongkai.text.tables.delimited import read_delimited
from gongkai.text.tables.spreadsheets import DEFAULT_LIMITS, Sheet
from gongkai.text.wording import (
    LIST_SORTS,
    WORD_COLUMNS,
    WORD_LENGTH,
    WordExample,
    WordingSort,
    WordRule,
    WordsText,
    check_wording,
    default_words,
    make_words,
    parse_words,
    read_word_rows,
    read_words,
    with_rules,
    word_cells,
    write_words,
)
from gongkai.text.wording.sheets import OFF

_ANY = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    lambda text: text == text.strip() != ""
)
_PLAIN = st.text("帐号账民政局、；，,;'\"=+-@ab1（）", min_size=1, max_size=8).filter(
    lambda text: not text.startswith(("'", " "))
)


def rules(words: st.SearchStrategy[str], earliest: date = date(1, 1, 1)) -> st.SearchStrategy[WordRule]:
    few = st.lists(words, max_size=3, unique=True).map(tuple)

    def made(*parts: object) -> WordRule:
        wrong, right, sort, reason, since, after, before, replaces, off = parts
        right = "" if off else right
        return WordRule(
            wrong, right, sort, reason, since, after, before, bool(right) and bool(replaces), bool(off)  # type: ignore[arg-type]
        )  # fmt: skip

    return st.builds(
        made, st.lists(words, min_size=1, max_size=4, unique=True).map(tuple), st.just("") | words,
        st.sampled_from(LIST_SORTS), words, st.none() | st.dates(earliest, date(2030, 1, 1)), few, few,
        st.booleans(), st.booleans(),
    )  # fmt: skip


@given(
    st.lists(rules(_ANY), max_size=5), st.lists(st.tuples(_ANY, st.lists(_ANY, max_size=2)), max_size=3), _ANY
)
def test_what_is_written_is_read_back(
    made: list[WordRule], sentences: list[tuple[str, list[str]]], version: str
) -> None:
    examples = tuple(WordExample(text, tuple(finds)) for text, finds in sentences)
    words = WordsText(version, tuple(made), examples)
    assert parse_words(write_words(words)) == words


@given(st.lists(rules(_PLAIN, date(1949, 10, 1)), min_size=1, max_size=5))
def test_a_table_is_read_back(made: list[WordRule]) -> None:
    made = [rule for rule in made if rule.right not in {"-", OFF} and not _ambiguous(rule)]
    sheet = Sheet("词表", [list(WORD_COLUMNS), *(list(word_cells(rule)) for rule in made)])
    rows, refused = read_word_rows([sheet])
    assert [row.rule for row in rows] == made and refused == []


def _ambiguous(rule: WordRule) -> bool:
    """Cells that begin as formulas do behind a mark of ours, which a table of ours never has."""
    return any(cell.startswith("'") for cell in word_cells(rule))


def test_the_shipped_list_goes_through_text_and_table() -> None:
    shipped = WordsText(default_words().version, default_words().rules)
    assert parse_words(write_words(shipped)) == shipped
    assert write_words(parse_words(write_words(shipped))) == write_words(shipped)
    sheet = Sheet("词表", [list(WORD_COLUMNS), *(list(word_cells(rule)) for rule in shipped.rules)])
    rows, refused = read_word_rows([sheet])
    assert tuple(row.rule for row in rows) == shipped.rules and not refused


def test_no_words_are_no_text() -> None:
    assert write_words(WordsText()) == "" and parse_words("") == WordsText()


def test_words_that_are_off_are_not_told_and_hide_no_others() -> None:
    off = WordRule(("帐号",), "", WordingSort.WORD, "本地惯用", replaces=False, off=True)
    words = with_rules(default_words(), [off])
    assert [hit.text for hit in check_wording("帐号和国土资源部的帐户", words)] == ["国土资源部", "帐户"]
    assert parse_words(write_words(WordsText(rules=(off,)))).rules == (off,)


@pytest.mark.parametrize(
    ("extra", "fault"), [('off = "是"\n', "true 或 false"), ('off = true\nright = "乙"\n', "不能再写“right”")]
)
def test_what_off_may_not_be(extra: str, fault: str) -> None:
    with pytest.raises(InvalidInput, match=fault):
        read_words('[[words]]\nwrong = "甲"\nsort = "word"\nreason = "理由"\n' + extra)


def of(text: str) -> Sheet:
    return read_delimited(text, "词表.txt", DEFAULT_LIMITS)


def test_a_table_of_an_office_copied_from_word() -> None:
    rows, refused = read_word_rows(
        [
            of(
                "序号\t错误用语\t规范用语\t类型\t更名日期\t依据\n"
                "1\t民社局、县民社局\t县民政局\t机构\t2019年3月1日\t机构改革\n"
                "\t\t\t\t\t\n"
                "2\t帐目\t账目\t\t\t规范用字\n"
                "3\t\t甲\t\t\t无原词\n"
                "4\t乙\t丙\t天气\t\t理由\n"
                "5\t丁\t戊\t\t昨天\t理由\n"
            )
        ]
    )
    assert [row.rule.wrong for row in rows] == [("民社局", "县民社局"), ("帐目",)]
    first = rows[0].rule
    assert (first.right, first.sort, first.since) == ("县民政局", WordingSort.BODY, date(2019, 3, 1))
    assert rows[1].rule.sort is WordingSort.WORD and rows[1].place == "第4行"
    assert [(row.place, row.words) for row in refused] == [("第5行", ""), ("第6行", "乙"), ("第7行", "丁")]
    assert "没有写原词" in refused[0].reason and "天气" in refused[1].reason and "昨天" in refused[2].reason


def test_a_table_without_headings_says_what_they_are() -> None:
    with pytest.raises(InvalidInput, match="原词、改为、类别"):
        read_word_rows([of("帐号\t账号\n帐户\t账户\n")])


def test_hidden_sheets_are_named_and_not_read() -> None:
    shown = Sheet("词表", [["原词", "改为"], ["甲", "乙"]])
    hidden = Sheet("旧的", [["原词", "改为"], ["丙", "丁"]], hidden=True)
    rows, refused = read_word_rows([shown, hidden])
    assert [row.rule.wrong for row in rows] == [("甲",)] and "隐藏" in refused[0].reason


def test_a_long_word_is_no_word_of_a_text() -> None:
    rule = WordRule(("长" * (WORD_LENGTH + 1),), "短", WordingSort.WORD, "理由")
    with pytest.raises(InvalidInput, match=f"不超过{WORD_LENGTH}字"):
        read_words(write_words(WordsText(rules=(rule,))))
    assert make_words([rule], "").by_word
