"""用语核对 beside the editor, and the words that a division keeps, through the pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands as information
from gongkai.core.information.models import Edition
from gongkai.core.wording import commands, queries
from gongkai.core.wording.models import WordListVersion
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.edges.workbench.test_drafting import edit_url, form_of, fresh
from tests.edges.workbench.test_slice import AsRole

WORDS = '[[words]]\nwrong = "民社局"\nright = "民政局"\nsort = "body"\nreason = "更名"\n'


@pytest.fixture
def faulty(office: Office) -> Edition:
    return make.draft(office.county, body_html="<p>请登录<b>帐</b>号查询,另见附件。</p>")


def key_of(edition: Edition, words: str) -> str:
    return next(remark.key for remark in queries.wording_remarks(edition) if remark.words == words)


def test_the_panel_names_words_suggestion_and_reason(faulty: Edition, as_role: AsRole) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    for page in (edit_url(faulty), f"/workbench/documents/{faulty.pk}/completeness/"):
        text = text_of(client.get(page))
        assert "用语核对 2 处" in text and "→ 账号" in text and "中文里用全角标点" in text


def test_one_press_replaces_and_keeps_what_was_typed(faulty: Edition, as_role: AsRole) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    typed = form_of(faulty, title="改过的标题", action=f"reword-{key_of(faulty, '帐号')}")
    page = text_of(client.post(edit_url(faulty), typed, follow=True))
    assert "已替换1处：帐号 → 账号" in page and "用语核对 1 处" in page
    saved = fresh(faulty)
    assert saved.title == "改过的标题" and "账号查询" in saved.body_text
    again = form_of(saved, action=f"reword-{key_of(faulty, '帐号')}")
    assert "已经改过" in text_of(client.post(edit_url(saved), again, follow=True))


def test_a_wording_is_left(faulty: Edition, as_role: AsRole) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    data = form_of(faulty, action=f"ignore-{key_of(faulty, ',')}")
    page = text_of(client.post(edit_url(faulty), data, follow=True))
    assert "已忽略“,”" in page and "用语核对 1 处" in page


def test_a_clean_draft_has_no_panel(office: Office, as_role: AsRole) -> None:
    edition = make.draft(office.county, body_html="<p>现予公布。</p>")
    assert "用语核对" not in text_of(as_role(Role.DEPARTMENT_EDITOR).get(edit_url(edition)))


def _list_url(office: Office) -> str:
    return f"/workbench/words/{office.county.division.pk}/"


def _post(client: Client, office: Office, **fields: object) -> str:
    data = {"words": WORDS, "change_note": "补充", "based_on": "0", **fields}
    return text_of(client.post(_list_url(office) + "text/", data, follow=True))


def test_the_office_keeps_its_words(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert office.county.division.name in text_of(client.get("/workbench/words/"))
    assert "已保存为第1版" in _post(client, office)
    assert "第1版" in text_of(client.get(_list_url(office) + "versions/"))
    assert "民社局" in text_of(client.get(_list_url(office) + "versions/1/"))
    clash = _post(client, office, words=WORDS + "# 新\n")
    assert "已被他人修改" in clash and "# 新" in clash


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"words": "[[words]"}, "TOML"),
        ({"words": WORDS + '[[examples]]\ntext = "民社局"\nfinds = []\n'}, "实际找出民社局"),
    ],
)
def test_what_is_refused_stays_on_the_page(
    office: Office, as_role: AsRole, fields: dict[str, object], words: str
) -> None:
    page = _post(as_role(Role.OPEN_AFFAIRS_OFFICE), office, **fields)
    assert words in page and "没有保存" in page and str(fields.get("words", WORDS))[:8] in page
    assert not WordListVersion.objects.exists()


def test_others_do_not_see_the_lists(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    assert client.get("/workbench/words/").status_code == 403
    assert client.get(_list_url(office)).status_code == 403


def _require(client: Client, office: Office, **fields: object) -> str:
    data = {"word": "帐号", "reason": "全县统一", **fields}
    return text_of(client.post(_list_url(office) + "required/", data, follow=True))


def test_the_office_makes_a_word_stop_papers_and_lets_one_pass(
    office: Office, faulty: Edition, as_role: AsRole
) -> None:
    keeper, editor = as_role(Role.OPEN_AFFAIRS_OFFICE), as_role(Role.DEPARTMENT_EDITOR)
    assert "已将“帐号”设为必须改" in _require(keeper, office)
    page = text_of(keeper.get(_list_url(office) + "required/"))
    assert "必须改的用语（1）" in page and "账号" in page and "全县统一" in page
    page = text_of(editor.get(edit_url(faulty)))
    assert "标“必须改”的 1 种改后才能提交" in page and "准予保留" not in page
    assert f"ignore-{key_of(faulty, '帐号')}" not in page and f"ignore-{key_of(faulty, ',')}" in page
    data = form_of(faulty, action="submit")
    response = editor.post(edit_url(faulty), data)
    assert response.status_code == 422 and "正文中的“帐号”必须改为“账号”（全县统一）" in text_of(response)
    forced = form_of(fresh(faulty), action=f"ignore-{key_of(faulty, '帐号')}")
    assert "政务公开办" in text_of(editor.post(edit_url(faulty), forced, follow=True))
    granted = form_of(fresh(faulty), action=f"ignore-{key_of(faulty, '帐号')}")
    assert "准予本文件保留“帐号”" in text_of(keeper.post(edit_url(faulty), granted, follow=True))
    assert "必须改" not in text_of(editor.get(edit_url(faulty)))
    relaxed = keeper.post(_list_url(office) + "required/relax/", {"word": "帐号"}, follow=True)
    assert "已取消“帐号”的必须改" in text_of(relaxed)
    again = keeper.post(_list_url(office) + "required/relax/", {"word": "帐号"}, follow=True)
    assert "可能已由他人取消" in text_of(again)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"word": "无此词"}, "词表里没有“无此词”"), ({"reason": ""}, "请写明理由"), ({"word": ""}, "请填写")],
)
def test_what_cannot_be_required_is_said_and_stays(
    office: Office, as_role: AsRole, fields: dict[str, object], words: str
) -> None:
    page = _require(as_role(Role.OPEN_AFFAIRS_OFFICE), office, **fields)
    assert words in page and "没有设定" in page and str(fields.get("reason", "全县统一")) in page


def test_only_the_office_requires(office: Office, as_role: AsRole) -> None:
    address = _list_url(office) + "required/"
    assert (
        as_role(Role.DEPARTMENT_EDITOR).post(address, {"word": "帐号", "reason": "理由"}).status_code == 403
    )
    assert "设为必须改" in text_of(as_role(Role.OPEN_AFFAIRS_OFFICE).get(address))


def test_what_stands_in_names_of_files_is_left_to_the_writer(faulty: Edition, as_role: AsRole) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    information.attach_file(actor=make.SYSTEM, edition_id=faulty.pk, name="帐号说明.txt", chunks=[b"1"])
    typed = form_of(faulty, action=f"reword-{key_of(faulty, '帐号')}")
    page = text_of(client.post(edit_url(faulty), typed, follow=True))
    assert "已替换1处：帐号 → 账号" in page and "另有1处在附件名称或者表格中" in page
    assert f"reword-{key_of(faulty, '帐号')}" not in page and "附件“帐号说明.txt”的名称" in page


def test_the_list_names_those_with_words_and_finds_the_others(office: Office, as_role: AsRole) -> None:
    county, client = office.county, as_role(Role.OPEN_AFFAIRS_OFFICE)
    page = text_of(client.get("/workbench/words/"))
    assert county.division.name in page and county.village.name not in page
    assert county.village.name in text_of(client.get(f"/workbench/words/?q={county.village.name}"))
    assert county.village.name in text_of(client.get(f"/workbench/words/?q={county.village.code}"))
    assert "没有找到这个地区" in text_of(client.get("/workbench/words/?q=石溪"))
    client.post(
        f"/workbench/words/{county.village.pk}/text/",
        {"words": WORDS, "change_note": "补充", "based_on": "0"},
    )
    assert county.village.name in text_of(client.get("/workbench/words/"))


def test_the_list_asks_as_much_for_many_as_for_few(
    office: Office, as_role: AsRole, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    with CaptureQueriesContext(connection) as few:
        client.get("/workbench/words/")
    for division in (office.county.township, office.county.village):
        commands.save_words(
            actor=make.SYSTEM, division_id=division.pk, text=WORDS, change_note="补充", based_on=0
        )
    with django_assert_num_queries(len(few)):
        assert office.county.village.name in text_of(client.get("/workbench/words/"))
