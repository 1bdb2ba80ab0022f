"""The preview is the portal's own page, drawn for those who may read the draft and for nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from gongkai.core.catalogue.models import CatalogueItem
from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.core.publishing.models import Site
from gongkai.foundation.access.enums import Role
from gongkai.text.markup.pictures import picture_address
from tests import factories as make
from tests.bad_files import PNG
from tests.edges.workbench.conftest import Office, SignIn, text_of

BODY = (
    "<p>见下图。</p><table><caption>表1</caption><tbody><tr><td>城市</td><td>735元</td></tr></tbody></table>"
)


@pytest.fixture
def editor(office: Office, sign_in: SignIn) -> Client:
    return sign_in("u.department_editor")


@pytest.fixture
def draft(office: Office) -> Edition:
    """With a table, a picture and a file."""
    actor = office.actor(Role.DEPARTMENT_EDITOR)
    edition = make.draft(office.county, actor=actor)
    picture = commands.attach_picture(actor=actor, edition_id=edition.pk, name="图.png", chunks=[PNG])
    commands.attach_file(actor=actor, edition_id=edition.pk, name="附表.txt", chunks=["甲".encode()])
    shown = (
        f'<figure><img src="{picture_address(edition.document.public_id, picture.pk)}" alt="河道"></figure>'
    )
    return commands.save_draft(
        actor=actor, edition_id=edition.pk, revision=1, draft=make.a_draft(body_html=BODY + shown)
    )


def page_url(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/preview/page/"


def main_of(page: str) -> str:
    """The part that holds the document, without what is of this visit only."""
    (main,) = re.findall(r"<main.*?</main>", page, re.DOTALL)
    return re.sub(
        r"\d{4}-\d{2}-\d{2}(T[\d:.+]+| \d{2}:\d{2})?|/(?:workbench|documents/\w+)/files/|\s+", "", main
    )


def test_it_is_the_page_that_the_public_gets(office: Office, editor: Client, draft: Edition) -> None:
    foreseen = text_of(editor.get(page_url(draft)))
    published = make.bring_to(office.county, draft, EditionState.PUBLISHED)
    public = text_of(Client().get(f"/documents/{draft.document.public_id}/"))
    index = published.document.index_number or ""
    assert main_of(foreseen) == main_of(public.replace(index, "发布时生成"))
    assert "云溪县政务公开" in foreseen and 'class="portal"' in foreseen


def test_files_and_pictures_are_read_before_they_are_public(editor: Client, draft: Edition) -> None:
    page = text_of(editor.get(page_url(draft)))
    addresses = set(re.findall(r'"(/workbench/files/\d+/)"', page))
    assert len(addresses) == 2 and f"/documents/{draft.document.public_id}/files/" not in page
    for address in addresses:
        assert b"".join(editor.get(address)), address
        assert Client().get(address).status_code == 302, "nobody else gets it"


def test_two_widths_without_a_script(editor: Client, draft: Edition) -> None:
    address = f"/workbench/documents/{draft.pk}/preview/"
    assert "preview-frame-desk" in text_of(editor.get(address))
    phone = text_of(editor.get(address, {"width": "phone"}))
    assert "preview-frame-phone" in phone and '?width=desk"' in phone
    assert "preview-frame-desk" in text_of(editor.get(address, {"width": '"><script>'}))


def test_the_page_is_framed_by_the_workbench_only_and_kept_by_nobody(editor: Client, draft: Edition) -> None:
    answer = editor.get(page_url(draft))
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    outer = editor.get(f"/workbench/documents/{draft.pk}/preview/")
    assert "frame-src 'self'" in outer["Content-Security-Policy"] and outer["X-Frame-Options"] == "DENY"


def test_nothing_is_stored_by_looking(editor: Client, draft: Edition) -> None:
    editor.get(page_url(draft))
    draft.refresh_from_db()
    assert draft.state == EditionState.DRAFT and draft.published_at is None
    draft.document.refresh_from_db()
    assert draft.document.index_number is None and draft.document.first_published_at is None


def test_others_see_no_preview(sign_in: SignIn, draft: Edition) -> None:
    stranger = sign_in("stranger")
    assert stranger.get(page_url(draft)).status_code == 404
    assert Client().get(page_url(draft)).status_code == 302


def test_a_draft_without_openness_is_shown_all_the_same(office: Office, editor: Client) -> None:
    edition = make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR), openness="")
    assert editor.get(page_url(edition)).status_code == 200


def test_a_correction_is_shown_with_its_versions(office: Office, editor: Client, draft: Edition) -> None:
    make.bring_to(office.county, draft, EditionState.PUBLISHED)
    second = make.correct(office.county, draft.document)
    page = text_of(editor.get(page_url(second)))
    assert "第2版（现行）" in page and "版本记录" in page


def test_an_item_that_is_in_no_catalogue_yet_says_why(office: Office, editor: Client, draft: Edition) -> None:
    CatalogueItem.objects.get(pk=office.county.item.pk).revisions.all().delete()
    assert "还没有随目录公布" in text_of(editor.get(page_url(draft)))


def test_without_a_site_there_is_nothing_to_see(editor: Client, draft: Edition) -> None:
    Site.objects.all().delete()
    assert "还没有开设站点" in text_of(editor.get(page_url(draft)))


def test_the_page_costs_what_a_public_page_costs(
    editor: Client, draft: Edition, django_assert_max_num_queries: Any
) -> None:
    editor.get(page_url(draft))
    with django_assert_max_num_queries(22):
        editor.get(page_url(draft))
