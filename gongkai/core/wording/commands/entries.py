"""The list of a division entry by entry; every change is a version."""

from __future__ import annotations

from dataclasses import replace

from gongkai.core.wording import policies, queries
from gongkai.core.wording.commands.versions import add_words
from gongkai.core.wording.enums import WordingTag
from gongkai.core.wording.models import WordListVersion
from gongkai.core.wording.rules import (
    SENTENCE_LENGTH,
    entry_at,
    entry_faults,
    entry_of_word,
    single_words,
    with_entry,
    without_entry,
)
from gongkai.foundation.execution import command, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.rules import text_fault
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound
from gongkai.text.wording import WordExample, WordRule, WordsText


@command(WordingTag.ENTRY_PUT)
def put_word(
    *,
    actor: Actor,
    division_id: int,
    rule: WordRule,
    replacing: str = "",
    change_note: str = "",
    confirmed: bool = False,
) -> WordListVersion:
    """Add an entry to the list of a division, or put it in the place of another one. What others changed in
    other entries meanwhile stays.

    Args:
        replacing: `rules.key_of` the entry that the user started from; empty for a new one.
        confirmed: that a word of one character is meant, however often it stands in what is public.

    Raises:
        InvalidInput: a field has a fault, a word stands in another entry, an example of the list comes out
            otherwise, papers are stopped by a word that is to be switched off, or a new word has only one
            character and nobody has confirmed it.
        Conflict: that entry was changed or removed since, or nothing is different.
    """
    require(policies.may_save_words(actor, division_id))
    organisations.get_division(division_id)
    words, number = queries.own_words(division_id)
    before = _lookup(words, replacing) if replacing else None
    others = WordsText(rules=tuple(each for each in words.rules if each != before))
    faults = entry_faults(rule, entry_of_word(others, rule.wrong), clock.today())
    InvalidInput.raise_for(**{**faults, "off": _off_fault(division_id, rule)})
    if rule == before:
        raise Conflict("这一条没有改动，没有保存新版本。")
    if not confirmed:
        InvalidInput.raise_for(confirmed=_single_fault(division_id, rule, words))
    after = with_entry(words, rule, before)
    return add_words(actor, division_id, words, number, after, change_note, confirmed=True)


@command(WordingTag.ENTRY_REMOVE)
def remove_word(*, actor: Actor, division_id: int, key: str) -> WordListVersion:
    """Take an entry out of the list; the lists above and the shipped one hold again for its words.

    Raises:
        Conflict: it was changed or removed since.
        InvalidInput: an example of the list comes out otherwise without it.
    """
    require(policies.may_save_words(actor, division_id))
    words, number = queries.own_words(division_id)
    return add_words(actor, division_id, words, number, without_entry(words, _lookup(words, key)))


@command(WordingTag.EXAMPLE_ADD)
def add_example(*, actor: Actor, division_id: int, text: str, finds: tuple[str, ...]) -> WordListVersion:
    """Add a sentence on which every later version is tried.

    Args:
        finds: the words of the division's own list that are to be found in it, in order; none for a sentence
            in which nothing is to be found.

    Raises:
        InvalidInput: no sentence, one that is there already, or something else is found in it.
    """
    require(policies.may_save_words(actor, division_id))
    organisations.get_division(division_id)
    words, number = queries.own_words(division_id)
    text = text.strip()
    known = any(example.text == text for example in words.examples)
    InvalidInput.raise_for(
        text="已经有这个例句。"
        if known
        else text_fault(text, "例句", SENTENCE_LENGTH)
        if text
        else "请填写例句。"
    )
    after = WordsText(words.version, words.rules, (*words.examples, WordExample(text, finds)))
    return add_words(actor, division_id, words, number, after)


@command(WordingTag.EXAMPLE_REMOVE)
def remove_example(*, actor: Actor, division_id: int, text: str) -> WordListVersion:
    """Raises NotFound."""
    require(policies.may_save_words(actor, division_id))
    words, number = queries.own_words(division_id)
    left = tuple(example for example in words.examples if example.text != text)
    if len(left) == len(words.examples):
        raise NotFound("没有这个例句，可能已由他人删除。")
    after = WordsText(words.version, words.rules, left)
    return add_words(actor, division_id, words, number, after)


def _lookup(words: WordsText, key: str) -> WordRule:
    found = entry_at(words, key)
    if found is None:
        raise Conflict("这一条在您打开之后已被他人修改或者删除，没有保存。您填写的内容仍在本页。")
    return found


def _single_fault(division_id: int, rule: WordRule, words: WordsText) -> str:
    """What a new word of one character would do to every paper, tried on those that are public."""
    single = single_words(words.rules, (rule,))
    if not single:
        return ""
    found = queries.frequency_of(division_id, replace(rule, wrong=single))
    tried = (
        f"在最近公开的{found.sample}份文件中，有{found.texts}份会提示，共{found.places}处"
        if found.sample
        else "本地区还没有已公开的文件可以试查"
    )
    return f"“{'、'.join(single)}”只有一个字，{tried}。请写成完整的词；确实要按单字提示的，请勾选后再保存。"


def _off_fault(division_id: int, rule: WordRule) -> str:
    if not rule.off:
        return ""
    stopping = queries.stopping_words(division_id)
    named = next((word for word in rule.wrong if word in stopping), "")
    return f"“{named}”已设为必须改，不能设为不提示。请先改为只作建议。" if named else ""
