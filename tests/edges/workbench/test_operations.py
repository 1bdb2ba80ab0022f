"""The audit log, failed deliveries, sites."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from gongkai.core.publishing import queries as publishing
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit import commands as audit
from gongkai.foundation.audit import queries as audit_queries
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.models import Delivery
from tests import factories as make
from tests.edges.workbench.conftest import Office, open_account, text_of

AsRole = Callable[[Role], Client]


@pytest.fixture
def auditor(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.AUDIT_ADMINISTRATOR)


def test_deeds_are_listed_in_words_and_filtered(office: Office, auditor: Client) -> None:
    make.draft(office.county, "被审计的草稿", actor=office.actor(Role.DEPARTMENT_EDITOR))
    page = text_of(auditor.get("/workbench/audit/"))
    assert "起草" in page and "被审计的草稿" in page and "部门编辑甲" in page
    narrowed = text_of(auditor.get("/workbench/audit/", {"tag": "information.document.draft"}))
    assert "共 1 条" in narrowed
    assert "没有符合条件的记录" in text_of(auditor.get("/workbench/audit/", {"until": "2020-01-01"}))
    assert "被审计的草稿" in text_of(auditor.get("/workbench/audit/", {"q": "被审计"}))
    assert auditor.get("/workbench/audit/", {"since": "昨天", "page": "x"}).status_code == 200


def test_one_deed_shows_who_what_and_the_inputs(office: Office, auditor: Client) -> None:
    edition = make.draft(office.county, "被审计的草稿", actor=office.actor(Role.DEPARTMENT_EDITOR))
    event = AuditEvent.objects.get(tag="information.document.draft")
    page = text_of(auditor.get(f"/workbench/audit/{event.pk}/"))
    assert "部门编辑甲" in page and "云溪县民政局" in page and "被审计的草稿" in page
    assert "&quot;item_id&quot;" in page
    same = f"/workbench/audit/?subject=information.edition%3A{edition.pk}"
    assert same in page
    assert "被审计的草稿" in text_of(auditor.get(same))


def test_the_chain_is_verified_on_demand(office: Office, auditor: Client) -> None:
    audit.seal_pending()
    number, head = audit_queries.head()
    page = text_of(auditor.post("/workbench/audit/verify/"))
    assert "核验通过" in page and head in page
    same = auditor.post("/workbench/audit/verify/", {"number": number, "hash": head.upper()})
    assert "核验通过" in text_of(same)
    other = auditor.post("/workbench/audit/verify/", {"number": number, "hash": "0" * 64})
    assert "发现问题" in text_of(other) and "整条链可能被重写" in text_of(other)
    half = auditor.post("/workbench/audit/verify/", {"number": number})
    assert half.status_code == 422 and "要一起填写" in text_of(half)
    assert AuditEvent.objects.filter(tag="operations.audit.verify").count() == 3, "verifying is a deed itself"


def test_a_tampered_row_is_found(office: Office, auditor: Client) -> None:
    audit.seal_pending()
    event = AuditEvent.objects.order_by("pk")[3]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditevent SET subject_label = '改过' WHERE id = %s", [event.pk])
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")
    page = text_of(auditor.post("/workbench/audit/verify/"))
    assert f"第{event.pk}号记录的内容在封存后被改动" in page


def test_the_log_is_taken_away_as_a_table(office: Office, auditor: Client) -> None:
    make.draft(office.county, "=1+1", actor=office.actor(Role.DEPARTMENT_EDITOR))
    answer = auditor.post("/workbench/audit/export.csv?tag=information.document.draft")
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("编号,时间,操作")
    assert len(rows) == 2 and "起草" in rows[1] and "'=1+1" in rows[1]
    assert AuditEvent.objects.filter(tag="operations.audit.export").exists()
    assert auditor.get("/workbench/audit/export.csv").status_code == 405


def test_too_much_at_once_is_refused(
    office: Office, auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.edges.workbench.views.audit.MOST_EXPORTED", 5)
    refused = auditor.post("/workbench/audit/export.csv")
    assert refused.status_code == 422 and "请缩短时间范围" in text_of(refused)


def test_an_auditor_of_one_county_sees_its_people_only(
    office: Office, sign_in: Callable[[str], Client]
) -> None:
    open_account("local.auditor", Role.AUDIT_ADMINISTRATOR, office.county.bureau, office.county.division)
    make.draft(office.other, "别县的草稿", actor=make.make_actor(Role.DEPARTMENT_EDITOR, office.other.bureau))
    make.draft(office.county, "本县的草稿", actor=office.actor(Role.DEPARTMENT_EDITOR))
    local = sign_in("local.auditor")
    page = text_of(local.get("/workbench/audit/"))
    assert "本县的草稿" in page and "别县的草稿" not in page
    event = AuditEvent.objects.get(subject_label="别县的草稿")
    assert local.get(f"/workbench/audit/{event.pk}/").status_code == 404
    exported = local.post("/workbench/audit/export.csv").content.decode()
    assert "别县的草稿" not in exported


def test_dead_deliveries_are_shown_and_revived(office: Office, as_role: AsRole) -> None:
    make.publish_document(office.county)
    delivery = Delivery.objects.earliest("pk")
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.DEAD, attempts=10, last_error="OperationalError: <b>磁盘满</b>"
    )
    operator = as_role(Role.SITE_OPERATOR)
    page = text_of(operator.get("/workbench/deliveries/"))
    assert "&lt;b&gt;磁盘满" in page and "已尝试 10 次" in page
    done = text_of(operator.post(f"/workbench/deliveries/{delivery.pk}/revive/", follow=True))
    assert "已重新投递" in done and "没有失败的投递" in done
    again = text_of(operator.post(f"/workbench/deliveries/{delivery.pk}/revive/", follow=True))
    assert "可能已由他人重新投递" in again
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.PENDING and delivery.attempts == 0
    assert (
        as_role(Role.DEPARTMENT_EDITOR).post(f"/workbench/deliveries/{delivery.pk}/revive/").status_code
        == 403
    )


def test_a_site_is_changed(office: Office, as_role: AsRole) -> None:
    operator = as_role(Role.SITE_OPERATOR)
    site = office.county.site
    address = f"/workbench/sites/{site.pk}/"
    refused = operator.post(address, {"name": "", "notice": "系统维护"})
    assert refused.status_code == 422 and 'value="系统维护"' in text_of(refused)
    saved = operator.post(address, {"name": "云溪县人民政府", "notice": "系统维护"})
    assert saved.status_code == 302
    assert publishing.get_site(site.pk).notice == "系统维护"
    assert as_role(Role.DEPARTMENT_EDITOR).get(address).status_code == 403
