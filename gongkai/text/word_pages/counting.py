"""Numbers as Word writes them before paragraphs (ST_NumberFormat): 一 二, 壹 贰, 甲 乙, ① ②, i ii, a b."""

from __future__ import annotations

from collections.abc import Callable

_PLAIN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST = 9_999
_LETTERS = 26
_LARGEST_ROMAN = 3_999


def counted(number: int, style: str) -> str | None:
    """The number in one of Word's styles; None for a style that is not known here."""
    write = _STYLES.get(style)
    return write(number) if write else None


def _decimal(number: int) -> str:
    return str(number)


def _chinese(digits: str, tens: str, *, bare_ten: bool) -> Callable[[int], str]:
    """一百零一; with `bare_ten` 十二 and not 一十二."""

    def write(number: int) -> str:
        if not 0 < number <= _LARGEST:
            return digits[0] if not number else str(number)
        text, pending = "", False
        for value, word in ((1000, tens[2]), (100, tens[1]), (10, tens[0]), (1, "")):
            digit = number // value % 10
            if digit:
                text += ("零" if pending and text else "") + digits[digit] + word
            pending = not digit
        return text[1:] if bare_ten and text.startswith(digits[1] + tens[0]) else text

    return write


def _digit_by_digit(zero: str) -> Callable[[int], str]:
    digits = zero + _PLAIN[1:]
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _enclosed(first: str, most: int) -> Callable[[int], str]:
    """①, ⑴, ⒈ up to the last one that there is, plain digits beyond."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


def _letters(number: int) -> str:
    """a … z, aa, bb, … as Word goes on."""
    if number < 1:
        return str(number)
    times, place = divmod(number - 1, _LETTERS)
    return chr(ord("a") + place) * min(times + 1, 10)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


_COUNTING = _chinese(_PLAIN, "十百千", bare_ten=True)
_FORMAL = _chinese(_LEGAL, "拾佰仟", bare_ten=False)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": _decimal,
    "decimalHalfWidth": _decimal,
    "ordinal": _decimal,
    "numberInDash": lambda number: f"- {number} -",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _COUNTING,
    "japaneseCounting": _COUNTING,
    "taiwaneseCounting": _COUNTING,
    "taiwaneseCountingThousand": _COUNTING,
    "koreanCounting": _COUNTING,
    "chineseLegalSimplified": _FORMAL,
    "ideographLegalTraditional": _FORMAL,
    "japaneseLegal": _FORMAL,
    "ideographDigital": _digit_by_digit("〇"),
    "japaneseDigitalTenThousand": _digit_by_digit("〇"),
    "taiwaneseDigital": _digit_by_digit("〇"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
}
