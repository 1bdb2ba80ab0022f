"""The masked copy of a file: made from what was handed in, which changes nothing, then put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.guarding import queries as guarding
from gongkai.core.information.commands.drafting import sign_as_author
from gongkai.core.information.commands.guarding import scan_or_order
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.queries import guarded_file
from gongkai.core.information.rules.masking import Masking, masking_of
from gongkai.foundation.execution import note
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage import queries as stored_files
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict
from gongkai.reference.information_kinds import information_kind
from gongkai.text.file_contents import MaskedCopy, Watch, masked_copy, read_tables


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked copy that nobody has kept yet, with the profile it was made by and the columns left out."""

    copy: MaskedCopy
    dropped: tuple[str, ...]
    profile: str


def masking_for(edition: Edition) -> Masking:
    """What the kind of the document declares, under the rules in force."""
    return masking_of(information_kind(edition.document.kind), guarding.rules_in_force().rules)


def make_masked(attachment: Attachment, without: Sequence[str], watch: Watch | None = None) -> Masked:
    """Make the copy; it may take minutes.

    Args:
        watch: is told how far it is, in the units of `extent_of`.

    Raises:
        InvalidInput: a file of which no masked copy can be made.
        Conflict: nothing in it has to be masked.
    """
    masking = masking_for(attachment.edition)
    source = attachment.original or attachment.file
    shown, content = stored_files.in_readable_kind(attachment.name, stored_files.read_file(source.sha256))
    known = _known_to_drop(masking, attachment)
    pace = _Pace(watch, passes=2 if known is None and masking.profile.drop_columns else 1)
    dropped = (*without, *(_dropped(masking, shown, content, pace) if known is None else known))
    copy = masked_copy(
        shown,
        content,
        masking.text,
        drop_columns=dropped,
        row_masker=masking.row,
        watch=pace.second,
    )
    if not copy.changed and not dropped:
        raise Conflict(f"“{attachment.name}”中没有需要脱敏的内容。")
    return Masked(copy, dropped, masking.name)


def put_masked(actor: Actor, edition: Edition, attachment: Attachment, made: Masked) -> Attachment:
    """The copy in the place of the public file of a locked draft."""
    copy = made.copy
    # where nothing but columns went, each of them is a place: a masked copy has at least one
    places = copy.changed or len(made.dropped)
    attachment.original = attachment.original or attachment.file
    attachment.file = storage.put([copy.content], copy.name)
    attachment.name, attachment.masked = clean_name(copy.name), places
    attachment.removed = [words[:200] for words in copy.removed]
    attachment.save(update_fields=["original", "file", "name", "masked", "removed"])
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
