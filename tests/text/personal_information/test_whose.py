"""What is written beside a number, a date, a name says whose it is and how much it matters."""

from __future__ import annotations

import pytest

from gongkai.text.personal_information import Severity, scan
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()
HARD, REVIEW = Severity.HARD, Severity.REVIEW


def found_in(text: str) -> list[tuple[str, Severity]]:
    return [(found.type, found.severity) for found in scan(text.format(**SAMPLES))]


@pytest.mark.parametrize(
    "text",
    [
        "车牌号：豫D00A01",
        "序号,车主,车牌号,罚款\n1,李四,豫D·00A01,200",
        "新能源车 豫DD00123 车主李四",
        "李四，男，驾驶豫D·A0317小型普通客车",
        "车牌：豫D00A0*",
    ],
)
def test_plates_of_somebody(text: str) -> None:
    assert found_in(text) == [("plate", HARD)]


@pytest.mark.parametrize(
    "text",
    [
        "关于清理“僵尸车”的公告：涉及车辆号牌豫D3K127",
        "报废机动车牌证作废公告\n号牌号码\t车型\n豫D0A317\t小型轿车",
        "逾期未检验车辆清单\n号牌\t检验有效期止\n豫DB2317\t2025-11-30",
    ],
)
def test_plates_that_notices_name_are_for_review(text: str) -> None:
    assert found_in(text) == [("plate", REVIEW)]


@pytest.mark.parametrize("text", ["公务用车号牌：豫D00001", "车牌号：豫D***01", "当事人驾驶豫D***56重型货车"])
def test_plates_of_offices_and_masked_ones(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("姓名,出生日期,月津贴\n李四,1938年2月11日,50", HARD),
        ("出生日期：1963年5月12日", HARD),
        ("孤儿保障对象：李小红，2009年6月1日出生，监护人李四", HARD),
        ("李四，男，1963年5月12日出生，一卡通{bank_card}", HARD),
        ("拟聘用人员公示\n姓名\t出生日期\n李四\t1999.03.29", REVIEW),
        ("李四，女，1990年10月23日出生，现任县融媒体中心记者", REVIEW),
    ],
)
def test_full_dates_of_birth(text: str, expected: Severity) -> None:
    assert ("birth_date", expected) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "王五 330782********0319 男 1904-09-01 低保户",
        "李四，1903年5月12日出生，身份证号410404********0021",
        "姓名\t出生日期\t身份证号\n张三\t1903-05-12\t410404********0021",
    ],
)
def test_a_date_undoes_the_mask_of_the_number_beside_it(text: str) -> None:
    assert ("birth_date", HARD) in found_in(text)


def test_month_and_day_alone_hidden_is_the_mask_of_courts() -> None:
    """执行信息公开 writes numbers so; elsewhere the check digit leaves some thirty to choose from."""
    assert found_in("被执行人李四，身份证号码4104041903****0021") == [("id_card_weak_mask", REVIEW)]


def test_a_certificate_of_disability_holds_an_identity_number() -> None:
    assert found_in("姓名,残疾人证号\n李四,41040419030512****43") == [("id_card_weak_mask", HARD)]
    assert found_in("残疾人证号：410404**********6143") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("不动产权证书遗失公告：李四，坐落某某小区3幢502室", "home_address"),
        ("拍卖被执行人李四名下位于文昌路88号御景苑7号楼1单元1502室房产，起拍价468,000元", "home_address"),
        ("姓名|证件号码|执行法院\n李四|4404001905****1234|县人民法院", "id_card_weak_mask"),
        ("寻找弃婴生父母公告\n女婴，约3个月，在县人民医院被发现", "minor_age"),
        ("经查，李四有存款23.6万元", "finance"),
        ("账号：zhangsan，初始密码：Abc123456", "credential"),
        ("燃气户号：0012345678，户主李四", "utility_no"),
        ("申请人\t拟配房号\n李四\t惠民家园6-2-1103", "home_address"),
        ("李四，手机串号860000000000123", "device_id"),
        ("24小时值班手机：{mobile}（区防汛办）", "mobile"),
    ],
)
def test_what_a_notice_may_have_to_say_is_for_review(text: str, kind: str) -> None:
    assert found_in(text) == [(kind, REVIEW)]


