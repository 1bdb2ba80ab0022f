"""The whole life of a document, and what stands in its database rows afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState, Verdict
from gongkai.core.information.models import Document
from gongkai.core.workflow import queries as workflow
from gongkai.core.workflow.enums import CaseState, StepState
from gongkai.core.workflow.models import ReviewCase
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.factories import County


def test_from_draft_to_withdrawal(county: County) -> None:
    edition = make.draft(county)
    assert (edition.state, edition.number, edition.document.index_number) == ("draft", 1, None)

    for step, state in (
        (make.submit, "in_review"),
        (make.review, "in_review"),
        (make.clear, "in_review"),
        (make.sign, "signed"),
        (make.publish, "published"),
    ):
        edition = step(county, edition)
        assert edition.state == state
    document = Document.objects.get()
    assert document.index_number == f"{county.bureau.uscc}/{clock.today().year}-00001"
    assert document.first_published_at == edition.published_at
    assert edition.published_by == county.person(Role.DEPARTMENT_EDITOR).name
    assert edition.signed_by == county.person(Role.APPROVER).name

    second = make.correct(county, document)
    assert (second.number, second.state, second.body_html) == (2, "draft", edition.body_html)
    second = make.bring_to(county, second, EditionState.PUBLISHED)
    edition.refresh_from_db()
    assert (edition.state, edition.ended_at) == ("superseded", second.published_at)
    document.refresh_from_db()
    assert document.index_number.endswith("-00001")  # given once and for ever

    document = make.withdraw(county, document, basis="  依据条例第十五条  ")
    second.refresh_from_db()
    assert second.state == "withdrawn"
    assert document.withdrawal_basis == "依据条例第十五条"
    assert document.withdrawn_by == county.person(Role.APPROVER).name
    assert document.withdrawn_by_body == county.bureau.name


def test_every_step_leaves_its_audit_rows(county: County) -> None:
    before = AuditEvent.objects.count()
    make.publish_document(county)
    tags = list(AuditEvent.objects.order_by("id").values_list("tag", flat=True)[before:])
    assert tags == [
        "deadlines.deadline.open",
        "information.document.draft",
        "workflow.case.open",
        "information.edition.submit",
        "workflow.step.approve",
        "information.edition.review",
        "workflow.step.approve",
        "information.edition.secrecy",
        "workflow.step.approve",
        "information.edition.sign_off",
        "information.edition.publish",
    ]


def test_the_inbox_goes_from_desk_to_desk(county: County) -> None:
    edition = make.draft(county)
    roles = (Role.REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER)

    def waiting() -> list[Role]:
        return [role for role in roles if workflow.inbox(county.person(role)).exists()]

    assert waiting() == []
    make.submit(county, edition)
    assert waiting() == [Role.REVIEWER]
    make.review(county, edition)
    assert waiting() == [Role.SECRECY_REVIEWER]
    make.clear(county, edition)
    assert waiting() == [Role.APPROVER]
    make.sign(county, edition)
    assert waiting() == []
    case = ReviewCase.objects.get()
    assert case.state == CaseState.APPROVED
    assert case.closed_at is not None
    assert [step.opinion for step in case.steps.all()] == ["同意", "保密审查结论：可以公开", "同意"]
    assert workflow.decided_by(county.person(Role.REVIEWER)).count() == 1
    assert not workflow.inbox(make.make_actor(Role.REVIEWER, county.other_bureau)).exists()


def test_a_returned_document_goes_through_everything_again(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    make.review(county, edition)
    make.clear(county, edition)
    edition = make.sign(county, edition, Verdict.RETURN, "标题与正文不一致。")
    assert edition.state == "draft"
    case = ReviewCase.objects.get()
    assert case.state == CaseState.RETURNED
    assert [step.state for step in case.steps.all()] == ["approved", "approved", "returned"]
    edition = make.bring_to(county, edition, EditionState.PUBLISHED)
    assert edition.state == "published"
    assert edition.secrecy_reviews.count() == 5  # two before it was returned, three afterwards
    assert [case.state for case in queries.timeline(edition.document_id)] == ["returned", "approved"]


def test_recall_brings_it_back_to_the_author(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    make.review(county, edition)
    edition = commands.recall_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    assert edition.state == "draft"
    case = ReviewCase.objects.get()
    assert case.state == CaseState.RECALLED
    assert [step.state for step in case.steps.all()] == [
        StepState.APPROVED, StepState.CANCELLED, StepState.CANCELLED,
    ]  # fmt: skip
    assert make.bring_to(county, edition, EditionState.PUBLISHED).state == "published"


def test_a_colleague_cannot_recall_what_is_not_theirs(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    colleague = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau)
    with pytest.raises(Denied, match=r"只有送审人（.+）或起草人可以撤回"):
        commands.recall_edition(actor=colleague, edition_id=edition.pk)


def test_nothing_is_recalled_once_it_is_signed(county: County) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    with pytest.raises(Conflict, match="不在审批中"):
        commands.recall_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)


def test_discarding_a_draft_leaves_its_title_in_the_log(county: County) -> None:
    edition = make.draft(county)
    commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    event = AuditEvent.objects.order_by("-id").first()
    assert (event.tag, event.detail["title"]) == ("information.draft.discard", edition.title)


def test_a_discarded_correction_leaves_the_public_edition(county: County) -> None:
    edition = make.publish_document(county)
    correction = make.correct(county, edition.document)
    commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=correction.pk)
    assert [found.state for found in queries.editions_of(edition.document_id)] == ["published"]
    assert make.correct(county, edition.document).number == 2


def test_attachments_travel_with_a_correction(county: County) -> None:
    edition = make.draft(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    first = commands.attach_file(
        actor=editor, edition_id=edition.pk, name="标准表.txt", chunks=["城市低保 750 元".encode()]
    )
    second = commands.attach_file(
        actor=editor, edition_id=edition.pk, name="../../说明\x07.txt", chunks=[b"1"]
    )
    assert (first.position, second.position, second.name) == (1, 2, "说明.txt")
    commands.remove_attachment(actor=editor, attachment_id=second.pk)
    make.bring_to(county, edition, EditionState.PUBLISHED)
    correction = make.correct(county, edition.document)
    copied = correction.attachments.get()
    assert (copied.name, copied.file_id, copied.pk != first.pk) == ("标准表.txt", first.file_id, True)


def test_the_same_name_twice_is_refused(county: County) -> None:
    edition = make.draft(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    commands.attach_file(actor=editor, edition_id=edition.pk, name="表.txt", chunks=[b"1"])
    with pytest.raises(Conflict, match="已有同名附件"):
        commands.attach_file(actor=editor, edition_id=edition.pk, name="表.txt", chunks=[b"2"])
    assert edition.attachments.count() == 1


def test_no_more_than_fifty_attachments(county: County) -> None:
    edition = make.draft(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    for number in range(50):
        commands.attach_file(actor=editor, edition_id=edition.pk, name=f"{number}.txt", chunks=[b"1"])
    with pytest.raises(InvalidInput, match="最多50个附件"):
        commands.attach_file(actor=editor, edition_id=edition.pk, name="51.txt", chunks=[b"1"])


def test_scripts_are_taken_out_and_noted(county: County) -> None:
    edition = make.draft(
        county,
        body_html='<p onclick="steal()">正文</p><script>alert(1)</script><iframe src="https://x.test"></iframe>',
    )
    assert "script" not in edition.body_html
    assert "onclick" not in edition.body_html
    assert "iframe" not in edition.body_html
    assert edition.body_text == "正文"
    event = AuditEvent.objects.filter(tag="information.document.draft").latest("id")
    assert event.detail["removed_from_body"]


def test_the_moment_of_publication_is_the_clocks(county: County) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    new_year = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # 00:30 on 1 January in China
    with clock.frozen(new_year):
        edition = make.publish(county, edition)
    assert edition.published_at == new_year
    assert edition.document.index_number.endswith("/2027-00001")


def test_a_body_without_a_credit_code_gives_no_index_numbers(county: County) -> None:
    nameless = make.make_body(county.division, "云溪县信访局", parent=county.government, uscc="")
    edition = make.bring_to(county, make.draft(county, body=nameless), EditionState.SIGNED)
    with pytest.raises(InvalidInput, match="没有登记统一社会信用代码"):
        make.publish(county, edition)
    edition.refresh_from_db()
    assert edition.state == "signed"


def test_what_waits_for_publication_can_be_published(county: County) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    ready = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    make.bring_to(
        county,
        make.draft(
            county,
            "内部",
            openness="on_request",
            openness_reason="过程性信息",
            openness_article="条例第十六条",
        ),
        EditionState.SIGNED,
    )
    published = make.publish_document(county, "另一件")
    overtaken = make.bring_to(county, make.correct(county, published.document), EditionState.SIGNED)
    make.withdraw(county, overtaken.document)
    assert [edition.pk for edition in queries.ready_to_publish(editor)] == [ready.pk]


def test_everybody_sees_what_their_grants_cover(county: County) -> None:
    edition = make.draft(county)
    seeing = {
        "own body": make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau),
        "city": make.make_actor(Role.SUPERVISOR, county.city),
        "installation": make.make_actor(Role.OPEN_AFFAIRS_OFFICE),
        "system": make.SYSTEM,
    }
    blind = {
        "other bureau": make.make_actor(Role.DEPARTMENT_EDITOR, county.other_bureau),
        "government above": make.make_actor(Role.DEPARTMENT_EDITOR, county.government),
        "township": make.make_actor(Role.TOWNSHIP_CLERK, county.township),
        "administrator": make.make_actor(Role.SYSTEM_ADMINISTRATOR),
        "nobody": make.make_actor(None),
    }
    for who, actor in seeing.items():
        assert queries.visible_to(actor).filter(pk=edition.pk).exists(), who
    for who, actor in blind.items():
        assert not queries.visible_to(actor).exists(), who
