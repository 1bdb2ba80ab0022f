"""Paragraphs, headings, marks, revisions: the text that a reader of the accepted document sees."""

from __future__ import annotations

import pytest

from .building import html, para, read, related, run

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="0"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
)


def styled(text: str, name: str) -> str:
    return para(text, f'<w:pStyle w:val="{name}"/>')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (styled("第一部分", "1"), "<h2>第一部分</h2>"),
        (styled("第一部分", "2"), "<h2>第一部分</h2>"),
        (styled("小节", "3"), "<h4>小节</h4>"),
        (para("小节", '<w:outlineLvl w:val="1"/>'), "<h3>小节</h3>"),
        (para("小节", '<w:outlineLvl w:val="9"/>'), "<p>小节</p>"),
        (styled("（一）目标", "1"), "<h3>（一）目标</h3>"),
        (styled("整段都用了标题样式。后面还有一句。", "1"), "<p>整段都用了标题样式。后面还有一句。</p>"),
        (para("一、总体要求"), "<h2>一、总体要求</h2>"),
        (para(run("一、总体要求", "<w:b/>")), "<h2>一、总体要求</h2>"),
        (styled("互相依赖的样式", "x"), "<p>互相依赖的样式</p>"),
        (para("　　 正文\t"), "<p>正文</p>"),
        (para("落款", '<w:jc w:val="right"/>'), '<p class="align-right">落款</p>'),
        (para("附件", '<w:jc w:val="center"/>'), '<p class="align-center">附件</p>'),
        (para("正文", '<w:jc w:val="both"/>'), "<p>正文</p>"),
        (para(run("甲") + run("乙", "<w:b/>")), "<p>甲<strong>乙</strong></p>"),
        (para(run("甲", '<w:b w:val="0"/>')), "<p>甲</p>"),
        (para(run("甲", '<w:rStyle w:val="c"/>')), "<p><strong>甲</strong></p>"),
        (para(run("甲", '<w:rStyle w:val="c"/><w:b w:val="false"/>')), "<p>甲</p>"),
        (para(run("m") + run("2", '<w:vertAlign w:val="superscript"/>')), "<p>m<sup>2</sup></p>"),
        (para(run("H") + run("2", '<w:vertAlign w:val="subscript"/>')), "<p>H<sub>2</sub></p>"),
        (para(run("甲", "<w:b/>") + run("乙", "<w:b/>")), "<p><strong>甲乙</strong></p>"),
        (para(run("甲", '<w:u w:val="none"/>')), "<p>甲</p>"),
        (para("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"), "<p>甲<br>乙</p>"),
        (para('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>'), "<p>甲乙</p>"),
        (para("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), "<p>甲 乙</p>"),
        (para("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>乙</w:t></w:r>"), "<p>甲-乙</p>"),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>'), "<p>☑是</p>"),
        (para("&lt;b&gt;&amp;"), "<p>&lt;b&gt;&amp;</p>"),
        (para("<w:smartTag><w:r><w:t>甲</w:t></w:r></w:smartTag>"), "<p>甲</p>"),
        (para("<w:ruby><w:rt><w:r><w:t>yún</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r>"
              "</w:rubyBase></w:ruby>"), "<p>云</p>"),
    ],
)  # fmt: skip
def test_one_paragraph(body: str, expected: str) -> None:
    assert html(body, styles=STYLES) == expected


def test_soft_breaks_before_what_begins_like_a_paragraph_part_paragraphs() -> None:
    pasted = "<w:r><w:t>　　第一段。</w:t><w:br/><w:t>　　第二段。</w:t><w:br/><w:t>一、任务</w:t></w:r>"
    assert html(para(pasted)).split("\n") == ["<p>第一段。</p>", "<p>第二段。</p>", "<h2>一、任务</h2>"]


# --- revisions, hidden text --------------------------------------------------------------------------


