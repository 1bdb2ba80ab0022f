"""Every way in which a step is refused, and the words that the user reads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState, Verdict
from gongkai.core.information.models import Edition, SecrecyReview
from gongkai.core.workflow.models import ReviewCase
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from tests import factories as make
from tests.factories import County


def _everything(county: County) -> Actor:
    return make.with_roles(
        county.bureau, Role.DEPARTMENT_EDITOR, Role.REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER
    )


def _decide(actor: Actor, edition: Edition, kind: str) -> Edition:
    inputs = {"actor": actor, "edition_id": edition.pk, "sheet": make.CLEARED}
    if kind == "review":
        return commands.review_edition(**inputs, verdict=Verdict.APPROVE)
    if kind == "secrecy":
        return commands.review_secrecy(**inputs)
    return commands.sign_off_edition(**inputs, verdict=Verdict.APPROVE)


@pytest.mark.parametrize(("kind", "steps", "label"), [
    ("review", (), "审核"),
    ("secrecy", (make.review,), "保密审查"),
    ("sign_off", (make.review, make.clear), "签发"),
])  # fmt: skip
def test_four_eyes_at_each_step(county: County, kind: str, steps: tuple, label: str) -> None:
    author = _everything(county)
    edition = make.submit(county, make.draft(county, actor=author))
    for step in steps:
        step(county, edition)
    with pytest.raises(Denied, match=f"您是该文件的起草人，不能由本人{label}"):
        _decide(author, edition, kind)


@pytest.mark.parametrize("deed", ["save", "attach", "remove"])
def test_whoever_changed_anything_is_an_author(county: County, deed: str) -> None:
    helper = _everything(county)
    edition = make.draft(county)
    if deed == "save":
        commands.save_draft(
            actor=helper, edition_id=edition.pk, revision=edition.revision, draft=make.a_draft()
        )
    else:
        writer = helper if deed == "attach" else county.person(Role.DEPARTMENT_EDITOR)
        file = commands.attach_file(actor=writer, edition_id=edition.pk, name="表.txt", chunks=[b"1"])
        if deed == "remove":
            commands.remove_attachment(actor=helper, attachment_id=file.pk)
    make.submit(county, edition)
    with pytest.raises(Denied, match="您是该文件的起草人"):
        _decide(helper, edition, "review")


def test_a_correction_is_its_own_authors(county: County) -> None:
    """Who wrote the first edition may review somebody else's correction."""
    first = _everything(county)
    edition = make.draft(county, actor=first)
    make.bring_to(county, edition, EditionState.PUBLISHED)
    correction = make.submit(county, make.correct(county, edition.document))
    assert _decide(first, correction, "review").state == "in_review"


@pytest.mark.parametrize("kind", ["review", "secrecy", "sign_off"])
def test_the_right_person_at_the_wrong_step(county: County, kind: str) -> None:
    """The step stands at 审核; whoever holds all roles still cannot jump ahead or repeat."""
    actor = _everything(county)
    edition = make.submit(county, make.draft(county))
    if kind == "review":
        _decide(actor, edition, "review")
        other = _everything(county)
        with pytest.raises(Conflict, match="现处于“保密审查”环节"):
            _decide(other, edition, "review")
        return
    with pytest.raises(Conflict, match="现处于“审核”环节"):
        _decide(actor, edition, kind)
    assert not SecrecyReview.objects.exists()


@pytest.mark.parametrize(("steps", "needed", "wrong"), [
    ((), Role.REVIEWER, Role.APPROVER),
    ((make.review,), Role.SECRECY_REVIEWER, Role.REVIEWER),
    ((make.review, make.clear), Role.APPROVER, Role.SECRECY_REVIEWER),
])  # fmt: skip
def test_wrong_role_and_wrong_body(county: County, steps: tuple, needed: Role, wrong: Role) -> None:
    kind = {Role.REVIEWER: "review", Role.SECRECY_REVIEWER: "secrecy", Role.APPROVER: "sign_off"}[needed]
    edition = make.submit(county, make.draft(county))
    for step in steps:
        step(county, edition)
    with pytest.raises(Denied, match=f"需要“{needed.label}”角色，您没有该角色"):
        _decide(make.make_actor(wrong, county.bureau), edition, kind)
    with pytest.raises(Denied, match="您的权限范围不包括该单位或地区"):
        _decide(make.make_actor(needed, county.other_bureau), edition, kind)
    with pytest.raises(Denied, match="请先登录"):
        _decide(Actor.public("203.0.113.1"), edition, kind)


