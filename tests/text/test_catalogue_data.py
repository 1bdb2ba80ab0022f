"""A catalogue for programs: flat rows and objects."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.catalogue_table import (
    FLAT_COLUMNS,
    Audience,
    Imprint,
    ItemLink,
    Method,
    area_objects,
    flat_rows,
)
from tests.text.test_catalogue_writing import a_row

LINK = ItemLink("abc", "http://x/items/abc/")


def test_each_flat_row_says_of_which_version_it_is() -> None:
    imprint = Imprint("第2版", date(2026, 3, 1), "云溪县人民政府办公室", "http://x/")
    (row,) = flat_rows([a_row()], [LINK], imprint)
    found = dict(zip(FLAT_COLUMNS, row, strict=True))
    assert found["领域"] == "安全生产"
    assert found["公开对象"] == "全社会"
    assert found["公开方式"] == "主动公开"
    assert (found["网址"], found["版本"]) == ("http://x/items/abc/", "第2版")
    assert (found["施行日期"], found["公布机关"]) == ("2026-03-01", "云溪县人民政府办公室")


def test_groups_and_both_methods_are_named() -> None:
    groups = a_row(audience=Audience(specific=True), methods=(Method.PROACTIVE, Method.ON_REQUEST))
    (row,) = flat_rows([groups], [LINK])
    found = dict(zip(FLAT_COLUMNS, row, strict=True))
    assert (found["公开对象"], found["公开方式"]) == ("特定群体", "主动公开、依申请公开")
    assert found["施行日期"] == ""


def test_objects_by_area() -> None:
    rows = [a_row(), a_row(code="2"), a_row(area="救灾")]
    areas = area_objects(rows, [LINK] * 3)
    assert [(area["name"], len(area["items"])) for area in areas] == [("安全生产", 2), ("救灾", 1)]
    assert areas[0]["items"][0]["legal_basis"] == ["《安全生产法》"]


def test_a_row_without_its_link_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        flat_rows([a_row()], [])
    with pytest.raises(ValueError, match="shorter"):
        area_objects([a_row()], [])
