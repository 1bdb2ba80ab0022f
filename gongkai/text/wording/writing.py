"""A list of words as text: the same rules always give the same lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from gongkai.text.wording.model import WordExample, WordRule, WordsText


def write_words(words: WordsText) -> str:
    """TOML that `parse_words` reads back as the same rules and examples, in their order."""
    head = [f"version = {_quoted(words.version)}"] if words.version else []
    blocks = ["\n".join(head)] if head else []
    blocks += ["\n".join(_rule(rule)) for rule in words.rules]
    blocks += ["\n".join(_example(example)) for example in words.examples]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _rule(rule: WordRule) -> Iterator[str]:
    yield "[[words]]"
    yield f"wrong = {_listed(rule.wrong)}"
    if rule.right:
        yield f"right = {_quoted(rule.right)}"
    yield f"sort = {_quoted(rule.sort.value)}"
    if rule.since is not None:
        yield f"since = {rule.since.isoformat()}"
    yield f"reason = {_quoted(rule.reason)}"
    if rule.unless_after:
        yield f"unless_after = {_listed(rule.unless_after)}"
    if rule.unless_before:
        yield f"unless_before = {_listed(rule.unless_before)}"
    if rule.right and not rule.replaces:
        yield "replaces = false"
    if rule.off:
        yield "off = true"


def _example(example: WordExample) -> Iterator[str]:
    yield "[[examples]]"
    yield f"text = {_quoted(example.text)}"
    yield f"finds = {_listed(example.finds)}"


def _listed(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _quoted(text: str) -> str:
    """A basic string of TOML; what JSON escapes is escaped alike there, and DEL has to be as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
