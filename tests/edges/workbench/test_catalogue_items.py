"""Writing the rows of a catalogue, and what becomes of those that do not apply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import ExemptionState, Relation
from gongkai.core.catalogue.models import CatalogueItem, Exemption
from gongkai.edges.workbench.forms.catalogue_items import form_values
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import NotFound
from tests import factories as make
from tests.edges.workbench.conftest import Office, SignIn, open_account, text_of

AsRole = Callable[[Role], Client]


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.OPEN_AFFAIRS_OFFICE)


@pytest.fixture
def town_item(office: Office) -> CatalogueItem:
    """A row of the township that inherits one of the county's."""
    derived = commands.derive_catalogue(
        actor=make.SYSTEM,
        division_id=office.county.township.pk,
        title="青石镇标准目录",
        responsible_body_id=office.county.town_government.pk,
    )
    return queries.items_in(derived.pk)[0]


def form_of(item: CatalogueItem, **changes: Any) -> dict[str, Any]:
    """What the editor sends for a row; browsers send lines with a carriage return."""
    values = form_values(queries.fields_of(item)) | {"revision": item.revision, "body": ""} | changes
    sent = {name: value for name, value in values.items() if value not in (False, None)}
    return {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in sent.items()
    }


def edit_url(item: CatalogueItem) -> str:
    return f"/workbench/items/{item.pk}/edit/"


def test_saving_what_the_page_shows_changes_nothing(keeper: Client, town_item: CatalogueItem) -> None:
    before = queries.fields_of(town_item)
    assert keeper.post(edit_url(town_item), form_of(town_item)).status_code == 302
    saved = queries.get_item(town_item.pk)
    assert queries.fields_of(saved) == before and saved.relation == Relation.INHERITS
    assert saved.responsible_body_id == town_item.responsible_body_id


def test_a_row_is_refined_beside_the_words_above(keeper: Client, town_item: CatalogueItem) -> None:
    page = text_of(keeper.get(edit_url(town_item)))
    assert "与上级一致" in page and "已细化" not in page
    assert "系统理解为：" in page and "20个工作日" in page
    done = keeper.post(edit_url(town_item), form_of(town_item, time_limit="10个工作日内"), follow=True)
    assert "要素齐全" in text_of(done)
    saved = queries.get_item(town_item.pk)
    assert saved.relation == Relation.REFINES and saved.time_limit == "10个工作日内"
    page = text_of(keeper.get(edit_url(saved)))
    assert "已细化" in page and "自信息形成或者变更之日起20个工作日内" in page
    taken = keeper.post(edit_url(saved), form_of(saved, content_elements="改到一半", take="time_limit"))
    page = text_of(taken)
    assert "已填入上级的文字，还没有保存" in page and "改到一半" in page
    assert queries.get_item(saved.pk).time_limit == "10个工作日内", "nothing is saved by taking over"
    every = text_of(keeper.post(edit_url(saved), form_of(saved, for_everyone="", take="all")))
    assert "各要素与上级一致" in every


def test_a_limit_nobody_understands_is_said_at_once(keeper: Client, town_item: CatalogueItem) -> None:
    address = f"/workbench/catalogues/{town_item.catalogue_id}/items/check/?item={town_item.pk}"
    values = form_of(town_item, time_limit="视情况而定", legal_basis="", responsible_text="没有的单位")
    answer = text_of(keeper.post(address, values))
    assert "还差 1 项" in answer and "没有填写“公开依据”" in answer
    assert 'hx-swap-oob="true"' in answer and "系统不能据此计算期限" in answer
    assert "没有的单位”不在机构名录中" in answer
    assert 'id="upper-time_limit" hx-swap-oob="true"' in answer and answer.count("已细化</span>") == 2
    assert queries.get_item(town_item.pk).revision == town_item.revision
    fine = text_of(keeper.post(address, form_of(town_item)))
    assert "已填完整" in fine and "系统理解为" in fine


