"""The public list of powers and services, and who answers for an area."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.powers import commands
from gongkai.core.powers import queries as power_queries
from gongkai.core.powers.enums import PowerList, PowerType, SortingState
from gongkai.core.powers.models import PowerItem
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.core.responsibilities import commands as responsibilities
from gongkai.core.responsibilities.enums import Part
from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations import queries as organisations_queries
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def a_power(published: Published, number: int = 1, type_: PowerType = PowerType.LICENCE) -> PowerItem:
    return commands.create_power(
        actor=make.SYSTEM,
        body_id=published.county.bureau.pk,
        list_kind=PowerList.POWERS,
        given=PowerFields(f"0730{number}", f"殡葬设施审批{number}", type_.value, ("《殡葬管理条例》第八条",)),
        effective_on=DAY,
        reason="云政发〔2026〕8号",
    )


def test_the_list_with_filters_and_downloads(published: Published, get: Any) -> None:
    a_power(published, 1)
    a_power(published, 2, PowerType.PENALTY)
    page = get("/powers/").content.decode()
    assert "殡葬设施审批1" in page and "行政处罚（1）" in page and "2 项" in page
    part = get("/powers/?type=penalty&q=审批").content.decode()
    assert "殡葬设施审批2" in part and "殡葬设施审批1" not in part
    assert "powers.csv?type=penalty" in part
    csv = get("/powers/powers.csv?type=penalty").content.decode("utf-8-sig").splitlines()
    assert len(csv) == 2 and "殡葬设施审批2" in csv[1]
    assert get("/powers/powers.xlsx").content.startswith(b"PK")
    assert "没有符合条件的事项" in get("/powers/?q=没有这个").content.decode()


def test_before_anything_is_there(published: Published, get: Any) -> None:
    assert "清单尚未公布" in get("/powers/").content.decode()


def test_one_power_with_its_versions_and_after_its_end(published: Published, get: Any) -> None:
    power = a_power(published)
    page = get(f"/powers/{power.public_id}/").content.decode()
    assert "《殡葬管理条例》第八条" in page and "第1版" in page and "云政发〔2026〕8号" in page
    commands.cancel_power(actor=make.SYSTEM, power_id=power.pk, on=date(2026, 8, 1), reason="下放乡镇")
    page = get(f"/powers/{power.public_id}/").content.decode()
    assert "该事项已于2026年8月1日取消" in page and "下放乡镇" in page and "noindex" in page
    assert "殡葬" not in get("/powers/").content.decode()
    assert get("/powers/abcdefghjkmn/").status_code == 404


def test_powers_of_another_county_are_not_of_this_site(published: Published, get: Any) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    power = commands.create_power(
        actor=make.SYSTEM, body_id=other.bureau.pk, list_kind=PowerList.POWERS,
        given=PowerFields("1", "外县事项", PowerType.LICENCE.value), effective_on=DAY, reason="依据",
    )  # fmt: skip
    assert get(f"/powers/{power.public_id}/").status_code == 404
    assert "外县事项" not in get("/powers/").content.decode()


def test_an_area_names_its_responsible_bodies(published: Published, get: Any) -> None:
    for body, part in ((published.county.town_government, Part.JOINT), (published.county.bureau, Part.LEAD)):
        responsibilities.assign_area(
            actor=make.SYSTEM, division_id=published.county.division.pk, area="20", body_id=body.pk,
            part=part, since=DAY, source="云政办发〔2026〕3号",
        )  # fmt: skip
    page = get("/areas/20/").content.decode()
    assert "牵头单位：</span>云溪县民政局" in page and "配合单位：</span>云溪县青石镇人民政府" in page
    assert "牵头单位" not in get("/areas/21/").content.decode()


@pytest.mark.parametrize(("path", "most"), [("/powers/", 4), ("/powers/?q=审批&type=licence", 5)])
def test_budget(
    published: Published,
    get: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    for number in range(1, 8):
        a_power(published, number)
    with django_assert_max_num_queries(most):
        assert get(path).status_code == 200


def test_the_list_as_it_stood_on_a_day(published: Published, get: Any) -> None:
    """By the versions in force then: under the old name, and with what was cancelled since."""
    kept, gone = a_power(published, 1), a_power(published, 2, PowerType.PENALTY)
    commands.revise_power(
        actor=make.SYSTEM, power_id=kept.pk, effective_on=date(2026, 7, 1), reason="名称规范",
        given=PowerFields("07301", "公墓建设审批", PowerType.LICENCE.value, ("《殡葬管理条例》第八条",)),
    )  # fmt: skip
    commands.cancel_power(actor=make.SYSTEM, power_id=gone.pk, on=date(2026, 8, 1), reason="下放乡镇")
    before = get("/powers/?asof=2026-05-31").content.decode()
    assert "殡葬设施审批" not in before and "当日没有施行中的事项" in before
    june = get("/powers/?asof=2026-06-30").content.decode()
    assert "这是2026年6月30日的公开内容" in june and "按当日施行的版本显示" in june
    assert "殡葬设施审批1" in june and "殡葬设施审批2" in june and "公墓建设审批" not in june
    assert "行政处罚（1）" in june and "2 项" in june and "补登" in june
    july = get("/powers/?asof=2026-07-01").content.decode()
    assert "公墓建设审批" in july and "殡葬设施审批1" not in july and "殡葬设施审批2" in july
    assert "殡葬设施审批2" not in get("/powers/?asof=2026-08-01").content.decode()
    narrowed = f"/powers/?asof=2026-06-30&type=penalty&q=审批&body={published.county.bureau.pk}"
    page = get(narrowed).content.decode()
    assert "殡葬设施审批2" in page and "殡葬设施审批1" not in page
    assert '<input type="hidden" name="type" value="penalty">' in page  # another day keeps the choice
    csv = get("/powers/powers.csv?asof=2026-06-30").content.decode("utf-8-sig")
    assert "殡葬设施审批1" in csv and "殡葬设施审批2" in csv and "公墓建设审批" not in csv


def test_a_body_has_on_a_day_what_it_exercised_then(published: Published, get: Any) -> None:
    """A power that a merger carried on stands under the predecessor before, under the successor after."""
    power = a_power(published)
    bureau, government = published.county.bureau, published.county.government
    organisations.merge_bodies(
        actor=make.SYSTEM, predecessor_ids=[bureau.pk], successor_id=government.pk, on=date(2026, 9, 1),
        basis="云编办〔2026〕2号",
    )  # fmt: skip
    commands.carry_powers(
        actor=make.SYSTEM, succession_id=organisations_queries.successions_of(bureau.pk).get().pk
    )
    for day, body in (("2026-08-31", bureau), ("2026-09-01", government)):
        page = get(f"/powers/?asof={day}&body={body.pk}").content.decode()
        assert power.name in page and "1 项" in page, day
    assert power.name not in get(f"/powers/?asof=2026-08-31&body={government.pk}").content.decode()


def test_one_power_as_it_stood_on_a_day(published: Published, get: Any) -> None:
    power = a_power(published)
    commands.cancel_power(actor=make.SYSTEM, power_id=power.pk, on=date(2026, 8, 1), reason="下放乡镇")
    one = f"/powers/{power.public_id}/?asof="
    early = get(f"{one}2026-05-31")
    assert early.status_code == 404
    assert "该事项在所选的日期还没有列入清单，自2026年6月1日起施行" in early.content.decode()
    page = get(f"{one}2026-06-02").content.decode()
    assert "《殡葬管理条例》第八条" in page and "第2版" not in page and "没有调整" in page
    assert "该事项此后已于2026年8月1日取消" in page and "该事项已于" not in page
    assert "该事项已于2026年8月1日取消" in get(f"{one}2026-08-01").content.decode()


def test_links_are_shown_of_days_on_which_they_were_confirmed(published: Published, get: Any) -> None:
    power = a_power(published)
    power = commands.lay_out_links(actor=published.county.person(Role.DEPARTMENT_EDITOR), power_id=power.pk)
    link = power_queries.links_of(power.pk)[0]
    PowerItem.objects.filter(pk=power.pk).update(
        sorting=SortingState.CONFIRMED, confirmed_at=datetime(2026, 9, 1, 4, tzinfo=UTC), confirmed_by="办"
    )
    one = f"/powers/{power.public_id}/?asof="
    assert link.name in get(f"{one}2026-09-01").content.decode()
    before = get(f"{one}2026-08-31").content.decode()
    assert "当日的情况没有留存" in before and link.name not in before


@pytest.mark.parametrize(("path", "most"), [
    ("/powers/?asof=2026-06-30", 4), ("/powers/?asof=2026-06-30&q=审批", 5),
    ("/powers/{power}/?asof=2026-06-30", 4),
])  # fmt: skip
def test_budget_of_a_day(
    published: Published,
    get: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    """A day costs no more questions than today."""
    powers = [a_power(published, number) for number in range(1, 8)]
    with django_assert_max_num_queries(most):
        assert get(path.format(power=powers[0].public_id)).status_code == 200
