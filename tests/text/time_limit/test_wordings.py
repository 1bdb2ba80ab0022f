"""What wordings of 公开时限 say: tables of wordings, and the ways in which they are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.text.time_limit import Rule, RuleType, Unit, parse_time_limit

FOLDER = Path(__file__).parent
OBSERVED = (
    Path(os.environ.get("GONGKAI_SHARED", Path(__file__).parents[4] / "shared"))
    / "data"
    / "catalogue"
    / "time_limits.tsv"
)


def table(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def noted(rule: Rule) -> str:
    """A rule as the tables write it."""
    shown = rule.as_json()
    del shown["words"]
    extension = shown.pop("extension", None)
    parts = [shown.pop("type"), *(f"{name}={value}" for name, value in shown.items())]
    if extension:
        parts.append(f"extension={extension['amount']}{extension['unit']}")
    return " ".join(parts)


@pytest.mark.parametrize(("wording", "expected"), table("understood.tsv"))
def test_understood(wording: str, expected: str) -> None:
    limit = parse_time_limit(wording)
    assert " | ".join([*map(noted, limit.rules), *(["LAW"] if limit.law_prevails else [])]) == expected
    assert limit.understood
    assert limit.rest == ""


@pytest.mark.parametrize(("wording", "expected"), table("without_event.tsv"))
def test_a_limit_that_counts_from_nothing(wording: str, expected: str) -> None:
    limit = parse_time_limit(wording)
    assert " | ".join([*map(noted, limit.rules), *(["LAW"] if limit.law_prevails else [])]) == expected
    assert not limit.understood
    assert limit.rest
    assert all(rule.words in limit.rest for rule in limit.rules if rule.event is None)


@pytest.mark.parametrize("wording", [row[0] for row in table("refused.txt")])
def test_left_to_a_person(wording: str) -> None:
    limit = parse_time_limit(wording)
    assert not limit.understood
    assert limit.rest or limit.law_prevails


@pytest.mark.parametrize(
    ("wording", "amount", "unit"),
    [
        ("20日", 20, Unit.DAY), ("20天", 20, Unit.DAY), ("20个自然日", 20, Unit.DAY), ("七日", 7, Unit.DAY),
        ("20个工作日", 20, Unit.WORKDAY), ("20工作日", 20, Unit.WORKDAY), ("20 个工作日", 20, Unit.WORKDAY),
        ("二十个工作日", 20, Unit.WORKDAY), ("２０个工作日", 20, Unit.WORKDAY),
        ("20(个)工作日", 20, Unit.WORKDAY),
        ("二十(20)个工作日", 20, Unit.WORKDAY), ("20个法定工作日", 20, Unit.WORKDAY),
        ("20个工作曰", 20, Unit.WORKDAY),
        ("1个月", 1, Unit.MONTH), ("一个月", 1, Unit.MONTH), ("半年", 6, Unit.MONTH),
        ("两周", 2, Unit.WEEK),
        ("24小时", 24, Unit.HOUR), ("30分钟", 30, Unit.MINUTE), ("一年", 1, Unit.YEAR),
        ("一百二十日", 120, Unit.DAY),
    ],
)  # fmt: skip
@pytest.mark.parametrize("closing", ["内", "之内", "以内"])
def test_units(wording: str, amount: int, unit: Unit, closing: str) -> None:
    for anchor in ("", "信息形成之日起", "自批准后", "在决定作出之日起,"):
        limit = parse_time_limit(anchor + wording + closing)
        assert limit.understood is bool(anchor), anchor + wording
        assert [(rule.type, rule.amount, rule.unit) for rule in limit.rules] == [
            (RuleType.AFTER_EVENT, amount, unit)
        ]


@pytest.mark.parametrize(
    "number",
    [
        "半个月",
        "二十一二日",
        "1.5个月",
        "0日",
        "1月",
        "99999日",
        "3-5日",
        "3至5日",
        "十几日",
        "20余日",
        "2 0 2 0年",
    ],
)
def test_numbers_that_are_no_limit(number: str) -> None:
    assert not parse_time_limit(f"信息形成之日起{number}内").understood


@pytest.mark.parametrize(
    "wording",
    [
        "信息形成或者变更之日起20个工作日内",
        "信 息 形 成 或 者 变 更\n之日起 ２０ 个 工 作 日 内",
        "信息形成或者變更之日起20個工作日內",
        "信息形成或者變(biàn)更之日起20個(gè)工作日內(nèi)",
        "信息形式或者变更之日起20工作日内",
        "“信息形成或者变更”之日起二十个工作日以内。",
        "公开时限：信息形成（或变更）之日起20个工作日内公开；",
        "1.自该政府信息产生、变更之日起20个工作日内予以公开",
    ],
)
def test_ways_of_writing_the_same(wording: str) -> None:
    limit = parse_time_limit(wording)
    assert limit.understood
    assert [noted(rule) for rule in limit.rules] == [
        "after_event event=formed_or_changed amount=20 unit=workday"
    ]
    assert limit.rules[0].words in wording


def test_an_extension_belongs_to_its_limit() -> None:
    limit = parse_time_limit("作出决定之日起7个工作日内；情况复杂的，经本单位负责人批准，可延长7个工作日")
    assert limit.understood
    assert limit.as_json()["rules"] == [
        {
            "type": "after_event",
            "event": "decided",
            "event_words": "作出决定",
            "amount": 7,
            "unit": "workday",
            "extension": {
                "amount": 7,
                "unit": "workday",
                "words": "情况复杂的，经本单位负责人批准，可延长7个工作日",
            },
            "words": "作出决定之日起7个工作日内",
        }
    ]


def test_the_shape_of_the_answer() -> None:
    assert parse_time_limit("信息形成或者变更之日起20个工作日内").as_json() == {
        "rules": [
            {
                "type": "after_event",
                "event": "formed_or_changed",
                "amount": 20,
                "unit": "workday",
                "words": "信息形成或者变更之日起20个工作日内",
            }
        ],
        "law_prevails": False,
        "understood": True,
        "rest": "",
    }


def test_the_day_itself_is_no_missing_amount() -> None:
    assert parse_time_limit("文件印发当日公开").as_json()["rules"][0]["amount"] == 0


def test_two_numbers_for_one_thing_are_not_understood() -> None:
    limit = parse_time_limit("信息形成之日起20个工作日内，信息形成之日起10个工作日内")
    assert not limit.understood
    assert limit.rules == ()


KINDS: dict[str, set[RuleType]] = {
    "after-event(workdays)": {RuleType.AFTER_EVENT},
    "after-event(calendar days)": {RuleType.AFTER_EVENT},
    "before-event": {RuleType.BEFORE_EVENT},
    "periodic": {RuleType.PERIODIC},
    "immediate/vague": {RuleType.IMMEDIATE},
    "relative-to-other-item": {RuleType.IMMEDIATE},
    "permanent": {RuleType.STANDING},
    "reference:同上": {RuleType.SAME_AS_ABOVE},
    "limit+display-period": {RuleType.AFTER_EVENT, RuleType.IMMEDIATE, RuleType.DISPLAY},
    "compound(two limits)": {RuleType.AFTER_EVENT, RuleType.STANDING, RuleType.DISPLAY},
}
NEVER = {"masked", "EXCERPT-CUT other", "take-down(附在时限后的下架期限)"}


@pytest.mark.skipif(not OBSERVED.exists(), reason="the wordings met in the wild are not shipped")
def test_wordings_met_in_the_wild() -> None:
    rows = [line.split("\t") for line in OBSERVED.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) > 50
    understood = 0
    for wording, kind in rows:
        limit = parse_time_limit(wording)
        understood += limit.understood
        assert not (kind in NEVER and limit.understood), wording
        if kind in KINDS and limit.understood:
            extra = {RuleType.STANDING} if "长期" in wording else set()
            assert {rule.type for rule in limit.rules} <= KINDS[kind] | extra, wording
        workdays = [rule.unit for rule in limit.rules if rule.type is RuleType.AFTER_EVENT]
        if kind.startswith("after-event"):
            unit = Unit.DAY if "calendar" in kind else Unit.WORKDAY
            assert set(workdays) == {unit}, wording
    assert understood >= len(rows) * 0.9
