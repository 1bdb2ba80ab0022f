"""HTML of official documents: made, cleaned, and read back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from gongkai.kernel.errors import InvalidInput
from gongkai.text.markup.from_text import heading_level, plain_to_html
from gongkai.text.markup.sanitising import is_attachment_address, plain_text, sanitise

# --- plain text to HTML ------------------------------------------------------------------------------


def test_headings_paragraphs_and_lists() -> None:
    text = "总则\r\n\r\n一、总体要求\n（一）工作目标。\n(二)任务\n　　做好<公开>工作。\n- 甲\n* 乙\n尾"
    assert plain_to_html(text).split("\n") == [
        "<p>总则</p>",
        "<h2>一、总体要求</h2>",
        "<h3>（一）工作目标。</h3>",
        "<h3>(二)任务</h3>",
        "<p>做好&lt;公开&gt;工作。</p>",
        "<ul><li>甲</li><li>乙</li></ul>",
        "<p>尾</p>",
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、总体要求", 2),
        ("十二、附则", 2),
        ("第一章 总则", 2),
        ("（一）规范公开", 3),
        ("（一）规范公开。各单位要做好公开工作。", 0),
        ("一、" + "长" * 60, 0),
        ("（一）下列事项：", 0),
        ("1.落实标准", 0),
        ("正文", 0),
    ],
)
def test_heading_levels(line: str, level: int) -> None:
    assert heading_level(line) == level


def test_tables_with_caption() -> None:
    text = "表1 补贴标准\n\n| 项目 | 标准 |\n| --- | ---: |\n| 低保 | 800\\|月 |\n| 特困 |\n结束"
    assert plain_to_html(text).split("\n") == [
        "<table><caption>表1 补贴标准</caption>"
        '<thead><tr><th scope="col">项目</th><th scope="col">标准</th></tr></thead>'
        "<tbody><tr><td>低保</td><td>800|月</td></tr><tr><td>特困</td><td></td></tr></tbody></table>",
        "<p>结束</p>",
    ]


def test_a_caption_without_table_is_a_paragraph() -> None:
    assert plain_to_html("表1 补贴标准\n正文") == "<p>表1 补贴标准</p>\n<p>正文</p>"


def test_a_rule_alone_is_no_table() -> None:
    assert "<table>" not in plain_to_html("|---|---|")


@given(st.text(max_size=200))
def test_made_html_is_safe_as_it_is(text: str) -> None:
    made = plain_to_html(text)
    assert sanitise(made).removed == ()


@given(st.text("甲乙丙一、（）()|-* \n<>&\"'表1。", max_size=120))
def test_no_character_of_the_text_is_lost(text: str) -> None:
    def letters(value: str) -> list[str]:
        return [character for character in value if character in "甲乙丙一、<>&\"'。"]

    assert letters(plain_text(plain_to_html(text))) == letters(text)


# --- sanitising --------------------------------------------------------------------------------------

KEPT = (
    "<h2>一</h2>",
    '<p class="align-center">甲<strong>乙</strong><sub>2</sub><br>丙</p>',
    '<table><caption>表</caption><thead><tr><th colspan="2" scope="col">a</th></tr></thead>'
    '<tbody><tr><td rowspan="2">b</td><td>c</td></tr></tbody></table>',
    '<ol start="3"><li>甲</li></ol>',
    '<img src="/documents/abcdefgh2345/files/7/" alt="图" width="100">',
    '<figure><img src="/documents/abcdefgh2345/files/7/" alt="图"><figcaption>图1</figcaption></figure>',
)


@pytest.mark.parametrize("html", KEPT)
def test_what_documents_need_is_kept(html: str) -> None:
    assert sanitise(html).html == html
    assert sanitise(html).removed == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.invalid/a",
        "http://example.invalid",
        "mailto:a@example.invalid",
        "/x/1",
        "?p=2",
        "a.html",
    ],
)
def test_ordinary_links_are_kept(address: str) -> None:
    result = sanitise(f'<a href="{address}">甲</a>')
    assert f'href="{address}"' in result.html
    assert result.removed == ()


@pytest.mark.parametrize(
    ("html", "gone", "words"),
    [
        ("<script>alert(1)</script>甲", "alert", "脚本"),
        ("<p onclick=alert(1)>甲</p>", "alert", "事件脚本"),
        ('<a href="javascript:alert(1)">甲</a>', "alert", "链接"),
        ('<a href="JaVa&#10;ScRiPt:alert(1)">甲</a>', "alert", "链接"),
        ('<a href="data:text/html,x">甲</a>', "data:", "链接"),
        ("<iframe src=//e></iframe>甲", "iframe", "内嵌网页"),
        ('<img src="https://example.invalid/x.png">甲', "img", "图片"),
        ('<img src="/documents/../admin">甲', "img", "图片"),
        ('<img src="//d/x">甲', "img", "图片"),
        ("<img alt=x>甲", "img", "图片"),
        ("<svg><script>alert(1)</script></svg>甲", "alert", "矢量图"),
        ('<p style="color:red">甲</p>', "style", "版式"),
        ('<p class="MsoNormal">甲</p>', "class", "版式"),
        ("<form><input value=x>甲</form>", "input", "表单"),
        ("<style>p{}</style>甲", "p{}", "样式表"),
        ("<font color=red>甲</font>", "font", "字体标记"),
        ("<meta http-equiv=refresh content=0>甲", "meta", "页面设置"),
        ('<figure onclick=x()><img src="data:image/png;base64,AA==" alt="甲">甲</figure>', "data:", "图片"),
        ('<figure><img src="/documents/abcdefgh2345/files/7/" onerror=alert(1)>甲</figure>', "alert", "事件"),
        ('<figure><img srcset="//e/x 2x" src="/workbench/files/7/">甲</figure>', "//e", "图片"),
        ('<table background="//e/x"><caption style=x>甲</caption></table>', "//e", "版式"),
        ('<table><tr><td colspan="99999" rowspan="-1">甲</td></tr></table>', "99999", "其他属性"),
        ('<figcaption><iframe srcdoc="<script>"></iframe>甲</figcaption>', "srcdoc", "内嵌网页"),
        ("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>甲", "alert", "公式"),
        ("<!--[if IE]><script>alert(1)</script><![endif]-->甲<script>1</script>", "alert", "脚本"),
    ],
)
def test_what_is_removed_is_reported_and_the_text_stays(html: str, gone: str, words: str) -> None:
    result = sanitise(html)
    assert gone not in result.html
    assert "甲" in result.html
    assert any(words in line for line in result.removed)
    assert all(line.startswith("已删除") for line in result.removed)


def test_the_first_heading_becomes_the_second() -> None:
    assert sanitise('<h1 class="align-center">甲</h1>').html == '<h2 class="align-center">甲</h2>'


def test_only_alignment_classes_stay() -> None:
    assert (
        sanitise('<p class="align-right evil no-indent">甲</p>').html
        == '<p class="align-right no-indent">甲</p>'
    )


@pytest.mark.parametrize(
    "address", ["/documents/abcdefgh2345/files/7/", "/documents/222222222222/files/120034/"]
)
def test_attachment_addresses(address: str) -> None:
    assert is_attachment_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "/documents/",
        "documents/abcdefgh2345/files/7/",
        "/documents/abcdefgh2345/files/7",
        "/documents/abcdefgh2345/files/x/",
        "/documents/../files/7/",
        "/documents/abcdefgh2345/files/7/?x",
        "http://h/documents/abcdefgh2345/files/7/",
        "",
    ],
)
def test_no_attachment_addresses(address: str) -> None:
    assert not is_attachment_address(address)


PIECES = st.sampled_from(
    ["<p", "<img src=/d/a", "<a href='", 'javascript:"', "<script>", "</script>", "<svg>", "<!--", "-->", ">",
     '"', "'",
     " onerror=alert(1)", "<style>", "</style>", "<table><td colspan=2>", "<math>", "</p>", "&lt;script&gt;",
     "&#106;",
     "甲", "<noscript>", "<template>", "]]>", "<![CDATA[", "\x00", " style=x", "<h1>", "</h1 >"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@example("<p<script> style=x")
@example("<img src=/d/a<script> onerror=alert(1)")
def test_no_mixture_leaves_anything_that_runs(html: str) -> None:
    result = sanitise(html)
    again = sanitise(result.html)
    assert again.html == result.html, "clean HTML stays as it is"
    if not result.html.strip():
        return
    for element in lxml_html.fragment_fromstring(result.html, create_parent="div").iter():
        assert element.tag not in {"script", "style", "iframe", "svg", "math", "object", "h1"}
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        assert not element.get("href", "").strip().lower().startswith("javascript")
        assert element.tag != "img" or element.get("src", "").startswith("/documents/")


@pytest.mark.parametrize("tag", ["div", "b", "font", "table", "ul", "x"])
def test_nesting_without_end_is_refused_at_once(tag: str) -> None:
    with pytest.raises(InvalidInput, match="嵌套过深"):
        sanitise(f"<{tag}>" * 100_000 + "甲")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("甲" * 2_000_001, "200 万字符"),
        ("<a " + " ".join(f"x{number}" for number in range(30_000)) + ">", "格式标记"),
    ],
)
def test_what_would_take_minutes_is_refused(html: str, words: str) -> None:
    for clean in (sanitise, plain_text):
        with pytest.raises(InvalidInput, match=words):
            clean(html)


@pytest.mark.parametrize("piece", ["<!--", "<!", "<?", "<![CDATA[", "<", "<p ", "</p>", "&", "<td>"])
def test_broken_markup_without_end_is_read_in_time(piece: str) -> None:
    """The standard library's parser needs minutes for some of these."""
    sanitise(piece * 20_000)
    plain_text(piece * 20_000)


