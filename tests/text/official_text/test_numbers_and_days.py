"""The number and the day of a document where collections of laws and damaged pages set them."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.head.recognition import Recognised
from gongkai.text.official_text.policy import read_policy
from gongkai.text.policy_files import read_policy_file

TITLE = "云溪县人民政府关于做好春季防汛工作的通知"
TEXT = "各乡镇人民政府，县直有关单位：\n为做好有关工作，现将有关事项通知如下，请结合实际抓好落实。"


def read(text: str) -> Recognised:
    return read_policy(text.split("\n")).found


@pytest.mark.parametrize(
    "line",
    [
        "云政发〔2026〕5号 2026年3月2日",
        "2026年3月2日 云政发[2026]5号",
        "2026-03-02 云政发〔2026〕5号",
        "云政发〔2026〕5号  2026-03-02  全文有效",
        "（云政发(2026)5号 二〇二六年三月二日）",
        "( 云政发〔2026〕5号 2026年3月2日 )",
    ],
)
def test_number_and_day_on_one_line(line: str) -> None:
    found = read(f"{TITLE}\n{line}\n{TEXT}")
    assert (found.own_title, found.document_number) == (TITLE, "云政发〔2026〕5号")
    assert found.written_on == date(2026, 3, 2)


def test_the_line_stands_far_below_the_title_that_the_page_gives_first() -> None:
    found = read(
        f"{TITLE}\n时间：2026-05-22 19:54:20 来源：法律资料网 阅读：87\n下载地址：点击此处下载\n{TITLE}\n"
        f"云溪县人民政府\n{TITLE}\n2026年3月2日 云政发[2026]5号\n{TEXT}"
    )
    assert (found.document_number, found.written_on) == ("云政发〔2026〕5号", date(2026, 3, 2))


@pytest.mark.parametrize(
    "line", ["云溪县水利局公告2026年第8号", "云溪县水利局公告2026年第8号  2026-03-02  全文有效"]
)
def test_announcements_are_counted_without_a_code(line: str) -> None:
    document = read_policy(
        f"云溪县水利局关于发布水库名录的公告\n{line}\n现予公布，自发布之日起施行。".split("\n")
    )
    assert document.as_json()["doc_number"] == "云溪县水利局公告2026年第8号"
    assert document.found.document_number == "", (
        "not of the standard form: nothing that is published takes it"
    )
    assert document.found.written_on == (date(2026, 3, 2) if "-" in line else None)


def test_an_announcement_that_the_text_cites_is_another() -> None:
    found = read(f"{TITLE}\n各乡镇人民政府：\n根据云溪县水利局公告2026年第8号，现将有关事项通知如下。")
    assert (found.document_number, found.bare_number) == ("", "")


@pytest.mark.parametrize("brackets", ["（{}）", "((2026年3月2日))", " （{}）"])
def test_the_day_in_brackets_behind_the_title(brackets: str) -> None:
    found = read(f"{TITLE}{brackets.format('2026年3月2日')}\n{TEXT}")
    assert (found.own_title, found.issuers) == (TITLE, ("云溪县人民政府",))
    assert found.written_on == date(2026, 3, 2)


def test_traditional_characters_on_one_line_are_taken_apart() -> None:
    title = "雲溪縣人民政府關於同意設立東門鎮和西門鎮的批覆"
    found = read(
        f"{title}\n{title} 雲政函〔2026〕8號 雲溪縣人民政府 2026年3月2日 |\n"
        "雲水鄉人民政府:\n你鄉的請示收悉。現批覆如下:\n一、同意設立東門鎮，並請按照有關規定辦理。\n雲溪縣人民政府\n二〇二六年三月二日"
    )
    assert (found.own_title, found.document_number) == (title, "雲政函〔2026〕8號")
    assert (found.issuers, found.written_on) == (("雲溪縣人民政府",), date(2026, 3, 2))


def test_question_marks_stand_for_spaces() -> None:
    found = read(f"{TITLE}\n{TEXT}\n?\n?????????? ?云溪县人民政府\n????????? 2026年3月2日\n?")
    assert (found.issuers, found.written_on) == (("云溪县人民政府",), date(2026, 3, 2))


def test_the_frame_of_a_page_leaves_a_pipe_behind_the_signature() -> None:
    text = (
        "为做好防汛工作，现就有关事项通告如下： 一、在全县范围内禁止围垦河道。 "
        "二、水库每天巡查两次，发现险情立即处置。"
    ) * 4
    found = read(f"{text}三、本通告自发布之日起实施。 云溪县人民政府 2026年3月2日 |")
    assert (found.issuers, found.written_on) == (("云溪县人民政府",), date(2026, 3, 2))


def test_a_day_without_its_year_still_ends_a_signature() -> None:
    found = read(f"关于做好春季防汛工作的通知\n{TEXT}\n云溪县人民政府\n3月2日\n来源：云溪县人民政府网")
    assert (found.issuers, found.written_on) == (("云溪县人民政府",), None)


def test_labels_above_the_source_of_a_page_in_a_text_file() -> None:
    page = (
        "发文机关:云溪县人民政府\n时效性 :现行有效\n文号 :云政发〔2026〕5号\n"
        "<p>各乡镇人民政府:</p><p> 现将方案印发给你们。</p>"
        '<p style="text-align: right;"> 云溪县人民政府</p><p> 2026年3月2日</p>'
    )
    found = read_policy_file(page.encode(), "a.txt").found
    assert (found.document_number, found.issuers) == ("云政发〔2026〕5号", ("云溪县人民政府",))


@pytest.mark.parametrize("line", ["2026年3月2日，云溪县人民政府", "（2026-03-02,云溪县人民政府）"])
def test_the_day_before_the_body_below_the_title(line: str) -> None:
    found = read(f"关于做好春季防汛工作的通知\n{line}\n{TEXT}")
    assert (found.written_on, found.issuers) == (date(2026, 3, 2), ("云溪县人民政府",))


def test_a_decision_is_of_the_day_of_the_meeting_that_passed_it() -> None:
    title = "云溪县人民代表大会常务委员会关于保护水源的决定"
    passed = "（2026年3月2日云溪县第十八届人民代表大会常务委员会第17次会议通过）"
    assert read(f"{title}\n{passed}\n为了保护水源，特作如下决定：\n一、划定范围。").written_on == date(
        2026, 3, 2
    )
    twice = f"{passed[:-1]} 2026年5月1日某市人民代表大会常务委员会批准）"
    assert read(f"{title}\n{twice}\n为了保护水源，特作如下决定：\n一、划定范围。").written_on is None


def test_who_publishes_a_page_with_its_day_signs_nothing() -> None:
    found = read(
        f"云溪县水利发展规划\n时间：2026年3月5日 来源：县水利局\n打印\n县水利局 2026年3月5日\n{TEXT}"
    )
    assert (found.written_on, found.issuers) == (None, ())


@pytest.mark.parametrize(
    "line",
    [
        "《云溪县人民政府关于做好春季防汛工作的通知》云政发〔2026〕5号",
        "云政发[2026]5号《云溪县人民政府关于做好春季防汛工作的通知》(全文)",
        "2026.03.02《云溪县人民政府关于做好春季防汛工作的通知》云政发〔2026〕5号",
    ],
)
def test_titles_in_quotation_marks_beside_their_number(line: str) -> None:
    found = read(f"{line}\n{TEXT}")
    assert (found.own_title, found.document_number) == (TITLE, "云政发〔2026〕5号")
    assert found.written_on == (date(2026, 3, 2) if "2026.03" in line else None)


def test_what_an_order_has_long_passed_is_its_title() -> None:
    found = read(
        "云溪县人民政府令\n（第12号）\n《云溪县河道管理办法》，业经县政府第九次常务会议讨论通过，现予公布，自公布之日起施行。\n"
        "县长 某某某\n二〇二六年三月二日\n云溪县河道管理办法\n第一条 为了保护河道，制定本办法。"
    )
    assert (found.own_title, found.document_number) == ("云溪县河道管理办法", "云溪县人民政府令第12号")


def test_labels_and_values_a_line_each_with_a_pipe_behind_them() -> None:
    title = "雲溪縣水利局關於發布水庫名錄的公告"
    cells = (
        "",
        "發文機關",
        "雲溪縣水利局",
        "文件字號",
        "雲溪縣水利局公告2026年第8號",
        "頒布日期",
        "2026-03-02",
        "失效日期",
        "",
        "正文",
    )
    page = "".join(f"{cell} |\n" for cell in cells) + f"{title}\n現予公布，請遵照執行。"
    record = read_policy(page.split("\n")).as_json()
    assert record["doc_number"] == "雲溪縣水利局公告2026年第8號"
    assert (record["issuers"], record["date_written"]) == (["雲溪縣水利局"], "2026-03-02")


def test_a_signature_with_a_zero_among_its_characters() -> None:
    text = "各乡镇人民政府： 经县政府同意，现将县计委制订的《河道规划纲要》印发给你们，请认真贯彻执行。"
    found = read(f"{text}云溪县人民政府办公室二00三年八月十二日")
    assert (found.issuers, found.written_on) == (("云溪县人民政府办公室",), date(2003, 8, 12))


@pytest.mark.parametrize("behind", ["公布", "发布", "公布 自2026年5月1日起施行"])
def test_the_order_that_promulgates_a_rule_below_its_title(behind: str) -> None:
    found = read(
        f"云溪市养犬管理办法\n（2026年3月2日云溪市人民政府令第46号{behind}）\n"
        "第一章　总则\n第一条 制定本办法。"
    )
    assert found.document_number == "云溪市人民政府令第46号"
    assert found.written_on == date(2026, 3, 2)


def test_a_rule_that_was_amended_since_has_no_single_day() -> None:
    history = "（2016年3月2日云溪市人民政府令第46号公布 根据2020年5月1日云溪市人民政府令第60号修订）"
    found = read(f"云溪市养犬管理办法\n{history}\n第一章　总则\n第一条 制定本办法。")
    assert (found.document_number, found.written_on) == ("", None)


def test_a_short_text_on_one_line_that_ends_with_its_day() -> None:
    found = read(
        "各区水利局、各有关单位： 为贯彻落实防汛工作部署，市水利局研究制定了《防汛若干措施》，现印发给你们，"
        "请结合实际认真贯彻落实。 2026年3月2日 （此件主动公开）"
    )
    assert found.written_on == date(2026, 3, 2)
    assert found.openness == "主动公开"


def test_a_public_notice_with_its_subject_behind_its_number() -> None:
    found = read(
        "云溪海关公告2026年第24号（关于可免于到场的公告）\n为保障货物验放，现就有关事项公告如下：\n一、可以委托。"
    )
    assert found.own_title == "关于可免于到场的公告"
    assert found.bare_number == "云溪海关公告2026年第24号"
