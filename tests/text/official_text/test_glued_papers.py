"""Papers on one line: joint mastheads, headings with their first part, plans without a gap."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.layout.glued import take_apart
from gongkai.text.official_text.organs import is_abbreviated, organs_of
from gongkai.text.official_text.policy import PolicyDocument, read_policy
from gongkai.text.official_text.tasks.units import Units

TAIL = "为做好有关工作，现就有关事项通知如下。" * 9


def read(text: str) -> PolicyDocument:
    return read_policy(text.split("\n"))


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (
            "云溪省发展和改革委员会云溪省能源局国网云溪省电力公司",
            ("云溪省发展和改革委员会", "云溪省能源局", "国网云溪省电力公司"),
        ),
        (
            "云溪市工业和信息化局中共云溪市委精神文明建设办公室云溪市城市管理局",
            ("云溪市工业和信息化局", "中共云溪市委精神文明建设办公室", "云溪市城市管理局"),
        ),
        ("答案参考中共云溪省委保密委员会办公室", ()),
        ("云溪市政务公开工作实施细则云溪市人民政府办公室", ()),
        ("云溪省发展和改革委员会公文稿纸云溪省发展和改革委员会", ()),
    ],
)
def test_names_without_a_gap(names: str, apart: tuple[str, ...]) -> None:
    assert organs_of(names) == apart


def test_a_county_whose_name_begins_like_a_township() -> None:
    assert not is_abbreviated("镇康县交通运输局")
    assert is_abbreviated("镇财政所")
    assert is_abbreviated("县交通运输局")


HEADS = [
    (
        "云溪省发展和改革委员会云溪省能源局国网云溪省电力公司文件云发改能源〔2026〕41号关于加强电力统计工作的通知"
        "各市发展改革委(能源局)，各市供电公司:",
        "关于加强电力统计工作的通知",
        ("云溪省发展和改革委员会", "云溪省能源局", "国网云溪省电力公司"),
    ),
    (
        "中共云溪省委保密委员会办公室云溪省国家保密局云密办(局)函〔2026〕5号关于开展知识竞赛活动的通知"
        "各市党委保密委员会办公室:",
        "关于开展知识竞赛活动的通知",
        ("中共云溪省委保密委员会办公室", "云溪省国家保密局"),
    ),
    (
        "云溪省人民政府办公厅办公厅便函〔2026〕68号云溪省人民政府办公厅关于建立工作台账的预备通知省直有关部门(单位):",
        "云溪省人民政府办公厅关于建立工作台账的预备通知",
        ("云溪省人民政府办公厅",),
    ),
    (
        "附件国网云溪电力公司2026年服务保障工作方案根据《关于做好有关工作的通知》要求，特制定此方案。",
        "国网云溪电力公司2026年服务保障工作方案",
        (),
    ),
]


@pytest.mark.parametrize(("head", "title", "issuers"), HEADS)
def test_heads_on_one_line(head: str, title: str, issuers: tuple[str, ...]) -> None:
    found = read(head + TAIL).found
    assert (found.own_title, found.issuers) == (title, issuers)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "二、健全防汛工作机制4.认真总结各项机制，完善预案。(县应急局负责)",
            ["二、健全防汛工作机制", "4.认真总结各项机制，完善预案。(县应急局负责)"],
        ),
        (
            "四、保障措施和支持政策(一)加强组织协调。建立机制，压实各方责任，确保各项任务全部落实到位。",
            [
                "四、保障措施和支持政策",
                "(一)加强组织协调。建立机制，压实各方责任，确保各项任务全部落实到位。",
            ],
        ),
        (
            "一、提案办理服务工作（二）代表建议办理工作1.征集建议。由专业部门起草，办公室核稿，按时报送。",
            [
                "一、提案办理服务工作",
                "（二）代表建议办理工作",
                "1.征集建议。由专业部门起草，办公室核稿，按时报送。",
            ],
        ),
    ],
)
def test_headings_with_their_first_part(line: str, parts: list[str]) -> None:
    assert take_apart(line) == parts


def test_a_paragraph_after_an_annotation_whatever_its_number() -> None:
    text = (
        "方案3.加快建设。(县水利局负责)4.完善机制，做好各项准备工作。(县应急局牵头，县财政局配合)"
        + "五" * 160
    )
    assert "4.完善机制，做好各项准备工作。(县应急局牵头，县财政局配合)" in "\n".join(
        take_apart(text)
    ).replace("五" * 160, "")


def test_the_body_of_the_title_signs_whatever_follows() -> None:
    text = (
        "云溪省人民政府办公厅关于召开推进会议的通知省发展改革委、省财政厅:定于4月1日召开会议，现就有关事项通知如下:"
        + "请准时参加。" * 70
        + "云溪省人民政府办公厅2026年3月21日会议报名回执会议时间:2026年4月1日单位(盖章)"
    )
    assert read(text).found.written_on == date(2026, 3, 21)


def test_the_notice_below_the_name_of_what_it_issues() -> None:
    page = (
        "云溪市政务公开工作实施细则\n\n时间:2024-07-06 00:54:58  来源: 法律资料网 阅读:9107\n\n"
        "云溪市人民政府办公室\n\n\n关于印发云溪市政务公开工作实施细则的通知\n( 云府发〔2003〕37号 )\n\n"
        "市政府各部门:\n\n现将《云溪市政务公开工作实施细则》印发给你们。"
    )
    found = read(page).found
    assert found.own_title == "云溪市人民政府办公室关于印发云溪市政务公开工作实施细则的通知"
    assert (found.document_number, found.published_on) == ("云府发〔2003〕37号", None)


def test_how_a_collection_files_its_texts_is_no_topic() -> None:
    page = "标题: 关于废止管理办法的通知\n文号: 云规〔2026〕1号\n分类: 工程建设\n\n各单位：\n请知照。"
    assert read(page).found.topic == ""
    official = "索引号: YX/2026-001\n分类: 工程建设\n\n关于废止管理办法的通知\n各单位：\n请知照。"
    assert read(official).found.topic == "工程建设"


def test_cut_entities_are_blanks() -> None:
    text = "云溪县水利局关于防汛的通知\n各镇：\n请落实。\n云溪县水利局         &sp;\n二〇二六年五月一日"
    found = read(text).found
    assert (found.issuers, found.written_on) == (("云溪县水利局",), date(2026, 5, 1))


@pytest.mark.parametrize("gap", ["", " ", "\u00a0"])
def test_a_body_glued_to_the_last_sentence_before_its_day(gap: str) -> None:
    text = "各乡镇人民政府：为落实统一要求，现将有关事项通知如下。" + "请结合实际认真执行。" * 12
    found = read_policy([f"{text}{gap}云溪县人民政府办公室     2026年2月28日     （此件公开发布）"]).found
    assert (found.issuers, found.written_on) == (("云溪县人民政府办公室",), date(2026, 2, 28))


def test_numbers_before_a_year_and_behind_an_excerpt_begin_items() -> None:
    text = "县委、县政府高度重视改革工作。" * 12 + (
        "现制定如下分工方案。一、把落实政策和改革结合起来，提高政策实施的时效性、精准性和各级各部门协同推进的整体效能水平（一）完善机制。（县财政局牵头，各乡镇负责）"
        "具体措施：1．2026年底前修订目录。（县发改局等国务院相关部门及各乡镇负责）2．2026年6月底前公布目录。（县司法局负责）……"
        "3．细化标准。（县市场监管局负责）"
    )
    tasks = read_policy([text]).tasks
    assert [task.path for task in tasks] == ["一/(一)", "一/(一)/1", "一/(一)/2", "一/(一)/3"]
    assert tasks[1].units == Units(("县发改局", "各乡镇"), etc=True)
