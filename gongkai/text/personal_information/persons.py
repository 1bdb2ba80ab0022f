"""Names of natural persons and of bodies as official lists and notices write them.

A name is a surname and one or two further characters; a masked one has *, 某 or × in it. That a word may be
a name is never enough alone: it stands in a cell or between separators, after a word for a person, or before
words that only a person goes with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from gongkai.text.personal_information.heads import is_head


def _words(name: str) -> frozenset[str]:
    text = resources.files("gongkai.text.personal_information").joinpath(name).read_text(encoding="utf-8")
    return frozenset(text.split())


_SURNAMES = _words("surnames.txt")
_RARE_SURNAMES = frozenset("占展化官修初召海光员和后别弘养殳")
"""With them begin many words; only where a name must stand is one taken for a name."""
_NO_NAMES = _words("no_names.txt")
"""Words of official writing that begin like a surname: 高中, 马路, 金额, 周期, 方案."""

_LONGEST_SURNAME = 2
NAME_PATTERN = (
    rf"(?:(?:{'|'.join(sorted(name for name in _SURNAMES if len(name) == _LONGEST_SURNAME))})\p{{Han}}{{1,2}}"
    r"|\p{Han}{2,3})"
)
"""What may be a name, for patterns of rules: with a surname of two characters it has up to four."""
_TITLES = frozenset(
    f"{office}长" for office in "局县镇乡科处部市区省院校园所站队组股村社行厂会"
) | {
    "老师", "主任", "书记", "经理", "主席", "委员", "代表", "先生", "女士", "同志", "医生", "大夫", "律师",
    "师傅", "会计", "出纳", "干事", "秘书", "专员",
}  # fmt: skip
"""王老师、李主任 are how somebody is called, not a name."""
_ENDS_A_GIVEN_NAME = frozenset("柱锁栓明亮军强伟芳丽梅辉杰刚勇峰涛鹏娟霞燕玲萍珍琴")
"""What begins with a word ends as a name: 蓝天明, and no 蓝天保."""
_NOT_GIVEN = frozenset("的了在是于与和及或为由对将已未不并等按从到因被向以之其该本各每")
"""Characters that hold sentences together stand in no name, but for those in `_GIVEN_ALL_THE_SAME`."""
_GIVEN_ALL_THE_SAME = re.compile(
    "和[平生顺祥贵兴玉明林清军]|[永建玉志春长致清景仁天义中元太福顺德治]和|向[东阳前荣红明军群华平南辉春党民娟丽北]|"
    "[志文立国德务振]本|本[善初立才华荣忠泉军昌]|为[民国群军华政先善]|[有大作敢新善]为|以[恒勤]"
)
_NO_END = frozenset("病症癌瘤村区县局厅市省")
"""Illnesses, places and bodies may begin like a surname: 白血病, 石马村, 石龙区."""
_TOWNS = frozenset("镇乡")
"""Three characters that end so are a place (刘川镇); 王镇 may be somebody."""
_GIVEN = (1, 2)
_SHORTEST_NAME = 2
_LENGTHS = range(_SHORTEST_NAME, 5)
_HAN = "\u4e00-\u9fff"
_MASKED_NAME = re.compile(
    rf"[{_HAN}][*某]{{1,2}}[{_HAN}]?|[{_HAN}]{{1,2}}[*某]{{1,2}}|[*某]{{1,2}}[{_HAN}]{{1,2}}"
)
_MASKED_BODY = re.compile(r"某某?(?:公司|企业|单位|部门|机关|工厂|学校|医院|[局委厂店镇乡村县市区院校])")
_ROLE = (
    "(?:受助|救助|保障|参保|优抚|脱贫|申请|享受|特困)人员|对象|信访人|申请人|当事人|受助人|救助人|学生|患者|病人|村民|居民|户主|家属|之子|之女|之妻|之夫|配偶|儿子|女儿|"
    "被告人|罪犯|嫌疑人|服刑人员|矫正人员|戒毒人员|吸毒人员|刑满释放人员|职工|农户|贫困户|低保户|五保户|保障户|"
    "人员|本人|姓名|收款人|领款人|持卡人|户名|联系人|负责人|经办人|报名人|考生|应聘人员|拟任职人选公示|原告|被告|投诉人|举报人|"
    "老人|儿童|孤儿|残疾人|烈属|军属|退役军人|受害人|死者|伤者|病例|确诊患者|密接者|密切接触者|同行人|监护人|收件人|收货人|受送达人|父亲|母亲|行程|轨迹|"
    "我叫|我是|名叫|教徒|信徒|信众|教友|灾民|渔民|牧民|移民|搬迁户|脱贫户|监测户|"
    "同学|同志|员工|司机|驾驶人|车主|业主|购房人|承租人|租户|被征收人|被执行人|来信人|来访人|权利人|被征地人|产权人|"
    "反映人|写信人|发信人|检举人|上访人|作者|投稿人|选手|获奖者|使用人|被处罚人|违法行为人|少年|青年|学员|队员|会员|党员|教师|医生|干部|同胞|群众|妇女|产妇|幼儿|婴儿|弃婴|男童|女童|"
    "参保人|参合人|被保险人|领取人|领证人|享受人|受益人|获得者|求助者|申请者|求职者|应聘者|逝者|亡者|故者|墓主|中签人|竞得人|竞买人|买受人|受让人|转让人|(?:转出|转入|流出|流入|出让|受让|转让)方|出租人|抵押人|承包人|继承人|被继承人|种粮大户|签约居民|义务兵|士兵|军人|遗属|毕业生|新生|被监护人|被抚养人|赡养人|委托人|代理人|受托人|留言人|来电人|诉求人|受援人|被援助人|纳税人|驾驶员|乘客|旅客|病友|术后|感染者|携带者|"
    "通报|声明|核查|经查|研究|给予|关于|慰问|帮扶|走访|补助"
)
_AFTER_ROLE = re.compile(rf"(?:{_ROLE})\s*[:：为是，】」\]]?\s*(?=([{_HAN}*]{{2,4}}))")
"""One may stand behind another: 低保户申请人张三."""
_BEFORE_PERSONAL = re.compile(
    rf"([{_HAN}*]{{2,4}}?)(?=同志|先生|女士|老师|(?<!招)收(?![{_HAN}0-9])|之[妻子女父母夫]|[母父]亲|爱人|老伴|家属|妻子|丈夫|因|患|犯|系|信仰|信奉|现住|家住|户籍|您好|你好|(?:19|20)[0-9]{{2}}年|住院|感染|确诊|驾驶|于(?=[0-9])|的(?=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z])|的(?:指纹|人脸|面部|虹膜|声纹|DNA)|户[（(\s]|名下|(?:现|已|正)(?:集中|居家)?隔离|等[0-9]+(?:人|户)"
    r"|[（(,，、\s]{1,2}(?:男|女|(?:现年|年)?[0-9]{1,3}周?岁|汉族|回族|身份证|公民身份|残疾))"
)
_BEFORE_EVENT = re.compile(
    rf"(?:^|[^{_HAN}])([{_HAN}*]{{2,4}}?)(?=(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日|每[天日早晚]|天天|乙肝|丙肝|梅毒|HIV|艾滋|经[{_HAN}]{{0,8}}(?:诊断|确诊|检查|检测|鉴定)|被(?:诊断|确诊|查出))"
)
"""Somebody of whom a day or a diagnosis is told; only at the beginning of a clause."""
_SINGLE = (
    "申请人|户主|灾民|村民|渔民|牧民|移民|搬迁户|受助人|救助人|当事人|收款人|领款人|持卡人|监护人|业主|承租人|车主|死者|逝者|患者|患儿|"
    "受益人|权利人|产权人|参保人|受援人|孤儿|被征收人|土地承包人|农户|低保户|五保户|特困户|低保对象|救助对象|优抚对象|矫正对象|密接者"
)
_IN_FIELD = re.compile(rf"(?:{_SINGLE})[\s:：]{{1,2}}([{_HAN}]{{2,3}})(?=[\s,，、；;（(|]|$)")
"""Any word there may be a name (灾民 洛桑), if it is none that stands on forms."""
_NO_FIELD = re.compile(
    r".*(?:[人户者员局委镇乡村县市区组类式省厅站所院]|公司|政府|群众|家庭|学生|儿童|对象|情况|不详|已故|本人|某某|居民|村民|农民)"
)
_BEHIND_PLACE = re.compile(
    rf"[{_HAN}0-9）)](?:班|村|屯|庄|寨|社区|[组社队]|街道|[镇乡县])(?:村民|居民)?([{_HAN}][{_HAN}*某]{{1,2}})(?=[\s,，、;；:：（()）。]|$)"
)
"""Somebody named with where he lives, as rows in prose do (东沟村张三，)."""
_SEPARATORS = re.compile(
    r"(?:[\s,，、;；:：|/（）()。]|</?[A-Za-z][^<>\n]{0,80}>|(?<![0-9])[0-9]{1,4}[.．]|\A[0-9]{1,4}|[0-9]{11,}[Xx]?)+"
)
_LONG_NUMBER = re.compile(r"[0-9]{11}")
"""Glued to a name, it is beside it as a cell is."""
_OF_AN_AGE = re.compile(
    r"(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{3})[，,]\s?(?:[男女][，,]\s?)?(?:现年)?[0-9]{2}周?岁(?!以)"
)
_NOBODY_S_END = frozenset("人者员性童生民工子女众户士年")
"""老年人，60岁; 受益者，65岁: nobody is named."""
_SEX = re.compile(r"(?:^|[\s,，|、])(?:男|女)(?:[\s,，|、]|$)")
_FOR_BODY = re.compile(
    rf"(?:法定代表人|法人代表|经营者|单位负责人|主要负责人|负责人|校长|园长|院长|举办人)[\s:：为是]{{1,3}}[{_HAN}*]{{2,4}}(?![{_HAN}])"
)
"""Who speaks for a body; what follows is said of the body."""
_BODY = re.compile(
    r"(?:局|委员会|(?:卫健|卫计|发改|经信|国资|住建|教|体|编|政法|纪|市|县|区|省|党|工)委(?![员托派任])|办公室|厅|部门|处|中心|公司|厂|学校|小学|中学|大学|学院|幼儿园|医院|卫生院|政府|财政所|派出所|协会|"
    r"学会|商会|基金会|合作社|合作联社|银行|支行|分行|村委会|居委会|法院|检察院|餐饮店|超市|药店|饭馆|餐馆|车行|商家|经营部|门市部|商行|门店|"
    r"集团|联合会|总工会|红十字会|敬老院|养老院|福利院|养殖场|种植场|农庄|山庄|民宿|客栈|旅馆|加油站|卫生室|诊所|药房|市场|加工厂|作坊|"
    r"便利店|菜馆|面馆|茶楼|网吧|(?:机构|单位|企业|门店|场所|字号|店铺)名称|律所|事务所|研究院|研究所|服务站|分公司|项目部|商店|饭店|酒店|宾馆|农场|林场)"
)


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether the text, and all of it, can be the name of a person, masked or not."""
    if _MASKED_NAME.fullmatch(text):
        return not _MASKED_BODY.fullmatch(text)
    if len(text) not in _LENGTHS or text in _NO_NAMES:
        return False
    if text[:2] in _NO_NAMES and text[2:] not in _ENDS_A_GIVEN_NAME:
        return False
    if (
        text[-1] in _NO_END
        or (text[-1] in _TOWNS and len(text) > _SHORTEST_NAME)
        or is_called(text)
        or not all("\u4e00" <= character <= "\u9fff" for character in text)
    ):
        return False
    return any(
        text[:size] in _SURNAMES
        and len(text) - size in _GIVEN
        and (_NOT_GIVEN.isdisjoint(given := text[size:]) or _GIVEN_ALL_THE_SAME.fullmatch(given))
        for size in (1, _LONGEST_SURNAME)
    )


