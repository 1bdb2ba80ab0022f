"""Signatures glued to what stands round them, and bodies that only the frame of a page names."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.layout.signers import signers_of
from gongkai.text.official_text.policy import PolicyDocument, read_policy

HEAD = "云溪县水利局关于做好防汛工作的通知各镇人民政府:为做好防汛工作，现就有关事项通知如下，请认真贯彻执行。"
SIGNED = date(2026, 3, 1)


def read(text: str) -> PolicyDocument:
    return read_policy(text.split("\n"))


@pytest.mark.parametrize(
    "end",
    [
        "联系电话:0531-88001234云溪县水利局2026年3月1日",
        "联系电话:138001XXXX云溪县水利局2026年3月1日云溪县发展和改革局公文稿纸",
        "邮箱:fx@example.cn云溪县水利局2026年3月1日云溪县水利局文件会签单关于防汛的方案",
        "请于3月5日前反馈。县水利局2026年3月1日附件1会签稿",
        "附件:1.名单2.参会回执云溪县水利局2026年3月1日云溪县水利局2026年3月2日印发附件1名单",
        "\n一、认真准备。联系人:甲，邮箱:fx@example.cn县水利局2026年3月1日",
        "附件:成员名单云溪县水利局（云溪县应急管理局代章）2026年3月1日附件成员名单",
        "附件：1.防汛清单\n2.责任名单云溪县水利局2026年3月1日",
        "\n云溪县水利局2026年3月1日云溪县发展和改革局公文稿纸",
    ],
)
def test_the_day_behind_the_body_that_issues(end: str) -> None:
    found = read(HEAD + end).found
    assert (found.written_on, found.issuers) == (SIGNED, ("云溪县水利局",))


@pytest.mark.parametrize(
    "sentence",
    [
        "贯彻落实云溪县水利局2026年3月1日《关于防汛的通知》精神，请各单位认真做好各项准备工作。",
        "云溪县水利局2026年3月1日印发相关文件，请各单位认真学习。",
        "云溪县水利局2026年3月1日发布的预警信息，请各单位认真学习。",
        "（见通知）根据云溪县财政局2026年3月1日《关于经费的通知》，请各单位认真学习。",
        "特此通知云溪县水利局2026年3月1日印发",
    ],
)
def test_days_in_sentences_and_of_printing_are_none(sentence: str) -> None:
    assert read(HEAD + sentence).found.written_on is None


def test_attachments_end_before_the_signature() -> None:
    listed = (
        "传真:0531-88001234附件:《关于印发方案的通知》(会签稿)云溪县水利局2026年3月1日云溪县水利局公文稿纸"
    )
    assert read(HEAD + listed).found.attachments == ("《关于印发方案的通知》(会签稿)",)
    sealed = "附件:成员名单云溪县水利局（云溪县应急管理局代章）2026年3月1日附件成员名单"
    assert read(HEAD + sealed).found.attachments == ("成员名单",)


def test_the_covering_letter_is_signed_before_its_enclosure() -> None:
    text = (
        "云溪县水利局关于商请会签《关于建立联合巡查机制的意见》的函县公安局、县交通运输局:现请贵单位会签。"
        "联系电话:88001234(带传真);邮箱:fx@example.cn云溪县水利局2026年3月1日云溪县水利局公文稿纸"
        "关于建立联合巡查机制的意见各镇人民政府:为加强巡查，制定本意见。\n一、加强领导。各部门要高度重视。"
        "云溪县水利局云溪县公安局云溪县交通运输局2026年3月13日"
    )
    assert read(text).found.written_on == SIGNED


def test_a_masthead_on_a_line_of_its_own_names_the_signer() -> None:
    text = "云溪县水利局\n关于防汛的通知\n各镇:\n请认真执行。附件:责任名单云溪县水利局2026年3月1日"
    assert read(text).found.written_on == SIGNED


def test_signers_have_a_short_form() -> None:
    lines = ["", "云溪省水利厅云溪省财政厅文件云水发〔2026〕3号", "关于防汛的通知"]
    assert set(signers_of(lines)) == {"云溪省水利厅", "省水利厅", "云溪省财政厅", "省财政厅"}
    assert signers_of(["一、关于资金。", "2026年3月1日"]) == ()


def test_day_and_number_in_one_pair_of_brackets() -> None:
    page = (
        "云溪县政府关于任免工作人员的通知\n\n【发布单位】81202\n\n【发布文号】-----\n\n"
        "云溪县人民政府关于任免工作人员的通知\n\n(1985年5月4日云政〔1985〕38号)  "
        "根据有关规定，现通知如下：\n一、任免权限"
    )
    found = read(page).found
    assert found.own_title == "云溪县人民政府关于任免工作人员的通知"
    assert found.document_number == "云政〔1985〕38号"
    assert (found.issuers, found.written_on) == (("云溪县人民政府",), date(1985, 5, 4))


def test_who_signs_without_a_day() -> None:
    text = (
        "报来的申请收悉，原则同意。\n一、项目名称：防汛工程。\n云溪县水利局\n抄送：县财政局。\n云溪县水利局"
    )
    assert read(text).found.issuers == ("云溪县水利局",)
    assert read(text.replace("抄送：县财政局。\n", "")).found.issuers == ()


@pytest.mark.parametrize(
    ("number", "publisher", "issuers"),
    [
        ("云溪府〔2026〕68号", "清州市云溪县人民政府", ("清州市云溪县人民政府",)),
        ("云溪府办发〔2026〕6号", "清州市云溪县人民政府办公室", ("清州市云溪县人民政府办公室",)),
        ("云溪府发〔2026〕6号", "清州市云溪县人民政府办公室", ()),
        ("云财规〔2026〕6号", "清州市云溪县人民政府", ()),
    ],
)
def test_the_code_of_the_number_confirms_who_publishes(
    number: str, publisher: str, issuers: tuple[str, ...]
) -> None:
    front = f"---\n标题: 关于加强工程管理的实施意见\n文号: {number}\n发布单位: {publisher}\n---\n"
    assert read(f"{front}\n为规范管理，提出意见。").found.issuers == issuers


def test_the_time_of_sending_is_no_day_of_writing() -> None:
    text = "云水发〔2026〕1号\n发文时间：2026-05-08\n\n各镇人民政府：\n现将方案印发你们，请认真执行。"
    found = read(text).found
    assert (found.written_on, found.published_on) == (None, None)


@pytest.mark.parametrize("kind", ["部门文件", "区政府规范性文件"])
def test_whose_paper_it_is_is_no_topic(kind: str) -> None:
    page = f"索引号: YX/2026-001\n组配分类: {kind}\n\n关于防汛的通知\n各镇：\n请落实。"
    assert read(page).found.topic == ""
    assert read(page.replace(kind, "防汛抗旱")).found.topic == "防汛抗旱"


def test_a_number_that_a_scan_ends_with_a_full_stop() -> None:
    work = "按照要求做好各项准备工作。" * 10
    text = f"10.加强巡查。{work}(县水利局牵头负责)11。备足物资。{work}(县应急局牵头负责)"
    tasks = read(f"关于防汛的若干措施\n{text}").tasks
    assert [(task.path, task.lead.names) for task in tasks] == [("10", ("县水利局",)), ("11", ("县应急局",))]
