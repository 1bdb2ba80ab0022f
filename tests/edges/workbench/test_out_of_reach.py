"""Papers of another body: no address of the workbench tells whoever has no right that they exist."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from gongkai.core.information import commands
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition, Reexamination
from gongkai.core.information.rules.partial_tables import Hiding, Withheld
from gongkai.core.information.rules.tables import Column
from gongkai.edges.workbench.urls import urlpatterns
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, SignIn

SECRET, TITLE = "欧阳槐序", "困难补助核查情况"
FULL = f"<p>发给{SECRET}补助五百元。</p><p>特此公告。</p>"
COPY = "<p>发给［此处删减］补助五百元。</p><p>特此公告。</p>"
STATES = (EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SIGNED, EditionState.PUBLISHED,
          EditionState.WITHDRAWN, EditionState.DISCARDED)  # fmt: skip
_KEY = re.compile(r"<(?:int|slug|str):(\w+)>")


@pytest.fixture
def edition(office: Office) -> Edition:
    """A partly open draft with a file and a table of which parts are withheld."""
    editor = office.actor(Role.DEPARTMENT_EDITOR)
    draft = make.draft(
        office.county, TITLE, openness="partial", openness_reason=f"涉及{SECRET}",
        openness_article="《政府信息公开条例》第十五条", full_html=FULL, body_html=COPY,
    )  # fmt: skip
    inside = commands.attach_file(
        actor=editor, edition_id=draft.pk, name="核查.txt", chunks=[SECRET.encode()]
    )
    commands.withhold_attachment(actor=editor, attachment_id=inside.pk, is_public=False)
    commands.put_table(
        actor=editor, edition_id=draft.pk, revision=draft.revision, code=OWN, title="补助表",
        columns=(Column("c1", "事项"), Column("c2", "申请人")), rows=[["高龄津贴", SECRET], ["其他", "甲"]],
    )  # fmt: skip
    commands.withhold_table_parts(
        actor=editor, edition_id=draft.pk, revision=draft.revision + 1, code="own_1",
        withheld=Withheld({"c2": Hiding.OMIT}),
    )  # fmt: skip
    return Edition.objects.get(pk=draft.pk)


def brought(office: Office, edition: Edition, state: EditionState) -> Edition:
    """The draft as far as a state, the last ones included."""
    if state == EditionState.DISCARDED:
        return commands.discard_draft(actor=office.actor(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    if state == EditionState.WITHDRAWN:
        made = make.bring_to(office.county, edition, EditionState.PUBLISHED)
        make.withdraw(office.county, made.document)
    else:
        made = make.bring_to(office.county, edition, state)
    return Edition.objects.get(pk=made.pk)


def content_of(answer: Any) -> bytes:
    """What an answer says, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def addresses(edition: Edition) -> list[str]:
    """Every address of the workbench that names the document or something of it."""
    keys = {
        "edition_id": edition.pk, "attachment_id": edition.attachments.get().pk, "code": "own_1",
        "reexamination_id": getattr(Reexamination.objects.filter(edition=edition).first(), "pk", 0),
        "processing_id": 1, "relation_id": 1, "deed": "cancel",
    }  # fmt: skip
    found = []
    for pattern in urlpatterns:
        path = str(pattern.pattern)
        names = set(_KEY.findall(path))
        if names & {"edition_id", "attachment_id", "reexamination_id"} and names <= set(keys):
            found.append("/workbench/" + _KEY.sub(lambda key: str(keys[key[1]]), path))
    assert len(found) > 40
    return found


@pytest.mark.parametrize("state", STATES)
def test_another_body_is_told_nothing(
    office: Office, sign_in: SignIn, edition: Edition, state: EditionState
) -> None:
    made = brought(office, edition, state)
    client = sign_in("stranger")
    before = Edition.objects.filter(pk=made.pk).values().get()
    for address in addresses(made):
        for answer in (client.get(address), client.post(address), client.post(address, {"opinion": "同意"})):
            assert answer.status_code in {404, 405}, (address, answer.status_code)
            said = answer.content.decode()
            assert SECRET not in said and TITLE not in said, address
    assert Edition.objects.filter(pk=made.pk).values().get() == before


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR, Role.SITE_OPERATOR])
def test_who_has_no_business_role_reads_no_papers(
    office: Office, sign_in: SignIn, edition: Edition, role: Role
) -> None:
    client = sign_in(office.accounts[role].username)
    for address in addresses(edition):
        answer = client.get(address)
        assert answer.status_code in {403, 404, 405}, (address, answer.status_code)
        assert SECRET not in answer.content.decode(), address


