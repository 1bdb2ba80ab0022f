"""From characters to tokens: known words, quantities, days of the year, numbering, free text."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.text import numerals
from gongkai.text.time_limit.lexicon import LENGTHS, UNITS, WORDS, Kind
from gongkai.text.time_limit.model import Period, Unit


class Token(NamedTuple):
    """`text` is the plain form from `start` to `end`.

    A QUANTITY has `amount` and `unit`, a DATE `month` in amount and `day` (0: the whole month), TIMES an
    amount, a PERIOD_MONTH the place of the month in the period (0: the last one), an EVERY its period, and
    `day` where it names one of the week (1: Monday).
    """

    kind: Kind
    text: str
    start: int
    end: int
    amount: int = 0
    unit: Unit | None = None
    day: int = 0
    period: Period | None = None


_NUMERAL_SIGNS = "零〇一二两三四五六七八九十百"
_DIGITS = frozenset("0123456789")
_ORDINALS = frozenset("第首头最末")
_NUMERALS = _DIGITS | frozenset(_NUMERAL_SIGNS)
_NUMBER = rf"([0-9]{{1,4}}|[{_NUMERAL_SIGNS}]{{1,7}})"
_UNITS = "|".join(sorted(UNITS, key=len, reverse=True))
_FRACTION = r"(?![半余多几又零])"

_QUANTITY = re.compile(rf"{_NUMBER}(?:\({_NUMBER}\))?(\(个\)|个)?({_UNITS}){_FRACTION}")
_TIMES = re.compile(rf"{_NUMBER}次")
_DATE = re.compile(rf"{_NUMBER}月份?(?:{_NUMBER}[日号]|(底|末|月底)|(?![0-9{_NUMERAL_SIGNS}]))")
_QUARTER = re.compile(rf"第?{_NUMBER}季度[末底]?")
_PERIOD_MONTH = re.compile(rf"第{_NUMBER}个月份?|(首个?月份?|头一个月)|最后一个月|最后1个月|末月|最末月")
_WEEKDAYS = "一二三四五六日天"
_WEEKDAY = re.compile(
    rf"每个?(?:周|星期|礼拜)([{_WEEKDAYS}])(?![{_WEEKDAYS}七八九十百0-9次个项期场回轮天日至到或和及与、,/~—–-])"
)
"""每周五; but 每周一次 says how often, and 每周一至周五 names several days."""

_HALF = re.compile(r"半个?(?:月|天|日|年|小时|工作日|周)")
_LIST = re.compile(
    rf"(?:\((?:[0-9]{{1,2}}|[{_NUMERAL_SIGNS}]{{1,3}})\)|[0-9]{{1,2}}[.、)]|[{_NUMERAL_SIGNS}]{{1,3}}、)"
    rf"(?![0-9{_NUMERAL_SIGNS}])"
)

_BEFORE_NO_LIMIT = frozenset(".-~—–至第+×*约近逾超余几数多加原或/")
_AFTER_NO_LIMIT = frozenset("-~—–至到+")
"""Beside a number they make it a fraction, a range, an ordinal or an estimate, which is no limit."""

_GOES_ON = _NUMERALS | frozenset("期不为至最实及长永每按:")
_STARTS_CLAUSE = frozenset(
    {Kind.STOP, Kind.COMMA, Kind.COLON, Kind.LIST, Kind.CLOSE, Kind.WITHIN, Kind.PUBLISH}
)

_NUMBERS = frozenset({Kind.NUMBER, Kind.QUANTITY, Kind.TIMES, Kind.LIST})

_LARGEST = {Unit.MINUTE: 600, Unit.HOUR: 240, Unit.YEAR: 100}
_LARGEST_OTHERWISE = 400
_MONTHS = 12
_MONTHS_OF_QUARTER = 3
_QUARTERS = 4
_DAYS_OF_WEEK = 7
_LENGTHS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_NAME = re.compile(r"(?:[\u3400-\u9fff《》〈〉·…]|(?!XX|NN)[A-Z]{2,}|[A-D](?=级))+")
"""Free text that can name something: Han, titles, capital abbreviations; … stands for words left out."""


def tokenise(plain: str) -> list[Token]:
    """The tokens of a plain wording, without gaps: neighbouring characters of free text are one token."""
    tokens: list[Token] = []
    position = free = 0
    while position < len(plain):
        token = (
            _numbered(plain, position, tokens, free) or _weekday(plain, position) or _word(plain, position)
        )
        if token is None:
            position += 1
            continue
        if free < position:
            tokens.append(_free(plain, free, position))
        tokens.append(token)
        position = free = token.end
    if free < len(plain):
        tokens.append(_free(plain, free, len(plain)))
    return tokens


def _free(plain: str, start: int, end: int) -> Token:
    text = plain[start:end]
    return Token(Kind.TEXT if _NAME.fullmatch(text) else Kind.SIGN, text, start, end)


def _word(plain: str, position: int) -> Token | None:
    for length in LENGTHS.get(plain[position], ()):
        found = WORDS.get(text := plain[position : position + length])
        if found is None or len(text) < length:
            continue
        if found[0] is Kind.CHANNEL and plain[position + length : position + length + 1] in _GOES_ON:
            continue  # 审核信息公示7日 is no channel 信息公示
        kind, period = found
        amount = int(text[0] not in "之当同") if kind is Kind.ON_DAY else 0
        unit = None
        if kind is Kind.ON_DAY:
            unit = Unit.WORKDAY if "工作日" in text else Unit.DAY
        return Token(kind, text, position, position + length, amount, unit, 0, period)
    return None


def _weekday(plain: str, position: int) -> Token | None:
    match = _WEEKDAY.match(plain, position)
    if match is None:
        return None
    day = min(_WEEKDAYS.index(match[1]) + 1, _DAYS_OF_WEEK)
    return Token(Kind.EVERY, match[0], *match.span(), day=day, period=Period.WEEK)


def _numbered(plain: str, position: int, tokens: list[Token], free: int) -> Token | None:
    """What begins with a number, an ordinal or a half at this place."""
    sign = plain[position]
    if sign in _ORDINALS:
        return _ordinal(plain, position)
    if sign == "半":
        return _half(plain, position)
    if sign not in _NUMERALS and sign != "(":
        return None
    starts_clause = free == position and (not tokens or tokens[-1].kind in _STARTS_CLAUSE)
    if starts_clause and (match := _LIST.match(plain, position)):
        return Token(Kind.LIST, match[0], position, match.end())
    if sign == "(" or (sign not in _DIGITS and _is_ordinary(plain, position)):
        return None
    return _number(plain, position, tokens if free == position else [])


def _ordinal(plain: str, position: int) -> Token | None:
    """首个月, 第一个月, 最后一个月; 第一季度."""
    if match := _PERIOD_MONTH.match(plain, position):
        return _period_month(match)
    match = _QUARTER.match(plain, position)
    return _quarter(match) if match else None


def _is_ordinary(plain: str, position: int) -> bool:
    """Whether a numeral begins a word that is no number: 一般, 两微一端, 三公."""
    return any(plain[position : position + length] in WORDS for length in LENGTHS.get(plain[position], ()))


def _number(plain: str, position: int, before: list[Token]) -> Token | None:
    """A date, quantity or count; a bare, ranged or estimated number is only a NUMBER."""
    for pattern, reader in ((_DATE, _date), (_QUARTER, _quarter), (_QUANTITY, _quantity), (_TIMES, _times)):
        match = pattern.match(plain, position)
        if match is None:
            continue
        token = reader(match)
        if token is not None and _stands_alone(plain, token, before):
            return token
        return Token(Kind.NUMBER, match[0], position, match.end())
    end = position + 1
    digits = _DIGITS if plain[position] in _DIGITS else _NUMERALS
    while end < len(plain) and plain[end] in digits:
        end += 1
    is_number = digits is _DIGITS or end - position > 1
    return Token(Kind.NUMBER, plain[position:end], position, end) if is_number else None


def _stands_alone(plain: str, token: Token, before: list[Token]) -> bool:
    """Whether nothing beside the number makes it a range, a fraction, an ordinal or an estimate."""
    if token.end < len(plain) and plain[token.end] in _AFTER_NO_LIMIT:
        return False
    if not token.start:
        return True
    previous = plain[token.start - 1]
    if previous == "到":
        return plain[token.start - 2 : token.start] in {"收到", "接到", "得到"}
    if previous == "、":
        return len(before) > 1 and before[-2].kind not in _NUMBERS
    if previous in _DIGITS:
        return False
    return previous not in _BEFORE_NO_LIMIT


def _period_month(match: re.Match[str]) -> Token | None:
    place = numerals.read(match[1]) if match[1] else int(bool(match[2]))
    return None if place is None else Token(Kind.PERIOD_MONTH, match[0], *match.span(), place)


def _quarter(match: re.Match[str]) -> Token | None:
    """第一季度 as the month that it ends with."""
    place = numerals.read(match[1])
    if place is None or not 1 <= place <= _QUARTERS:
        return None
    return Token(Kind.DATE, match[0], *match.span(), place * _MONTHS_OF_QUARTER)


def _half(plain: str, position: int) -> Token | None:
    """Half a year is six months; other halves are no whole numbers and stay with a person."""
    match = _HALF.match(plain, position)
    if match is None:
        return None
    if match[0] == "半年":
        return Token(Kind.QUANTITY, match[0], *match.span(), _MONTHS // 2, Unit.MONTH)
    return Token(Kind.NUMBER, match[0], *match.span())


def _date(match: re.Match[str]) -> Token | None:
    month = numerals.read(match[1])
    day = numerals.read(match[2]) if match[2] else 0
    if month is None or day is None or not 1 <= month <= _MONTHS or day > _LENGTHS_OF_MONTHS[month - 1]:
        return None
    return None if match[2] and not day else Token(Kind.DATE, match[0], *match.span(), month, None, day)


def _quantity(match: re.Match[str]) -> Token | None:
    number, repeated, counter, word = match.groups()
    amount = numerals.read(number)
    unit = UNITS[word]
    if amount is None or not 1 <= amount <= _LARGEST.get(unit, _LARGEST_OTHERWISE):
        return None
    if (repeated and numerals.read(repeated) != amount) or (unit is Unit.MONTH and not counter):
        return None
    return Token(Kind.QUANTITY, match[0], *match.span(), amount, unit)


def _times(match: re.Match[str]) -> Token | None:
    amount = numerals.read(match[1])
    return Token(Kind.TIMES, match[0], *match.span(), amount) if amount else None
