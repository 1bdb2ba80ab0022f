"""Names in time limits by their last word: what is published, who publishes, where, on what basis."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.text.time_limit.lexicon import alternatives, words

_CONTENT = re.compile(rf".*{alternatives('names', 'contents')}[》)\]]?(?:等|的)?")
_BODY = re.compile(rf".*{alternatives('names', 'bodies')}")
_PLACE = re.compile(rf".*{alternatives('names', 'places')}(?:上|中|内|里|等)*(?:进行)?")
_CIRCUMSTANCES = ("根据", "按", "依据", "视", "结合")
"""What begins like this says how something is done and is no content."""

_HEDGES = words("names", "hedges")

_NOT_A_NAME = re.compile(
    rf"{alternatives('names', 'no_name_begins')}.*|.*{alternatives('names', 'no_name_ends')}|"
    rf".*{alternatives('names', 'no_name_holds')}.*",
)
_SHORTEST_NAME = 2

_PROGRESS = re.compile(r"(?:按照?|根据|随着?|依据|结合)[\u3400-\u9fff]{0,8}(?:进展|进度)(?:的?情况)?")
_BASIS = re.compile(
    r"(?:根据|依据|按照?|依照)(?:[\u3400-\u9fff]{0,8}《[^》]{2,40}》(?:第[零一二三四五六七八九十百0-9]{1,6}条)?(?:和|及|、)?)+(?:的)?(?:有关|相关)?(?:规定|要求)?(?:的)?"
)


def is_hedge(text: str) -> bool:
    """计划, 建议, 拟 alone: 计划于每年3月底前公布 is a plan and no limit."""
    return text in _HEDGES


def is_content(text: str) -> bool:
    """行政处罚信息, 农村危房改造补助农户名单."""
    return _CONTENT.fullmatch(text) is not None and not text.startswith(_CIRCUMSTANCES)


@lru_cache(maxsize=8192)
def is_unknown_name(text: str) -> bool:
    """脱贫退出, 教师评优评先: words in no list that can only tell what the rule is about."""
    return len(text) >= _SHORTEST_NAME and _NOT_A_NAME.fullmatch(text) is None


def is_body(text: str) -> bool:
    """县级以上人民政府财政部门."""
    return _BODY.fullmatch(text) is not None


def is_place(text: str) -> bool:
    """政府门户网站, 村公示栏内."""
    return _PLACE.fullmatch(text) is not None


def is_progress(text: str) -> bool:
    """按进展情况, 根据工作进展."""
    return _PROGRESS.fullmatch(text) is not None


def is_basis(text: str) -> bool:
    """根据《政府信息公开条例》规定."""
    return _BASIS.fullmatch(text) is not None
