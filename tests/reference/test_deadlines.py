"""The rule table: every known limit is there, by day and place; a malformed table names its entry."""

from __future__ import annotations

from datetime import date
from itertools import groupby, pairwise

import pytest

from gongkai.kernel.deadlines import Bound
from gongkai.kernel.periods import Every, Period, Recurrence
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.deadline_table import DeadlineTable, parse_deadlines
from gongkai.reference.deadline_terms import Certainty, Effect, Nature, RuleGroup, Trigger
from gongkai.reference.deadlines import deadline_rule, deadline_rules, rule_for, shipped_overrides
from gongkai.reference.errors import ReferenceDataError
from tests.reference.known_limits import KNOWN

TODAY = date(2026, 11, 26)


# --- what is shipped ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "nature", "words", "article", "certainty"), KNOWN)
def test_a_known_limit(code: str, nature: str, words: str, article: str, certainty: str) -> None:
    rule = deadline_rule(code, TODAY)
    assert (rule.nature, rule.term.words, rule.term.article, rule.term.certainty) == (
        nature,
        words,
        article,
        certainty,
    )


def test_every_rule_is_among_the_known_ones() -> None:
    assert {rule.code for rule in deadline_rules()} == {known[0] for known in KNOWN}


def test_a_rule_that_was_read_names_its_article() -> None:
    for rule in deadline_rules():
        if rule.term.certainty is Certainty.READ:
            assert rule.term.article.startswith("第"), rule.code
            assert rule.term.source.startswith("《"), rule.code


def test_every_group_and_trigger_is_used_and_has_words() -> None:
    assert {rule.group for rule in deadline_rules()} == set(RuleGroup)
    assert {rule.trigger for rule in deadline_rules()} == set(Trigger)
    assert len({group.label for group in RuleGroup}) == len(RuleGroup)
    assert len({certainty.label for certainty in Certainty}) == len(Certainty)


def test_the_texts_of_one_code_speak_of_one_matter_and_follow_each_other() -> None:
    for before, after in pairwise(deadline_rules()):
        if before.code == after.code:
            assert (before.matter, before.group, before.trigger) == (after.matter, after.group, after.trigger)
            assert before.validity.last is not None
            assert after.validity.first is not None
            assert (after.validity.first - before.validity.last).days == 1
    runs = [code for code, _ in groupby(rule.code for rule in deadline_rules())]
    assert len(runs) == len(set(runs)), "the texts of one code stand together"


def test_what_extends_pauses_and_restarts_the_reply() -> None:
    effects = {rule.code: (rule.effect, rule.of) for rule in deadline_rules() if rule.effect}
    assert effects == {
        "foi.reply_extension": (Effect.EXTENDS, "foi.reply"),
        "foi.third_party": (Effect.PAUSES, "foi.reply"),
        "foi.joint_body": (Effect.PAUSES, "foi.reply"),
        "foi.reply_after_supplement": (Effect.RESTARTS, "foi.reply"),
        "foi.reply_after_payment": (Effect.RESTARTS, "foi.reply"),
        "relief.reconsideration_extension": (Effect.EXTENDS, "relief.reconsideration_decision"),
        "petition.closing_extension": (Effect.EXTENDS, "petition.closing"),
    }


def test_what_a_due_date_bounds() -> None:
    bounds = {nature: nature.bound for nature in Nature}
    assert bounds.pop(Nature.AT_LEAST) is Bound.AT_LEAST
    assert bounds.pop(Nature.BEFORE) is Bound.BEFORE
    assert set(bounds.values()) == {Bound.AT_MOST}


def test_the_annual_report_is_due_at_the_end_of_january() -> None:
    recurrence = deadline_rule("report.department", TODAY).term.recurrence
    assert recurrence is not None
    assert recurrence.due_on(Period(2027, 1, Every.YEAR)) == date(2027, 1, 31)


