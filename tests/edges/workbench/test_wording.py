"""用语核对 beside the editor, and the words that a division keeps, through the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.core.information.models import Edition
from gongkai.core.wording import queries
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
    return text_of(client.post(_list_url(office), data, follow=True))


def test_the_office_keeps_its_words(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert office.county.division.name in text_of(client.get("/workbench/words/"))
    assert "已保存为第1版" in _post(client, office)
    assert "第1版" in text_of(client.get(_list_url(office)))
    assert "民社局" in text_of(client.get(_list_url(office) + "?version=1"))
    clash = _post(client, office, words=WORDS + "# 新\n")
    assert "已被他人修改" in clash and "# 新" in clash


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"words": "[[words]"}, "TOML"),
        ({"words": WORDS + '[[examples]]\ntext = "民社局"\nfinds = []\n'}, "实际找出民社局"),
        ({"change_note": ""}, "请写明修改了什么"),
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
