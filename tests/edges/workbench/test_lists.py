"""Matrix, lists of powers, sorting and negative list, as the people of a county meet them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.powers import commands, queries
from gongkai.core.powers.enums import Ground, Openness, PowerList, PowerType
from gongkai.core.powers.models import LinkInformation, NegativeListEntry, PowerItem, PowerUpload
from gongkai.core.powers.rules import InformationFields
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.core.responsibilities import queries as responsibilities
from gongkai.core.responsibilities.models import AreaAssignment
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.core.powers.tables import list_file, row
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
DAY = date(2026, 6, 1)
OFFICE = Role.OPEN_AFFAIRS_OFFICE
EDITOR = Role.DEPARTMENT_EDITOR


def a_power(office: Office, number: int = 1, **given: object) -> PowerItem:
    values = {"type": PowerType.LICENCE.value, "basis": ("《殡葬管理条例》第八条",), **given}
    return commands.create_power(
        actor=make.SYSTEM,
        body_id=office.county.bureau.pk,
        list_kind=PowerList.POWERS,
        given=PowerFields(code=f"0730{number}", name=f"殡葬设施审批{number}", **values),
        effective_on=DAY,
        reason="云政发〔2026〕8号",
    )


def laid_out(office: Office, **given: object) -> tuple[PowerItem, list[LinkInformation]]:
    power = commands.lay_out_links(actor=office.actor(EDITOR), power_id=a_power(office, **given).pk)
    return power, list(
        LinkInformation.objects.filter(link__power=power).order_by("link__position", "position")
    )


def an_entry(office: Office) -> NegativeListEntry:
    return commands.add_entry(
        actor=make.SYSTEM,
        division_id=office.county.division.pk,
        body_id=office.county.bureau.pk,
        matter="申请人身份证件",
        ground=Ground.PRIVACY,
        basis="《条例》第十五条",
        valid_from=DAY,
    )


# --- the matrix ---------------------------------------------------------------------------------------


def matrix_address(office: Office, ending: str = "") -> str:
    return f"/workbench/matrix/{office.county.division.pk}/{ending}"


def test_the_matrix_is_filled_cell_by_cell(office: Office, as_role: AsRole) -> None:
    keeper = as_role(OFFICE)
    page = text_of(keeper.get("/workbench/matrix/"))
    assert "26 个领域没有责任单位" in page and "没有责任单位" in page
    cell = matrix_address(office, f"areas/20/?body={office.county.bureau.pk}")
    assert f'value="{office.county.bureau.pk}" selected' in text_of(keeper.get(cell))
    form = {
        "body": office.county.bureau.pk,
        "part": "lead",
        "since": "2026-06-01",
        "source": "云政办发〔2026〕3号",
    }
    done = text_of(keeper.post(cell, form, follow=True))
    assert "已登记：云溪县民政局牵头“社会救助”。" in done
    again = keeper.post(cell, form)
    assert again.status_code == 422 and "已登记为“牵头”" in text_of(again)
    page = text_of(keeper.get("/workbench/matrix/"))
    assert "25 个领域没有责任单位" in page and '<span class="duty-part">牵头</span>' in page
    assert "25 个领域没有责任单位" in text_of(keeper.get("/workbench/")), "on 今天要办 as well"
    assignment = AreaAssignment.objects.get()
    end = f"/workbench/matrix/assignments/{assignment.pk}/end/"
    assert "请填写终止依据" in text_of(keeper.post(end, {"until": "2026-08-01", "basis": ""}))
    assert "已终止" in text_of(keeper.post(end, {"until": "2026-08-01", "basis": "职责调整"}, follow=True))
    assert "2026-08-01" in text_of(keeper.get(cell)), "the history of the cell stays"


def test_proposals_are_looked_at_and_ticked(office: Office, as_role: AsRole) -> None:
    keeper = as_role(OFFICE)
    page = text_of(keeper.get(matrix_address(office, "fill/")))
    assert "没有找到对应单位的" in page and "义务教育：教育体育局" in page
    value = f"20-{office.county.bureau.pk}-lead"
    assert re.search(rf'value="{value}"[^>]* checked', page)
    assert not AreaAssignment.objects.exists()
    address = matrix_address(office, "fill/chosen/")
    refused = keeper.post(address, {"since": "2026-06-01"})
    assert refused.status_code == 422 and "请至少勾选一项建议" in text_of(refused)
    stale = keeper.post(address, {"since": "2026-06-01", "choices": ["20-999999-lead"]})
    assert stale.status_code == 422 and "建议已经变化" in text_of(stale)
    done = text_of(keeper.post(address, {"since": "2026-06-01", "choices": [value]}, follow=True))
    assert "已按参考数据登记 1 项" in done
    assert len(responsibilities.owners_of_area("20", office.county.division.pk)) == 1


def test_the_matrix_is_taken_away(office: Office, as_role: AsRole) -> None:
    keeper = as_role(OFFICE)
    csv = keeper.get(matrix_address(office, "matrix.csv")).content.decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("序号,领域,牵头单位") and len(csv.splitlines()) == 27
    assert keeper.get(matrix_address(office, "matrix.xlsx")).content.startswith(b"PK")
    assert keeper.get(matrix_address(office, "matrix.pdf")).status_code == 404


def test_others_look_and_do_not_touch(office: Office, as_role: AsRole) -> None:
    editor = as_role(EDITOR)
    assert "按参考数据填写" not in text_of(editor.get("/workbench/matrix/"))
    assert "政务公开办" in text_of(editor.get(matrix_address(office, "areas/20/")))
    assert editor.post(matrix_address(office, "areas/20/"), {"body": 1}).status_code == 403
    assert editor.get(matrix_address(office, "fill/")).status_code == 403
    assert editor.get("/workbench/matrix/999999/areas/20/").status_code == 404


# --- lists --------------------------------------------------------------------------------------------


def test_a_power_is_added_adjusted_and_cancelled(office: Office, as_role: AsRole) -> None:
    editor = as_role(EDITOR)
    new = {
        "body": office.county.bureau.pk, "list_kind": "powers", "code": "07301", "name": "殡葬设施审批",
        "type": "licence", "basis": "《殡葬管理条例》第八条\n\n另一条", "duties": "受理、审查",
        "effective_on": "2026-06-01", "reason": "云政发〔2026〕8号",
    }  # fmt: skip
    refused = editor.post("/workbench/powers/new/", {**new, "reason": ""})
    assert refused.status_code == 422 and "请填写依据和原因" in text_of(refused)
    assert "受理、审查" in text_of(refused), "what was typed stays"
    assert "已登记“殡葬设施审批”" in text_of(editor.post("/workbench/powers/new/", new, follow=True))
    power = PowerItem.objects.get()
    assert power.basis == ["《殡葬管理条例》第八条", "另一条"]
    change = {**new, "name": "殡葬服务设施审批", "reason": "条例修订"}
    done = editor.post(f"/workbench/powers/{power.pk}/revise/", change, follow=True)
    assert "已办理：调整" in text_of(done) and "第2版" in text_of(done)
    same = editor.post(f"/workbench/powers/{power.pk}/revise/", change)
    assert same.status_code == 422 and "没有需要调整" in text_of(same)
    cancel = {"on": "2026-08-01", "reason": "下放乡镇"}
    gone = text_of(editor.post(f"/workbench/powers/{power.pk}/cancel/", cancel, follow=True))
    assert "已取消" in gone and "不能再调整或梳理" in gone
    assert "殡葬" not in text_of(editor.get("/workbench/powers/"))
    assert "殡葬" in text_of(editor.get("/workbench/powers/?cancelled=1"))


def test_a_list_is_looked_over_and_then_imported(office: Office, as_role: AsRole) -> None:
    keeper = as_role(OFFICE)
    file = SimpleUploadedFile("清单.xlsx", list_file([row(1), row(2, name=""), row(3, body="没有的局")]))
    form = {"division": office.county.division.pk, "list_kind": "powers", "file": file}
    page = text_of(keeper.post("/workbench/powers/upload/", form, follow=True))
    assert "新增" in page and "没有事项名称" in page and "没有的局" in page
    assert not PowerItem.objects.exists()
    address = f"/workbench/powers/uploads/{PowerUpload.objects.get().pk}/"
    assert "请填写依据" in text_of(keeper.post(address, {"effective_on": "2026-06-01", "reason": ""}))
    done = keeper.post(address, {"effective_on": "2026-06-01", "reason": "云政发〔2026〕8号"}, follow=True)
    assert "已导入：新增1项，调整0项，未变0项，未导入2行。" in text_of(done)
    problems = keeper.get(f"{address}problems.csv").content.decode("utf-8-sig")
    assert problems.startswith("位置,问题,原文,处理") and "第 4 行 C 列" in problems
    exported = keeper.get("/workbench/powers/powers.xlsx").content
    again = {**form, "file": SimpleUploadedFile("导出.xlsx", exported)}
    keeper.post("/workbench/powers/upload/", again)
    plan = queries.plan_of(PowerUpload.objects.latest("pk"))
    assert (plan.created, plan.updated, plan.unchanged) == (0, 0, 1), "what is exported can be imported"


@pytest.mark.parametrize(
    ("name", "content"), [("清单.xlsx", b"not a spreadsheet"), ("清单.xlsx", b""), ("清单.pdf", b"%PDF-1.4")]
)
def test_what_is_no_list_is_refused_in_place(
    office: Office, as_role: AsRole, name: str, content: bytes
) -> None:
    keeper = as_role(OFFICE)
    form = {
        "division": office.county.division.pk, "list_kind": "powers",
        "file": SimpleUploadedFile(name, content),
    }  # fmt: skip
    refused = keeper.post("/workbench/powers/upload/", form)
    assert refused.status_code == 422 and "清单没有上传" in text_of(refused)
    assert as_role(EDITOR).get("/workbench/powers/upload/").status_code == 403


def test_filters_and_downloads(office: Office, as_role: AsRole) -> None:
    a_power(office, 1)
    a_power(office, 2, type=PowerType.PENALTY.value)
    editor = as_role(EDITOR)
    found = text_of(editor.get("/workbench/powers/?type=penalty&q=审批"))
    assert "殡葬设施审批2" in found and "殡葬设施审批1" not in found
    part = editor.get("/workbench/powers/?type=penalty", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="results")
    assert "<html" not in text_of(part) and "powers.xlsx?type=penalty" in text_of(part)
    csv = editor.get("/workbench/powers/powers.csv?type=penalty").content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 2
    assert "没有符合条件的事项" in text_of(editor.get("/workbench/powers/?q=没有这个"))


def test_powers_of_others_are_as_if_they_did_not_exist(
    office: Office, as_role: AsRole, sign_in: Callable[[str], Client]
) -> None:
    power, rows = laid_out(office)
    stranger = sign_in("stranger")
    for address in (f"powers/{power.pk}/", f"sorting/{power.pk}/", f"powers/{power.pk}/revise/"):
        assert stranger.get(f"/workbench/{address}").status_code == 404
    for address in (f"sorting/information/{rows[0].pk}/", f"sorting/{power.pk}/undo/",
                    f"sorting/links/{rows[0].link_id}/remove/"):  # fmt: skip
        assert stranger.post(f"/workbench/{address}").status_code == 404
    assert as_role(Role.SYSTEM_ADMINISTRATOR).get("/workbench/powers/").status_code == 403


# --- sorting ------------------------------------------------------------------------------------------


def test_one_power_from_nothing_to_confirmed(office: Office, as_role: AsRole) -> None:
    power = a_power(office)
    editor = as_role(EDITOR)
    address = f"/workbench/sorting/{power.pk}/"
    assert "还没有环节" in text_of(editor.get(address))
    page = text_of(editor.post(f"{address}lay-out/", follow=True))
    assert "还差 6 项" in page and "受理或者不予受理通知" in page
    refused = text_of(editor.post(f"{address}submit/", follow=True))
    assert "还差6项，补齐后才能提交" in refused
    item = office.county.item.pk
    for information in LinkInformation.objects.filter(link__power=power):
        saved = editor.post(
            f"/workbench/sorting/information/{information.pk}/",
            {"name": information.name, "openness": "proactive", "item": item},
            HTTP_HX_REQUEST="true",
        )
        assert saved.status_code == 200, text_of(saved)
    assert "已填完整" in text_of(saved) and 'hx-swap-oob="true"' in text_of(saved)
    assert "已提交政务公开办核定" in text_of(editor.post(f"{address}submit/", follow=True))
    keeper = as_role(OFFICE)
    assert "事项梳理：殡葬设施审批1" in text_of(keeper.get("/workbench/"))
    returned = keeper.post(f"{address}decide/", {"verdict": "return", "opinion": " "})
    assert returned.status_code == 422 and "退回必须写明理由" in text_of(returned)
    assert "已核定" in text_of(keeper.post(f"{address}decide/", {"verdict": "confirm"}, follow=True))
    assert queries.get_power(power.pk).sorting == "confirmed"
    assert "重新梳理" in text_of(editor.get(address))
    reopened = editor.post(f"{address}reopen/", {"reason": "目录调整"}, follow=True)
    assert "可以重新梳理了" in text_of(reopened)


def test_what_is_withheld_without_citation_is_not_saved_and_stays_typed(
    office: Office, as_role: AsRole
) -> None:
    _, rows = laid_out(office)
    entry = an_entry(office)
    editor = as_role(EDITOR)
    address = f"/workbench/sorting/information/{rows[0].pk}/"
    typed = {"name": rows[0].name, "openness": "withheld", "reason": "涉及申请人隐私"}
    for extra in ({"HTTP_HX_REQUEST": "true"}, {}):
        refused = editor.post(address, typed, **extra)
        page = text_of(refused)
        assert refused.status_code == 422 and "还没有保存" in page
        assert "须引用负面清单条目，或写明依据的条款" in page
    assert 'value="涉及申请人隐私"' in page, "without a script the page comes back with what was typed"
    assert LinkInformation.objects.get(pk=rows[0].pk).openness == ""
    saved = editor.post(address, {**typed, "entry": entry.pk}, HTTP_HX_REQUEST="true")
    assert saved.status_code == 200 and 'data-state="complete"' in text_of(saved)
    assert '<form class="sorting-information' not in text_of(saved), "nobody's typing is overwritten"
    nonsense = editor.post(address, {**typed, "entry": "abc"}, HTTP_HX_REQUEST="true")
    assert nonsense.status_code == 422


def test_links_are_changed_and_everything_is_undone(office: Office, as_role: AsRole) -> None:
    power, rows = laid_out(office)
    editor = as_role(EDITOR)
    address = f"/workbench/sorting/{power.pk}/"
    link = rows[0].link_id
    assert "回访" in text_of(editor.post(f"{address}links/", {"name": "回访"}, follow=True))
    blank = editor.post(f"{address}links/", {"name": ""})
    assert blank.status_code == 422 and "请填写环节名称" in text_of(blank)
    twice = editor.post(f"{address}links/", {"name": "回访"})
    assert twice.status_code == 422 and "同名的环节" in text_of(twice)
    editor.post(f"/workbench/sorting/links/{link}/rename/", {"name": "收件"})
    editor.post(f"/workbench/sorting/links/{link}/later/")
    editor.post(f"/workbench/sorting/links/{link}/add/", {"name": "补正通知"})
    assert [row.name for row in queries.links_of(power.pk)][:2] == ["审查", "收件"]
    editor.post(f"/workbench/sorting/information/{rows[0].pk}/remove/")
    editor.post(f"/workbench/sorting/links/{link}/remove/")
    for _ in range(6):
        assert "已撤销：" in text_of(editor.post(f"{address}undo/", follow=True))
    names = [row.name for row in queries.links_of(power.pk)]
    assert names == ["受理", "审查", "决定", "送达", "事后监管"]
    editor.post(f"{address}undo/")
    assert "没有可以撤销的操作" in text_of(editor.post(f"{address}undo/", follow=True))


def test_items_are_suggested_and_found(office: Office, as_role: AsRole) -> None:
    power, _ = laid_out(office)
    make.make_item(office.county, area="养老服务", level1="殡葬服务", level2="殡葬设施审批公示")
    make.make_item(office.county, area="养老服务", level1="福利", level2="高龄津贴", responsible="别的局")
    editor = as_role(EDITOR)
    page = text_of(editor.get(f"/workbench/sorting/{power.pk}/"))
    assert "建议（名称相近）" in page and "殡葬设施审批公示" in page and "高龄津贴" not in page
    found = text_of(editor.get(f"/workbench/sorting/{power.pk}/?q=高龄"))
    assert "查找结果" in found and "高龄津贴" in found


def test_progress_and_the_list_of_a_body(office: Office, as_role: AsRole) -> None:
    _, rows = laid_out(office)
    commands.save_information(
        actor=office.actor(EDITOR), link_id=rows[0].link_id, information_id=rows[0].pk,
        given=InformationFields(rows[0].name, Openness.PROACTIVE.value, item_id=office.county.item.pk),
    )  # fmt: skip
    page = text_of(as_role(EDITOR).get("/workbench/sorting/"))
    assert "云溪县民政局" in page and "继续梳理" in page
    answer = as_role(EDITOR).get(f"/workbench/sorting/sorted.xlsx?body={office.county.bureau.pk}")
    assert answer.content.startswith(b"PK")
    assert "%E4%BA%91%E6%BA%AA" in answer.headers["Content-Disposition"]


def test_the_editor_of_documents_offers_the_entries(office: Office, as_role: AsRole) -> None:
    entry = an_entry(office)
    edition = make.draft(office.county, actor=office.actor(EDITOR))
    page = text_of(as_role(EDITOR).get(f"/workbench/documents/{edition.pk}/edit/"))
    assert f'<option value="entry:{entry.pk}">' in page
    assert entry.citation in page


# --- the negative list --------------------------------------------------------------------------------


def test_an_entry_is_added_examined_and_taken_off(office: Office, as_role: AsRole) -> None:
    keeper = as_role(OFFICE)
    new = {
        "division": office.county.division.pk, "body": office.county.bureau.pk, "matter": "信访人个人信息",
        "ground": "privacy", "basis": "《条例》第十五条", "valid_from": "2026-06-01", "valid_until": "",
    }  # fmt: skip
    refused = keeper.post("/workbench/negative-list/new/", {**new, "basis": ""})
    assert refused.status_code == 422 and "请填写依据" in text_of(refused)
    page = text_of(keeper.post("/workbench/negative-list/new/", new, follow=True))
    assert "已列入负面清单" in page and "2027-06-01" in page, "due a year later"
    entry = NegativeListEntry.objects.get()
    examined = keeper.post(
        f"/workbench/negative-list/{entry.pk}/examine/",
        {"on": "2026-07-01", "opinion": "继续保留", "valid_until": "2026-08-01"},
        follow=True,
    )
    assert "历次评估" in text_of(examined) and "已过有效期，不得引用" in text_of(examined)
    ended = keeper.post(
        f"/workbench/negative-list/{entry.pk}/end/", {"on": "2026-09-01", "reason": "可以公开"}, follow=True
    )
    assert "已移出" in text_of(ended)
    assert "信访人" not in text_of(keeper.get("/workbench/negative-list/"))
    assert "信访人" in text_of(keeper.get("/workbench/negative-list/?ended=1"))
    csv = keeper.get("/workbench/negative-list/negative-list.csv").content.decode("utf-8-sig")
    assert "信访人个人信息,个人隐私,《政府信息公开条例》第十五条" in csv


def test_the_list_is_read_by_staff_and_kept_by_the_office(
    office: Office, as_role: AsRole, sign_in: Callable[[str], Client]
) -> None:
    entry = an_entry(office)
    editor = as_role(EDITOR)
    assert "申请人身份证件" in text_of(editor.get("/workbench/negative-list/?ground=privacy&q=身份"))
    assert "没有符合条件的条目" in text_of(editor.get("/workbench/negative-list/?ground=process"))
    assert editor.get("/workbench/negative-list/new/").status_code == 403
    assert editor.post(f"/workbench/negative-list/{entry.pk}/end/", {}).status_code == 403
    assert sign_in("stranger").get(f"/workbench/negative-list/{entry.pk}/").status_code == 404
    assert as_role(Role.SYSTEM_ADMINISTRATOR).get("/workbench/negative-list/").status_code == 403
