"""`gongkai deadline`: the day, the proof, which calendar it rests on, and refusals in words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import OperationalError

from gongkai.edges.cli.main import main
from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.organisations.enums import DivisionLevel
from gongkai.kernel.time_units import Span
from gongkai.reference.calendars import calendar_year, calendar_years, parse_calendar_year
from gongkai.reference.working_days import shipped_calendar
from tests.factories import SYSTEM, make_actor, make_division


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OperationalError("connection refused")

    monkeypatch.setattr("gongkai.edges.cli.deadline.calendars.calendar_stamp", refuse)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["deadline", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def refused(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["deadline", *arguments])
    assert result.exit_code == 1
    return result.output


def payload(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--json"))
    return found


# --- without a database ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (["2026-09-18", "--add", "20wd"], "2026年10月22日（周四）届满"),
        (["2026-09-18", "--add", "20d"], "2026年10月8日（周四）届满"),
        (["2026-01-30", "--add", "1m"], "2026年2月28日（周六）届满"),
        (["2026-01-30", "--add", "1m", "--roll"], "2026年2月28日（周六）届满"),
        (["2026-09-01", "--add", "1m", "--roll"], "2026年10月8日（周四）届满"),
        (["2026-10-20", "--add", "20wd", "--before"], "最迟2026年9月16日（周三）"),
        (["2026-09-18T09:30", "--add", "48h"], "2026年9月20日09:30届满"),
        (["2026-09-18T01:30+00:00", "--add", "48h"], "2026年9月20日09:30届满"),
        (["2026-09-18", "--add", "20wd", "--pause", "2026-09-22..2026-10-13"], "2026年11月5日（周四）届满"),
        (["2026-09-18", "--add", "20wd", "--pause", "2026-09-22.."], "期限尚未恢复计算"),
        (["2026-09-18", "--rule", "foi.reply"], "2026年10月22日（周四）届满"),
    ],
)
def test_the_day(no_database: None, arguments: list[str], due: str) -> None:
    shown = run(*arguments)
    assert due in shown
    assert "没有连接到已安装的数据库，按随软件附带的工作日历推算" in shown
    assert "休息日" not in shown


def test_the_proof_on_demand(no_database: None) -> None:
    shown = run("2026-09-18", "--rule", "foi.reply", "--explain")
    assert (
        "2026年9月18日（周五）收到申请，当日不计，次日起20个工作日内（《政府信息公开条例》第三十三条）"
        in shown
    )
    assert "休息日　10月1日至10月7日国庆节放假7天（国办发明电〔2025〕7号）" in shown
    assert "调休上班　9月20日（周日）国庆节调休上班（国办发明电〔2025〕7号）" in shown


def test_a_year_without_a_notice_is_provisional(no_database: None) -> None:
    assert "暂定：" in run("2026-12-18", "--add", "20wd")
    found = payload("2026-12-18", "--add", "20wd")
    assert (found["provisional"], found["due_on"], found["calendar"]) == (True, "2027-01-18", "shipped")


def test_as_data(no_database: None) -> None:
    found = payload("2026-09-18", "--rule", "foi.reply")
    assert (found["amount"], found["unit"], found["due_on"]) == (20, "workday", "2026-10-22")
    assert {step["kind"] for step in found["steps"]} == {"start", "rule", "skipped", "made_up", "due"}
    assert sum(step["days"] for step in found["steps"] if step["kind"] == "skipped") == 14


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["2026-09-18"], "二者选一"),
        (["2026-09-18", "--add", "3d", "--rule", "foi.reply"], "二者选一"),
        (["2026-02-30", "--add", "3d"], "“2026-02-30”不是日期"),
        (["今天", "--add", "3d"], "“今天”不是日期"),
        (["2026-09-18T25:00", "--add", "3h"], "不是日期"),
        (["2026-09-18", "--add", "20工作日"], "“20工作日”不是期限"),
        (["2026-09-18", "--add", "0d"], "“0d”不是期限"),
        (["2026-09-18", "--add", "48h"], "要写明时刻"),
        (["2026-09-18T09:30", "--add", "48h", "--before"], "按小时计的不能往前推"),
        (["2026-09-18T09:30", "--add", "48h", "--pause", "2026-09-18..2026-09-19"], "连续计算"),
        (["2026-09-18", "--add", "3d", "--pause", "2026-09-22"], "“2026-09-22”不是一段时间"),
        (["2026-09-18", "--add", "3d", "--pause", "2026-09-22..2026-09-01"], "不是一段时间"),
        (["1980-09-18", "--add", "3wd"], "1990年至2099年"),
        (["2026-09-18", "--add", "99999wd"], "1990年至2099年"),
        (["2026-09-18", "--rule", "no.such"], "规则“no.such”在 2026-09-18 没有生效的规定"),
        (["2026-09-18", "--add", "3d", "--division", "340000"], "--division 只与 --rule 同用"),
    ],
)
def test_what_cannot_be_computed_is_said(no_database: None, arguments: list[str], reason: str) -> None:
    assert reason in refused(*arguments)


def test_a_limit_without_a_figure_is_refused(no_database: None) -> None:
    assert "没有可以计算的天数" in refused("2026-09-18", "--rule", "report.government")


# --- with an installation ----------------------------------------------------------------------------


def test_the_days_of_the_installation_go_before_the_shipped_ones(db: None) -> None:
    text = (
        'year = 2026\ndays = [{ on = 2026-06-01, workday = false, name = "本地放假" }]\n'
        '[header]\nfile = "calendars/2026"\nversion = 9\ndate = 2026-11-26\nsource = "test"\n'
        '[[notices]]\ntitle = "通知"\nnumber = "某发〔2026〕1号"\nissued_on = 2026-01-01\nverified = false\n'
    )
    calendars.load_year(actor=SYSTEM, calendar=parse_calendar_year(text, "2026.toml"))
    shown = run("2026-05-29", "--add", "1wd", "--explain")
    assert "2026年6月2日（周二）届满" in shown
    assert "某发〔2026〕1号" in shown
    assert "按本机安装的工作日历推算" in shown


def test_what_a_division_has_set_for_itself_goes_before_the_rule(db: None) -> None:
    calendars.load_year(actor=SYSTEM, calendar=calendar_year(2026))
    division = make_division("990123", "云溪县", DivisionLevel.COUNTY)
    office = make_actor(Role.OPEN_AFFAIRS_OFFICE, division)
    deadlines.set_limit(
        actor=office,
        division_id=division.pk,
        rule_code="publication.general",
        span=Span.parse("10wd"),
        basis="云政办发〔2026〕1号",
        effective_from=date(2026, 1, 1),
    )
    rule = ("2026-06-01", "--rule", "publication.general")
    own = payload(*rule, "--division", division.code)
    assert (own["amount"], own["source"], own["due_on"]) == (10, "云政办发〔2026〕1号", "2026-06-15")
    assert payload(*rule)["amount"] == 20
    assert "本机没有行政区划“110000”" in refused(*rule, "--division", "110000")


def test_an_empty_installation_uses_what_is_shipped(db: None) -> None:
    assert payload("2026-09-18", "--add", "20wd")["calendar"] == "shipped"


def test_the_shipped_calendar_knows_its_years() -> None:
    calendar = shipped_calendar()
    assert calendar.settled_years == frozenset(calendar_years())
    assert len(calendar.specials_of(2026)) == len(calendar_year(2026).days)
    new_year = calendar.special(date(2027, 1, 1))
    assert new_year is not None
    assert new_year.statutory
