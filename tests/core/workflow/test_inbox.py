"""Lists for a person, and phrases."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.core.workflow import commands, queries
from gongkai.core.workflow.commands.phrases import MOST_PHRASES
from gongkai.core.workflow.queries import Narrowing
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import queries as identity
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.core.workflow.papers import approve, countersigned, of, open_paper
from tests.factories import County


def test_each_list_has_what_belongs_in_it(county: County) -> None:
    editor, reviewer = county.person(Role.DEPARTMENT_EDITOR), county.person(Role.REVIEWER)
    waiting, passed, returned = (open_paper(county, title=title) for title in ("等的", "过的", "退的"))
    approve(passed, reviewer)
    commands.return_case(actor=reviewer, **of(returned), kind="review", opinion="请修改")
    assert [step.case for step in queries.inbox(reviewer)] == [waiting]
    assert {step.case for step in queries.decided_by(reviewer)} == {passed, returned}
    assert list(queries.closed_with(reviewer)) == [returned]
    assert list(queries.sent_by(editor)) == [returned, passed, waiting]
    assert list(queries.closed_with(editor)) == [returned]
    assert not queries.sent_by(reviewer).exists()


def test_a_countersign_waits_in_the_other_bodys_inbox(county: County) -> None:
    case = open_paper(county, countersigned(county))
    finance = make.make_actor(Role.REVIEWER, county.other_bureau)
    assert not queries.inbox(finance).exists()
    assert not queries.takes_part(finance, case.subject_type, [case.subject_id])
    approve(case)
    assert [step.case for step in queries.inbox(finance)] == [case]
    assert queries.takes_part(finance, case.subject_type, [case.subject_id])
    approve(case, finance)
    assert queries.takes_part(finance, case.subject_type, [case.subject_id]), "what one has decided"


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Narrowing(), {"低保公告", "预算公开", "低保办法"}),
        (Narrowing(words="低保"), {"低保公告", "低保办法"}),
        (Narrowing(words="低保 办法"), {"低保办法"}),
        (Narrowing(subject_kind="normative"), {"低保办法"}),
        (Narrowing(step_kind="secrecy"), {"预算公开"}),
        (Narrowing(step_kind="review"), {"低保公告", "低保办法"}),
        (Narrowing(subject_type="test.paper"), {"低保公告", "预算公开", "低保办法"}),
        (Narrowing(subject_type="powers.item"), set()),
        (Narrowing(words="%"), set()),
    ],
)
def test_narrowing(county: County, wanted: Narrowing, titles: set[str]) -> None:
    open_paper(county, title="低保公告")
    approve(open_paper(county, title="预算公开"))
    open_paper(county, title="低保办法", kind="normative")
    everybody = make.with_roles(county.bureau, Role.REVIEWER, Role.SECRECY_REVIEWER)
    steps = queries.narrowed_steps(queries.inbox(everybody), wanted)
    assert {step.case.subject_title for step in steps} == titles
    cases = queries.narrowed_cases(queries.sent_by(county.person(Role.DEPARTMENT_EDITOR)), wanted)
    assert {case.subject_title for case in cases} == titles
    by_body = Narrowing(words=wanted.words, body_id=county.other_bureau.pk)
    assert not queries.narrowed_steps(queries.inbox(everybody), by_body).exists()


def test_holders_of_many_steps_take_three_queries(county: County, django_assert_num_queries: Any) -> None:
    for number in range(5):
        case = open_paper(county, countersigned(county), title=f"第{number}件")
        approve(case)
    steps = list(queries.inbox(make.SYSTEM))
    assert len(steps) == 10
    with django_assert_num_queries(3):
        found = queries.holders_of(steps)
    assert {standing.name for row in found.values() for standing in row} == {"云溪县值班员"}


# --- 常用语 -------------------------------------------------------------------------------------------


def test_own_phrases_come_before_those_of_the_body(county: County) -> None:
    account = identity.find_account(f"z.staff.{county.division.code}")
    assert account is not None
    me = make.make_actor(Role.REVIEWER, county.bureau, account_id=account.pk)
    commands.add_phrase(actor=me, text="请核对附件。", body_id=county.bureau.pk)
    commands.add_phrase(actor=me, text="同意，请尽快公开。")
    commands.add_phrase(actor=me, text="请核对附件。")
    assert queries.phrase_texts(me) == ["同意，请尽快公开。", "请核对附件。"]
    other = make.make_actor(Role.APPROVER, county.bureau)
    assert queries.phrase_texts(other) == ["请核对附件。"]
    with pytest.raises(Conflict, match="已有这条常用语"):
        commands.add_phrase(actor=me, text=" 请核对附件。 ")
    with pytest.raises(Denied, match="只能删除本人的"):
        commands.remove_phrase(actor=other, phrase_id=queries.phrases_for(me).filter(body=None)[0].pk)


def test_phrases_have_bounds(county: County) -> None:
    me = county.person(Role.APPROVER)
    for text in ("", "  ", "长" * 101):
        with pytest.raises(InvalidInput):
            commands.add_phrase(actor=me, text=text, body_id=county.bureau.pk)
    for number in range(MOST_PHRASES):
        commands.add_phrase(actor=me, text=f"第{number}条", body_id=county.bureau.pk)
    with pytest.raises(InvalidInput, match=f"最多{MOST_PHRASES}条"):
        commands.add_phrase(actor=me, text="再一条", body_id=county.bureau.pk)
