"""Departments, types of powers, grounds for withholding: complete, and read strictly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.core.powers.enums import Ground, PowerType
from gongkai.reference.departments import departments, departments_header, find_department, parse_departments
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.policy_areas import policy_areas
from gongkai.reference.power_types import parse_power_types, power_types
from gongkai.reference.withholding_grounds import parse_withholding_grounds, withholding_grounds

HEADER = '[header]\nfile = "x"\nversion = 1\ndate = 2026-11-26\nsource = "x"\n'


def test_every_department_of_every_area_is_known() -> None:
    named = {
        name for area in policy_areas() for name in (*area.departments.province, *area.departments.county)
    }
    assert [name for name in sorted(named) if find_department(name) is None] == []
    assert departments_header().version == 1


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("石龙区自然资源和规划局", "自然资源局"),
        ("石龙区发展和改革委员会", "发展和改革局"),
        ("石龙区城乡建设交通运输局", "住房和城乡建设局"),
        ("石龙区农业农村和水利局", "农业农村局"),
        ("石龙区教育体育局", "教育体育局"),
        ("国家税务总局云溪县税务局", "税务局"),
        ("澄州市生态环境局云溪分局", "生态环境分局"),
        ("云溪县乡村振兴局", "扶贫开发办公室"),
    ],
)
def test_bodies_are_recognised_by_their_trade(body: str, name: str) -> None:
    """Names as the district notice of 2020 and the province's annex have them, and the demonstration's."""
    found = find_department(name)
    assert found is not None and found.is_named_in(body)
    others = [row for row in departments() if row is not found and row.is_named_in(body)]
    assert others == []


def test_types_and_grounds_are_those_of_the_product() -> None:
    assert [(row.code, row.name) for row in power_types().values()] == [
        (kind.value, kind.label) for kind in PowerType
    ]
    assert [(row.code, row.name) for row in withholding_grounds().values()] == [
        (ground.value, ground.label) for ground in Ground
    ]
    assert all(link.information for row in power_types().values() for link in row.links)
    assert all(row.article.startswith("《政府信息公开条例》第十") for row in withholding_grounds().values())


@pytest.mark.parametrize(
    ("parse", "body", "fault"),
    [
        (parse_departments, '[[departments]]\nnames = ["甲局"]', "识别词"),
        (parse_departments, '[[departments]]\nnames = ["甲局"]\nstems = ["甲"]\n' * 2, "两条记录"),
        (parse_departments, '[[departments]]\nnames = ["甲局"]\nstems = ["甲"]\nx = 1', "不认识的字段"),
        (parse_power_types, '[[types]]\ncode = "a"\nname = "甲"', "没有环节"),
        (parse_power_types, '[[types]]\ncode = "a"\nname = "甲"\nlinks = [{ information = [] }]', "name"),
        (parse_withholding_grounds, '[[grounds]]\ncode = "a"\nname = "甲"\nnote = "x"', "article"),
    ],
)
def test_faults_name_their_place(parse: Callable[[str], object], body: str, fault: str) -> None:
    with pytest.raises(ReferenceDataError, match=fault):
        parse(HEADER + body)