def test_illness_beside_masked_names_is_for_review() -> None:
    assert found_in("患者,病种,救助金额\n路*英,慢性肾功能衰竭,12448.00") == [("health", REVIEW)]
    assert found_in("患者,病种,救助金额\n路英,慢性肾功能衰竭,12448.00") == [("health", HARD)]


@pytest.mark.parametrize(
    "text",
    [
        "家庭成员李四精神分裂症",
        "李四母亲乳腺癌术后",
        "申请生育登记名单：李四，孕18周，配偶王五",
        "姓名|组别|避孕措施\n李四|三组|宫内节育器",
        "复查通知：李四（血压偏高）请空腹复查",
        "患者,危险性等级,金额\n李四,三级,2400",
        "免考学生李四（左膝半月板撕裂）",
        "体检结论：乙肝表面抗原阳性",
        "“春蕾助学”名单：李四，女，16岁，患先天性听力障碍",
    ],
)
def test_health_of_somebody(text: str) -> None:
    assert ("health", HARD) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "怀孕28周以上的女职工不得延长劳动时间",
        "免费提供宫内节育器、避孕药具",
        "血压偏高的居民请到卫生院复查",
        "左侧护栏断裂",
    ],
)
def test_health_of_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("采集李四的指纹、人脸照片用于认证", "biometric"),
        ("生物识别信息：右手食指指纹", "biometric"),
        ("留言人IP：203.0.113.25，昵称：李四", "ip_address"),
        ("住户定位：李四家 113.1235,33.5679", "home_address"),
        ("居住证号：410422202400012345", "residence_permit"),
        ("姓名\t优待证号\n李四\t豫D0001234567", "officer_card"),
        ("特定身份：刑满释放人员", "criminal_record"),
        ("李四系天主教教徒", "religion"),
        ("李四系基督徒", "religion"),
        ("该户全家信奉天主教", "religion"),
        ("人脸识别特征码：A1B2C3D4E5F60718", "biometric"),
        ("住院号：ZY20210000123，诊断：精神分裂症", "health"),
        ("服刑人员李四，其子监护情况已核实", "criminal_record"),
        ("社区矫正对象李四（危险驾驶罪）解除矫正", "criminal_record"),
        ("李四，2019年因故意伤害被判刑三年", "criminal_record"),
        ("李四于11月3日12时在某某饭店就餐", "whereabouts"),
        ("李四家电话0375-2512345", "home_phone"),
        ("email zhangsan＠qq.com", "email_personal"),
        ("其子养乐（6岁）患病", "minor_age"),
        ("姓名 年龄 慢病类型\n别永福 71 高血压3级", "health"),
        ("证件号码：\n{id_card}\n银行账号：\n{bank_card}", "bank_card"),
        ("一年级新生录取名单：和梓睿（2020年1月16日，育才小区4栋2单元202）", "birth_date"),
        ("您通过信函（邮寄地址：某某区东城小区3幢602）提交的申请收悉", "home_address"),
        ("个人公积金账号：410400012345", "bank_account"),
        ("粮补折账号00000871600000134902，金额318.60", "bank_account"),
        ("邮箱：{mobile}@163.com", "email_personal"),
        ("申请人：李四　工作单位：某某律师事务所　邮箱：lisi88@163.com", "email_personal"),
        ("征文作者李四（信箱lisi_8806@163.com），来稿请寄zfgb@example.gov.cn", "email_personal"),
        ("谷建新 局长 办0731-2000327 宅0731-2000417", "home_phone"),
        ("行政相对人代码\t名称\n{id_card}\t李四", "id_card"),
        ("相对人代码(信用代码/居民身份证)：{id_card}", "id_card"),
        ("死者生前持第一代居民身份证，号码410404050312027", "id_card_15"),
        ("原证件（15位）〔410404050312027〕", "id_card_15"),
        ("李四\t410404050312000\t五保户", "id_card_15"),
        ("sfz{id_card}hz李四", "id_card"),
        ("李四 410404********0021 出生年月：1903年5月", "birth_date"),
        ("李四，1904年9月出生，身份证号330782********0319", "birth_date"),
        ("1\t李四\t女\t1906-07-15\t捞饭店村\t60.00\t{bank_card}", "birth_date"),
        ("社保编号：{id_card}，个人账户", "id_card"),
        ("指纹编码 FP0012A9，采集对象：李四", "biometric"),
        ("原户口页登记证件号410404050312027", "id_card_15"),
        ("流调：李四11月5日9时到某某超市，12时回某某小区", "whereabouts"),
        ("车主身份证{id_card}，车架号：LSVAA00A000000123", "vin"),
        ("1\t李四\t{mobile}\t报名", "mobile"),
        ("受援人李四，承办律师王五，受援人电话{mobile_spaced}", "mobile"),
        ("信访人|来电号码|问题概述\n李大姐|0816-0000472|自来水浑浊", "home_phone"),
        ("退出现役证号：士退字第0261190347号", "officer_card"),
        ("李四\t410404********0021\t19030512\t某某村", "birth_date"),
        ("DNA鉴定结论：支持李四为王小明生物学父亲", "biometric"),
        ("座机 0816-0000771（家）", "home_phone"),
        ("投稿人电子信箱：lisi_0817@163.com", "email_personal"),
        ("申请人基本情况：回族，信仰伊斯兰教，已婚", "religion"),
        ("重点帮扶户台账：隆秀荣，67岁，信仰基督教", "religion"),
        ("报名学员 李四，tel：{mobile}，培训工种：育婴员", "mobile"),
        ("空海燕（电话{mobile}）举报某某汽修部占道经营一案", "person_name"),
        ("征求意见采纳情况\n序号|意见人|联系方式|意见内容\n1|耿小曼|{mobile}|建议取消", "person_name"),
        ("（外地加0）0{mobile}", "mobile"),
        ("核对结果：张三名下轿车1辆、存款3.2万元", "finance"),
        ("招聘体检结果：寿光远 合格；别小勇 不合格（乙肝表面抗原阳性）", "health"),
        ("有效证件编码：{id_card}；签发机关：某某市公安局", "id_card"),
        ("以下儿童请尽快带至村卫生室：万佳怡（1岁半，{mobile} 母亲）", "minor_age"),
        ("经核实，您母亲李凤仙，身份证{id_card}，因未做认证暂停发放", "person_name"),
        ("姓名\t照护人电话\n万俟晨\t0375-0000147", "home_phone"),
        ("受理号\t申请人\t联系方式\t公开申请\n1\t李四\tlisi_88@163.com\t部分公开", "person_name"),
        ("高铁柱，大石村，3人，因患肝硬化丧失劳动能力", "health"),
        ("海员证号：A00012345", "passport"),
        ("残疾军人证号：豫军A000123", "officer_card"),
        ("全国学籍号：L{id_card_bad}", "student_no"),
        ("李四，指纹特征：右手食指斗型纹", "biometric"),
        ("人脸特征值：A1B2C3D4E5F60718", "biometric"),
        ("孤儿基本生活费：小欣（2018年生，6岁），监护人其祖父", "minor_age"),
        ("您通过邮箱lisi_1979@126.com提交的申请收悉", "email_personal"),
        ("申请人王五，通信地址：某某区和平小区5幢203室", "person_name"),
        ("拟聘用名单：宫长富，男，410404050312027，双退人员", "id_card_15"),
        ("网友留言：我儿子李小明今年5岁，想问补贴怎么申请", "person_name"),
        ("领导接访日信访事项摘要（3月5日）：李四，家住永安街15号，电话{mobile}，来访", "person_name"),
        ("病史：乙肝病毒携带者", "health"),
        ("李四，子宫切除术后", "health"),
        ("李四对青霉素过敏", "health"),
        ("吸毒人员李四尿检呈阳性", "health"),
        ("孕妇李四预产期2026年12月3日", "health"),
        ("亲子鉴定：李四与李小花存在亲子关系", "biometric"),
        ("李四，驾驶证档案编号：410400123456", "driving_licence"),
        ("档案补录：李四 女 410404050312027（15位，未升位）", "id_card_15"),
        ("纳税人识别号：{id_card}", "id_card"),
        ("申请人：李四｜家庭人口：4｜申请理由：因病｜联系人电话：{mobile_spaced}", "mobile"),
        ("姓名\t改造地址\n李四\t龙泉镇街上居委会三组17号", "home_address"),
        ("不予行政处罚决定书：决定不予处罚。举报人李四已另行告知", "person_name"),
        ("信息公开答复书\n本机关已书面征求第三方李四意见，其不同意公开", "person_name"),
        ("申请人：李四；申请日期：2024-03-01；办理结果：予以公开", "person_name"),
        ("{id_card}lisi", "id_card"),
        ("李四 410404********0021（附件2：******19030512****）", "id_card_weak_mask"),
        ("QQ：100001234，交流QQ群：200001234", "qq"),
        ("李四抖音号：ls_0000123", "social_account"),
        ("抖音号：wangwu_pds", "social_account"),
        ("支付宝账号：zhangsan1990@example.com", "bank_account"),
        ("社会保障号码 {id_card}　卡号 D00000123", "social_card"),
        ("短信通知号码：{mobile}", "mobile"),
        ('<a href="/cx?xm=%E5%BC%A0&sfzh%3D{id_card}&p=1">', "id_card"),
        ("收款单位：某某村股份经济合作社；经办人垫付报销打入：李四{bank_card}", "bank_card"),
        ("信教群众登记表：李四，女，基督教，某某村", "religion"),
        ("村组,户主,证件号码\n捞饭店村3组,李四,{id_card}", "home_address"),
        ("防返贫监测户主李四电话{mobile}住某某川镇大庄村三社", "home_address"),
        ("已采集生物识别信息：李四，人脸、指纹", "biometric"),
        ("领取人指纹特征码：FP-7A3C00E1", "biometric"),
        ("农机购置补贴：李四，拖拉机号牌豫04-00012，补贴8600元", "plate"),
        ("加微信（手机同号）{mobile}", "mobile"),
        ("李四，女，2026年7月孕检三个月", "health"),
        ("违法行为人李四，男，2011年3月4日出生，因盗窃被处罚", "birth_date"),
        ("一年级新生审核通过名单：小涵，女，2020年4月11日，监护人：李四", "minor_age"),
        ("以上事实有举报人李四（电话{mobile}）的陈述证实", "person_name"),
        ("为患者李四（住某某小区，电话{mobile}）拔牙", "person_name"),
    ],
)
def test_must_be_dealt_with(text: str, kind: str) -> None:
    assert (kind, HARD) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "服务器IP：203.0.113.25",
        "社区戒毒人员名册：共12人",
        "服刑人员未成年子女关爱行动",
        "女儿6岁以下的家庭可以申请",
        "监测点坐标：113.1235,33.5679",
        "特殊人群类别：城镇职工",
        "请于10日内将款项退回县社保中心账户41050000000000066704，逾期追究李四责任",
        "指标,2024年,2025年\n地方财政总收入（元）,{mobile},{mobile}",
        "稿件发至县文联邮箱wenlian2020@example.gov.cn",
        "官方抖音号：pdsfabu",
        "新招公益岗\n姓名\t性别\t录用日期\n李四\t男\t2020-03-05",
        "调解笔录：李四，男，2026年3月12日，到庭",
        "听证会2026年3月5日9时在县司法局三楼听证室举行",
        "抽签结果：李四2026年3月5日9时到县教育局三楼参加面试",
        "糕点不合格（菌落总数异常）；1号电梯 不合格（制动器异常）",
        "核对结果：城投公司名下房产25处；申请家庭名下有汽车的，不予救助",
        "工程签证单编号：S20260012；现场签证编号：D1234567",
        "宗教教职人员认定公示：李四，男，汉族，道教，某某道观",
        "我县部分群众信仰佛教",
        "我县微博：hxian_fabu；关注微博 hxianwenlv",
        "某某县广播电视台，抖音号：xgbtv",
        "支付宝：alipay 扫码；云闪付 unionpay 优惠",
        "药物过敏史：有药物过敏史者请提前告知医生李四",
        "指纹特征：支持右手食指指纹采集",
        "父母与子女之间存在亲子关系",
        "父亲高寿的给予奖励",
        "李四诉你劳动争议一案，定于2026年9月3日9时在县人社局三楼开庭",
        "救助类别\t人次\n尿毒症、恶性肿瘤等重特大疾病门诊救助\t23",
        "案号|姓名|案由|处罚\n121号|王某乙|盗窃|行政拘留十日",
        "核对结果：名下无车辆、无商品房",
        "采购计划编号：川财采计[2026]{mobile}号",
        "名下有轿车的家庭不得申请低保",
        "各乡镇便民服务中心联系方式\n乡镇\t地址\t负责人\n某某镇\t某某镇府前街3号\t李四",
        "管理人通讯地址：某某市中兴路南段金融大厦B座1706室，联系人：李律师",
        "邮箱：zh****90@qq.com",
        "网友留言：我儿子今年想问补贴怎么申请",
        "初始密码为身份证后六位",
        "会议号：123456789，密码：1234",
        "青霉素过敏者不宜接种",
        "李四罚款15,000元，请缴至县财政局，开户行：工行某某支行，账号17050000000008696",
        "县民政局支付宝账号：mzj@example.com",
        "幼儿园大班（5岁）招收120人",
        "学区划分：建设中路1号至199号（单号）、文庙巷全部；招收年满6周岁的适龄儿童",
        "办公QQ：100001234，交流QQ群：200001234",
        "县融媒体中心抖音号：xrmt_0000123",
        "拖拉机号牌：豫04-00012",
        "通报：水利局原副局长李某某因犯受贿罪被判处有期徒刑三年",
        "宅基地审批：户主李四，坐落：王集村四组路南",
        "申请人李四，拟建位置某某村5组村道东侧，用地120平方米",
        "中医诊所，主要负责人李四，地址：兴业路78号1-2层",
    ],
)
def test_is_nobody_s(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "逄建业同志：你反映漏水问题已督促物业处理。",
        "关于网友李四（某某镇芦塘村）来信反映养猪扰民一事的回复",
        "【留言】写信人：魏建军，反映烧烤店油烟扰民。",
        "12345工单摘要：反映人占秋菊，投诉油烟扰民",
        "登记回执\n申请人：李四　工作单位：无",
        "政府信息公开告知书\n展福来：本机关于2026年4月11日收到您提交的申请",
        "尊敬的李四同志：您好！您于2026年5月6日来信反映的问题已收悉",
        "李四：\n您（联系电话{mobile}）提出的申请，本机关不掌握相关信息。",
        "我是石桥村村民李四，手机{mobile}，村口路面破损",
        "政府信息公开申请答复书\n瞿向东先生：\n　　本机关于2022年5月6日收到您的申请。",
    ],
)
def test_whoever_asks_must_not_be_named(text: str) -> None:
    assert ("person_name", HARD) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "领导接访公示：张三（县长），分管财政，电话{mobile}",
        "来信来访接待人：李四，电话{mobile}",
        "大家好，我叫李四，是驻村第一书记，手机{mobile}",
        "公租房保障对象公示\n申请人：李四，人口3，名单予以公开",
    ],
)
def test_who_stands_there_for_his_office_may_be_named(text: str) -> None:
    assert ("person_name", HARD) not in found_in(text)