@pytest.mark.parametrize("state", ["draft", "signed", "published"])
def test_decisions_need_a_running_review(county: County, state: str) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState(state))
    for kind in ("review", "secrecy", "sign_off"):
        with pytest.raises(Conflict, match=r"不在审批中.*请刷新"):
            _decide(_everything(county), edition, kind)


@pytest.mark.parametrize("step", ["review", "sign"])
@pytest.mark.parametrize("opinion", ["", " \n "])
def test_returning_needs_a_reason(county: County, step: str, opinion: str) -> None:
    edition = make.submit(county, make.draft(county))
    if step == "sign":
        make.review(county, edition)
        make.clear(county, edition)
    with pytest.raises(InvalidInput, match="退回必须写明理由") as caught:
        (make.review if step == "review" else make.sign)(county, edition, Verdict.RETURN, opinion)
    assert "opinion" in caught.value.fields


def test_an_opinion_has_a_limit_and_blanks_mean_consent(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    with pytest.raises(InvalidInput, match="意见不能超过2000字，现有2001字"):
        make.review(county, edition, opinion="长" * 2001)
    make.review(county, edition, opinion="   ")
    assert ReviewCase.objects.get().steps.first().opinion == "同意"


# --- writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fields", "field", "words"), [
    ({"title": "长" * 5000}, "title", "标题不能超过200字，现有5000字"),
    ({"title": " 　"}, "title", "请填写标题"),
    ({"title": "\u200b\u202e"}, "title", "请填写标题"),
    ({"written_on": date(1754, 3, 1)}, "written_on", "不能早于1949-10-01"),
    ({"written_on": clock.today() + timedelta(days=1)}, "written_on", "不能晚于今天"),
    ({"summary": "长" * 301}, "summary", "不超过300字，现有301字"),
    ({"body_html": "<p>" + "长" * 500_000 + "</p>"}, "body_html", "正文过长"),
    ({"keywords": ("词",) * 11}, "keywords", "最多10个"),
    ({"keywords": ("长" * 31,)}, "keywords", "不超过30字"),
    ({"document_number": "云" * 101}, "document_number", "发文字号不能超过100字"),
    ({"subject_category": "类" * 101}, "subject_category", "主题分类不能超过100字"),
    ({"openness_article": "条" * 201}, "openness_article", "依据条款不能超过200字"),
    ({"openness": "secret"}, "openness", "公开属性"),
])  # fmt: skip
def test_what_cannot_be_kept_is_said_beside_its_field(
    county: County, fields: dict[str, object], field: str, words: str
) -> None:
    values = {"title": "标题", **fields}
    with pytest.raises(InvalidInput) as caught:
        make.draft(county, **values)
    assert words in "".join(caught.value.fields[field])
    assert "已保留" in caught.value.message
    assert not Edition.objects.exists()


@pytest.mark.parametrize("field", ["title", "summary", "body_html", "document_number", "change_note"])
@pytest.mark.parametrize("bad", ["甲\x00乙", "甲\ud800乙"])
def test_text_that_cannot_be_stored_is_refused(county: County, field: str, bad: str) -> None:
    with pytest.raises(InvalidInput, match="无法保存的字符"):
        make.draft(county, **{"title": "标题", field: bad})


