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
    "|xiang|chang|kang|yi|qiao|lai|wen|hong|niu|ge|xing|qi|zhuang|nie|zhai|guan|jiao|zuo|mei|shang|ning|ou|lan|gan|yue|yin|qu|ji|ju|ke"
    "|lou|luan|miao|min|mu|ni|pang|pei|sang|sha|sheng|shu|tong|tu|weng|xi|xin|ying|you|zang|zhan|zhen|zhuo|zong|bian|chai|che|chi|chu|cen"
    "|dang|diao|dou|duan|fei|geng|gou|hua|huo|ran|rao|rong|ruan|tai|teng"
)
_YEAR_OF_BIRTH = "(?:19[4-9][0-9]|200[0-9])"
_NAME_IN_PINYIN = re.compile(
    rf"(?:{_SURNAME_IN_PINYIN})[._]?(?:(?:{_SYLLABLE}){{1,2}}(?:[._-][a-z0-9]{{1,8}}|[0-9]{{1,8}})?|[a-z]{{1,2}}{_YEAR_OF_BIRTH}[0-9]{{0,4}})"
)
_OF_AN_OFFICE = re.compile(
    "(?:wenhua|wenlv|wenlian|wenlu|wenming|jiaoyu|jiaoti|minzheng|minzong|shuili|shuiwu|nongye|nongjing|nongji|caizheng|gongshang|gongan|gonghui|"
    "weisheng|weijian|jiaotong|tongji|tongzhan|anjian|yingji|xinfang|xinxi|xinwen|zhengfu|zhengwu|zhengfa|renshe|renda|renli|linye|shangwu|"
    "guotu|ziran|jianshe|zhujian|zhufang|fagai|fazhi|falv|chengguan|chengjian|huanbao|huanjing|shengtai|shenji|shenpi|shuiwu|yibao|"
    "yiliao|yijian|lvyou|lianxi|qiye|qixiang|tousu|jubao|jiandu|jiancha|baoming|bangong|zixun|zhaopin|zhaobiao|zhaotou|caigou|toupiao|"
    "xuexiao|xiaoxue|zhongxue|yiyuan|dangban|dangjian|zuzhi|xuanchuan|jiwei|fulian|tuanwei|canlian|kexie|gongyi|shequ|jiedao|cunwei)"
    "[a-z0-9._-]*"
)
"""Mailboxes of offices are named in pinyin as well, by what they do."""
_INITIALS_OF_OFFICE = re.compile(
    "[a-z]{0,6}(?:zwgk|xxgk|zfxx|zwfw|wsjk|zrzy|scjg|bgs|zfb|dzb|xfb|xfj|rsj|mzj|czj|jyj|jtj|sfj|gaj|zjj|nyj|shj|slj|fgw|yjj|tjj|zzb|xcb|"
    "xzf|zhzf|cgj|yjglj|tyjr|wlj|jkj|ybj|sjj|gxj|swj|lyj|fpb|xczx)[a-z]{0,4}[._-]?[0-9]{0,8}"
)
_CONSONANTS_OF_OFFICE = re.compile(r"[b-df-hj-np-tv-z]{4,11}(?:j|w|b|bgs|zx|zf|zd|xh|gs)[._-]?[0-9]{0,8}")
"""Initials alone, more than a name has, with 局, 委, 办, 中心, 镇府 and such at the end: slqjtysj."""
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


def office_mail(address: str) -> bool:
    """Whether the part before @ is called after an office, by its initials in pinyin (slqzwgk, xxrsj2020)."""
    own = address.partition("@")[0].strip().lower()
    return any(way.fullmatch(own) for way in (_INITIALS_OF_OFFICE, _CONSONANTS_OF_OFFICE, _OF_AN_OFFICE))


def mobile_mail(address: str) -> bool:
    """Whether the part before @ is a mobile number: the mailbox is somebody's, and so is the number."""
    return _MOBILE.fullmatch(address.partition("@")[0].strip()) is not None


def name_mail(address: str) -> bool:
    """Whether the part before @ is a surname and one or two syllables, with figures or little else behind."""
    own = address.partition("@")[0].strip().lower()
    return _NAME_IN_PINYIN.fullmatch(own) is not None and _OF_AN_OFFICE.fullmatch(own) is None
