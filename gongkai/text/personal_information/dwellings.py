"""Whose an address is: an office's, a business's, or of somebody who lives there."""

from __future__ import annotations

import re

from gongkai.text.personal_information.contexts import clause_begin
from gongkai.text.personal_information.persons import OWN_CONCERN, is_name, names_somebody
from gongkai.text.personal_information.place import Place

_BEHIND_OFFICE = re.compile(
    r"(?:局|所|室|中心|窗口|厅|科|股|站|处|院|校|委|政府|公司|银行|支行|法庭|大队|网点|中学|小学|大学|学院|幼儿园|馆|饭店|宾馆|酒店|厂|车站|超市|卫生院|药店)[（(][^）)]{0,12}\Z"
)
_TELEPHONE_BEHIND = re.compile(
    r"[，,、；;\s]{1,2}(?:电话|手机|联系)?[\u4e00-\u9fff]{0,4}[:：]?1[3-9][0-9]{9}[)）]"
)
_OFFICES = (
    r"(?:局|委员会|办公室|服务中心|登记中心|交易中心|大厅|窗口|公司|学校|小学|中学|大学|学院|幼儿园|医院|卫生院|政府|财政所|派出所|司法所|"
    r"(?:村委会|居委会)(?![第0-9一二三四五六七八九十]{1,4}(?:村民小组|居民小组|小组|组|社|队))|法院|检察院|银行|支行|营业厅|服务站|工作站|办事处|"
    r"(?:行政|政务|便民|市民|党群|综治|会展|文化|体育)(?:服务)?中心|(?:政府|政务|机关|党政|办公|行政|综合)大?楼|(?:金融|商务|商贸|科技|国际|财富|创业|电力|通信|保险|石油|邮政|税务|广电)[\u4e00-\u9fff]{0,3}(?:大厦|中心|广场)|写字楼)(?:$|[^家宿小住公生职])"
)
_AT_OFFICE = re.compile(
    rf"[\u4e00-\u9fff]{{2,12}}{_OFFICES}|\A(?:(?:办公|综合|行政|机关)大?楼|[省市州区县镇乡]政府(?![家宿小住公生职大]))"
)
_OFFICE_BEHIND = re.compile(rf"[\u4e00-\u9fff]{{1,12}}{_OFFICES}")
_LIVED_IN = re.compile(
    r"(?:漏水|渗水|渗漏)|的?(?:业主|住户|租户|居民|户主|房主)(?:来电|来信|来访|反映|投诉|举报|称|家)|(?<=楼)[上下](?:漏|渗|噪|装修|扰|住户)|的?(?:楼[上下]|隔壁|对门|居家|家[中里]|家门|住处|住宅(?![0-9一二两三四五六]?[套处间栋幢])|自[住宅]|暂住|租住|独居|居住(?![区证小年条环])|休养|养病|(?:自我)?隔离(?![点酒带]))"
)
_SOMEBODYS = re.compile(
    r"([\u4e00-\u9fff]{1,3}?)(老太太?|老人|老汉|大爷|大妈|大娘|奶奶|爷爷|阿姨|先生|女士|老师|同志)?家"
    r"(?:[里中]|走访|探[访望视]|慰问|评估|服务|护理|(?![\u4e00-\u9fff]))"
)
_GLUED_NAME = re.compile(r"([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")
_RESIDENT = re.compile(
    r"的?(?:村民|居民|住户|业主|户主|租户|承租人|[低五特贫脱][\u4e00-\u9fff]{1,2}户|监测户|困难户|(?:孤寡|独居|失独|困难|高龄)?老人|"
    r"(?:困难|老)?党员|群众|职工)?([\u4e00-\u9fff]{2,6})"
)
"""Who may stand right behind an address: what he is there, and a name with what goes on behind it."""
_CALLED_RESIDENT = re.compile(
    r"的?(?:村民|居民|住户|业主|户主|租户|承租人)(?!小组|委|代表)[\u4e00-\u9fff]{2,3}(?:家庭|户|反映|来访|来信|来电|因|（|\()"
)
_BEHIND_NAME = re.compile(r"[户家来反因等夫之一称说系患自申提投举诉求擅]|\Z")
_COMPLAINS = re.compile(r"[您我你]|业主|住户|租户|反映|投诉|举报|来电|来信|来访|诉求")
_COMPLAINT = re.compile(
    r"(?:[户室]|的?(?:业主|住户|租户))?的?(?:违建|违法建设|违章|私搭|私自|擅自|乱搭|噪[音声]|扰民|装修|养[狗鸡鸽]|群租|油烟|堆放|占用|宅基地|宅院|承包地|门[前口]|屋前|院[内子]|房屋|房子|住房|院墙|屋[顶后]|墙体)"
)
_INVITATION = re.compile(
    r"[如若](?:对[^，。；\n]{0,16})?有(?:不同)?(?:异议|意见)|(?:以|采取|采用)?书面(?:形式|方式)|(?:申请|要求|举行)听证|陈述、?(?:和|或)?申辩|"
    r"(?:监督|举报|咨询|办公|值班|受理|投诉|服务|公示|反馈|业务)电话|(?:受理|联系|公示|监督)(?:单位|部门)|公示(?:期|时间)"
)
"""What a body writes to everybody before it says where it is."""
_OWN = re.compile(r"我|本人|回复|答复")
_CONTACT_OF_BODY = re.compile(r"(?:项目|采购|采购人|招标|招标人|代理|代理机构|业主|单位|公司|企业)联系人")
_OFFICE_MAIL = re.compile(r"@[A-Za-z0-9.\-]*\.(?:gov|edu|org)\b")
_FLAT = "单元"
_NOT_HAN = r"[^\u4e00-\u9fff]"
_BUSINESS = re.compile(
    rf"(?:\A|{_NOT_HAN})(?:[\u4e00-\u9fff]{{0,6}}"
    r"(?:单位|企业|公司|物业|场所|门店|店铺|店面|商户|商铺|商家|酒店|宾馆|旅馆|饭店|餐馆|药店|药房|诊所|机构|学校|校区|幼儿园|医院|"
    r"乡镇|镇街|街道|部门|科室|窗口|服务中心|派出所|司法所|卫生院|市场|商场|超市|网吧|加油站|站点|网点|零售点|经营点|销售点|代销点|收购点|摊点|工厂|仓库|楼宇|大厦|建筑|主体|经营者|经营户|生产者|销售者|组织|协会|合作社|农场|养殖场|"
    r"基地|民宿|客栈|影院)名称?|店名|店招|字号|商号|招牌|"
    r"[\u4e00-\u9fff]{0,8}服务(?:中心|站|点)(?:联系方式|联系电话|一览表|名录|地址)|"
    rf"(?:受检|被检|检查|被检查|抽查|责任|管理|使用|生产|经营|监管|重点)?单位)(?:{_NOT_HAN}|\Z)"
)
_PRIVATE = re.compile(
    rf"(?:\A|{_NOT_HAN})(?:姓\s?名|性别|年龄|民族|出生)|户主|户号|身份证|身份号码|申请人|当事人|信访人|来信人|被征|权利人|承租人|业主|"
    r"购房人|领款人|受益人|[保救补]\w对象|学生|考生|家长|监护人|患者|残疾|工作单位|产权人|本人|家庭"
)


