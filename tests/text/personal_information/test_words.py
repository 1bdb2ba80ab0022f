"""Addresses, papers, ways to reach somebody, what is sensitive; and official writing with the same words."""

from __future__ import annotations

import pytest

from gongkai.text.personal_information import Severity, scan
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()


def types(text: str) -> set[str]:
    return {finding.type for finding in scan(text.format(**SAMPLES))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("护照号码为EA0000123", "passport"),
        ("持中华人民共和国护照（E00000123）", "passport"),
        ("港澳居民来往内地通行证H0000012301", "travel_permit"),
        ("台湾居民来往大陆通行证号码：00000123", "travel_permit"),
        ("外国人永久居留身份证：FRA000000000001", "permanent_residence"),
        ("香港身份证号码A000012(3)", "hk_macau_id"),
        ("军官证：南字第0000123号", "officer_card"),
        ("残疾证 {id_card}11B1", "disability_cert"),
        ("社保卡号 A00000123", "social_card"),
        ("住院号：00000123", "medical_no"),
        ("姓名\t准考证号\n李四\t20230101", "exam_no"),
        ("牌照为粤BD00001的新能源汽车", "plate"),
        ("QQ号码为10000123", "qq"),
        ("加微信 zhang_san88 联系", "wechat"),
        ("李四，wangwu1990@163.com", "email_personal"),
        ("县自然资源局联系人：王五，邮箱：wangwu1990@163.com", "email_personal"),
        ("李四家庭名下轿车1辆、存款12.5万元", "finance"),
        ("家庭电话：0999-2310001", "home_phone"),
        ("现住址：某某小区A区3-2-1801", "home_address"),
        ("李四，男，汉族，1965年3月2日出生，住某某县某某乡大李庄村015号", "home_address"),
        ("原告张三，男，住所地某某市某某区幸福路8号3幢502室", "home_address"),
        ("姓名\t住址\n李四\t向阳花园7-1-302", "home_address"),
        ("姓名\t现居住地\t电话\n王五\t团结村委会上坝小组\t无", "home_address"),
        ("救助对象：李四，因患肝癌晚期，家庭困难", "health"),
        ("姓名\t病种\n李四\t白血病", "health"),
        ("留守儿童张小宝（6周岁）", "minor_age"),
        ("罪犯张三，因犯故意伤害罪被判处有期徒刑三年", "criminal_record"),
        ("李四因吸毒被行政拘留十五日", "criminal_record"),
        ("张三信仰伊斯兰教", "religion"),
        ("姓名\t宗教信仰\n李四\t佛教", "religion"),
        ("患者李四1月5日乘坐G0001次列车从某市返回", "whereabouts"),
        ("出生日期：1985年4月12日，身份证号410404********0025", "birth_date"),
        ("李四先生：\n您提交的政府信息公开申请已收悉", "person_name"),
    ],
)
def test_what_is_found(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "办公地址：某某县人民路15号政务大厅3楼",
        "某某村3组道路硬化工程",
        "征收某某街道某某社区2组集体土地12.3亩",
        "邮寄地址：某某县人民路5号某某县信访局",
        "某某餐饮店，经营场所某某小区8幢1804",
        "投票站设在某某小区3号楼1单元",
        "对患尿毒症、白血病等重大疾病的困难群众给予救助",
        "本办法所称患者，是指患有重大疾病的居民",
        "手术患者并发症发生率",
        "凡年满6周岁的儿童均可入学",
        "3岁以下婴幼儿照护",
        "视力残疾一级补贴标准100元",
        "肢体残疾人一级至四级均可申请",
        "为维护宗教信仰自由，佛教、道教活动场所应当登记",
        "因犯罪受过刑事处罚的不得报名",
        "社区矫正对象管理办法",
        "公务用车豫D0001警",
        "微信公众号：shilongfabu",
        "QQ群：100000123",
        "办公QQ：10000123（某某县政务服务中心）",
        "举报邮箱：jubao@163.com",
        "电子邮箱：xxgk@example.gov.cn",
        "护照办理指南",
        "港澳通行证续签须知",
        "县长张三11月3日前往某某村调研",
        "区长李四会见客商",
        "法定代表人：李四",
        "对张三等30名先进个人予以通报表扬",
        "1975年3月生",
        "行程约30分钟",
        "姓名、身份证号、住址不得公开",
        "考生须携带准考证和身份证",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert types(text) == set()


def test_a_body_and_a_person_before_the_same_words() -> None:
    assert types("申请人李四，邮寄地址：某某市南苑小区12-2-601。") >= {"home_address"}
    assert types("申请人：某某建材有限公司，住所地某某县创业路6号。") == set()


def test_an_account_belongs_to_its_holder() -> None:
    account = "账号：0000123400005678901"
    assert "bank_account" in types(f"户名：李四，开户行：某某信用社，{account}")
    assert types(f"户名：某某县财政局，开户行：某某银行，{account}") == set()


@pytest.mark.parametrize(
    "text",
    [
        "申请人信息（公民）\n证件名称：身份证\n通信地址：翠屏小区4栋2单元601",
        "您于2023年2月6日提交的政府信息公开申请收悉，通信地址：永安里12号楼3单元402。",
        "来电人反映丽水华庭小区5栋1801楼上漏水，物业未处理。",
    ],
)
def test_homes_of_those_who_apply_and_complain(text: str) -> None:
    assert types(text) == {"home_address"}


@pytest.mark.parametrize(
    "text",
    [
        "您可以通过当面、邮寄方式提交申请，受理机构：云溪县人民政府办公室，通信地址：云溪县青石路12号3楼。",
        "申请人信息（公民）、（法人）填写完整后交云溪县人民政府办公室，通信地址：青石路12号行政中心3楼。",
    ],
)
def test_where_applications_are_sent_is_nobodys_home(text: str) -> None:
    assert "home_address" not in types(text)


def test_what_is_built_holds_no_account() -> None:
    """项目名称 above a table of persons ends in 名称, and a school stands behind it."""
    table = f"工人姓名 身份证号 银行卡号 实发工资\n张三 {SAMPLES['id_card']} {SAMPLES['bank_card']} 6,800.00"
    assert "bank_card" in types(f"工资发放表　项目名称：某某县第三中学教学楼\n{table}")


def test_a_telephone_is_no_door() -> None:
    before = f"驾驶证号{SAMPLES['id_card']}。请到某某镇北辰路118号执法大队接受处理，"
    assert types(f"{before}电话021-00000655。") == {"id_card"}


def test_a_telephone_for_the_public_is_for_review() -> None:
    (found,) = scan(f"报名地点：县发改局四楼，联系电话：{SAMPLES['mobile']}")
    assert found.severity is Severity.REVIEW
    (found,) = scan(f"贫困户李四，电话{SAMPLES['mobile']}")
    assert found.severity is Severity.HARD


def test_a_finding_never_shows_the_value() -> None:
    number = SAMPLES["id_card"]
    (found,) = scan(f"李四 {number}")
    assert number not in found.masked + found.reason
    assert found.masked.startswith(number[:3])
    assert found.reason.startswith("身份证号码：")


def test_diseases_and_offences_are_said_of_somebody() -> None:
    for text in (
        "救助对象：东沟村李四，尘肺病三期",
        "致贫原因：因病（慢性肾功能衰竭）",
        "困难原因：其妻患系统性红斑狼疮，医疗费较高",
        "因患精神分裂症长期住院，丧失劳动能力",
        "残疾人员李四，残疾二级（肢体）",
    ):
        assert "health" in types(text), text
    assert "criminal_record" in types("登记：李四2019年因吸毒被强制隔离戒毒两年")
    assert "criminal_record" in types("姓名\t罪名\t刑期\n李四\t故意伤害罪\t三年")


def test_regulations_speak_of_everybody() -> None:
    for text in (
        "致使精神病人肇事、肇祸，造成他人经济损失的，监护人应负责赔偿",
        "隐去能够识别精神疾病患者身份的内容，公开精神疾病患者病情资料的",
        "女方年满五十五周岁，男方年满六十周岁的，享受一次性奖励",
        "做好信仰伊斯兰教的少数民族的殡葬服务工作",
        "发现违法犯罪活动或者违法犯罪嫌疑人",
        "根据村民居住状况等分设若干村民小组",
        "新建居住区按照每一百户不低于二十平方米配套建设",
        "办公地址见市人民政府第20号令",
    ):
        assert types(text) == set(), text


def test_addresses_of_applicants_and_of_offices() -> None:
    assert types("申请人地址：某某路175号院13号楼1单元603室") == {"home_address"}
    assert types("申请人住朝阳巷40号院20号楼1单元502室，无其他住房。") == {"home_address"}
    assert types("权利人李四。材料送达地址：文化路57号不动产登记中心一楼大厅") == set()
    assert types("养老机构：夕阳红敬老院，地址：某某镇东街12号，院长：李四") == set()


@pytest.mark.parametrize(
    "text",
    [
        "关于信访人李四反映问题的答复意见",
        "关于李四等5人来访反映征地补偿的答复",
        "关于对申请人李四提出的政府信息公开申请的答复",
        "依申请公开答复登记\n申请人姓名：李四\n所需信息：验收资料",
        "申请人（公民）：李四\n所需的政府信息：验收报告",
        "来访登记\n姓名：李四\n来访事由：邻里纠纷",
        "信访事项复查意见书\n复查申请人：李四，男",
        "您申请获取的名单，本机关决定不予公开。申请人：李四，电话略",
        "信访台账\n编号\t信访人\t住址\t身份证号\n1\t李四\t东沟村\t{id_card}",
        "李四女士：您申请公开本镇危房改造资金使用情况",
        "植桂花：\n本机关于5月5日收到您提交的申请，延期答复",
        "本人李四，身份证{id_card}，申请公开征地批文",
        "复议申请人：李四，男",
    ],
)
def test_names_of_applicants_and_petitioners(text: str) -> None:
    assert "person_name" in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "调解协议书\n申请人李四，女；被申请人王五，男。双方达成如下协议",
        "行政处罚决定书\n当事人：李四，男，汉族\n决定罚款一万元",
        "公租房保障资格公示\n申请人：李四、王五",
        "拟任职人选公示\n姓名：李四\n来信来电请联系组织部",
        "关于李四代表提出的第12号建议的答复",
        "关于王五等同志任职的通知",
        "公租房台账\n编号\t申请人\t住址\n1\t李四\t东沟村",
        "仲裁裁决书\n申请人：李四，女，汉族\n被申请人：某某餐饮管理有限公司",
        "责令改正违法行为决定书\n当事人：李四，男，1970年生",
        "遗失声明\n本人李四（身份证号码：{id_card}）遗失不动产权证书，声明作废",
        "承诺书\n本人李四（身份证号{id_card}）承诺以上情况属实",
        "各位网友：您提交的建议已收到",
    ],
)
def test_names_that_may_stand(text: str) -> None:
    assert "person_name" not in types(text)