def test_the_accepted_text_is_read_and_the_warning_says_so() -> None:
    page = read(
        para(run("甲") + f"<w:del>{run('删')}</w:del><w:ins>{run('补')}</w:ins>"),
        f"<w:moveFrom>{para('移走')}</w:moveFrom><w:moveTo>{para('移来')}</w:moveTo>",
        '<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>'
        "<w:t>原样式不算</w:t></w:r></w:p>",
    )  # fmt: skip
    assert page.lines == ("甲补", "移来", "原样式不算")
    assert "修订中已删除的内容没有读入（2处）" in page.warnings
    assert "修订中插入的内容已按接受修订读入，请核对（2处）" in page.warnings


def test_paragraphs_whose_parting_was_deleted_are_one() -> None:
    assert read(para("前半", "<w:rPr><w:del/></w:rPr>"), para("后半。")).lines == ("前半后半。",)


def test_hidden_text_and_comments_never_come_through() -> None:
    comments = {"word/comments.xml": b'<w:c xmlns:w="urn:w"><w:comment><w:t>SECRET</w:t></w:comment></w:c>'}
    page = read(
        para(run("甲") + run("SECRET", "<w:vanish/>") + run("SECRET", '<w:rStyle w:val="h"/>')),
        para("<w:r><w:commentReference/></w:r>"),
        para(run("看得见", '<w:vanish w:val="0"/>')),
        styles=STYLES,
        parts=comments,
    )
    assert "SECRET" not in repr(page)
    assert "隐藏文字没有读入（2处）" in page.warnings
    assert "批注没有读入（1处）" in page.warnings
    assert page.lines[-1] == "看得见"


# --- fields, controls, links -------------------------------------------------------------------------


def field(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def test_of_fields_only_the_result_is_read() -> None:
    inner = field("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + field("separate")
    inner += run("内层结果") + field("end")
    body = field("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + inner
    assert read(para(body + field("separate") + run("结果") + field("end") + run("后"))).lines == ("结果后",)


def test_a_field_that_never_ends_swallows_its_own_paragraph_at_most() -> None:
    assert read(para(field("begin") + run("指令")), para("正文")).lines == ("", "正文")


def test_boxes_of_forms_show_their_state() -> None:
    box = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    empty = '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
    body = field("begin", box) + field("end") + run("是") + field("begin", empty) + field("end") + run("否")
    assert read(para(body)).lines == ("☑是□否",)


def test_a_control_is_read_and_its_prompt_is_not() -> None:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('已填')}</w:sdtContent></w:sdt>"
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>"
    )
    page = read(para(filled + prompt))
    assert page.lines == ("已填",)
    assert "没有填写的控件提示文字没有读入（1处）" in page.warnings


def test_the_table_of_contents_is_left_out() -> None:
    page = read(styled("一、总则……1", "4"), para("一、总则"), styles=STYLES)
    assert page.lines == ("一、总则",)
    assert any("目录没有读入" in warning for warning in page.warnings)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://www.gov.cn/", '<p><a href="https://www.gov.cn/">链接</a></p>'),
        ("javascript:alert(1)", "<p>链接</p>"),
        ("file:///C:/a.docx", "<p>链接</p>"),
    ],
)
def test_links_lead_to_the_web_or_nowhere(target: str, expected: str) -> None:
    body = para(f'<w:hyperlink w:id="r1">{run("链接")}</w:hyperlink>')
    assert html(body, parts=related(r1=target)) == expected


def test_what_stands_beside_the_text_is_said() -> None:
    head = f'<w:hdr xmlns:w="urn:w">{para("内部资料")}</w:hdr>'.encode()
    foot = f'<w:ftr xmlns:w="urn:w">{para("— 1 —")}</w:ftr>'.encode()
    page = read(para("正文"), parts={"word/header1.xml": head, "word/footer1.xml": foot})
    assert page.warnings == ("页眉页脚没有读入：“内部资料”",)
    assert read(para("正文"), parts={"word/footer1.xml": foot}).warnings == ()


def test_formulas_give_their_text_with_a_warning() -> None:
    page = read(para("<w:oMath><w:r><w:t>a+b</w:t></w:r></w:oMath>"))
    assert page.lines == ("a+b",)
    assert "公式只读入了文字，请核对，必要时截图插入（1处）" in page.warnings
