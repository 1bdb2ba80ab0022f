"""Where the wording check reads, and what a suggestion changes there."""

from __future__ import annotations

import dataclasses

from gongkai.core.information import commands as information
from gongkai.core.information import queries as information_queries
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.tables import Column
from gongkai.core.wording import queries
from gongkai.core.wording.rules import WordingRemark, draft_passages, reworded
from gongkai.foundation.access.enums import Role
from gongkai.reference.information_kinds import ValueType, information_kind
from gongkai.text.markup.pictures import picture_address
from gongkai.text.wording import default_words
from tests import factories as make
from tests.bad_files import PNG
from tests.factories import County


def remark_on(edition: Edition, words: str) -> WordingRemark:
    edition = information_queries.get_edition(edition.pk)
    return next(remark for remark in queries.wording_remarks(edition) if remark.words == words)


def with_everything(county: County) -> Edition:
    """A draft with the same word in every place that is read."""
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(
        county,
        "帐号公告",
        kind="penalty",
        summary="帐号",
        keywords=("帐号",),
        issuers=("帐号管理局",),
        values={"facts": "帐号", "minor_reason": "帐号", "decided_on": "2026-09-01"},
        change_note="帐号",
    )
    picture = information.attach_picture(actor=editor, edition_id=edition.pk, name="图.png", chunks=[PNG])
    information.attach_file(actor=editor, edition_id=edition.pk, name="帐号.txt", chunks=[b"1"])
    information.put_table(
        actor=editor, edition_id=edition.pk, revision=edition.revision, code="own", title="帐号表",
        columns=[Column("a", "帐号", ValueType.TEXT)], rows=[["帐号"]], note_text="帐号",
    )  # fmt: skip
    edition = information_queries.get_edition(edition.pk)
    address = picture_address(edition.document.public_id, picture.pk)
    draft = dataclasses.replace(
        information_queries.draft_of(edition),
        body_html=f'<p>帐号</p><figure><img src="{address}" alt="帐号图">'
        "<figcaption>帐号</figcaption></figure>",
    )
    return information.save_draft(actor=editor, edition_id=edition.pk, revision=edition.revision, draft=draft)


def test_every_place_is_read_and_named(county: County) -> None:
    edition = with_everything(county)
    assert edition.body_html.count("帐号") == 3
    remark = remark_on(edition, "帐号")
    assert remark.places == (
        "标题", "内容概述", "联合发文机关", "关键词", "要素“违法事实”", "正文", "正文第1张图片的说明",
        "更正说明", "表“帐号表”", "附件“帐号.txt”的名称",
    )  # fmt: skip
    assert (remark.times, remark.field) == (13, "title")


def test_a_suggestion_is_taken_in_every_written_place(county: County) -> None:
    edition = with_everything(county)
    remark = remark_on(edition, "帐号")
    before = information_queries.draft_of(edition)
    draft, count = reworded(before, remark, default_words(), information_kind("penalty"))
    assert count == 9 and remark.times - count == 4  # what is left: three words of a table, a name of a file
    texts = (draft.title, draft.summary, draft.change_note, draft.values["facts"], draft.body_html)
    assert not any("帐号" in text for text in (*texts, *draft.keywords, *draft.issuers))
    assert draft.values["minor_reason"] == "帐号"  # does not apply, so nobody reads it


def test_a_number_is_checked_as_its_line_says(county: County) -> None:
    edition = make.draft(county, document_number="云民字［2026］第05号", body_html="<p>现予公布。</p>")
    (passage,) = [
        each
        for each in draft_passages(information_queries.draft_of(edition), information_kind("general"))
        if each.field == "document_number"
    ]
    assert passage.place == "发文字号" and passage.is_written


def test_addresses_are_left_alone(county: County) -> None:
    html = '<p><a href="https://example.gov.cn/帐号" title="帐号">帐号</a></p>'
    draft = make.a_draft(body_html=html)
    passages = draft_passages(draft, information_kind("general"))
    assert [each.text for each in passages if each.field == "body_html"] == ["帐号"]
    edition = make.draft(county, body_html=html)
    changed, _ = reworded(
        information_queries.draft_of(edition), remark_on(edition, "帐号"), default_words(),
        information_kind("general"),
    )  # fmt: skip
    assert "/帐号" in changed.body_html or "/%E5%B8%90%E5%8F%B7" in changed.body_html
    assert ">账号</a>" in changed.body_html


def test_titles_that_a_kind_gives_are_nobodys_wording(county: County) -> None:
    kind = information_kind("budget")
    table = kind.tables[0]
    edition = make.draft(county, kind=kind.code)
    information.put_table(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
        code=table.code, rows=[], unit=table.units[0] if table.units else "", note_text="帐号",
    )  # fmt: skip
    remark = remark_on(edition, "帐号")
    assert remark.places == (f"表“{table.title}”",) and remark.times == 1
    assert not remark.replaces and remark.field.startswith("table-")