def test_text_that_cannot_be_stored_is_refused_everywhere(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    with pytest.raises(InvalidInput, match="无法保存的字符"):
        make.review(county, edition, opinion="同意\x00")
    published = make.publish_document(county)
    with pytest.raises(InvalidInput, match="无法保存的字符"):
        make.withdraw(county, published.document, basis="依据\x00")


def test_edges_that_are_allowed(county: County) -> None:
    edition = make.draft(
        county, "长" * 200, written_on=clock.today(), summary="长" * 300, document_number="", keywords=()
    )
    assert edition.document_number == ""
    assert make.draft(county, written_on=date(1949, 10, 1)).written_on == date(1949, 10, 1)


@pytest.mark.parametrize(("written", "kept"), [
    ("云民发[2026]5号", "云民发〔2026〕5号"),
    ("云民发（2026）第05号", "云民发〔2026〕5号"),
    ("2026年第3号公告", "2026年第3号公告"),
    ("", ""),
])  # fmt: skip
def test_document_numbers_get_their_form_or_stay(county: County, written: str, kept: str) -> None:
    assert make.draft(county, document_number=written).document_number == kept


def test_what_is_missing_is_listed(county: County) -> None:
    edition = make.draft(
        county, body_html="<p> </p>", written_on=None, subject_category="", openness="", document_number=""
    )
    with pytest.raises(InvalidInput) as caught:
        make.submit(county, edition)
    assert caught.value.message == (
        "还差4项，补齐后才能提交：正文为空；未填成文日期；未选主题分类；未确定公开属性。"
    )
    assert set(caught.value.fields) == {"body_html", "written_on", "subject_category", "openness"}


@pytest.mark.parametrize("openness", ["on_request", "withheld"])
def test_withholding_needs_reason_and_article(county: County, openness: str) -> None:
    edition = make.draft(county, openness=openness)
    with pytest.raises(InvalidInput, match=r"还差2项.*须写明理由；须写明依据的条款"):
        make.submit(county, edition)


def test_a_correction_needs_its_note(county: County) -> None:
    edition = make.publish_document(county)
    with pytest.raises(InvalidInput, match="更正什么、为什么更正"):
        make.correct(county, edition.document, note=" ")
    correction = make.correct(county, edition.document)
    commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=correction.pk,
        revision=correction.revision,
        draft=make.a_draft(change_note=""),
    )
    with pytest.raises(InvalidInput, match="未写更正说明"):
        make.submit(county, correction)


@pytest.mark.parametrize(("openness", "marker"), [
    ("proactive", "(此件不公开)"),
    ("partial", "（此件依申请公开）"),
    ("on_request", "（此件公开发布）"),
    ("withheld", "（此件主动公开）"),
])  # fmt: skip
def test_markers_that_contradict(county: County, openness: str, marker: str) -> None:
    edition = make.draft(
        county,
        body_html=f"<p>正文。</p><p>{marker}</p>",
        openness=openness,
        openness_reason="理由",
        openness_article="条例第十六条",
    )
    with pytest.raises(InvalidInput, match=r"正文标注“.此件.+”，与所选公开属性“.+”不一致"):
        make.submit(county, edition)


def test_markers_that_agree(county: County) -> None:
    assert (
        make.submit(county, make.draft(county, body_html="<p>正文</p><p>（此件公开发布）</p>")).state
        == "in_review"
    )


# --- publishing, correcting, withdrawing ---------------------------------------------------------------


def test_what_is_not_open_is_not_published(county: County) -> None:
    edition = make.draft(
        county, openness="on_request", openness_reason="过程性信息", openness_article="条例第十六条"
    )
    edition = make.bring_to(county, edition, EditionState.SIGNED)
    with pytest.raises(Denied, match="公开属性为“依申请公开”，不在网站发布"):
        make.publish(county, edition)


def test_publishing_twice_says_who_did(county: County) -> None:
    edition = make.publish_document(county)
    with pytest.raises(Denied, match=f"该版本已由{edition.published_by}发布，无需重复发布"):
        make.publish(county, edition)


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_only_the_signed_is_published(county: County, state: str) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState(state))
    with pytest.raises(Denied, match="不能发布。请刷新页面"):
        make.publish(county, edition)


