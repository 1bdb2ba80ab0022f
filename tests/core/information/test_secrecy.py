"""保密审查: three stages in several hands, what goes upward, and nothing public without its sheet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from gongkai.core.information import commands, queries
from gongkai.core.information.commands import guarding
from gongkai.core.information.enums import EditionState, SecrecyConclusion, SecrecyStage, Verdict
from gongkai.core.information.models import Edition, SecrecyReferral, SecrecyReview
from gongkai.core.information.rules import (
    Course,
    StageEntry,
    clearance_fault,
    course_of,
    same_hand_fault,
    same_hand_remark,
)
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.factories import County

MAY, MAY_NOT, UPWARD = SecrecyConclusion
FIRST, SECOND, APPROVAL = SecrecyStage
UP = "县保密行政管理部门"


def entry(stage: SecrecyStage, who: int | None = None, conclusion: SecrecyConclusion = MAY) -> StageEntry:
    return StageEntry(stage, conclusion, who or 100 + list(SecrecyStage).index(stage), f"某{who}")


# --- rules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("conclusion", "openness", "course"), [
    (MAY, "proactive", Course.ON), (MAY, "withheld", Course.ON), (MAY, "", Course.ON),
    (MAY_NOT, "proactive", Course.BACK), (MAY_NOT, "partial", Course.BACK),
    (MAY_NOT, "on_request", Course.ON), (MAY_NOT, "withheld", Course.ON),
    (UPWARD, "proactive", Course.WAIT), (UPWARD, "withheld", Course.WAIT),
])  # fmt: skip
def test_where_a_conclusion_leads(conclusion: SecrecyConclusion, openness: str, course: Course) -> None:
    assert course_of(conclusion, openness) is course


@pytest.mark.parametrize(("entries", "fault"), [
    ([], "缺少初审、复审、批准"),
    ([entry(FIRST), entry(SECOND)], "缺少批准"),
    ([entry(FIRST), entry(APPROVAL)], "缺少复审"),
    ([entry(FIRST), entry(SECOND, conclusion=UPWARD), entry(APPROVAL)], "复审的结论是“不能确定"),
    ([entry(FIRST), entry(SECOND), entry(APPROVAL, conclusion=MAY_NOT)], "批准的结论是“不得公开"),
    ([entry(FIRST, 1), entry(SECOND, 1), entry(APPROVAL, 1)], "由同一人办理"),
    ([entry(FIRST, 1), entry(SECOND, 2), entry(APPROVAL, 2)], ""),
    ([entry(FIRST), entry(SECOND), entry(APPROVAL)], ""),
])  # fmt: skip
def test_what_clears(entries: list[StageEntry], fault: str) -> None:
    found = clearance_fault(entries)
    assert fault in found
    assert bool(found) is bool(fault)


@pytest.mark.parametrize("stage", SecrecyStage)
@pytest.mark.parametrize("other", SecrecyStage)
@pytest.mark.parametrize("has_others", [True, False])
def test_which_stages_lie_in_one_hand(stage: SecrecyStage, other: SecrecyStage, has_others: bool) -> None:
    fault = same_hand_fault(stage, 7, [entry(other, 7)], has_others=has_others)
    together = stage is other or (FIRST not in {stage, other} and not has_others)
    assert (fault == "") is together
    assert same_hand_fault(stage, 8, [entry(other, 7)], has_others=has_others) == ""
    assert same_hand_fault(stage, None, [entry(other, 7)], has_others=has_others) == ""
    remark = same_hand_remark(stage, 7, [entry(other, 7)])
    assert bool(remark) is (stage is not other)


# --- three stages --------------------------------------------------------------------------------------


def test_every_stage_leaves_its_row_on_the_sheet(county: County) -> None:
    edition = make.publish_document(county, summary="公布标准。")
    rows = queries.sheet_of(edition.pk)
    assert [row.stage for row in rows] == ["first", "second", "approval"]
    assert {row.case_id for row in rows} == {ReviewCase.objects.get().pk}
    first = rows[0]
    assert (first.title, first.summary, first.openness) == (edition.title, "公布标准。", "proactive")
    assert (first.method, first.scope, first.planned_for) == ("政府网站", "面向社会", "签发后及时发布")
    assert [row.reviewer for row in rows] == [
        county.person(role).name for role in (Role.REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER)
    ]


@pytest.mark.parametrize("step", ["review", "sign"])
def test_agreeing_without_a_conclusion_is_refused(county: County, step: str) -> None:
    edition = make.submit(county, make.draft(county))
    if step == "sign":
        make.review(county, edition)
        make.clear(county, edition)
    with pytest.raises(InvalidInput) as caught:
        (make.review if step == "review" else make.sign)(county, edition, sheet=None)
    assert "保密审查结论" in caught.value.fields["conclusion"][0]
    assert ReviewStep.objects.filter(state="current").count() == 1


def test_sending_back_needs_no_conclusion(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    returned = make.review(county, edition, Verdict.RETURN, "请修改。", sheet=None)
    assert returned.state == EditionState.DRAFT
    assert not SecrecyReview.objects.exists()


@pytest.mark.parametrize("stage", ["review", "clear", "sign"])
def test_what_may_not_be_public_goes_back(county: County, stage: str) -> None:
    edition = make.submit(county, make.draft(county))
    sheet = commands.SecrecySheet(MAY_NOT, reason="涉及未公开的勘测数据。")
    if stage == "review":
        edition = make.review(county, edition, sheet=sheet)
    else:
        make.review(county, edition)
        if stage == "clear":
            edition = make.clear(county, edition, MAY_NOT, "涉及未公开的勘测数据。")
        else:
            make.clear(county, edition)
            edition = make.sign(county, edition, sheet=sheet)
    assert edition.state == EditionState.DRAFT
    assert "不得公开。涉及未公开的勘测数据" in ReviewStep.objects.get(state="returned").opinion
    with pytest.raises(Conflict, match="审查记录须留存，不能删除"):
        commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)


@pytest.mark.parametrize("conclusion", [MAY_NOT, UPWARD])
def test_whatever_stands_against_it_needs_a_reason(county: County, conclusion: SecrecyConclusion) -> None:
    edition = make.submit(county, make.draft(county))
    make.review(county, edition)
    with pytest.raises(InvalidInput, match="必须写明理由和依据"):
        make.clear(county, edition, conclusion, reason="  ", refer_to=UP)
    assert SecrecyReview.objects.count() == 1


def test_what_is_withheld_is_signed_although_it_may_not_be_public(county: County) -> None:
    edition = make.draft(
        county, openness="withheld", openness_reason="过程性信息。", openness_article="条例第十六条"
    )
    make.review(county, make.submit(county, edition))
    make.clear(county, edition, MAY_NOT, "涉及工作秘密。")
    edition = make.sign(county, edition, sheet=commands.SecrecySheet(MAY_NOT, reason="同意复审意见。"))
    assert edition.state == EditionState.SIGNED


def test_the_first_reviewer_takes_no_other_stage(county: County) -> None:
    everything = make.with_roles(county.bureau, Role.REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER)
    edition = make.submit(county, make.draft(county))
    decision = {"actor": everything, "edition_id": edition.pk, "sheet": make.CLEARED}
    commands.review_edition(**decision, verdict=Verdict.APPROVE)
    with pytest.raises(Denied, match="您已办理本件的保密审查初审，复审须由其他人办理"):
        commands.review_secrecy(**decision)
    make.clear(county, edition)
    with pytest.raises(Denied, match="您已办理本件的保密审查初审，批准须由其他人办理"):
        commands.sign_off_edition(**decision, verdict=Verdict.APPROVE)


def test_second_and_approval_in_one_hand_only_without_another(county: County, monkeypatch) -> None:
    """A small office: one reviews, one does 复审 and 批准; the sheet says why."""
    both = make.with_roles(county.bureau, Role.SECRECY_REVIEWER, Role.APPROVER)
    edition = make.submit(county, make.draft(county))
    make.review(county, edition)
    decision = {"actor": both, "edition_id": edition.pk, "sheet": make.CLEARED}
    commands.review_secrecy(**decision)
    with pytest.raises(Denied, match="本单位还有其他人可以办理批准"):
        commands.sign_off_edition(**decision, verdict=Verdict.APPROVE)
    monkeypatch.setattr(
        "gongkai.core.workflow.queries.holders_of", lambda steps: {step.pk: [] for step in steps}
    )
    commands.sign_off_edition(**decision, verdict=Verdict.APPROVE)
    row = queries.sheet_of(edition.pk)[-1]
    assert row.remark == "本单位没有其他人可以办理，复审和批准由同一人办理。"
    assert make.publish(county, Edition.objects.get()).state == EditionState.PUBLISHED


# --- upward -------------------------------------------------------------------------------------------


def referred(county: County) -> tuple[Edition, SecrecyReferral]:
    edition = make.submit(county, make.draft(county))
    make.review(county, edition)
    edition = make.clear(county, edition, UPWARD, "是否涉及工作秘密。", UP)
    return edition, SecrecyReferral.objects.get()


def answer(county: County, referral: SecrecyReferral, conclusion: SecrecyConclusion, **fields: str):
    return commands.register_answer(
        actor=county.person(Role.SECRECY_REVIEWER),
        referral_id=referral.pk,
        conclusion=conclusion,
        **{"answer": "经研究，不涉及工作秘密。", "answer_number": "云保函〔2026〕3号", **fields},
    )


def test_what_goes_upward_waits(county: County) -> None:
    edition, referral = referred(county)
    assert (edition.state, referral.referred_to, referral.stage) == ("in_review", UP, "second")
    assert ReviewCase.objects.get().state == "held"
    with pytest.raises(Conflict, match="审批已暂停"):
        make.clear(county, edition)
    with pytest.raises(Conflict, match=f"已报{UP}确定.*登记答复之后才能撤回"):
        commands.recall_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)


def test_whom_to_ask_is_needed(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    make.review(county, edition)
    with pytest.raises(InvalidInput) as caught:
        make.clear(county, edition, UPWARD, "是否涉及工作秘密。")
    assert "报请机关" in caught.value.fields["refer_to"][0]
    assert not SecrecyReferral.objects.exists()
    assert ReviewCase.objects.get().state == "open"


def test_may_be_public_goes_on_with_the_same_step(county: County) -> None:
    edition, referral = referred(county)
    found = answer(county, referral, MAY)
    assert (found.answer_number, found.conclusion) == ("云保函〔2026〕3号", "may_publish")
    assert ReviewCase.objects.get().state == "open"
    assert queries.open_referral_of(edition.pk) is None
    make.clear(county, edition)
    edition = make.publish(county, make.sign(county, edition))
    assert [row.conclusion for row in queries.sheet_of(edition.pk)] == [MAY, UPWARD, MAY, MAY]
    with pytest.raises((Conflict, Denied)):
        answer(county, referral, MAY)


def test_may_not_be_public_goes_back_with_the_answer(county: County) -> None:
    edition, referral = referred(county)
    answer(county, referral, MAY_NOT, answer="涉及工作秘密。")
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAFT
    assert (
        "县保密行政管理部门答复（云保函〔2026〕3号）：不得公开"
        in ReviewStep.objects.get(state="returned").opinion
    )


@pytest.mark.parametrize(("fields", "field"), [
    ({"conclusion": UPWARD}, "conclusion"),
    ({"answer": " "}, "answer"),
    ({"answer": "长" * 2001}, "answer"),
    ({"answer_number": "号" * 101}, "answer_number"),
])  # fmt: skip
def test_an_answer_decides(county: County, fields: dict, field: str) -> None:
    _, referral = referred(county)
    with pytest.raises(InvalidInput) as caught:
        answer(county, referral, fields.pop("conclusion", MAY), **fields)
    assert field in caught.value.fields
    assert ReviewCase.objects.get().state == "held"


def test_the_author_does_not_register_the_answer(county: County) -> None:
    author = make.with_roles(county.bureau, Role.DEPARTMENT_EDITOR, Role.SECRECY_REVIEWER)
    edition = make.submit(county, make.draft(county, actor=author))
    make.review(county, edition)
    make.clear(county, edition, UPWARD, "是否涉及工作秘密。", UP)
    with pytest.raises(Denied, match="您是该文件的起草人"):
        commands.register_answer(
            actor=author, referral_id=SecrecyReferral.objects.get().pk, conclusion=MAY, answer="可以。"
        )


# --- nothing without it ----------------------------------------------------------------------------------


def test_a_review_before_the_last_submission_does_not_count(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    make.review(county, edition)
    make.clear(county, edition)
    make.sign(county, edition, Verdict.RETURN, "请修改标题。", sheet=None)
    make.submit(county, edition)
    assert queries.stage_entries(edition.pk) == []


@pytest.mark.parametrize("lacking", SecrecyStage)
def test_the_publish_command_asks_for_every_stage(county: County, lacking: SecrecyStage) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    without(edition, lacking)
    with pytest.raises(Conflict, match=f"保密审查单缺少{lacking.label}"):
        make.publish(county, edition)


def without(edition: Edition, stage: SecrecyStage) -> None:
    """Take a row off the sheet by a way that no program has: with the trigger switched off."""
    table = "information_secrecyreview"
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")
    run(f"DELETE FROM {table} WHERE edition_id = {edition.pk} AND stage = '{stage}'")
    run(f"ALTER TABLE {table} ENABLE TRIGGER {table}_append_only")


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


PUBLISH = (
    "UPDATE information_edition SET state = 'published', published_at = now(), published_by = '某人'"
    " WHERE id = {pk}"
)


@pytest.mark.parametrize("lacking", SecrecyStage)
def test_the_database_publishes_nothing_that_was_not_cleared(county: County, lacking: SecrecyStage) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    without(edition, lacking)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        run(PUBLISH.format(pk=edition.pk))
    assert caught.value.__cause__.diag.constraint_name == "information_published_is_cleared"
    edition.refresh_from_db()
    assert edition.state == EditionState.SIGNED


def test_the_database_takes_what_was_cleared_and_scanned(county: County) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    guarding.prove_guarded(county.person(Role.DEPARTMENT_EDITOR), edition, queries.guard_report(edition))
    run(PUBLISH.format(pk=edition.pk))
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED


@pytest.mark.parametrize(("origin", "taken"), [("native", False), ("imported", True)])
def test_only_what_is_moved_from_an_old_site_comes_in_published(
    county: County, origin: str, taken: bool
) -> None:
    edition = make.publish_document(county)
    run(f"UPDATE information_document SET origin = '{origin}'")
    run(f"UPDATE information_edition SET state = 'superseded', ended_at = now() WHERE id = {edition.pk}")
    columns = ", ".join(
        field.column
        for field in Edition._meta.concrete_fields
        if field.column not in {"id", "number", "ended_at"}
    )
    copied = columns.replace("state", "'published'").replace("'published'ment", "statement")
    insert = (
        f"INSERT INTO information_edition (number, {columns}) SELECT 2, {copied} FROM information_edition"
    )
    if taken:
        run(insert)
        assert Edition.objects.filter(state="published").count() == 1
        return
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        run(insert)
    assert caught.value.__cause__.diag.constraint_name == "information_published_is_cleared"


@pytest.mark.parametrize("sql", [
    "UPDATE information_secrecyreview SET conclusion = 'may_publish'",
    "DELETE FROM information_secrecyreview",
    "TRUNCATE information_secrecyreview",
])  # fmt: skip
def test_the_sheet_is_only_added_to(county: County, sql: str) -> None:
    make.publish_document(county)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
        run(sql)
    assert SecrecyReview.objects.count() == 3


def test_an_answer_is_final(county: County) -> None:
    _, referral = referred(county)
    answer(county, referral, MAY)
    for sql in (
        "UPDATE information_secrecyreferral SET answer = '改'",
        "DELETE FROM information_secrecyreferral",
    ):
        with pytest.raises(DatabaseError, match="办结后只能查阅"), transaction.atomic():
            run(sql)


# --- the archive ----------------------------------------------------------------------------------------


def test_the_archive_shows_what_the_role_reaches(county: County) -> None:
    edition = make.publish_document(county, "低保公告")
    seeing = [
        make.make_actor(Role.SECRECY_REVIEWER, county.bureau),
        make.make_actor(Role.SUPERVISOR, county.city),
    ]
    blind = [
        make.make_actor(Role.SECRECY_REVIEWER, county.other_bureau),
        make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau),
        make.make_actor(Role.SYSTEM_ADMINISTRATOR),
        Actor.public("203.0.113.1"),
    ]
    assert all(queries.list_sheets(actor).count() == 3 for actor in seeing)
    assert not any(queries.list_sheets(actor).exists() for actor in blind)
    (reader, _) = seeing
    assert queries.list_sheets(reader, stage="second").get().edition_id == edition.pk
    assert queries.list_sheets(reader, words="低保").count() == 3
    assert not queries.list_sheets(reader, words="预算").exists()
    assert not queries.list_sheets(reader, conclusion="may_not_publish").exists()
    assert queries.list_sheets(reader, body_id=county.bureau.pk).count() == 3
    today = clock.today()
    assert queries.list_sheets(reader, since=today, until=today).count() == 3
    assert not queries.list_sheets(reader, since=today + timedelta(days=1)).exists()
    assert not queries.list_sheets(reader, until=today - timedelta(days=1)).exists()


def test_open_referrals_come_first(county: County) -> None:
    _, referral = referred(county)
    reader = make.make_actor(Role.SUPERVISOR, county.division)
    assert [row.pk for row in queries.list_referrals(reader, answered=False)] == [referral.pk]
    answer(county, referral, MAY)
    assert not queries.list_referrals(reader, answered=False).exists()
    assert queries.list_referrals(reader, answered=True).count() == 1
