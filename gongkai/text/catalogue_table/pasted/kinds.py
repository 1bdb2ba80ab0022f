"""How well a piece of text suits a column, by the words that values of the column are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from gongkai.text.catalogue_table.cells import CROSSES, TICKS, TIERS, has_boxes, tiers_in_one_cell
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.numbering import numbered_parts

SEQUENCE = re.compile(r"[0-9０-９]{1,3}[.．、]?|[*＊]{1,3}|[0-9]{2}(?:[0-9]{2})+(?: [0-9]{2})?")
FULL_TITLE = re.compile(r"《[^《》]{2,}》|^[^《》]{2,}》|《[^《》]{3,}$")
BULLET = re.compile(r"^\s*(?:[●·•◦▪]|[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|[(（][0-9]{1,2}[)）])")

_LIST_NUMBER = re.compile(r"\s*[(（]?([0-9]{1,2})(?:[.．、](?![0-9])|[)）])|\s*([①-⑳])")

_TIME = re.compile(
    r"[0-9*＊ ]\s*个?\s*(?:工作)?[日天](?:内|前|$|[^常期程])|[0-9*]+\s*个(?:工作)?(?:日|$)"
    r"|之[日后]起?\s*[0-9*]"
    r"|工作日|日内|实时|及时(?:公开|更新|公布|$)|随时|即时|适时|定期|长期|常年|永久"
    r"|每[年季月周日半]|按[年季月]|半年|年内|当[日天]"
    r"|[0-9]+月[0-9]*日?[前底]|至少更新|按进展|动态(?:更新|调整)|提前.{1,3}[周天日]|前公开"
)
_TIME_START = re.compile(
    r"^(?:公开事项)?(?:自|信息|在|本级|及时|实时|制定|获取|形成|每|按|长期|[0-9①1]|收到|政府信息|事项|主动公开)"
)
_DOCUMENT = re.compile(
    r"(?:条例|办法|法|规定|意见|通知|细则|规范|标准|方案|规划|指引|文件|规程|纲要|制度|公告|决定)[)）》]*$"
)
_SOURCE_LINE = re.compile(
    r"[《》]|(?:条例|办法|法|规定|意见|通知|细则|规范|标准|文件|公告)[)）]?$|^[^●]{0,12}$"
)
_BODY = re.compile(
    r"(?:局|部门|政府|办公室|办事处|委员会|委|办|中心|单位|机构|公司|所|站|队|院|处|科|街道|乡镇|机关|会|厅|室|校|馆|行政村"
    r"|(?:政府|部门|街道|镇|乡|办|局|机构)[)）]|[各区镇乡县市]镇?[(（]街道[)）]|管理处[)）])$"
)
_BODY_SENTENCE = re.compile(r"(?:部门|机关|政府|单位|局).{0,8}(?:公开|负责)$")
_BODY_WITHIN = re.compile(r"政府|部门|[市县区]局|委员会|办事处")
_CHANNEL = re.compile(
    r"(?:网站|公众号|微信|微博|平台|公示栏|公开栏|公告栏|宣传栏|查阅点|查询点|服务中心|服务站|服务大厅|大厅|电视"
    r"|媒体|载体|公报|现场|服务网|客户端|一端|电子屏|听证会|发布会|推送|电台|图书馆|档案馆|政务服务网|网|窗口|场所)[)）]?(?:公开|公示)?$"
)
_AUDIENCE = re.compile(
    r"(?:面向.{2,30}|在.{2,12}范围内|.{0,16}(?:申请人|当事人|相对人|单位|群体|群众|家庭|学生|教师|企业|对象|成员|居民|村民|公众|社会|人员|户|者))"
)
_AUDIENCE_WORDS = re.compile(r"(?:面向)?(?:全社会|社会公众|社会)")
_METHOD_WORDS = re.compile(r"主动(?:公开)?|依?申请公开|依申请")
_PHONE = re.compile(r"[0-9(（][0-9 ()（）\-—]{6,17}")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_LIST = re.compile(r"[、；;]")
_SAME = frozenset({"同上", "〃"})
"""Suits any column; the earlier ones first, since cells are merged from the right more often."""

_LONGEST_PART = 12
_WORD = 4
"""A text no longer than that is a word and no time limit."""

FIRST_BOX = "政府网站"
"""The list of channels begins with it in every county's form."""

