"""期限规则 on screen: every rule, what holds where, and what an office sets for its division."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.test import Client

from gongkai.foundation.access.enums import Role
from gongkai.foundation.deadlines.models import LimitSetting
from gongkai.kernel import clock
from gongkai.reference.deadlines import deadline_rules
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
TABLE = "/workbench/deadline-rules/"
GENERAL = f"{TABLE}publication.general/"
TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def today(office: Office) -> Any:
    with clock.frozen(datetime(2026, 11, 26, 9, tzinfo=clock.CHINA)):
        yield


def a_limit(office: Office, **changes: Any) -> dict[str, Any]:
    """What the form of a rule sends."""
    return {
        "division": office.county.division.pk,
        "amount": 10,
        "unit": "workday",
        "basis": "云政办发〔2026〕1号",
        "effective_from": "2026-11-01",
        "effective_to": "",
        **changes,
    }


# --- the table ---------------------------------------------------------------------------------------


def test_every_rule_in_force_is_there_with_ground_and_certainty(as_role: AsRole) -> None:
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get(TABLE))
    for rule in deadline_rules():
        if rule.validity.covers(TODAY):
            assert f"{TABLE}{rule.code}/" in page, rule.code
    assert "《政府信息公开条例》第三十三条" in page
    assert "已核对法律条文" in page and "据转载或者摘录" in page and "尚未核对原文" in page


def test_rules_are_filtered(as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    foi = text_of(editor.get(TABLE, {"group": "foi"}))
    assert "foi.reply" in foi and "publication.general" not in foi
    found = text_of(editor.get(TABLE, {"q": "FOI.REPLY_EXT"}))
    assert "共 1 条" in found
    unsure = text_of(editor.get(TABLE, {"certainty": "unverified"}))
    assert "badge-good" not in unsure and "尚未核对原文" in unsure
    nothing = text_of(editor.get(TABLE, {"q": "没有这条"}))
    assert "没有符合条件的规则" in nothing and "清除筛选" in nothing
    assert editor.get(TABLE, {"on": "明天", "group": "x", "division": "y"}).status_code == 200


def test_an_earlier_day_shows_the_text_in_force_then(as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    now, then = (text_of(editor.get(TABLE, {"q": "foi.reply", "on": on})) for on in ("", "2018-01-01"))
    assert "20个工作日内" in now and "《政府信息公开条例》第三十三条" in now
    assert "15个工作日内" in then and "《政府信息公开条例》（2007年）第二十四条" in then


def test_the_table_is_taken_away(as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    answer = editor.get(f"{TABLE}export/csv/", {"group": "foi"})
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["类别", "代码", "事项"]
    assert {row[0] for row in rows[1:]} == {"依申请公开"}
    sheet = openpyxl.load_workbook(io.BytesIO(editor.get(f"{TABLE}export/xlsx/").content)).active
    assert sheet is not None
    codes = {sheet.cell(row, 2).value for row in range(3, sheet.max_row + 1)}
    assert {rule.code for rule in deadline_rules() if rule.validity.covers(TODAY)} <= codes
    assert editor.get(f"{TABLE}export/pdf/").status_code == 404


# --- one rule ----------------------------------------------------------------------------------------


def test_a_rule_tells_its_history_and_an_example(as_role: AsRole) -> None:
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get(f"{TABLE}foi.reply/"))
    assert "规定的沿革" in page and "2008-05-01起至2019-05-14：15个工作日内" in page
    assert "2026年11月26日（周四）收到申请，当日不计，次日起20个工作日内" in page
    assert "为什么" in page
    assert "本地区和上级地区都没有设定过" in page
    assert 'name="amount"' not in page, "only the office sets limits"
    assert as_role(Role.DEPARTMENT_EDITOR).get(f"{TABLE}no.such/").status_code == 404


def test_every_rule_has_its_page(as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    for code in {rule.code for rule in deadline_rules() if rule.validity.covers(TODAY)}:
        assert editor.get(f"{TABLE}{code}/").status_code == 200, code


def test_the_office_sets_and_ends_a_limit(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert 'name="amount"' in text_of(client.get(GENERAL))
    done = text_of(client.post(GENERAL, a_limit(office), follow=True))
    assert "已设定，所涉期限正在重新推算" in done
    assert "云政办发〔2026〕1号" in done and "政务公开办甲设定" in done
    assert "当日不计，次日起10个工作日内（云政办发〔2026〕1号）" in done
    table = text_of(client.get(TABLE, {"local": "1"}))
    assert "共 1 条" in table and "本地设定：10个工作日内，2026-11-01起" in table
    assert "云溪县（政务公开办甲）：云政办发〔2026〕1号" in table
    setting = LimitSetting.objects.get()
    ended = text_of(client.post(f"{TABLE}limits/{setting.pk}/end/", follow=True))
    assert "已结束" in ended and "政务公开办甲结束" in ended
    again = text_of(client.post(f"{TABLE}limits/{setting.pk}/end/", follow=True))
    assert "无需重复操作" in again


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount": 30}, "本地设定不能更长"),
        ({"amount": "0"}, "至少是1"),
        ({"amount": "十"}, "请填写整数"),
        ({"amount": ""}, "请填写天数"),
        ({"basis": ""}, "请写明依据"),
        ({"effective_from": "昨天"}, "日期写法有误"),
        ({"effective_from": "2026-11-01", "effective_to": "2026-10-01"}, "停用日期不能早于起用日期"),
        ({"division": "999999"}, "选择"),
    ],
)
def test_a_limit_that_cannot_be_set_is_refused_and_kept(
    office: Office, as_role: AsRole, changes: dict[str, Any], reason: str
) -> None:
    answer = as_role(Role.OPEN_AFFAIRS_OFFICE).post(GENERAL, a_limit(office, **changes))
    page = text_of(answer)
    assert answer.status_code == 422
    assert reason in page
    assert "云政办发〔2026〕1号" in page or "basis" in changes
    assert not LimitSetting.objects.exists()


def test_two_limits_for_one_time_are_refused(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    client.post(GENERAL, a_limit(office))
    twice = client.post(GENERAL, a_limit(office, amount=5))
    assert twice.status_code == 422 and "已有本地设定" in text_of(twice)


def test_nobody_else_sets_a_limit(office: Office, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert editor.post(GENERAL, a_limit(office)).status_code in {403, 422}
    foreign = as_role(Role.OPEN_AFFAIRS_OFFICE).post(
        GENERAL, a_limit(office, division=office.other.division.pk)
    )
    assert foreign.status_code == 422
    assert not LimitSetting.objects.exists()


def test_the_table_costs_a_few_queries(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any
) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    client.post(GENERAL, a_limit(office))
    with django_assert_max_num_queries(11):
        client.get(TABLE)
