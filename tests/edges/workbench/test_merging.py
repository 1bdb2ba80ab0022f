"""Two editors of one draft: what one alone changed is taken, the rest is chosen, nothing is lost."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.information import commands, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.models import Edition
from gongkai.core.information.rules.kinds import FIELD_PREFIX
from gongkai.core.information.rules.tables import Column
from gongkai.edges.workbench.merge_base import MergeBase
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, SignIn, form_of, text_of

BODY = "<p>第一段</p><p>第二段</p><p>第三段</p>"


@pytest.fixture
def draft(office: Office) -> Edition:
    return make.draft(
        office.county, "救助标准公告", actor=office.actor(Role.DEPARTMENT_EDITOR), body_html=BODY,
        keywords=("救助", "标准"), summary="原来的概述。", audiences=("全社会",),
    )  # fmt: skip


@pytest.fixture
def editor(office: Office, sign_in: SignIn) -> Client:
    return sign_in("u.department_editor")


@pytest.fixture
def other(sign_in: SignIn) -> Client:
    return sign_in("colleague")


def fresh(edition: Edition) -> Edition:
    return queries.get_edition(edition.pk)


def edit_url(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/edit/"


def base_in(page: str) -> str:
    found = re.search(r'name="base" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def opened(client: Client, edition: Edition) -> str:
    """What the page says it began with."""
    return base_in(text_of(client.get(edit_url(edition))))


def chosen(page: str) -> dict[str, str]:
    """The choices as the page proposes them."""
    return dict(re.findall(r'name="((?:take|merge)-[^"]+)" value="([a-z]+)" checked', page))


def sent(edition: Edition, **changes: Any) -> dict[str, Any]:
    kept = {"audiences": list(edition.audiences), "kind": edition.document.kind}
    return form_of(edition, **{**kept, **changes})


def test_what_one_alone_changed_is_proposed_and_taken(editor: Client, other: Client, draft: Edition) -> None:
    base = opened(other, draft)
    theirs = "<p>第一段</p><p>甲改的第二段</p><p>第三段</p>"
    editor.post(edit_url(draft), sent(draft, title="甲改的标题", body_html=theirs))
    mine = sent(
        draft, base=base, summary="乙改的概述。", document_number="云民发〔2026〕9号",
        body_html="<p>第一段</p><p>第二段</p><p>第三段</p><p>乙加的一段</p>",
    )  # fmt: skip
    refused = other.post(edit_url(draft), mine)
    page = text_of(refused)
    assert refused.status_code == 409
    assert "只有他人改过" in page and "只有您改过" in page
    proposals = chosen(page)
    assert proposals["take-title"] == "theirs"
    assert proposals["take-summary"] == "mine" and proposals["take-document_number"] == "mine"
    assert base_in(page) == base, "it began with what it began with"
    saved = other.post(edit_url(draft), {**mine, **proposals, "merge": fresh(draft).revision})
    assert saved.status_code == 302
    now = fresh(draft)
    assert (now.title, now.summary) == ("甲改的标题", "乙改的概述。")
    assert now.document_number == "云民发〔2026〕9号"
    assert now.body_text.split() == ["第一段", "甲改的第二段", "第三段", "乙加的一段"]


def test_without_any_choice_the_proposals_hold(editor: Client, other: Client, draft: Edition) -> None:
    base = opened(other, draft)
    editor.post(edit_url(draft), sent(draft, title="甲改的标题"))
    mine = sent(draft, base=base, summary="乙改的概述。")
    other.post(edit_url(draft), {**mine, "merge": fresh(draft).revision})
    assert (fresh(draft).title, fresh(draft).summary) == ("甲改的标题", "乙改的概述。")


def test_what_both_changed_is_chosen(editor: Client, other: Client, draft: Edition) -> None:
    base = opened(other, draft)
    editor.post(edit_url(draft), sent(draft, title="甲的标题", summary="甲的概述。"))
    mine = sent(draft, base=base, title="乙的标题", summary="乙的概述。")
    page = text_of(other.post(edit_url(draft), mine))
    assert "两人都改过，请选定" in page
    assert not chosen(page).keys() & {"take-title", "take-summary"}, "nothing is proposed"
    assert page.count('value="mine" required') == 2
    undecided = other.post(edit_url(draft), {**mine, "merge": fresh(draft).revision, "take-title": "theirs"})
    assert undecided.status_code == 409
    assert "的栏还没有选，没有保存" in text_of(undecided)
    assert fresh(draft).summary == "甲的概述。"
    choice = {"merge": fresh(draft).revision, "take-title": "theirs", "take-summary": "both"}
    other.post(edit_url(draft), {**mine, **choice})
    assert fresh(draft).title == "甲的标题"
    assert fresh(draft).summary.split() == ["甲的概述。", "乙的概述。"]


HIDDEN = "第二段"


def with_copy(editor: Client, draft: Edition) -> Edition:
    """The draft after a colleague began a public copy and took a paragraph out of it."""
    editor.post(edit_url(draft), sent(draft, action="partial"))
    begun = fresh(draft)
    editor.post(edit_url(draft), sent(begun, base=opened(editor, begun), full_html=begun.full_html,
        full_format="html", body_html="<p>第一段</p><p>第三段</p>", openness_reason="涉及个人隐私",
        openness_article="《政府信息公开条例》第十五条"))  # fmt: skip
    return fresh(draft)


@pytest.mark.parametrize("how", ["merge", "overwrite"])
def test_what_a_public_copy_leaves_out_does_not_come_back(
    editor: Client, other: Client, draft: Edition, how: str
) -> None:
    """Who began with the whole text changes the whole text: its paragraphs are none of the public copy."""
    base = opened(other, draft)
    latest = with_copy(editor, draft)
    assert HIDDEN in latest.full_text and HIDDEN not in latest.body_text
    typed = f"<p>第一段</p><p>乙改的{HIDDEN}</p><p>第三段</p>"
    mine = sent(draft, base=base, body_html=typed)
    refused = other.post(edit_url(draft), mine)
    assert refused.status_code == 409
    page = text_of(refused)
    assert "全文（不公开）" in page
    again = {**mine, "full_html": typed, "full_format": "html", "body_html": latest.body_html,
             "take-full_html": "mine", "take-openness": "theirs"}  # fmt: skip
    assert other.post(edit_url(draft), {**chosen(page), **again, how: latest.revision}).status_code == 302
    now = fresh(draft)
    assert HIDDEN not in now.body_text
    assert now.full_text.split() == ["第一段", f"乙改的{HIDDEN}", "第三段"]


def test_a_page_without_javascript_that_overwrites_keeps_the_copy(
    editor: Client, other: Client, draft: Edition
) -> None:
    base = opened(other, draft)
    latest = with_copy(editor, draft)
    typed = f"<p>第一段</p><p>乙改的{HIDDEN}</p><p>第三段</p>"
    other.post(edit_url(draft), sent(draft, base=base, body_html=typed, overwrite=latest.revision))
    now = fresh(draft)
    assert HIDDEN not in now.body_text
    assert f"乙改的{HIDDEN}" in now.full_text


def test_lists_of_both_are_joined(editor: Client, other: Client, draft: Edition) -> None:
    base = opened(other, draft)
    theirs = {"keywords": "救助、标准、低保", "audiences": ["全社会", "困难群众"], "five_open": ["result"]}
    editor.post(edit_url(draft), sent(draft, **theirs))
    mine = sent(draft, base=base, keywords="救助 特困", audiences=["企业"], five_open=["decision"])
    proposals = chosen(text_of(other.post(edit_url(draft), mine)))
    assert proposals["take-keywords"] == "both" and proposals["take-audiences"] == "both"
    other.post(edit_url(draft), {**mine, **proposals, "merge": fresh(draft).revision})
    now = fresh(draft)
    assert list(now.keywords) == ["救助", "标准", "低保", "特困"]
    assert list(now.audiences) == ["全社会", "困难群众", "企业"]
    assert set(now.five_open) == {"result", "decision"}


def test_fields_of_the_kind_are_merged_too(editor: Client, other: Client, draft: Edition) -> None:
    kind = {"kind": "penalty"}
    editor.post(edit_url(draft), sent(draft, **kind))
    start = fresh(draft)
    base = opened(other, start)
    first, second = f"{FIELD_PREFIX}facts", f"{FIELD_PREFIX}basis"
    editor.post(edit_url(start), sent(start, **kind, **{first: "甲填的"}))
    mine = sent(start, **kind, base=base, **{second: "乙填的"})
    proposals = chosen(text_of(other.post(edit_url(start), mine)))
    assert proposals[f"take-{first}"] == "theirs" and proposals[f"take-{second}"] == "mine"
    other.post(edit_url(start), {**mine, **proposals, "merge": fresh(start).revision})
    values = fresh(start).values
    assert "甲填的" in values.values() and "乙填的" in values.values()


def test_files_of_both_are_kept(editor: Client, other: Client, draft: Edition) -> None:
    base = opened(other, draft)
    address = f"/workbench/documents/{draft.pk}/attachments/"
    editor.post(address, {"files": [SimpleUploadedFile("甲的表.csv", "类别,1".encode())]})
    editor.post(edit_url(draft), sent(draft, title="甲改的标题"))
    own = SimpleUploadedFile("乙的表.csv", "类别,2".encode())
    refused = other.post(edit_url(draft), sent(draft, base=base, summary="乙改的概述。", files=own))
    assert refused.status_code == 409
    assert "乙的表.csv" in text_of(refused), "nobody has to send it twice"
    assert {file.name for file in fresh(draft).attachments.all()} == {"甲的表.csv", "乙的表.csv"}


def test_a_merge_that_does_not_fit_comes_back_whole(editor: Client, other: Client, draft: Edition) -> None:
    base = opened(other, draft)
    editor.post(edit_url(draft), sent(draft, summary="甲" * 200, body_html=f"{BODY}<p>甲加的</p>"))
    mine = sent(draft, base=base, summary="乙" * 200, body_html=f"<p>乙加的</p>{BODY}")
    other.post(edit_url(draft), mine)
    choice = {"merge": fresh(draft).revision, "take-summary": "both"}
    refused = other.post(edit_url(draft), {**mine, **choice})
    page = text_of(refused)
    assert refused.status_code == 422 and "不超过300字" in page
    assert "甲加的" in page and "乙加的" in page and "甲" * 200 in page and "乙" * 200 in page
    assert re.search(rf'name="revision" value="{fresh(draft).revision}"', page)


def test_two_who_wrote_the_same_save_it(editor: Client, other: Client, draft: Edition) -> None:
    base = opened(other, draft)
    editor.post(edit_url(draft), sent(draft, title="同一个标题"))
    mine = sent(draft, base=base, title="同一个标题")
    page = text_of(other.post(edit_url(draft), mine))
    assert "两份相同，直接保存" in page
    assert other.post(edit_url(draft), {**mine, "overwrite": fresh(draft).revision}).status_code == 302


@pytest.mark.parametrize(
    "given", ["", "{", "[]", "7", '{"fields": 3}', '{"blocks": {"a": 1}}', '{"fields": [1]}']
)
def test_a_base_that_cannot_be_read_is_none(given: str) -> None:
    base = MergeBase.read(given)
    assert not base.had_words("title", "标题") and not base.had_block("<p>一</p>")


def test_a_base_is_read_as_it_was_written() -> None:
    base = MergeBase.of({"title": "标题"}, ["<p>一</p>"])
    again = MergeBase.read(str(base))
    assert again == base and again.had_words("title", "标题") and again.had_block("<p>一</p>")
    assert not again.had_words("title", "别的") and not again.had_block("<p>二</p>")


# --- tables -------------------------------------------------------------------------------------------

ROWS = [["高龄津贴", "5"], ["残疾补贴", "8"], ["临时救助", "2"]]


@pytest.fixture
def table(office: Office, draft: Edition) -> str:
    commands.put_table(
        actor=office.actor(Role.DEPARTMENT_EDITOR), edition_id=draft.pk, revision=draft.revision, code=OWN,
        title="发放情况", columns=[Column("c1", "项目"), Column("c2", "人数")], rows=ROWS,
    )  # fmt: skip
    return f"/workbench/documents/{draft.pk}/tables/own_1/"


def grid(edition: Edition, rows: list[list[str]], base: str, revision: int, **given: Any) -> dict[str, Any]:
    """What the page of a grid sends."""
    cells = {f"c{row}-{at}": text for row, texts in enumerate(rows) for at, text in enumerate(texts)}
    return {
        "revision": revision,
        "first": 0,
        "rows": len(rows),
        "base": base,
        "note_text": "",
        **cells,
        **given,
    }


def rows_of(edition: Edition) -> list[list[str]]:
    return list(queries.get_table(edition.pk, "own_1").rows)


def test_rows_that_one_alone_changed_are_put_together(
    editor: Client, other: Client, draft: Edition, table: str
) -> None:
    start, base = fresh(draft).revision, base_in(text_of(other.get(table)))
    theirs = [["新增项目", "1"], ROWS[0], ["残疾补贴", "9"], ROWS[2]]
    editor.post(table, grid(draft, theirs, base, start, note_text="甲的说明"))
    mine = [["高龄津贴", "6"], ROWS[1], ROWS[2], ["孤儿保障", "3"]]
    answer = other.post(table, grid(draft, mine, base, start))
    assert answer.status_code == 302
    assert "两人对这张表的修改已合并" in text_of(other.get(answer["Location"]))
    assert rows_of(draft) == [
        ["新增项目", "1"], ["高龄津贴", "6"], ["残疾补贴", "9"], ["临时救助", "2"], ["孤儿保障", "3"],
    ]  # fmt: skip
    assert queries.get_table(draft.pk, "own_1").note == "甲的说明"


def test_rows_that_both_changed_are_chosen(editor: Client, other: Client, draft: Edition, table: str) -> None:
    start, base = fresh(draft).revision, base_in(text_of(other.get(table)))
    editor.post(table, grid(draft, [["高龄津贴", "6"], *ROWS[1:]], base, start, note_text="甲的说明"))
    mine = grid(draft, [["高龄津贴", "7"], *ROWS[1:]], base, start, note_text="乙的说明")
    refused = other.post(table, mine)
    page = text_of(refused)
    assert refused.status_code == 409
    assert "请先核对不同的行" in page and "两人都改过，请选定" in page
    assert rows_of(draft)[0] == ["高龄津贴", "6"]
    names = dict.fromkeys(re.findall(r'name="(row-\d+)"', page))
    other.post(table, {**mine, "merge": fresh(draft).revision, **dict.fromkeys(names, "both")})
    assert rows_of(draft) == [["高龄津贴", "6"], ["高龄津贴", "7"], *ROWS[1:]]
    assert queries.get_table(draft.pk, "own_1").note.split() == ["甲的说明", "乙的说明"]


def test_another_table_or_text_saved_meanwhile_is_no_matter(
    editor: Client, other: Client, draft: Edition, table: str
) -> None:
    start, base = fresh(draft).revision, base_in(text_of(other.get(table)))
    editor.post(edit_url(draft), sent(fresh(draft), title="甲改的标题"))
    answer = other.post(table, grid(draft, [*ROWS, ["孤儿保障", "3"]], base, start))
    assert answer.status_code == 302
    assert rows_of(draft) == [*ROWS, ["孤儿保障", "3"]]
    assert fresh(draft).title == "甲改的标题"


def test_who_replaces_a_table_sees_what_others_changed(
    editor: Client, other: Client, draft: Edition, table: str
) -> None:
    start, base = fresh(draft).revision, base_in(text_of(other.get(table)))
    editor.post(table, grid(draft, [*ROWS, ["孤儿保障", "3"]], base, start))
    mine = grid(draft, ROWS, base, start, action="replace", pasted="全新的\t1")
    refused = other.post(table, mine)
    page = text_of(refused)
    assert refused.status_code == 409 and "孤儿保障" in page and "全新的" in page
    again = {name: value for name, value in mine.items() if name != "action"}
    names = dict.fromkeys(re.findall(r'name="(row-\d+)"', page))
    other.post(table, {
        **again, "merged_action": "replace", "merge": fresh(draft).revision, **dict.fromkeys(names, "mine"),
    })  # fmt: skip
    assert rows_of(draft) == [["全新的", "1"]]
