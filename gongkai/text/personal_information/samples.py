"""Invented numbers for the examples of rules: right in form and check digit, made when they are needed."""

from __future__ import annotations

from stdnum import luhn
from stdnum.cn import ric, uscc

_PERSON = ("410404", "1903" + "0512", "002")
_MOBILE = ("138", "0000", "1037")
_CARD = ("6228", "4800", "0000", "0000", "01")
_BODY = "9141040400000001" + "0"
_WIDE = dict(zip("0123456789X", "０１２３４５６７８９Ｘ", strict=True))


def samples() -> dict[str, str]:
    """The placeholders that examples may use, each with a number."""
    person = "".join(_PERSON)
    person += ric.calc_check_digit(person + "0")
    unborn, nowhere = "410404" + "2099" + "0101" + "012", "99" + person[2:-1]
    card = "".join(_CARD)
    card += luhn.calc_check_digit(card)
    short = "6217" + "00000000005"
    short += luhn.calc_check_digit(short)
    mobile = "".join(_MOBILE)
    return {
        "id_card": person,
        "id_card_bad": person[:-1] + ("1" if person[-1] != "1" else "2"),
        "id_card_unborn": unborn + ric.calc_check_digit(unborn + "0"),
        "id_card_nowhere": nowhere + ric.calc_check_digit(nowhere + "0"),
        "id_card_wide": "".join(map(_WIDE.__getitem__, person)),
        "id_card_spaced": f"{person[:6]} {person[6:14]} {person[14:]}",
        "id_card_strokes": f"{person[:6]}/{person[6:14]}/{person[14:]}",
        "id_card_15": person[:6] + person[8:17],
        "id_card_weak": f"{person[:14]}****",
        "id_card_misread": person.replace("0", "O", 1),
        "mobile": mobile,
        "mobile_spaced": " ".join(_MOBILE),
        "mobile_strokes": "/".join(_MOBILE),
        "bank_card": card,
        "bank_card_bad": card[:-1] + ("1" if card[-1] != "1" else "2"),
        "bank_card_weak": card[:-2] + "**",
        "bank_card_16": short,
        "credit_code": _BODY + uscc.calc_check_digit(_BODY),
    }
