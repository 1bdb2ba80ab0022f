"""The list of a division as a whole: as text, from a table, back to an earlier version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gongkai.core.wording import policies, queries
from gongkai.core.wording.commands.versions import add_version, add_words
from gongkai.core.wording.enums import TABLE_SIZE_LIMIT, WordingTag
from gongkai.core.wording.models import WordListVersion
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.foundation.storage.models import StoredFile


@command(WordingTag.LIST_SAVE)
def save_words(
    *, actor: Actor, division_id: int, text: str, change_note: str, based_on: int = 0
) -> WordListVersion:
    """Give a division another list of its own words; earlier versions stay.

    Args:
        text: TOML as `text.wording.read_words` reads it; empty for no words of one's own.
        change_note: what was changed; where it says nothing, the changes themselves say it.
        based_on: number of the version that the user started from, 0 for the first.

    Raises:
        InvalidInput: the list has faults, or an example of it comes out otherwise; nothing is saved.
        Conflict: somebody has saved another version since.
    """
    require(policies.may_save_words(actor, division_id))
    organisations.get_division(division_id)
    before, number = queries.own_words(division_id)
    if number != based_on:
        raise Conflict("该词表在您编辑期间已被他人修改。您的内容仍在本页，请打开最新版本核对后再保存。")
    return add_version(actor, division_id, before, number, text, change_note)


@command(WordingTag.LIST_RESTORE)
def restore_words(*, actor: Actor, division_id: int, number: int, based_on: int) -> WordListVersion:
    """Make the text of an earlier version the list again, as a further version.

    Raises:
        NotFound: there is no such version.
        Conflict: it holds already, or somebody has saved another version since.
    """
    require(policies.may_save_words(actor, division_id))
    chosen = queries.get_version(division_id, number)
    before, present = queries.own_words(division_id)
    if present != based_on:
        raise Conflict("该词表在您查看期间已被他人修改，没有恢复。请核对最新版本后再试。")
    if queries.get_version(division_id, present).text == chosen.text:
        raise Conflict(f"现行词表和第{number}版相同，不需要恢复。")
    note_text = f"恢复第{number}版"
    return add_version(actor, division_id, before, present, chosen.text, note_text, confirmed=True)


@command(WordingTag.LIST_RECEIVE)
def receive_words(*, actor: Actor, division_id: int, name: str, chunks: Iterable[bytes]) -> StoredFile:
    """Take in a file with a table of words, to be looked over; the list is as before.

    Raises:
        InvalidInput: no table with the headings, locked, harmful, too large; nothing is kept.
    """
    require(policies.may_save_words(actor, division_id))
    stored = storage.receive(chunks, name, limit=TABLE_SIZE_LIMIT)
    plan = queries.plan_import(division_id, stored.sha256, clean_name(name))
    note(name=clean_name(name), sha256=stored.sha256, rows=len(plan.rows), refused=len(plan.refused))
    return stored


@command(WordingTag.LIST_IMPORT)
def import_words(
    *, actor: Actor, division_id: int, sha256: str, name: str, based_on: int, change_note: str = ""
) -> WordListVersion:
    """Put the good lines of a table that was taken in into the list; the others stay out.

    Args:
        based_on: number of the version beside which the table was looked over.

    Raises:
        InvalidInput: the table changes nothing, or an example of the list comes out otherwise.
        Conflict: somebody has saved another version since.
        NotFound: the file is not there any more.
    """
    require(policies.may_save_words(actor, division_id))
    before, number = queries.own_words(division_id)
    if number != based_on:
        raise Conflict("该词表在您核对期间已被他人修改，没有导入。下面已按最新词表重新核对，请再确认。")
    plan = queries.plan_import(division_id, sha256, name)
    if not plan.rows:
        raise InvalidInput("表格里没有要新增或者修改的词条，没有导入。")
    said = change_note or f"导入“{name[:80]}”：新增{plan.added}条，修改{plan.changed}条"
    note(added=plan.added, changed=plan.changed, refused=len(plan.refused), sha256=sha256)
    return add_words(actor, division_id, before, number, plan.result, said)
