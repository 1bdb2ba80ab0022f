"""Papers on one line: marks above the number, round brackets, signatures behind an attachment or a label."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.head.recognition import Recognised
from gongkai.text.official_text.policy import read_policy
from gongkai.text.official_text.tasks.units import read_units

BODY = (
    "为进一步做好全县汛期安全工作，现将有关事项通知如下。一、各单位要认真排查隐患，建立台账，逐项整改。"
    "二、各单位要加强值班值守，遇有情况立即报告，不得迟报、漏报、瞒报，确保度汛安全，确保群众生命财产安全。"
)
TITLE = "云溪集团安全部关于做好汛期安全工作的通知"


def read(text: str) -> Recognised:
    return read_policy([text]).found


@pytest.mark.parametrize("brackets", ["〔2026〕", "(2026)", "（2026）", "〔2026)"])
def test_a_number_in_brackets_of_any_form_ends_the_masthead(brackets: str) -> None:
    found = read(f"云溪集团有限公司文件云集安{brackets}19号{TITLE}各单位：{BODY}")
    assert (found.own_title, found.document_number) == (TITLE, "云集安〔2026〕19号")


@pytest.mark.parametrize("mark", ["加急", "特急", "内部事项"])
def test_a_mark_is_no_part_of_title_number_or_body(mark: str) -> None:
    numbered = read(f"云溪集团有限公司{mark}安值通〔2026〕7号关于做好汛期安全工作的通知各单位：{BODY}")
    assert numbered.own_title == "关于做好汛期安全工作的通知"
    assert numbered.document_number == "安值通〔2026〕7号"
    bare = read(f"云溪集团有限公司{mark}{TITLE}各单位：{BODY}")
    assert (bare.own_title, bare.issuers) == (TITLE, ("云溪集团安全部",))


def test_a_number_that_the_title_cites_is_not_the_document_s() -> None:
    found = read(f"云溪县水利局关于商请会签云政发〔2025〕36号文件意见的函县财政局：{BODY}")
    assert found.document_number == ""


def test_a_number_cited_in_square_brackets_leaves_the_title_alone() -> None:
    title = "云溪县水利局关于邀请参加《防汛白皮书(2025年)》发布会的函"
    found = read(f"{title}县财政局、县应急局：根据《意见》[云水办[2025]118号]，{BODY}")
    assert (found.own_title, found.document_number) == (title, "")


def test_a_signature_behind_the_list_of_attachments() -> None:
    end = "附件：1.排查方案2.2026年重点隐患清单云溪集团安全部2026年5月8日(此件发至收文单位)"
    found = read(f"云溪集团有限公司文件云集安〔2026〕19号{TITLE}各单位：{BODY}{end}")
    assert (found.issuers, found.written_on) == (("云溪集团安全部",), date(2026, 5, 8))
    assert found.attachments == ("排查方案", "2026年重点隐患清单")


def test_a_signature_before_the_label_of_openness() -> None:
    end = "附件：排查方案云溪县水利局2026年8月15日信息公开属性：不公开"
    found = read(f"云溪县水利局云水函〔2026〕9号云溪县水利局关于排查的函县财政局：{BODY}{end}")
    assert (found.written_on, found.openness) == (date(2026, 8, 15), "不公开")


def test_minutes_are_no_code_of_a_number() -> None:
    found = read_policy(["局长办公会议纪要〔2026〕11号", "云溪县水利局", "5月8日，会议研究度汛工作。"]).found
    assert (found.document_number, found.bare_number) == ("", "")


def test_party_and_government_of_all_places_are_one_group() -> None:
    units = read_units("各市党委、政府，省水利厅")
    assert units is not None
    assert units.names == ("各市党委、政府", "省水利厅")


def test_the_number_of_a_collection_before_the_heads_of_party_and_state() -> None:
    found = read_policy(
        [
            "170795中共中央办公厅文件中办发〔2020〕39号中共中央办公厅国务院办公厅关于规范河道清理工作的通知各省、自治区、"
            "直辖市党委和人民政府，中央和国家机关各部委：近年来，各地扎实推进，现就有关事项通知如下。一、准确把握总体要求。"
        ]
    ).found
    assert found.own_title == "中共中央办公厅国务院办公厅关于规范河道清理工作的通知"
    assert found.document_number == "中办发〔2020〕39号"
    assert found.issuers == ("中共中央办公厅", "国务院办公厅")


def test_an_order_names_its_body_without_about() -> None:
    found = read_policy(
        ["云溪县人民政府", "森林防火禁火令", "为防范森林火灾，特发布如下禁火令：", "一、严禁野外用火。"]
    ).found
    assert found.own_title == "云溪县人民政府森林防火禁火令"
    assert found.issuers == ("云溪县人民政府",)


def test_a_number_glued_to_those_it_addresses() -> None:
    lines = ("云溪县水利局关于做好汛期安全工作的通知", "云水办〔2026〕3号各乡镇人民政府，县直各单位：", BODY)
    found = read_policy(lines).found
    assert found.document_number == "云水办〔2026〕3号"
    assert found.addressees == ("各乡镇人民政府", "县直各单位")


def test_a_cited_number_before_a_colon_is_not_the_document_s() -> None:
    lines = ("云溪县水利局关于做好汛期安全工作的通知", "云政办〔2026〕3号文件要求：", BODY)
    assert read_policy(lines).found.document_number == ""


def test_a_periodical_s_mark_before_the_text_is_no_part_of_the_number() -> None:
    found = read(f"<正> 云政办发〔2026〕14号各乡镇人民政府：{BODY}云溪县人民政府办公室2026年4月27日")
    assert (found.document_number, found.issuers) == ("云政办发〔2026〕14号", ("云溪县人民政府办公室",))


def test_a_blank_parts_the_title_from_a_code_that_ends_like_a_title() -> None:
    found = read(f"关于云溪县水利局标志登记备案的函 云知发保函字〔2026〕26号 云溪县水利局: {BODY}")
    assert found.own_title == "关于云溪县水利局标志登记备案的函"
    assert found.document_number == "云知发保函字〔2026〕26号"


def test_addressees_that_end_the_line_glued_to_the_title() -> None:
    title = "云溪县农业农村局办公室关于开展农机购置补贴对象满意度调查的通知"
    found = read(f"{title}各乡镇农业（农机）主管部门，县农业技术推广办公室：　　根据要求，现将事项通知如下。")
    assert (found.own_title, found.issuers) == (title, ("云溪县农业农村局办公室",))
    assert found.addressees == ("各乡镇农业（农机）主管部门", "县农业技术推广办公室")


def test_the_second_line_of_a_title_glued_to_those_it_addresses() -> None:
    found = read(
        "云政办函〔2026〕186号　　云溪县人民政府办公室关于成立县全面　　实施标准化战略领导小组的通知"
        "各镇人民政府，县政府有关部门：　　为推动标准化工作，县政府决定成立领导小组。"
    )
    assert found.own_title == "云溪县人民政府办公室关于成立县全面实施标准化战略领导小组的通知"
    assert found.document_number == "云政办函〔2026〕186号"
