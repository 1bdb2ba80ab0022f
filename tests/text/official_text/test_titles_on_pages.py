"""The title between what the page says and the text: lists, values, sentences above it, states behind it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.head.recognition import Recognised
from gongkai.text.official_text.policy import read_policy

NOTICE = "云溪县民政局关于调整救助标准的通知"
TEXT = """各乡镇人民政府：
现将救助标准调整如下。
云溪县民政局
2026年3月5日"""


def read(text: str) -> Recognised:
    return read_policy(text.split("\n")).found


@pytest.mark.parametrize(
    "above",
    [
        "INNOVATION",
        "印发通知",
        "方案全文",
        "000123456/2026-00027",
        "2026-03-06",
        "2026/3/6",
        "本地宝 > 资讯 > 云溪县民政局关于调整救助标准的通知",
        "请选择栏目：",
        "导读：标准有所提高。",
        "日前，县民政局调整了救助标准。\n文件详情如下：",
    ],
)
def test_what_a_page_says_above_is_no_part_of_the_title(above: str) -> None:
    assert read(f"{above}\n{NOTICE}\n{TEXT}").own_title == NOTICE


@pytest.mark.parametrize("state", ["（有效）", "(现行有效)", "【已废止】", "（失效）"])
def test_whether_it_is_in_force_is_no_part_of_the_title(state: str) -> None:
    assert read(f"{NOTICE}{state}\n{TEXT}").own_title == NOTICE


def test_a_revised_document_keeps_the_word() -> None:
    assert (
        read("云溪县救助办法（修订）\n第一条 为规范救助，制定本办法。").own_title == "云溪县救助办法（修订）"
    )


def test_a_notice_goes_on_below_the_name_of_what_it_issues() -> None:
    found = read(f"云溪县民政局\n关于印发2026年全县公开工作要点\n任务分解表的通知\n{TEXT}")
    assert found.own_title == "云溪县民政局关于印发2026年全县公开工作要点任务分解表的通知"


def test_the_name_of_what_is_issued_does_not_go_on_into_another_title() -> None:
    below = "关于做好春耕生产的通知"
    assert read(f"云溪县民政局印发救助工作要点\n{below}\n{TEXT}").own_title == "云溪县民政局印发救助工作要点"


def test_the_copy_above_the_text_lacks_the_list_above_the_first() -> None:
    page = f"春耕正忙\n{NOTICE[:10]}\n{NOTICE[10:]}\n返回主页\n{NOTICE[:10]}\n{NOTICE[10:]}\n{TEXT}"
    assert read(page).own_title == NOTICE


def test_a_copy_without_its_body_does_not_shorten_the_title() -> None:
    page = f"云溪县民政局\n{NOTICE[6:]}\n分享\n{NOTICE[6:]}\n{TEXT}"
    assert read(page).own_title == NOTICE


def test_a_rule_below_sentences_of_the_page_is_followed_by_its_first_part() -> None:
    page = "《云溪县救助办法》由会员上传。\n云溪县救助办法\n（2026年3月5日云溪县人民政府公布）\n第一条 总则。"
    assert read(page).own_title == "云溪县救助办法"


@pytest.mark.parametrize(
    "text",
    [
        "各乡镇人民政府：\n现将办法印发给你们。\n关于做好救助工作的通知\n现将有关事项告知，请遵照执行，确保各项措施落实到位。",
        "标准有所提高。\n2026年3月5日\n关于做好救助工作的通知\n云民发〔2026〕3号",
        "标准有所提高。\n附件\n云溪县救助办法\n第一条 总则。",
    ],
)
def test_what_stands_below_the_text_is_no_title(text: str) -> None:
    assert read(text).own_title == ""


def test_a_title_that_a_full_stop_ends() -> None:
    text = (
        "关于支持就业的十条意见。为落实县委部署，稳定就业，现提出以下意见。" + "一是扩大岗位，加强培训。" * 12
    )
    assert read(text).own_title == "关于支持就业的十条意见"


def test_values_that_lost_their_labels() -> None:
    column = "000123456/2026-00027\n民政、救助\n云溪县民政局\n2026-03-05"
    found = read(f"{column}\n{NOTICE}\n云民发〔2026〕3号\n{TEXT}")
    assert (found.index_number, found.topic) == ("000123456/2026-00027", "民政、救助")
    assert (found.own_title, found.document_number) == (NOTICE, "云民发〔2026〕3号")


@pytest.mark.parametrize(
    "below", ["2026-03-05\n民政", "云溪县民政局\n民政\n2026-03-05", "民政\n应急\n2026-03-05"]
)
def test_values_in_another_order_give_no_subject(below: str) -> None:
    found = read(f"• 000123456/2026-00027\n{below}\n{NOTICE}\n{TEXT}")
    assert (found.index_number, found.topic) == ("000123456/2026-00027", "")


def test_an_index_without_a_gap_behind_its_label() -> None:
    found = read(f"{NOTICE}\n体裁分类：公告 文号： 索引号000123456/2026-154\n{TEXT}")
    assert found.index_number == "000123456/2026-154"


def test_a_label_at_the_end_of_a_row_is_no_value() -> None:
    found = read(f"索引号: 000123456/2026-154 分类: 救助 机构分类\n{NOTICE}\n{TEXT}")
    assert found.topic == "救助"


def test_labels_in_frames_below_sentences_of_the_page() -> None:
    frames = (
        "•【制定机关】云溪县民政局\n•【公布日期】2026.03.06\n•【字号】云民发〔2026〕3号\n•【主题分类】救助"
    )
    found = read(f"{NOTICE}\n下载前请自行甄别。\n{frames}\n正文\n{NOTICE}\n{TEXT}")
    assert (found.document_number, found.topic) == ("云民发〔2026〕3号", "救助")
    assert found.published_on == date(2026, 3, 6)


def test_a_frame_in_the_text_is_no_label() -> None:
    assert read(f"{NOTICE}\n{TEXT}\n【主题分类】救助").topic == ""


def test_openness_above_a_long_footer() -> None:
    footer = "\n".join(f"链接{at}" for at in range(60))
    assert read(f"{NOTICE}\n{TEXT}\n公开方式：主动公开\n{footer}").openness == "主动公开"


def test_the_day_behind_the_title_is_that_of_publication() -> None:
    found = read(f"{NOTICE} 2026-03-08\n云民发〔2026〕3号\n{TEXT}")
    assert (found.own_title, found.published_on) == (NOTICE, date(2026, 3, 8))


def test_the_name_of_an_attachment_is_that_of_what_is_issued() -> None:
    found = read(f"{NOTICE}\n各乡镇：\n《救助预案》已经县政府同意，现印发给你们。\n附件：救助预案")
    assert found.enclosed_title == "救助预案"


@pytest.mark.parametrize(
    "before",
    [
        "某某网--法规检索",
        "农村教师",
        "江苏省水利厅",
        "【重点工作及责任分解】",
        "- ",
        "江苏省水利厅公文稿纸江苏省水利厅",
    ],
)
def test_what_a_page_ran_into_a_title_is_cut_off_before_its_body(before: str) -> None:
    title = "江苏省水利厅关于做好河道清理工作的通知"
    assert read(f"{before}{title}\n各设区市水利局：\n现将有关事项通知如下。").own_title == title


@pytest.mark.parametrize(
    "bodies",
    [
        "江苏省水利厅 江苏省财政厅 江苏省残疾人联合会",
        "国家税务总局江苏省税务局",
        "中共江苏省委办公厅江苏省人民政府办公厅",
        "中国人民银行江苏省分行",
    ],
)
def test_bodies_before_the_one_of_a_province_stay(bodies: str) -> None:
    title = f"{bodies}关于做好河道清理工作的通知"
    assert read(f"{title}\n各设区市水利局：\n现将有关事项通知如下。").own_title == title


def test_a_list_of_the_page_is_no_title_where_a_notice_stands_above_its_number() -> None:
    page = """云溪县财政局河道清理计划