def test_many_elements_side_by_side_are_no_nesting() -> None:
    assert sanitise("<p>甲<br>" * 2_000).html.count("<p>") == 2_000
    assert sanitise("<ul><li>甲<li>乙</ul>" * 2_000).html.count("<li>") == 4_000


# --- plain text --------------------------------------------------------------------------------------


def test_plain_text_has_a_line_for_each_block() -> None:
    html = "<h2>一</h2><p>甲 &amp; <b>乙</b><br>丙</p><script>x</script>"
    html += "<table><tr><th>a</th><td>b</td></tr></table>"
    assert plain_text(html) == "一\n甲 & 乙\n丙\na\tb"


@given(st.text(max_size=200))
def test_plain_text_never_crashes(html: str) -> None:
    plain_text(html)


@pytest.mark.parametrize(
    "line", ["现将2026年第三批拟兑付情况公示如下：", "根据《云溪县临时救助办法》，经审核，以下人员符合条件："]
)
def test_a_sentence_that_opens_a_list_is_no_addressee(line: str) -> None:
    assert plain_to_html(f"{line}\n一户。").splitlines()[0] == f"<p>{line}</p>"


def test_addressee_and_signature_stand_where_an_official_letter_has_them() -> None:
    html = plain_to_html(
        "各镇人民政府，各街道办事处：\n现将有关事项通知如下。\n联系电话：0999-0001234\n"
        "云溪县教育体育局\n2026年3月2日\n（此件公开发布）"
    )
    assert html.splitlines() == [
        '<p class="no-indent">各镇人民政府，各街道办事处：</p>',
        "<p>现将有关事项通知如下。</p>",
        "<p>联系电话：0999-0001234</p>",
        '<p class="align-right">云溪县教育体育局</p>',
        '<p class="align-right">2026年3月2日</p>',
        "<p>（此件公开发布）</p>",
    ]


def test_a_date_without_a_signatory_before_it_takes_no_sentence_with_it() -> None:
    html = plain_to_html("自发布之日起施行。\n二〇二六年三月二日")
    assert html.splitlines() == ["<p>自发布之日起施行。</p>", '<p class="align-right">二〇二六年三月二日</p>']
