"""Tables of a draft: put in, replaced, taken out, brought in from a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.core.information import policies, queries
from gongkai.core.information.commands.drafting import sign_as_author
from gongkai.core.information.commands.forgetting import forget_masked
from gongkai.core.information.commands.table_rows import as_kept, as_kept_after
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules import tables as rules
from gongkai.core.information.rules.partial_tables import Withheld, withheld_faults
from gongkai.core.information.rules.tables import sheets as reading
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound
from gongkai.reference.information_kinds import KindTable, information_kind
from gongkai.text.tables.spreadsheets import Sheet

if TYPE_CHECKING:
    from gongkai.foundation.storage.models import StoredFile

OWN = "own"
"""In place of a code: the sheet becomes a table that no kind declares."""

TABLE_SIZE_LIMIT = 20 * 1024 * 1024
"""A table of 20,000 rows is a few MB; more is another kind of file."""


@command(InformationTag.TABLE_PUT)
def put_table(
    *,
    actor: Actor,
    edition_id: int,
    revision: int,
    code: str,
    rows: Sequence[Sequence[str]],
    unit: str = "",
    note_text: str = "",
    title: str = "",
    columns: Sequence[rules.Column] = (),
) -> EditionTable:
    """Put a table into a draft, or replace it. Texts of cells are kept as they are written.

    Args:
        revision: of the draft that the user started from.
        code: of a table that the kind declares, of one of the document's own, or `OWN` for a new one.
        title: and `columns`: of a table of the document's own; a declared one has those of its kind.

    Raises:
        Conflict: somebody has saved the draft since.
        InvalidInput: too large, or rows that do not fit the columns. Wrong figures are kept: a draft may
            have them, and submission names them.
    """
    edition = _lock(actor, edition_id, revision)
    kind = information_kind(edition.document.kind)
    declared = kind.table(code)
    place = queries.place_of_table(kind, code)
    if declared is None:
        code, place = _own_place(edition, code)
    data = rules.TableData(
        code=code,
        title=declared.title if declared else " ".join(title.split()),
        columns=rules.columns_of(declared) if declared else tuple(columns),
        rows=[[_clean(text) for text in row] for row in rows],
        unit=_unit(declared, unit),
        note=note_text.strip(),
        number=place,
    )
    faults = rules.shape_faults(data)
    if faults:
        raise InvalidInput("表格没有保存，请按提示修改。", faults)
    stored = queries.tables_of(edition_id).filter(code=code).first()
    table, created = EditionTable.objects.update_or_create(
        edition=edition, code=code, defaults=as_kept_after(stored, data)
    )
    _touch(actor, edition)
    note(subject=table, rows=len(data.rows), new=created, revision=edition.revision)
    return table


@command(InformationTag.TABLE_WITHHOLD)
def withhold_table_parts(
    *, actor: Actor, edition_id: int, revision: int, code: str, withheld: Withheld
) -> EditionTable:
    """Let the public get a table without some columns and rows, or with their cells masked.

    Args:
        withheld: all that is withheld from now on, of the whole table; nothing makes it whole again.

    Raises:
        Conflict: somebody has saved the draft since.
        InvalidInput: a column or row is not there, or nothing would be left.
        NotFound: there is no such table.
    """
    edition = _lock(actor, edition_id, revision)
    table = queries.get_table(edition_id, code)
    whole = queries.whole_table(table)
    InvalidInput.raise_for(**withheld_faults(whole, withheld))
    for name, value in as_kept(whole, withheld, stored=table).items():
        setattr(table, name, value)
    table.save()
    _touch(actor, edition)
    note(subject=table, columns=len(withheld.columns), rows=len(withheld.rows), revision=edition.revision)
    return table


@command(InformationTag.TABLE_REMOVE)
def remove_table(*, actor: Actor, edition_id: int, revision: int, code: str) -> Edition:
    """Take a table out of a draft.

    Raises:
        Conflict: somebody has saved the draft since.
        NotFound: it is not there.
    """
    edition = _lock(actor, edition_id, revision)
    table = queries.get_table(edition_id, code)
    note(title=table.title, rows=table.row_count)
    table.delete()
    _touch(actor, edition)
    return edition


@command(InformationTag.TABLE_RECEIVE)
def receive_tables(*, actor: Actor, edition_id: int, name: str, chunks: Iterable[bytes]) -> StoredFile:
    """Take in a file with tables for a draft, to be looked over; nothing is filled in yet.

    Raises:
        UnreadableFile: no file with tables, locked, too large; nothing is kept.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    stored = storage.receive(chunks, name, limit=TABLE_SIZE_LIMIT)
    sheets = queries.sheets_in(stored.sha256, clean_name(name))
    note(subject=edition, name=clean_name(name), sha256=stored.sha256, sheets=len(sheets))
    return stored


