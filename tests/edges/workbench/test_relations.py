"""Metadata and relations in the editor; decisions on validity, the check-up and old copies in lists."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands
from gongkai.core.information import queries as information
from gongkai.core.information.enums import RelationKind, Validity
from gongkai.core.information.models import Document, Edition, OfficialText, Relation
from gongkai.core.information.rules import OFFICIAL_ON, OFFICIAL_TITLE
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.workbench.conftest import Office, form_of, text_of

OLD, NEW = "云溪县临时救助办法", "云溪县临时救助办法（新）"
LAW = "中华人民共和国政府信息公开条例"
HTMX = {"HX-Request": "true"}

AsRole = Callable[[Role], Client]


@pytest.fixture
def editor(as_role: AsRole) -> Client:
    return as_role(Role.DEPARTMENT_EDITOR)


@pytest.fixture
def official(as_role: AsRole) -> Client:
    return as_role(Role.OPEN_AFFAIRS_OFFICE)


@pytest.fixture
def old(office: Office) -> Edition:
    return make.publish_document(
        office.county,
        OLD,
        document_number="云民发〔2021〕8号",
        written_on=date(2021, 3, 1),
        effective_on=date(2021, 4, 1),
    )


@pytest.fixture
def draft(office: Office) -> Edition:
    return make.draft(
        office.county,
        NEW,
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        body_html=f"<p>本办法自公布之日起施行，《{OLD}》（云民发〔2021〕8号）同时废止。</p>",
    )


def edit_url(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/edit/"


def relations_url(edition: Edition, tail: str = "") -> str:
    return f"/workbench/documents/{edition.pk}/relations/{tail}"


def ids_in(page: str) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', page))


# --- metadata ----------------------------------------------------------------------------------------


def test_every_field_of_the_metadata_is_kept(editor: Client, draft: Edition) -> None:
    sent = form_of(
        draft,
        issuers=["云溪县财政局", " 云溪县乡村振兴局 ", "", "云溪县财政局"],
        printed_on="2026-09-03",
        effective_on="2026年10月1日",
        expires_on="2031-09-30",
        audiences=["公民", "企业", ""],
        five_open=["decision", "result"],
        official_title=LAW,
        official_number="国令[2019]711号",
        official_on="2019-04-03",
    )
    assert editor.post(edit_url(draft), sent)["Location"] == edit_url(draft)
    now = information.get_edition(draft.pk)
    assert now.issuers == ["云溪县财政局", "云溪县乡村振兴局"]
    assert (now.printed_on, now.effective_on, now.expires_on) == (
        date(2026, 9, 3), date(2026, 10, 1), date(2031, 9, 30),
    )  # fmt: skip
    assert (now.audiences, now.five_open) == (["公民", "企业"], ["decision", "result"])
    assert now.values[OFFICIAL_TITLE] == LAW and now.values[OFFICIAL_ON] == "2019-04-03"
    shown = text_of(editor.get(edit_url(draft)))
    assert 'value="云溪县乡村振兴局"' in shown
    assert "自2026年10月1日起施行，有效期5年，施行当日计入，至2031年9月30日届满（含当日）。" in shown
    assert "规范性文件的有效期不超过5年" in shown and "未核对" in shown


def test_a_length_in_years_becomes_a_day(editor: Client, draft: Edition) -> None:
    sent = form_of(draft, effective_on="2026-10-01", validity_years="2")
    assert editor.post(edit_url(draft), sent).status_code == 302
    assert information.get_edition(draft.pk).expires_on == date(2028, 9, 30)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"validity_years": "5"}, "填了有效期年数的，请填施行日期"),
        ({"validity_years": "0", "effective_on": "2026-10-01"}, "有效期至少1年"),
        ({"effective_on": "2026-10-01", "expires_on": "2026-09-30"}, "有效期至不能早于施行日期"),
        ({"printed_on": "2999-01-01"}, "印发日期不能晚于今天"),
        ({"five_open": ["everything"]}, "请在列出的五公开中选择"),
        ({"official_on": "2019-04-03"}, "请写明是哪一份正式文本"),
        ({"issuers": ["长" * 201]}, "每个名称不超过200字"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(
    editor: Client, draft: Edition, changes: dict[str, object], words: str
) -> None:
    refused = editor.post(edit_url(draft), form_of(draft, title="改过的标题", **changes))
    assert refused.status_code == 422
    assert words in text_of(refused) and "改过的标题" in text_of(refused)
    assert information.get_edition(draft.pk).title == NEW


# --- relations ---------------------------------------------------------------------------------------


def test_the_text_proposes_and_a_person_records(editor: Client, draft: Edition, old: Edition) -> None:
    page = text_of(editor.get(relations_url(draft)))
    assert "正文里提到的文件" in page and f'name="target" value="{old.document_id}"' in page
    assert not draft.relations.exists()
    done = editor.post(relations_url(draft, "add/"), {"kind": "repeals", "target": old.document_id})
    assert done["Location"] == relations_url(draft)
    page = text_of(editor.get(relations_url(draft)))
    assert "正文里提到的文件" not in page and OLD in page
    relation = Relation.objects.get(edition=draft)
    assert editor.post(relations_url(draft, f"{relation.pk}/remove/")).status_code == 302
    assert not draft.relations.exists()


def test_a_document_is_found_and_recorded_in_place(editor: Client, draft: Edition, old: Edition) -> None:
    found = text_of(editor.get(relations_url(draft, "?q=云民发[2021]8号"), headers=HTMX))
    assert OLD in found and "<html" not in found
    added = text_of(
        editor.post(relations_url(draft, "add/"), {"kind": "cites", "target": old.document_id}, headers=HTMX)
    )
    assert "已登记：引用。" in added and "<html" not in added
    assert "没有找到已公开的文件" in text_of(editor.get(relations_url(draft, "?q=没有的词")))


def test_nonsense_is_refused_with_the_reason(editor: Client, draft: Edition, old: Edition) -> None:
    refused = editor.post(relations_url(draft, "add/"), {"kind": "repeals", "target": draft.document_id})
    assert refused.status_code == 422 and "不能废止自己" in text_of(refused)
    refused = editor.post(relations_url(draft, "add/"), {"kind": "destroys", "title": "甲"})
    assert refused.status_code == 422
    refused = editor.post(relations_url(draft, "add/"), {"kind": "cites"})
    assert "写明文件名称" in text_of(refused)
    assert editor.post(relations_url(old, "add/"), {"kind": "cites", "title": "甲"}).status_code == 422
    assert not Relation.objects.exists()


def test_another_documents_relation_is_not_removed_by_guessing(
    office: Office, editor: Client, draft: Edition, old: Edition
) -> None:
    other = make.draft(office.county, "另一份", actor=office.actor(Role.DEPARTMENT_EDITOR))
    relation = commands.add_relation(
        actor=make.SYSTEM, edition_id=other.pk, kind=RelationKind.CITES, target_id=old.document_id
    )
    assert editor.post(relations_url(draft, f"{relation.pk}/remove/")).status_code == 404
    assert other.relations.exists()


def test_the_fields_of_a_relation_are_others_than_those_of_the_draft(editor: Client, draft: Edition) -> None:
    """Both stand on one page: a label must lead to its own field."""
    panel = ids_in(text_of(editor.get(relations_url(draft), headers=HTMX)))
    assert "id_relation_title" in panel
    assert not panel & ids_in(text_of(editor.get(edit_url(draft))))


def test_without_scripts_the_draft_is_kept_first(editor: Client, draft: Edition) -> None:
    sent = editor.post(edit_url(draft), form_of(draft, title="改过的标题", action="relations"))
    assert sent["Location"] == relations_url(draft)
    assert information.get_edition(draft.pk).title == "改过的标题"


# --- validity ----------------------------------------------------------------------------------------


def test_a_clean_up_is_previewed_and_carried_out_as_a_whole(
    office: Office, official: Client, old: Edition
) -> None:
    second = make.publish_document(office.county, "云溪县低保办法", effective_on=date(2020, 1, 1))
    listed = text_of(official.get("/workbench/validity/"))
    assert OLD in listed and "云溪县低保办法" in listed
    chosen = {"selected": [old.document_id, second.document_id]}
    assert "变更有效性" in text_of(official.post("/workbench/validity/preview/", chosen))
    decision = {**chosen, "validity": "repealed", "on": "2026-11-01", "basis": "清理结果公告"}
    preview = text_of(official.post("/workbench/validity/preview/", {**decision, "step": "check"}))
    assert "确认变更 2 件" in preview and "→" in preview
    assert set(Document.objects.values_list("validity", flat=True)) == {Validity.IN_FORCE}
    assert official.post("/workbench/validity/change/", decision).status_code == 302
    assert set(Document.objects.values_list("validity", flat=True)) == {Validity.REPEALED}
    ended = text_of(official.get("/workbench/validity/?shown=ended"))
    assert "自2026年11月1日起废止，清理结果公告" in ended


def test_a_decision_without_basis_keeps_what_was_typed(official: Client, old: Edition) -> None:
    sent = {"selected": [old.document_id], "validity": "lapsed", "on": "2026-11-01", "basis": ""}
    refused = official.post("/workbench/validity/change/", sent)
    assert refused.status_code == 422
    assert "请写明依据" in text_of(refused) and f'value="{old.document_id}"' in text_of(refused)
    assert Document.objects.get(pk=old.document_id).validity == Validity.IN_FORCE


def test_who_may_not_decide_is_told(editor: Client, old: Edition) -> None:
    assert "变更所选文件" not in text_of(editor.get("/workbench/validity/"))
    sent = {"selected": [old.document_id], "validity": "repealed", "on": "2026-11-01", "basis": "清理"}
    refused = editor.post("/workbench/validity/change/", sent)
    assert refused.status_code == 422 and "您没有该角色" in text_of(refused)
    assert Document.objects.get(pk=old.document_id).validity == Validity.IN_FORCE


def test_nothing_chosen_and_nonsense_keys_lead_back(official: Client) -> None:
    for keys in ([], ["x"], ["99999999999999999999"], ["0"]):
        answer = official.post("/workbench/validity/preview/", {"selected": keys})
        assert answer["Location"] == "/workbench/validity/"


def test_what_ends_soon_has_a_list_and_files(office: Office, official: Client) -> None:
    make.publish_document(
        office.county,
        "快届满的办法",
        effective_on=date(2026, 10, 1),
        expires_on=clock.today() + timedelta(30),
    )
    make.publish_document(
        office.county, "还早的办法", effective_on=date(2026, 10, 1), expires_on=clock.today() + timedelta(900)
    )
    listed = text_of(official.get("/workbench/validity/?shown=ending"))
    assert "快届满的办法" in listed and "还早的办法" not in listed
    written = official.get("/workbench/validity/validity.csv?shown=ending").content.decode()
    assert "快届满的办法" in written and "还早的办法" not in written
    sheet = load_workbook(io.BytesIO(official.get("/workbench/validity/validity.xlsx").content)).active
    assert sheet is not None
    assert {"快届满的办法", "还早的办法"} <= {cell.value for row in sheet.iter_rows() for cell in row}


# --- check-up ----------------------------------------------------------------------------------------


def test_the_check_up_lists_faults_with_reasons(office: Office, official: Client) -> None:
    make.draft(office.county, "有毛病的", document_number="云民发[2025]05号", summary="")
    shown = text_of(official.get("/workbench/check-up/"))
    assert "发文字号是2025年的，成文日期在2026年" in shown and "没有内容概述" in shown
    only = text_of(official.get("/workbench/check-up/?code=summary"))
    assert "没有内容概述" in only and "发文字号是2025年的" not in only
    assert "没有符合条件的问题" in text_of(official.get("/workbench/check-up/?severity=stop"))
    written = official.get("/workbench/check-up/check-up.csv").content.decode()
    assert "文号年份与成文日期不符" in written


def test_nothing_wrong_is_said_as_well(official: Client) -> None:
    assert "没有发现问题" in text_of(official.get("/workbench/check-up/"))


# --- official texts ----------------------------------------------------------------------------------


def test_a_list_of_official_texts_finds_old_copies(office: Office, official: Client) -> None:
    values = {OFFICIAL_TITLE: LAW, OFFICIAL_ON: "2007-04-05"}
    make.publish_document(office.county, "政府信息公开条例（本站转载）", values=values)
    assert "没有发现过时的文本" in text_of(official.get("/workbench/official-texts/"))
    table = f"名称,文号,日期,出处\n{LAW},国令[2019]711号,2019年4月3日,中国政府网\n"
    sent = official.post(
        "/workbench/official-texts/load/", {"file": SimpleUploadedFile("清单.csv", table.encode())}
    )
    assert sent.status_code == 302
    shown = text_of(official.get("/workbench/official-texts/"))
    assert "政府信息公开条例（本站转载）" in shown and "2019-04-03" in shown and "2007-04-05" in shown


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("标题,日期\n甲,2019-04-03\n".encode(), "“名称”和“日期”两列"),
        ("名称,日期\n甲,近日\n".encode(), "第1行的日期读不出来"),
        ("名称,日期\n,2019-04-03\n".encode(), "第1行没有名称"),
        (b"", "清单"),
        (b"PK\x03\x04broken", "清单"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused(official: Client, content: bytes, words: str) -> None:
    sent = official.post("/workbench/official-texts/load/", {"file": SimpleUploadedFile("清单.csv", content)})
    assert sent.status_code == 422 and words in text_of(sent)
    assert not OfficialText.objects.exists()


# --- budgets -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/workbench/validity/", 10),
        ("/workbench/check-up/", 10),
        ("/workbench/official-texts/", 10),
        ("/workbench/documents/{draft}/relations/", 21),
    ],
)
def test_pages_ask_a_fixed_number_of_questions(
    office: Office,
    official: Client,
    draft: Edition,
    old: Edition,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    for number in range(4):
        other = make.publish_document(office.county, f"办法{number}", effective_on=date(2026, 10, 1))
        commands.add_relation(
            actor=make.SYSTEM, edition_id=draft.pk, kind=RelationKind.CITES, target_id=other.document_id
        )
    with django_assert_max_num_queries(most):
        assert official.get(path.format(draft=draft.pk)).status_code == 200
