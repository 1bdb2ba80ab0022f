"""Who issues: signatures and mastheads in the shapes that documents give them."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.head.recognition import Recognised
from gongkai.text.official_text.policy import read_policy

SUBJECT = "关于做好春季防汛工作的通知"
TEXT = "各乡镇人民政府，县直有关单位：\n为做好有关工作，现将有关事项通知如下，请结合实际抓好落实。"
DAY = "2026年3月2日"
TWO = ("云溪县财政局", "云溪县水利局")


def read(text: str) -> Recognised:
    return read_policy(text.split("\n")).found


def signed(signature: str) -> tuple[str, ...]:
    found = read(f"{SUBJECT}\n{TEXT}\n\n{signature}")
    assert found.own_title == SUBJECT
    return found.issuers


@pytest.mark.parametrize(
    "signature",
    [
        f"云溪县财政局，云溪县水利局\n{DAY}",
        f"云溪县财政局\t云溪县水利局\n{DAY}",
        f"云溪县财政局 | 云溪县水利局\n{DAY}",
        f"云溪县财政局（盖章）   云溪县水利局（盖章）\n{DAY}",
        f"（盖章）云溪县财政局\n（盖章）云溪县水利局\n{DAY}",
        f"云溪县财政局\n（盖章）\n云溪县水利局\n（盖章）\n{DAY}",
        f"云溪县财政局\n{DAY}\n云溪县水利局\n{DAY}",
        f"云溪县财政局 云溪县水利局，{DAY}",
        f"落款：云溪县财政局 云溪县水利局\n{DAY}",
        f"发文单位：云溪县财政局、云溪县水利局\n日期：{DAY}",
        f"云溪县财政局、云溪县水利局（盖章）\n日期：{DAY}",
    ],
)
def test_two_bodies_sign(signature: str) -> None:
    assert signed(signature) == TWO


def test_a_second_body_signs_on_the_same_day_only() -> None:
    assert signed(f"云溪县财政局\n{DAY}\n云溪县水利局\n2026年3月9日") == TWO[:1]
    assert signed(f"云溪县财政局\n{DAY}\n附件\n工作方案\n云溪县水利局\n{DAY}") == TWO[:1]


def test_a_day_behind_a_label_is_no_signature_by_itself() -> None:
    found = read(f"{SUBJECT}\n{TEXT}\n会议室\n日期：2026年3月5日\n云溪县水利局\n{DAY}")
    assert (found.issuers, found.written_on) == (TWO[1:], date(2026, 3, 2))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            "云溪县推进职能转变和优化营商环境\n领导小组办公室",
            "云溪县推进职能转变和优化营商环境领导小组办公室",
        ),
        ("云溪县工程建设专项整治工作领导小组\n办公室", "云溪县工程建设专项整治工作领导小组办公室"),
        ("云溪县防汛抗旱\n指挥部", "云溪县防汛抗旱指挥部"),
        ("云溪县“放管服”改革工作专班", "云溪县“放管服”改革工作专班"),
    ],
)
def test_a_name_over_two_lines_or_with_quotation_marks(lines: str, name: str) -> None:
    assert signed(f"{lines}\n{DAY}") == (name,)


def test_the_tail_of_a_name_alone_is_none() -> None:
    assert signed(f"领导小组办公室\n{DAY}") == ()


def test_short_names_that_title_and_signature_share_are_those_of_the_document() -> None:
    short = ("市人社局", "市税务局", "市医保局")
    together = "     ".join(short)
    for title in ("".join(short), " ".join(short)):
        assert read(f"{title}{SUBJECT}\n{TEXT}\n{together}\n{DAY}").issuers == short
    assert signed(f"{together}\n{DAY}") == ()
    full = "临川市人社局\n临川市税务局\n临川市医保局"
    assert read(f"{' '.join(short)}{SUBJECT}\n{TEXT}\n{full}\n{DAY}").issuers == tuple(full.split("\n"))


@pytest.mark.parametrize(
    "head",
    [
        "云南省临川市人民政府\n\n临川市人民政府",
        "云南省临川市人民政府临川市人民政府",
        "临川市人民政府临川市人民政府",
        "云溪壮族自治区临川市人民政府\n临川市人民政府",
    ],
)
def test_a_masthead_with_the_province_before_it_is_no_part_of_the_title(head: str) -> None:
    found = read(f"{head}{SUBJECT}\n{TEXT}\n{DAY}")
    assert (found.own_title, found.issuers) == (f"临川市人民政府{SUBJECT}", ("临川市人民政府",))


@pytest.mark.parametrize(
    ("masthead", "names"),
    [
        ("云溪县财政局\n云溪县水利局\n文件", TWO),
        ("云溪县财政局\n云溪县水利局文件", TWO),
        ("云溪县财政局  文件\n云溪县水利局", TWO),
        ("云溪县人民政府\n云溪县水利局文件", TWO[1:]),
        ("中共云溪县委\n云溪县人民政府文件", ("中共云溪县委", "云溪县人民政府")),
    ],
)
def test_all_the_bodies_of_a_masthead(masthead: str, names: tuple[str, ...]) -> None:
    found = read(f"{masthead}\n云财发〔2026〕5号\n{SUBJECT}\n{TEXT}\n{DAY}")
    assert (found.issuers, found.document_number) == (names, "云财发〔2026〕5号")


def test_readings_without_tones_are_none_of_the_words() -> None:
    found = read(
        "雲(yun)農廳發〔2026〕5號\n各市、縣人民政(zheng)府(fu)：\n經省人民政(zheng)府同意，現將(jiang)方案印發給你們，"
        "請認真組織實(shi)施。\n雲溪省農(nong)業農(nong)村廳 雲溪省財(cai)政廳\n2026年3月2日"
    )
    assert found.issuers == ("雲溪省農業農村廳", "雲溪省財政廳")
    assert found.document_number == "雲農廳發〔2026〕5號"


@pytest.mark.parametrize(
    "row",
    [
        "发文机关云溪县水利局 标题 云溪县水利局{subject} 发文字号 云水发〔2026〕5号",
        "索引号 0012/2026-7 发文机关云溪县水利局 标题 云溪县水利局{subject}",
        "发文机关云溪县水利局 标题 云溪县水利局{subject} 发布日期2026-03-02",
    ],
)
def test_rows_whose_labels_have_a_gap_or_none(row: str) -> None:
    found = read(f"{row.format(subject=SUBJECT)}\n{TEXT}\n{DAY}")
    assert (found.own_title, found.issuers) == (f"云溪县水利局{SUBJECT}", TWO[1:])


def test_the_rule_who_leads_names_no_leader() -> None:
    (task,) = read_policy(
        f"{SUBJECT}\n（一）清理河道。\n责任单位：县发改局、县财政局（第一责任单位为牵头单位，下同）".split(
            "\n"
        )
    ).tasks
    assert (task.units.names, task.lead.names) == (("县发改局", "县财政局"), ("县发改局",))


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        (f"国家水利委办公厅国家气象局综合司\n{DAY}", ("国家水利委办公厅", "国家气象局综合司")),
        (f"云溪县水利局  云溪县供销合作社联合社\n{DAY}", ("云溪县水利局", "云溪县供销合作社联合社")),
        (f"云溪海关\n云溪县社会救助联席会议\n{DAY}", ("云溪海关", "云溪县社会救助联席会议")),
    ],
)  # fmt: skip
def test_bodies_of_other_kinds_sign(signature: str, names: tuple[str, ...]) -> None:
    assert signed(signature) == names


def test_a_name_that_a_page_miswrites_in_its_title_is_that_of_the_signature() -> None:
    found = read(
        f"云溪县财政局 云溪县水利局 云溪县审审计局{SUBJECT}\n{TEXT}\n"
        f"云溪县财政局\n云溪县水利局\n云溪县审计局\n{DAY}"
    )
    assert found.issuers == ("云溪县财政局", "云溪县水利局", "云溪县审计局")


def test_question_marks_for_spaces_behind_a_signature() -> None:
    found = read(
        "各乡镇人民政府：\n现将规则印发给你们。\n云溪县人民政府????????\n2026年1月19日????????\n（此件公开发布）"
    )
    assert (found.issuers, found.written_on) == (("云溪县人民政府",), date(2026, 1, 19))


def test_short_names_behind_one_that_has_their_place() -> None:
    title = "甲市云溪区水利局、区财政局、区城管局关于封闭河道的通告"
    assert read(f"{title}\n为保护河道，现将有关事项通告如下，请遵照执行。").issuers == (
        "甲市云溪区水利局",
        "区财政局",
        "区城管局",
    )
    assert read("区水利局、区财政局关于封闭河道的通告\n为保护河道，现通告如下。").issuers == ()


def test_the_body_that_a_collection_names_where_the_document_names_nobody() -> None:
    page = "【颁布时间】2026-3-2【标题】河道管理办法（试行）【颁布单位】云溪县水利局"
    assert read(f"{page}\n河道管理办法（试行）\n第一条 为了保护河道，制定本办法。").issuers == (
        "云溪县水利局",
    )
    assert read(f"{page}\n云溪县人民政府{SUBJECT}\n{TEXT}").issuers == ("云溪县人民政府",)


@pytest.mark.parametrize(
    ("title", "signature"),
    [
        ("青川市云溪县柳林镇人民政府", "云溪县柳林镇人民政府"),
        ("青川市发展改革委", "青川市发展和改革委员会"),
        ("青川市云溪经开区管委会", "云溪经开区管委会"),
    ],
)
def test_a_body_is_called_as_it_signs(title: str, signature: str) -> None:
    found = read(f"{title}{SUBJECT}\n{TEXT}\n\n{signature}\n{DAY}")
    assert found.issuers == (signature,)


@pytest.mark.parametrize("day", ["2026年4月 日", "2026年  月  日"])
def test_a_signature_whose_day_is_left_to_the_hand(day: str) -> None:
    found = read(
        f"市人民政府{SUBJECT}\n{TEXT}\n\n云溪市人民政府\n\n{day}\n\n应急预案\n" + "第一条 说明。\n" * 12
    )
    assert (found.issuers, found.written_on) == (("云溪市人民政府",), None)


def test_blanks_within_the_day_of_a_signature() -> None:
    assert signed("云溪县信用建设领导小组 2017年2月26 日") == ("云溪县信用建设领导小组",)


def test_a_signature_glued_to_the_name_of_an_attachment_begins_with_its_province() -> None:
    text = TEXT.replace("\n", "") * 3
    found = read(
        f"{SUBJECT}{text}联系人：略，传真：86900000附件：参会回执江苏省水利厅{DAY}附件报名回执会议时间：5月10日"
    )
    assert found.issuers == ("江苏省水利厅",)


def test_more_bodies_sign_than_the_title_of_the_page_names() -> None:
    title = "云溪县青石镇人民政府关于做好换届工作的通知"
    found = read(f"{title}\n{TEXT}\n中共云溪县青石镇委员会\n云溪县青石镇人民政府\n{DAY}")
    assert found.issuers == ("中共云溪县青石镇委员会", "云溪县青石镇人民政府")


def test_bodies_above_a_day_that_lost_its_marks() -> None:
    title = "云溪县财政局关于印发补贴办法的通知"
    found = read(f"{title}\n{TEXT}\n云溪县财政局     云溪县水利局\n云溪县教育局\n2026512")
    assert found.issuers == ("云溪县财政局", "云溪县水利局", "云溪县教育局")
    assert found.written_on is None


def test_short_names_of_organisations_of_the_people_are_names() -> None:
    bodies = ("云溪市司法局", "云溪市工商联", "云溪市残联")
    found = read(f"{' '.join(bodies)}\n{SUBJECT}\n{TEXT}\n{DAY}")
    assert found.issuers == bodies


def test_a_body_with_two_names_among_those_above_a_title() -> None:
    bodies = ("云溪省人力资源厅", "云溪省企业联合会/云溪省企业家协会", "云溪省工商联")
    found = read(f"{' '.join(bodies)}\n{SUBJECT}\n云人发〔2026〕8号\n{TEXT}")
    assert (found.own_title, found.issuers) == (f"{' '.join(bodies)}{SUBJECT}", bodies)


def test_a_mechanism_signs_over_two_lines() -> None:
    signature = f"云溪省应对新型冠状病毒感染\n肺炎疫情联防联控机制\n{DAY}"
    assert signed(signature) == ("云溪省应对新型冠状病毒感染肺炎疫情联防联控机制",)
