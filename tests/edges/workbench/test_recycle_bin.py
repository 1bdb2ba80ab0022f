"""回收站 through the pages: empty, filled, searched, restored, refused."""

from __future__ import annotations

import pytest

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.edges.workbench.test_slice import AsRole, page_of

BIN = "/workbench/documents/bin/"


@pytest.fixture
def gone(office: Office) -> Edition:
    county = office.county
    return commands.discard_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=make.draft(county, "云溪县临时救助标准公告").pk,
    )


def test_an_empty_bin_says_what_it_is_for(as_role: AsRole) -> None:
    assert "回收站是空的" in text_of(as_role(Role.DEPARTMENT_EDITOR).get(BIN))


def test_it_is_found_looked_at_and_restored(gone: Edition, as_role: AsRole) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    page = text_of(client.get(BIN))
    assert gone.title in page and gone.discarded_by in page and "30天" in page
    assert gone.title in text_of(client.get(BIN + "?q=临时"))
    assert "回收站里没有这份草稿" in text_of(client.get(BIN + "?q=低保"))
    assert gone.title not in text_of(client.get("/workbench/documents/"))
    page = text_of(client.get(page_of(gone)))
    assert "在回收站" in page and "恢复草稿" in page
    page = text_of(client.post(page_of(gone, "restore/"), follow=True))
    assert "可以继续编辑" in page
    gone.refresh_from_db()
    assert gone.state == EditionState.DRAFT


def test_what_stands_in_the_way_is_said_and_nothing_is_lost(office: Office, as_role: AsRole) -> None:
    county = office.county
    published = make.publish_document(county)
    first = make.correct(county, published.document)
    commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=first.pk)
    make.correct(county, published.document)
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).post(page_of(first, "restore/"), follow=True))
    assert "已有一个未办结的版本" in page and "草稿仍在回收站" in page
    first.refresh_from_db()
    assert first.state == EditionState.DISCARDED


def test_who_does_not_write_sees_no_bin(gone: Edition, as_role: AsRole) -> None:
    reviewer = as_role(Role.REVIEWER)
    assert reviewer.get(BIN).status_code == 403
    assert "恢复草稿" not in text_of(reviewer.get(page_of(gone)))
    assert reviewer.post(page_of(gone, "restore/")).status_code == 403


def test_clearing_away_asks_twice_and_for_a_reason(gone: Edition, as_role: AsRole) -> None:
    office = as_role(Role.OPEN_AFFAIRS_OFFICE)
    address = page_of(gone, "erase/")
    assert "立即清除" in text_of(office.get(page_of(gone)))
    page = text_of(office.get(address))
    assert gone.title in page and "不能找回" in page
    refused = office.post(address, {"reason": "含个人信息"})
    page = text_of(refused)
    assert refused.status_code == 422 and "再勾选确认" in page and "含个人信息" in page
    refused = office.post(address, {"confirmed": "on"})
    assert refused.status_code == 422 and "请写明清除理由" in text_of(refused)
    assert Edition.objects.filter(pk=gone.pk).exists()
    done = office.post(address, {"reason": "含个人信息", "confirmed": "on"}, follow=True)
    assert "不能再找回" in text_of(done) and not Edition.objects.filter(pk=gone.pk).exists()


def test_editors_are_not_offered_to_clear_away(gone: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "立即清除" not in text_of(editor.get(page_of(gone)))
    assert editor.get(page_of(gone, "erase/")).status_code == 403
    assert editor.post(page_of(gone, "erase/"), {"reason": "理由", "confirmed": "on"}).status_code == 403
