"""The menu's counts: what each kind comes to, in one question however many kinds there are."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.catalogue.models import PolicyArea
from gongkai.core.information.enums import EditionState
from gongkai.core.responsibilities import commands as responsibilities
from gongkai.core.responsibilities.enums import Part
from gongkai.edges.workbench import list_tasks, waiting
from gongkai.edges.workbench.tally import tally
from gongkai.foundation.access.enums import Role
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.kernel.actor import Actor
from tests import factories as make
from tests.edges.workbench.conftest import Office

pytestmark = pytest.mark.django_db


def test_sources_of_one_name_are_added_up(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    areas = PolicyArea.objects.order_by("name")
    with django_assert_num_queries(1):
        found = tally(
            [
                ("all", areas.select_related()),
                ("some", areas.filter(code__lt="03")),
                ("some", areas.filter(code="26")),
                ("none", areas.none()),
                ("nobody", areas.filter(code="xx")),
            ]
        )
    assert found == {"all": 26, "some": 3, "nobody": 0}
    assert found["none"] == 0


def test_nothing_to_count_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert not tally([])
        assert not tally([("none", PolicyArea.objects.none())])


@pytest.mark.parametrize("role", list(Role))
def test_whoever_asks_it_is_one_question(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries, role: Role
) -> None:
    actor = office.actor(role)
    with django_assert_max_num_queries(1):
        waiting.counts(actor)


def test_the_home_figure_is_the_number_of_rows(office: Office) -> None:
    """Of drafts and decisions each one, of areas without a body one for all of them."""
    county = office.county
    make.submit(county, make.draft(county, "送审"))
    make.bring_to(county, make.draft(county, "签发"), EditionState.SIGNED)
    make.draft(county, "草稿", actor=office.actor(Role.DEPARTMENT_EDITOR))
    for role in (Role.DEPARTMENT_EDITOR, Role.REVIEWER, Role.OPEN_AFFAIRS_OFFICE, Role.SUPERVISOR):
        actor = office.actor(role)
        found = waiting.counts(actor)
        assert found[waiting.HOME] == len(waiting.tasks(actor, found)), role


def test_areas_without_a_body_are_counted(office: Office) -> None:
    actor = office.actor(Role.OPEN_AFFAIRS_OFFICE)
    assert waiting.counts(actor)[list_tasks.EMPTY_AREAS] == 26
    responsibilities.assign_area(
        actor=make.SYSTEM, division_id=office.county.division.pk, area="20", part=Part.LEAD,
        body_id=office.county.bureau.pk, since=date(2026, 1, 1), source="三定方案",
    )  # fmt: skip
    assert waiting.counts(actor)[list_tasks.EMPTY_AREAS] == 25


def test_the_bell_counts_what_is_unread(office: Office) -> None:
    actor = office.actor(Role.DEPARTMENT_EDITOR)
    notifications.send_notice(
        actor=Actor.system("测试"), account_ids=[actor.account_id or 0], kind=NoticeKind.DEADLINE_MOVED,
        title="期限变动", text="顺延一天。", key="test.moved.1",
    )  # fmt: skip
    assert waiting.counts(actor)[waiting.UNREAD] == 1
    notifications.mark_all_read(actor=actor)
    assert waiting.counts(actor)[waiting.UNREAD] == 0
