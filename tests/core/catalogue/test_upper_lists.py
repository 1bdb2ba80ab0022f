"""Several lists above one catalogue, each for some areas: every area meets its nearest list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import Standing, UpstreamKind
from gongkai.core.catalogue.models import Catalogue
from gongkai.core.catalogue.queries import Side
from gongkai.core.catalogue.rules import Difference
from gongkai.foundation.organisations.models import Division
from tests import factories as make
from tests.factories import County

RELIEF, CARE, SCHOOLS = "社会救助", "养老服务", "义务教育"


def a_list(division: Division, *areas: str) -> Catalogue:
    """The published list of a province or city: two rows in each of these areas."""
    found = commands.create_catalogue(actor=make.SYSTEM, division_id=division.pk, title=f"{division}目录")
    make.import_rows(
        found,
        [
            make.make_row(number, area=area, level1=area, level2=f"{division.name}{area}{number}")
            for area in areas
            for number in (1, 2)
        ],
    )
    make.publish_catalogue(found, "首次公布。")
    return found


def told(found: Difference) -> set[tuple[str, str]]:
    return {(entry.standing, entry.row.fields.level2) for entry in found.entries}


@pytest.fixture
def province(county: County) -> Catalogue:
    return a_list(county.province, RELIEF, CARE)


@pytest.fixture
def city(county: County) -> Catalogue:
    return a_list(county.city, RELIEF)


def test_without_a_national_standard_every_partial_list_counts(
    county: County, province: Catalogue, city: Catalogue
) -> None:
    assert queries.catalogues_above(county.catalogue) == [city, province]
    missing = {
        change.upper.fields.level2
        for change in queries.upstream(county.catalogue.pk)
        if change.kind == UpstreamKind.ADDED
    }
    assert missing == {"澄州市社会救助1", "澄州市社会救助2", "江临省养老服务1", "江临省养老服务2"}


def test_each_area_is_compared_with_its_nearest_list(
    county: County, province: Catalogue, city: Catalogue
) -> None:
    national = commands.load_national_standard(actor=make.SYSTEM)
    versions = queries.versions_above(county.catalogue)
    assert [version.catalogue for version in versions] == [city, province, national]
    found = queries.difference_between(queries.nearest_sides(versions), Side(county.catalogue.pk, 1))
    missing = [entry.row.fields for entry in found.of(Standing.MISSING)]
    by_area = {area: {row.level2 for row in missing if row.area_code == area} for area in ("20", "21")}
    assert by_area == {
        "20": {"澄州市社会救助1", "澄州市社会救助2"},
        "21": {"江临省养老服务1", "江临省养老服务2"},
    }
    assert {row.area_code for row in missing} >= {"01", "26"}, "the national standard in all other areas"
    assert found.count(Standing.ADDED) == 3, "the county's own rows"


def test_links_and_bases_reach_the_list_that_counts(
    county: County, province: Catalogue, city: Catalogue
) -> None:
    care = queries.items_in(province.pk, area_code="21")
    commands.adopt_items(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, upper_item_ids=[item.pk for item in care]
    )
    row = queries.items_in(county.catalogue.pk, area_code="21")[0]
    commands.update_item(
        actor=make.SYSTEM, item_id=row.pk, revision=row.revision,
        fields=replace(queries.fields_of(row), level2="养老服务机构名录", time_limit="5个工作日内"),
    )  # fmt: skip
    exemption = commands.propose_not_applicable(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk,
        item_id=queries.items_in(city.pk)[1].pk, basis="本县没有。",
    )  # fmt: skip
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=exemption.pk)
    make.publish_catalogue(county.catalogue)
    sides = queries.nearest_sides(queries.versions_above(county.catalogue))
    new = Side(county.catalogue.pk, 2)
    assert told(queries.difference_between(sides, new)) == {
        (Standing.REFINED, "养老服务机构名录"),
        (Standing.INHERITED, "江临省养老服务2"),
        (Standing.MISSING, "澄州市社会救助1"),
        (Standing.NOT_APPLICABLE, "澄州市社会救助2"),
        *((Standing.ADDED, f"公开事项{number}") for number in (1, 2, 3)),
    }
    assert list(queries.exemption_bases(new, sides).values()) == ["本县没有。"]


def test_a_partial_list_is_compared_in_its_areas_only(
    county: County, province: Catalogue, city: Catalogue
) -> None:
    make.import_rows(county.catalogue, [make.make_row(1, area=SCHOOLS, level1=SCHOOLS, level2="招生划片")])
    make.publish_catalogue(county.catalogue)
    found = queries.difference_between(Side(province.pk, 1), Side(county.catalogue.pk, 2))
    assert "招生划片" not in {name for _, name in told(found)}, "the province says nothing of schools"
    below = queries.difference_between(Side(province.pk, 1), Side(city.pk, 1))
    assert {entry.row.fields.area_code for entry in below.entries} == {"20"}, "nor the city of care"


def test_what_is_not_in_force_yet_stands_above_nobody(county: County, province: Catalogue) -> None:
    assert queries.versions_above(province) == []
    assert queries.nearest_sides([]) == []
    draft = commands.create_catalogue(actor=make.SYSTEM, division_id=county.city.pk, title="市目录")
    make.import_rows(draft, [make.make_row(1)])
    assert [version.catalogue for version in queries.versions_above(county.catalogue)] == [province]
