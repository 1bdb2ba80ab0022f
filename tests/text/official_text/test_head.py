"""Title, number, dates, issuers, marks and enclosures, with the traps that real documents set."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.policy import PolicyDocument, read_policy


def read(text: str) -> PolicyDocument:
    return read_policy(text.split("\n"))


PAGE = """索 引 号： \t11440000MB2C90000X/2026-00007 \t主题分类： \t综合政务\\\\政务公开
发文机关： \t云溪县人民政府办公室 \t成文日期： \t2026年01月27日
标　　题： \t云溪县人民政府办公室关于公开的意见
发文字号： \t云政办发〔2026〕5号 \t发布日期： \t2026年02月15日
主 题 词： \t \t
云溪县人民政府办公室关于
公开的意见
云政办发〔2026〕5号
各乡镇人民政府，县政府各部门：
根据国办发〔2019〕54号，提出如下意见。
云溪县人民政府办公室
2026年1月27日
（此件公开发布）
云溪县人民政府办公室　　　　2026年1月30日印发"""


def test_a_page_with_a_table_of_labels() -> None:
    record = read(PAGE).as_json()
    assert record["title"] == "云溪县人民政府办公室关于公开的意见"
    assert record["issuers"] == ["云溪县人民政府办公室"]
    assert record["doc_number"] == "云政办发〔2026〕5号"
    assert record["index_no"] == "11440000MB2C90000X/2026-00007"
    assert record["topic"] == "综合政务\\政务公开"
    assert record["openness"] == "公开发布"
    assert record["addressees"] == ["各乡镇人民政府", "县政府各部门"]


def test_written_printed_and_published_are_three_days() -> None:
    record = read(PAGE).as_json()
    days = (record["date_written"], record["date_printed"], record["date_published"])
    assert days == ("2026-01-27", "2026-01-30", "2026-02-15")


def test_every_field_has_a_place_or_a_reason() -> None:
    record = read("县民政局关于公示的通知\n各单位：\n落实。").as_json()
    places, reasons = record["places"], record["reasons"]
    assert isinstance(places, dict) and isinstance(reasons, dict)
    for name in ("title", "issuers", "doc_number", "date_written", "date_published", "index_no", "topic",
                 "openness", "addressees", "attachments", "tasks"):  # fmt: skip
        assert bool(record[name]) == (name not in reasons), name
    assert places["title"] == {"line": 1, "text": "县民政局关于公示的通知"}
    assert "简称" in reasons["issuers"]


@pytest.mark.parametrize(
    ("lines", "index", "topic"),
    [
        ("• 发文字号\n• 索引号\n• AB12/2026-3\n• 主题分类\n• 政务公开", "AB12/2026-3", "政务公开"),
        ("  • 索引号:\n\n    AB12/2026-3\n  • 主题分类:\n\n  • 来源:", "AB12/2026-3", None),
        ("索引号 | AB12/2026-3 | 主题分类 | 政务公开 |", "AB12/2026-3", "政务公开"),
        ("索引号: AB12/2026-3 主题分类: 政务公开\n文件编号: 有效性: 有效", "AB12/2026-3", "政务公开"),
        ("索 引 号 ： AB12/2026-3       主 题 分 类： 政务公开", "AB12/2026-3", "政务公开"),
        ("主题分类: 通知\n索引号: 无", None, None),
        ("索引号\nAB12/2026-3\n文件类型\n通知\n效力状态\n有效\n主题分类\n其他", "AB12/2026-3", "其他"),
    ],
)
def test_labels_come_in_every_layout(lines: str, index: str | None, topic: str | None) -> None:
    record = read(f"{lines}\n\n云溪县民政局关于公示的通知\n\n各单位:\n请落实。").as_json()
    assert (record["index_no"], record["topic"]) == (index, topic)
    assert record["title"] == "云溪县民政局关于公示的通知"
    assert record["doc_number"] is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("关 于 做 好\n公 开 工 作 的 通 知", "关于做好公开工作的通知"),
        ("购物车\n0\n\n云溪县气象局\n关于禁放烟花的通告", "云溪县气象局关于禁放烟花的通告"),
        ("云政发〔2026〕3号《云溪县人民政府关于公开的意见》\n\n浏览量:", "云溪县人民政府关于公开的意见"),
        ("# 云溪县民政局关于公示的通知\n\n**发布日期**: 2026-01-02", "云溪县民政局关于公示的通知"),
        ("云溪县人民政府常务会议纪要\n〔2026〕3号\n第12次常务会议纪要", "第12次常务会议纪要"),
        ("⽂化馆免费开放⼯作⽅案", "文化馆免费开放工作方案"),
        ("关于印发《云溪县公开办法》\n的通知", "关于印发《云溪县公开办法》的通知"),
    ],
)
def test_titles_over_lines_and_among_noise(head: str, title: str) -> None:
    assert read(f"{head}\n各单位：\n请落实。").as_json()["title"] == title


def test_the_title_of_a_commentary_is_not_the_documents() -> None:
    text = (
        "《云溪县公开办法》的解读\n云政办发〔2026〕9号\n各单位：\n《云溪县公开办法》已经同意，现印发给你们。"
    )
    record = read(text + "\n云溪县公开办法\n第一条 为了公开。").as_json()
    assert (record["title"], record["enclosed_title"]) == (None, "云溪县公开办法")
    assert record["doc_number"] == "云政办发〔2026〕9号"


def test_an_order_names_what_it_promulgates() -> None:
    text = "云溪市人民政府令\n第12号\n《云溪市户外广告办法》已经市人民政府常务会议通过，"
    text += "现予公布，自2026年7月1日起施行。"
    record = read(text + "\n市长　甲某某\n2026年5月16日\n云溪市户外广告办法\n第一条　为了管理。").as_json()
    assert record["title"] == "云溪市户外广告办法"
    assert record["doc_number"] == "云溪市人民政府令第12号"
    assert (record["issuers"], record["date_written"]) == (["云溪市人民政府"], "2026-05-16")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("云发〔二〇二六〕9号", "云发〔2026〕9号"),
        ("云发[2026]009号", "云发〔2026〕009号"),
        ("( 云发〔2026〕9号 )", "云发〔2026〕9号"),
        ("〔2026〕9号", "〔2026〕9号"),
        ("2026年第9号", "2026年第9号"),
        ("财政部 国家发展改革委公告2026年第11号", "财政部 国家发展改革委公告2026年第11号"),
    ],
)
def test_numbers_in_their_forms(line: str, number: str) -> None:
    assert read(f"云溪县民政局关于公示的通告\n{line}\n各单位：\n落实。").as_json()["doc_number"] == number


def test_the_name_of_the_original_file_tells_title_and_number() -> None:
    text = "各单位：\n落实下列事项，请各单位认真办理。\n云溪县人民政府\n2026年6月4日\n"
    record = read(text + "云政发〔2026〕26号云溪县人民政府关于公布名录的通知.doc").as_json()
    assert record["title"] == "云溪县人民政府关于公布名录的通知"
    assert record["doc_number"] == "云政发〔2026〕26号"


JOINT = "甲市财政局　　　　　甲市民政局\n甲市卫生健康委员会\n二Ｏ二六年二月三日"


@pytest.mark.parametrize(
    "title",
    [
        "关于补贴的通知",
        "甲市财政局甲市民政局甲市卫生健康委员会关于补贴的通知",
        "甲市财政局等3部门关于补贴的通知",
    ],
)
def test_joint_issuers_are_named_in_full(title: str) -> None:
    found = read(f"{title}\n各区：\n落实。\n{JOINT}").found
    assert found.issuers == ("甲市财政局", "甲市民政局", "甲市卫生健康委员会")
    assert found.written_on == date(2026, 2, 3)


def test_a_short_name_in_the_title_gives_way_to_the_full_one() -> None:
    text = "市政府办公室关于公开的通知\n各区：\n落实。\n甲市人民政府办公室\n2026年2月3日"
    assert read(text).found.issuers == ("甲市人民政府办公室",)


def test_the_first_signature_counts_and_not_that_of_an_annex() -> None:
    text = "云溪县人民政府转发县地震局报告的通知\n各乡镇：\n转发给你们。\n云溪县人民政府\n2026年2月5日\n"
    text += "县地震局关于防震的报告\n县政府：\n报告如下。\n云溪县地震局\n2026年1月25日"
    assert read(text).found.written_on == date(2026, 2, 5)


def test_a_day_that_the_copy_joined_to_the_last_paragraph() -> None:
    text = "云溪县民政局关于表彰的通知\n各乡镇：\n望再接再厉。 二○○五年二月七日"
    assert read(text).found.written_on == date(2005, 2, 7)


def test_a_title_that_passes_a_paper_on_needs_no_kind_of_its_own() -> None:
    title = "关于转发《县防火指挥部关于春节防火工作的紧急通知》"
    assert read(f"石门镇人民政府文件\n石政〔2009〕3号\n{title}\n各村：\n请落实。").found.title == title


def test_an_hour_makes_a_day_of_issue_no_day_of_writing() -> None:
    record = read(
        "发文日期: 2026年04月06日 16:40\n发布日期: 2026年04月06日 16:34\n云溪县工作规则\n一、总则"
    ).as_json()
    assert (record["date_written"], record["date_published"]) == (None, "2026-04-06")


@pytest.mark.parametrize(
    ("mark", "openness", "word"),
    [
        ("（此件主动公开）", "主动公开", ""),
        ("公开属性：主动公开", "主动公开", ""),
        ("（信息公开形式：主动公开）", "主动公开", ""),
        ("（此件发至县处级）", None, "发送范围"),
        ("（此件有删减）", None, "说明"),
        ("应当标注“（此件公开发布）”字样", None, "没有公开属性"),
        ("公开方式：主动公开\n（此件不予公开）", None, "不一致"),
    ],
)
def test_openness_is_stated_and_never_inferred(mark: str, openness: str | None, word: str) -> None:
    found = read(f"云溪县民政局关于公示的通知\n各单位：\n落实。\n云溪县民政局\n2026年1月2日\n{mark}").found
    assert (found.openness or None) == openness
    assert word in "".join(found.notes)


def test_attachments_numbered_on_one_line_and_over_several() -> None:
    head = "云溪县民政局关于公示的通知\n各单位：\n落实。\n"
    text = "附件：1.甲表 2.乙表.xlsx\n3．丙说明\n云溪县民政局\n2026年1月2日\n附件1\n甲表"
    assert read(head + text).found.attachments == ("甲表", "乙表", "丙说明")
    text = "附件：公开事项标准目录编制\n责任分工\n\n附件\n\n目录"
    assert read(head + text).found.attachments == ("公开事项标准目录编制责任分工",)
    assert read(head + "附：甲表\n云溪县民政局\n2026年1月2日").found.attachments == ("甲表",)


def test_an_order_that_lost_its_breaks() -> None:
    text = "　　《云溪省湿地公园管理办法》已经2026年4月10日省人民政府常务会议通过，现予以公布，"
    text += "自2026年7月1日起施行。　　省　长 甲某　　2026年5月11日云溪省湿地公园管理办法第一章 总则"
    text += "　　第一条 为了规范湿地公园管理，根据有关法律、法规，结合本省实际，制定本办法。"
    record = read(text).as_json()
    assert (record["title"], record["date_written"]) == ("云溪省湿地公园管理办法", "2026-05-11")


def test_a_document_that_a_page_introduces_begins_at_its_masthead() -> None:
    text = "云溪县民政局文件\n简介：本站收录了有关文件。\n第一篇\n云溪县民政局文件\n云民发〔2026〕4号\n"
    record = read(text + "云溪县民政局关于公示的通知\n各单位：\n落实。").as_json()
    assert (record["title"], record["doc_number"]) == ("云溪县民政局关于公示的通知", "云民发〔2026〕4号")


GLUED = (
    "云溪县人民政府办公室关于公开的通知云政办发〔2026〕5号各乡镇人民政府，县政府各部门：为做好公开工作，"
    "根据《条例》（国令第711号）和有关文件（云政发〔2025〕2号）精神，现通知如下。一、总体要求坚持公开为常态，"
    "不公开为例外。二、主要任务（一）编制目录。县政府办公室组织编制。（二）加强培训。每年至少一次，"
    "提高工作人员的能力和水平，确保各项任务落到实处。附件：1．公开目录2．联系表云溪县人民政府办公室2026年1月27日"
    "（此件公开发布）附件1公开目录"
)


def test_one_line_without_breaks_is_taken_apart() -> None:
    record = read(GLUED).as_json()
    assert record["title"] == "云溪县人民政府办公室关于公开的通知"
    assert record["doc_number"] == "云政办发〔2026〕5号"
    assert record["addressees"] == ["各乡镇人民政府", "县政府各部门"]
    assert (record["date_written"], record["openness"]) == ("2026-01-27", "公开发布")
    headings = record["headings"]
    assert isinstance(headings, dict)
    assert headings["level2_count"] == 2


def test_numbers_of_pages_stand_in_no_sentence() -> None:
    text = "云溪县民政局关于公示的通知\n各单位：\n落实。\n附件：1.甲表\n— 1 —\n2.乙表\n"
    text += "云溪县民政局\n- 2 -\n2026年1月2日"
    found = read(text).found
    assert (found.attachments, found.issuers) == (("甲表", "乙表"), ("云溪县民政局",))


def test_a_second_copy_of_the_text_is_not_read_twice() -> None:
    body = "各乡镇人民政府、街道办事处，县政府直属各单位：\n同意设立，请各单位认真办理有关事项。\n"
    body += "云溪县人民政府\n2026年5月20日"
    record = read(f"{body}\n{body}").as_json()
    assert (record["date_written"], record["issuers"]) == ("2026-05-20", ["云溪县人民政府"])


def test_traditional_characters_are_kept_and_their_readings_dropped() -> None:
    text = "雲溪縣人民政府辦公室關于印發(fā)公開實施方案的通知\n雲政辦〔2026〕23號\n"
    text += "各鄉(xiāng)鎮(zhèn)人民政府:\n請認真貫徹。\n"
    record = read(text + "雲溪縣人民政府辦公室\n2026年6月2日\n(此件公開發(fā)布)").as_json()
    assert record["title"] == "雲溪縣人民政府辦公室關于印發公開實施方案的通知"
    assert record["doc_number"] == "雲政辦〔2026〕23號"
    assert (record["issuers"], record["openness"]) == (["雲溪縣人民政府辦公室"], "公開發布")
