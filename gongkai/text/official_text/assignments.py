"""Tasks that a sentence gives to bodies, as minutes do, without any annotation beside it."""

from __future__ import annotations

import re

from gongkai.text.official_text.annotations import Annotation
from gongkai.text.official_text.due_dates import Years, find_dues
from gongkai.text.official_text.units import Units, all_bodies, read_units

_LED = re.compile(
    r"由(?P<lead>[^，。；：]{2,60}?)牵头(?:负责)?[，,、](?:会同)?(?P<units>[^。；：，]{2,100}?等?)(?:配合|协助|参与)(?=[，,。；])"
)
_GIVEN = re.compile(
    r"由(?P<units>[^，。；：]{2,60}?)(?:具体)?负责(?:组织|落实|实施)?[，,](?P<until>[^。；]{2,80})[。；]"
)


def find_led(text: str, years: Years) -> list[Annotation]:
    """A sentence that gives a task to its bodies: 由县水利局牵头，县应急局配合，…于10月底前完成.

    One that names no leader needs a deadline (由县住建局负责，9月10日前完成…): 由县财政局负责解释 has none.
    """
    for match in _LED.finditer(text):
        lead, units = read_units(match["lead"]), read_units(match["units"])
        if lead is None or units is None or not (all_bodies(lead) and all_bodies(units)):
            continue
        dues = find_dues(text, years)
        due = dues[0][2] if len(dues) == 1 else None
        return [Annotation(len(text), len(text), match[0], lead, units, due)]
    for match in _GIVEN.finditer(text):
        given, dues = read_units(match["units"]), find_dues(match["until"], years)
        if given and all_bodies(given) and len(dues) == 1:
            return [Annotation(len(text), len(text), match[0], Units(), given, dues[0][2])]
    return []
