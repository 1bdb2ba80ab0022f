"""Beginning a document with the text of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai.core.information import policies, queries
from gongkai.core.information.commands.copying import copy_files, copy_rows
from gongkai.core.information.commands.drafting import draft_document
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Edition
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.reference.information_kinds import ValueType, information_kind


@command(InformationTag.DOCUMENT_START)
def start_from_earlier(
    *, actor: Actor, source_id: int, body_id: int, item_id: int, title: str = ""
) -> Edition:
    """Last year's document as a start: text, pictures, tables and metadata are taken over.

    What belongs to the earlier document alone is left empty: its number, its dates, its files. The years in
    the title are moved on; the figures in the text are not, and `queries.stale_places` names them.

    Args:
        source_id: of an edition.
        title: of the new document; proposed from the earlier one if not given.
    """
    source = queries.get_edition(source_id)
    require(policies.may_read(actor, source.document))
    draft = replace(
        queries.draft_of(source),
        title=title or queries.proposed_title(source, clock.today()),
        document_number="",
        written_on=None,
        printed_on=None,
        effective_on=None,
        expires_on=None,
        values=_without_days(source.document.kind, source.values),
        display_until=None,
        change_note="",
    )
    edition = draft_document(
        actor=actor,
        body_id=body_id,
        item_id=item_id,
        draft=draft,
        genre=source.document.genre,
        kind=source.document.kind,
    )
    edition.started_from = source
    edition.save(update_fields=["started_from"])
    copy_files(edition, source, only_pictures=True)
    copy_rows(edition, source.tables.all())
    note(source=source.pk)
    return edition


def _without_days(kind: str, values: Mapping[str, str]) -> dict[str, str]:
    """The fields of the kind without its days, which are the earlier document's own."""
    days = {field.code for field in information_kind(kind).fields if field.type is ValueType.DATE}
    return {code: value for code, value in values.items() if code not in days}