def test_mail_of_applicants_and_of_offices() -> None:
    for whose in ("申请人QQ邮箱：", "信访人邮箱 ", "投诉人电子邮箱为", "本人E-mail："):
        (found,) = scan(f"{whose}100001234@qq.com")
        assert (found.type, found.severity) == ("email_personal", Severity.HARD), whose
    for whose in ("公开申请受理邮箱：", "投诉邮箱：", "报名邮箱：", "企业联系邮箱："):
        assert all(found.severity is Severity.REVIEW for found in scan(f"{whose}zx2020@qq.com")), whose


@pytest.mark.parametrize(
    "text",
    [
        "科长：王五　办公电话：0375-4542746　办公室：综合楼412室",
        "联系人：李科长；办公电话：8222617；地址：行政中心3号楼516室",
        "李四，女，东沟村。如有异议，请向镇林业站反映，联系电话：0375-4542746，地址：某某镇兴林路18号，邮编467000",
        "李四：\n你可以在五个工作日内申请听证。\n地址：某某县五四路128号　邮编：467000",
        "李四等3户。公示期7天，地址：人民路5号。",
        "联系人：李四　联系电话：0375-4542746　地址：区政府5号楼306室",
        "请于9:30到人民路76号院3号楼1单元5号开会",
        "到人民路76号李家大院参观",
    ],
)
def test_where_offices_are(text: str) -> None:
    assert types(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "申请人：李四\n联系地址：和平路18号 邮编：467000",
        "监督电话：0375-4542746\n申请人李四，地址：和平路18号院3号楼",
        "申请人李四对公示期内结果有异议，地址：和平路18号院3号楼",
        "权利人李四，通信地址：县机关大院3号楼2单元501室",
        "9:30 到朱雀街76号院3号楼1单元5号佘老太家",
        "10:00 到东沟村3组12号李四家走访",
        "下午到幸福路8号院2单元301王大爷家中",
    ],
)
def test_where_somebody_lives(text: str) -> None:
    assert "home_address" in types(text)


