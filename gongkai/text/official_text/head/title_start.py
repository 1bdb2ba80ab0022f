"""Where a title begins when a page ran words of its own into it: the name of a site, a list, a masthead."""

from __future__ import annotations

import re

from gongkai.text.official_text.organs import is_organ, organs_of, shortens

_VERB = re.compile(r"关于|印发|转发|批转|公布|发布")
_PROVINCE = re.compile(
    r"(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省"
    r"|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆(?:维吾尔自治区|生产建设兵团)"
)
"""GB/T 2260: where the names of provincial bodies begin."""

_LEADS = re.compile(
    r"(?:中共|中国|国家|全国|国网|共青团|总局|总行|总公司|监管局|银行|银监会|保监会|证监会|[（(“‘《、和与及]|[\s·])$"
)
"""What belongs before the name of a province: the national body whose branch it is, a word that joins."""

_LEAST = 4
"""No name of a body is shorter."""


def from_its_body(title: str) -> str:
    """The title from its first body on, where what stands before is none: 某某网云溪省水利厅关于…的通知."""
    while verb := _VERB.search(title):
        bodies = title[: verb.start()]
        start = _second_name(bodies) or _province_within(bodies)
        if not start:
            break
        title = title[start:].lstrip()
    return title


def from_its_province(name: str) -> str:
    """The name of a body without the words that are glued before its province: 参会回执江苏省水利厅."""
    return name[_province_within(name) :]


def _second_name(bodies: str) -> int:
    """Where a body that is named twice, first in full, begins the second time."""
    for at in range(_LEAST, len(bodies) - _LEAST + 1):
        first, second = bodies[:at], bodies[at:]
        if is_organ(second) and is_organ(first) and (first == second or shortens(second, first)):
            return at
    return 0


def _province_within(bodies: str) -> int:
    """Where the name of a province begins behind words that are no body and lead to none."""
    for province in _PROVINCE.finditer(bodies):
        before = bodies[: province.start()].rstrip()
        if (
            before
            and is_organ(bodies[province.start() :])
            and not _LEADS.search(before)
            and not organs_of(before)
        ):
            return province.start()
    return 0
