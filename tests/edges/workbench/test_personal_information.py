"""Personal information on screen: beside the editor, place by place, masked, released, proved; the rules."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.models import RuleVersion
from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition, Rescan
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.text.personal_information import shipped_text
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.edges.workbench.conftest import Office, form_of, text_of
from tests.text.catalogue.old_excel import old_workbook
from tests.text.file_contents.samples import pdf
from tests.text.office_files import workbook_of

NUMBER = samples()["id_card"]
WITH_NUMBER = f"<p>低保对象身份证号：{NUMBER}。</p>"
AsRole = Callable[[Role], Client]


@pytest.fixture
def named(office: Office) -> Edition:
    """A draft by somebody who is none of the people of the office."""
    return make.draft(office.county, body_html=WITH_NUMBER)


def address(edition: Edition, name: str = "") -> str:
    return f"/workbench/documents/{edition.pk}/personal-information/{name}"


def test_beside_the_editor_stands_what_was_found_masked(as_role: AsRole, named: Edition) -> None:
    shown = text_of(as_role(Role.DEPARTMENT_EDITOR).get(f"/workbench/documents/{named.pk}/completeness/"))
    assert "个人信息：1处必须处理" in shown
    assert f'href="/workbench/documents/{named.pk}/edit/#id_body_html"' in shown
    assert NUMBER not in shown


def test_what_is_handed_in_all_the_same_comes_back_with_its_reason(as_role: AsRole, named: Edition) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    answer = client.post(f"/workbench/documents/{named.pk}/edit/", {**form_of(named), "action": "submit"})
    assert answer.status_code == 422
    assert "个人信息检查没有通过，没有提交" in text_of(answer)
    assert queries.get_edition(named.pk).state == EditionState.DRAFT
    shown = text_of(client.get(f"/workbench/documents/{named.pk}/"))
    assert "处理完毕后才能提交" in shown


def test_masked_by_one_press_and_taken_back(as_role: AsRole, named: Edition) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    shown = text_of(client.get(address(named)))
    assert "一键脱敏" in shown
    assert NUMBER not in shown
    client.post(address(named, "mask/"), {"action": "mask", "revision": named.revision})
    assert NUMBER not in queries.get_edition(named.pk).body_html
    assert "撤销脱敏" in text_of(client.get(address(named)))
    client.post(address(named, "mask/"), {"action": "undo"})
    assert queries.get_edition(named.pk).body_html == WITH_NUMBER


def test_a_list_is_masked_beside_its_findings(as_role: AsRole, office: Office) -> None:
    client, edition = as_role(Role.DEPARTMENT_EDITOR), make.draft(office.county)
    rows = "\n".join(f"{name},石桥村,{NUMBER},300" for name in ("陈大山", "李小河", "王一川"))
    attachment = commands.attach_file(
        actor=office.county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        name="名单.csv",
        chunks=[f"姓名,村,身份证号,金额\n{rows}\n".encode()],
    )
    shown = text_of(client.get(address(edition)))
    assert "这是一份名单，共 3 行" in shown
    assert "生成脱敏副本" in shown
    masked = f"files/{attachment.pk}/mask/"
    client.post(address(edition, masked), {"action": "mask", "without": "金额"})
    got = b"".join(client.get(f"/workbench/files/{attachment.pk}/").streaming_content).decode()
    assert NUMBER not in got
    assert "金额" not in got
    assert "石桥村" in got
    assert "公开的是脱敏副本" in text_of(client.get(address(edition)))
    other = make.draft(office.county, "另一份")
    assert client.post(address(other, masked), {"action": "mask"}).status_code == 404


@pytest.mark.parametrize(("name", "content", "words", "has_button"), [
    ("名单.xlsx", workbook_of([["姓名", "证号"], ["甲", NUMBER]]), "单元格内的局部格式不保留", True),
    ("名单.pdf", pdf([f"甲 {NUMBER}"]), "副本由文字重新生成，原来的版式、图片和印章不保留", True),
    ("名单.xls", old_workbook({"表": [["姓名", "证号"], ["甲", NUMBER]]}), "这种文件不能生成脱敏副本", False),
])  # fmt: skip
def test_what_a_masked_copy_loses_is_said_before(
    as_role: AsRole, office: Office, name: str, content: bytes, words: str, has_button: bool
) -> None:
    edition = make.draft(office.county)
    editor = office.county.person(Role.DEPARTMENT_EDITOR)
    commands.attach_file(actor=editor, edition_id=edition.pk, name=name, chunks=[content])
    shown = text_of(as_role(Role.DEPARTMENT_EDITOR).get(address(edition)))
    assert words in shown
    assert ("生成脱敏副本</button>" in shown) == has_button


def test_a_file_that_nothing_can_read_is_confirmed_on_its_own(as_role: AsRole, office: Office) -> None:
    client, edition = as_role(Role.DEPARTMENT_EDITOR), make.draft(office.county)
    attachment = commands.attach_file(
        actor=office.county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        name="录音.mp3",
        chunks=[b"ID3" + bytes(200)],
    )
    shown = text_of(client.get(address(edition)))
    assert "全部可以公开" not in shown
    assert f'href="/workbench/files/{attachment.pk}/"' in shown
    digest = queries.guard_report(queries.get_edition(edition.pk)).parts[-1].part.digest
    unticked = client.post(address(edition, "looked/"), {"digest": digest}, follow=True)
    assert "再勾选“已逐页打开核对”" in text_of(unticked)
    assert "已逐页打开核对</label>" in text_of(unticked)
    ticked = client.post(address(edition, "looked/"), {"digest": digest, "looked": "1"}, follow=True)
    assert "已记录：已逐页打开核对" in text_of(ticked)
    assert "已逐页打开核对</label>" not in text_of(ticked)


def test_the_rest_is_confirmed_at_once_on_a_basis(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    edition = make.draft(office.county, body_html=f"<p>报名电话：{samples()['mobile']}。</p>")
    assert "全部可以公开" in text_of(client.get(address(edition)))
    refused = client.post(address(edition, "confirm/"), {"basis": "好好好好"})
    assert refused.status_code == 422
    assert "不能只是重复的字" in text_of(refused)
    assert 'value="好好好好"' in text_of(refused)
    client.post(address(edition, "confirm/"), {"basis": "均为办公电话。"})
    assert "全部可以公开" not in text_of(client.get(address(edition)))
    again = client.post(address(edition, "confirm/"), {"basis": "均为办公电话。"})
    assert "没有需要核对的内容" in text_of(again)


def test_many_findings_stand_in_groups_that_are_folded(as_role: AsRole, office: Office) -> None:
    shown = text_of(as_role(Role.DEPARTMENT_EDITOR).get(address(listed(office, 64))))
    for group in ("身份证号码（“身份证号”列）：64 处", "手机号码（“手机号码”列）：64 处"):
        after = shown.partition(group)[2]
        assert after, group
        first, _, rest = after.partition("其余 54 处</summary>")
        assert first.count("<li>") == 10
        assert rest.partition("</details>")[0].count("<li>") == 54
    assert shown.count("校验码正确") <= 2, "what all of them have in common is said once"


def test_of_more_findings_than_are_listed_the_groups_say_how_many(as_role: AsRole, office: Office) -> None:
    shown = text_of(as_role(Role.DEPARTMENT_EDITOR).get(address(listed(office, 600))))
    assert "身份证号码（“身份证号”列）：600 处" in shown
    assert "手机号码（“手机号码”列）：600 处" in shown
    assert "另有 350 处没有逐一列出" in shown


def listed(office: Office, people: int) -> Edition:
    """A draft with a list of so many, all with the same numbers."""
    row = ["甲", NUMBER, samples()["mobile"]]
    edition = make.draft(office.county)
    commands.attach_file(
        actor=office.county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        name="名单.xlsx",
        chunks=[workbook_of([["姓名", "身份证号", "手机号码"], *(row for _ in range(people))])],
    )
    return edition


def test_a_second_person_releases_and_the_proof_is_printed(as_role: AsRole, named: Edition) -> None:
    editor, approver = as_role(Role.DEPARTMENT_EDITOR), as_role(Role.APPROVER)
    assert "您不能自己批准" in text_of(editor.get(address(named)))
    assert "批准公开" in text_of(approver.get(address(named)))
    refused = approver.post(address(named, "release/"), {"ground": "", "reason": "可以"})
    assert refused.status_code == 422
    assert "理由不少于10字" in text_of(refused)
    assert "请勾选要批准公开的内容" in text_of(refused)
    (scope,) = queries.guard_report(named).open_scopes
    given = {"ground": "consent", "reason": "本人已签署同意书，同意公开证件号码。", "scope": scope.key}
    repeated = approver.post(address(named, "release/"), {**given, "reason": "啊" * 10})
    assert repeated.status_code == 422
    assert "理由只是重复的字" in text_of(repeated)
    assert approver.post(address(named, "release/"), given).status_code == 302
    assert "经批准公开" in text_of(editor.get(address(named)))


def test_the_proof_is_on_the_page_and_to_print(as_role: AsRole, office: Office) -> None:
    client, edition = as_role(Role.DEPARTMENT_EDITOR), make.publish_document(office.county)
    assert "打印检查证明" in text_of(client.get(f"/workbench/documents/{edition.pk}/"))
    proof = text_of(client.get(address(edition, "proof/")))
    assert guarding.rules_in_force().version in proof
    assert "第二十八条" in proof
    assert client.get(address(make.draft(office.county), "proof/")).status_code == 404


def test_others_see_nothing_of_it(sign_in: Callable[[str], Client], named: Edition) -> None:
    stranger = sign_in("stranger")
    assert stranger.get(address(named)).status_code == 404
    assert stranger.post(address(named, "check/")).status_code == 404


def test_questions_to_the_database(
    as_role: AsRole, named: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    client.get(address(named))
    with django_assert_max_num_queries(24):
        client.get(address(named))


# --- rules and rescans --------------------------------------------------------------------------------


def test_rules_are_tried_before_they_are_kept(as_role: AsRole) -> None:
    client = as_role(Role.SYSTEM_ADMINISTRATOR)
    assert "试用例子并保存" in text_of(client.get("/workbench/guard-rules/"))
    sent = {"based_on": "0", "note_text": "照自带的规则。", "in_force_on": ""}
    refused = client.post("/workbench/guard-rules/", {**sent, "rules_text": "version = 1"})
    assert refused.status_code == 422
    assert "version = 1" in text_of(refused)
    kept = client.post("/workbench/guard-rules/", {**sent, "rules_text": shipped_text()}, follow=True)
    assert "已保存第1版" in text_of(kept)
    assert "本地第1版" in guarding.rules_in_force().version
    again = client.post("/workbench/guard-rules/", {**sent, "rules_text": shipped_text()})
    assert "已有新版" in text_of(again)


def test_what_a_version_loses_is_confirmed_on_the_page_with_the_text_kept(as_role: AsRole) -> None:
    client = as_role(Role.SYSTEM_ADMINISTRATOR)
    blocks = shipped_text().split("[[rule]]")
    text = "[[rule]]".join(block for block in blocks if 'type = "plate"' not in block)
    sent = {"based_on": "0", "note_text": "不识别车牌。", "in_force_on": "", "rules_text": text}
    answer = client.post("/workbench/guard-rules/", sent)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "比现行版本少5条规则：机动车号牌（4条）、农业机械号牌" in shown
    assert "不再识别的类型：机动车号牌" in shown
    assert "不识别车牌。" in shown
    assert 'href="#id_confirmed_losses"' in shown
    assert "type = &quot;id_card&quot;" in shown
    assert guarding.list_rule_versions().count() == 0
    confirmed = re.search(r'name="confirmed_losses" id="id_confirmed_losses" value="([0-9a-f]{64})"', shown)
    assert confirmed
    assert "checked" not in shown[confirmed.start() : confirmed.end() + 40]
    kept = client.post("/workbench/guard-rules/", {**sent, "confirmed_losses": confirmed[1]}, follow=True)
    assert "已保存第1版" in text_of(kept)
    assert "〔比现行版本少5条规则" in text_of(kept)


def test_a_fault_of_the_rules_stands_beside_the_text_in_chinese(as_role: AsRole) -> None:
    sent = {"based_on": "0", "note_text": "试。", "in_force_on": ""}
    wrong = shipped_text().replace("'[1-9][0-9]{16}[0-9X]'", "'([1-9][0-9]{16}[0-9X]'", 1)
    shown = text_of(
        as_role(Role.SYSTEM_ADMINISTRATOR).post("/workbench/guard-rules/", {**sent, "rules_text": wrong})
    )
    assert "括号没有成对，缺少“)”（missing ): (" in shown
    assert "b&#x27;" not in shown
    assert 'href="#id_rules_text"' in shown


def test_a_version_shows_line_by_line_what_it_changed(as_role: AsRole) -> None:
    client = as_role(Role.SYSTEM_ADMINISTRATOR)
    changed = shipped_text().replace('version = "', 'version = "本地', 1).replace("\n", "\r\n")
    sent = {"based_on": "0", "note_text": "改了版本号。", "in_force_on": "", "rules_text": changed}
    client.post("/workbench/guard-rules/", sent)
    listed = text_of(client.get("/workbench/guard-rules/"))
    assert 'href="/workbench/guard-rules/versions/1/"' in listed
    for role in (Role.SYSTEM_ADMINISTRATOR, Role.OPEN_AFFAIRS_OFFICE):
        shown = text_of(as_role(role).get("/workbench/guard-rules/versions/1/"))
        assert "新增1行，删去1行" in shown
        assert "<ins>version = &quot;本地" in shown
        assert "<del>version = &quot;2" in shown
        assert "行相同" in shown
        assert ("以这一版为底稿修改" in shown) is (role == Role.SYSTEM_ADMINISTRATOR)
    client.post("/workbench/guard-rules/", {**sent, "based_on": "1", "note_text": "没有改。"})
    assert "两版的文字相同" in text_of(client.get("/workbench/guard-rules/versions/2/"))
    assert client.get("/workbench/guard-rules/versions/3/").status_code == 404
    assert as_role(Role.DEPARTMENT_EDITOR).get("/workbench/guard-rules/versions/1/").status_code == 403


def test_the_office_reads_what_is_found_and_is_offered_nothing_that_is_refused(as_role: AsRole) -> None:
    shown = text_of(as_role(Role.OPEN_AFFAIRS_OFFICE).get("/workbench/guard-rules/"))
    assert "规则由系统管理员制定" in shown
    assert "refusal" not in shown
    assert "按新规则复查已公开信息" not in shown
    assert "试用例子并保存" not in shown
    assert '<details class="card" open>' in shown
    assert "例子（已遮盖）" in shown
    assert "车牌：豫****0*" in shown
    assert not any(number in shown for number in samples().values())
    assert "按新规则复查已公开信息" in text_of(
        as_role(Role.SYSTEM_ADMINISTRATOR).get("/workbench/guard-rules/")
    )


def test_rules_kept_before_the_core_was_tried_are_reported_on_the_page(as_role: AsRole) -> None:
    blocks = shipped_text().split("[[rule]]")
    only = "[[rule]]".join(block for block in blocks if 'type = "passport"' not in block)
    RuleVersion.objects.create(number=1, text=only, note="旧版", in_force_on=clock.today(), made_by="甲")
    shown = text_of(as_role(Role.SYSTEM_ADMINISTRATOR).get("/workbench/guard-rules/"))
    assert "现行规则有漏洞" in shown
    assert "这一版认不出护照号码" in shown


def test_a_rescan_lists_what_is_public_and_should_not_be(as_role: AsRole, office: Office) -> None:
    edition = make.publish_document(office.county)
    Edition.objects.filter(pk=edition.pk).update(body_text=f"身份证号：{NUMBER}")
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert "没有保存" not in text_of(client.get("/workbench/guard-rules/"))
    commands.start_rescan(actor=make.SYSTEM)
    rescan = Rescan.objects.get()
    assert "正在复查" in text_of(client.get(f"/workbench/guard-rules/rescans/{rescan.pk}/"))
    while commands.carry_on_rescan(rescan.pk):
        pass
    shown = text_of(client.get(f"/workbench/guard-rules/rescans/{rescan.pk}/"))
    assert "1处必须处理" in shown
    assert edition.title in shown
    assert NUMBER not in shown


def test_editors_have_no_business_with_the_rules(as_role: AsRole) -> None:
    assert as_role(Role.DEPARTMENT_EDITOR).get("/workbench/guard-rules/").status_code == 403
