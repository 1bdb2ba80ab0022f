"""The 26 areas: complete, in order, and found under every name in use."""

from __future__ import annotations

import pytest

from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.matching import folded
from gongkai.reference.policy_areas import (
    find_policy_area,
    parse_policy_areas,
    policy_area,
    policy_areas,
)

HEADER = '[header]\nfile = "x"\nversion = 1\ndate = 2026-11-22\nsource = "x"\n'


def test_the_national_list_is_complete_and_in_order() -> None:
    assert [area.code for area in policy_areas()] == [f"{number:02d}" for number in range(1, 27)]
    assert [area.name for area in policy_areas()] == [
        "国土空间规划", "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿",
        "国有土地上房屋征收", "保障性住房", "农村危房改造", "生态环境", "公共文化服务", "公共法律服务",
        "扶贫", "救灾", "食品药品监管", "城市综合执法", "就业创业", "社会保险", "社会救助", "养老服务",
        "户籍管理", "涉农补贴", "义务教育", "医疗卫生", "市政服务",
    ]  # fmt: skip


def test_names_and_aliases_are_unique() -> None:
    names = [folded(name) for area in policy_areas() for name in (area.name, *area.aliases)]
    assert len(set(names)) == len(names)


def test_icons_are_unique() -> None:
    assert len({area.icon for area in policy_areas()}) == 26


def test_every_level_has_a_department() -> None:
    for area in policy_areas():
        assert area.departments.province, area.name
        assert area.departments.county, area.name
        assert area.departments.township, area.name


def test_every_name_and_alias_is_found() -> None:
    for area in policy_areas():
        for name in (area.name, *area.aliases):
            assert find_policy_area(name) is area
            assert find_policy_area(f"{name}领域") is area


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("城乡规划", "01"),
        ("环境保护领域", "11"),
        ("环境保护", "11"),
        ("就业", "18"),
        ("乡村振兴", "14"),
        ("扶贫(乡村振兴)", "14"),
        ("扶贫（乡村振兴）领域", "14"),
        (" 义务 教育 ", "24"),
        ("26", "26"),
    ],
)
def test_names_met_in_documents(name: str, code: str) -> None:
    found = find_policy_area(name)
    assert found is not None
    assert found.code == code
    assert policy_area(code) is found


@pytest.mark.parametrize("name", ["", "领域", "27", "航天", "综合"])
def test_unknown_names_are_not_guessed(name: str) -> None:
    assert find_policy_area(name) is None


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("[[areas]\n", "line 6"),
        ('[[areas]]\ncode = "01"\n', "areas 第 1 条：缺少“name”"),
        ('[[areas]]\ncode = "01"\nname = "甲"\nicon = "map"\nicons = "x"\n', "不认识的字段：icons"),
        ('[[areas]]\ncode = "01"\nname = "甲"\naliases = ["乙", ""]\n', "“aliases”应为文字列表"),
        ('[[areas]]\ncode = "01"\nname = "甲"\naliases = ["乙", "乙"]\n', "有重复的项"),
        ("areas = 3\n", "“areas”应为列表"),
        ("areas = [3]\n", "areas 第 1 条：应为一组字段"),
        ('[[area]]\nname = "甲"\n', "不认识的字段：area"),
    ],
)
def test_a_malformed_file_names_its_place(body: str, fault: str) -> None:
    text = body + HEADER if body.startswith("areas") else HEADER + body
    with pytest.raises(ReferenceDataError) as raised:
        parse_policy_areas(text, "policy_areas.toml")
    assert raised.value.message.startswith("参考数据 policy_areas.toml")
    assert fault in raised.value.message


@pytest.mark.parametrize("missing", ["source", "date", "version", "file"])
def test_a_header_without_source_or_date_is_refused(missing: str) -> None:
    header = "\n".join(line for line in HEADER.splitlines() if not line.startswith(missing))
    with pytest.raises(ReferenceDataError, match=f"header.*“{missing}”"):
        parse_policy_areas(header)
