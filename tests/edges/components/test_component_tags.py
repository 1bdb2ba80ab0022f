"""Icons, dates, sizes and deadlines as templates show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from gongkai.edges.components.templatetags import components as tags
from gongkai.kernel import clock

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


def test_days_left_crosses_midnight_in_china() -> None:
    with clock.frozen(datetime(2026, 11, 22, 16, 30, tzinfo=UTC)):
        assert tags.days_left(date(2026, 11, 24)) == 1
        assert tags.days_left(None) is None


def test_slot_of_a_row_shorter_than_its_header() -> None:
    assert tags.slot(["a"], 0) == "a"
    assert tags.slot(["a"], 3) == ""
