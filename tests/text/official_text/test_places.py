"""Where everything was read: every line of a title and of the bodies, none of its neighbours."""

from __future__ import annotations

import pytest

from gongkai.text.official_text import ImportedText, read_official_text
from gongkai.text.official_text.policy import read_policy
from tests.text.office_files import word_file
from tests.text.word_pages.building import para

BODIES = ("云溪县教育体育局", "云溪县财政局", "云溪县民政局")
ON_ONE_LINE = "　　".join(BODIES)
NUMBER = "云教体发〔2026〕12号"
SUBJECT = "关于做好2026年学生资助工作的通知"
TEXT = ("各乡镇中心学校：", "现就有关事项通知如下。", "一、加强领导。各校要落实责任。")
DAY = "二〇二六年十月十二日"

MASTHEADS = [
    (BODIES[0], f"{BODIES[1]}　文件", BODIES[2]),
    (f"{BODIES[0]}　文件", *BODIES[1:]),
    (*BODIES[:2], f"{BODIES[2]}文件"),
    (BODIES[0], "云溪县财　政　局　文件", "云溪县民　政　局"),
    BODIES,
]


def read(*lines: str) -> ImportedText:
    return read_official_text(word_file("".join(map(para, lines))), "通知.docx")


@pytest.mark.parametrize("masthead", MASTHEADS)
def test_a_joint_issue_signed_on_one_line(masthead: tuple[str, ...]) -> None:
    found = read(*masthead, "", NUMBER, SUBJECT, *TEXT, ON_ONE_LINE, DAY)
    assert found.issuers == BODIES
    assert str(found.places["issuers"]) == f"第9行“{' '.join(BODIES)}”"
    assert str(found.places["date_written"]) == f"第10行“{DAY}”"
    assert not any("不一致" in note for note in found.notes), found.notes


def test_another_body_in_the_masthead_is_still_told() -> None:
    found = read("云溪县水利局文件", NUMBER, SUBJECT, *TEXT, ON_ONE_LINE, DAY)
    assert [note for note in found.notes if note.endswith("；云溪县水利局），请核对")]


@pytest.mark.parametrize(
    ("signature", "place"),
    [
        ((*BODIES, DAY), "第6—8行“云溪县教育体育局”“云溪县财政局”“云溪县民政局”"),
        ((BODIES[0], DAY, BODIES[1], DAY), "第6、8行“云溪县教育体育局”“云溪县财政局”"),
        ((f"{BODIES[0]}　2026年3月2日",), "第6行“云溪县教育体育局 2026年3月2日”"),
    ],
)
def test_bodies_one_below_the_other(signature: tuple[str, ...], place: str) -> None:
    found = read(NUMBER, SUBJECT, *TEXT, *signature)
    assert str(found.places["issuers"]) == place


def test_a_title_of_two_lines_is_proved_by_both() -> None:
    found = read(f"{BODIES[0]}文件", NUMBER, BODIES[0], SUBJECT, *TEXT, BODIES[0], DAY)
    assert found.title == BODIES[0] + SUBJECT
    assert str(found.places["title"]) == f"第3—4行“{BODIES[0]}”“{SUBJECT}”"
    assert str(found.places["issuers"]) == f"第3行“{BODIES[0]}”"


def test_a_name_broken_over_two_lines_is_proved_by_both() -> None:
    found = read("云溪县人民", "政府关于做好学生资助工作的通知", *TEXT, DAY)
    assert found.issuers == ("云溪县人民政府",)
    assert str(found.places["issuers"]).startswith("第1—2行“云溪县人民”")


def test_a_long_list_is_quoted_at_its_beginning() -> None:
    listed = ("附件：1.甲表", *(f"{number}.乙表" for number in range(2, 10)))
    place = str(read(SUBJECT, *TEXT, *listed, BODIES[0], DAY).places["attachments"])
    assert place.startswith("第5—13行“附件：1.甲表”“2.乙表”") and place.endswith("“6.乙表”……")


def test_the_record_has_the_further_lines_as_well() -> None:
    places = read_policy((NUMBER, BODIES[0], SUBJECT, *TEXT, BODIES[0], DAY)).as_json()["places"]
    assert isinstance(places, dict)
    further = [{"line": 3, "text": SUBJECT}]
    assert places["title"] == {"line": 2, "text": BODIES[0], "further": further}
    assert places["doc_number"] == {"line": 1, "text": NUMBER}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("附件：1.云溪县学生资助实施方案", "云溪县学生资助实施方案"),
        ("附件：云溪县学生资助实施方案", "云溪县学生资助实施方案"),
        ("附件1：（1）云溪县学生资助实施方案", "云溪县学生资助实施方案"),
        ("1．云溪县学生资助实施方案", "云溪县学生资助实施方案"),
        ("2026年云溪县学生资助实施方案", "2026年云溪县学生资助实施方案"),
    ],
)
def test_the_number_of_an_attachment_is_no_part_of_its_name(line: str, name: str) -> None:
    text = "现将《云溪县学生资助实施方案》印发给你们，请认真贯彻执行。"
    lines = (f"{BODIES[0]}关于印发《云溪县学生资助实施方案》的通知", "各学校：", text, line, BODIES[0], DAY)
    assert read_policy(lines).found.enclosed_title == name
