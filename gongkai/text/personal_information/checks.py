"""What a rule can ask of a number: form and check digit of the codes that persons and bodies carry.

Every check takes the number without separators, letters in upper case, and says whether it is one. Rule
files name the checks (`CHECKS`); administrators cannot add code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date

from stdnum.iso7064 import mod_11_10

from gongkai.kernel import clock
from gongkai.text.personal_information.check_digits import code_sign, id_sign, passes_luhn
from gongkai.text.personal_information.mailboxes import mobile_mail, name_mail, office_mail

_PROVINCES = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in codes
) | {"71", "81", "82", "83"}
"""First two digits of GB/T 2260, with the residence permits for Taiwan, Hong Kong and Macau (81–83)."""

_OLDEST = 1900
_CENTURIES = frozenset({"19", "20", "21"})
"""Of births that `_is_birth` accepts until 2199; asked first, as most rows of digits fail already there."""
_OVER = 2025
"""This was written in 2026: years before are over without a look at the clock, which is slow."""
_LIKELY_CARDS = ("62", "4", "5", "34", "35", "37", "60", "9558", "95")
_FIRST_GENERATION = "19"
_ID_LENGTH = 18
_OF_THE_NATION = "100000"
"""Stands for the region in a credit code of a body of the State Council."""
_MASKED_BIRTH = re.compile(r"(?:19|20|\*[09*]|[12]\*)[0-9*]{2}[01*][0-9*][0-3*][0-9*][0-9*]{3}[0-9X*]")
_FILING_BEGAN = 2008
_ADOLESCENT = 14
_OF_AGE = 18
_UNASSIGNED = frozenset({"154", "160", "161", "163", "164", "168", "169", "179", "194"})
_SOON_GUESSED = 366
_GUESSED = 1000
"""So few possible numbers can be tried one by one."""
_CITIES = _COUNTIES = 20
"""So many cities a province has, and counties and districts a city, at most but for a few."""
_TOO_FEW_OF_MOBILE = 2
_TOO_FEW_OF_CARD = 4
_LEAST_OF_CARD = 9
"""Fewer digits do not tell a card: four at the beginning and four at the end are all the world's mask."""

HIDDEN = "*"
"""Stands for each hidden place of a masked number."""


def id_card(number: str) -> bool:
    """GB 11643-1999: region, a day that exists, check digit together."""
    return (
        len(number) == _ID_LENGTH
        and number[6:8] in _CENTURIES
        and number[:2] in _PROVINCES
        and number[17] == id_sign(number)
        and id_form(number)
    )


def id_form(number: str) -> bool:
    """Eighteen places with a known province and a day that exists; the check digit may be wrong."""
    return (
        len(number) == _ID_LENGTH
        and number[:2] in _PROVINCES
        and number.isascii()
        and number[:17].isdigit()
        and (number[17].isdigit() or number[17] == "X")
        and _is_birth(number[6:14])
    )


def id_15(number: str) -> bool:
    """Identity cards of the first generation: region and a day in the years 19xx, no check digit."""
    return (
        len(number) == len("110101000101000")
        and number.isdigit()
        and number[:2] in _PROVINCES
        and _is_birth(_FIRST_GENERATION + number[6:12])
    )