# --- by day ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "on", "words", "article"),
    [
        ("foi.reply", date(2008, 5, 1), "15个工作日", "第二十四条"),
        ("foi.reply", date(2019, 5, 14), "15个工作日", "第二十四条"),
        ("foi.reply", date(2019, 5, 15), "20个工作日", "第三十三条"),
        ("foi.reply_extension", date(2019, 5, 14), "15个工作日", "第二十四条"),
        ("publication.general", date(2019, 5, 14), "20个工作日", "第十八条"),
        ("publication.general", date(2019, 5, 15), "20个工作日", "第二十六条"),
        ("report.department", date(2019, 3, 1), "每年3月31日前", "第三十一条"),
        ("report.department", date(2020, 1, 1), "每年1月31日前", "第四十九条"),
    ],
)
def test_the_law_of_the_day(code: str, on: date, words: str, article: str) -> None:
    term = deadline_rule(code, on).term
    assert (term.words, term.article) == (words, article)


def test_a_new_text_that_nobody_read_is_unverified_from_its_first_day() -> None:
    assert deadline_rule("village.general", date(2025, 12, 31)).term.certainty is Certainty.READ
    assert deadline_rule("village.general", date(2026, 1, 1)).term.certainty is Certainty.UNVERIFIED


def test_before_the_law_there_is_no_rule() -> None:
    with pytest.raises(ReferenceDataError, match=r"期限规则“foi\.reply”在 2008-04-30 没有生效的规定"):
        deadline_rule("foi.reply", date(2008, 4, 30))


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(ReferenceDataError, match=r"没有期限规则“foi\.answer”"):
        deadline_rule("foi.answer", TODAY)


# --- by place ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "division", "words", "of"),
    [
        ("proposal.reply", "430400", "1个月", "430400"),
        ("proposal.reply", "430481", "1个月", "430400"),
        ("proposal.reply", "430481100", "1个月", "430400"),
        ("proposal.reply", "430100", "20个工作日", ""),
        ("proposal.reply", "341521", "20个工作日", "340000"),
        ("proposal.reply", "", "20个工作日", ""),
        ("new_media.update", "350121", "10日", "350121"),
        ("new_media.update", "350122", "14日", ""),
        ("village.approval", "610113203", "5日", "610000"),
        ("village.approval", "620100", "及时", ""),
        ("website.spot_check", "210102", "每月", "210000"),
        ("foi.reply", "430400", "20个工作日", ""),
    ],
)
def test_the_term_of_a_place(code: str, division: str, words: str, of: str) -> None:
    rule = rule_for(code, division, TODAY)
    assert (rule.term.words, rule.division) == (words, of)


def test_a_place_gives_promptly_a_limit() -> None:
    rule = rule_for("new_media.filing", "610924", TODAY)
    assert (rule.nature, rule.term.span) == (Nature.LIMIT, Span(5, Unit.WORKDAY))
    assert rule_for("new_media.filing", "610100", TODAY).nature is Nature.PROMPTLY


def test_before_its_own_text_a_place_follows_the_country() -> None:
    assert rule_for("interpretation.follow", "430400", date(2017, 8, 28)).division == ""
    assert rule_for("interpretation.follow", "430400", date(2017, 8, 29)).division == "430400"


def test_the_places_that_ask_for_something_else() -> None:
    assert [(each.rule, each.division, each.term.words) for each in shipped_overrides()] == [
        ("interpretation.follow", "430400", "3个工作日"),
        ("proposal.reply", "430400", "1个月"),
        ("foi.fee_payment", "510000", "20个工作日"),
        ("proposal.reply", "340000", "20个工作日"),
        ("website.error_report", "210000", "3个工作日"),
        ("website.spot_check", "210000", "每月"),
        ("village.approval", "610000", "5日"),
        ("new_media.filing", "610900", "5个工作日"),
        ("new_media.update", "350121", "10日"),
        ("debt.term_information", "371324", "每年6月30日前"),
    ]
    assert {each.term.certainty for each in shipped_overrides()} == {Certainty.COPY}


