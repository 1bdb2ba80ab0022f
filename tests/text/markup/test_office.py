"""Pasted and uploaded HTML of office programs: structure stays, looks and what was not shown go."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.text.markup.office import needs_tidying
from gongkai.text.markup.sanitising import Sanitised, plain_text, sanitise
from tests.text import clipboards

_LEFT_OVERS = re.compile(
    r"SECRET|mso|style=|file:|<span|<font|<o:p|\[if|supportLists|javascript|onclick|StartFragment|xmlns",
    re.IGNORECASE,
)


def squeezed(result: Sanitised) -> str:
    return re.sub(r">\s+<", "><", result.html).strip()


@pytest.mark.parametrize("name", ["WORD", "WPS", "EXCEL", "WEB"])
def test_nothing_of_the_program_is_left(name: str) -> None:
    cleaned = sanitise(getattr(clipboards, name))
    assert not _LEFT_OVERS.search(cleaned.html), _LEFT_OVERS.search(cleaned.html)
    assert not needs_tidying(cleaned.html)
    assert sanitise(cleaned.html).html == cleaned.html


def test_word() -> None:
    cleaned = sanitise(clipboards.WORD)
    text = squeezed(cleaned)
    assert text.startswith('<p class="align-center"><b>2026年补助方案</b></p><p>1.第一项</p>')
    assert "<ul><li>材料甲</li><li>材料乙</li></ul>" in text
    assert "12m<sup>2</sup>" in text and "补充" in text
    assert '<td colspan="2"><p class="align-center">合计</p></td>' in text
    assert '<td><p class="align-right">5</p></td>' in text
    assert '<p class="align-right">云溪县民政局</p>' in text
    assert re.search(r'<a href="#note-1" id="note-1-ref"[^>]*>\[1\]</a>', text)
    assert re.search(r'<p id="note-1"><a href="#note-1-ref"[^>]*>\[1\]</a> 按户籍计。</p>', text)
    assert "批注" not in text
    said = "；".join(cleaned.removed)
    for words in ("修订中已删除的文字 1 处", "隐藏的内容 1 处", "批注 1 处", "图片（请先作为附件上传） 1 处"):
        assert words in said, said


def test_wps() -> None:
    text = squeezed(sanitise(clipboards.WPS))
    assert text.startswith('<p class="align-center"><b>关于发放补助的通知</b></p>')
    assert "<p>每月<sup>2</sup><strong>重点</strong>" in text
    assert '<p class="align-right">2026年3月2日</p>' in text


def test_excel_hidden_rows_and_columns_are_not_pasted() -> None:
    cleaned = sanitise(clipboards.EXCEL)
    assert plain_text(cleaned.html).split("\n") == [
        "补助名单", "姓名\t村\t金额", "赵某\t东村\t500", "西村\t300",
    ]  # fmt: skip
    text = squeezed(cleaned)
    assert '<td colspan="3">补助名单</td>' in text
    assert '<td rowspan="2">赵某</td>' in text
    assert '<td class="align-right">500</td>' in text
    assert "已删除隐藏的列（格） 3 处" in cleaned.removed


def test_a_web_page() -> None:
    cleaned = sanitise(clipboards.WEB)
    text = squeezed(cleaned)
    assert "<h2>县里的公告</h2>" in text
    assert "<strong>一、</strong>正文\u00a0内容。" in text.replace("&nbsp;", "\u00a0")
    assert 'href="https://www.gov.cn/x"' in text and "展开" in text
    assert "<img" not in text
    assert any("脚本" in line for line in cleaned.removed)


def test_tails_of_what_is_taken_out_stay() -> None:
    assert sanitise("<p>甲<del>删</del>乙<o:p>丙</o:p>丁</p>").html == "<p>甲乙丙丁</p>"
    assert sanitise("<del>删<b>除</b></del>甲").html == "甲"


def test_hidden_column_under_a_wide_cell_and_a_nested_table() -> None:
    html = (
        '<table><colgroup style="display:none"><col></colgroup><col>'
        "<tr><td>SECRET</td><td><table><tr><td>内</td><td>层</td></tr></table></td></tr></table>"
    )
    cleaned = sanitise(html).html
    assert "SECRET" not in cleaned
    assert "<td>内</td><td>层</td>" in cleaned


@pytest.mark.parametrize(
    "html",
    [
        "<p style=x " * 3_000,
        "<del>" * 200 + "甲" + "</del>" * 200,
        "<td style='display:none'>" * 5_000,
        "<table>" + "<col span=999 style='display:none'>" * 500 + "<tr><td style=x>甲</td></tr></table>",
        "<table><col style='display:none'>" + "<tr><td rowspan=999 colspan=999>甲" * 300 + "</table>",
        "<p style='mso-list:Ignore'>" * 200,
    ],
    ids=["open", "deleted", "cells", "columns", "spans", "lists"],
)
def test_absurd_markup_is_cleaned_in_time(html: str) -> None:
    begun = time.process_time()
    sanitise(html)
    assert time.process_time() - begun < 5


_PIECES = st.sampled_from([
    "<p style='text-align:right'>", "</p>", "<del>", "</del>", "<o:p>", "</o:p>", "字", "&lt;b&gt;",
    "<table>", "<tr>", "</table>", "<p hidden>", "l", "<td style='display:none'>", "</td>",
    "<col style='display:none'>", "<span style='mso-list:Ignore'>", "</span>", "<svg style=x>",
    "<a href='#_ftn1' name='_ftnref1'>", "</a>", "<!--[if x]>", "<![endif]-->", "<script>", "</script>",
    "<b onx=1>", "<img src='file:///x' style='x'>", "<span style='vertical-align:super'>",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=18).map("".join))
@example("<a href='#_ftn1' name='_ftnref1'><table><a href='#_ftn1' name='_ftnref1'>")
def test_any_mixture_is_safe_and_stays_as_it_is(html: str) -> None:
    cleaned = sanitise(html).html
    assert not re.search(r"<(?:script|svg|span|del)|<[^>]+(?:style=|onx|file:)", cleaned)
    assert sanitise(cleaned).html == cleaned
