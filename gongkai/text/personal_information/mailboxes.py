"""Mailboxes of persons: named by a mobile, or in pinyin (zhangsan1990@…) and not like an office (xxgk@…)."""

from __future__ import annotations

import re

_SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]ang|iong|[aeio]ng|ia[on]|ua[in]|[aeiuv]n|ia|ie|iu|in|ua|uo|ui|ue|ve|ai|ei|ao"
    r"|ou|er|[aoeiuv])"
)
_SURNAME_IN_PINYIN = (
    "wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|lin|gao|luo|zheng|liang|xie|song|tang|han|feng"
    "|deng|cao|peng|zeng|xiao|tian|dong|pan|yuan|cai|jiang|yu|du|ye|cheng|wei|su|lv|lu|ding|ren|shen|yao|zhong|cui|tan|fan"
    "|shi|liao|jia|xia|fu|fang|zou|xiong|bai|meng|qin|qiu|hou|jin|yan|xue|lei|long|tao|hao|gu|gong|shao|wan|qian|dai|mo|kong"
    "|xiang|chang|kang|yi|qiao|lai|wen|hong|niu|ge|xing|qi|zhuang|nie|zhai|guan|jiao|zuo|mei|shang|ning|ou|lan|gan"
)
_NAME_IN_PINYIN = re.compile(
    rf"(?:{_SURNAME_IN_PINYIN})[._]?(?:{_SYLLABLE}){{1,2}}(?:[._-][a-z0-9]{{1,8}}|[0-9]{{1,8}})?"
)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


def mobile_mail(address: str) -> bool:
    """Whether the part before @ is a mobile number: the mailbox is somebody's, and so is the number."""
    return _MOBILE.fullmatch(address.partition("@")[0].strip()) is not None


def name_mail(address: str) -> bool:
    """Whether the part before @ is a surname and one or two syllables, with figures or little else behind."""
    return _NAME_IN_PINYIN.fullmatch(address.partition("@")[0].strip().lower()) is not None
