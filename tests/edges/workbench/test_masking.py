"""一键脱敏 where the findings are read: beside the editor and on the page of the document."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands, queries
from gongkai.core.information.models import Attachment, Edition
from gongkai.foundation.access.enums import Role
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.edges.workbench.conftest import Office, form_of, text_of
from tests.large_files import everything_large, let_the_worker_run

NUMBER = samples()["id_card"]
WITH_NUMBER = f"<p>低保对象身份证号：{NUMBER}。</p>"
LIST = f"姓名,村,身份证号\n陈大山,石桥村,{NUMBER}\n李小河,石桥村,{NUMBER}\n".encode()
TELLING_LIST = "\n".join(
    (
        "姓名,村,身份证号,金额,备注",
        *(
            f"{name},{village},{NUMBER},{amount},无"
            for name, village, amount in (
                ("陈大山", "石桥村", 300),
                ("李小河", "云顶村", 500),
                ("王一川", "石桥村", 900),
            )
        ),
    )
).encode()
AsRole = Callable[[Role], Client]


@pytest.fixture
def named(office: Office) -> Edition:
    return make.draft(office.county, body_html=WITH_NUMBER)


def with_list(office: Office, *names: str, content: bytes = LIST) -> tuple[Edition, list[Attachment]]:
    edition = make.draft(office.county)
    actor = office.county.person(Role.DEPARTMENT_EDITOR)
    files = [
        commands.attach_file(actor=actor, edition_id=edition.pk, name=name, chunks=[content])
        for name in names
    ]
    return edition, files


def page_of(edition: Edition, name: str = "") -> str:
    return f"/workbench/documents/{edition.pk}/{name}"


def press_in_editor(client: Client, edition: Edition, action: str, **typed: str) -> str:
    sent = {**form_of(queries.get_edition(edition.pk)), **typed, "action": action}
    return text_of(client.post(page_of(edition, "edit/"), sent, follow=True))


def public_text(client: Client, file: Attachment) -> str:
    return b"".join(client.get(f"/workbench/files/{file.pk}/").streaming_content).decode()


def button(page: str, words: str) -> str:
    """The value of the button with these words."""
    found = re.search(rf'name="action" value="([^"]+)"(?:(?!</button>).)*{words}', page, re.DOTALL)
    assert found, f"no button {words}"
    return found[1]


# --- beside the editor --------------------------------------------------------------------------------


def test_the_text_is_masked_beside_the_editor_with_what_was_typed(as_role: AsRole, named: Edition) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    action = button(text_of(client.get(page_of(named, "edit/"))), "一键脱敏")
    shown = press_in_editor(client, named, action, title="刚刚改过的标题")
    assert "已脱敏，请核对" in shown
    kept = queries.get_edition(named.pk)
    assert kept.title == "刚刚改过的标题"
    assert NUMBER not in kept.body_html


def test_the_text_is_taken_back_beside_the_editor(as_role: AsRole, named: Edition) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    shown = press_in_editor(client, named, "mask-text")
    assert "已撤销脱敏" in press_in_editor(client, named, button(shown, "撤销脱敏"))
    assert queries.get_edition(named.pk).body_html == WITH_NUMBER


def test_a_file_is_masked_and_put_back_beside_the_editor(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    edition, (file,) = with_list(office, "名单.csv")
    panel = text_of(client.get(page_of(edition, "completeness/")))
    masked = press_in_editor(client, edition, button(panel, "生成脱敏副本"))
    assert "已生成脱敏副本：名单.csv，脱敏" in masked
    assert "公众看到的是脱敏副本" in masked
    assert NUMBER not in public_text(client, file)
    back = press_in_editor(client, edition, button(masked, "恢复上传的文件"))
    assert "已恢复为上传的文件" in back
    assert NUMBER in public_text(client, file)


def test_a_page_from_before_masks_nothing_twice(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    edition, (file,) = with_list(office, "名单.csv")
    action = button(text_of(client.get(page_of(edition, "completeness/"))), "生成脱敏副本")
    press_in_editor(client, edition, action)
    once = public_text(client, file)
    assert "没有重复处理" in press_in_editor(client, edition, action)
    assert public_text(client, file) == once


def test_a_page_from_before_takes_back_no_copy_of_another_person(as_role: AsRole, office: Office) -> None:
    """Somebody has left one more column out since; an old page must not throw that away unseen."""
    client = as_role(Role.DEPARTMENT_EDITOR)
    edition, (file,) = with_list(office, "名单.csv")
    masked = press_in_editor(client, edition, f"mask-{file.pk}-{file.file_id}")
    again = {"action": "mask", "without": "村", "seen": queries.get_attachment(file.pk).file_id}
    client.post(page_of(edition, f"personal-information/files/{file.pk}/mask/"), again)
    kept = public_text(client, file)
    assert "石桥村" not in kept
    assert "没有恢复" in press_in_editor(client, edition, button(masked, "恢复上传的文件"))
    assert public_text(client, file) == kept


@pytest.mark.parametrize("action", ["mask-0", "mask-x", "unmask-", "mask-999999-abc"])
def test_a_file_that_is_gone_is_told_and_the_text_is_kept(
    as_role: AsRole, named: Edition, action: str
) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    shown = press_in_editor(client, named, action, title="没有丢的标题")
    assert "没有找到该附件" in shown
    assert queries.get_edition(named.pk).title == "没有丢的标题"


def test_a_file_of_another_document_is_left_alone(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    _, (file,) = with_list(office, "名单.csv")
    other = make.draft(office.county, "另一份")
    assert "没有找到该附件" in press_in_editor(client, other, f"mask-{file.pk}-{file.file_id}")
    assert NUMBER in public_text(client, file)


def test_it_is_told_what_the_copy_leaves_out_and_who_can_still_be_recognised(
    as_role: AsRole, office: Office
) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    edition, (file,) = with_list(office, "名单.csv", content=TELLING_LIST)
    again = {"action": "mask", "without": "备注", "seen": file.file_id}
    address = page_of(edition, f"personal-information/files/{file.pk}/mask/")
    shown = text_of(client.post(address, again, follow=True))
    assert re.search("脱敏 \\d+ 处，不含“备注”列。公众看到的是副本，原文件只在内部保存。", shown)
    assert re.search("原文件只在内部保存。脱敏后仍有3人可由“[^”]+”认出", shown)


# --- on the page of the document ----------------------------------------------------------------------


def test_on_the_document_s_page_and_back_to_it(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    edition, (file,) = with_list(office, "名单.csv")
    action = button(text_of(client.get(page_of(edition))), "生成脱敏副本")
    answer = client.post(page_of(edition, "personal-information/masks/"), {"action": action}, follow=True)
    assert answer.redirect_chain == [(page_of(edition), 302)]
    assert "公众看到的是脱敏副本" in text_of(answer)
    assert NUMBER not in public_text(client, file)


def test_the_text_somebody_has_saved_since_is_not_masked_unseen(as_role: AsRole, named: Edition) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    action = button(text_of(client.get(page_of(named))), "一键脱敏")
    press_in_editor(client, named, "save", title="别人又改过")
    shown = client.post(page_of(named, "personal-information/masks/"), {"action": action}, follow=True)
    assert "已被他人保存，没有脱敏" in text_of(shown)
    assert queries.get_edition(named.pk).body_html == WITH_NUMBER


def test_who_may_not_edit_has_no_button_and_is_refused(as_role: AsRole, office: Office) -> None:
    edition, (file,) = with_list(office, "名单.csv")
    approver = as_role(Role.APPROVER)
    assert "生成脱敏副本" not in text_of(approver.get(page_of(edition)))
    action = f"mask-{file.pk}-{file.file_id}"
    approver.post(page_of(edition, "personal-information/masks/"), {"action": action})
    assert queries.get_attachment(file.pk).masked == 0


def test_who_may_only_read_sees_that_the_text_was_masked_and_no_button(
    as_role: AsRole, named: Edition
) -> None:
    press_in_editor(as_role(Role.DEPARTMENT_EDITOR), named, "mask-text")
    approver = as_role(Role.APPROVER)
    shown = text_of(approver.get(page_of(named, "personal-information/")))
    assert "脱敏 1 处" in shown
    assert "撤销脱敏" not in shown
    assert "撤销脱敏" not in text_of(approver.get(page_of(named)))
    approver.post(page_of(named, "personal-information/masks/"), {"action": "unmask-text"})
    assert NUMBER not in queries.get_edition(named.pk).body_html


def test_a_large_list_shows_its_bar_where_the_button_was(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    edition, (file,) = with_list(office, "名单.csv")
    action = {"action": f"mask-{file.pk}-{file.file_id}"}
    with everything_large():
        shown = text_of(client.post(page_of(edition, "personal-information/masks/"), action, follow=True))
        assert "正在后台生成脱敏副本" in shown
        assert "正在生成脱敏副本：“名单.csv”" in shown
        assert shown.count("<progress") == 1
        assert f'value="mask-{file.pk}' not in shown
        let_the_worker_run(edition)
    after = text_of(client.get(page_of(edition)))
    assert "正在生成" not in after
    assert "公众看到的是脱敏副本" in after


def test_others_do_not_reach_it(sign_in: Callable[[str], Client], named: Edition) -> None:
    stranger = sign_in("stranger")
    sent = {"action": "mask-text"}
    assert stranger.post(page_of(named, "personal-information/masks/"), sent).status_code == 404


def test_nothing_found_offers_nothing(as_role: AsRole, office: Office) -> None:
    edition = make.draft(office.county)
    shown = text_of(as_role(Role.DEPARTMENT_EDITOR).get(page_of(edition, "completeness/")))
    assert "脱敏" not in shown


@pytest.mark.parametrize("name", ["completeness/", "", "personal-information/", "edit/"])
def test_more_files_ask_no_more_questions(
    as_role: AsRole, office: Office, django_assert_max_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    one, _ = with_list(office, "名单.csv")
    several, _ = with_list(office, *(f"名单{number}.csv" for number in range(6)))
    client.get(page_of(one, name))
    with django_assert_max_num_queries(120) as asked:
        client.get(page_of(one, name))
    with django_assert_max_num_queries(len(asked)):
        client.get(page_of(several, name))
