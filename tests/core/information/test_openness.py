"""公开属性: proposed by the author, decided by the signer, in step with the text."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState, Openness, SecrecyConclusion
from gongkai.core.information.models import Edition
from gongkai.core.information.rules import (
    OpennessDecision,
    OpennessFacts,
    deciding_body_note,
    decision_faults,
    forwarding_note,
    openness_lacks,
)
from gongkai.core.powers import commands as powers
from gongkai.core.powers.enums import Ground
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.factories import County

WITHHELD = {
    "openness": "withheld",
    "openness_reason": "过程性信息。",
    "openness_article": "《政府信息公开条例》第十六条第二款",
}
ON_REQUEST = {**WITHHELD, "openness": "on_request"}
FULL = "<p>张三领取补助。</p><p>特此公告。</p>"
LONG = FULL.replace("张三", "张三丰老先生")
PUBLIC = "<p>［此处删减］领取补助。</p><p>特此公告。</p>"
PARTIAL = {
    **WITHHELD,
    "openness": "partial",
    "full_html": FULL,
    "body_html": PUBLIC,
    "title": "补助公告",
}


def at_signature(county: County, **fields: object) -> Edition:
    edition = make.submit(county, make.draft(county, **{"title": "一件", **fields}))
    make.review(county, edition)
    return make.clear(county, edition)


# --- rules --------------------------------------------------------------------------------------------


REASONED = {"reason": "理由", "article": "条例"}
IN_PART = {**REASONED, "openness": "partial"}


@pytest.mark.parametrize(("facts", "fields"), [
    ({"openness": ""}, ["openness"]),
    ({"openness": "proactive"}, []),
    ({"openness": "withheld"}, ["openness_reason", "openness_article"]),
    ({"openness": "withheld", "reason": " ", "article": "条例"}, ["openness_reason"]),
    ({**REASONED, "openness": "on_request"}, []),
    ({**REASONED, "openness": "on_request", "entry_lapsed": True}, ["openness_article"]),
    ({"openness": "proactive", "withheld_files": 1}, ["attachments"]),
    ({"openness": "proactive", "full_text": "全文"}, ["full_html"]),
    ({**REASONED, "openness": "withheld", "full_text": "全"}, ["full_html"]),
    (IN_PART, ["full_html"]),
    ({**IN_PART, "withheld_files": 1}, []),
    ({**IN_PART, "full_text": "甲", "public_text": "甲"}, ["full_html"]),
    ({**IN_PART, "full_text": "甲乙", "public_text": "甲"}, []),
    (
        {
            **IN_PART, "full_text": "甲\n住址石桥村二组", "public_text": "甲",
            "fields": {"内容概述": "含住址石桥村二组"},
        },
        ["full_html"],
    ),
    ({"openness": "proactive", "public_text": "（此件发至县处级）"}, ["openness"]),
    ({"openness": "proactive", "public_text": "（此件发至县处级）", "confirmed": "（此件发至县处级）"}, []),
    ({**IN_PART, "full_text": "甲乙\n（此件发至县处级）", "public_text": "甲"}, ["openness"]),
])  # fmt: skip
def test_what_openness_lacks(facts: dict[str, object], fields: list[str]) -> None:
    assert [lack.field for lack in openness_lacks(OpennessFacts(**facts))] == fields


@pytest.mark.parametrize("proposed", Openness)
@pytest.mark.parametrize("decided", Openness)
@pytest.mark.parametrize("cleared", [True, False])
@pytest.mark.parametrize("has_public_edition", [True, False])
def test_every_decision_over_every_proposal(
    proposed: Openness, decided: Openness, cleared: bool, has_public_edition: bool
) -> None:
    order = list(Openness)
    closer = order.index(decided) > order.index(proposed)
    bare = OpennessDecision(decided)
    reasoned = OpennessDecision(decided, "涉及第三方。", "条例第十五条")
    know = {"has_public_edition": has_public_edition, "cleared": cleared}
    with_reasons = [name for name, words in decision_faults(proposed, reasoned, **know).items() if words]
    without = [name for name, words in decision_faults(proposed, bare, **know).items() if words]
    if decided == proposed:
        assert without == with_reasons == []
        return
    impossible = (
        (decided is Openness.PARTIAL and not has_public_edition)
        or (proposed is Openness.PARTIAL and decided is Openness.PROACTIVE)
        or (not closer and not cleared)
    )
    assert with_reasons == (["openness"] if impossible else [])
    assert ("openness_reason" in without) is closer
    assert ("openness_article" in without) is closer


def test_no_other_attribute_and_no_endless_article() -> None:
    know = {"has_public_edition": True, "cleared": True}
    assert "openness" in decision_faults("proactive", OpennessDecision("secret"), **know)
    long = decision_faults("proactive", OpennessDecision("withheld", "理由", "条" * 201), **know)
    assert "不能超过200字" in long["openness_article"]


def test_notes_on_joint_and_forwarding_documents() -> None:
    assert deciding_body_note("云溪县民政局", []) == ""
    assert "牵头机关云溪县民政局" in deciding_body_note("云溪县民政局", ["云溪县民政局", "云溪县财政局"])
    assert forwarding_note("关于印发工作要点的通知") == ""
    assert "与原件一致" in forwarding_note("云溪县人民政府办公室转发县民政局关于救助工作意见的通知")


# --- proposing and deciding ----------------------------------------------------------------------------


def test_who_proposed_and_who_decided_is_kept(county: County) -> None:
    edition = make.sign(county, at_signature(county, **ON_REQUEST))
    assert (edition.proposed_openness, edition.openness) == ("on_request", "on_request")
    assert edition.openness_proposed_by == county.person(Role.DEPARTMENT_EDITOR).name
    assert edition.signed_by == county.person(Role.APPROVER).name


def test_the_signer_closes_with_reason_and_article(county: County) -> None:
    edition = at_signature(county)
    with pytest.raises(InvalidInput) as caught:
        make.sign(county, edition, openness=OpennessDecision("withheld"))
    assert set(caught.value.fields) == {"openness_reason", "openness_article"}
    decision = OpennessDecision("withheld", "尚在谈判。", "《政府信息公开条例》第十六条第二款")
    edition = make.sign(county, edition, openness=decision)
    assert (edition.state, edition.openness, edition.proposed_openness) == ("signed", "withheld", "proactive")
    assert edition.openness_reason == "尚在谈判。"
    detail = AuditEvent.objects.filter(tag="information.edition.sign_off").latest("id").detail
    assert (detail["openness_proposed"], detail["openness_decided"]) == ("proactive", "withheld")
    with pytest.raises(Denied, match=r"不予公开.*不在网站发布"):
        make.publish(county, edition)
    due = deadlines.deadlines_of("information.document", [edition.document_id])[edition.document_id]
    assert [row.state for row in due] == ["dropped"]


def test_the_signer_opens_what_secrecy_has_passed(county: County) -> None:
    edition = make.sign(county, at_signature(county, **WITHHELD), openness=OpennessDecision("proactive"))
    assert (edition.openness, edition.openness_reason, edition.openness_article) == ("proactive", "", "")
    due = deadlines.deadlines_of("information.document", [edition.document_id])[edition.document_id]
    assert "running" in [row.state for row in due]
    assert make.publish(county, edition).state == EditionState.PUBLISHED


@pytest.mark.parametrize("against", ["second", "own"])
def test_the_signer_does_not_open_what_secrecy_has_not_passed(county: County, against: str) -> None:
    refusal = commands.SecrecySheet(SecrecyConclusion.MAY_NOT_PUBLISH, reason="涉及勘测数据。")
    edition = make.submit(county, make.draft(county, **WITHHELD))
    make.review(county, edition)
    if against == "second":
        make.clear(county, edition, SecrecyConclusion.MAY_NOT_PUBLISH, reason="涉及勘测数据。")
    else:
        make.clear(county, edition)
    sheet = refusal if against == "own" else make.CLEARED
    with pytest.raises(InvalidInput, match="保密审查没有全部作出“可以公开”"):
        make.sign(county, edition, sheet=sheet, openness=OpennessDecision("proactive"))
    assert make.sign(county, edition, sheet=sheet).openness == "withheld"


def test_a_decision_against_the_marker_goes_back_to_the_author(county: County) -> None:
    edition = at_signature(county, body_html="<p>正文</p><p>（此件公开发布）</p>")
    with pytest.raises(InvalidInput, match=r"正文标注“（此件公开发布）”.*请退回起草人处理"):
        make.sign(county, edition, openness=OpennessDecision("withheld", "理由", "条例第十六条"))
    edition.refresh_from_db()
    assert (edition.state, edition.openness) == ("in_review", "proactive")


# --- markers ------------------------------------------------------------------------------------------


def test_a_distribution_is_confirmed_before_anything_goes_on(county: County) -> None:
    edition = make.draft(county, body_html="<p>正文</p><p>（此件 发至县处级）</p>")
    editor = county.person(Role.DEPARTMENT_EDITOR)
    with pytest.raises(InvalidInput, match="（此件发至县处级）”限定了发送范围"):
        make.submit(county, edition)
    with pytest.raises(InvalidInput, match="请写明核实情况"):
        commands.confirm_distribution(actor=editor, edition_id=edition.pk, reason=" ")
    edition = commands.confirm_distribution(
        actor=editor, edition_id=edition.pk, reason="经县政府办公室同意公开。"
    )
    assert (edition.distribution_confirmed, edition.distribution_confirmed_by) == (
        "（此件发至县处级）", editor.name,
    )  # fmt: skip
    commands.save_draft(
        actor=editor,
        edition_id=edition.pk,
        revision=edition.revision,
        draft=make.a_draft(body_html="<p>正文</p><p>（此件发至乡镇）</p>"),
    )
    with pytest.raises(InvalidInput, match="（此件发至乡镇）"):
        make.submit(county, edition)
    commands.confirm_distribution(actor=editor, edition_id=edition.pk, reason="经同意公开。")
    edition = make.bring_to(county, queries.get_edition(edition.pk), EditionState.PUBLISHED)
    assert edition.state == EditionState.PUBLISHED
    with pytest.raises(Denied, match="不能修改"):
        commands.confirm_distribution(actor=editor, edition_id=edition.pk, reason="再次核实。")


def test_without_a_distribution_there_is_nothing_to_confirm(county: County) -> None:
    edition = make.draft(county)
    with pytest.raises(Conflict, match="没有限定发送范围的标注"):
        commands.confirm_distribution(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, reason="无"
        )


@pytest.mark.parametrize("change", [
    {"openness": "partial", "full_html": FULL, "full_text": "张三领取补助。", "body_text": "张三领取补助。"},
    {"body_text": "正文\n（此件依申请公开）"},
    {"body_text": "正文\n（此件发至县处级）"},
])  # fmt: skip
def test_openness_is_asked_again_at_publication(county: County, change: dict[str, str]) -> None:
    """By whatever way the text was changed after it was signed."""
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    Edition.objects.filter(pk=edition.pk).update(**change)
    with pytest.raises(Conflict, match="公开属性有问题，不能发布"):
        make.publish(county, edition)


# --- the negative list -----------------------------------------------------------------------------------


def entry(county: County, **fields: object):
    values = {
        "division_id": county.division.pk,
        "body_id": county.bureau.pk,
        "matter": "信访人个人信息",
        "ground": Ground.PRIVACY,
        "basis": "《信访工作条例》",
        "valid_from": date(2026, 1, 1),
    }
    return powers.add_entry(actor=make.SYSTEM, **{**values, **fields})


def test_an_entry_is_cited_by_key_and_its_words_are_kept(county: County) -> None:
    cited = entry(county)
    fields = {**WITHHELD, "openness_article": cited.citation, "negative_entry_id": cited.pk}
    edition = make.draft(county, **fields)
    assert edition.negative_entry_id == cited.pk
    make.submit(county, edition)
    correction = make.draft(county, "又一件", **fields)
    powers.end_entry(actor=make.SYSTEM, entry_id=cited.pk, on=clock.today(), reason="不再适用。")
    with pytest.raises(InvalidInput, match="条目已移出或已过有效期"):
        make.submit(county, Edition.objects.get(pk=correction.pk))
    edition.refresh_from_db()
    assert edition.openness_article == cited.citation


def test_another_countys_entry_is_not_cited(county: County) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    foreign = entry(other)
    with pytest.raises(InvalidInput) as caught:
        make.draft(county, **WITHHELD, negative_entry_id=foreign.pk)
    assert "不适用于本单位" in caught.value.fields["openness_article"][0]


# --- partly open ------------------------------------------------------------------------------------------


def test_a_partly_open_document_shows_its_public_text(county: County) -> None:
    edition = make.publish_document(county, **PARTIAL)
    assert edition.body_text == "［此处删减］领取补助。\n特此公告。"
    assert edition.full_text == "张三领取补助。\n特此公告。"
    comparison = queries.comparison_of(edition)
    assert comparison is not None
    assert comparison.withheld == ("张三",)


@pytest.mark.parametrize(("fields", "words"), [
    ({"full_html": ""}, "还没有建立公开稿"),
    ({"body_html": FULL}, "公开稿与全文相同"),
    ({"openness": "proactive"}, "已不是“部分公开”"),
    ({"full_html": LONG, "summary": "张三丰老先生领取补助。"}, "仍出现在内容概述中"),
    ({"full_html": LONG, "keywords": ("张三丰老先生",)}, "仍出现在关键词中"),
])  # fmt: skip
def test_a_partly_open_document_that_is_not(county: County, fields: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        make.submit(county, make.draft(county, **{**PARTIAL, **fields}))


def test_words_that_the_full_text_does_not_have_are_named(county: County) -> None:
    edition = make.draft(county, **{**PARTIAL, "body_html": PUBLIC.replace("特此公告", "另行安排")})
    assert any("公开稿有全文没有的文字“另行安排”" in words for words in queries.openness_warnings(edition))


def test_a_withheld_file(county: County) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(county)
    file = commands.attach_file(actor=editor, edition_id=edition.pk, name="名单.txt", chunks=[b"1"])
    helper = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau)
    commands.withhold_attachment(actor=helper, attachment_id=file.pk, is_public=False)
    assert helper.account_id in Edition.objects.get(pk=edition.pk).author_ids
    with pytest.raises(InvalidInput, match="主动公开的文件不能有不公开的附件"):
        make.submit(county, edition)
    commands.withhold_attachment(actor=editor, attachment_id=file.pk, is_public=True)
    assert make.submit(county, edition).state == EditionState.IN_REVIEW


def test_closing_a_partly_open_document_makes_it_whole(county: County) -> None:
    edition = at_signature(county, **PARTIAL)
    with pytest.raises(InvalidInput, match="会公开已隐去的内容"):
        make.sign(county, edition, openness=OpennessDecision("proactive"))
    edition = make.sign(
        county, edition, openness=OpennessDecision("withheld", "全部涉及隐私。", "条例第十五条")
    )
    assert (edition.body_text, edition.full_text) == ("张三领取补助。\n特此公告。", "")
