"""Heads as portals, encyclopedias and collections of laws set them."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.head.recognition import Recognised
from gongkai.text.official_text.policy import read_policy

TITLE = "云溪县人民政府关于印发节水行动若干措施的通知"
TEXT = "各乡镇人民政府：\n现将若干措施印发给你们，请认真执行。"


def read(text: str) -> Recognised:
    return read_policy(text.split("\n")).found


@pytest.mark.parametrize("label", ["标  题 ", "标题", "名 称 ", "标题　", "信息名称 "])
def test_a_label_before_a_title_is_none_of_its_words(label: str) -> None:
    found = read(f"{label}{TITLE}\n{TEXT}")
    assert (found.own_title, found.issuers) == (TITLE, ("云溪县人民政府",))


def test_a_sentence_beside_the_number_ends_no_head() -> None:
    page = f"""索 引 号 成文日期
发文机关 发布时间 2026年03月09日
标  题 {TITLE}
发文字号 云溪政〔2026〕4号 时  效 根据《关于清理文件的决定》（云溪政〔2027〕7号），此文件宣布失效。
{TITLE}
云溪政〔2026〕4号
{TEXT}"""
    found = read(page)
    assert (found.own_title, found.document_number) == (TITLE, "云溪政〔2026〕4号")
    assert found.published_on == date(2026, 3, 9)


@pytest.mark.parametrize("contents", ["通知,意见,", "通知", "决定、办法、附件", "正文 | 附件", "通知；细则"])
def test_the_parts_of_a_page_begin_no_title(contents: str) -> None:
    assert read(f"{contents}\n\n通知\n\n{TITLE}\n{TEXT}").own_title == TITLE


def test_a_kind_of_document_on_a_line_of_its_own_ends_a_title() -> None:
    assert read(f"云溪县人民政府\n关于印发节水行动若干措施的\n通  知\n{TEXT}").own_title == TITLE


@pytest.mark.parametrize("blank", [0, 1, 2, 3])
def test_a_body_above_its_subject_belongs_to_the_title(blank: int) -> None:
    gap = "\n" * (blank + 1)
    assert read(f"云溪县人民政府{gap}关于印发节水行动若干措施的通知\n{TEXT}").own_title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "云溪政〔2026〕4号 二○二六年三月五日",
        "（云溪政〔2026〕4号 2026年3月5日）",
        "云溪政〔2026〕4号，2026年3月5日",
    ],
)
def test_a_day_behind_the_number_below_the_title(line: str) -> None:
    found = read(f"{TITLE}\n{line}\n{TEXT}")
    assert (found.document_number, found.written_on) == ("云溪政〔2026〕4号", date(2026, 3, 5))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("来源：云溪新闻网发表日期：2026-03-09 15:05", date(2026, 3, 9)),
        ("来源：云溪县水利局发布日期：2026-03-09", date(2026, 3, 9)),
        ("填报单位：县水利局 填报日期：2026年3月9日", None),
    ],
)
def test_a_label_of_a_day_glued_to_the_source(line: str, day: date | None) -> None:
    assert read(f"{TITLE}\n{line}\n{TEXT}").published_on == day


def test_ministries_sign_two_a_line() -> None:
    text = f"""关于印发节水行动方案的通知
{TEXT}
水利部 发展改革委
市场监管总局 能源局
云溪省人民政府
2026年3月5日"""
    assert read(text).issuers == ("水利部", "发展改革委", "市场监管总局", "能源局", "云溪省人民政府")


@pytest.mark.parametrize("value", ["已归档", "暂无", "null", "未公开"])
def test_what_stands_for_no_subject(value: str) -> None:
    assert not read(f"索引号：000123/2026-004 主题分类：{value}\n{TITLE}\n{TEXT}").topic


def test_a_day_with_an_hour_behind_the_source_is_that_of_publication() -> None:
    found = read(f"{TITLE}\n来源:云溪县人民政府   2026-03-09 14:44\n浏览量:1 | |\n\n{TEXT}")
    assert found.published_on == date(2026, 3, 9)


def test_labels_that_only_some_portals_have() -> None:
    found = read(f"公开发布日期:2026-03-09\n文件分类: 综合政务\n{TITLE}\n{TEXT}")
    assert (found.published_on, found.topic) == (date(2026, 3, 9), "综合政务")