def is_rare_name(text: str) -> bool:
    """Whether the text can be a name with a surname that begins many words as well."""
    return (
        text[:1] in _RARE_SURNAMES
        and len(text) in _LENGTHS[:2]
        and text[:2] not in _NO_NAMES
        and text[-1] not in _NO_END
        and _NOT_GIVEN.isdisjoint(text[1:])
    )


def _fills_field(text: str) -> bool:
    """Whether a word behind a word for a person is a name; the surname need not be known."""
    return text not in _NO_NAMES and not _NO_FIELD.fullmatch(text) and not is_head(text)


def is_called(text: str) -> bool:
    """Whether the text is a surname with a title: 王老师, 李主任."""
    return text[1:] in _TITLES


OWN_CONCERN = re.compile(
    r"(?:申请|信访|投诉|举报|来电|来信|来访|诉求|投稿|留言|反映|受助|受援|求助|当事|上访|检举)(?:人|者)|学员|本人|患者|家属|监护人|户主"
    r"|我的(?:电话|手机|微信|号码|联系|邮箱)|[父母][)）]|紧急联系人|消费者|(?:居民|村民|职工|群众|业主|学生|家长)代表|退休|个体户"
)
"""Words for somebody with a concern of his own; what stands behind them is no office's."""
_APPLICANT = re.compile(
    r"申请人信息[（(:：\s]*公民|公民(?:姓名|信息)|(?:证件|身份证)号码?[:：]\s*[0-9]{6}|"
    r"您[^。；\n]{0,30}(?:提交|提出)[^。；\n]{0,20}申请"
)


