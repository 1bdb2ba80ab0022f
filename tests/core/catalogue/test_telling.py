"""Who hears of a standard that a catalogue has to follow, and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.commands.telling import REMIND_AHEAD
from gongkai.core.catalogue.models import Catalogue, FollowUp
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.notifications import queries as notices
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.foundation.organisations.models import Division, PublicBody
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.core.catalogue.rows import fields
from tests.factories import County

ISSUED = date(2026, 8, 31)
DUE = date(2026, 11, 30)


def an_account(name: str, role: Role, body: PublicBody, division: Division) -> int:
    account = identity.create_account(
        actor=make.SYSTEM, username=name, display_name=name, body_id=body.pk,
        password=Secret("Mountain#Spring7"), must_change_password=False,
    )  # fmt: skip
    identity.grant_role(
        actor=make.SYSTEM, account_id=account.pk, role=role, division_id=division.pk, basis="测试"
    )
    return account.pk


@pytest.fixture
def township(county: County) -> Catalogue:
    found = commands.derive_catalogue(
        actor=make.SYSTEM, division_id=county.township.pk, title="青石镇目录",
        responsible_body_id=county.town_government.pk,
    )  # fmt: skip
    make.publish_catalogue(found, "首次公布。")
    return found


@pytest.fixture
def office(county: County) -> int:
    return an_account("office", Role.OPEN_AFFAIRS_OFFICE, county.government, county.division)


def register(county: County) -> FollowUp:
    standard = commands.register_standard(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, area_code="20", title="社会救助领域标准",
        issued_on=ISSUED, rows=[fields("新的要求")],
    )  # fmt: skip
    deliver_all()
    return queries.follow_ups_to(standard.pk).get()


def told(account_id: int) -> list[str]:
    return [notice.title for notice in notices.notices_of(account_id, kind=NoticeKind.CATALOGUE)]


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.django_db
def test_a_townships_clerk_hears_at_once(county: County, township: Catalogue, office: int) -> None:
    clerk = an_account("clerk", Role.TOWNSHIP_CLERK, county.town_government, county.township)
    editor = an_account("editor", Role.DEPARTMENT_EDITOR, county.bureau, county.division)
    register(county)
    assert told(clerk) == ["需要跟进新标准：《社会救助领域标准》（社会救助）"]
    (notice,) = notices.notices_of(clerk)
    assert "“青石镇目录”请在2026年11月30日前逐项处理上级变动" in notice.text
    assert notice.address == f"/workbench/catalogues/{township.pk}/upstream/?area=20"
    assert told(office) == told(editor) == [], "the township's is its clerk's"


@pytest.mark.django_db
def test_without_a_clerk_the_office_hears(county: County, township: Catalogue, office: int) -> None:
    register(county)
    deliver_all()
    assert len(told(office)) == 1


@pytest.mark.django_db
def test_each_is_reminded_once_before_the_day_and_once_after(
    county: County, township: Catalogue, office: int
) -> None:
    register(county)
    with clock.frozen(on(DUE - REMIND_AHEAD - timedelta(days=1))):
        assert commands.remind_followers() == 0
    with clock.frozen(on(DUE - REMIND_AHEAD)):
        assert commands.remind_followers()
        assert commands.remind_followers() == 0, "once"
    assert told(office)[0] == "《社会救助领域标准》的跟进将于11月30日到期"
    with clock.frozen(on(DUE)):
        assert commands.remind_followers() == 0, "the day itself is still in time"
    with clock.frozen(on(DUE + timedelta(days=1))):
        assert commands.remind_followers()
    assert told(office)[0] == "《社会救助领域标准》的跟进已于11月30日到期"
    assert len(told(office)) == 3


@pytest.mark.django_db
def test_what_is_done_reminds_nobody(county: County, township: Catalogue, office: int) -> None:
    follow_up = register(county)
    commands.close_follow_up(actor=make.SYSTEM, follow_up_id=follow_up.pk)
    commands.tell_followers(follow_up.standard_id)
    with clock.frozen(on(DUE)):
        assert commands.remind_followers() == 0
    assert len(told(office)) == 1, "only what was told when it began"
