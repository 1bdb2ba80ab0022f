"""Faults of a file of rules in Chinese: where they are, and what TOML and RE2 say about them in English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from gongkai.text.personal_information.patterns import PatternFault

_PARTS = ("version", "source", "words", "near", "terms", "patterns", "rule")
"""What may stand at the top of a file."""

_HEAD = re.compile(r"\s*\[\[?\s*[\w.\"'-]+\s*\]\]?\s*(?:#.*)?")
_RULE_HEAD = re.compile(r"\s*\[\[\s*rule\s*\]\]\s*(?:#.*)?")
_LABEL = re.compile(r"""\s*label\s*=\s*["']([^"']*)""")
_TOML_ERROR = re.compile(r"(?s)(.*) \(at (?:line ([0-9]+), column [0-9]+|end of document)\)")
_LONGEST_BLOCK = 400
"""Lines of a block that is looked through for the statement that never ends."""

_TOML = (
    ("Unterminated string", "引号没有成对，有一段文字没有写完"),
    ("Illegal character", "有不能出现的字符，多半是引号没有写完就换了行"),
    ("Found invalid character", "有不能出现的字符，多半是引号没有写完就换了行"),
    ("Expected \"'", "单引号没有成对，有一段文字没有写完"),
    ("Unclosed array", "列表没有写完：缺少“]”，或者两项之间缺少逗号"),
    ("Unclosed inline table", "花括号没有写完：缺少“}”或者逗号"),
    ("Expected '=' after", "名称后面缺少等号"),
    ("Expected newline or end", "这一项后面还有多余的内容，一行只写一项"),
    ("Expected ']]' at", "表名写法有误：应为两个“]”收尾，如 [[rule]]"),
    ("Expected ']' at", "表名写法有误：缺少“]”"),
    ("Invalid initial character", "名称写法有误：只用英文字母、数字、下划线，其他的要加引号"),
    ("Invalid value", "等号后面的值写法有误：文字要加英文引号"),
    ("Invalid statement", "这一行既不是“名称 = 值”，也不是表名"),
    ("Unescaped '\\'", "双引号里的反斜线要写成两个，表达式请改用单引号"),
    ("Invalid hex value", "反斜线 u 后面应为四位或八位十六进制数"),
    ("Escaped character is not", "反斜线 u 后面不是一个字符的编码"),
    ("Duplicate inline table key", "花括号里同一个名称写了两次"),
    ("Cannot overwrite a value", "同一个名称写了两次"),
    ("Cannot declare", "同一个表写了两次"),
    ("Cannot mutate", "这个名称在前面已经写过，不能再加内容"),
    ("Cannot redefine", "这个名称在前面已经写过，不能再加内容"),
    ("Invalid date", "没有这一天或这个时刻"),
)  # fmt: skip
_RE2 = (
    ("missing )", "括号没有成对，缺少“)”"),
    ("unexpected )", "括号没有成对，多了“)”"),
    ("missing ]", "方括号没有成对，缺少“]”"),
    ("invalid character class range", "方括号里的范围或字符类别写法有误"),
    ("invalid character class", "方括号里的字符类别写法有误"),
    ("invalid escape sequence", "反斜线后面的写法不支持，反向引用也不支持"),
    ("trailing \\", "末尾多了一个反斜线"),
    ("no argument for repetition operator", "“*”“+”“?”或“{}”前面没有可以重复的内容"),
    ("invalid repetition size", "重复次数有误：最多 1000 次，几层相乘也不能超过，前一个数不能大于后一个"),
    ("bad repetition operator", "重复的符号连写了两次"),
    ("invalid perl operator", "“(?”后面的写法不支持，前后断言也不支持"),
    ("invalid named capture group", "命名分组写法有误或者重名，应为 (?P<value>…)"),
    ("invalid UTF-8", "含有不能识别的字符"),
    ("pattern too large", "表达式展开后太大，请减少重复次数"),
)


def pattern_fault(error: PatternFault) -> str:
    """What RE2 does not accept about a pattern, in Chinese, with its own words in brackets behind."""
    given = error.args[0] if error.args else ""
    original = given.decode(errors="replace") if isinstance(given, bytes) else str(given)
    return _said(original, _RE2)


def toml_fault(error: tomllib.TOMLDecodeError, text: str) -> str:
    """What is wrong with the form of a file: the line, the rule that it is in, what to mend."""
    lines = text.replace("\r\n", "\n").split("\n")
    found = _TOML_ERROR.fullmatch(str(error))
    original, number = (found[1], found[2]) if found else (str(error), None)
    line = int(number) if number else _unfinished(lines)
    return f"第 {line} 行{_rule_around(lines, line)}，{_said(original, _TOML)}"


def names_of_rules(entries: Sequence[Any], text: str) -> list[str]:
    """How faults name each rule: its place, its label, and its line where that can be told."""
    lines = [
        at for at, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1) if _RULE_HEAD.fullmatch(line)
    ]
    known = len(lines) == len(entries)  # a rule may be written otherwise, or its head stand in a text
    return [
        f"第 {at} 条规则（{_label_of(entry)}{f'，第 {lines[at - 1]} 行' if known else ''}）"
        for at, entry in enumerate(entries, 1)
    ]


def unknown_parts(table: dict[str, Any]) -> Iterator[str]:
    """Tables and fields at the top of a file that mean nothing, each with the name that is like it."""
    for name in table:
        if name not in _PARTS:
            like = get_close_matches(name, _PARTS, 1)
            yield f"不认识“{name}”" + (
                f"，是不是想写“{like[0]}”" if like else f"，可用的有：{'、'.join(_PARTS)}"
            )


def _said(original: str, phrases: Sequence[tuple[str, str]]) -> str:
    for beginning, words in phrases:
        if original.startswith(beginning):
            return f"{words}（{original}）"
    return f"写法有误（{original}）"


def _label_of(entry: Any) -> str:
    return str(entry.get("label", entry.get("type", "未命名"))) if isinstance(entry, dict) else "未命名"


def _rule_around(lines: Sequence[str], line: int) -> str:
    """The rule in which a line stands, empty where it stands in none."""
    heads = [at for at, words in enumerate(lines[:line]) if _HEAD.fullmatch(words)]
    if not heads or not _RULE_HEAD.fullmatch(lines[heads[-1]]):
        return ""
    number = sum(bool(_RULE_HEAD.fullmatch(lines[at])) for at in heads)
    labels = (
        found[1] for words in lines[heads[-1] : _end_of(lines, heads[-1])] if (found := _LABEL.match(words))
    )
    return f"（第 {number} 条规则“{next(labels, '未命名')}”）"


def _end_of(lines: Sequence[str], begin: int) -> int:
    """Where the block that begins at a place ends."""
    return next((at for at in range(begin + 1, len(lines)) if _HEAD.fullmatch(lines[at])), len(lines))


def _unfinished(lines: Sequence[str]) -> int:
    """The line at which the statement begins that never ends: TOML names only the end of the file."""
    begin = 0
    while begin < len(lines):
        end = _end_of(lines, begin)
        if not _is_whole(lines[begin:end]):
            last = min(end, begin + _LONGEST_BLOCK)
            whole = (at for at in range(last, begin, -1) if _is_whole(lines[begin:at]))
            return next(whole, begin) + 1
        begin = end
    return len(lines)


def _is_whole(lines: Sequence[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True