def test_illnesses_of_a_policy_and_of_somebody() -> None:
    for text in (
        "尿毒症、白血病、恶性肿瘤等32种大病纳入专项救治范围，定点医院为县人民医院",
        "将白血病等12类重大疾病纳入保障",
        "高血压、白内障、白血病纳入门诊用药保障",
    ):
        assert types(text) == set(), text
    for text in (
        "罗建军（身份证号：{id_card}，患慢性阻塞性肺疾病）符合条件，拟补助3000元",
        "李四患尿毒症，纳入大病救助",
        "救助对象王五，肝癌，符合条件",
    ):
        assert "health" in types(text), text


def test_plates_and_numbers_of_filing() -> None:
    for text in ("备案号晋A-T00001，安装单位资质", "设备型号：晋A-T00001", "产权备案编号：豫D-T0001"):
        assert types(text) == set(), text
    for text in ("车牌号豫D00A01", "李四车号：豫D00A01"):
        assert types(text) == {"plate"}, text
    assert "criminal_record" in types("候选人邰安因寻衅滋事罪判处拘役五个月，取消提名")


def test_the_numbers_of_cases_and_titles_are_no_addresses() -> None:
    case = "限制消费令（2024）川0107执3187号 被执行人李四，家庭住址：南河区肖家河沿街138号4栋1单元6号。"
    assert [case[found.start : found.end] for found in scan(case)] == ["南河区肖家河沿街138号4栋1单元6号"]
    title = "权利人李四，坐落澧浦街道兰江花园7栋1单元802号，原证号某房权证某字第00118642号，声明遗失。"
    assert [title[found.start : found.end] for found in scan(title)] == ["澧浦街道兰江花园7栋1单元802号"]