def test_two_editors_of_one_row_lose_nothing(
    office: Office, keeper: Client, town_item: CatalogueItem
) -> None:
    commands.update_item(
        actor=office.actor(Role.OPEN_AFFAIRS_OFFICE),
        item_id=town_item.pk,
        revision=town_item.revision,
        fields=replace(queries.fields_of(town_item), time_limit="每月5日前"),
    )
    mine = form_of(town_item, content_elements="我写的内容")
    answer = keeper.post(edit_url(town_item), mine)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "我写的内容" in page and "每月5日前" in page and "请先核对两份内容" in page
    assert "没有丢失" in page
    latest = queries.get_item(town_item.pk)
    assert latest.content_elements == town_item.content_elements
    done = keeper.post(edit_url(town_item), {**mine, "overwrite": str(latest.revision)})
    assert done.status_code == 302
    assert queries.get_item(town_item.pk).content_elements == "我写的内容"


def test_refusals_keep_what_was_typed(office: Office, keeper: Client, town_item: CatalogueItem) -> None:
    twin = queries.items_in(town_item.catalogue_id)[1]
    refused = keeper.post(edit_url(town_item), form_of(town_item, level2=twin.level2, time_limit="每日更新"))
    page = text_of(refused)
    assert refused.status_code == 409 and "本领域已有公开事项" in page and "每日更新" in page
    assert "请先核对两份内容" not in page
    nameless = keeper.post(edit_url(town_item), form_of(town_item, level1="", level2=" "))
    assert nameless.status_code == 422 and "请填写一级事项或二级事项名称" in text_of(nameless)
    long = keeper.post(edit_url(town_item), form_of(town_item, level1="长" * 201))
    assert long.status_code == 422
    make.publish_catalogue(queries.get_catalogue(town_item.catalogue_id), "首次公布。")
    commands.update_item(
        actor=make.SYSTEM, item_id=town_item.pk, revision=town_item.revision,
        fields=replace(queries.fields_of(town_item), time_limit="每月5日前"),
    )  # fmt: skip
    commands.submit_version(actor=make.SYSTEM, catalogue_id=town_item.catalogue_id, change_note="缩短时限。")
    latest = queries.get_item(town_item.pk)
    closed = keeper.post(edit_url(latest), form_of(latest, time_limit="每日更新"))
    assert closed.status_code == 409 and "正在审核" in text_of(closed) and "每日更新" in text_of(closed)


def test_only_keepers_write(office: Office, as_role: AsRole, town_item: CatalogueItem) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert editor.get(edit_url(town_item)).status_code == 403
    assert editor.post(edit_url(town_item), form_of(town_item)).status_code == 403
    new = f"/workbench/catalogues/{town_item.catalogue_id}/items/new/"
    assert editor.get(new).status_code == 403
    supervisor = as_role(Role.SUPERVISOR)
    assert "编辑</a>" not in text_of(supervisor.get(f"/workbench/items/{town_item.pk}/"))


def test_what_changed_above_is_looked_at_in_the_editor(
    office: Office, keeper: Client, town_item: CatalogueItem
) -> None:
    upper = queries.get_item(town_item.inherits_id or 0)
    commands.update_item(
        actor=make.SYSTEM, item_id=upper.pk, revision=upper.revision,
        fields=replace(queries.fields_of(upper), time_limit="10个工作日内"),
    )  # fmt: skip
    make.publish_catalogue(office.county.catalogue)
    page = text_of(keeper.get(edit_url(town_item)))
    assert "上级已修改这个事项" in page and "上级修改的要素：公开时限" in page
    keeper.post(edit_url(town_item), form_of(town_item, action="align"))
    page = text_of(keeper.get(edit_url(town_item)))
    assert "上级已修改这个事项" not in page and "已细化" in page
    assert not queries.upstream(town_item.catalogue_id)


def test_saving_leads_to_the_next_row_that_lacks_something(
    office: Office, keeper: Client, town_item: CatalogueItem
) -> None:
    rows = list(queries.items_in(town_item.catalogue_id))
    last = rows[-1]
    keeper.post(edit_url(last), form_of(last, legal_basis=""))
    answer = keeper.post(edit_url(town_item), form_of(town_item, action="next"))
    assert answer["Location"] == edit_url(last)
    last = queries.get_item(last.pk)
    done = keeper.post(edit_url(last), form_of(last, legal_basis="《条例》", action="next"))
    assert done["Location"] == f"/workbench/items/{last.pk}/"


