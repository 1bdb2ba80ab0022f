"""Reading a file of rules: every fault is named, and every example is tried."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from gongkai.kernel.errors import InvalidInput
from gongkai.text.personal_information.checks import CHECKS
from gongkai.text.personal_information.contexts import faults_of_words
from gongkai.text.personal_information.evidence import NEEDS
from gongkai.text.personal_information.model import Example, Kind, Rule, RuleSet, Severity
from gongkai.text.personal_information.numbers import DRESSES, PLAIN
from gongkai.text.personal_information.patterns import PatternFault, compiled
from gongkai.text.personal_information.persons import NAME_PATTERN
from gongkai.text.personal_information.rule_faults import (
    names_of_rules,
    pattern_fault,
    toml_fault,
    unknown_parts,
)
from gongkai.text.personal_information.spans import SPANS
from gongkai.text.personal_information.trying import core_failures, failed_examples, without_examples

_NONE = "none"
_TEXTS = ("type", "label", "kind", "severity", "pattern", "reason", "span")
_LISTS = (
    "checks", "dresses", "shapes", "label_in", "label_not", "near_in", "near_not", "after_not", "lowered_by",
    "raised_by", "needs", "hits", "misses",
)  # fmt: skip
_NEAR = ("near_in", "near_not")
_GROUPS = ("label_in", "label_not", *_NEAR, "after_not", "lowered_by")
_Groups = Mapping[str, tuple[str, ...]]
_MOST_SHOWN = 30
_LONGEST_PATTERN = 4000
_TERM = re.compile(r"<<(\w+)>>")
"""In a pattern, stands for any word of a group of `[terms]`, for a piece of `[patterns]`, or for a name."""
_NAME = "name"


@lru_cache(maxsize=1)
def default_rules() -> RuleSet:
    """The rules that ship with the product; its tests have tried their examples."""
    return read_rules(shipped_text(), try_examples=False)


@lru_cache(maxsize=1)
def number_rules() -> RuleSet:
    """Of the rules that ship, those for numbers of identity cards, mobile telephones and bank cards."""
    return default_rules().only(("id_card", "id_card_15", "mobile", "bank_card"))


def shipped_text() -> str:
    """The file of the rules that ship, to be shown and to begin an own one with."""
    return resources.files("gongkai.text.personal_information").joinpath("rules.toml").read_text("utf-8")


def read_rules(text: str, *, try_examples: bool = True) -> RuleSet:
    """The rules in a TOML text.

    Args:
        try_examples: off for a text that was looked through when it was kept; trying takes most of the time,
            in every process that starts. What was kept before a check was added goes on to be read.

    Raises InvalidInput that names every fault in Chinese: of form, of names that nobody knows, of patterns
    that RE2 refuses, own rules without an example, every example that is not found or is found where it
    must not be, and what of the core (`trying`) the rules miss.
    """
    try:
        table = tomllib.loads(text)
    except RecursionError as error:
        raise InvalidInput("规则文件的括号套得太深，读不出来。原有规则没有改变。") from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(
            f"规则文件不是合法的 TOML：{toml_fault(error, text)}。原有规则没有改变。"
        ) from error
    faults = list(unknown_parts(table)) if try_examples else []
    words = _words(table, "words", faults)
    near = _words(table, "near", faults)
    faults += [f"词组“{name}”在 [words] 和 [near] 里都有" for name in words if name in near]
    terms = _words(table, "terms", faults)
    pieces = {_NAME: NAME_PATTERN} | _pieces(table.get("patterns", {}), faults)
    version = table.get("version")
    if not isinstance(version, str) or not version.strip():
        faults.append("缺少版本（version）")
    entries = table.get("rule", [])
    if not isinstance(entries, list) or not entries:
        faults.append("没有一条规则（[[rule]]）")
        entries = []
    names = names_of_rules(entries, text)
    rules = [
        rule
        for name, entry in zip(names, entries, strict=True)
        if (rule := _rule(name, _spelt_out(entry, terms, pieces), words, near, faults))
    ]
    if try_examples:
        faults += without_examples(entries, names, _shipped_entries())
    _refuse(faults or _unknown_types(rules, names))
    found = RuleSet(str(version), tuple(rules), words, str(table.get("source", "")), near)
    if try_examples:
        _refuse(list(failed_examples(found, names)))
        _refuse_below_core(found)
    return found


def _refuse(faults: list[str]) -> None:
    if faults:
        more = f"；另有 {len(faults) - _MOST_SHOWN} 处" if len(faults) > _MOST_SHOWN else ""
        raise InvalidInput(
            f"规则有 {len(faults)} 处问题，没有保存，原有规则照旧：{'；'.join(faults[:_MOST_SHOWN])}{more}。",
            {"rules": faults},
        )


def _refuse_below_core(rules: RuleSet) -> None:
    if failures := core_failures(rules):
        raise InvalidInput(f"没有保存：{'；'.join(failures)}。原有规则照旧。", {"rules": failures})


@lru_cache(maxsize=1)
def _shipped_entries() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(shipped_text())["rule"])


def _words(table: dict[str, Any], part: str, faults: list[str]) -> dict[str, tuple[str, ...]]:
    groups = table.get(part, {})
    if not isinstance(groups, dict):
        faults.append(f"词组（[{part}]）应为名称和词的列表")
        return {}
    words: dict[str, tuple[str, ...]] = {}
    for name, entries in groups.items():
        if not isinstance(entries, list) or not all(isinstance(word, str) and word for word in entries):
            faults.append(f"词组“{name}”应为非空文字的列表")
            continue
        words[name] = tuple(entries)
        faults += [f"词组“{name}”：{fault}" for fault in faults_of_words(entries)]
    return words


def _pieces(table: object, faults: list[str]) -> dict[str, str]:
    """The pieces that several patterns share, by their names; a piece may name another that names none."""
    if not isinstance(table, dict) or not all(isinstance(piece, str) and piece for piece in table.values()):
        faults.append("共用的写法（[patterns]）应为名称和非空的表达式")
        return {}
    return {
        name: _TERM.sub(lambda match: table.get(match[1], match[0]), piece) for name, piece in table.items()
    }


def _spelt_out(entry: Any, terms: dict[str, tuple[str, ...]], pieces: dict[str, str]) -> Any:
    """The rule with the pieces and the words (longest first) that its pattern names; unknown ones stay."""
    if not isinstance(entry, dict) or not isinstance(pattern := entry.get("pattern"), str):
        return entry

    def words(match: re.Match[str]) -> str:
        if piece := pieces.get(match[1]):
            return piece
        found = sorted(terms.get(match[1], ()), key=lambda word: (-len(word), word))
        return f"(?:{'|'.join(map(re.escape, found))})" if found else match[0]

    return {**entry, "pattern": _TERM.sub(words, pattern)}


def _rule(name: str, entry: Any, words: _Groups, near: _Groups, faults: list[str]) -> Rule | None:
    if not isinstance(entry, dict):
        faults.append(f"{name}应为一组字段")
        return None
    found = [f"{name}{fault}" for fault in _faults(entry, words, near)]
    if found:
        faults += found
        return None
    pattern = entry["pattern"]
    examples = [Example(text, found=True) for text in entry.get("hits", ())]
    examples += [Example(text, found=False) for text in entry.get("misses", ())]
    groups = {name: frozenset(entry.get(name, ())) for name in _GROUPS}
    return Rule(
        type=entry["type"],
        label=entry["label"],
        severity=None if entry["severity"] == _NONE else Severity(entry["severity"]),
        kind=Kind(entry["kind"]),
        reason=entry["reason"],
        pattern=pattern,
        compiled=compiled(pattern),
        checks=tuple(entry.get("checks", ())),
        dresses=frozenset(entry.get("dresses", (PLAIN,))),
        shapes=frozenset(entry.get("shapes", ())),
        raised_by=frozenset(entry.get("raised_by", ())),
        needs=tuple(entry.get("needs", ())),
        span=entry.get("span", "whole"),
        examples=tuple(examples),
        **groups,
    )


def _faults(entry: dict[str, Any], words: _Groups, near: _Groups) -> Iterator[str]:
    for key in entry:
        if key not in _TEXTS and key not in _LISTS:
            yield f"有不认识的字段“{key}”"
    for key in _TEXTS:
        value = entry.get(key, "" if key != "span" else "whole")
        if not isinstance(value, str) or not value.strip():
            yield f"缺少“{key}”"
    wrong = [key for key in _LISTS if not _is_texts(entry.get(key, []))]
    if wrong:
        yield f"的“{'、'.join(wrong)}”应为文字列表"
        return
    if entry.get("severity") not in (_NONE, *Severity):
        yield "的 severity 应为 hard、review 或 none"
    if entry.get("kind") not in tuple(Kind):
        yield "的 kind 应为 number 或 words"
    if entry.get("span", "whole") not in tuple(SPANS):
        yield f"的 span 应为 {'、'.join(SPANS)} 之一"
    yield from _unknown_names(entry)
    yield from _unknown_groups(entry, words, near)
    yield from _pattern_faults(entry.get("pattern"))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _unknown_names(entry: dict[str, Any]) -> Iterator[str]:
    for key, known in (("checks", CHECKS), ("dresses", DRESSES), ("needs", NEEDS)):
        for name in entry.get(key, ()):
            if name not in known:
                yield f"的“{key}”里没有“{name}”，可用的有：{'、'.join(sorted(known))}"


def _unknown_groups(entry: dict[str, Any], words: _Groups, near: _Groups) -> Iterator[str]:
    for key in _GROUPS:
        for name in entry.get(key, ()):
            if name in words or (name in near and key in _NEAR):
                continue
            if name in near:
                yield f"的“{key}”用了只在附近找的词组“{name}”，它作标签时应写在 [words] 里"
            else:
                yield f"的“{key}”用了没有定义的词组“{name}”"


def _unknown_types(rules: list[Rule], names: list[str]) -> list[str]:
    known = {rule.type for rule in rules}
    return [
        f"{name}的“raised_by”里没有这种信息“{type_}”"
        for name, rule in zip(names, rules, strict=True)
        for type_ in sorted(rule.raised_by - known)
    ]


def _pattern_faults(pattern: object) -> Iterator[str]:
    if not isinstance(pattern, str) or not pattern:
        return
    for name in _TERM.findall(pattern):
        yield f"的表达式用了没有定义的名词或写法“{name}”（terms、patterns）"
    if len(pattern) > _LONGEST_PATTERN:
        yield f"的表达式超过 {_LONGEST_PATTERN} 字"
        return
    try:
        ready = compiled(pattern)
    except PatternFault as error:
        yield f"的表达式 RE2 不能接受：{pattern_fault(error)}"
        return
    if ready.search("") is not None:
        yield "的表达式能匹配空文字，会处处命中"
