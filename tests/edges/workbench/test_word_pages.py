"""用语词表 entry by entry, through the pages."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from gongkai.core.wording import commands, queries
from gongkai.core.wording.models import RequiredWord, WordListVersion
from gongkai.core.wording.rules import key_of, spoken
from gongkai.foundation.access.enums import Role
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel import clock
from gongkai.text.wording import WordingSort, WordRule, default_words
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.edges.workbench.test_slice import AsRole

OLD = WordRule(("民社局", "县民社局"), "县民政局", WordingSort.BODY, "2019年更名")
FIELDS = {"wrong": "民社局\n县民社局", "right": "县民政局", "sort": "body", "reason": "2019年更名"}
PASTED = (
    "错误用语\t规范用语\t类型\t依据\n民社局\t民政局\t机构名称\t更名\n"
    "帐目\t账目\t\t规范用字\n乙\t丙\t天气\t理由\n"
)


def url(office: Office, part: str = "") -> str:
    return f"/workbench/words/{office.county.division.pk}/{part}"


def put(office: Office, rule: WordRule = OLD, replacing: WordRule | None = None) -> None:
    commands.put_word(
        actor=make.SYSTEM, division_id=office.county.division.pk, rule=rule,
        replacing=key_of(replacing) if replacing else "",
    )  # fmt: skip


def own(office: Office) -> tuple[WordRule, ...]:
    return queries.own_words(office.county.division.pk)[0].rules


def save(client: Client, office: Office, **fields: str) -> str:
    return text_of(client.post(url(office, "entry/"), {**FIELDS, **fields}, follow=True))


def test_an_entry_is_added_changed_and_removed_in_plain_forms(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert "本地区还没有自己的词条" in text_of(client.get(url(office)))
    page = save(client, office, since="2019-03-01")
    assert "已保存为第1版" in page and "民社局、县民社局" in page and "2019-03-01" in page
    form = text_of(client.get(url(office, f"entry/?key={key_of(own(office)[0])}")))
    assert "修改词条" in form and "2019年更名" in form
    page = save(client, office, key=key_of(own(office)[0]), right="民政局", unless_before="长")
    assert "已保存为第2版" in page and "后面是“长”时不提示" in page
    removed = client.post(url(office, "entry/remove/"), {"key": key_of(own(office)[0])}, follow=True)
    assert "已从本地区词表删除" in text_of(removed) and own(office) == ()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"wrong": " \n"}, "请填写原词"),
        ({"reason": ""}, "请写明理由"),
        ({"since": "昨天"}, "日期写法有误"),
        ({"off": "on"}, "不提示的词不用填写"),
        ({"right": "民社局"}, "和原词相同"),
        ({"sort": "weather"}, "weather"),
    ],
)
def test_what_is_refused_is_said_beside_the_field(
    office: Office, as_role: AsRole, fields: dict[str, str], message: str
) -> None:
    page = save(as_role(Role.OPEN_AFFAIRS_OFFICE), office, **fields)
    assert message in page and "没有保存" in page and fields.get("reason", "2019年更名") in page
    assert not WordListVersion.objects.exists()


def test_a_single_character_is_asked_about_before_it_takes_effect(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert "仍要提示" not in text_of(client.get(url(office, "entry/")))
    page = save(client, office, wrong="的", right="")
    assert "没有保存" in page and "“的”只有一个字" in page and 'name="confirmed"' in page
    assert "2019年更名" in page and not WordListVersion.objects.exists()
    assert "已保存为第1版" in save(client, office, wrong="的", right="", confirmed="on")
    assert own(office)[0].wrong == ("的",)


def test_who_changed_an_entry_second_sees_both_and_loses_nothing(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    opened = key_of(OLD)
    other = WordRule(OLD.wrong, "县民政和退役军人局", OLD.sort, "2020年更名")
    put(office, other, OLD)
    page = save(client, office, key=opened, right="我的写法")
    assert "现在是：民社局、县民社局→县民政和退役军人局（2020年更名）" in page and "我的写法" in page
    again = re.search(r'name="key" value="(\w+)"', page)
    assert again and again[1] == key_of(other)
    assert "已保存为第3版" in save(client, office, key=again[1], right="我的写法")
    assert [rule.right for rule in own(office)] == ["我的写法"]
    commands.remove_word(actor=make.SYSTEM, division_id=office.county.division.pk, key=key_of(own(office)[0]))
    gone = save(client, office, key=again[1])
    assert "现在已经没有这一条" in gone and 'name="key"' in gone
    assert "已保存为第5版" in save(client, office)


def test_words_are_found_by_source_sort_and_text(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    page = text_of(client.get(url(office)))
    assert "县民政局" in page and f'内置<span class="count">{len(default_words().rules)}</span>' in page
    built_in = text_of(client.get(url(office, "?source=built_in&q=国土资源部")))
    assert "自然资源部" in built_in and "在本地区改用别的写法" in built_in and "本地区不提示" in built_in
    assert "其他来源里有" in text_of(client.get(url(office, "?q=国土资源部")))
    assert "没有符合条件的词条" in text_of(client.get(url(office, "?q=没有的词")))
    assert "民社局" not in text_of(client.get(url(office, "?sort=sensitive")))
    assert client.get(url(office, "?source=moon&sort=moon&page=99")).status_code == 200


def test_an_entry_of_the_shipped_list_is_overridden_and_switched_off(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    listed = next(rule for rule in default_words().rules if "帐号" in rule.wrong)
    form = text_of(client.get(url(office, f"entry/?from={key_of(listed)}")))
    assert f"<h1>在本地区改用别的写法：{'、'.join(listed.wrong)}</h1>" in form and "新增词条" not in form
    assert f"内置词表现在的写法：{spoken(listed)}（{listed.reason}）" in form
    refused = client.post(url(office, f"entry/?from={key_of(listed)}"), {**FIELDS, "reason": ""})
    assert f"改用别的写法：{'、'.join(listed.wrong)}" in text_of(refused) and "请写明理由" in text_of(refused)
    silent = text_of(client.get(url(office, f"entry/?from={key_of(listed)}&off=1")))
    assert re.search(r'name="off"[^>]*checked', silent) and "<h1>本地区不提示“" in silent
    save(client, office, wrong="帐号", right="", off="on", reason="本地惯用")
    page = text_of(client.get(url(office)))
    assert "不提示" in page and "恢复提示" in page
    assert "这里改用：“帐号”不提示" in text_of(client.get(url(office, "?source=built_in&q=帐号")))
    tried = client.post(url(office, "try/"), {"sentence": "帐号和国土资源部"})
    assert "会提示 1 处" in text_of(tried)
    assert client.get(url(office, "entry/?key=moon")).status_code == 404


def test_a_sentence_is_tried_and_nothing_kept(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    page = text_of(client.post(url(office, "try/"), {"sentence": "请登录帐号查询"}))
    assert "会提示 1 处" in page and "账号" in page
    assert "没有需要提示的地方" in text_of(client.post(url(office, "try/"), {"sentence": "现予公布。"}))
    assert client.post(url(office, "try/"), {"sentence": ""}).status_code == 422
    assert not WordListVersion.objects.exists()


def test_the_words_of_a_row_are_required_together(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    form = text_of(client.get(url(office, f"required/?key={key_of(OLD)}")))
    assert "民社局\n县民社局" in form and "2019年更名" in form
    page = text_of(
        client.post(url(office, "required/"), {"word": "民社局\n县民社局", "reason": "更名"}, follow=True)
    )
    assert "已将“民社局”“县民社局”设为必须改" in page and RequiredWord.objects.count() == 2
    assert "必须改" in text_of(client.get(url(office)))
    half = client.post(url(office, "required/"), {"word": "帐号\n没有的词", "reason": "统一"})
    assert "已将“帐号”设为必须改" in text_of(half) and "词表里没有“没有的词”" in text_of(half)


def test_sentences_are_added_and_removed(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    add = url(office, "examples/")
    assert "实际找出县民社局" in text_of(client.post(add, {"sentence": "报县民社局", "finds": "民社局"}))
    done = text_of(client.post(add, {"sentence": "报县民社局", "finds": "县民社局"}, follow=True))
    assert "已增加例句" in done and "应找出：县民社局" in done
    gone = client.post(url(office, "examples/remove/"), {"text": "报县民社局"}, follow=True)
    assert "已删除例句" in text_of(gone)
    again = client.post(url(office, "examples/remove/"), {"text": "报县民社局"}, follow=True)
    assert "可能已由他人删除" in text_of(again)


def test_versions_are_told_in_words_and_restored(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert "还没有版本" in text_of(client.get(url(office, "versions/")))
    with clock.frozen(datetime(2026, 3, 2, 9, 5, tzinfo=clock.CHINA)):
        put(office)
    put(office, WordRule(OLD.wrong, "民政局", OLD.sort, OLD.reason), OLD)
    page = text_of(client.get(url(office, "versions/")))
    assert "2026-03-02 09:05</time>" in page
    assert "修改：民社局、县民社局→县民政局，改成民社局、县民社局→民政局" in page and "[[words]]" not in page
    assert "恢复这一版" in text_of(client.get(url(office, "versions/1/")))
    assert "恢复这一版" not in text_of(client.get(url(office, "versions/2/")))
    late = client.post(url(office, "versions/1/"), {"based_on": "1"}, follow=True)
    assert "没有恢复" in text_of(late)
    done = client.post(url(office, "versions/1/"), {"based_on": "2"}, follow=True)
    assert "已恢复第1版的词条，保存为第3版" in text_of(done) and own(office) == (OLD,)
    assert client.get(url(office, "versions/9/")).status_code == 404


def test_a_pasted_table_is_looked_over_then_imported(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    looked = client.post(url(office, "import/"), {"pasted": PASTED}, follow=True)
    page = text_of(looked)
    assert (
        "民社局→民政局" in page and "原为：民社局、县民社局→县民政局" in page and "不认识类别“天气”" in page
    )
    assert "“县民社局”照旧保留" in page and "有 1 行只写了现有词条的一部分原词" in page
    assert own(office) == (OLD,)
    token = re.search(r'name="file" value="([^"]+)"', page)
    assert token
    post = {"file": token[1], "based_on": "0"}
    clash = client.post(url(office, "import/look/"), post)
    assert clash.status_code == 409 and "重新核对" in text_of(clash)
    done = client.post(url(office, "import/look/"), {**post, "based_on": "1"}, follow=True)
    assert "新增1条，修改1条，已保存为第2版" in text_of(done)
    empty = client.post(url(office, "import/look/"), {**post, "based_on": "2"})
    assert empty.status_code == 422 and "没有要新增或者修改" in text_of(empty)
    other = f"/workbench/words/{office.county.village.pk}/import/look/?file={token[1]}"
    assert client.get(other).status_code == 404
    assert client.get(url(office, "import/look/?file=forged")).status_code == 404


def test_what_a_line_takes_away_is_said_before_it_goes(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    table = "原词\t改为\t类别\t理由\t其余原词\n民社局\t民政局\t机构名称\t更名\t{}\n"
    unknown = text_of(client.post(url(office, "import/"), {"pasted": table.format("也许")}, follow=True))
    assert "“其余原词”一列不填或者写“保留”“删去”" in unknown
    page = text_of(client.post(url(office, "import/"), {"pasted": table.format("删去")}, follow=True))
    assert "“县民社局”删去" in page and "有 1 行要求删去现有词条的其余原词" in page
    token = re.search(r'name="file" value="([^"]+)"', page)
    assert token
    client.post(url(office, "import/look/"), {"file": token[1], "based_on": "1"})
    assert [(rule.wrong, rule.right) for rule in own(office)] == [(("民社局",), "民政局")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "请选择要上传的表格"),
        ({"pasted": "帐号\t账号\n"}, "没有找到表头"),
        ({"file": SimpleUploadedFile("词表.xlsx", b"PK\x03\x04broken")}, "词表.xlsx"),
        ({"file": SimpleUploadedFile("词表.exe", b"MZ" + b"\x00" * 64)}, "词表.exe"),
    ],
)
def test_files_that_are_no_table_are_refused_on_the_page(
    office: Office, as_role: AsRole, data: dict[str, object], message: str
) -> None:
    before = StoredFile.objects.count()
    response = as_role(Role.OPEN_AFFAIRS_OFFICE).post(url(office, "import/"), data)
    assert response.status_code == 422 and message in text_of(response) and "没有读取" in text_of(response)
    assert StoredFile.objects.count() == before


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_is_exported_comes_back_unchanged(office: Office, as_role: AsRole, suffix: str) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    put(office, WordRule(("=甲", "乙、丙"), "丁", WordingSort.SENSITIVE, "理由", unless_after=("原",)))
    file = SimpleUploadedFile(f"词表.{suffix}", client.get(url(office, f"export.{suffix}")).content)
    page = text_of(client.post(url(office, "import/"), {"file": file}, follow=True))
    assert "和现行词表一致，不需要导入" in page and "没有列入的行" not in page
    assert client.get(url(office, "export.pdf")).status_code == 404


@pytest.mark.parametrize(
    "part",
    ["", "entry/", "required/", "examples/", "text/", "import/", "import/look/", "export.csv", "versions/"],
)
def test_others_see_none_of_it(office: Office, as_role: AsRole, part: str) -> None:
    assert as_role(Role.DEPARTMENT_EDITOR).get(url(office, part)).status_code == 403


def test_a_long_list_asks_as_much_as_a_short_one(
    office: Office, as_role: AsRole, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    put(office)
    for part in ("", "versions/"):
        client.get(url(office, part))
        with CaptureQueriesContext(connection) as few:
            client.get(url(office, part))
        for at in range(3):
            put(office, WordRule((f"甲{part}{at}",), "乙", WordingSort.WORD, "理由"))
        with django_assert_num_queries(len(few)):
            client.get(url(office, part))
