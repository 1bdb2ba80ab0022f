"""用语核对: what is found, what is left alone, what a list must be, and texts that mean harm."""

from __future__ import annotations

import random
import re
import time
from datetime import date
from itertools import chain, pairwise

import pytest

from gongkai.kernel.errors import InvalidInput
from gongkai.text.wording import (
    MOST_HITS,
    WordingSort,
    check_wording,
    default_words,
    make_words,
    read_words,
    renamed,
    with_rules,
)
from gongkai.text.wording.beginnings import Places
from gongkai.text.wording.forms import FORMS

WORD = '[[words]]\nwrong = "帐号"\nright = "账号"\nsort = "word"\nreason = "规范写法"\n'


def found(text: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(hit.text, hit.suggestion) for hit in check_wording(text, on=on)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("依据国土资源部规定", "国土资源部", "自然资源部"),
        ("报中国银保监会备案", "中国银保监会", "国家金融监督管理总局"),
        ("由县安监局负责", "安监局", "应急管理局"),
        ("请登录帐号", "帐号", "账号"),
        ("救助残废人", "残废人", "残疾人"),
        ("云政办发[2026]5号", "[2026]5号", "〔2026〕5号"),
        ("云政办发（2026）05号", "（2026）05号", "〔2026〕5号"),
        ("云政办发〔2026〕第5号", "〔2026〕第5号", "〔2026〕5号"),
        ("自2026年三月5日起", "2026年三月5日", "2026年3月5日"),
        ("二〇二六年3月十五日", "二〇二六年3月十五日", "2026年3月15日"),
        ("二零二六年十一月", "二零二六年", "二〇二六年"),
        ("2026年03月05日印发", "2026年03月05日", "2026年3月5日"),
        ("至2026年2月30日止", "2026年2月30日", "核对日期"),
        ("26年3月5日印发", "26年", "写四位数年份"),
        ("2026.3.5日印发", "2026.3.5日", "2026年3月5日"),
        ("增长3-5%", "3-5%", "3%—5%"),
        ("投资9至16亿元", "9至16亿", "写明前一个数的单位（9亿？）"),
        ("约500人左右", "约500人左右", "只保留一个表示约数的词"),
        ("投入３００万元", "３００", "300"),
        ("截止2026年3月", "截止", "截至"),
        ("各乡镇,各部门", ",", "，"),
        ("现予公布.", ".", "。"),
        ("见附件(名单)", "(名单)", "（名单）"),
        ('所称"低保"是指', '"低保"', "“低保”"),
        ("现予公布。。", "。。", "。"),
        ("现予公布...", "...", "……"),
        ("《办法》、《细则》", "、", ""),
        ("一，总体要求", "一，", "一、"),
        ("(一)、总体要求", "(一)、", "（一）"),
        ("总体要求。第一、抓好", "第一、", "第一，"),
        ("《转发《办法》的通知》", "《转发《办法》的通知》", "《转发〈办法〉的通知》"),
        ("按照《办法执行。", "《", "补全书名号"),
        ("各单位的的职责", "的的", "的"),
        ("坚决做好做好各项工作", "做好做好", "做好"),
        ("根据进一步进一步规范的要求", "进一步进一步", "进一步"),
        ("各乡镇,2026年起", ",", "，"),
        ("加强领导.各部门要", ".", "。"),
        ("见附件（名单。", "（", "补全括号"),
        ("见附件(名单。", "(", "补全括号"),
        ("见附件名单）。", "）", "补全括号"),
        ("所称“低保是指", "“", "补全引号"),
        ("所称低保”是指", "”", "补全引号"),
        ("按照办法》执行。", "》", "补全书名号"),
        ("云政办发〔2026 5号", "〔", "补全括号"),
        ("在台湾国投资", "台湾国", "台湾地区"),
        ("中华民国总统声称", "中华民国总统", "台湾当局、台湾地区领导人等；说1949年以前的写明年份"),
        ("香港、澳门等国家的企业", "香港、澳门等国家", "国家和地区"),
        ("来自日本、台湾、香港等12个国家的", "台湾、香港等12个国家", "国家和地区"),
        ("习近平总书计强调", "总书计", "总书记"),
        ("国家主度习近平", "国家主度", "国家主席"),
        ("国务院总理李克强签署", "国务院总理李克强", "核对姓名和职务：国务院总理李强"),
        ("国务院总理习近平签署", "国务院总理习近平", "核对姓名和职务"),
        ("报国家教育委员会备案", "国家教育委员会", "教育部"),
        ("国家计划生育委员会规定", "国家计划生育委员会", "国家卫生健康委员会"),
        ("县人口和计划生育委员会", "人口和计划生育委员会", "卫生健康委员会（局）"),
        ("由县工商局负责", "工商局", "市场监督管理局"),
        ("由市质监局负责", "质监局", "市场监督管理局"),
        ("由县食药监局负责", "食药监局", "市场监督管理局"),
        ("由县环保局负责", "环保局", "生态环境局（厅、分局）"),
        ("由文广新局负责", "文广新局", "文化和旅游局（文化广电旅游局）"),
        ("由市旅游局负责", "旅游局", "文化和旅游局（厅）"),
        ("农业部、交通运输部印发", "农业部", "农业农村部"),
        ("报银保监会备案", "银保监会", "国家金融监督管理总局"),
        ("平原县工商局，原则上县环保局", "工商局", "市场监督管理局"),
        ("自2015年以来由县环保局负责", "环保局", "生态环境局（厅、分局）"),
        ("既使下雨也开放", "既使", "即使"),
    ],
)
def test_what_is_wrong_is_found_with_what_should_stand_there(text: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(text)
    hit = next(hit for hit in check_wording(text) if hit.text == wrong)
    assert text[hit.start : hit.end] == wrong and hit.reason


@pytest.mark.parametrize(
    "text",
    [
        "农业部门、文化部门和环境保护部门",
        "原国土资源部印发的办法",
        "《国土资源部关于印发办法的通知》",
        "国土资源部令第42号",
        "云政办发〔2026〕5号",
        "自2026年3月5日起施行",
        "二〇二六年十一月二十六日",
        "2024年2月29日",
        "3%—5%，60—80人，9亿—16亿元，5000至1万元",
        "部份额度、股份内部、国籍此项",
        "的的确确、和和气气",
        "A.B公司、file.docx、10:30、1,200元、http://www.example.gov.cn/a,b",
        "截止日期、申请截止后",
        "甲、乙等级，和平、和谐",
        "（一）总体要求\n一、目标\n1.任务",
        "长江中下游、京津冀等地区",
        "约500人",
        "原县工商局、质监局合并组建，由原云溪县环保局承担",
        "2015年原县工商局核发的执照；2015年，县环保局立案",
        "环保局2016年批复，二〇一六年县国土资源局公示",
        "《县工商局关于换发执照的通知》、质监局〔2015〕3号",
        "县文化和旅游局、文化广电旅游局、文化体育旅游局",
        "企业文化部、交通部门、农业部分、县委组织人事局",
        "香港、澳门等国家和地区，香港等国际城市，台湾、日本等国家（地区）",
        "台湾国民党、1912年中华民国政府、中华民国时期",
        "时任国务院总理温家宝，2019年国务院总理李克强，国务院总理李强",
        "学习近评文章，实习进平台，社会主意见，立即然后",
        "党组织组织开展，服务服务业，管理管理人员",
        "《国务院关于\n进一步加强\n和改进工作\n的意见》",
        "1）总则\n一）目标\na）甲。（见附件\n名单）",
        "“甲说‘乙’”（丙（丁）戊）《转发〈办法〉》〔2026〕",
        "约翰·史密斯、file.docx、第3.2条、附件.pdf",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_old_names_are_right_in_texts_of_their_time() -> None:
    text = "国土资源部、中国银保监会"
    assert found(text, date(2017, 1, 1)) == []
    assert [wrong for wrong, _ in found(text, date(2020, 1, 1))] == ["国土资源部"]
    assert [wrong for wrong, _ in found(text, date(2026, 1, 1))] == ["国土资源部", "中国银保监会"]


def test_a_renamed_body_of_the_place_goes_before_the_shipped_words() -> None:
    since = date(2019, 3, 1)
    words = with_rules(default_words(), [renamed("云溪县国土资源局", "云溪县自然资源局", since)])
    (hit,) = check_wording("云溪县国土资源局负责", words, on=date(2026, 1, 1))
    assert (hit.text, hit.suggestion, hit.replaces) == ("云溪县国土资源局", "云溪县自然资源局", True)
    assert hit.sort is WordingSort.BODY and "2019年3月1日" in hit.reason
    assert check_wording("原云溪县国土资源局负责", words) == []
    assert check_wording("云溪县国土资源局负责", words, on=date(2019, 2, 28)) == []


def test_a_name_changed_later_is_right_in_a_text_or_a_sentence_of_before() -> None:
    text = "国家卫生部、国务院总理李克强、县旅游局"
    assert found(text, date(2012, 1, 1)) == []
    assert [wrong for wrong, _ in found(text, date(2016, 1, 1))] == ["国家卫生部"]
    assert len(found(text, date(2026, 1, 1))) == 3
    assert [wrong for wrong, _ in found(f"2016年，{text}")] == ["国家卫生部"]
    assert len(found(f"2016年已办结。{text}")) == 3


def test_halves_of_a_pair_are_told_where_they_stand() -> None:
    text = "（一（二）\n“三\n\n\n\n\n四”"
    assert [(hit.start, hit.text) for hit in check_wording(text)] == [(0, "（"), (6, "“"), (14, "”")]


def test_nothing_that_is_shipped_is_replaced_where_it_takes_a_look() -> None:
    """Who held an office, what Taiwan is called and what a body of a place is called now are for a person."""
    rules = [rule for rule in default_words().rules if "核对" in rule.right or "（" in rule.right]
    assert len(rules) >= 20 and not any(rule.replaces for rule in rules)


def test_places_never_overlap_and_suggestions_that_replace_end_the_matter() -> None:
    text = (
        "云政办发[2026]05号\n国土资源部、中华人民共和国国土资源部,"
        "自2026年03月5日起。。《办法》、《细则》(试行)"
    )
    hits = check_wording(text)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    for hit in reversed(hits):
        assert hit.replaces
        text = text[: hit.start] + hit.suggestion + text[hit.end :]
    assert check_wording(text) == []


# --- lists ----------------------------------------------------------------------------------------------


def test_the_shipped_list_passes_its_own_examples() -> None:
    words = default_words()
    assert len(words.rules) > 90 and words.version
    assert all(rule.reason for rule in words.rules)


def test_an_own_list_is_read_and_used() -> None:
    words = read_words(f'version = "3"\n{WORD}[[examples]]\ntext = "帐号和账号"\nfinds = ["帐号"]\n')
    assert words.version == "3"
    assert [hit.suggestion for hit in check_wording("帐号", words)] == ["账号"]
    assert check_wording("国土资源部", words) == []
    assert check_wording("帐号", make_words((), "空")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[words]", "不是正确的 TOML 格式"),
        ("word = 1", "不认识的内容“word”"),
        ("words = 3", r"应写成 \[\[words\]\]"),
        (WORD.replace("帐号", ""), "“wrong”应为不超过60字的词"),
        (WORD.replace('"帐号"', "3"), "“wrong”应为不超过60字的词"),
        (WORD.replace("帐号", "长" * 61), "“wrong”应为不超过60字的词"),
        (WORD.replace('wrong = "帐号"\n', ""), "没有写“wrong”"),
        (WORD.replace('"word"', '"king"'), "“sort”应为"),
        (WORD.replace("规范写法", " "), "没有写理由"),
        (WORD + "since = 2018\n", "“since”应为日期"),
        (WORD + "wait = true\n", "不认识的字段“wait”"),
        (WORD + 'replaces = "no"\n', "“replaces”应为"),
        (WORD + '[[examples]]\ntext = "帐号"\nfinds = []\n', "应找出没有，实际找出帐号"),
        (WORD + '[[examples]]\ntext = "账号"\nfinds = ["帐号"]\n', "应找出帐号，实际找出没有"),
        (WORD + "[[examples]]\nfinds = []\n", "第1个例句应有“text”"),
        ("#" * 400_001, "词表不能超过40万字"),
        ("x = " + "[" * 5_000, "不是正确的 TOML 格式"),
    ],
)
def test_a_list_with_faults_is_refused_with_all_of_them(text: str, fault: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_words(text)
    said = refusal.value.message + "".join(chain.from_iterable(refusal.value.fields.values()))
    assert re.search(fault, said), said


# --- texts that mean harm -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "《",
        "(",
        "（一",
        '"',
        "的",
        "二〇",
        "1-",
        "国",
        "。",
        "、",
        "2026年",
        "[2026]",
        "约1",
        "\n一",
        "０",
        "截止",
        "”",
        "台湾",
        "原工商局",
        "2015年",
        "\0",
        "𠀀",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        assert len(check_wording(text)) <= MOST_HITS
        return time.process_time() - start

    seconds(2_000)
    short, long = seconds(20_000), seconds(160_000)
    assert long < max(40 * short, 1.0), (short, long)


def test_noise_never_breaks_it() -> None:
    signs = (
        '一二十〇零年月日号第《》〈〉（）()[]〔〕、，。.,:;!?"“”-—~%％万亿0123456789０'
        "国土资源部帐号的的截止约左右等和及\n \t\0\ud7ff"
    )
    chance = random.Random(7)
    for _ in range(300):
        text = "".join(chance.choices(signs, k=200))
        for hit in check_wording(text):
            assert text[hit.start : hit.end] == hit.text != hit.suggestion


PIECES = (
    "2026年", "3月", "03月", "5日", "05日", "二〇二六年", "一九00年", "〔2026〕", "（2020）", "[2019]",
    "第0", "12号", "截止", "大约50", "左右", "的的", "了了", "、等", "、和", "、以及", "，，", "。。",
    "。。。", "......", "5-10%", "3.5至6亿", "999,5-8万", "1234567890123456-2%", "５", "Ａ", "（二）、",
    "一，", "首先、", "第三、", "《甲", "《乙》", "》", "》、《", "”、“", "2026-01-02日", "2026.1.2日",
    "中(文)", '"中"', "中,", "中.", "甲", "年", "月", "日", "的", "是", "，", "。", "、", ".", ",", "٣",
    "1", "0", " ", "\n", "　",
)  # fmt: skip


def test_forms_are_tried_wherever_they_are() -> None:
    """Where a form may begin is found by words that it has: no place of the plain expression is lost."""
    chance = random.Random(14)
    for _ in range(3_000):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 30)))
        places = Places(text)
        for form in FORMS:
            plain = [match.span() for match in form.pattern.finditer(text)]
            assert [match.span() for match in form.places(places)] == plain, (form.pattern.pattern, text)


def test_forms_are_found_in_texts_that_no_file_can_hold() -> None:
    assert found("中\udc80，，文") == [("，，", "，")]
