"""The words that a division keeps of its own, entry by entry; pure functions over the text of the list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.text.dates import implausible
from gongkai.text.wording import WORD_LENGTH, WordRule, WordsText, write_words

MOST_WORDS = 50
"""Of one entry."""
SENTENCE_LENGTH = 200
REASON_LENGTH = 200
_NAMED = 40
"""Characters of an entry in a sentence about it."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What became of an entry: `before` is missing where it is new, `after` where it was taken out."""

    before: WordRule | None
    after: WordRule | None

    @property
    def words(self) -> str:
        """As users read it."""
        if self.before is None:
            return f"新增：{spoken(self.after)}"
        if self.after is None:
            return f"删除：{spoken(self.before)}"
        if (self.before.wrong, self.before.right, self.before.off) == (
            self.after.wrong, self.after.right, self.after.off,
        ):  # fmt: skip
            return f"修改：{spoken(self.after)}（类别、日期、理由或者例外）"
        return f"修改：{spoken(self.before)}，改成{spoken(self.after)}"


def key_of(rule: WordRule) -> str:
    """Names an entry by what it says, so that a page that was opened before a change does not touch another
    one."""
    return hashlib.sha256(write_words(WordsText(rules=(rule,))).encode()).hexdigest()[:16]


def named(rule: WordRule) -> str:
    """The words of an entry, the first of them where they are many."""
    words = "、".join(rule.wrong)
    return words if len(words) <= _NAMED else f"{words[:_NAMED]}…"


def spoken(rule: WordRule | None) -> str:
    """An entry in a few words: 帐号→账号."""
    if rule is None:
        return ""
    if rule.off:
        return f"“{named(rule)}”不提示"
    return f"{named(rule)}→{rule.right or '删去或改写'}"


def entry_at(words: WordsText, key: str) -> WordRule | None:
    return next((rule for rule in words.rules if key_of(rule) == key), None)


def entry_of_word(words: WordsText, wrong: Iterable[str]) -> WordRule | None:
    """The first entry that has any of the words."""
    wanted = set(wrong)
    return next((rule for rule in words.rules if wanted & set(rule.wrong)), None)


def entry_faults(rule: WordRule, taken: WordRule | None, today: date) -> dict[str, str]:
    """What is wrong with an entry, beside the field that it concerns; empty messages where nothing is.

    Args:
        taken: another entry of the list that has one of the words.
    """
    return {
        "wrong": _wrong_fault(rule, taken),
        "right": _right_fault(rule),
        "reason": _reason_fault(rule.reason),
        "since": implausible(rule.since, today=today) if rule.since else "",
        "unless_after": _words_fault(rule.unless_after),
        "unless_before": _words_fault(rule.unless_before),
    }


def with_entry(words: WordsText, rule: WordRule, instead_of: WordRule | None) -> WordsText:
    """The list with an entry in the place of another one, or at its end."""
    if instead_of is None:
        return with_entries(words, (*words.rules, rule))
    at = words.rules.index(instead_of)
    return with_entries(words, (*words.rules[:at], rule, *words.rules[at + 1 :]))


def without_entry(words: WordsText, rule: WordRule) -> WordsText:
    at = words.rules.index(rule)
    return with_entries(words, words.rules[:at] + words.rules[at + 1 :])


def with_entries(words: WordsText, rules: Sequence[WordRule]) -> WordsText:
    """The list with other entries. Examples no longer ask for words that are looked for no more; one that has
    none left goes."""
    gone = _looked_for(words.rules) - _looked_for(rules)
    examples = []
    for example in words.examples:
        finds = tuple(word for word in example.finds if word not in gone)
        if finds or not example.finds:
            examples.append(replace(example, finds=finds))
    return WordsText(words.version, tuple(rules), tuple(examples))


def changes_between(before: WordsText, after: WordsText) -> list[EntryChange]:
    """Entries that differ: one that shares a word with an earlier one is that one changed."""
    kept = set(before.rules) & set(after.rules)
    gone = dict.fromkeys(rule for rule in before.rules if rule not in kept)
    owner = {word: rule for rule in gone for word in rule.wrong}
    changes = []
    for rule in after.rules:
        if rule in kept:
            continue
        match = next((owner[word] for word in rule.wrong if owner.get(word) in gone), None)
        if match is not None:
            del gone[match]
        changes.append(EntryChange(match, rule))
    return [*changes, *(EntryChange(rule, None) for rule in gone)]


def change_words(before: WordsText, after: WordsText) -> list[str]:
    """What became of a list, one sentence a change; examples in one sentence."""
    said = [change.words for change in changes_between(before, after)]
    added = sum(example not in before.examples for example in after.examples)
    gone = sum(example not in after.examples for example in before.examples)
    if added or gone:
        said.append("例句：" + "，".join([f"增加{added}句"] * bool(added) + [f"减少{gone}句"] * bool(gone)))
    return said


def single_words(before: Iterable[WordRule], after: Iterable[WordRule]) -> tuple[str, ...]:
    """Words of one character that are looked for from now on: such a one stands in nearly every text."""
    return tuple(sorted(word for word in _looked_for(after) - _looked_for(before) if len(word) == 1))


def _looked_for(rules: Iterable[WordRule]) -> set[str]:
    return {word for rule in rules if not rule.off for word in rule.wrong}


def _wrong_fault(rule: WordRule, taken: WordRule | None) -> str:
    if not rule.wrong:
        return "请填写原词，一行一个。"
    if len(rule.wrong) > MOST_WORDS:
        return f"一条最多写{MOST_WORDS}个原词，现有{len(rule.wrong)}个，请分成几条。"
    if fault := _words_fault(rule.wrong):
        return fault
    if taken is not None:
        return f"“{_shared(rule, taken)}”已在本地区的另一条中（{spoken(taken)}），请修改那一条。"
    return ""


def _right_fault(rule: WordRule) -> str:
    if rule.right in rule.wrong:
        return "“改为”和原词相同，请核对。"
    return _words_fault((rule.right,) if rule.right else ())


def _reason_fault(reason: str) -> str:
    if not reason:
        return "请写明理由，起草人会看到。"
    if len(reason) > REASON_LENGTH:
        return f"理由不能超过{REASON_LENGTH}个字，现有{len(reason)}个字。"
    return _invisible(reason)


def _words_fault(words: Iterable[str]) -> str:
    for word in words:
        if len(word) > WORD_LENGTH:
            return f"“{word[:20]}…”超过{WORD_LENGTH}个字，请写短一些。"
        if fault := _invisible(word):
            return fault
    return ""


def _invisible(text: str) -> str:
    return "" if text.isprintable() else "有看不见的控制字符，请重新录入。"


def _shared(rule: WordRule, other: WordRule) -> str:
    return next(word for word in rule.wrong if word in other.wrong)
