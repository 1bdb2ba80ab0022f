"""Mailboxes of persons: named by a mobile, or in pinyin (zhangsan1990@…) and not like an office (xxgk@…)."""

from __future__ import annotations

import re

_SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]ang|iong|[aeio]ng|ia[on]|ua[in]|[aeiuv]n|ia|ie|iu|in|ua|uo|ui|ue|ve|ai|ei|ao"
    r"|ou|er|[aoeiuv])"
)
_SPELT = (
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu "
    "郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 邓deng 冯feng 曹cao "
    "彭peng 曾zeng 肖xiao 田tian 董dong 潘pan 袁yuan 蔡cai 蒋jiang 余yu 于yu 杜du 叶ye 程cheng 魏wei "
    "苏su 丁ding 任ren 卢lu 姚yao 沈shen 钟zhong 姜jiang 崔cui 谭tan 陆lu 范fan 汪wang 廖liao 石shi "
    "金jin 韦wei 贾jia 夏xia 付fu 傅fu 方fang 邹zou 熊xiong 白bai 孟meng 秦qin 邱qiu 侯hou 江jiang "
    "尹yin 薛xue 闫yan 段duan 雷lei 龙long 黎li 史shi 陶tao 贺he 郝hao 顾gu 龚gong 邵shao 万wan "
    "钱qian 严yan 孔kong 向xiang 常chang 康kang"
)
_SURNAME_SPELT = {entry[0]: entry[1:] for entry in _SPELT.split()}
"""The commonest surnames that have one spelling each."""

_OTHERS = (
    "lv dai mo yi qiao lai wen hong niu ge xing qi zhuang nie zhai guan jiao zuo mei shang ning ou lan "
    "gan yue qu ji ju ke lou luan miao min mu ni pang pei sang sha sheng shu tong tu weng xi xin ying "
    "you zang zhan zhen zhuo zong bian chai che chi chu cen dang diao dou fei geng gou hua huo ran rao "
    "rong ruan tai teng"
)
"""Further surnames in pinyin, each as mailboxes spell it (吕 as lv)."""

_SURNAME_IN_PINYIN = "|".join(dict.fromkeys((*_SURNAME_SPELT.values(), *_OTHERS.split())))
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


def is_spelt(name: str, address: str) -> bool:
    """Whether the part before @ begins with the surname in pinyin (李四: lisi_88@…)."""
    spelt = _SURNAME_SPELT.get(name[:1])
    return spelt is not None and address.strip().lower().startswith(spelt)