_LONG_NAME = 60
_SHORT_NAME = 24
_LAST_BRACKET = re.compile(r"[(（][^()（）]*[)）]$")
_PAREN = re.compile(r"[(（][^()（）]*[)）]")


def list_step(text: str, following: str) -> int:
    """1 where a text goes on with the numbered list before it, -1 where it begins one anew, else 0."""
    number, after = _list_number(text), _list_number(following)
    if not (number and after):
        return 0
    return 1 if after == number + 1 else (-1 if after == 1 else 0)


def are_bulleted_alike(text: str, following: str) -> bool:
    """Whether two texts begin with the same sign of a list."""
    return text[:1] in _BULLETS and text[:1] == following[:1]


def are_ragged(lines: Sequence[str]) -> bool:
    """Whether lines cannot be one text in a narrow column, whose lines are all full but the last."""
    full = [len(line) for line in lines[:-1]]
    return bool(full) and (max(full) - min(full) > _UNEVEN or len(lines[-1]) > max(full) + _UNEVEN)


_UNEVEN = 2
_BULLETS = frozenset("●·•◦▪◆")


@lru_cache(maxsize=8192)
def _list_number(text: str) -> int:
    """The number that a part of a list begins with: 2 for 2. and ②; 0 for none."""
    found = _LIST_NUMBER.match(text)
    if found is None:
        return 0
    return int(found[1]) if found[1] else ord(found[2]) - ord("①") + 1


def is_mark(text: str) -> bool:
    """Whether a piece is a tick or a cross and nothing else; an empty one is not."""
    return bool(text) and (text in TICKS or text in CROSSES)


def is_tick(text: str) -> bool:
    return text in TICKS


def is_sequence(text: str) -> bool:
    return bool(SEQUENCE.fullmatch(text))


def is_audience(text: str) -> bool:
    """Whether a short text names whom something is disclosed to."""
    if len(text) <= _SHORT_NAME and _AUDIENCE.fullmatch(text):
        return True
    first, *others = text.split("、")
    return bool(others and _AUDIENCE.fullmatch(first)) and max(map(len, others)) <= _LONGEST_PART


def is_audience_word(text: str) -> bool:
    return bool(_AUDIENCE_WORDS.fullmatch(text))


def is_method_word(text: str) -> bool:
    return bool(_METHOD_WORDS.fullmatch(text))


def is_tier_word(text: str) -> bool:
    """Whether a text names tiers and nothing else: 县级、乡级."""
    return len(text) <= _SHORT_NAME and text.endswith("级") and set(tiers_in_one_cell(text)) <= TIERS


def is_contact(text: str) -> bool:
    """A telephone number or an address on the net: what extra columns hold."""
    return bool(_PHONE.fullmatch(text) or _ADDRESS.match(text))


def is_channel_name(text: str) -> bool:
    return len(text) <= _SHORT_NAME and bool(_CHANNEL.search(text)) and not _LIST.search(_PAREN.sub("", text))


@lru_cache(maxsize=8192)
def suits(element: Element, text: str) -> float:
    """How well a text suits a column: above 0 speaks for it, below 0 against it."""
    judge = _JUDGES.get(element)
    if judge is None:
        return 0.0
    return judge(text if element in _LINED else text.replace("\n", ""))


def _name(text: str) -> float:
    score = 1.0 if len(text) <= _SHORT_NAME else (0.2 if len(text) <= _LONG_NAME else -2.0)
    score -= 0.4 * len(_LIST.findall(_PAREN.sub("", text))) + 3.0 * is_sequence(text)
    score -= 3.0 * bool(numbered_parts(text)) + 4.0 * is_contact(text)
    score -= 3.0 * ("；" in text or ";" in text) + 5.0 * has_boxes(text)
    score -= (
        2.0 * ("●" in text)
        + 2.5 * bool(FULL_TITLE.match(text))
        + 2.0 * bool(BULLET.match(text) and not re.match(r"[0-9]", text))
    )
    return score - 2.0 * bool(_TIME.search(text) and _TIME_START.match(text))


def _content(text: str) -> float:
    score = 0.6 + min(2.0, 0.7 * len(_LIST.findall(text)) + 1.0 * bool(BULLET.match(text)))
    score -= 6.0 * has_boxes(text) + 2.0 * (text.startswith("《") and text.endswith("》"))
    score -= 2.0 * bool(_TIME.search(text) and _TIME_START.match(text))
    score += 0.5 * text.endswith("等")
    return score - 0.5 * (len(text) < _SHORT_NAME and _names_body(text))


