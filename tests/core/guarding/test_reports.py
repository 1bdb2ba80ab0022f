"""What stands in the way of publication, from findings and what persons said of them."""

from __future__ import annotations

import pytest

from gongkai.core.guarding.enums import Handling, ReleaseGround, Sort, Weight
from gongkai.core.guarding.rules import (
    UNREAD,
    UNREAD_LABEL,
    Line,
    Part,
    PartReport,
    Report,
    fault,
    release_faults,
    second_person_fault,
    text_part,
    whole_digest,
)
from gongkai.core.guarding.rules.parts import digest_of


def a_line(weight: Weight = Weight.HARD, fingerprint: str = "f1", place: str = "第3行") -> Line:
    return Line("body", place, "id_card", "身份证号", weight, "110***", "校验码正确", fingerprint)


BODY = text_part("body", "正文", "正文")


def a_report(
    *lines: Line, confirmed: frozenset[str] = frozenset(), released: frozenset[str] = frozenset()
) -> Report:
    hard = sum(line.weight == Weight.HARD for line in lines)
    part = PartReport(
        BODY,
        True,
        lines,
        hard,
        len(lines) - hard,
        {"身份证号": len(lines)} if lines else {},
    )
    return Report((part,), "规则1", confirmed, released)


def test_nothing_found_is_clear_and_says_so() -> None:
    report = a_report()
    assert report.is_clear
    assert report.words == "个人信息：未发现"
    assert fault(report) == ""


def test_what_must_be_dealt_with_stops_and_names_its_place_and_never_the_value() -> None:
    report = a_report(a_line())
    assert (report.open_hard, report.open_review) == (1, 0)
    assert "正文（第3行）的身份证号" in fault(report)
    assert report.words == "个人信息：1处必须处理"


def test_a_release_lets_hard_findings_through_and_no_others() -> None:
    report = a_report(a_line(), a_line(Weight.REVIEW, "f2"), released=frozenset({BODY.digest}))
    assert report.open_hard == 0
    assert report.open_review == 1
    assert "需要核对" in fault(report)
    assert [line.handling for line in report.lines] == [Handling.RELEASED, Handling.OPEN]


def test_a_release_of_one_type_leaves_the_others() -> None:
    mobile = Line("body", "第4行", "mobile", "手机号码", Weight.HARD, "138***", "", "f2")
    report = a_report(a_line(), mobile)
    assert [(scope.words, scope.hard) for scope in report.open_scopes] == [
        ("正文的身份证号", 1),
        ("正文的手机号码", 1),
    ]
    partly = a_report(a_line(), mobile, released=frozenset({report.open_scopes[0].key}))
    assert (partly.open_hard, partly.is_released) == (1, True)
    assert [line.handling for line in partly.lines] == [Handling.RELEASED, Handling.OPEN]
    assert [scope.words for scope in partly.open_scopes] == ["正文的手机号码"]


def test_of_a_part_that_is_not_listed_whole_everything_is_released_or_nothing() -> None:
    found = PartReport(BODY, True, (a_line(),), 700, 0, {"身份证号": 700}, is_cut=True)
    (scope,) = Report((found,), "规则1").open_scopes
    assert (scope.key, scope.hard) == (BODY.digest, 700)
    assert Report((found,), "规则1", released=frozenset({scope.key})).open_hard == 0


def test_a_confirmation_counts_for_findings_that_want_a_look_only() -> None:
    confirmed = frozenset({"f1", "f2"})
    report = a_report(a_line(), a_line(Weight.REVIEW, "f2"), confirmed=confirmed)
    assert (report.open_hard, report.open_review) == (1, 0)


def test_more_findings_than_are_listed_stay_open_until_the_part_is_confirmed() -> None:
    part = text_part("body", "正文", "正文")
    found = PartReport(part, True, (a_line(Weight.REVIEW),), 0, 700, {"姓名": 700}, is_cut=True)
    assert Report((found,), "规则1", frozenset({"f1"})).open_review == 699
    assert Report((found,), "规则1", frozenset({part.digest})).open_review == 0


def test_what_nothing_could_read_is_confirmed_by_a_mark_of_its_own() -> None:
    unread = Line("body", "第3页", UNREAD, UNREAD_LABEL, Weight.REVIEW, "", "", "f3")
    lines = (a_line(Weight.REVIEW), unread)
    found = PartReport(BODY, True, lines, 0, 9, {"身份证号": 2, UNREAD_LABEL: 7}, is_cut=True)
    assert Report((found,), "规则1").open_unread == {"body": 7}
    whole = Report((found,), "规则1", frozenset({BODY.digest}))
    assert (whole.open_review, whole.open_unread) == (7, {"body": 7})
    opened = Report((found,), "规则1", frozenset({found.unread_mark}))
    assert (opened.open_review, opened.open_unread) == (2, {})
    both = frozenset({BODY.digest, found.unread_mark})
    assert Report((found,), "规则1", both).is_clear


def test_what_was_not_scanned_stops() -> None:
    part = Part("file:1", "附件“名单.xlsx”", Sort.FILE, "d")
    report = Report((PartReport(part, is_scanned=False),), "规则1")
    assert not report.is_clear
    assert "附件“名单.xlsx”还没有检查" in fault(report)


def test_digests_change_with_every_part_and_texts_do_not_run_into_each_other() -> None:
    one, other = text_part("title", "标题", "甲"), text_part("body", "正文", "乙")
    assert whole_digest([one, other]) == whole_digest([other, one])
    assert whole_digest([one, other]) != whole_digest([one, text_part("body", "正文", "丙")])
    assert digest_of("ab", "c") != digest_of("a", "bc")


@pytest.mark.parametrize(
    ("ground", "reason", "fields"),
    [
        (ReleaseGround.CONSENT, "本人已书面同意公开联系方式。", set()),
        ("", "本人已书面同意公开联系方式。", {"ground"}),
        ("whatever", "太短", {"ground", "reason"}),
        (ReleaseGround.STATUTE, "九个字是不够的啊嗯", {"reason"}),
        (ReleaseGround.STATUTE, "十个字就已经足够了呢", set()),
        (ReleaseGround.STATUTE, "长" * 501, {"reason"}),
        (ReleaseGround.STATUTE, "啊" * 10, {"reason"}),
        (ReleaseGround.STATUTE, "可以公开可以公开可以公开", {"reason"}),
    ],
)
def test_a_release_needs_its_ground_and_a_reason_worth_the_name(
    ground: str, reason: str, fields: set[str]
) -> None:
    assert set(release_faults(ground, reason)) == fields


def test_whoever_wrote_does_not_release() -> None:
    assert "另一位同志" in second_person_fault(7, [6, 7])
    assert "系统" in second_person_fault(None, [6, 7])
    assert second_person_fault(8, [6, 7]) == ""
