"""Names of public bodies as the head and the signature of a document write them."""

from __future__ import annotations

import re
from itertools import pairwise

_END = (
    "人民政府|政府|办公厅|办公室|委员会|管委会|局|厅|部|院|委|署|总队|支队|大队|中心|处|办事处|公司|集团|行|社|司|海关"
    "|协会|联合会|工商联|残联|文联|侨联|科协|红十字会|总工会|研究会|促进会|商会|学会|理事会|董事会|工会|妇联|监事会|理事会|证监会|组|党组|站|所|校"
    "|学院|大学|指挥部|专班|联席会议|联防联控机制|纪委|团委|工委|党委|人大|政协|村委会|居委会|常务会|庭|科|室|办|馆"
)
ORGAN = re.compile(rf"[\u3400-\u9fff（）()、“”]{{1,40}}(?:{_END})")
"""A name that ends as bodies' names end; whether it is one, its place in the document decides."""

_WHOLE = frozenset({"中共中央", "中央军委", "国务院", "全国人大", "全国政协", "共青团中央"})
_ABBREVIATED = re.compile(
    r"(?!镇[\u3400-\u9fff]{1,2}[县市区]|市场|乡村|区域|县域)(?:省|市|县|区|州|镇|乡|旗|盟|厅|局|委|自治区|我)(?!(?:级|直))[\u3400-\u9fff]"
)
"""How a body calls itself or another one of its own division: 省教育厅, 市人社局, 区政府办公室."""

_PLACE = re.compile(r"国家|[\u3400-\u9fff]{2,7}?[省市县区州旗盟]")
"""What begins the names of bodies that stand without a gap: their place, or 国家 for those of the State."""
_PARTY_AND_GOVERNMENT = re.compile(
    r"(?P<party>中共(?P<place>[\u3400-\u9fff]{2,12}?)委(?:员会)?(?:办公[厅室])?)(?P<government>(?P=place)(?:人民)?政府(?:办公[厅室])?)"
)
"""Party and government of one place without a gap: 中共云溪县委办公室云溪县人民政府办公室."""

_OF_THE_STATE = re.compile(r"(?P<party>中共中央(?P<office>办公厅)?)(?P<government>国务院(?(office)办公厅))")

SEAL = r"[（(](?:盖章|印章|印|公章|章|[\u3400-\u9fff]{0,40}代章)[）)]"
"""Whoever seals for another body (某厅代章) does not issue."""

_SEAL = re.compile(rf"^{SEAL}|{SEAL}$")
_TWICE = re.compile(r"(?:[\u3400-\u9fff]{2,10}[省区市州盟])?(?P<body>[\u3400-\u9fff]{5,40})(?P=body)")
"""A masthead before the title of the same body, with the province or not: 甲省乙市人民政府乙市人民政府."""

_PAPER = re.compile(r"(?:细则|办法|通知|方案|规定|条例|稿纸)[\u3400-\u9fff]|(?<=.)中共")
"""The name of a paper before that of its body; names that stand without a gap."""

_RANGES = re.compile(r"^(?:各|有关|相关|全体|所有)")


def compact(line: str) -> str:
    """Without the spaces that letter-spacing leaves between Chinese characters."""
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", line)


def letter_spaced(line: str) -> bool:
    """Whether most pieces between the spaces of a line are single characters."""
    pieces = line.split(" ")
    return sum(len(piece) == 1 for piece in pieces) > len(pieces) // 2


def is_organ(name: str) -> bool:
    """Whether the text as a whole can be the name of one body, or its two names (甲联合会/乙协会)."""
    if "/" in name:
        return all(map(is_organ, name.split("/")))
    return name in _WHOLE or (
        len(name) > 1
        and bool(ORGAN.fullmatch(name))
        and "、" not in name
        and not _RANGES.match(name)
        and not _PAPER.search(name)
    )


def organs_of(line: str) -> tuple[str, ...]:
    """The bodies a line consists of: one, or several set apart by spaces or 、; empty for anything else."""
    if "：" in line or ":" in line:
        return ()
    plain = _SEAL.sub("", compact(line))
    parts = [_SEAL.sub("", part) for part in re.split(r"[\s|、，,]+", line.strip()) if part]
    if not letter_spaced(line) and len(parts) > 1 and all(map(is_organ, parts)):
        return tuple(dict.fromkeys(parts))
    if (twice := _TWICE.fullmatch(plain)) and is_organ(twice["body"]):
        return (twice["body"],)
    apart = _apart(plain)
    return apart if len(apart) > 1 or is_organ(plain) else ()


def _apart(names: str) -> tuple[str, ...]:
    """Bodies of one place written without a gap, each with the place before it: 云溪县财政局云溪县水利局."""
    party = _OF_THE_STATE.fullmatch(names) or _PARTY_AND_GOVERNMENT.fullmatch(names)
    if party and is_organ(party["party"]):
        return party["party"], party["government"]
    place = _PLACE.match(names.removeprefix("中共"))
    if not place or names.count(place[0]) == 1 or re.search("[、（(]", names):
        return (names,)
    starts = [match.start() for match in re.finditer(rf"(?:中共|国网|国家税务总局)?{place[0]}", names)]
    parts = [names[start:end] for start, end in pairwise([*starts, len(names)])]
    whole = not starts[0] and all(is_organ(part) and len(part) > len(place[0]) + 1 for part in parts)
    return tuple(parts) if whole else (names,)


def is_abbreviated(name: str) -> bool:
    """Whether a name lacks its place (市人社局): known within the division, no name of an issuer."""
    return bool(_ABBREVIATED.match(name))


def shortens(short: str, full: str) -> bool:
    """Whether `short` only leaves out characters of `full`: 市政府办公室, 宿迁市人民政府办公室.

    委 is 委员会.
    """
    whole = f"{short}员会" if short.endswith("委") and full.endswith("委员会") else short
    if len(short) >= len(full) or whole[-1:] != full[-1:]:
        return False
    rest = iter(full)
    return all(character in rest for character in whole)
