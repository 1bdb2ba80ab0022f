"""Every page for its role and refused to others; lists in few queries; the menu."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.core.information.enums import EditionState
from gongkai.edges.workbench.urls import urlpatterns
from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.audit import commands as audit
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.models import Delivery
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.edges.workbench.conftest import PASSWORD, Office, text_of

AsRole = Callable[[Role], Client]

BUSINESS = frozenset(Role) - ADMINISTRATORS - {Role.SITE_OPERATOR}
WRITERS = {Role.DEPARTMENT_EDITOR, Role.TOWNSHIP_CLERK, Role.VILLAGE_CLERK, Role.OPEN_AFFAIRS_OFFICE}
OPERATORS = {Role.SITE_OPERATOR, Role.SYSTEM_ADMINISTRATOR}
EVERYBODY = frozenset(Role)

PAGES: list[tuple[str, frozenset[Role] | set[Role]]] = [
    ("/workbench/", EVERYBODY),
    ("/workbench/inbox/", EVERYBODY),
    ("/workbench/inbox/?view=sent", EVERYBODY),
    ("/workbench/sign/", EVERYBODY),
    ("/workbench/me/", EVERYBODY),
    ("/workbench/me/standing-in/", EVERYBODY),
    ("/workbench/routes/", {Role.OPEN_AFFAIRS_OFFICE}),
    ("/workbench/routes/new/", {Role.OPEN_AFFAIRS_OFFICE}),
    ("/workbench/me/password/", EVERYBODY),
    ("/workbench/documents/", BUSINESS),
    ("/workbench/documents/new/", WRITERS),
    ("/workbench/catalogues/", EVERYBODY),
    ("/workbench/catalogues/new/", {Role.OPEN_AFFAIRS_OFFICE}),
    ("/workbench/bodies/", EVERYBODY),
    ("/workbench/bodies/new/", {Role.SYSTEM_ADMINISTRATOR}),
    ("/workbench/divisions/", EVERYBODY),
    ("/workbench/accounts/", ADMINISTRATORS),
    ("/workbench/accounts/new/", {Role.SYSTEM_ADMINISTRATOR}),
    ("/workbench/accounts/permissions/", ADMINISTRATORS),
    ("/workbench/audit/", {Role.AUDIT_ADMINISTRATOR}),
    ("/workbench/audit/verify/", {Role.AUDIT_ADMINISTRATOR}),
    ("/workbench/deliveries/", OPERATORS),
    ("/workbench/sites/", OPERATORS),
    ("/workbench/calendar/", EVERYBODY),
    ("/workbench/gallery/", EVERYBODY),
]


@pytest.mark.parametrize("role", list(Role))
def test_every_page_for_its_role_and_refused_to_others(office: Office, as_role: AsRole, role: Role) -> None:
    client = as_role(role)
    for path, roles in PAGES:
        answer = client.get(path)
        assert answer.status_code == (200 if role in roles else 403), path
        if answer.status_code == 403:
            assert "您没有该角色" in text_of(answer), path


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_leads_only_where_one_may_go(office: Office, as_role: AsRole, role: Role) -> None:
    client = as_role(role)
    page = text_of(client.get("/workbench/"))
    menu = page.partition('class="side-menu"')[2].partition("</nav>")[0]
    links = [part.partition('"')[0] for part in menu.split('<a href="')[1:]]
    assert "/workbench/" in links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_every_address_asks_who_it_is(office: Office, client: Client) -> None:
    """No address of the workbench but the two of signing in answers to a visitor."""
    open_names = {"sign_in", "second_step"}
    for pattern in urlpatterns:
        path = re.sub(r"<int:\w+>", "1", f"/workbench/{pattern.pattern}").replace("<slug:name>", "contact")
        if pattern.name in open_names:
            continue
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302, path
            assert answer["Location"].startswith("/workbench/sign-in/"), path


def test_unknown_keys_are_not_found(as_role: AsRole) -> None:
    system, audit_admin = as_role(Role.SYSTEM_ADMINISTRATOR), as_role(Role.AUDIT_ADMINISTRATOR)
    for key in ("999999", "99999999999999999999"):
        for path in ("divisions", "bodies", "accounts", "catalogues", "items", "uploads", "sites"):
            assert system.get(f"/workbench/{path}/{key}/").status_code == 404, (path, key)
        assert audit_admin.get(f"/workbench/audit/{key}/").status_code == 404
        assert as_role(Role.DEPARTMENT_EDITOR).get(f"/workbench/documents/{key}/").status_code == 404


def _fill(office: Office, count: int) -> None:
    county, editor = office.county, office.actor(Role.DEPARTMENT_EDITOR)
    for number in range(count):
        make.draft(county, f"草稿{number}", actor=editor)
        make.submit(county, make.draft(county, f"送审{number}"))
        make.bring_to(county, make.draft(county, f"签发{number}"), EditionState.SIGNED)


def test_home_stays_within_its_budget(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any
) -> None:
    _fill(office, 4)
    for role in (Role.DEPARTMENT_EDITOR, Role.REVIEWER, Role.OPEN_AFFAIRS_OFFICE):
        client = as_role(role)
        with django_assert_max_num_queries(12):
            page = text_of(client.get("/workbench/"))
        assert "送审0" in page or "草稿0" in page or "签发0" in page


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.OPEN_AFFAIRS_OFFICE, "/workbench/documents/"),
        (Role.OPEN_AFFAIRS_OFFICE, "/workbench/documents/?q=草稿&state=draft&mine=1"),
        (Role.DEPARTMENT_EDITOR, "/workbench/documents/new/"),
        (Role.SYSTEM_ADMINISTRATOR, "/workbench/bodies/"),
        (Role.SYSTEM_ADMINISTRATOR, "/workbench/divisions/"),
        (Role.SECURITY_ADMINISTRATOR, "/workbench/accounts/?role=approver"),
        (Role.AUDIT_ADMINISTRATOR, "/workbench/audit/"),
        (Role.SITE_OPERATOR, "/workbench/deliveries/"),
        (Role.REVIEWER, "/workbench/catalogues/"),
    ],
)
def test_lists_stay_within_their_budget(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any, role: Role, path: str
) -> None:
    """Nine, one of them for the bell and all the menu counts; a list of documents asks for deadlines too."""
    _fill(office, 3)
    client = as_role(role)
    with django_assert_max_num_queries(14 if "/documents/" in path else 9):
        assert client.get(path).status_code == 200


def test_a_catalogue_page_stays_within_its_budget(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any
) -> None:
    rows = [make.make_row(number, level2=f"新事项{number}") for number in range(100, 300)]
    make.import_rows(office.county.catalogue, rows)
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    with django_assert_max_num_queries(12):
        page = text_of(client.get(f"/workbench/catalogues/{office.county.catalogue.pk}/"))
    assert "第 1 / 5 页" in page


def test_filters_narrow_and_say_how_many(office: Office, as_role: AsRole) -> None:
    _fill(office, 2)
    client = as_role(Role.DEPARTMENT_EDITOR)
    found = text_of(client.get("/workbench/documents/", {"q": "草稿", "mine": "1"}))
    assert "共 2 件" in found and "草稿1" in found and "送审0" not in found
    assert "没有符合条件的文件" in text_of(client.get("/workbench/documents/", {"q": "不存在"}))
    state = text_of(client.get("/workbench/documents/", {"state": "in_review"}))
    assert "送审0" in state and "草稿0" not in state
    assert client.get("/workbench/documents/", {"state": "x", "area": "';--", "body": "a", "page": "-3"})


def test_lists_are_cut_into_pages(office: Office, as_role: AsRole) -> None:
    editor = office.actor(Role.DEPARTMENT_EDITOR)
    for number in range(21):
        make.draft(office.county, f"草稿{number:02}", actor=editor)
    client = as_role(Role.DEPARTMENT_EDITOR)
    first = text_of(client.get("/workbench/documents/"))
    assert "第 1 / 2 页，共 21 件" in first and "草稿00" not in first
    second = text_of(client.get("/workbench/documents/?page=2"))
    assert "草稿00" in second and "草稿20" not in second
    assert "草稿00" in text_of(client.get("/workbench/documents/?page=99"))


def test_results_come_alone_to_htmx(office: Office, as_role: AsRole) -> None:
    headers = {"HX-Request": "true", "HX-Target": "results"}
    office_client, system = as_role(Role.OPEN_AFFAIRS_OFFICE), as_role(Role.SYSTEM_ADMINISTRATOR)
    auditor = as_role(Role.AUDIT_ADMINISTRATOR)
    for client, path in (
        (office_client, "/workbench/documents/"),
        (office_client, f"/workbench/catalogues/{office.county.catalogue.pk}/"),
        (system, "/workbench/bodies/"),
        (system, "/workbench/accounts/"),
        (auditor, "/workbench/audit/"),
    ):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 200
        assert "<html" not in text_of(answer), path


def test_todays_work_is_in_order_of_urgency(office: Office, as_role: AsRole) -> None:
    county, editor = office.county, office.actor(Role.DEPARTMENT_EDITOR)
    make.draft(county, "自己的草稿", actor=editor, subject_category="")
    make.bring_to(county, make.draft(county, "签好的文件"), EditionState.SIGNED)
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get("/workbench/"))
    assert page.index("签好的文件") < page.index("自己的草稿")
    assert "还差 1 项" in page and "有 2 件事等您办理" in page
    assert "都办完了" in text_of(as_role(Role.REVIEWER).get("/workbench/"))


def test_what_was_decided_stays_in_sight(office: Office, as_role: AsRole) -> None:
    edition = make.submit(office.county, make.draft(office.county, "审过的文件"))
    reviewer = as_role(Role.REVIEWER)
    assert "这里没有文件" in text_of(reviewer.get("/workbench/done/", follow=True))
    reviewer.post(
        f"/workbench/documents/{edition.pk}/decide/",
        {"step": "review", "verdict": "return", "opinion": "请补附表。"},
    )
    page = text_of(reviewer.get("/workbench/done/", follow=True))
    assert "审过的文件" in page and "退回" in page and "请补附表。" in page
    assert "审过的文件" not in text_of(as_role(Role.APPROVER).get("/workbench/done/", follow=True))


def test_administrators_see_what_concerns_them(office: Office, as_role: AsRole) -> None:
    identity.create_account(
        actor=make.SYSTEM,
        username="newcomer",
        display_name="新来的",
        body_id=office.county.bureau.pk,
        password=Secret(PASSWORD),
    )
    locked = Client()
    for _ in range(5):
        locked.post("/workbench/sign-in/", {"username": "u.reviewer", "password": "wrong"})
    security = text_of(as_role(Role.SECURITY_ADMINISTRATOR).get("/workbench/"))
    assert "新来的（newcomer）" in security and "等待授权" in security
    assert "账号被锁定" in security and "u.reviewer" in security
    make.publish_document(office.county)
    Delivery.objects.update(state=DeliveryState.DEAD)
    assert "需要人工处理" in text_of(as_role(Role.SITE_OPERATOR).get("/workbench/"))
    audit.seal_pending()
    assert "审计封存" in text_of(as_role(Role.AUDIT_ADMINISTRATOR).get("/workbench/"))
