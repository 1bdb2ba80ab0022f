"""The public list of powers and services, and who answers for an area."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.powers import commands
from gongkai.core.powers.enums import PowerList, PowerType
from gongkai.core.powers.models import PowerItem
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.core.responsibilities import commands as responsibilities
from gongkai.core.responsibilities.enums import Part
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


def test_an_earlier_day_is_remarked(published: Published, get: Any) -> None:
    power = a_power(published)
    assert "当日尚未列入" in get("/powers/?asof=2026-05-31").content.decode()
    page = get("/powers/?asof=2026-06-02").content.decode()
    assert "当日尚未列入" not in page and "清单是今天的" in page
    one = f"/powers/{power.public_id}/?asof="
    assert "2026年5月31日该事项还没有列入" in get(f"{one}2026-05-31").content.decode()
    assert "2026年6月2日施行的是第1版：殡葬设施审批1，云溪县民政局，依据《殡葬管理条例》第八条" in (
        get(f"{one}2026-06-02").content.decode()
    )