def test_an_office_may_choose_an_alternative() -> None:
    rule = deadline_rule("subsidy.public_notice", TODAY)
    assert [term.words for term in rule.alternatives] == ["7个工作日", "1个月"]
    chosen = rule.with_term(rule.alternatives[1])
    assert (chosen.term.span, chosen.nature, chosen.division) == (Span(1, Unit.MONTH), Nature.AT_LEAST, "")
    promptly = deadline_rule("inspection.result", TODAY)
    assert promptly.with_term(promptly.alternatives[0]).nature is Nature.LIMIT


# --- malformed files ---------------------------------------------------------------------------------------

HEADER = '[header]\nfile = "x"\nversion = 1\ndate = 2026-11-26\nsource = "x"\n'
RULE = (
    '[[rules]]\ncode = "a.b"\nmatter = "甲"\ngroup = "foi"\nnature = "limit"\n'
    'trigger = "decided"\ntrigger_words = "决定之日"\namount = 5\nunit = "workday"\n'
    'source = "《甲法》"\narticle = "第一条"\ncertainty = "read"\n'
)
OVERRIDE = (
    '[[overrides]]\nrule = "a.b"\ndivision = "340000"\namount = 3\nunit = "day"\n'
    'source = "乙规定"\narticle = "第二条"\ncertainty = "copy"\n'
)


def table(rest: str) -> DeadlineTable:
    return parse_deadlines(HEADER + rest, "t.toml")


def test_a_quarterly_limit_is_read() -> None:
    text = RULE.replace('amount = 5\nunit = "workday"', 'every = "quarter"\nmonth_of_period = 1\nday = 20')
    (rule,) = table(text.replace('"decided"', '"period"')).rules
    assert rule.term.recurrence == Recurrence(Every.QUARTER, 1, 20)
    assert rule.term.words == "每季度首个月20日前"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('article = "第一条"\n', "", "rules 第 1 条：缺少“article”"),
        ('source = "《甲法》"\n', 'source = ""\n', "rules 第 1 条：缺少“source”"),
        ('unit = "workday"', 'unit = "week"', "rules 第 1 条：“unit”不能是“week”"),
        ('unit = "workday"\n', "", "rules 第 1 条：“unit”不能是“”"),
        ("amount = 5", "amount = 0", "“amount”太小或者太大"),
        ("amount = 5", "amount = -5", "“amount”应为不小于 0 的整数"),
        ("amount = 5", 'amount = "5"', "“amount”应为不小于 0 的整数"),
        ("amount = 5", "amount = 5000000", "“amount”太小或者太大"),
        ('amount = 5\nunit = "workday"\n', "", "只有“promptly”没有期限"),
        ('"limit"', '"promptly"', "只有“promptly”没有期限"),
        ('"limit"', '"soon"', "“nature”不能是“soon”"),
        ('"read"', '"certain"', "“certainty”不能是“certain”"),
        ('"decided"', '"full_moon"', "“trigger”不能是“full_moon”"),
        ('"a.b"', '"A.b"', "“code”不能是“A.b”"),
        ('"a.b"', '"a"', "“code”不能是“a”"),
        ("amount = 5", 'amount = 5\nevery = "month"', "“amount”与“every”只能写一个"),
        ('amount = 5\nunit = "workday"', 'every = "month"', "“every”与“trigger = period”应同时使用"),
        ('amount = 5\nunit = "workday"', 'every = "month"\nmonth_of_period = 2', "没有第 2 个月 0 日"),
        (
            'amount = 5\nunit = "workday"',
            'every = "year"\nmonth_of_period = 1\nday = 32',
            "没有第 1 个月 32 日",
        ),
        ('"limit"', '"limit"\neffect = "extends"', "“effect”与“of”应同时写明"),
        ('"limit"', '"limit"\nof = "a.b"', "“effect”与“of”应同时写明"),
        ('"limit"', '"limit"\neffect = "extends"\nof = "a.b"', "“of”不能是规则自己"),
        ('"limit"', '"limit"\neffect = "extends"\nof = "a.c"', "规则“a.b”：没有“of”所指的规则“a.c”"),
        ('"read"', '"read"\nnotes = "x"', "不认识的字段：notes"),
        ('"read"', '"read"\neffective_from = 2020-02-30', "格式有误"),
        ('"read"', '"read"\neffective_from = "2020-02-30"', "“effective_from”应为真实存在的日期"),
        (
            '"read"',
            '"read"\neffective_from = 2020-01-02\neffective_to = 2020-01-01',
            "“effective_to”（2020-01-01）早于“effective_from”（2020-01-02）",
        ),
        (
            '"read"',
            '"read"\nalternatives = [{ source = "x", article = "x", certainty = "copy" }]',
            "rules 第 1 条 alternatives 第 1 条：没有写明期限",
        ),
        (
            '"read"',
            '"read"\nalternatives = [{ every = "month", source = "x", article = "x", certainty = "copy" }]',
            "规则“a.b”：“a.b”的另一期限应与规则同为一次",
        ),
    ],
)
def test_a_malformed_rule_names_its_entry(before: str, after: str, fault: str) -> None:
    assert before in RULE
    with pytest.raises(ReferenceDataError) as raised:
        table(RULE.replace(before, after, 1))
    assert raised.value.message.startswith("参考数据 t.toml")
    assert fault in raised.value.message


