"""Icons, dates, sizes and deadlines as templates show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from gongkai.edges.components.shapes import DueDate
from gongkai.edges.components.templatetags import components as tags
from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Deadline, DeadlineStep, StepKind

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def test_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in render("{% icon 'map' %}")
    spoken = render("{% icon 'check' '' '已完成' %}")
    assert 'aria-label="已完成"' in spoken
    assert "aria-hidden" not in spoken


def test_icon_escapes_its_arguments() -> None:
    assert "<script>" not in render("{% icon name %}", name='"><script>')


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2020, 5, 18), "2020年5月18日"),
        (datetime(2020, 5, 17, 16, 30, tzinfo=UTC), "2020年5月18日"),
        (None, "—"),
        ("", "—"),
    ],
)
def test_cn_date_is_a_day_in_china(value: object, text: str) -> None:
    assert tags.cn_date(value) == text  # type: ignore[arg-type]


def test_moments_are_shown_in_china() -> None:
    moment = datetime(2020, 5, 17, 16, 30, tzinfo=UTC)
    assert tags.iso_datetime(moment) == "2020-05-18 00:30"
    assert tags.cn_datetime(moment) == "2020年5月18日 00:30"
    assert tags.iso_date(None) == "—"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (None, "—"),
        (0, "0 B"),
        (1023, "1023 B"),
        (86_014, "84 KB"),
        (1_482_233, "1.4 MB"),
        (200 * 1024 * 1024, "200 MB"),
        (3 * 1024**4, "3072 GB"),
    ],
)
def test_file_size(size: int | None, text: str) -> None:
    assert tags.file_size(size) == text


@pytest.mark.parametrize(
    ("name", "icon", "kind"),
    [
        ("通知.PDF", "file-pdf", "PDF"),
        ("表.xlsx", "file-sheet", "XLSX"),
        ("没有扩展名", "file", "文件"),
        (".htaccess", "file", "文件"),
    ],
)
def test_file_icon_and_kind(name: str, icon: str, kind: str) -> None:
    assert tags.file_icon(name) == icon
    assert tags.file_kind(name) == kind


@pytest.mark.parametrize(
    ("arguments", "words", "tone"),
    [
        ("due", "还剩 8 天", "good"),
        ("due days=3 unit='个工作日'", "还剩 3 个工作日", "warn"),
        ("due days=0", "今天到期", "alarm"),
        ("due days=-2", "已超期 2 天", "alarm"),
        ("due done=early", "按期办结", "good"),
        ("due done=late", "逾期办结", "warn"),
        ("due paused='等待补正'", "暂停计时", "off"),
        ("nothing", "无期限", "off"),
    ],
)
def test_deadline_says_it_in_words_and_shape(arguments: str, words: str, tone: str) -> None:
    with clock.frozen(NOON):
        shown = render(
            "{% deadline " + arguments + " %}",
            due=date(2026, 11, 30),
            early=date(2026, 11, 30),
            late=date(2026, 12, 1),
            nothing=None,
        )
    assert words in shown
    assert f"lamp-{tone}" in shown


PROOF = Deadline(
    date(2026, 11, 30),
    (
        DeadlineStep(StepKind.START, "11月2日收到申请", date(2026, 11, 2)),
        DeadlineStep(StepKind.SKIPPED, "<周末>8天", days=8, source="某发〔2026〕1号"),
    ),
    sentence="收到申请 & 届满。",
)
UNKNOWN = replace(PROOF, due_on=None)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (DueDate(PROOF, 5, "个工作日"), "还剩 5 个工作日", "good"),
        (DueDate(PROOF, 3, "个工作日"), "还剩 3 个工作日", "warn"),
        (DueDate(PROOF, 0, "个工作日"), "今天到期", "alarm"),
        (DueDate(PROOF, -2), "已超期 2 天", "alarm"),
        (DueDate(PROOF, done_on=date(2026, 11, 1)), "按期办结", "good"),
        (DueDate(PROOF, done_on=date(2026, 12, 1), late=True), "逾期办结", "warn"),
        (DueDate(UNKNOWN, paused="等待补正"), "等待补正", "off"),
        (DueDate(PROOF, dropped="改为依申请公开"), "改为依申请公开", "off"),
        (DueDate(replace(PROOF, bound=Bound.AT_LEAST), 3), "还须持续 3 天", "info"),
        (DueDate(replace(PROOF, bound=Bound.AT_LEAST), 0), "今天满期", "good"),
        (DueDate(replace(PROOF, bound=Bound.AT_LEAST), -3), "已满期", "good"),
    ],
)
def test_a_legal_limit_says_how_it_stands_and_why(due: DueDate, words: str, tone: str) -> None:
    shown = render("{% due_date due %}", due=due)
    assert words in shown
    assert f"lamp-{tone}" in shown
    assert "<details" in shown
    assert "收到申请 &amp; 届满。" in shown
    assert "&lt;周末&gt;8天" in shown
    assert "某发〔2026〕1号" in shown
    assert "<details" not in render("{% due_date due why=False %}", due=due)


@pytest.mark.parametrize(
    ("proof", "question"),
    [
        (PROOF, "为什么是这一天？"),
        (replace(PROOF, provisional=True), "为什么暂定这一天？"),
        (UNKNOWN, "为什么没有届满日？"),
    ],
)
def test_the_question_fits_the_proof_and_names_its_matter(proof: Deadline, question: str) -> None:
    shown = render("{% why_date proof '答复申请' %}", proof=proof)
    assert f'{question}<span class="visually-hidden">（答复申请）</span>' in shown


def test_only_what_runs_is_called_provisional() -> None:
    uncertain = replace(PROOF, provisional=True)
    assert "暂定</span>" in render("{% due_date due %}", due=DueDate(uncertain, 5))
    over = DueDate(uncertain, done_on=date(2026, 11, 30))
    assert "暂定</span>" not in render("{% due_date due %}", due=over)


def test_days_left_crosses_midnight_in_china() -> None:
    with clock.frozen(datetime(2026, 11, 22, 16, 30, tzinfo=UTC)):
        assert tags.days_left(date(2026, 11, 24)) == 1
        assert tags.days_left(None) is None


def test_slot_of_a_row_shorter_than_its_header() -> None:
    assert tags.slot(["a"], 0) == "a"
    assert tags.slot(["a"], 3) == ""
