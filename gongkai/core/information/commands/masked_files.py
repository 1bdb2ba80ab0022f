"""The masked copy of a file: made from what was handed in, which changes nothing, then put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.core.guarding import queries as guarding
from gongkai.core.information.commands.drafting import sign_as_author
from gongkai.core.information.commands.guarding import scan_or_order
from gongkai.core.information.commands.processing_orders import forget_failed_masking
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.queries import guarded_file, key_of_file, masking_for
from gongkai.core.information.rules import (
    columns_typed,
    free_name,
    nothing_to_mask,
    unknown_columns,
    unknown_words,
)
from gongkai.core.information.rules.masking import Masking
from gongkai.foundation.execution import note
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage import queries as stored_files
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.file_contents import (
    MaskedCopy,
    UnreadableFile,
    Watch,
    heading_key,
    masked_copy,
    read_tables,
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked copy that nobody has kept yet, with the profile it was made by and the columns left out."""

    copy: MaskedCopy
    dropped: tuple[str, ...]
    profile: str


def make_masked(attachment: Attachment, without: Sequence[str], watch: Watch | None = None) -> Masked:
    """Make the copy; it may take minutes.

    The name is masked as well. Where only the name holds something, or no masked copy can be made of the
    kind, the public file stays as it is under its new name.

    Args:
        without: headings of columns to leave out as they were typed, one or several in a text.
        watch: is told how far it is, in the units of `extent_of`.

    Raises:
        InvalidInput: a file of which no masked copy can be made, or that has no such columns.
        Conflict: nothing in it has to be masked.
    """
    masking = masking_for(attachment.edition)
    name, in_name = masking.file_name(attachment.name)
    try:
        copy, dropped = _copy_of(attachment, name, masking, without, watch)
    except UnreadableFile:
        if without or not in_name:
            raise
        copy, dropped = MaskedCopy(name, b"", 0), ()
    if not copy.changed and not dropped:
        if not in_name:
            raise Conflict(nothing_to_mask(name))
        copy = MaskedCopy(name, stored_files.read_file(attachment.file_id), 0, tuple(attachment.removed))
    return Masked(replace(copy, changed=copy.changed + in_name), dropped, masking.name)


def _copy_of(
    attachment: Attachment, name: str, masking: Masking, without: Sequence[str], watch: Watch | None
) -> tuple[MaskedCopy, tuple[str, ...]]:
    """The copy and the columns left out; with refusals that quote the masked name."""
    source = attachment.original or attachment.file
    shown, content = stored_files.in_readable_kind(name, stored_files.read_file(source.sha256))
    known = _known_to_drop(masking, attachment)
    pace = _Pace(watch, passes=2 if known is None and masking.profile.drop_columns else 1)
    asked = (*columns_typed(without), *(_dropped(masking, shown, content, pace) if known is None else known))
    copy = masked_copy(
        shown,
        content,
        masking.text,
        drop_columns=asked,
        row_masker=masking.row,
        watch=pace.second,
    )
    unknown = unknown_columns(without, copy.headings)
    if unknown:
        headings = [masking.text(heading)[0] for heading in copy.headings]
        raise InvalidInput.for_field("without", unknown_words(unknown, headings))
    keys = set(map(heading_key, asked))
    return copy, tuple(heading for heading in copy.headings if heading_key(heading) in keys)


def put_masked(actor: Actor, edition: Edition, attachment: Attachment, made: Masked) -> Attachment:
    """The copy in the place of the public file of a locked draft."""
    copy = made.copy
    # where nothing but columns went, each of them is a place: a masked copy has at least one
    places = copy.changed or len(made.dropped)
    attachment.original = attachment.original or attachment.file
    attachment.file = storage.put([copy.content], copy.name)
    others = edition.attachments.exclude(pk=attachment.pk).values_list("name", flat=True)
    attachment.name, attachment.masked = free_name(copy.name, set(others)), places
    attachment.removed = [words[:200] for words in copy.removed]
    attachment.save(update_fields=["original", "file", "name", "masked", "removed"])
    forget_failed_masking(edition, {key_of_file(attachment.pk)})
    sign_as_author(edition, actor)
    scan_or_order(actor, edition)
    note(sha256=attachment.file_id)
    return attachment


class _Pace:
    """How far a copy is whose tables may have to be gone through once before it is begun."""

    def __init__(self, watch: Watch | None, *, passes: int) -> None:
        self._watch, self._passes, self._first = watch, passes, 0

    def first(self, rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        for row in rows:
            self._first += 1
            self._tell(self._first)
            yield row

    def second(self, done: int) -> None:
        self._tell(self._first + done)

    def _tell(self, done: int) -> None:
        if self._watch is not None:
            self._watch(done // self._passes)


def _known_to_drop(masking: Masking, attachment: Attachment) -> list[str] | None:
    """The columns that go, as the scan of the public file has found them; None where it did not keep that. A
    file that is masked already says no more what it held."""
    if attachment.masked:
        return None
    found = guarding.types_by_heading(guarded_file(attachment), guarding.rules_in_force())
    if found is None:
        return None
    return sorted(heading for heading, types in found.items() if heading and any(map(masking.drops, types)))


def _dropped(masking: Masking, name: str, content: bytes, pace: _Pace) -> list[str]:
    """Columns that a list of this kind does not show at all: their values would only be stars."""
    if not masking.profile.drop_columns:
        return []
    return sorted(
        {
            column
            for sheet in read_tables(name, content)
            for column in masking.dropped(sheet.header, pace.first(sheet.rows))
        }
    )