@pytest.mark.parametrize("text", ["所占份额50%{id_card}", "持股比例60%{mobile}"])
def test_a_percentage_takes_no_digit_of_what_is_behind_it(text: str) -> None:
    value = SAMPLES["id_card" if "id_card" in text else "mobile"]
    (found,) = scan(text.format(**SAMPLES))
    assert found.end - found.start == len(value)


def test_who_was_released_is_one_with_what_he_did() -> None:
    text = "刑满释放人员技能培训学员：李四，2016年曾因故意伤害罪被判处有期徒刑三年"
    (found,) = scan(text)
    assert (found.type, found.start, found.end) == ("criminal_record", 0, len(text))


def test_where_somebody_went_ends_before_his_illness() -> None:
    text = "病例李四，11月2日9时乘出租车到县医院，在菜市场购物，诊断为布鲁氏菌病"
    assert [text[found.start : found.end] for found in scan(text)] == [
        "11月2日9时乘出租车到县医院，在菜市场购物",
        "布鲁氏菌病",
    ]


def test_numbers_that_guides_show_are_nobody_s() -> None:
    person, mobile = "1101051949" + "1231002X", "138" + "0013" + "8000"
    assert found_in(f"操作指南：输入手机号码（示例：{mobile}），身份证号（示例：{person}）") == []
    assert found_in(f"李四，手机{mobile}，身份证号{person}") == [("mobile", HARD), ("id_card", HARD)]


