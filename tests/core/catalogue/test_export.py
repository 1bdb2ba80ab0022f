"""A catalogue that is taken away and brought back changes nothing."""

from __future__ import annotations

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.core.catalogue.rules import (
    ItemFields,
    fields_of_national_item,
    fields_of_row,
    plan_import,
    row_of_fields,
)
from gongkai.reference.national_items import national_items
from gongkai.reference.policy_areas import policy_areas
from gongkai.text.catalogue_table import read_catalogue, write_catalogue

AREAS = {area.code: area.name for area in policy_areas()}
CHANNELS = ("政府网站", "政府公报", "两微一端", "政务服务中心", "村民微信群")

WORDS = st.text("安全生产检查计划结果处罚决定（）、，。A1=+-@_x 20\n", max_size=40).map(
    lambda text: "\n".join(line.strip() for line in text.strip().split("\n"))
)
NAMES = st.text("安全生产检查计划结果处罚（）/A1=+-@", min_size=1, max_size=12)
BASES = st.lists(
    st.sampled_from(["《安全生产法》", "《政府信息公开条例》第二十条", "县政府文件"]), unique=True
)


@st.composite
def catalogues(draw: st.DrawFn) -> list[ItemFields]:
    """Items with names and numbers of their own, in the order of a table."""
    names = draw(
        st.lists(
            st.tuples(st.sampled_from(["05", "20", "26"]), NAMES, NAMES | st.just("")),
            max_size=8,
            unique=True,
        )
    )
    only_second = draw(st.booleans())
    fields = [
        ItemFields(
            area_code=area,
            code=str(number),
            level1="" if only_second and level2 else level1,
            level2=level2,
            content_elements=draw(WORDS),
            legal_basis=tuple(draw(BASES)),
            time_limit=draw(WORDS),
            responsible_text=draw(WORDS),
            channels=tuple(draw(st.lists(st.sampled_from(CHANNELS), unique=True))),
            for_everyone=draw(st.booleans()),
            for_groups=draw(st.sampled_from(["", "特定群体", "申请人", "救助对象、家属"])),
            disclosure_method=draw(st.sampled_from(DisclosureMethod.values)),
            tiers=tuple(tier for tier in ("市级", "县级", "乡级", "村级") if draw(st.booleans())),
        )
        for number, (area, level1, level2) in enumerate(names, start=1)
    ]
    return sorted({field.key: field for field in fields}.values(), key=lambda field: field.area_code)


def taken_away(fields: list[ItemFields]) -> bytes:
    stream = io.BytesIO()
    rows = [row_of_fields(found, AREAS[found.area_code]) for found in fields]
    write_catalogue(rows, stream, "云溪县基层政务公开标准目录", offered_channels=CHANNELS)
    return stream.getvalue()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues())
def test_export_and_import_is_the_identity(fields: list[ItemFields]) -> None:
    table = read_catalogue(taken_away(fields), "目录.xlsx", area_names=tuple(AREAS.values()))
    plan = plan_import(table.rows, dict(enumerate(fields)))
    assert [problem for problem in plan.problems if not problem.kept] == []
    assert (plan.created, plan.updated, plan.unchanged) == (0, 0, len(fields)), [
        (row.fields, row.changed_labels) for row in plan.rows if row.changed
    ]
    assert [row.fields for row in plan.rows] == fields


def test_the_whole_national_standard_comes_back() -> None:
    fields = [fields_of_national_item(item) for item in national_items()]
    fields = list({found.key: found for found in fields}.values())
    table = read_catalogue(taken_away(fields), "目录.xlsx", area_names=tuple(AREAS.values()))
    plan = plan_import(table.rows, dict(enumerate(fields)))
    assert (plan.created, plan.unchanged) == (0, len(fields)), [
        (row.fields.full_name, row.changed) for row in plan.rows if row.changed or row.is_new
    ]


def test_the_national_standard_names_its_channels() -> None:
    named = {name for item in national_items() for name in fields_of_national_item(item).channels}
    assert "政府网站" in named
    assert not any(name.isascii() for name in named)


def test_a_row_says_the_same_both_ways() -> None:
    fields = ItemFields("05", "1", "监督检查", "检查结果", for_groups="特定群体")
    row = row_of_fields(fields, AREAS["05"])
    assert (row.audience.specific, row.audience.groups) == (True, "")
    assert fields_of_row(row) == fields