def _named(text: str) -> Iterator[int]:
    """Where somebody is named in a text."""
    for match in _AFTER_ROLE.finditer(text):
        if any(is_name(match[1][:size]) for size in (2, 3)):
            yield match.start(1)
    for match in _BEFORE_PERSONAL.finditer(text):
        for size in (3, 2):
            if is_name(match[1][-size:]):
                yield match.end(1) - size
                break
    for pattern, is_one in ((_BEFORE_EVENT, is_name), (_BEHIND_PLACE, is_name), (_IN_FIELD, _fills_field)):
        for match in pattern.finditer(text):
            if is_one(match[1]):
                yield match.start(1)
    for match in _OF_AN_AGE.finditer(text):
        if match[1][-1] not in _NOBODY_S_END:
            yield match.start(1)
    yield from _named_alone(text)


def _named_alone(text: str) -> Iterator[int]:
    """Where a name is all that stands between two separators, in a row of several such parts."""
    at = 0
    parts = 0
    found: list[int] = []
    for gap in (*_SEPARATORS.finditer(text), None):
        end = gap.start() if gap else len(text)
        parts += end > at
        if is_name(text[at:end]):
            found.append(at)
        at = gap.end() if gap else end
    if parts > 1 or (found and _LONG_NUMBER.search(text)):
        yield from found


