"""A document of which a passage, a file and a column are withheld, and all that becomes public of it."""

from __future__ import annotations

from typing import Any

from gongkai.core.information import commands, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.partial_tables import Hiding, Withheld
from gongkai.core.information.rules.tables import Column
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor
from tests import factories as make
from tests.factories import County

SECRET = "欧阳槐序"
COLUMNS = (Column("c1", "事项"), Column("c2", "申请人"))
ROWS = [["高龄津贴", SECRET], ["残疾补贴", "吕大暑"]]


def partly_open(county: County) -> Edition:
    """A draft with a withheld passage, file and column, and a public file."""
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(
        county, "补助公告", openness="partial", openness_reason="涉及个人隐私",
        openness_article="《政府信息公开条例》第十五条",
        full_html=f"<p>发给{SECRET}补助五百元。</p><p>特此公告。</p>",
        body_html="<p>发给［此处删减］补助五百元。</p><p>特此公告。</p>",
    )  # fmt: skip
    for name, text in (("核查.txt", SECRET), ("说明.txt", "公开的说明")):
        commands.attach_file(actor=editor, edition_id=edition.pk, name=name, chunks=[text.encode()])
    inside = edition.attachments.get(name="核查.txt")
    commands.withhold_attachment(actor=editor, attachment_id=inside.pk, is_public=False)
    put(editor, edition)
    commands.withhold_table_parts(
        actor=editor, edition_id=edition.pk, revision=fresh(edition).revision, code="own_1",
        withheld=Withheld({"c2": Hiding.MASK}),
    )  # fmt: skip
    return fresh(edition)


def put(editor: Actor, edition: Edition, code: str = OWN) -> None:
    commands.put_table(
        actor=editor, edition_id=edition.pk, revision=fresh(edition).revision, code=code, title="补助表",
        columns=COLUMNS, rows=ROWS,
    )  # fmt: skip


def fresh(edition: Edition) -> Edition:
    return queries.get_edition(edition.pk)


def public_state(edition: Edition) -> list[Any]:
    """All that becomes public of an edition, and what decides it."""
    found = fresh(edition)
    return [
        found.title, found.summary, found.body_html, found.full_html, found.openness, found.values,
        found.revision,
        sorted((file.name, file.file_id, file.is_public) for file in found.attachments.all()),
        [(table.code, table.columns, table.rows, table.withheld) for table in found.tables.order_by("code")],
        found.relations.count(),
    ]  # fmt: skip