云溪县人民政府办公室
转发县水利局关于做好2026年河道
清理工作的意见的通知
云政办发〔2026〕21号
各乡镇人民政府：
现将意见转发给你们。"""
    assert read(page).own_title == "云溪县人民政府办公室转发县水利局关于做好2026年河道清理工作的意见的通知"


def test_the_title_with_its_body_below_that_of_the_page() -> None:
    page = """关于成立河道清理协调小组的通知
县人民政府办公室关于成立河道
清理协调小组的通知
云政办函〔2026〕20号
各乡镇人民政府："""
    assert read(page).own_title == "县人民政府办公室关于成立河道清理协调小组的通知"


@pytest.mark.parametrize("name", ["2026年7—8月河道清理重点工作提示单", "关于印发《河道清理三年计划的通知"])
def test_a_label_names_the_document_whatever_it_calls_itself(name: str) -> None:
    page = f"索引号: | 0012/2026-7 | 主题分类: | 水利 |\n名称: | {name} | 文号: | 无 |\n各乡镇人民政府："
    assert read(page).own_title == name


@pytest.mark.parametrize(
    "before", ["现行有效", "[云政办发〔2026〕21号]", "【全文有效】", "（云政办发〔2026〕21号）"]
)
def test_state_and_number_before_a_title_are_none_of_it(before: str) -> None:
    assert read(f"{before}{NOTICE}\n{TEXT}").own_title == NOTICE


LISTS = (
    "您好，欢迎访问云溪政务网！\n首页 新闻 政务\n设为首页 | 加入收藏\n2026年3月6日 星期五",
    "云溪先锋\n奋力谱写新篇章\n政策文件\n全县工作会议召开",
    "请输入关键字：\n热门搜索：医保 社保\n登录 | 注册",
    "春山镇人民政府\n",
)


@pytest.mark.parametrize("above", LISTS)
@pytest.mark.parametrize("title", [NOTICE, f"云溪县水利局 {NOTICE}", "云溪县民政局印发救助标准的通知"])
def test_a_title_begins_with_its_own_body(above: str, title: str) -> None:
    assert read(f"{above}\n{title}\n{TEXT}").own_title == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("云溪县发展和改革\n委员会关于做好救助的通知", "云溪县发展和改革委员会关于做好救助的通知"),
        ("云溪县\n人民政府关于做好救助的通知", "云溪县人民政府关于做好救助的通知"),
        ("云溪县财政局\n云溪县民政局关于做好救助的通知", "云溪县财政局 云溪县民政局关于做好救助的通知"),
        (
            "云溪县民政局转发《云溪市民政局\n关于救助的意见》的通知",
            "云溪县民政局转发《云溪市民政局关于救助的意见》的通知",
        ),
        (
            "云溪县民政局关于做好2026年政府工作报告\n主要任务的通知",
            "云溪县民政局关于做好2026年政府工作报告主要任务的通知",
        ),
    ],
)
def test_a_title_over_lines_stays_whole(lines: str, title: str) -> None:
    assert read(f"{lines}\n{TEXT}").own_title.replace(" ", "") == title.replace(" ", "")


def test_bodies_above_a_title_with_its_own_body_issue_where_they_sign() -> None:
    head = f"云溪县财政局\n\n{NOTICE}\n\n各乡镇人民政府：\n现将标准调整如下。\n"
    assert read(f"{head}云溪县财政局\n云溪县民政局\n2026年3月5日").own_title == f"云溪县财政局{NOTICE}"
    assert read(f"{head}云溪县民政局\n2026年3月5日").own_title == NOTICE


def test_a_site_above_a_rule_of_another_place() -> None:
    assert read("云溪县人民政府\n\n春山县救助办法\n第一条 总则。").own_title == "春山县救助办法"


@pytest.mark.parametrize(
    "behind", ["_政策文件_云溪县人民政府", " - 云溪政务网", "-云溪政务网", " [2026-03-06]", "(2026-3-6)"]
)
def test_the_site_and_a_day_behind_a_title(behind: str) -> None:
    assert read(f"{NOTICE}{behind}\n{TEXT}").own_title == NOTICE


def test_tools_stand_between_a_title_and_its_text_below_a_sentence() -> None:
    page = f"导读：标准有所提高。\n{NOTICE}\n字号：大 中 小\n打印 关闭\n浏览：12次\n{TEXT}"
    assert read(page).own_title == NOTICE


def test_another_title_between_is_the_one_that_the_text_follows() -> None:
    page = f"导读：标准有所提高。\n云溪县水利局关于防汛的通知\n{NOTICE}\n{TEXT}"
    assert read(page).own_title == NOTICE


def test_labels_below_a_sentence_of_the_page() -> None:
    labels = f"索引号：000123456/2026-154\n标题：{NOTICE}\n发文字号：云民发〔2026〕3号"
    found = read(f"导读：标准有所提高。\n{labels}\n{TEXT}")
    assert (found.own_title, found.document_number) == (NOTICE, "云民发〔2026〕3号")
    assert found.index_number == "000123456/2026-154"


def test_labels_below_the_addressees_are_text() -> None:
    assert read(f"{NOTICE}\n{TEXT}\n文号：云民发〔2026〕9号").document_number == ""


def test_a_title_over_lines_of_a_file_that_parts_all_of_them() -> None:
    lines = ["云溪县民政局关于做好救助工作", "和防汛工作的通知", *TEXT.split("\n")]
    assert read("\n\n\n\n".join(lines)).own_title == "云溪县民政局关于做好救助工作和防汛工作的通知"


def test_the_number_of_a_page_in_round_brackets_before_its_title() -> None:
    page = """云政办通(2026)38号关于印发防汛应急预案的通知
