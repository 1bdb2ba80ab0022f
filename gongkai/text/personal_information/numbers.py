"""Rows of digits in whatever dress: cut into groups, masked, misread, spelt in Chinese, glued together.

The text is folded before (`folding`). What is found are candidates; the rules decide what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.text.personal_information.checks import (
    HIDDEN,
    id_card,
    likely_card,
    luhn_number,
    union_pay_card,
)
from gongkai.text.personal_information.spread import may_be_spread, spread

PLAIN = "plain"
"""Digits as they should be, in one row or in groups."""
MASKED = "masked"
MISREAD = "misread"
"""With letters that a scanner takes for digits."""
SPELT = "spelt"
"""In Chinese numerals, some or all."""
GLUED = "glued"
"""Two numbers in one row, each of them explained."""
EMBEDDED = "embedded"
"""In a longer row of digits; only a label makes it likely."""
SPREAD = "spread"
"""In groups that stand far apart; only a label makes it likely."""
DRESSES = frozenset({PLAIN, MASKED, MISREAD, SPELT, GLUED, EMBEDDED, SPREAD})

LONGEST = 60
"""A longer row of digits is no number of a person."""

_SHORTEST = 8
_LEAST = 3
_MOST_GROUPS = 20
_LONGEST_RUN = 40
"""More groups in a row are a table of figures."""
_ID_LENGTH = 18
_MOBILE_LENGTH = 11
"""No shorter number is looked for in groups."""
_MOST_IN_GROUPS = 25
_ONE_GAP = 2
"""So many groups have one gap between them, or none."""
_CARD_LENGTHS = range(16, 20)
_CARD_LENGTH = 19
"""The length of nearly all accounts of lists; shorter cards are not looked for in longer rows."""
_PART_LENGTHS = (_ID_LENGTH, _MOBILE_LENGTH, *_CARD_LENGTHS)
_SHORTEST_PART = min(_PART_LENGTHS)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SPELT = {
    sign: str(digit)
    for digit, signs in enumerate(
        ("零〇○", "幺一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_EMPHASIS = "*#"
"""Marks around a whole number hide nothing of it: **138…**."""
_MISREAD = str.maketrans("OoQDIliZzSsBbqg", "000011122558899")
_TOKEN = re.compile(r"[0-9A-Za-z*#?]+")
_BETWEEN = r"(?:[ \-_.·]{1,3}|[\u200b]+|[ \t]*\r?\n[ \t]*)"
_GAP = re.compile(_BETWEEN)
_ROW = re.compile(rf"(?:(?<=[A-Za-z_]%)[0-9A-F]{{2}})?([0-9A-Za-z*#?]+(?:{_BETWEEN}[0-9A-Za-z*#?]+)*)")
"""What a link writes for a sign (sfzh%3D53…) is no part of the number."""
_DIGIT = re.compile(r"[0-9]")
_NUMERAL = f"[{''.join(_SPELT)}]"
_SPELT_DIGIT = f"[{''.join(_SPELT)}0-9]"
_SPELT_ROW = re.compile(f"{_SPELT_DIGIT}(?:[ -]?{_SPELT_DIGIT}){{10,17}}")
_COVERED = re.compile(r"[0-9]+[○〇]{3,}[0-9]*")
"""Circles over some places of a number hide them (138○○○○0037); they are no noughts."""
_BESIDE = re.compile(
    f"{_NUMERAL}(?:[ -]?{_SPELT_DIGIT}|(?<={_SPELT_DIGIT}{_NUMERAL})|(?<={_SPELT_DIGIT}[ -]{_NUMERAL}))"
)
"""A Chinese numeral beside another or beside a digit, as in every row that has one."""
_GROUPS = re.compile(r"[0-9]{1,18}(?:[ \-_.·]{1,3}[0-9]{1,18})+")
_NOUGHT = "0."
_FRACTION = re.compile(r"0\.[0-9]{8,}")
"""What stands behind 0. is no number of anybody (coordinates, shares, weights)."""
_GROUP = re.compile(r"[0-9]+")
_DIGITS = re.compile(r"[0-9]+[Xx]?")
_DIGITS_AND_X = re.compile(r"[0-9]{17}[0-9Xx]{2,}")
_MASKED = re.compile(r"[0-9]*(?:[*#?]|[Xx]{2})[0-9*#?Xx]*")
_CONFUSED = re.compile(r"[0-9OoQDIliZzSsBbqg]+[Xx]?")
_LETTERS_BEFORE = re.compile(r"([A-Za-z]{1,6})([0-9]{11,18}[Xx]?)")
_LETTERS_AROUND = re.compile(r"[A-Za-z]{0,8}?([0-9]{17}[0-9Xx])[A-Za-z]{1,8}")
"""Pinyin or the like that was typed on: sfz…zhangsan."""
_KNOWN_LETTERS = frozenset({"ID", "SFZ", "SFZH", "TEL", "MOB", "NO", "VX", "WX", "QQ", "DH", "SJ"})
_DISABILITY = re.compile(r"[0-9]{17}[0-9Xx][1-7][1-4](?:[Bb][0-9])?")
_LEAST_DIGITS = 0.6
_LEAST_OF_ID = 0.4
"""Eighteen places must be an identity number when they are read aright; fewer digits will do."""
_EXTRA_DIGITS = 3


class Candidate(NamedTuple):
    """A row that may be a number: `joined` has no separators, X in upper case, * for what is hidden."""

    start: int
    end: int
    joined: str
    dress: str
    shape: tuple[int, ...]
    uniform: bool = True
    """All groups are separated alike."""


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    masked: bool


def candidates(line: str) -> list[Candidate]:
    """Every row of digits in a folded line that may be a number of a person, single rows first."""
    found: list[Candidate] = []
    if len(line) < _SHORTEST:
        return found
    for row in _ROW.finditer(line):
        text, start = row[1], row.start(1)
        if len(text) < _SHORTEST or (text.startswith(_NOUGHT) and _FRACTION.fullmatch(text)):
            continue
        if len(text) <= LONGEST and text.isdigit():  # nearly all are like this: no groups, nothing odd
            if len(text) > _ID_LENGTH:
                found.extend(_inside(text, start))
            found.append(Candidate(start, row.end(), text, PLAIN, (len(text),)))
        elif _GROUPS.fullmatch(text):  # dates, amounts, telephones: groups without anything odd
            groups = _groups(text, start)
            for token in groups:
                if len(token.text) > _ID_LENGTH:  # a number, a count glued to it, its decimals
                    found.extend(_inside(token.text, token.start))
            found.extend(_windows(line, groups))
        elif len(_DIGIT.findall(text)) >= _LEAST:
            for run in _runs(line, start, row.end(), found):
                found.extend(_windows(line, run))
    if _BESIDE.search(line):
        found.extend(_spelt(line))
    if may_be_spread(line):
        found += [Candidate(start, end, joined, SPREAD, shape) for start, end, joined, shape in spread(line)]
    return found


def _groups(text: str, start: int) -> list[_Token]:
    """The groups of a row in which nothing else stands than digits and what separates them."""
    return [
        _Token(start + match.start(), start + match.end(), match.group(), masked=False)
        for match in _GROUP.finditer(text)
    ]


def _runs(line: str, start: int, end: int, single: list[Candidate]) -> Iterator[list[_Token]]:
    """Tokens that stand close together; what is special about a single token goes to `single`."""
    run: list[_Token] = []
    for match in _TOKEN.finditer(line, start, end):
        token = _token(match, single)
        if run and (token is None or not _GAP.fullmatch(line, run[-1].end, match.start())):
            yield run
            run = []
        if token is None:
            continue
        if run and not line[run[-1].end : token.start].strip("\u200b"):
            before = run.pop()
            joined, masked = before.text + token.text, before.masked or token.masked
            token = _Token(before.start, token.end, joined, masked)
        run.append(token)
    if run:
        yield run


def _token(match: re.Match[str], single: list[Candidate]) -> _Token | None:
    text = match.group()
    start, end = match.span()
    if len(text) > LONGEST:
        return None
    if _DIGITS.fullmatch(text):
        if len(text) > _ID_LENGTH:
            single.extend(_inside(text, start))
        if text[-1] in "Xx" and len(text) == _MOBILE_LENGTH:
            return _Token(start, end, text[:-1] + HIDDEN, masked=True)
        return _Token(start, end, text.upper(), masked=False)
    if _MASKED.fullmatch(text):
        if (bare := text.lstrip(_EMPHASIS)) != text and _explained(bare := bare.rstrip(_EMPHASIS)):
            start += text.index(bare)
            return _Token(start, start + len(bare), bare, masked=False)
        return _Token(start, end, _hidden(text), masked=True)
    if len(text) >= _MOBILE_LENGTH:
        single.extend(_odd(text, start))
    return None


def _hidden(text: str) -> str:
    """Each hidden place as *; a last X after a digit is a check digit."""
    last = text[-1].upper() if len(text) == _ID_LENGTH and text[-1] in "Xx" and text[-2].isdigit() else ""
    body = text[:-1] if last else text
    return re.sub(r"[#?Xx]", HIDDEN, body) + last


def _inside(text: str, start: int) -> list[Candidate]:
    """Numbers in a long row: several numbers without a gap, or one with a few digits too many."""
    text = text.upper()
    parts = _parts(text) if len(text) >= 2 * _SHORTEST_PART else ()
    found: list[Candidate] = []
    if len(parts) > 1 and {*parts} != {_MOBILE_LENGTH}:  # two mobiles have no check digit that says so
        at = 0
        for size in parts:
            found.append(Candidate(start + at, start + at + size, text[at : at + size], GLUED, (size,)))
            at += size
        return found
    if len(text) == _CARD_LENGTH and union_pay_card(text):
        return found  # an identity number in a card is there by chance
    for size, is_one in ((_ID_LENGTH, id_card), (_CARD_LENGTH, union_pay_card)):
        if len(text) - size > _EXTRA_DIGITS:
            continue
        for at in range(len(text) - size + 1):
            part = text[at : at + size]
            if is_one(part):
                found.append(Candidate(start + at, start + at + size, part, EMBEDDED, (size,)))
    return found


def _parts(text: str) -> tuple[int, ...]:
    """How long the numbers are that the row consists of, each of them explained; empty when it does not."""
    for size in _PART_LENGTHS:
        left = len(text) - size
        if left < 0 or 0 < left < _SHORTEST_PART or not _explained(text[:size]):
            continue
        if not left:
            return (size,)
        if rest := _parts(text[size:]):
            return (size, *rest)
    return ()


def _explained(part: str) -> bool:
    if len(part) == _MOBILE_LENGTH:
        return _MOBILE.fullmatch(part) is not None
    return id_card(part) or (len(part) in _CARD_LENGTHS and likely_card(part) and luhn_number(part))


def _odd(text: str, start: int) -> Iterator[Candidate]:
    """Digits with letters: a check digit X within, known letters before, letters that were misread."""
    if _DISABILITY.fullmatch(text):
        yield Candidate(start, start + len(text), text.upper(), PLAIN, (len(text),))
        return
    if _DIGITS_AND_X.fullmatch(text):
        yield from _inside(text, start)
        return
    if found := _LETTERS_BEFORE.fullmatch(text):
        letters, number = found[1].upper(), found[2].upper()
        if letters in _KNOWN_LETTERS or (len(number) == _ID_LENGTH and id_card(number)):
            yield Candidate(start + len(letters), start + len(text), number, PLAIN, (len(number),))
            return
    if (found := _LETTERS_AROUND.fullmatch(text)) and id_card(number := found[1].upper()):
        yield Candidate(start + found.start(1), start + found.end(1), number, PLAIN, (len(number),))
        return
    least = _LEAST_OF_ID if len(text) == _ID_LENGTH else _LEAST_DIGITS
    if _CONFUSED.fullmatch(text) and sum(map(str.isdigit, text)) >= least * len(text):
        last = text[-1].upper() if text[-1] in "Xx" else ""
        body = text[: -1 or None] if last else text
        yield Candidate(start, start + len(text), body.translate(_MISREAD) + last, MISREAD, (len(text),))


def _windows(line: str, run: Sequence[_Token]) -> list[Candidate]:
    """Every sequence of neighbouring groups that has the length of a number.

    Single groups first; of those that begin with the same group the longest: of a card of nineteen digits
    the first sixteen may be a card by chance.
    """
    found = [_candidate(line, [token]) for token in run if len(token.text) >= _SHORTEST or token.masked]
    if len(run) > _LONGEST_RUN:
        return found
    for first in range(len(run) - 1):
        length, own = len(run[first].text), len(found)
        for last in range(first + 1, min(first + _MOST_GROUPS, len(run))):
            length += len(run[last].text)
            if length > _MOST_IN_GROUPS or "X" in run[last - 1].text:
                break
            if length >= _MOBILE_LENGTH:
                found.insert(own, _candidate(line, run[first : last + 1]))
    return found


def _candidate(line: str, tokens: Sequence[_Token]) -> Candidate:
    parts = [token.text for token in tokens]
    dress = PLAIN
    for token in tokens:
        if token.masked:
            dress = MASKED
    uniform = (
        len(tokens) <= _ONE_GAP or len({line[one.end : other.start] for one, other in pairwise(tokens)}) == 1
    )
    shape = tuple([len(part) for part in parts])
    return Candidate(tokens[0].start, tokens[-1].end, "".join(parts), dress, shape, uniform)


def _spelt(line: str) -> Iterator[Candidate]:
    for match in _SPELT_ROW.finditer(line):
        row = match.group().replace(" ", "").replace("-", "")
        if row.isascii() or _COVERED.fullmatch(row):
            continue
        joined = "".join(_SPELT.get(character, character) for character in row)
        yield Candidate(match.start(), match.end(), joined, SPELT, (len(joined),))
