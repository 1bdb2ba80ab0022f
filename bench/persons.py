"""Invented persons, each another, with numbers right in form and check digit: nothing is read twice."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from stdnum import luhn
from stdnum.cn import ric

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "建国桂芳志强秀兰海燕文静俊杰玉梅春明雪莲永福小红"
_REGIONS = ("410404", "130105", "510107", "320205", "610112")


class Person(NamedTuple):
    name: str
    id_card: str
    mobile: str
    bank_card: str


def persons(chance: Random) -> Iterator[Person]:
    """One after the other without end; born in 1903, and their telephones are not given out."""
    while True:
        born = f"1903{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        body = f"{chance.choice(_REGIONS)}{born}{chance.randrange(1000):03}"
        card = f"62284800{chance.randrange(10**10):010}"
        yield Person(
            chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=2)),
            body + ric.calc_check_digit(body + "0"),
            f"1380000{chance.randrange(10_000):04}",
            card + luhn.calc_check_digit(card),
        )