云溪县人民政府办公室
关于印发防汛应急预案的通知
各乡镇人民政府："""
    assert read(page).own_title == "云溪县人民政府办公室关于印发防汛应急预案的通知"


def test_the_address_of_a_page_does_not_tell_in_which_characters_it_is_written() -> None:
    title = "雲溪縣人民政府關於支持多渠道靈活就業的意見"
    page = f"source: https://example.org/云溪县人民政府关于支持多渠道灵活就业的意见\n{title}\n各鄉鎮人民政府：\n個體經營是就業的重要途徑。"
    assert read_policy(page.split("\n")).found.own_title == title


@pytest.mark.parametrize("round_it", ["某某法规网 法规首页 {}", "{}0", "{} 政策"])
def test_words_round_a_title_that_stands_alone_below(round_it: str) -> None:
    assert read(f"{round_it.format(NOTICE)}\n发布时间：2026-03-06\n{NOTICE}\n{TEXT}").own_title == NOTICE


@pytest.mark.parametrize(
    ("title", "below"),
    [
        (
            "云溪县人民政府转发县民政局关于调整救助标准的意见的通知",
            "县民政局关于调整救助标准的意见",
        ),
        ("云溪县人民政府办公室印发《关于调整全县救助标准的意见》的通知", "关于调整全县救助标准的意见"),
    ],
)
def test_a_paper_that_a_title_names_is_not_its_copy(title: str, below: str) -> None:
    assert read(f"{title}\n各乡镇人民政府：\n现印发给你们。\n{below}\n一、总体要求").own_title == title


def test_the_issue_of_a_gazette_is_no_title() -> None:
    page = (
        f"云溪县人民政府公报（2026年第3、4期）\n字体大小：\n• 云溪县民政局\n\n关于调整救助标准的通知\n{TEXT}"
    )
    assert read(page).own_title == NOTICE


def test_the_years_of_a_plan_on_the_line_below_belong_to_its_title() -> None:
    page = "云溪县中医药振兴行动计划\n（2026—2028年）\n为促进中医药发展，制定本计划。\n一、总体目标"
    assert read(page).own_title == "云溪县中医药振兴行动计划（2026—2028年）"


def test_a_number_below_the_copy_of_the_title_under_an_introduction() -> None:
    page = f"{NOTICE}\n通知已经县政府同意，现予公布。\n{NOTICE}\n云民发〔2026〕3号\n{TEXT}"
    assert read(page).document_number == "云民发〔2026〕3号"


def test_one_more_label_of_the_number() -> None:
    assert read(f"{NOTICE}\n发布文号：云民发〔2026〕3号\n{TEXT}").document_number == "云民发〔2026〕3号"


def test_more_bodies_above_a_title_than_a_title_has_lines() -> None:
    bodies = [f"云溪县{name}局" for name in ("民政", "财政", "教育", "水利", "司法", "商务", "林业", "审计")]
    notice = "关于调整救助标准的通知"
    found = read("\n".join((notice, *bodies, notice, "云民发〔2026〕3号", TEXT)))
    assert (found.own_title, found.issuers) == (notice, tuple(bodies))


@pytest.mark.parametrize(
    "site", ["云溪县政府门户网站-", "云溪政务网 — ", "云溪县人民政府网_", "云溪公共平台｜"]
)
def test_the_name_of_the_site_before_a_title_is_no_part_of_it(site: str) -> None:
    assert read(f"{site}{NOTICE}\n{TEXT}").own_title == NOTICE


@pytest.mark.parametrize("headline", ["云溪县发布通知", "自治区人民政府发布紧急通知", "县民政局印发意见"])
def test_a_headline_of_a_newspaper_is_not_the_title_above_which_it_stands(headline: str) -> None:
    assert read(f"{headline}\n来源：云溪日报\n{NOTICE}\n{TEXT}").own_title == NOTICE


def test_a_headline_stays_where_no_other_title_follows() -> None:
    assert read(f"云溪县民政局发布通告\n{TEXT}").own_title == "云溪县民政局发布通告"


def test_the_title_below_the_announcement_of_the_whole_text() -> None:
    title = "云溪县打赢蓝天保卫战实施方案(2026-2028年)"
    text = "为落实上级要求,结合我县实际,制定本实施方案。\n一、目标要求"
    assert read(f"日前,云溪印发《{title}》。全文如下:\n{title}\n{text}").own_title == title


def test_a_paper_that_takes_duties_apart_is_a_title() -> None:
    assert (
        read(f"《云溪县妇女发展规划》目标责任分解书\n{TEXT}").own_title
        == "《云溪县妇女发展规划》目标责任分解书"
    )