def _is_birth(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= _OLDEST and (born.year <= _OVER or born <= clock.today())


def disability_certificate(number: str) -> bool:
    """The identity number, kind 1–7 and degree 1–4, and B with a digit after a replacement."""
    base, rest = number[:18], number[18:20]
    return id_card(base) and "1" <= rest[:1] <= "7" and "1" <= rest[1:] <= "4"


def under_fourteen(text: str) -> bool:
    """A day or month of birth, year first, of somebody who is not fourteen yet (个人信息保护法 art. 28)."""
    return _is_younger(text, _ADOLESCENT)


def under_eighteen(text: str) -> bool:
    """A day of birth, year first, of somebody who is not of age yet (未成年人保护法 art. 2)."""
    return _is_younger(text, _OF_AGE)


def _is_younger(text: str, years: int) -> bool:
    """A text that begins with the year of a birth; by years, as lists seldom give the day."""
    year = re.match(r"[0-9]{4}", text)
    return year is not None and 0 <= clock.today().year - int(year.group()) < years


def luhn_number(number: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1)."""
    return number.isascii() and number.isdigit() and passes_luhn(number)


def union_pay_card(number: str) -> bool:
    """The number begins with 62, as cards issued in China do, and has its check digit."""
    return number.startswith("62") and luhn_number(number)


def no_card(number: str) -> bool:
    """Not the number of a card issued in China."""
    return not union_pay_card(number)


def likely_card(number: str) -> bool:
    """The first digits are those of cards issued in China or of the international schemes."""
    return number.startswith(_LIKELY_CARDS)


def credit_code(number: str) -> bool:
    """A unified social credit code (GB 32100-2015) with its check digit; a region follows its two signs."""
    return (
        len(number) == _ID_LENGTH
        and (number[2:4] in _PROVINCES or number.startswith(_OF_THE_NATION, 2))
        and code_sign(number) == number[17]
    )


def business_registration(number: str) -> bool:
    """The 15 digits of registration numbers before 2015, check digit by ISO 7064 mod 11,10."""
    return len(number) == len("110000000000000") and number.isdigit() and bool(mod_11_10.is_valid(number))


def not_business_registration(number: str) -> bool:
    """Not the registration number of a business."""
    return not business_registration(number)


def not_recent(number: str) -> bool:
    """Born before numbers of filing were made of region, day and order (受理号)."""
    return int(number[6:10]) < _FILING_BEGAN


def id_reversed(number: str) -> bool:
    """An identity number written from its end to its beginning."""
    return id_card(number[::-1]) and not id_card(number)


def known_province(number: str) -> bool:
    """The first two digits are those of a province."""
    return number[:2] in _PROVINCES


def assigned_mobile(number: str) -> bool:
    """The first three digits are assigned to mobile networks (工业和信息化部 numbering plan)."""
    return number[:3] not in _UNASSIGNED


def weak_id(number: str) -> bool:
    """A masked identity number that still shows region and birth date."""
    shown = number[6:14]
    return shown.isdigit() and known_province(number) and len(shown) == len("19000101") and _is_birth(shown)


def birth_shown(number: str) -> bool:
    """A masked identity number that hides everything but the day of birth."""
    shown = number[6:14]
    return len(number) == _ID_LENGTH and shown.isdigit() and _is_birth(shown)


def birth_month_shown(number: str) -> bool:
    """A masked identity number that still shows region, year and month of birth."""
    shown = number[6:12]
    return (
        len(number) == _ID_LENGTH and known_province(number) and shown.isdigit() and _is_birth(f"{shown}01")
    )


def guessable_id(number: str) -> bool:
    """A masked identity number of which so few are possible that they can be tried one by one.

    What is hidden is weighed: province, city and county, a date, then three digits; a visible check digit
    takes away ten of eleven.
    """
    return _ways_of_id(number) <= _GUESSED


def soon_guessed_id(number: str) -> bool:
    """A masked identity number of which no more are possible than a year has days.

    Nor one of which only the region is hidden, as the place of those on a list is known.
    """
    ways = _ways_of_id(number)
    return ways <= _SOON_GUESSED or (ways < math.inf and HIDDEN not in number[6:])


def _ways_of_id(number: str) -> float:
    """How many identity numbers a masked one may be; without end when it is none or hides nothing."""
    if len(number) != _ID_LENGTH or HIDDEN not in number or not _MASKED_BIRTH.fullmatch(number, 6):
        return math.inf
    century, year, month, day, order = number[6:8], number[8:10], number[10:12], number[12:14], number[14:17]
    ways = (
        _ways(number[:2], len(_PROVINCES))
        * _ways(number[2:4], _CITIES)
        * _ways(number[4:6], _COUNTIES)
        * _ways(century, 1.2)
        * _ways(year, 100)
        * _ways(month, 12)
        * _ways(day, 30)
        * 10.0 ** order.count(HIDDEN)
    )
    if number[17] != HIDDEN:
        ways /= 11
    return ways


def _ways(part: str, whole: float) -> float:
    return {0: 1.0, 1: min(10.0, whole), 2: whole}[part.count(HIDDEN)]


def weak_mobile(number: str) -> bool:
    """A masked mobile number with at most two hidden places."""
    return 1 <= number.count(HIDDEN) <= _TOO_FEW_OF_MOBILE


def weak_card(number: str) -> bool:
    """A masked account with at most four hidden places; of an abridged one (6228****7123) more is hidden."""
    hidden = number.count(HIDDEN)
    return 1 <= hidden <= _TOO_FEW_OF_CARD and len(number) - hidden >= _LEAST_OF_CARD


CHECKS: dict[str, Callable[[str], bool]] = {
    "id_card": id_card,
    "id_form": id_form,
    "id_15": id_15,
    "disability_certificate": disability_certificate,
    "under_fourteen": under_fourteen,
    "under_eighteen": under_eighteen,
    "luhn": luhn_number,
    "no_card": no_card,
    "likely_card": likely_card,
    "credit_code": credit_code,
    "business_registration": business_registration,
    "not_business_registration": not_business_registration,
    "not_recent": not_recent,
    "id_reversed": id_reversed,
    "known_province": known_province,
    "assigned_mobile": assigned_mobile,
    "weak_id": weak_id,
    "birth_shown": birth_shown,
    "birth_month_shown": birth_month_shown,
    "mobile_mail": mobile_mail,
    "name_mail": name_mail,
    "office_mail": office_mail,
    "guessable_id": guessable_id,
    "soon_guessed_id": soon_guessed_id,
    "weak_mobile": weak_mobile,
    "weak_card": weak_card,
}
