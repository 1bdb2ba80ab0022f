"""Beginning with last year's document: what comes along, what is left empty, what must not stay behind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.core.information import commands, queries, rules
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition, EditionTable
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import Denied
from gongkai.text.markup.pictures import picture_address, pictures_in
from tests import factories as make
from tests.bad_files import PNG
from tests.factories import County

COLUMNS = [{"code": "income", "name": "收入", "type": "money"}]

LAST_YEAR = """<h2>一、标准</h2>
<p>2025年城市低保标准每人每月735元，农村每人每月560元。</p>
<p>依据《社会救助暂行办法（2019年修订）》第12条和云政发〔2019〕8号。</p>
<p>联系电话：0512-6600000。</p>
<table><tbody><tr><td>城市</td><td>735</td></tr></tbody></table>"""


def last_years(county: County, **fields: Any) -> Edition:
    values = {"document_number": "云民发〔2025〕5号", "written_on": date(2025, 9, 1), "body_html": LAST_YEAR}
    return make.publish_document(county, "云溪县2025年城乡低保标准公告", **{**values, **fields})


def start(county: County, source: Edition, **more: Any) -> Edition:
    return commands.start_from_earlier(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        source_id=source.pk,
        body_id=county.bureau.pk,
        item_id=county.item.pk,
        **more,
    )


def test_text_comes_along_and_what_is_last_years_own_does_not(county: County) -> None:
    source = last_years(
        county, effective_on=date(2025, 10, 1), expires_on=date(2026, 9, 30), issuers=("云溪县财政局",)
    )
    new = queries.get_edition(start(county, source).pk)
    assert new.title == "云溪县2026年城乡低保标准公告"
    assert new.body_html == source.body_html and new.subject_category == source.subject_category
    assert new.issuers == ["云溪县财政局"]
    assert (new.document_number, new.written_on, new.effective_on, new.expires_on) == ("", None, None, None)
    assert new.started_from_id == source.pk and new.document_id != source.document_id
    assert new.state == EditionState.DRAFT


def test_tables_and_pictures_are_copied_not_shared(county: County) -> None:
    draft = make.draft(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    picture = commands.attach_picture(actor=editor, edition_id=draft.pk, name="图.png", chunks=[PNG])
    commands.attach_file(actor=editor, edition_id=draft.pk, name="说明.txt", chunks=["文字".encode()])
    EditionTable.objects.create(
        edition=draft, columns=COLUMNS, code="t", title="收入表", rows=[["1"]], row_count=1, position=1
    )
    address = picture_address(draft.document.public_id, picture.pk)
    body = f'<p>见图。</p><figure><img src="{address}" alt="图"></figure>'
    commands.save_draft(actor=editor, edition_id=draft.pk, revision=1, draft=make.a_draft(body_html=body))
    new = start(county, make.bring_to(county, draft, EditionState.PUBLISHED), title="新的一件")
    (own,) = new.attachments.all()
    (shown,) = pictures_in(new.body_html)
    assert (shown.document, shown.file_id, own.is_inline) == (new.document.public_id, own.pk, True)
    assert [table.rows for table in new.tables.all()] == [[["1"]]]
    assert new.title == "新的一件"


def test_what_still_stands_is_named_until_it_is_changed(county: County) -> None:
    new = start(county, last_years(county))
    places = queries.stale_places(new)
    assert [place.figures for place in places] == [("2025", "735", "560"), ("735",)]
    body = new.body_html.replace("2025年", "2026年").replace("560", "580")
    new = commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=new.pk,
        revision=new.revision,
        draft=make.a_draft(body_html=body),
    )
    assert [place.figures for place in queries.stale_places(new)] == [("735",), ("735",)]


def test_a_table_that_nobody_touched_is_named(county: County) -> None:
    source = last_years(county, body_html="<p>见附表。</p>")
    EditionTable.objects.create(
        edition=source, columns=COLUMNS, code="t", title="收入表", rows=[["1"]], row_count=1, position=1
    )
    new = start(county, source)
    assert [place.excerpt for place in queries.stale_places(new)] == ["表《收入表》与2025年的完全相同"]
    new.tables.update(rows=[["2"]])
    assert queries.stale_places(queries.get_edition(new.pk)) == ()


def test_nothing_is_stale_in_a_document_of_the_same_year_or_an_empty_start(county: County) -> None:
    source = make.publish_document(county, "云溪县2026年第一季度公告", body_html="<p>2026年735元。</p>")
    again = start(county, source)
    assert again.title == source.title and queries.stale_places(again) == ()
    assert queries.stale_places(make.draft(county, "从头写")) == ()


def test_last_years_document_is_offered_first(county: County) -> None:
    this_year = make.publish_document(county, "今年的", written_on=date(2026, 3, 1))
    last = last_years(county)
    older = make.publish_document(county, "前年的", written_on=date(2024, 9, 1))
    make.draft(county, "还在写的")
    actor = county.person(Role.DEPARTMENT_EDITOR)
    offered = list(queries.earlier_documents(actor, county.bureau.pk, county.item.pk))
    assert [edition.pk for edition in offered] == [last.pk, this_year.pk, older.pk]
    assert not queries.earlier_documents(
        county.person(Role.DEPARTMENT_EDITOR, county.other_bureau), county.bureau.pk, county.item.pk
    )


def test_only_papers_that_one_may_read_are_a_start(county: County) -> None:
    source = last_years(county)
    other = county.other_bureau
    with pytest.raises(Denied):
        commands.start_from_earlier(
            actor=county.person(Role.DEPARTMENT_EDITOR, other),
            source_id=source.pk,
            body_id=other.pk,
            item_id=county.item.pk,
        )


@pytest.mark.parametrize(
    ("title", "moved"),
    [
        ("2025年度部门决算", "2026年度部门决算"),
        ("2025学年初基本情况统计", "2026学年初基本情况统计"),
        ("二〇二五年工作要点", "二〇二六年工作要点"),
        ("一九九九年至今", "二〇〇〇年至今"),
        ("2021—2025年规划", "2021—2025年规划"),
        ("关于《云溪县2025年计划》的解读", "关于《云溪县2025年计划》的解读"),
        ("关于印发2024年和2025年名单的通知", "关于印发2025年和2026年名单的通知"),
        ("云政发〔2025〕5号", "云政发〔2025〕5号"),
        ("没有年份", "没有年份"),
    ],
)
def test_years_of_titles_move_on(title: str, moved: str) -> None:
    assert rules.years_moved(title, 1) == moved


@pytest.mark.parametrize(
    ("text", "earlier", "figures"),
    [
        ("补贴10,000.50元", "补贴10,000.50元", [("10,000.50",)]),
        ("补贴12,000元", "补贴10,000元", []),
        ("1. 补贴对象", "1. 补贴对象", []),
        ("（3）补贴对象5人", "（3）补贴对象5人", [("5",)]),
        ("依据第3条", "依据第3条", []),
        ("电话：0512-66001234", "电话：0512-66001234", []),
        ("另写一段，比2025年增长", "毫不相干", [("2025",)]),
        ("另写一段，2026年", "毫不相干", []),
        ("甲\t5\n乙\t5", "甲\t5\n乙\t6", [("5",)]),
        ("", "有5", []),
    ],
)
def test_what_counts_as_left_behind(text: str, earlier: str, figures: list[tuple[str, ...]]) -> None:
    assert [place.figures for place in rules.stale_places(text, earlier, 2025)] == figures


def test_the_list_of_places_ends_somewhere() -> None:
    text = "\n".join(f"第{number}户补贴{number + 5}元" for number in range(500))
    assert len(rules.stale_places(text, text, 2025)) == 60
