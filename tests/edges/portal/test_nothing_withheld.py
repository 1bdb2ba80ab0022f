"""What is withheld reaches the public nowhere: every page, file, list and index, gone through."""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from gongkai.core.information import commands as information
from gongkai.core.information import queries as information_queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.partial_tables import Hiding, Withheld
from gongkai.core.information.rules.tables import Column
from gongkai.core.publishing.models import PublicationEntry
from gongkai.core.publishing.rules import content_hash
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from gongkai.text.file_contents import read_parts
from tests import factories as make
from tests.edges.portal.conftest import Published

SECRET, REASON, SIGNS = "欧阳槐序", "隐去理由不外传", b"withheld-bytes-9f31"
FULL = f"<p>发给{SECRET}补助五百元。</p><p>特此公告。</p>"
COPY = "<p>发给［此处删减］补助五百元。</p><p>特此公告。</p>"
MOST_PAGES = 600
PUBLIC_TABLES = ("search_searchentry", "publishing_publicationentry", "outbox_outboxevent")
_LINK = re.compile(r'(?:href|src|action|hx-get|content)="(/[^"#]*)')


@pytest.fixture
def partly_open(published: Published) -> Edition:
    county = published.county
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(
        county, "困难补助公告", openness="partial", openness_reason=REASON,
        openness_article="《政府信息公开条例》第十五条", full_html=FULL, body_html=COPY,
    )  # fmt: skip
    inside = information.attach_file(
        actor=editor, edition_id=edition.pk, name=f"{SECRET}名单.txt", chunks=[SIGNS]
    )
    information.attach_file(
        actor=editor, edition_id=edition.pk, name="说明.txt", chunks=["公开的说明".encode()]
    )
    information.withhold_attachment(actor=editor, attachment_id=inside.pk, is_public=False)
    columns = (Column("c1", "事项"), Column("c2", "经办"))
    table = information.put_table(
        actor=editor, edition_id=edition.pk, revision=edition.revision, code=OWN, title="发放表",
        columns=columns, rows=[["高龄津贴", SECRET], [SECRET, "甲"], ["残疾补贴", "乙"]],
    )  # fmt: skip
    information.withhold_table_parts(
        actor=editor, edition_id=edition.pk, revision=edition.revision + 1, code=table.code,
        withheld=Withheld({"c2": Hiding.MASK}, {1: Hiding.OMIT}),
    )  # fmt: skip
    edition = Edition.objects.get(pk=edition.pk)
    edition = make.bring_to(county, edition, EditionState.PUBLISHED)
    for step in (make.submit, make.review, make.clear, make.sign, make.publish):
        edition = step(county, make.correct(county, edition.document) if step is make.submit else edition)
    deliver_all()
    return edition


def test_no_public_output_has_what_is_withheld(
    client: Client, published: Published, partly_open: Edition
) -> None:
    document = partly_open.document
    page = f"/documents/{document.public_id}/"
    day = clock.today().isoformat()
    starts = [
        "/", page, f"{page}tables/own_1/", f"{page}tables/tables.xlsx",
        f"{page}?asof={day}", f"{page}versions/1/", f"{page}versions/2/changes/", "/documents/",
        "/log/", f"/search/?q={quote(SECRET)}", f"/search/?q={quote('困难补助')}", "/library/",
        "/library/library.json", "/library/library.xlsx", "/library/feed.atom", "/sitemap.xml", "/robots.txt",
    ]  # fmt: skip
    assert SECRET in partly_open.full_text
    seen, met = gone_through(client, starts)
    assert any(document.public_id in address for address in seen)
    assert len(seen) > 30
    assert met == [], met
    for file in (Edition.objects.get(document=document, number=1), partly_open):
        for attachment in file.attachments.all():
            answer = client.get(f"/documents/{document.public_id}/files/{attachment.pk}/")
            assert answer.status_code == (200 if attachment.is_public else 404)


def gone_through(client: Client, starts: list[str]) -> tuple[set[str], list[str]]:
    """Every address that the public site leads to, and those whose answer has something that is withheld."""
    seen, met, ways = set(starts), [], deque(starts)
    while ways and len(seen) < MOST_PAGES:
        address = ways.popleft()
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        asked_for = quote(SECRET) in address
        if SIGNS in content or REASON.encode() in content or (not asked_for and SECRET in words_of(content)):
            met.append(address)
        if asked_for and partly_named(content):
            met.append(address)
        if "html" in answer.headers.get("Content-Type", "") or "xml" in answer.headers.get(
            "Content-Type", ""
        ):
            found = _LINK.findall(content.decode(errors="replace").replace("&amp;", "&"))
            for link in found:
                if link not in seen and not link.startswith(("/static/", "/workbench/")):
                    seen.add(link)
                    ways.append(link)
    return seen, met


def partly_named(content: bytes) -> bool:
    """Whether a search for what is withheld finds the document."""
    return "困难补助公告" in content.decode(errors="replace")


def words_of(content: bytes) -> str:
    """The words of an answer, of a workbook as well."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return content.decode(errors="replace")


def test_no_table_that_the_public_is_served_from_has_it(partly_open: Edition) -> None:
    with connection.cursor() as cursor:
        for table in PUBLIC_TABLES:
            cursor.execute(f"SELECT count(*), bool_or(t::text LIKE %s OR t::text LIKE %s) FROM {table} t",
                           [f"%{SECRET}%", f"%{REASON}%"])  # fmt: skip
            rows, found = cursor.fetchone()
            assert rows, table
            assert not found, table


def test_the_hash_in_the_log_is_over_what_is_public(partly_open: Edition) -> None:
    """Whoever has the public page can make the same hash; nothing of the whole text is in it."""
    entry = PublicationEntry.objects.get(document_public_id=partly_open.document.public_id, edition_number=2)
    files = [file.file_id for file in partly_open.attachments.order_by("position") if file.is_public]
    assert len(files) == 1
    made = content_hash(
        title=partly_open.title,
        document_number=partly_open.document_number,
        written_on=partly_open.written_on,
        body_html=partly_open.body_html,
        attachments=files,
        tables=[information_queries.table_data(table) for table in partly_open.tables.all()],
    )
    assert entry.content_hash == made


def test_the_pdf_has_nothing_of_what_is_withheld(client: Client, partly_open: Edition) -> None:
    """Its texts are compressed, so it is read and not searched."""
    public_id = partly_open.document.public_id
    for path in (f"/documents/{public_id}/document.pdf", f"/documents/{public_id}/versions/1/document.pdf"):
        parts = list(read_parts("a.pdf", client.get(path).content))
        said = "".join("".join(part.text.split()) for part in parts)
        for word in ("［此处删减］", "说明.txt", "高龄津贴", "残疾补贴"):
            assert word in said
        for word in (SECRET, REASON, "名单.txt", "乙"):
            assert word not in said
