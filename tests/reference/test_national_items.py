"""The national items: whole, sourced, honest about gaps, and free of real places."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from gongkai.reference.channels import channels
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.national_items import (
    OPEN_FIELDS,
    Confidence,
    NationalItem,
    Origin,
    national_item,
    national_items,
    parse_national_items,
)
from gongkai.reference.policy_areas import policy_areas

PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|"
    "贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
# A real place would show as two characters in front of an administrative suffix. Every such run of
# characters in the file was looked at by eye: all are ordinary words cut in two.
PLACE = re.compile(r"(?=([\u4e00-\u9fff]{2}(?:省|自治区|市|盟|州|县|旗|区|乡|镇|街道|村)))")
ORDINARY = re.compile(
    "一城乡|业农村|乡下乡|伐城市|动城镇|及城市|发农村|各类市|和城乡|和集镇|在城市|地的村|坏城市|城市市|好城市|"
    "导农村|展农村|市社区|建制镇|强对市|房上市|持返乡|掘城市|改动市|示范区|范社区|行政区|规划区|象农村|责任区|"
    "责农村|资源市|过城市|附城市|院或省"
)


VALUE_OF = {"content": "content_elements"}


def texts_of(item: NationalItem) -> list[str]:
    return [
        item.level1,
        item.level2,
        *item.content_elements,
        *item.basis,
        item.time_limit,
        item.responsible,
        item.audience_detail,
    ]


def test_every_area_has_items_and_every_item_an_area() -> None:
    assert {item.area for item in national_items()} == {area.code for area in policy_areas()}


def test_the_outline_is_complete_and_completed() -> None:
    origins = Counter(item.origin for item in national_items())
    assert origins == {Origin.NATIONAL: 434, Origin.OBSERVED: 26}
    assert all(item.observed for item in national_items() if item.origin is Origin.OBSERVED)
    assert all(
        (item.confidence is Confidence.NONE) is (item.origin is Origin.OBSERVED) for item in national_items()
    )


def test_ids_are_unique_sorted_and_found() -> None:
    ids = [item.id for item in national_items()]
    assert ids == sorted(set(ids))
    assert all(national_item(item.id) is item for item in national_items())
    assert national_item("99-0101") is None


def test_first_levels_share_the_first_two_digits_of_the_item_number() -> None:
    names: dict[str, str] = {}
    for item in national_items():
        assert names.setdefault(item.id[:5], item.level1) == item.level1
        assert (item.id[-2:] == "00") is (item.level2 == "")
    assert len({(key[:2], name) for key, name in names.items()}) == len(names)


def test_two_items_of_an_area_are_never_the_same() -> None:
    keys = [(item.area, item.level1, item.level2) for item in national_items()]
    assert len(set(keys)) == len(keys)


def test_channels_exist() -> None:
    codes = {channel.code for channel in channels()}
    assert {code for item in national_items() for code in item.channels} <= codes


def test_a_field_is_unknown_exactly_when_it_is_empty() -> None:
    for item in national_items():
        values = {
            field: getattr(item, "content_elements" if field == "content" else field) for field in OPEN_FIELDS
        }
        assert {field for field, value in values.items() if not value} == set(item.unknown), item.id
        assert not set(item.partial) & set(item.unknown), item.id


def test_every_known_field_has_a_source() -> None:
    for item in national_items():
        assert {source.field for source in item.sources} == {"name", *OPEN_FIELDS} - set(item.unknown)
        assert all(source.found_in for source in item.sources)


def test_sources_are_public_addresses_or_say_why_there_is_none() -> None:
    found_in = {place for item in national_items() for source in item.sources for place in source.found_in}
    plain = {place for place in found_in if not place.startswith("http")}
    assert len(plain) == 2
    assert all(re.match(r"https?://[\w.-]+\.cn/", place) for place in found_in - plain)


def places_in(text: str) -> set[str]:
    runs = {run for run in PLACE.findall(text) if not ORDINARY.fullmatch(run)}
    return runs | set(re.findall(PROVINCES, text))


def test_no_real_place_is_named() -> None:
    found = {item.id: places for item in national_items() if (places := places_in("|".join(texts_of(item))))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "云溪县教育局",
        "东湖区自然资源局",
        "湖南安全生产条例",
        "白沙镇人民政府",
        "东湖街道办事处",
        "柳树村村务",
    ],
)
def test_the_check_for_places_sees_them(text: str) -> None:
    assert places_in(text)


def test_texts_are_clean() -> None:
    for item in national_items():
        for text in texts_of(item):
            assert not re.search(r"[*＊…\s(),;:]|同上", text), (item.id, text)


def test_budgets_are_due_twenty_days_after_approval() -> None:
    budget = national_item("04-0101")
    assert budget is not None
    assert budget.name == "政府预算"
    assert budget.time_limit == "本级人民代表大会或其常务委员会批准后20日内"
    assert budget.responsible == "财政部门"
    assert budget.content.startswith("一般公共预算收入表；")
    assert budget.observed == 6


# --- malformed files ---------------------------------------------------------------------------------------

HEADER: dict[str, Any] = {
    "header": {"file": "x", "version": 1, "date": "2026-11-22", "source": "x", "sources": {"a": "甲"}}
}
ITEM: dict[str, Any] = {
    "id": "01-0101",
    "area": "01",
    "level1": "一",
    "origin": "national",
    "confidence": "high",
    "content": ["乙"],
    "sources": {"name": ["a"], "content": ["a"]},
    "observed": 1,
    "unknown": ["basis", "time_limit", "responsible", "channels", "audience", "method", "tiers"],
}


def lines(*values: dict[str, Any]) -> str:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in (HEADER, *values)) + "\n"


def test_the_example_used_below_is_well_formed() -> None:
    _, items = parse_national_items(lines(ITEM))
    assert items[0].content == "乙"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "1-1"}, "第 2 行：事项编号“1-1”"),
        ({"area": "02"}, "第 2 行：事项编号“01-0101”"),
        ({"origin": "guess"}, "第 2 行：“origin”不能是“guess”"),
        ({"method": "both"}, "第 2 行：“method”不能是“both”"),
        ({"tiers": ["planet"]}, "第 2 行：“tiers”不能是“planet”"),
        ({"content": "乙"}, "第 2 行：“content”应为文字列表"),
        ({"content": []}, "第 2 行：“unknown”应为空缺的字段：content、"),
        ({"basis": ["丙"]}, "第 2 行：“unknown”应为空缺的字段：time_limit、"),
        ({"sources": {"name": ["a"]}}, "第 2 行：“sources”应与有内容的字段一一对应"),
        ({"sources": {"name": ["b"], "content": ["a"]}}, "“name”的来源为空，或者没有在首行列出：b"),
        ({"partial": ["basis"]}, "“partial”只能列出有内容的字段"),
        ({"observed": -1}, "“observed”应为不小于 0 的整数"),
        ({"observed": True}, "“observed”应为不小于 0 的整数"),
        ({"contents": "x"}, "不认识的字段：contents"),
    ],
)
def test_a_malformed_item_names_its_line(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(ReferenceDataError) as raised:
        parse_national_items(lines(ITEM | change))
    assert raised.value.message.startswith("参考数据 national_items.jsonl 第 2 行")
    assert fault in raised.value.message


def test_a_repeated_or_unsorted_id_names_the_later_line() -> None:
    with pytest.raises(ReferenceDataError, match="第 3 行：事项编号 01-0101 重复"):
        parse_national_items(lines(ITEM, ITEM))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "文件是空的"),
        ("{\n", "第 1 行：格式有误"),
        ("[]\n", "第 1 行：应为一组字段"),
        (lines() + "\n" + json.dumps(ITEM) + "\n", "第 2 行：格式有误"),
    ],
)
def test_a_broken_line_is_named(text: str, fault: str) -> None:
    with pytest.raises(ReferenceDataError, match=fault):
        parse_national_items(text)