@command(InformationTag.TABLE_FILL)
def fill_tables(
    *, actor: Actor, edition_id: int, revision: int, sha256: str, name: str, chosen: Mapping[int, str]
) -> Edition:
    """Fill tables of a draft from a file that was taken in; all that are chosen or none.

    Args:
        chosen: place of the sheet in the file → code of a table that the kind declares or that is among the
            document's own, whose title stays; or `OWN` for a new one.

    Raises:
        InvalidInput: nothing is chosen, a table is chosen twice, or a sheet has not the table's columns.
        Conflict: somebody has saved the draft since.
    """
    edition = _lock(actor, edition_id, revision)
    codes = [code for code in chosen.values() if code != OWN]
    if not chosen:
        raise InvalidInput("请至少选择一张要导入的表。")
    if len(set(codes)) < len(codes):
        raise InvalidInput("同一张表只能对应一个工作表，请重新选择。")
    sheets = queries.sheets_in(sha256, name)
    kind = information_kind(edition.document.kind)
    for place, code in sorted(chosen.items()):
        if place >= len(sheets):
            raise NotFound("文件中没有所选的工作表，请重新上传。")
        title = _own_title(edition, code)
        found = _read(kind.table(code), sheets[place], code, name)
        put_table(
            actor=actor,
            edition_id=edition_id,
            revision=edition.revision,
            code=code,
            rows=found.data.rows,
            unit=found.data.unit,
            note_text=found.data.note,
            title=title or found.data.title,
            columns=found.data.columns,
        )
        edition.refresh_from_db(fields=["revision"])
    note(subject=edition, tables=len(chosen), sha256=sha256)
    return edition


def _own_title(edition: Edition, code: str) -> str:
    """Of the table of the document's own that a sheet takes the place of; empty for all others."""
    if code == OWN or information_kind(edition.document.kind).table(code) is not None:
        return ""
    present = queries.table_heads(edition.pk).filter(code=code).first()
    if present is None:
        raise InvalidInput("所选的表不在该信息类型之中，请重新选择。")
    return present.title


def _read(declared: KindTable | None, sheet: Sheet, code: str, file_name: str) -> reading.ReadSheet:
    found = (
        reading.read_sheet(declared, sheet, 1)
        if declared is not None
        else reading.read_own_sheet(sheet, code, 1, file_name)
    )
    if isinstance(found, str):
        raise InvalidInput(f"“{sheet.name}”：{found}")
    return found


def _lock(actor: Actor, edition_id: int, revision: int) -> Edition:
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    if edition.revision != revision:
        raise Conflict(
            "该文件在您填表期间已被他人保存，表格没有保存。您填的内容仍在本页，请打开最新版本核对后再保存。"
        )
    return edition


def _own_place(edition: Edition, code: str) -> tuple[str, int]:
    """Code and position of a table of the document's own: one that is there, or a new one."""
    if code == OWN:
        if queries.tables_of(edition.pk).count() >= rules.MOST_TABLES:
            raise InvalidInput(f"一份文件最多{rules.MOST_TABLES}张表，请将其余的作为附件。")
        return queries.free_own_code(edition.pk, information_kind(edition.document.kind))
    return code, queries.get_table(edition.pk, code).position


def _touch(actor: Actor, edition: Edition) -> None:
    """A table is part of what is published: who changes one is an author, and the text is another one."""
    edition.revision += 1
    forget_masked(edition)
    edition.save(update_fields=["revision"])
    sign_as_author(edition, actor)


def _unit(declared: KindTable | None, unit: str) -> str:
    if declared is None:
        return unit.strip()[:10]
    if unit and unit not in declared.units:
        raise InvalidInput.for_field("unit", f"金额单位应为{'、'.join(declared.units)}之一。")
    return unit or (declared.units[0] if declared.units else "")


def _clean(text: str) -> str:
    """Without signs that nobody sees; the space before a name stays, it shows the level in a budget."""
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    return "".join(kept).rstrip()
