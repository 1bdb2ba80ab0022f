"""Names of natural persons as official lists and notices write them, and what shows that one is meant.

A name is a surname and one or two further characters; a masked one has *, 某 or × in it. That a word may be
a name is never enough alone: it stands in a cell or between separators, or after a word for a person.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_SURNAMES = frozenset(
    resources.files("gongkai.text.personal_information")
    .joinpath("surnames.txt")
    .read_text(encoding="utf-8")
    .split()
)
_LONGEST_SURNAME = 2
_NO_NAMES = frozenset(
    resources.files("gongkai.text.personal_information")
    .joinpath("no_names.txt")
    .read_text(encoding="utf-8")
    .split()
)
"""Words of official writing that begin like a surname: 高中, 马路, 金额, 周期, 方案."""

_MASKED_NAME = re.compile(r"[\u4e00-\u9fff][*某]{1,2}[\u4e00-\u9fff]?|[\u4e00-\u9fff]{1,2}[*某]{1,2}")
_GIVEN = (1, 2)
_LENGTHS = range(2, 5)
_ROLE = (
    "对象|信访人|申请人|当事人|受助人|救助人|学生|患者|病人|村民|居民|户主|家属|之子|之女|之妻|之夫|配偶|儿子|女儿|"
    "被告人|罪犯|嫌疑人|服刑人员|矫正人员|戒毒人员|吸毒人员|刑满释放人员|职工|农户|贫困户|低保户|五保户|保障户|"
    "姓名|收款人|领款人|持卡人|户名|联系人|负责人|经办人|报名人|考生|应聘人员|拟任职人选公示|原告|被告|投诉人|举报人|"
    "老人|儿童|孤儿|残疾人|烈属|军属|退役军人|受害人|死者|伤者|病例|确诊患者|密接者|同行人|监护人|父亲|母亲|行程|轨迹|"
    "同学|同志|员工|司机|驾驶人|车主|业主|购房人|承租人|租户"
)
_AFTER_ROLE = re.compile(rf"(?:{_ROLE})\s*[:：为是]?\s*([\u4e00-\u9fff*]{{2,4}})")
_TITLED = re.compile(r"([\u4e00-\u9fff]{2,4})(?:同志|先生|女士|[（(,，、\s]\s*(?:男|女|[0-9]{1,3}岁|汉族))")
_SEPARATORS = re.compile(r"[\s,，、;；:：|/（）()。]+")
_SEX = re.compile(r"(?:^|[\s,，|、])(?:男|女)(?:[\s,，|、]|$)")


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether the text, and all of it, can be the name of a person, masked or not."""
    if _MASKED_NAME.fullmatch(text):
        return True
    if len(text) not in _LENGTHS or text in _NO_NAMES or text[:2] in _NO_NAMES:
        return False
    if not all("\u4e00" <= character <= "\u9fff" for character in text):
        return False
    return any(text[:size] in _SURNAMES and len(text) - size in _GIVEN for size in (1, _LONGEST_SURNAME))


def begins_with_name(text: str) -> bool:
    """Whether a name stands at the beginning; what follows is anything."""
    return any(is_name(text[:size]) for size in (2, 3) if len(text) >= size)


def names_somebody(line: str) -> bool:
    """Whether the line is about a certain person: a name in a cell, after a word for a person, with a sex."""
    if any(begins_with_name(match[1]) for match in _AFTER_ROLE.finditer(line)):
        return True
    if any(any(is_name(match[1][at:]) for at in range(3)) for match in _TITLED.finditer(line)):
        return True
    parts = [part for part in _SEPARATORS.split(line) if part]
    return len(parts) > 1 and any(is_name(part) for part in parts)


def describes_somebody(line: str) -> bool:
    """Whether the line is a row of a list of persons: a name beside other cells, or a sex."""
    return bool(_SEX.search(line)) or names_somebody(line)
