"""The one place that writes a version of a list."""

from __future__ import annotations

from gongkai.core.wording.enums import NOTE_LENGTH
from gongkai.core.wording.models import WordListVersion
from gongkai.core.wording.rules import change_words, single_words
from gongkai.foundation.execution import note
from gongkai.foundation.organisations.rules import text_fault, tidy
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.text.wording import WordsText, parse_words, try_words, write_words

_NOTHING_NEW = "词条没有变化"
_SINGLE = "“{word}”只有一个字，几乎每份文件都会提示，没有保存。确实要用的，请在“新增词条”中填写并确认。"


def add_version(
    actor: Actor,
    division_id: int,
    before: WordsText,
    number: int,
    text: str,
    change_note: str,
    *,
    confirmed: bool = False,
) -> WordListVersion:
    """Keep another text as the list, tried on its own examples; the version before stays.

    Args:
        before: what version `number` says, which a note that says nothing is compared with.
        confirmed: that words of one character were looked at before.

    Raises:
        InvalidInput: an example comes out otherwise, too many entries, a note that is too long, a new word of
            one character that nobody has confirmed.
    """
    after = parse_words(text)
    try_words(after)
    if not confirmed and (single := single_words(before.rules, after.rules)):
        raise InvalidInput.for_field("words", _SINGLE.format(word=single[0]))
    said = tidy(change_note)
    InvalidInput.raise_for(change_note=text_fault(said, "修改说明", NOTE_LENGTH))
    said = said or _shortened("；".join(change_words(before, after)) or _NOTHING_NEW)
    note(rules=len(after.rules), changes=said)
    return WordListVersion.objects.create(
        division_id=division_id, number=number + 1, text=text, note=said, saved_by=actor.name
    )


def add_words(
    actor: Actor,
    division_id: int,
    before: WordsText,
    number: int,
    after: WordsText,
    change_note: str = "",
    *,
    confirmed: bool = False,
) -> WordListVersion:
    """Keep changed entries as the next version. Raises InvalidInput as `add_version`."""
    text = write_words(after)
    return add_version(actor, division_id, before, number, text, change_note, confirmed=confirmed)


def _shortened(text: str) -> str:
    return text if len(text) <= NOTE_LENGTH else f"{text[: NOTE_LENGTH - 1]}…"