def test_hours_are_not_counted_back() -> None:
    text = RULE.replace('"limit"', '"before"').replace('"workday"', '"hour"')
    with pytest.raises(ReferenceDataError, match="“before”不能按小时倒算"):
        table(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("effective_from = 2020-01-01\n", ""),
        ("effective_to = 2020-01-01\n", "effective_from = 2020-01-01\n"),
        ("effective_from = 2019-01-01\neffective_to = 2021-01-01\n", "effective_from = 2020-01-01\n"),
    ],
)
def test_two_texts_for_one_day_are_refused(first: str, second: str) -> None:
    with pytest.raises(ReferenceDataError, match=r"t\.toml 规则“a\.b”：同一天有两条规定"):
        table(RULE + first + RULE + second)
    with pytest.raises(ReferenceDataError, match=r"t\.toml 规则“a\.b 340000”：同一天有两条规定"):
        table(RULE + OVERRIDE + first + OVERRIDE + second)


def test_a_revised_law_is_a_further_row() -> None:
    rules = table(f"{RULE}effective_to = 2020-01-01\n{RULE}effective_from = 2020-01-02\n").rules
    assert [rule.code for rule in rules] == ["a.b", "a.b"]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"a.b"', '"a.c"', "地区 340000：没有规则“a.c”"),
        ('"340000"', '"34"', "“division”不能是“34”"),
        ('"340000"', '"３４００００"', "“division”不能是“３４００００”"),
        ('amount = 3\nunit = "day"\n', "", "overrides 第 1 条：没有写明期限"),
        ('amount = 3\nunit = "day"', 'every = "month"', "地区 340000：“a.b”的另一期限应与规则同为一次"),
        ('article = "第二条"\n', "", "overrides 第 1 条：缺少“article”"),
        ('"copy"', '"copy"\nnature = "limit"', "overrides 第 1 条：不认识的字段：nature"),
    ],
)
def test_a_malformed_override_names_its_entry(before: str, after: str, fault: str) -> None:
    with pytest.raises(ReferenceDataError) as raised:
        table(RULE + OVERRIDE.replace(before, after, 1))
    assert fault in raised.value.message


def test_the_nearest_place_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A city's own term goes before that of its province, whichever the file names first."""
    city = OVERRIDE.replace("340000", "340100").replace("amount = 3", "amount = 2")
    for text in (OVERRIDE + city, city + OVERRIDE):
        parsed = table(RULE + text)
        monkeypatch.setattr("gongkai.reference.deadlines._table", lambda parsed=parsed: parsed)
        monkeypatch.setattr(
            "gongkai.reference.deadlines._by_code", lambda parsed=parsed: {"a.b": parsed.rules}
        )
        assert rule_for("a.b", "340104", TODAY).term.words == "2日"
        assert rule_for("a.b", "341000", TODAY).term.words == "3日"
        assert rule_for("a.b", "350000", TODAY).term.words == "5个工作日"
