"""Who is named at a place: by a name that a match begins with, right before it, or by his office."""

from __future__ import annotations

import re

from gongkai.text.personal_information.mailboxes import is_spelt
from gongkai.text.personal_information.persons import is_name
from gongkai.text.personal_information.place import Place

_SIZES = (3, 2)
"""Characters of a name, the longer first."""
_FAR = 24
"""What is asked of before a place is no longer."""
_RIGHT_BEFORE = re.compile(
    r"(?:\A|[^\u4e00-\u9fff]|[孕产]妇|儿童|学生|幼儿|新生|群众|申请人|户主|当事人)(我|[\u4e00-\u9fff]{2,3}?)(?:近日|近期|当日|当天)?的?"
    r"(?:对|名下|(?:活动)?(?:轨迹|行程|行踪)"
    r"|(?:抖音|快手|小红书|微博|头条|哔哩哔哩|B站|陌陌|钉钉|支付宝|淘宝|京东)(?:账号|帐号|账户|号码?|ID|昵称)?)?[:：，,为是(（\s]{0,3}\Z"
)
"""A name, and what may stand between it and what is said of it: 近日活动轨迹, 名下, an account somewhere."""
_BRACKET_BEHIND = re.compile(
    r"(?:\A|[^\u4e00-\u9fff]|方|人|户主?)([\u4e00-\u9fff]{2,4})[（(](?:住址?|地址)?[:：]?\Z"
)
"""A name or what ends in one, and the bracket in which nothing but the word for a home stands before."""
_WHOM_TO_TURN_TO = re.compile(
    r"(?:联系人|经办人|承办人|负责人)(?:是|为)?[:：\s]{0,2}([\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff])"
)
_ONESELF = frozenset({"本人", "个人", "我"})
_SET_BY_OTHERS = re.compile(r"开庭|应诉|参加|领取|举行|讲座|面试|报到|集合|听证|拍卖|抽签|签到")
"""Where somebody has to be, as everybody may read, is not where he went."""
_TITLE_BEHIND = re.compile(
    r"[（(，,\s]{0,2}(?:是|任|担任|现任)?[\u4e00-\u9fff]{0,8}"
    r"(?:书记|主任|县长|市长|区长|镇长|乡长|局长|科长|处长|股长|部长|所长|站长|队长|主席|委员|政委|组长|民警|网格员|律师)"
)
_FOR_OFFICE = re.compile(r"接待人|领导班子|班子|带班|值班|分工|接访领导|责任人")


def went_there(place: Place) -> bool:
    """The match is a name with a day and where to, and does not say where somebody was told to come."""
    said = place.line.text[place.start : place.end]
    named = any(is_name(said[:size]) and said[size : size + 1].isdigit() for size in _SIZES)
    return named and _SET_BY_OTHERS.search(said) is None


def named_right_before(place: Place) -> bool:
    """Right before it stands somebody's name, or oneself: 李四对…, 张三名下…, 本人微博：…."""
    text, start = place.line.text, place.start
    found = _RIGHT_BEFORE.search(text, max(0, start - _FAR), start)
    return found is not None and (found[1] in _ONESELF or is_name(found[1]))


def bracket_behind_name(place: Place) -> bool:
    """It stands first in brackets behind somebody's name: 转出方李四（…）."""
    named = _BRACKET_BEHIND.search(place.line.text, max(0, place.start - _FAR), place.start)
    return named is not None and ends_in_name(named[1])


def contact_s_own(place: Place) -> bool:
    """The mailbox is called after the person whom the sentence names to turn to."""
    address = place.line.text[place.start : place.end]
    named = _WHOM_TO_TURN_TO.findall(place.sentence_before)
    return any(is_name(name) and is_spelt(name, address) for name in named)


def ends_in_name(text: str) -> bool:
    """Whether the last two, three or four characters are somebody's name (村会计李四)."""
    return any(is_name(text[-size:]) for size in (4, *_SIZES))


def first_is_name(place: Place) -> bool:
    """The first of two persons whom the match relates is named."""
    said = place.line.text[place.start : place.end]
    return any(is_name(said[:size]) and said[size : size + 1] in "与和" for size in _SIZES)


def no_office_holder(place: Place) -> bool:
    """Neither a title behind the name nor what is before it says that he is there for his office."""
    text = place.line.text
    return (
        _TITLE_BEHIND.match(text, place.end) is None
        and _FOR_OFFICE.search(text, max(0, place.start - _FAR), place.start) is None
    )
