"""A county with an account for every role, and clients that are signed in."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.foundation.identity.models import Account
from gongkai.foundation.organisations.models import Division, PublicBody
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.secret import Secret
from tests import factories as make

PASSWORD = "Mountain#Spring7"
WORKBENCH = "/workbench/"

INSTALLATION = ADMINISTRATORS | {Role.SITE_OPERATOR}
DIVISION = {Role.OPEN_AFFAIRS_OFFICE, Role.SUPERVISOR}


@dataclass
class Office:
    """The county and the accounts of the first department, one for each role."""

    county: make.County
    other: make.County
    accounts: dict[Role, Account]
    stranger: Account
    """An editor of the other county."""

    colleague: Account
    """A second editor of the same department."""

    def actor(self, role: Role) -> Actor:
        return identity_queries.actor_for(self.accounts[role].pk)


def open_account(
    username: str, role: Role | None, body: PublicBody, scope: PublicBody | Division | None = None
) -> Account:
    """An account with a lasting password; `scope` `None` means the whole installation."""
    account = identity.create_account(
        actor=make.SYSTEM,
        username=username,
        display_name=f"{role.label if role else '无角色'}甲",
        body_id=body.pk,
        password=Secret(PASSWORD),
        must_change_password=False,
    )
    if role is not None:
        identity.grant_role(
            actor=make.SYSTEM,
            account_id=account.pk,
            role=role,
            body_id=scope.pk if isinstance(scope, PublicBody) else None,
            division_id=scope.pk if isinstance(scope, Division) else None,
            basis="测试",
        )
    return account


def _open_office() -> Office:
    county = make.make_county()
    other = make.make_county("玉泉县", "990124")
    accounts = {}
    for role in Role:
        scope: PublicBody | Division | None = county.bureau
        if role in INSTALLATION:
            scope = None
        elif role in DIVISION:
            scope = county.division
        accounts[role] = open_account(f"u.{role.value}", role, county.bureau, scope)
    stranger = open_account("stranger", Role.DEPARTMENT_EDITOR, other.bureau, other.bureau)
    colleague = open_account("colleague", Role.DEPARTMENT_EDITOR, county.bureau, county.bureau)
    return Office(county, other, accounts, stranger, colleague)


@pytest.fixture(scope="module")
def made_at() -> datetime:
    """When the module's office is made: now, unless a module whose tests live in other days says when."""
    return clock.now()


@pytest.fixture(scope="module")
def module_office(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    made_at: datetime,
) -> Iterator[Office]:
    """Made once for all tests of a module; each test works in a savepoint above it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.FILES_ROOT", tmp_path_factory.mktemp("files"))
        with django_db_blocker.unblock(), transaction.atomic():
            with clock.frozen(made_at):
                made = _open_office()
            yield made
            transaction.set_rollback(True)


@pytest.fixture
def office(module_office: Office, db: None) -> Office:
    return copy.deepcopy(module_office)


@pytest.fixture(autouse=True)
def as_in_a_checkout(settings: Any, tmp_path: Path) -> None:
    """Plain names of static files (the manifest comes with a deployment)."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """`sign_in(username)` → a client of its own that went through the sign-in page."""

    def enter(username: str) -> Client:
        client = Client()
        response = client.post("/workbench/sign-in/", {"username": username, "password": PASSWORD})
        assert response.status_code == 302, response.content.decode()
        return client

    return enter


@pytest.fixture
def as_role(office: Office, sign_in: SignIn) -> Callable[[Role], Client]:
    """`as_role(role)` → a client of the holder of the role."""

    def enter(role: Role) -> Client:
        return sign_in(office.accounts[role].username)

    return enter


def form_of(edition: Edition, **changes: Any) -> dict[str, Any]:
    """What the editor page sends for an edition."""
    values: dict[str, Any] = {
        "revision": edition.revision,
        "body_format": "html",
        "title": edition.title,
        "document_number": edition.document_number,
        "written_on": edition.written_on.isoformat() if edition.written_on else "",
        "genre": edition.document.genre,
        "subject_category": edition.subject_category,
        "keywords": "、".join(edition.keywords),
        "summary": edition.summary,
        "body_html": edition.body_html,
        "openness": edition.openness,
        "openness_reason": edition.openness_reason,
        "openness_article": edition.openness_article,
        "change_note": edition.change_note,
    }
    return {**values, **changes}


def a_file(name: str, content: bytes) -> io.BytesIO:
    stream = io.BytesIO(content)
    stream.name = name
    return stream


def text_of(response: Any) -> str:
    return str(response.content.decode())