@lru_cache(maxsize=256)
def names_somebody(text: str) -> bool:
    """Whether the text is about a certain person."""
    return next(_named(text), None) is not None


def has_sex(text: str) -> bool:
    """Whether a sex fills a cell of the text."""
    return _SEX.search(text) is not None


def describes_somebody(text: str) -> bool:
    """Whether the text is a row of a list of persons: a name beside other cells, or a sex."""
    return has_sex(text) or names_somebody(text)


def without_masked(text: str) -> str:
    """The text with nothing where a masked name stood (李*, 王某某)."""
    return _MASKED_NAME.sub(" ", text)


def names_body(text: str) -> bool:
    """Whether a body is named: an authority, a company, a school."""
    return _BODY.search(text) is not None


def speaks_of_person(text: str) -> bool:
    """Whether the last that is named before the end of the text is a person and not a body."""
    text = _FOR_BODY.sub(lambda match: "。" * len(match.group()), text)
    person = max(_named(text), default=-1)
    body = max((match.end() for match in _BODY.finditer(text)), default=-1)
    return person > body


def speaks_of_applicant(text: str) -> bool:
    """Whether the end of the text is about somebody who applied: the form of a citizen, or an answer to one;
    and no body was named since."""
    applicant = max((match.end() for match in _APPLICANT.finditer(text)), default=-1)
    return applicant > max((match.end() for match in _BODY.finditer(text)), default=-1)
