"""Remarks on metadata: each fault alone, and nothing about a document that has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.information.enums import Severity
from gongkai.core.information.rules import LINT_NAMES, LintFacts, lint_remarks
from gongkai.core.information.rules.lint import mentions_attachment

CLEAN = LintFacts(
    title="云溪县城乡低保标准公告",
    document_number="云民发〔2026〕5号",
    index_number="11441700007280420Y/2026-00007",
    published_on=date(2026, 9, 10),
    first_published_on=date(2026, 9, 10),
    written_on=date(2026, 9, 1),
    printed_on=date(2026, 9, 2),
    effective_on=date(2026, 10, 1),
    keywords=("低保",),
    summary="公布城乡低保标准。",
    body_name="云溪县民政局",
    agencies={"云民发": 9, "云民函": 2},
    text_number="云民发〔2026〕5号",
    text_written_on=date(2026, 9, 1),
)


def codes(facts: LintFacts) -> list[str]:
    return [remark.code for remark in lint_remarks(facts)]


def test_nothing_is_said_of_what_is_right() -> None:
    assert lint_remarks(CLEAN) == ()


@pytest.mark.parametrize(
    ("changes", "code", "severity", "words"),
    [
        ({"document_number": "云民发[2026]5号"}, "brackets", Severity.WARN, "六角括号"),
        ({"document_number": "云民发〔2026〕05号"}, "serial", Severity.WARN, "不编虚位"),
        ({"document_number": "云民发〔2026〕第5号"}, "serial", Severity.WARN, "不加“第”字"),
        (
            {"document_number": "第五号公告", "text_number": ""},
            "number-form",
            Severity.HINT,
            "机关代字〔年份〕",
        ),
        ({"document_number": "云民发〔2025〕5号", "text_number": ""}, "number-year", Severity.WARN, "2025年"),
        (
            {"document_number": "云财发〔2026〕5号", "text_number": ""},
            "agency",
            Severity.WARN,
            "常用的是“云民发”",
        ),
        ({"text_number": "云民发〔2026〕6号"}, "number-text", Severity.WARN, "云民发〔2026〕6号"),
        ({"same_number": ("甲",)}, "number-twice", Severity.WARN, "甲"),
        ({"same_title": ("11/2025-00001",)}, "title-twice", Severity.WARN, "11/2025-00001"),
        ({"printed_on": date(2026, 8, 31)}, "printed-early", Severity.STOP, "2026-08-31"),
        ({"published_on": date(2026, 9, 1)}, "published-early", Severity.WARN, "早于印发日期"),
        ({"effective_on": date(2026, 8, 1)}, "effective-early", Severity.WARN, "不溯及既往"),
        ({"text_written_on": date(2026, 9, 3)}, "date-text", Severity.WARN, "2026年9月3日"),
        ({"closed_on": date(2026, 9, 1)}, "body-closed", Severity.WARN, "已撤销"),
        ({"opened_on": date(2026, 9, 2)}, "body-early", Severity.HINT, "尚未成立"),
        ({"index_number": "七号"}, "index-form", Severity.HINT, "七号"),
        ({"index_number": "11410404MB0Q071344/1754-00003"}, "index-year", Severity.HINT, "不是年份"),
        ({"index_number": "11410404MB0Q071344/2025-00003"}, "index-year", Severity.HINT, "2025年"),
        ({"title": "关 于 印 发 办 法 的 通 知"}, "title-spaced", Severity.WARN, "空格"),
        ({"keywords": ()}, "keywords", Severity.HINT, "关键词"),
        ({"summary": ""}, "summary", Severity.HINT, "内容概述"),
        ({"mentions_attachment": True}, "attachment-missing", Severity.WARN, "没有上传附件"),
        ({"attachments": 2}, "attachment-unnamed", Severity.HINT, "2个附件"),
    ],
)
def test_each_fault_is_named_once(
    changes: dict[str, object], code: str, severity: Severity, words: str
) -> None:
    (remark,) = lint_remarks(replace(CLEAN, **changes))  # type: ignore[arg-type]
    assert (remark.code, remark.severity) == (code, severity)
    assert words in remark.message


def test_every_code_has_a_name_for_lists() -> None:
    everything = replace(
        CLEAN, document_number="云财发[2025]05号", text_number="云民发〔2026〕6号", same_number=("甲",),
        same_title=("乙",), printed_on=date(2020, 1, 1), published_on=date(2019, 1, 1), keywords=(),
        summary="", effective_on=date(2018, 1, 1), closed_on=date(2020, 1, 1), opened_on=date(2027, 1, 1),
        mentions_attachment=True, title="关 于 印 发 办 法",
    )  # fmt: skip
    found = codes(everything)
    assert len(found) > 10
    assert set(found) <= LINT_NAMES.keys()


def test_the_gravest_come_first_and_an_order_has_its_own_form() -> None:
    found = lint_remarks(replace(CLEAN, printed_on=date(2026, 8, 1), keywords=(), same_number=("甲",)))
    assert [remark.severity for remark in found] == [Severity.STOP, Severity.WARN, Severity.HINT]
    assert codes(replace(CLEAN, document_number="云溪县人民政府令第5号", text_number="")) == []


def test_a_body_with_few_papers_has_no_usual_number() -> None:
    assert (
        codes(replace(CLEAN, document_number="云财发〔2026〕5号", text_number="", agencies={"云民发": 2}))
        == []
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("附件：1.低保标准表", True),
        ("（附件略）", True),
        ("标准见附件。", True),
        ("附件1\n低保标准表", True),
        ("申请人应当提交附件材料。", False),
    ],
)
def test_which_texts_speak_of_an_attachment(text: str, said: bool) -> None:
    assert mentions_attachment(text) is said
