"""Lists of words: made, read from TOML, tested on their own examples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.kernel.errors import InvalidInput
from gongkai.text.wording.matching import alternation, find_words
from gongkai.text.wording.model import WordExample, WordingSort, WordList, WordRule, WordsText

MOST_RULES = 5_000
WORD_LENGTH = 60
MOST_EXAMPLES = 2_000
MOST_FAULTS = 50
"""So many are said at once."""
LIST_LENGTH = 400_000
"""Characters of one list as text."""

LIST_SORTS = (WordingSort.BODY, WordingSort.WORD, WordingSort.SENSITIVE)
"""What entries of a list may be about; the rest is found by its form."""

_SORTS = {sort.value for sort in LIST_SORTS}
_KEYS = {"wrong", "right", "sort", "reason", "since", "unless_after", "unless_before", "replaces", "off"}


@cache
def default_words() -> WordList:
    """The list that is shipped."""
    return read_words(files("gongkai.text.wording").joinpath("words.toml").read_text(encoding="utf-8"))


def with_rules(words: WordList, more: Iterable[WordRule], version: str = "") -> WordList:
    """The list and further rules; of two for one word the later one holds."""
    return make_words((*words.rules, *more), version or words.version)


def make_words(rules: Iterable[WordRule], version: str) -> WordList:
    kept = tuple(rules)
    by_word = {word: rule for rule in kept for word in rule.wrong}
    return WordList(version, kept, by_word, alternation(by_word))


def read_words(text: str) -> WordList:
    """Read a list and try it on its own examples.

    Raises:
        InvalidInput: with every fault, one sentence each: what is no TOML, a key that nobody knows, a word
            that is empty or too long, an example that comes out otherwise.
    """
    return try_words(parse_words(text))


def try_words(parsed: WordsText) -> WordList:
    """The list, tried on its own examples. Raises InvalidInput with those that come out otherwise."""
    words = make_words(parsed.rules, parsed.version)
    _refuse(list(_failed_examples(words, parsed.examples)))
    return words


def parse_words(text: str) -> WordsText:
    """What a list says, without trying it. Raises InvalidInput as `read_words`."""
    if len(text) > LIST_LENGTH:
        raise InvalidInput(f"词表不能超过{LIST_LENGTH // 10_000}万字，没有保存。请删去用不着的词条。")
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidInput(f"词表不是正确的 TOML 格式，没有保存：{error}。") from error
    faults: list[str] = [
        f"不认识的内容“{key}”，只能有 version、words、examples。"
        for key in document.keys() - {"version", "words", "examples"}
    ]
    rules = tuple(_rules(_tables(document, "words", faults), faults))
    examples = tuple(_examples(_tables(document, "examples", faults), faults))
    _refuse([*faults, *_limits(rules, examples)])
    return WordsText(str(document.get("version", "")), rules, examples)


def _refuse(faults: list[str]) -> None:
    if faults:
        raise InvalidInput.for_field("words", "\n".join(faults[:MOST_FAULTS]))


def _tables(document: dict[str, Any], name: str, faults: list[str]) -> list[dict[str, Any]]:
    found = document.get(name, [])
    if isinstance(found, list) and all(isinstance(each, dict) for each in found):
        return found
    faults.append(f"“{name}”应写成 [[{name}]] 的形式。")
    return []


def _rules(entries: list[dict[str, Any]], faults: list[str]) -> Iterable[WordRule]:
    for number, entry in enumerate(entries, start=1):
        found = list(_entry_faults(entry))
        if found:
            faults += [f"第{number}条：{fault}。" for fault in found]
            continue
        since = entry.get("since")
        yield WordRule(
            wrong=_texts(entry, "wrong"),
            right=entry.get("right", ""),
            sort=WordingSort(entry["sort"]),
            reason=entry["reason"],
            since=since,
            unless_after=_texts(entry, "unless_after"),
            unless_before=_texts(entry, "unless_before"),
            replaces=bool(entry.get("right")) and entry.get("replaces", True),
            off=entry.get("off", False),
        )


def _examples(entries: list[dict[str, Any]], faults: list[str]) -> Iterable[WordExample]:
    for number, entry in enumerate(entries, start=1):
        text, finds = entry.get("text"), entry.get("finds", [])
        if (
            isinstance(text, str)
            and isinstance(finds, list)
            and all(isinstance(word, str) for word in finds)
            and not entry.keys() - {"text", "finds"}
        ):
            yield WordExample(text, tuple(finds))
        else:
            faults.append(f"第{number}个例句应有“text”和“finds”（词的列表）。")


def _entry_faults(entry: dict[str, Any]) -> Iterable[str]:
    for key in sorted(entry.keys() - _KEYS):
        yield f"不认识的字段“{key}”"
    for key in ("wrong", "unless_after", "unless_before"):
        value = entry.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(_is_word(word) for word in listed):
            yield f"“{key}”应为不超过{WORD_LENGTH}字的词，或者它们的列表"
    if not entry.get("wrong"):
        yield "没有写“wrong”"
    if not isinstance(entry.get("right", ""), str) or len(str(entry.get("right", ""))) > WORD_LENGTH:
        yield f"“right”应为不超过{WORD_LENGTH}字的词"
    if entry.get("sort") not in _SORTS:
        yield f"“sort”应为{'、'.join(sorted(_SORTS))}之一"
    if not isinstance(entry.get("reason"), str) or not entry["reason"].strip():
        yield "没有写理由“reason”"
    since = entry.get("since")
    if since is not None and (not isinstance(since, date) or isinstance(since, datetime)):
        yield "“since”应为日期，如 2018-03-13"
    for key in ("replaces", "off"):
        if not isinstance(entry.get(key, True), bool):
            yield f"“{key}”应为 true 或 false"
    if entry.get("off") is True and entry.get("right"):
        yield "写了“off”（不提示）的不能再写“right”"


def _limits(rules: Sequence[WordRule], examples: Sequence[WordExample]) -> Iterable[str]:
    if len(rules) > MOST_RULES:
        yield f"词条最多{MOST_RULES}条，现有{len(rules)}条。"
    if len(examples) > MOST_EXAMPLES:
        yield f"例句最多{MOST_EXAMPLES}条，现有{len(examples)}条。"


def _failed_examples(words: WordList, examples: Iterable[WordExample]) -> Iterable[str]:
    """What is found in an example is what it says, in order."""
    for example in examples:
        found = tuple(hit.text for hit in find_words(example.text, words, on=None))
        if found != example.finds:
            wanted, named = "、".join(example.finds) or "没有", "、".join(found) or "没有"
            yield f"例句“{example.text[:40]}”应找出{wanted}，实际找出{named}。"


def _is_word(word: object) -> bool:
    return isinstance(word, str) and 0 < len(word.strip()) == len(word) <= WORD_LENGTH


def _texts(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def renamed(old: str, new: str, since: date) -> WordRule:
    """The rule that a body was renamed: its old name is right in texts of before, and behind 原."""
    return WordRule(
        wrong=(old,),
        right=new,
        sort=WordingSort.BODY,
        reason=f"该机关自{since:%Y年%-m月%-d日}起名称为“{new}”",
        since=since,
    )
