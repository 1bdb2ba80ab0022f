"""行政规范性文件 take 合法性审查 on every route; what is no such paper does not."""

from __future__ import annotations

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState, Verdict
from gongkai.core.information.models import Edition
from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow.enums import StepKind
from gongkai.core.workflow.rules import STANDARD_ROUTE, RouteStep
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as accounts
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied
from tests import factories as make
from tests.factories import County

NORMATIVE = {"nature": "行政规范性文件"}
ORDINARY = {"nature": "其他政策文件"}
WITH_LEGALITY = [StepKind.REVIEW, StepKind.SECRECY, StepKind.LEGAL, StepKind.SIGN_OFF]


def policy_paper(county: County, values: dict[str, str], writer: Actor | None = None) -> Edition:
    return commands.draft_document(
        actor=writer or county.person(Role.DEPARTMENT_EDITOR),
        body_id=county.bureau.pk,
        item_id=county.item.pk,
        draft=make.a_draft(values=values),
        kind="normative",
    )


def kinds_of(edition: Edition) -> list[StepKind]:
    return [step.kind for step in queries.route_of(edition)]


def decide_legality(actor: Actor, edition: Edition, verdict: Verdict = Verdict.APPROVE) -> Edition:
    return commands.review_edition(
        actor=actor, edition_id=edition.pk, verdict=verdict, opinion="请补充依据。", kind=StepKind.LEGAL
    )


def test_only_normative_papers_take_the_step(county: County) -> None:
    assert kinds_of(policy_paper(county, NORMATIVE)) == WITH_LEGALITY
    assert kinds_of(policy_paper(county, ORDINARY)) == [step.kind for step in STANDARD_ROUTE]
    assert kinds_of(make.draft(county)) == [step.kind for step in STANDARD_ROUTE]


def test_a_route_set_without_it_gets_it_before_countersigning(county: County) -> None:
    review, secrecy, sign_off = STANDARD_ROUTE
    asked = RouteStep(StepKind.COUNTERSIGN, Role.REVIEWER, body_id=county.other_bureau.pk)
    workflow.save_route(
        actor=make.SYSTEM, name="会签", steps=(review, secrecy, asked, sign_off), body_id=county.bureau.pk
    )
    assert kinds_of(policy_paper(county, NORMATIVE)) == [
        StepKind.REVIEW, StepKind.SECRECY, StepKind.LEGAL, StepKind.COUNTERSIGN, StepKind.SIGN_OFF,
    ]  # fmt: skip


def test_it_is_signed_only_after_the_legal_reviewer(county: County) -> None:
    edition = make.submit(county, policy_paper(county, NORMATIVE))
    make.review(county, edition)
    make.clear(county, edition)
    with pytest.raises(Denied, match="合法性审查"):
        make.sign(county, edition)
    with pytest.raises(Denied, match="合法性审查需要“合法性审查员”角色"):
        decide_legality(county.person(Role.APPROVER), edition)
    decide_legality(make.make_actor(Role.LEGAL_REVIEWER, county.division), edition)
    make.sign(county, edition)
    assert make.publish(county, edition).state == EditionState.PUBLISHED


def test_the_legal_reviewer_sends_it_back_to_the_author(county: County) -> None:
    edition = make.submit(county, policy_paper(county, NORMATIVE))
    make.review(county, edition)
    make.clear(county, edition)
    decide_legality(county.person(Role.LEGAL_REVIEWER), edition, Verdict.RETURN)
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAFT


def test_a_body_without_a_legal_reviewer_is_told_who_is_missing(county: County) -> None:
    staff = accounts.find_account(f"z.staff.{county.division.code}")
    assert staff is not None
    for grant in accounts.grants_of(staff.pk):
        if grant.role == Role.LEGAL_REVIEWER:
            identity.revoke_role(actor=make.SYSTEM, grant_id=grant.pk, basis="调离")
    edition = policy_paper(county, NORMATIVE)
    words = f"“合法性审查”环节岗位空缺：{county.bureau.name}没有合法性审查员。请联系安全管理员授权后再提交"
    with pytest.raises(Conflict, match=words):
        make.submit(county, edition)
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAFT
    assert make.submit(county, policy_paper(county, ORDINARY)).state == EditionState.IN_REVIEW