def test_where_papers_are_handed_in_is_nobody_s_home() -> None:
    text = "工伤认定材料：身份证复印件；受理地址：某某区武侯大道318号1楼12号窗口；电话028-85186420。"
    assert scan(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "符合照顾条件的幼儿（2022年9月1日至2023年8月31日出生），由李四同志登记",
        "3周岁(2022.9.1-2023.8.31出生)，联系人：李四",
        "每月6日前向住房和城乡建设部村镇建设司报送进度（责任人：李四）",
        "填报中如遇到技术问题，可加QQ号码（10000123）进行咨询",
        "李四\t男\t某某精神病医院\t2021年",
        "患有门诊特定病种（门特）目录疾病（如高血压、糖尿病）者",
        "4.妇女艾滋病、性病感染率得到控制",
        "服务窗口：李四同志，每天早8点到晚6点",
        "犬只登记：犬牌号QH-03817，住址栏填写完整",
        "申请人\t配租房源\n李四\t安居苑3号楼",
        "当事人：青石县老云家饭馆，经营者：云大海，住所：青石县城关镇解放路45号。罚款3000元。",
        '<a href="/gk/20261118/{mobile}.html">三季度预算执行情况</a>',
        "名称：某某爱心协会\n统一社会信用代码：{credit_code}\n法定代表人：张三\n住所：某某区建设路18号",
        "品目|生产厂家|型号|出厂编号|购机者|补贴额（元）\n拖拉机|某农装公司|LX12|{mobile}|李四|3000",
        "指标名称\t计量单位\t本期\t上年同期\n工业增加值\t千元\t{mobile}\t{mobile}",
        "采购人：某县卫健委，地址：某县健康路9号，联系人：伍科长，联系方式：0375-0000123",
        "石龙区：\n你区关于调整规划的请示收悉，现批复如下。",
        "成都市：\n你市来信收悉。",
    ],
)
def test_what_is_said_of_everybody_or_of_a_place(text: str) -> None:
    assert types(text) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("将符合条件的李某海（{id_card}，艾滋病病毒感染者）纳入救助", "health"),
        ("两癌筛查人员追踪：李四，{id_card}，宫颈癌前病变", "health"),
        ("李四之父，1999年曾因盗窃被劳动教养二年", "criminal_record"),
        ("网格员走访（不得公开）：李四每天早7点送孙子到县二小，晚6点回家", "whereabouts"),
        ("李四，10月6日起集中隔离于某某酒店608房间", "whereabouts"),
        ("送达回证：受送达人 李四；送达地点：某某街道桂花里小区2号楼2单元202室", "home_address"),
        ("当事人 李四，违建位置：翠屏苑3幢2单元顶层602室露台", "home_address"),
        ('<td>李四</td><td class="zz">北门街道槐树胡同甲6号院3号楼12门401</td>', "home_address"),
        ("序号\t村组\t户主\t金额\n1\t塘坊村2组18号\t李四\t206.85", "home_address"),
        ("信访人：欧阳秀英，女，要求补偿", "person_name"),
    ],
)
def test_what_is_said_of_somebody(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("申请表：申请人 李四，证件号码 {id_card}，联系电话 {mobile}，电子邮箱 lisi88@gmail.com", "mobile"),
        ("申请表：申请人 李四，证件号码 {id_card}，电子邮箱 lisi88@gmail.com", "email_personal"),
        ("生态环境投诉办结：投诉人李四（{mobile}）反映扰民，已责令整改", "mobile"),
        ("作品投稿人：李四，邮箱lisi77@outlook.com，手机{mobile}，咨询电话0375-0000123", "mobile"),
        ("联系人（受助者本人）：李四 {mobile}", "mobile"),
        ("拟发展党员公示：李四，女，联系电话{mobile}，培养联系人：王某", "mobile"),
        ("邮箱：zhangsan1990@qq.com", "email_personal"),
        ("李四：\n您于2024年3月1日提交的政府信息公开申请收悉。", "person_name"),
        ("信访人李四，住建设巷6号，反映拆迁问题", "person_name"),
        ("张三 410404********0021 生于1903年5月12日", "birth_date"),
        ("姓名\t出生日期\t身份证号\n张三\t1903-05-12\t410404********0021", "birth_date"),
        ("身份证号：4104******05120213", "id_card_weak_mask"),
        ("身份证号：******190305120213", "id_card_weak_mask"),
        ("李四 410404********0048 性别女 1903年11月25日出生", "birth_date"),
        ("姓名：张三\n证件类型：士兵证\n证件号码：士字第00001234号", "officer_card"),
        ("姓名\t社会保障卡号\n张三\tD00001234", "social_card"),
        ("寻亲公告：马小军，男，6岁，智力发育迟缓，在车站被发现", "health"),
        ("受助人员李四，艾滋病感染者", "health"),
        ("体检结论：张三乙肝表面抗原阳性", "health"),
        ("李四 410404050312027 身份证（15位）", "id_card_15"),
        ("困境儿童王小明，2022年5月12日出生", "minor_age"),
        ("序号\t姓名\t护照号\n1\t李四\tEA0000789", "passport"),
    ],
)
def test_what_must_be_dealt_with(text: str, kind: str) -> None:
    assert (kind, Severity.HARD) in {(one.type, one.severity) for one in scan(text.format(**SAMPLES))}


