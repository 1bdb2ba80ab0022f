"""A document's PDF: offered on its page, drawn from what is public, gone with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.tables import Column, TableData
from gongkai.edges.portal.printed_page import printed_table
from gongkai.edges.portal.views import printed
from gongkai.foundation.access.enums import Role
from gongkai.reference.information_kinds import ValueType
from gongkai.text.file_contents.pdf_pages import pdf_pages
from gongkai.text.markup.pictures import picture_address
from tests import factories as make
from tests.edges.portal.conftest import Published
from tests.text.file_contents import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def pdf_of(public_id: str) -> str:
    return reverse("portal:document_pdf", kwargs={"public_id": public_id})


def text_of(answer: Any) -> str:
    return "".join("".join(page.text.split()) for page in pdf_pages("a.pdf", answer.content))


def with_picture(county: make.County) -> Edition:
    """A published document whose text shows a picture; a file hangs on it too."""
    editor = county.person(Role.DEPARTMENT_EDITOR)
    draft = make.draft(county, "低保标准")
    picture = commands.attach_picture(
        actor=editor, edition_id=draft.pk, name="图.png", chunks=[samples.png()]
    )
    commands.attach_file(actor=editor, edition_id=draft.pk, name="标准.csv", chunks=["项目\n甲\n".encode()])
    address = picture_address(draft.document.public_id, picture.pk)
    text = f'<p>现公布标准。</p><p><img src="{address}" alt="示意图"></p>'
    commands.save_draft(
        actor=editor,
        edition_id=draft.pk,
        revision=draft.revision,
        draft=replace(queries.draft_of(draft), body_html=text),
    )
    return make.bring_to(county, Edition.objects.get(pk=draft.pk), EditionState.PUBLISHED)


def test_the_page_offers_it_and_it_says_what_the_page_says(published: Published, get: Any) -> None:
    edition = with_picture(published.county)
    address = pdf_of(edition.document.public_id)
    assert (
        f'href="{address}" download'
        in get(reverse("portal:document", kwargs={"public_id": edition.document.public_id})).content.decode()
    )
    answer = get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    found = text_of(answer)
    for words in (edition.title, "现公布标准。", "标准.csv", edition.document.index_number, "第1版"):
        assert words in found
    assert "示意图" not in found, "the picture is shown and not told of"
    assert get(address).content == answer.content


def test_sums_of_money_stand_to_the_right_as_on_the_page() -> None:
    kinds = (ValueType.TEXT, ValueType.MONEY, ValueType.COUNT, ValueType.NUMBER, ValueType.DATE)
    columns = tuple(Column(kind.value, kind.value, kind) for kind in kinds)
    assert printed_table(TableData("own_1", "收入表", columns, [])).numeric == {1, 2, 3}


def test_who_has_it_already_is_told_so(published: Published, client: Client) -> None:
    address = pdf_of(published.document.public_id)
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


def test_an_earlier_edition_says_that_it_was_corrected(published: Published, get: Any) -> None:
    public_id = published.corrected.public_id
    earlier = get(reverse("portal:edition_pdf", kwargs={"public_id": public_id, "number": 1}))
    assert "这是第1版，已被更正替代，仅供查考。" in text_of(earlier)
    assert "已被更正替代，仅供查考" not in text_of(get(pdf_of(public_id)))


def test_what_was_taken_down_has_none(published: Published, get: Any) -> None:
    answer = get(pdf_of(published.withdrawn.public_id))
    assert answer.status_code == 404
    assert "application/pdf" not in answer.headers["Content-Type"]


def test_when_too_many_ask_at_once(published: Published, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "_PATIENCE", 0.01)
    with printed._drawing, printed._drawing:
        answer = get(pdf_of(published.document.public_id))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "正在生成 PDF 的人较多，请稍后再试" in answer.content.decode()
    assert get(pdf_of(published.document.public_id)).status_code == 200
