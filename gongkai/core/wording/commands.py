from __future__ import annotations

from gongkai.core.information import queries as information
from gongkai.core.wording import policies, queries
from gongkai.core.wording.enums import NOTE_LENGTH, WORDS_LENGTH, WordingTag
from gongkai.core.wording.models import IgnoredWording, WordListVersion
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.rules import text_fault, tidy
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.wording import read_words


@command(WordingTag.LIST_SAVE)
def save_words(
    *, actor: Actor, division_id: int, text: str, change_note: str, based_on: int = 0
) -> WordListVersion:
    """Give a division another list of its own words; earlier versions stay.

    Args:
        text: TOML as `text.wording.read_words` reads it; empty for no words of one's own.
        based_on: number of the version that the user started from, 0 for the first.

    Raises:
        InvalidInput: the list has faults, or an example of it comes out otherwise; nothing is saved.
        Conflict: somebody has saved another version since.
    """
    require(policies.may_save_words(actor, division_id))
    organisations.get_division(division_id)
    change_note = tidy(change_note)
    fault = text_fault(change_note, "修改说明", NOTE_LENGTH) if change_note else "请写明修改了什么。"
    InvalidInput.raise_for(change_note=fault)
    words = read_words(text)
    last = queries.latest_version(division_id)
    if (last.number if last else 0) != based_on:
        raise Conflict("该词表在您编辑期间已被他人修改。您的内容仍在本页，请打开最新版本核对后再保存。")
    note(rules=len(words.rules))
    return WordListVersion.objects.create(
        division_id=division_id, number=based_on + 1, text=text, note=change_note, saved_by=actor.name
    )


@command(WordingTag.HIT_IGNORE)
def ignore_wording(*, actor: Actor, edition_id: int, words: str, suggestion: str) -> IgnoredWording:
    """Leave a wording as it is, wherever it stands in the document; told to nobody again."""
    edition = information.lock_edition(edition_id)
    require(policies.may_ignore(actor, edition))
    if not 0 < len(words) <= WORDS_LENGTH or len(suggestion) > WORDS_LENGTH:
        raise InvalidInput(f"原文为1至{WORDS_LENGTH}字的才能忽略，请改写这一处。")
    kept, _ = IgnoredWording.objects.get_or_create(
        document_id=edition.document_id,
        words=words,
        suggestion=suggestion,
        defaults={"ignored_by": actor.name},
    )
    note(words=words, suggestion=suggestion)
    return kept
