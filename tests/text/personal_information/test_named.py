"""Who is named, and what is said of somebody: names in forms, children, homes and cards without a label."""

from __future__ import annotations

import pytest

from gongkai.text.personal_information import Severity, scan, scan_table
from gongkai.text.personal_information.patterns import compiled, joined
from gongkai.text.personal_information.persons import names_somebody
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()


def found(text: str) -> list[tuple[str, str]]:
    text = text.format(**SAMPLES)
    return [(finding.type, text[finding.start : finding.end]) for finding in scan(text)]


@pytest.mark.parametrize(
    "text",
    [
        "低保户申请人丁小香，患有",
        "参保人奚小国，患帕金森病",
        "灾民 洛桑 帐篷1顶",
        "退捕渔民：水根",
    ],
)
def test_somebody_behind_a_word_for_a_person(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text", ["申请人 身份证", "户主 电话", "救助对象：残疾人", "某公司因污染被罚", "幼儿园小班招收3周岁幼儿"]
)
def test_nobody_behind_a_word_for_a_person(text: str) -> None:
    assert not names_somebody(text)


@pytest.mark.parametrize(
    ("behind", "kinds"),
    [
        ("{id_card} 人均月收入1105元", ["id_card"]),
        ("{id_card}人均面积12平方米", ["id_card"]),
        ("{id_card}次子李某", ["id_card"]),
        ("{mobile} 户籍在外地", ["mobile"]),
        ("{id_card}人次", ["id_card"]),  # for review: no count has a birth date and a check digit in it
        ("{mobile}页眉", ["mobile"]),
        ("{mobile} 千瓦时", []),
        ("{mobile} 平方米", []),
    ],
)
def test_a_unit_behind_a_number_is_a_word_of_its_own(behind: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found(behind)] == kinds


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("范小军 北门新村18幢404室 廉租补贴 1,920元", "北门新村18幢404室"),
        ("欠费停止服务通知：银杏苑3栋2单元401 户名史小可", "银杏苑3栋2单元401"),
        ("我住华府名邸1号楼1702，邻居装修扰民", "华府名邸1号楼1702"),
        ("车位抽签：业主李四 6号楼2单元1203 已缴费", "6号楼2单元1203"),
        ("走失老人李四，机械厂家属院8排3号", "机械厂家属院8排3号"),
        ("王五家住云顶镇石桥村东头大槐树旁36号", "云顶镇石桥村东头大槐树旁36号"),
        ("户主住址﹕云顶镇石桥村七组﹐无异议", "云顶镇石桥村七组"),
    ],
)
def test_homes(text: str, home: str) -> None:
    assert found(text) == [("home_address", home)]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("事实无人抚养儿童 水生（11岁），由外祖父照料", "11岁"),
        ("困境儿童台账：沐阳，男，8周岁，父服刑母失联", "8周岁"),
        ("留守儿童 小名虎子 六岁 随奶奶生活", "六岁"),
        ("我家孩子10岁，想申请康复补贴", "10岁"),
        ("溺水事故：死者为两名小学生，分别9岁、11岁", "9岁、11岁"),
    ],
)
def test_children(text: str, age: str) -> None:
    assert found(text) == [("minor_age", age)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("农资综合直补折号：0000034622534748581", "bank_account"),
        ("老党员生活补助 0000123400005678901 账户名：李四", "bank_account"),
        ("邮政储蓄 0000123400005678901 户名李四", "bank_account"),
        ("微信联系我：lisi870912，有照片为证", "wechat"),
        ("社保编号0000002791 李四 补缴2012年", "social_card"),
        ("永居证持有人 John CHN000000000001", "permanent_residence"),
        ("我家孩子15岁，患有自闭症", "health"),
        ("社区矫正对象李四，犯盗窃罪，现居某镇", "criminal_record"),
        ("终生禁驾名单：李四 交通肇事罪", "criminal_record"),
        ("信访答复：李四同志：您反映的宅基地纠纷问题收悉", "person_name"),
        ("进入体检人员：20230715118 李四", "exam_no"),
        ("请各户将水费转至村会计李四账户{bank_card}", "bank_card"),
        ("转出方李四（410404050312027），石板村地块8.4亩", "id_card_15"),
        ("李四轨迹：12月2日9时在某某超市购物，11时返回某某小区", "whereabouts"),
        ("低保核查：张三名下存款35万元、房产2套", "finance"),
    ],
)
def test_what_is_said_of_somebody(text: str, kind: str) -> None:
    assert [found_kind for found_kind, _ in found(text)] == [kind]


def test_somebody_released_is_one_finding() -> None:
    assert found("刑满释放人员李小刚，因抢劫罪判处有期徒刑三年，现安置帮教") == [
        ("criminal_record", "刑满释放人员李小刚，因抢劫罪判处有期徒刑三年")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "补贴账户6228****7123 352.80元",
        "燃气改造小区：邮电局家属院3栋、水利局家属院1号楼",
        "姓名\t年龄\t患病名称\t救助金额\n李四\t52\t无\t3000",
        "公墓墓位公示：墓主李四，穴位A区5排12号",
        "公交IC卡卡号0000402614014193",
        "网友留言：我叫李四，请问补贴何时到账？",
        "爱心捐款账户：某某县慈善总会，{bank_card}",
        "留守儿童6岁以上",
        "局领导分工：李四，局长，办公室政务大楼B座512室",
        "水费请转至县自来水公司账户{bank_card}",
        "被告单位某某公司犯污染环境罪，判处罚金",
    ],
)
def test_what_is_nobodys(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("<!-- 联系人：李四 {mobile} -->", Severity.HARD),
        ("征求意见联系人：李四 {mobile}<!-- 说明 -->", Severity.REVIEW),
        ("联系人：李四 {mobile}<!-- 说明 -->", Severity.HARD),
        ("联系人张三{mobile}组长", Severity.HARD),
        ("想咨询入学，我的微信同号，电话{mobile}", Severity.HARD),
        ("电子邮箱：slqjtysj@163.com", Severity.REVIEW),
        ("投稿信箱 lisi_88@163.com（个人）", Severity.HARD),
    ],
)
def test_who_may_be_turned_to_is_for_review(text: str, severity: Severity) -> None:
    assert [finding.severity for finding in scan(text.format(**SAMPLES))] == [severity]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?P<value>[\p{Han}]{1,10}罪[^，]{0,12})", "盗窃罪"),
        (r"[\p{Han}*]{0,6}(?:当日|次日)", "当日"),
        (r"号(?P<value>[A-Z]{0,2}[0-9]{6,20})", "号A000012"),
    ],
)
def test_what_is_sought_is_found_with_the_fewest_signs(pattern: str, text: str) -> None:
    assert compiled(pattern).search(text)
    assert joined([pattern]).search(text.encode())


def test_a_kind_of_tree_is_nobody_who_lives_where_it_stands() -> None:
    header = ("编号", "树种", "树龄（年）", "位置", "养护责任单位")
    row = ("YX-006", "桂花", "260", "北门街5号院", "北门社区居民委员会")
    assert not list(scan_table(header, [row]))