@pytest.mark.parametrize(
    "text",
    [
        "县自然资源局，联系人：王五，联系电话：{mobile}",
        "关于征求意见的公告\n\n联系人：王五，联系电话：{mobile}",
        "报名地点：县发改局四楼，联系电话：{mobile}",
        "业主单位联系人：王五，电话：{mobile}",
        "某某镇农业服务中心（联系人：皇甫晨光；联系电话：{mobile}）",
        "县自然资源局联系人：王五，邮箱：ziran1990@163.com",
        "咨询电话：0375-0000123\n邮箱：jtys2020@163.com",
        "病例3：11月3日乘公交2路到某医院就诊",
        "序号\t村组\t户主\t金额\n1\t塘坊村2组\t李四\t206.85",
    ],
)
def test_what_may_be_an_office_s_is_for_review(text: str) -> None:
    assert [one.severity for one in scan(text.format(**SAMPLES))] == [Severity.REVIEW]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("李四（住临溪区五里铺镇新村路17号2单元6号）", "临溪区五里铺镇新村路17号2单元6号"),
        ("信访人李四，住建设巷6号", "建设巷6号"),
        ("走失老人李四，住粮食局家属院2号楼1单元301室", "粮食局家属院2号楼1单元301室"),
        ("同意加装电梯业主—翠屏苑6幢1单元402室李四；", "翠屏苑6幢1单元402室"),
        ("李四：张三住某某区某某路12号院3号楼2单元501", "某某区某某路12号院3号楼2单元501"),
    ],
)
def test_an_address_is_marked_from_its_first_word_on(text: str, marked: str) -> None:
    assert marked in {text[one.start : one.end] for one in scan(text) if one.type == "home_address"}