def test_lists_searches_and_exports_leave_them_out(office: Office, sign_in: SignIn, edition: Edition) -> None:
    make.bring_to(office.county, edition, EditionState.SIGNED)
    client = sign_in("stranger")
    for address in ("documents/", f"documents/?q={TITLE}", "check-up/", "check-up/check-up.csv",
                    "documents/bin/", "inbox/", "inbox/inbox.csv", "done/", "deadlines/",
                    "deadlines/export.csv", "", "secrecy/", "secrecy/sheets.csv", "secrecy/referrals/",
                    "reexaminations/", "notices/"):  # fmt: skip
        said = (
            content_of(client.get(f"/workbench/{address}"))
            .decode("utf-8-sig", errors="replace")
            .replace(f'value="{TITLE}"', "")
        )
        assert SECRET not in said, address
        assert TITLE not in said, address


def test_the_last_years_document_of_another_body_is_no_start(
    office: Office, sign_in: SignIn, edition: Edition
) -> None:
    made = make.bring_to(office.county, edition, EditionState.PUBLISHED)
    client = sign_in("stranger")
    before = Edition.objects.count()
    answer = client.post("/workbench/documents/new/", {
        "body": office.other.bureau.pk, "item": office.other.items[0].pk, "title": "照抄",
        "source": made.pk, "start": made.pk, "earlier": made.pk, "from": made.pk,
    })  # fmt: skip
    assert SECRET not in answer.content.decode()
    copied = Edition.objects.exclude(pk=made.pk).filter(full_text__contains=SECRET)
    assert not copied.exists()
    assert Edition.objects.count() - before <= 1


# --- files of drafts by their public address ------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_files_have_no_public_address_before_and_after(
    office: Office, client: Client, edition: Edition, state: EditionState
) -> None:
    """A file that is meant for the public is fetched while its edition is public, another never."""
    editor = office.actor(Role.DEPARTMENT_EDITOR)
    public = commands.attach_file(
        actor=editor, edition_id=edition.pk, name="说明.txt", chunks=["公开的说明".encode()]
    )
    made = brought(office, Edition.objects.get(pk=edition.pk), state)
    for file in made.attachments.all():
        answer = client.get(f"/documents/{made.document.public_id}/files/{file.pk}/")
        is_open = state == EditionState.PUBLISHED and file.pk == public.pk
        assert answer.status_code == (200 if is_open else 404), file.name
        assert SECRET.encode() not in content_of(answer)
    for rest in ("", "tables/own_1/", "tables/own_1/table.csv", "tables/own_1/table.json",
                 "tables/tables.xlsx", "document.pdf", "versions/1/", "versions/1/changes/",
                 "versions/1/tables/own_1/table.csv", "relations/"):  # fmt: skip
        answer = client.get(f"/documents/{made.document.public_id}/{rest}")
        assert SECRET.encode() not in content_of(answer)
        if state in {EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SIGNED, EditionState.DISCARDED}:
            assert answer.status_code == 404, rest
            assert TITLE not in answer.content.decode()


def test_a_draft_of_a_correction_has_no_public_address(
    office: Office, client: Client, edition: Edition
) -> None:
    made = make.bring_to(office.county, edition, EditionState.PUBLISHED)
    correction = make.correct(office.county, made.document)
    public_id = made.document.public_id
    for rest in ("versions/2/", "versions/2/changes/", "versions/2/tables/own_1/table.csv",
                 "versions/2/document.pdf"):  # fmt: skip
        assert client.get(f"/documents/{public_id}/{rest}").status_code == 404, rest
    for file in correction.attachments.all():
        assert client.get(f"/documents/{public_id}/files/{file.pk}/").status_code == 404
