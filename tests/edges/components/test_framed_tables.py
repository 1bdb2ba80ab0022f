"""Tables of a document in frames that scroll: named, within reach of the keyboard, and the text as it was."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from gongkai.edges.components.framed_tables import framed

FRAME = '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">'
TABLE = "<table><tbody><tr><td>住址</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>没有表格</p>", []),
        (f"<p>一</p>{TABLE}<p>二</p>{TABLE}", ["表格1", "表格2"]),
        (TABLE.replace("<table>", "<table><caption>发放<b>名单</b> </caption>"), ["发放名单"]),
        (TABLE.replace("<table>", '<table class="align-center"><caption></caption>'), ["表格1"]),
        (TABLE.replace("<table>", '<table><caption>"a&lt;b"&gt;</caption>'), ["&quot;a&lt;b&quot;&gt;"]),
        (TABLE.replace("住址", f"外{TABLE}"), ["表格1"]),
        ('<p><img alt="<table>" src="x">字</p>', []),
        ("<table>没有完", ["表格1"]),
    ],
)
def test_outermost_tables_are_framed_by_name(html: str, names: list[str]) -> None:
    made = framed(html)
    assert re.findall(r'<div class="table-scroll"[^>]* aria-label="([^"]*)">', made) == names
    bare = re.sub(r'<div class="table-scroll"[^>]*>|</div>', "", made)
    assert bare == html
    if html.endswith("</table>") and names:
        assert made.startswith((FRAME.format(names[0]), "<p>"))
        assert made.endswith("</table></div>")


def test_a_text_that_is_safe_stays_so_and_no_other_becomes_so() -> None:
    drawn = Template("{% load components %}{{ body|framed_tables }}")
    assert "<table>" in drawn.render(Context({"body": mark_safe(TABLE)}))
    assert "<table>" not in drawn.render(Context({"body": TABLE}))