def test_the_heads_of_a_table_say_what_its_cells_are() -> None:
    for text, kind in (
        ("姓名\t家庭电话\n李四\t0375-0000456", "home_phone"),
        ("姓名\t微信号\tQQ号\n李四\tlisi-88888\t2000005678", "wechat"),
        ("姓名\t微信号\tQQ号\n李四\tlisi-88888\t2000005678", "qq"),
        ("姓名\t年龄\t就读学校\n王小明\t9\t某某小学", "minor_age"),
        ("姓名,证件类型,证件号码\n何七,往来港澳通行证,C00000456", "travel_permit"),
        ("工单编号,来电人,来电号码\nSL001,王五,{mobile}", "person_name"),
        ("登记号\t申请人\t身份证号\t答复日期\n1\t张三\t{id_card}\t2024-03-18", "person_name"),
        ("人员\t日期\t活动情况\n张三\t11月4日\t14时在某某浴池停留", "whereabouts"),
    ):
        assert kind in types(text), text
    assert types("姓名；身份证号码；补助类别；金额\n李四；{id_card}；学历提升补助；1500") == {"id_card"}
    assert [
        one.severity for one in scan("姓名；身份证号码；金额\n李四；{id_card}；1500".format(**SAMPLES))
    ] == [Severity.HARD]


def test_a_text_in_traditional_characters_is_read_like_any_other() -> None:
    for text, kind in (
        ("李四，現住龍興街道撈飯店村4組17號", "home_address"),
        ("住址：臨溪區南門街道鐘鼓巷19號院3號樓2單元501室", "home_address"),
        ("社區矯正對象張三，因盜竊罪判處緩刑", "criminal_record"),
    ):
        assert kind in types(text), text
    assert types("辦公地址：縣政府大院3號樓210室") == set()


def test_what_counties_publish_and_what_leaks_there() -> None:
    for text in (
        "宅基地使用情况：全村612户，一户一宅587户",
        "报告发病186例；居前三位的病种为手足口病、乙肝、肺结核",
        "救助寻亲：无名氏，男，约50岁，身高1.65米，操豫东口音",
        "商家：某县风行车行，地址人民路203号",
    ):
        assert types(text) == set(), text
    for text, kind in (
        ("免考公示：九（2）班东郭亮（先天性心脏病）同意免考", "health"),
        ("李四同志：你反映丽景花园4号楼2单元1502室漏水问题已督促物业处理", "home_address"),
        ("答复已按您指定的方式发送至电子邮箱bingqs_77@126.com", "email_personal"),
    ):
        assert kind in types(text), text