def test_a_list_of_beneficiaries_does_not_name_petitioners() -> None:
    assert found_in("公示期间，如对黎春丽申请的创业补贴有异议，请以书面形式提出") == [("person_name", REVIEW)]


def test_what_else_a_sentence_holds_says_whose_a_contact_s_number_is() -> None:
    contact, home = "公告联系人：李四 手机{mobile}", " 住宅0375-0000890"
    assert found_in(contact) == [("mobile", REVIEW)]
    assert found_in(contact + home) == [("mobile", HARD), ("home_phone", HARD)]
    assert found_in(contact + "。值班员" + home) == [("mobile", REVIEW), ("home_phone", HARD)]
    alone, beside = scan(contact.format(**SAMPLES))[0], scan((contact + home).format(**SAMPLES))[0]
    assert beside.reason == alone.reason + "；同一句里还有别的个人信息，合在一起认得出是谁"


def test_numbers_of_exams_and_patients_beside_what_tells_whose_they_are() -> None:
    exam, place = "拟聘用人员公示：李四，准考证号2023410404017", "，家庭住址某某镇某某村5组"
    assert found_in(exam) == [("exam_no", REVIEW)]
    assert found_in(exam + place) == [("exam_no", HARD), ("home_address", HARD)]
    assert found_in("住院号00012345") == [("medical_no", REVIEW)]
    assert found_in("诊断：精神分裂症，住院号00012345") == [("health", HARD), ("medical_no", HARD)]


@pytest.mark.parametrize(
    "text",
    ["李四 4104**********0021 出生年月：1903年5月", "张三 410404********0021，备注栏：19030512"],
)
def test_a_day_of_birth_undoes_a_mask(text: str) -> None:
    assert found_in(text) == [("birth_date", HARD)]


def test_once_hidden_hidden_everywhere() -> None:
    text = "关于阮庆华信访事项的处理意见：\n阮庆华，男。经查，阮庆华反映的问题属实。阮庆国是其弟。"
    names = [text[found.start : found.end] for found in scan(text) if found.type == "person_name"]
    assert names == ["阮庆华"] * 3


def test_a_short_name_is_not_found_in_a_longer_one() -> None:
    text = "信访人李四，反映拆迁问题。李四光纪念馆。李四反映的问题属实。"
    starts = [found.start for found in scan(text) if found.type == "person_name"]
    assert starts == [3, text.rindex("李四")]