def test_a_row_is_added_and_taken_away_again(office: Office, keeper: Client) -> None:
    address = f"/workbench/catalogues/{office.county.catalogue.pk}/items/new/"
    page = text_of(keeper.get(address, {"area": "05"}))
    assert "新增事项" in page and 'value="05" selected' in page
    values = {"area": "05", "level2": "临时救助对象名单", "disclosure_method": "proactive"}
    refused = keeper.post(address, {**values, "area": ""})
    assert refused.status_code == 422 and "临时救助对象名单" in text_of(refused)
    made = keeper.post(address, values)
    item = CatalogueItem.objects.get(level2="临时救助对象名单")
    assert made["Location"] == f"/workbench/items/{item.pk}/"
    page = text_of(keeper.get(f"/workbench/items/{item.pk}/"))
    assert "没有填写“公开依据”" in page and "本级新增" in page
    gone = keeper.post(f"/workbench/items/{item.pk}/remove/", follow=True)
    assert "已删除“临时救助对象名单”" in text_of(gone)
    with pytest.raises(NotFound):
        queries.get_item(item.pk)


def test_nobody_deletes_what_is_public_or_asked_for_above(
    office: Office, keeper: Client, town_item: CatalogueItem
) -> None:
    for item in (town_item, office.county.items[0]):
        page = text_of(keeper.get(f"/workbench/items/{item.pk}/"))
        assert "不得随意删除" in page and "陕政办发〔2020〕20号" in page
        answer = keeper.post(f"/workbench/items/{item.pk}/remove/")
        assert answer.status_code == 403 and "不得随意删除" in text_of(answer)
        assert queries.get_item(item.pk).is_listed


def test_what_does_not_apply_is_proposed_and_decided_by_another(
    office: Office, keeper: Client, sign_in: SignIn, town_item: CatalogueItem
) -> None:
    address = f"/workbench/items/{town_item.pk}/exempt/"
    empty = keeper.post(address, {"basis": " "})
    assert empty.status_code == 422 and "请写明不适用的依据" in text_of(empty)
    told = text_of(keeper.post(address, {"basis": "职能已划转，云编〔2026〕3号。"}, follow=True))
    assert "请由他人审批" in told and "待批准" in told and "panel-exempt" not in told
    assert keeper.post(address, {"basis": "再提一次。"}).status_code == 404
    exemption = Exemption.objects.get(catalogue=town_item.catalogue)
    page = text_of(keeper.get(f"/workbench/exemptions/{exemption.pk}/"))
    assert "不能由本人批准" in page and "云编〔2026〕3号" in page
    assert keeper.post(f"/workbench/exemptions/{exemption.pk}/approve/").status_code == 403
    open_account("office.second", Role.OPEN_AFFAIRS_OFFICE, office.county.bureau, office.county.division)
    second = sign_in("office.second")
    reasonless = second.post(f"/workbench/exemptions/{exemption.pk}/refuse/", {"opinion": ""})
    assert reasonless.status_code == 422 and "请写明不同意的理由" in text_of(reasonless)
    done = second.post(f"/workbench/exemptions/{exemption.pk}/approve/", {"opinion": "同意。"}, follow=True)
    assert "批准不适用" in text_of(done) and "同意。" in text_of(done)
    assert not queries.get_item(town_item.pk).is_listed
    late = second.post(f"/workbench/exemptions/{exemption.pk}/refuse/", {"opinion": "迟了"})
    assert late.status_code == 404
    keeper.post(f"/workbench/exemptions/{exemption.pk}/restore/")
    exemption.refresh_from_db()
    assert exemption.state == ExemptionState.ENDED and queries.get_item(town_item.pk).is_listed
    stranger = sign_in(office.stranger.username)
    assert stranger.get(f"/workbench/exemptions/{exemption.pk}/").status_code == 404


def test_the_page_of_a_row_tells_its_history(office: Office, keeper: Client) -> None:
    item = office.county.items[0]
    keeper.post(edit_url(item), form_of(item, time_limit="每月5日前"))
    make.publish_catalogue(office.county.catalogue, "缩短时限。")
    page = text_of(keeper.get(f"/workbench/items/{item.pk}/"))
    assert "第1版：首次公布" in page and "第2版：修改公开时限" in page and "缩短时限。" in page