def at_office(place: Place) -> bool:
    """A body is part of the address or stands right behind it, and no dwelling of its people."""
    text = place.line.text
    within = _AT_OFFICE.search(text[place.start : place.end])
    return within is not None or _OFFICE_BEHIND.match(text, place.end) is not None


def at_business(place: Place) -> bool:
    """A table or text around it names places of business, and nobody's person."""
    around = place.line.surroundings
    return _BUSINESS.search(around) is not None and _PRIVATE.search(around) is None


def behind_office(place: Place) -> bool:
    """It stands in brackets behind an office."""
    return _BEHIND_OFFICE.search(place.line.text[: place.start]) is not None


def telephone_behind(place: Place) -> bool:
    """A mobile stands behind it, the last in its brackets: 李四（…3单元，138…）."""
    return _TELEPHONE_BEHIND.match(place.line.text, place.end) is not None


def lived_in(place: Place) -> bool:
    """What stands right behind it says that somebody lives or stays there (居家健康监测, 家中, 李老太家)."""
    text, end = place.line.text, place.end
    if _LIVED_IN.match(text, end):
        return True
    whose = _SOMEBODYS.match(text, end)
    return whose is not None and (whose[2] is not None or is_name(whose[1]))


def name_behind(place: Place) -> bool:
    """Somebody's name, and no other word, is glued to it (6幢1单元402室李四；)."""
    name = _GLUED_NAME.match(place.line.text, place.end)
    return name is not None and is_name(name[1])


def complained_of(place: Place) -> bool:
    """What somebody complains of stands right behind it (您反映的3幢502违建)."""
    return (
        _COMPLAINT.match(place.line.text, place.end) is not None
        and _COMPLAINS.search(place.line.text, clause_begin(place.line.text, place.start), place.end)
        is not None
    )


def resident_behind(place: Place) -> bool:
    """Somebody who lives there is named right behind it (8幢1804住户李四反映, 4组17号李四户)."""
    text, end = place.line.text, place.end
    who = _RESIDENT.match(text, end)
    return _CALLED_RESIDENT.match(text, end) is not None or (
        who is not None
        and any(is_name(who[1][:size]) and _BEHIND_NAME.match(who[1], size) for size in (2, 3, 4))
    )


def at_contact(place: Place) -> bool:
    """A mailbox of an office or the contact of a project is in the sentence; nobody speaks for himself."""
    sentence = place.sentence
    of_office = _OFFICE_MAIL.search(sentence) or _CONTACT_OF_BODY.search(sentence)
    return of_office is not None and not (
        place.known or OWN_CONCERN.search(sentence) or _PRIVATE.search(sentence)
    )


def invited(place: Place) -> bool:
    """Everybody was asked to object, to write or to call before it, and of nobody was spoken since.

    Nor in the same sentence, where somebody who applies may object himself, and it is no flat (单元).
    """
    before = f"{place.line.above}{place.line.text[: place.start]}"
    asked = max((match.end() for match in _INVITATION.finditer(before)), default=0)
    if not asked or _FLAT in place.line.text[place.start : place.end]:
        return False
    since = before[min(asked, len(before) - len(place.sentence_before)) :]
    return not _OWN.search(since) and not _PRIVATE.search(since) and not names_somebody(since)
