"""A county whose portal has everything once: a document with files, a corrected and a withdrawn one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from gongkai.core.catalogue.models import CatalogueItem
from gongkai.core.information import commands as information
from gongkai.core.information.models import Attachment, Document
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from tests import factories as make

FILE_NAME = "附件1 低保标准表（2026年）.csv"
FILE_CONTENT = "类别,标准\n城市,735\n".encode()


@dataclass
class Published:
    """What the portal of the tests shows."""

    county: make.County
    document: Document
    attachment: Attachment
    corrected: Document
    withdrawn: Document
    empty_item: CatalogueItem
    more: Any = None
    """What the module has added for all of its tests."""


def _publish_all() -> Published:
    county = make.make_county()
    draft = make.draft(
        county,
        "云溪县城乡低保标准公告",
        body_html="<h2>一、标准</h2><p>城市低保每人每月735元，审批后发放。</p>",
    )
    editor = county.person(Role.DEPARTMENT_EDITOR)
    attachment = information.attach_file(
        actor=editor, edition_id=draft.pk, name=FILE_NAME, chunks=[FILE_CONTENT]
    )
    for step in (make.submit, make.review, make.clear, make.sign, make.publish):
        draft = step(county, draft)
    first = make.publish_document(county, "特困人员救助供养结果公示", document_number="")
    second = make.correct(county, first.document, "第3户的金额由500元更正为550元。")
    for step in (make.submit, make.review, make.clear, make.sign, make.publish):
        second = step(county, second)
    gone = make.publish_document(county, "临时救助对象名单公示", document_number="")
    withdrawn = make.withdraw(county, gone.document)
    empty = make.make_item(county, area="养老服务")
    return Published(county, draft.document, attachment, second.document, withdrawn, empty)


@pytest.fixture(scope="module")
def made_at() -> datetime:
    """When the module's county is made: now, unless a module whose tests live in other days says when."""
    return clock.now()


@pytest.fixture(scope="module")
def add_more() -> Callable[[Published], Any]:
    """What a module needs in all of its tests beyond that: overridden there, called once."""
    return lambda published: None


@pytest.fixture(scope="module")
def module_published(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    made_at: datetime,
    add_more: Callable[[Published], Any],
) -> Iterator[Published]:
    """Made once for all tests of a module; each test works in a savepoint above it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.FILES_ROOT", tmp_path_factory.mktemp("files"))
        with django_db_blocker.unblock(), transaction.atomic():
            with clock.frozen(made_at):
                made = _publish_all()
            made.more = add_more(made)
            deliver_all()  # on the real clock: the database's own says when a delivery is due
            yield made
            transaction.set_rollback(True)


@pytest.fixture
def published(module_published: Published, db: None) -> Published:
    return copy.deepcopy(module_published)


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any, tmp_path: Path) -> None:
    """Names of static files without the folder and the manifest, which only a deployment has."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()


class _ClosingClient(Client):
    """Reads streamed answers to the end, which closes them, as a web server does."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.streaming:
            content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
            response.streaming_content = [content]  # type: ignore[attr-defined]
        return response


@pytest.fixture
def client() -> Client:
    return _ClosingClient()


@pytest.fixture
def get(client: Client) -> Any:
    """`get(path, **query)` → the answer; errors of views are raised, not hidden behind a 500."""

    def ask(path: str, **query: Any) -> Any:
        return client.get(path, query)

    return ask