_NUMBERED_TITLE = re.compile(r"(?:[0-9]{1,2}[.．、]|[(（][0-9]{1,2}[)）]|[①-⑳])\s*《[^《》]{2,}")
_TITLE_FIRST = re.compile(r"[●、【]|(?:[0-9]{1,2}[.．、]|[(（][0-9]{1,2}[)）]|[①-⑳])?\s*《")


def _basis(text: str) -> float:
    if has_boxes(text) or (_TIME.search(text) and not text.startswith("《")):
        return -5.0
    strange = sum(not (_SOURCE_LINE.search(line)) for line in text.split("\n"))
    if FULL_TITLE.match(text) or text.endswith("》") or _NUMBERED_TITLE.match(text):
        return (
            4.0 - 1.5 * (not _TITLE_FIRST.match(text)) - 1.0 * strange - 2.5 * (text.find("《") > _SHORT_NAME)
        )
    if text in _SAME:
        return 0.6
    score = 0.6 if _DOCUMENT.search(text) else -2.5
    return score - 0.5 * len(_LIST.findall(text)) * (not FULL_TITLE.search(text))


def _time_limit(text: str) -> float:
    if has_boxes(text) or (FULL_TITLE.match(text) and "公开" not in text):
        return -6.0
    if not _TIME.search(text):
        return 0.5 if text in _SAME or (_TIME_START.match(text) and len(text) > _WORD) else -3.5
    return 3.0 + 1.5 * bool(_TIME_START.match(text)) - 0.5 * text.count("、")


def _names_body(text: str) -> bool:
    """Whether a text ends in the name of a body, with or without a remark in brackets behind it."""
    return bool(_BODY.search(text) or _BODY.search(_LAST_BRACKET.sub("", text)))


def _responsible(text: str) -> float:
    if has_boxes(text) or FULL_TITLE.search(text):
        return -6.0
    if not text.strip("*＊ "):
        return 1.0
    score = 3.0 if _names_body(text) or _BODY_SENTENCE.search(text) else -2.0
    if score < 0 and _BODY_WITHIN.search(text) and len(text) < _LONG_NAME:
        score = 0.8
    score -= 3.0 * bool(_TIME.search(text)) + 1.5 * bool(BULLET.match(text)) + 2.0 * ("；" in text)
    return score - 1.0 * is_channel_name(text)


_OTHERS = frozenset({"其他", "其它"})
"""What a list of channels ends with; it speaks neither for nor against one."""


def _strange_channels(text: str) -> int:
    """How many parts of a list are no channel by their name."""
    parts = numbered_parts(text) or re.split(r"[\n、，,；;]", text)
    names = [name for part in parts if (name := part.strip("；;。 ")) and name not in _OTHERS] or [text]
    return sum(not (has_boxes(name) or is_channel_name(name)) for name in names)


def _channels(text: str) -> float:
    if text in _SAME:
        return 0.4
    strange = min(_strange_channels(text), _strange_channels(text.replace("\n", "")))
    if has_boxes(text):
        return 6.0 - 3.0 * sum(not has_boxes(line) and not is_channel_name(line) for line in text.split("\n"))
    return 3.0 if not strange else -4.0


def _extra(text: str) -> float:
    return 2.0 if is_contact(text) else -1.0


def _worded(*says: Callable[[str], bool]) -> Callable[[str], float]:
    """The judge of a column that holds one of a few words."""
    return lambda text: 4.0 if any(say(text) for say in says) else -4.0


_LINED = frozenset({Element.CONTENT, Element.BASIS, Element.CHANNELS})
"""Elements whose lines are read one by one."""

_JUDGES = {
    Element.LEVEL1: _name,
    Element.LEVEL2: _name,
    Element.LEVEL3: _name,
    Element.CONTENT: _content,
    Element.BASIS: _basis,
    Element.TIME_LIMIT: _time_limit,
    Element.RESPONSIBLE: _responsible,
    Element.CHANNELS: _channels,
    Element.EXTRA: _extra,
    Element.AREA: _name,
    Element.AUDIENCE: _worded(is_audience, is_audience_word),
    Element.METHOD: _worded(is_method_word),
    Element.TIER: _worded(is_tier_word),
}
