"""Two editions of a document, as they are compared."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.information import rules
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.queries.editions import draft_of
from gongkai.reference.information_kinds import information_kind


def edition_difference(old: Edition, new: Edition) -> rules.EditionDifference:
    """What the public can see to have changed from `old` to `new`: nothing of the whole text of a partly
    open document, nor of files that stay inside. Both with their documents' kind, files and tables read."""
    return rules.difference(_text(old), _text(new), information_kind(new.document.kind))


def _text(edition: Edition) -> rules.EditionText:
    return rules.EditionText(
        draft=draft_of(edition),
        body_text=edition.body_text,
        files=_files(edition.attachments.all()),
        tables=tuple(
            rules.TableText(
                code=table.code,
                title=table.title,
                columns=tuple(str(column["name"]) for column in table.columns),
                rows=tuple(tuple(str(cell) for cell in row) for row in table.rows),
            )
            for table in edition.tables.all()
        ),
    )


def _files(attachments: Iterable[Attachment]) -> dict[str, str]:
    return {
        attachment.name: attachment.file_id
        for attachment in attachments
        if attachment.is_public and not attachment.is_inline
    }
