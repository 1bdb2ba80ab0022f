"""The next edition of a document, beginning as an earlier one stands."""

from __future__ import annotations

from typing import Any

from gongkai.core.information.commands.copying import copy_files, copy_rows
from gongkai.core.information.commands.writing import WRITTEN_FIELDS, add_author
from gongkai.core.information.models import Edition
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor


def next_edition(actor: Actor, present: Edition, **changes: Any) -> Edition:
    """A draft with the text, tables, relations and files of `present`, but for the written fields given."""
    edition = Edition(document=present.document, number=present.number + 1, author_name=actor.name)
    for field in WRITTEN_FIELDS:
        setattr(edition, field, changes.get(field, getattr(present, field)))
    edition.updated_at = clock.now()
    add_author(edition, actor.account_id)
    edition.save()
    copy_files(edition, present)
    copy_rows(edition, present.tables.all())
    copy_rows(edition, present.relations.all())
    return edition