def test_stale_text_is_not_saved_over_newer(county: County) -> None:
    edition = make.draft(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    save = {"actor": editor, "edition_id": edition.pk}
    commands.save_draft(**save, revision=1, draft=make.a_draft("第一位的标题"))
    with pytest.raises(Conflict, match="已被他人保存。您的内容仍在本页"):
        commands.save_draft(**save, revision=1, draft=make.a_draft("第二位的标题"))
    assert Edition.objects.get().title == "第一位的标题"


def test_only_a_draft_is_changed(county: County) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.submit(county, make.draft(county))
    with pytest.raises(Denied, match="当前为“审批中”，不能修改"):
        commands.save_draft(actor=editor, edition_id=edition.pk, revision=1, draft=make.a_draft())
    with pytest.raises(Denied, match="当前为“审批中”，不能提交"):
        make.submit(county, edition)


def test_corrections_start_from_what_is_public(county: County) -> None:
    edition = make.draft(county)
    with pytest.raises(Denied, match="尚未公开，不能更正"):
        make.correct(county, edition.document)
    make.bring_to(county, edition, EditionState.PUBLISHED)
    make.correct(county, edition.document)
    with pytest.raises(Conflict, match="已有一个未办结的版本"):
        make.correct(county, edition.document)


def test_a_published_document_keeps_its_item(county: County) -> None:
    edition = make.publish_document(county)
    correction = make.correct(county, edition.document)
    with pytest.raises(InvalidInput, match="不能更换公开事项"):
        commands.save_draft(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            edition_id=correction.pk,
            revision=1,
            draft=make.a_draft(change_note="更正"),
            item_id=county.items[1].pk,
        )


def test_withdrawal_needs_a_basis_and_something_public(county: County) -> None:
    edition = make.draft(county)
    with pytest.raises(Denied, match="尚未公开，不能撤下"):
        make.withdraw(county, edition.document)
    make.bring_to(county, edition, EditionState.PUBLISHED)
    with pytest.raises(InvalidInput, match="必须写明依据"):
        make.withdraw(county, edition.document, basis="\n ")
    with pytest.raises(Denied, match="需要“签发人、政务公开办”角色"):
        commands.withdraw_document(
            actor=county.person(Role.DEPARTMENT_EDITOR), document_id=edition.document_id, basis="依据"
        )
    make.withdraw(county, edition.document)
    approver = county.person(Role.APPROVER).name
    with pytest.raises(Denied, match=f"已由{approver}撤下，不能重复撤下"):
        make.withdraw(county, edition.document)
    with pytest.raises(Denied, match="撤下，不能更正"):
        make.correct(county, edition.document)


def test_a_correction_cannot_bring_back_what_was_withdrawn(county: County) -> None:
    edition = make.publish_document(county)
    correction = make.bring_to(county, make.correct(county, edition.document), EditionState.SIGNED)
    make.withdraw(county, edition.document)
    with pytest.raises(Denied, match="撤下，不能再次发布"):
        make.publish(county, correction)


@pytest.mark.parametrize("call", [
    lambda actor: commands.publish_edition(actor=actor, edition_id=10**9),
    lambda actor: commands.submit_edition(actor=actor, edition_id=10**9),
    lambda actor: commands.withdraw_document(actor=actor, document_id=10**9, basis="依据"),
    lambda actor: commands.remove_attachment(actor=actor, attachment_id=10**9),
    lambda actor: commands.draft_document(actor=actor, body_id=10**9, item_id=1, draft=make.a_draft()),
])  # fmt: skip
def test_what_is_not_there(county: County, call) -> None:
    with pytest.raises(NotFound, match="没有"):
        call(make.SYSTEM)


def test_an_item_that_is_not_there(county: County) -> None:
    with pytest.raises(NotFound, match="没有找到该公开事项"):
        commands.draft_document(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            body_id=county.bureau.pk,
            item_id=10**9,
            draft=make.a_draft(),
        )


# --- immutability -------------------------------------------------------------------------------------


def test_no_command_changes_a_published_edition(county: County) -> None:
    edition = make.draft(county)
    attachment = commands.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name="表.txt", chunks=[b"1"]
    )
    make.bring_to(county, edition, EditionState.PUBLISHED)
    before = Edition.objects.filter(pk=edition.pk).values().get()
    who = make.with_roles(None, *(role for role in Role if "administrator" not in role))
    attempts = [
        lambda: commands.save_draft(actor=who, edition_id=edition.pk, revision=1, draft=make.a_draft("改")),
        lambda: commands.attach_file(actor=who, edition_id=edition.pk, name="b.txt", chunks=[b"2"]),
        lambda: commands.remove_attachment(actor=who, attachment_id=attachment.pk),
        lambda: commands.discard_draft(actor=who, edition_id=edition.pk),
        lambda: commands.submit_edition(actor=who, edition_id=edition.pk),
        lambda: commands.recall_edition(actor=who, edition_id=edition.pk),
        lambda: _decide(who, edition, "review"),
        lambda: _decide(who, edition, "secrecy"),
        lambda: _decide(who, edition, "sign_off"),
        lambda: commands.publish_edition(actor=who, edition_id=edition.pk),
    ]
    for attempt in attempts:
        with pytest.raises((Denied, Conflict)):
            attempt()
    assert Edition.objects.filter(pk=edition.pk).values().get() == before
    assert edition.attachments.get().pk == attachment.pk
