"""What hangs on one edition, hung on another as well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from gongkai.core.information.models import Attachment, Edition, EditionTable, Relation
from gongkai.text.markup.pictures import Picture, picture_address, readdressed

Row = TypeVar("Row", Attachment, EditionTable, Relation)


def copy_rows(edition: Edition, rows: Iterable[Row]) -> None:
    """Each row again, as one of `edition`."""
    for row in rows:
        _copy(edition, row)


def copy_files(edition: Edition, source: Edition, *, only_pictures: bool = False) -> None:
    """The files of `source` again; pictures in the texts of `edition` are fetched from its own copies.

    The caller has saved `edition` with the texts of `source`.
    """
    files = source.attachments.filter(is_inline=True) if only_pictures else source.attachments.all()
    own = {file.pk: _copy(edition, file) for file in files}
    if not any(copy.is_inline for copy in own.values()):
        return

    def address(picture: Picture) -> str:
        copied = own.get(picture.file_id)
        if copied is None:
            return picture_address(picture.document, picture.file_id)
        return picture_address(edition.document.public_id, copied.pk)

    edition.body_html = readdressed(edition.body_html, address)
    edition.full_html = readdressed(edition.full_html, address)
    edition.save(update_fields=["body_html", "full_html"])


def _copy(edition: Edition, row: Row) -> Row:
    copied = type(row)(
        **{
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key
        }
    )
    copied.edition = edition
    copied.save()
    return copied
