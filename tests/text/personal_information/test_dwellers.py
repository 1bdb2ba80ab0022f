"""Where somebody lives is found however a sentence goes round it, and houses of nobody are not."""

from __future__ import annotations

import pytest

from gongkai.text.personal_information import Severity, scan
from gongkai.text.personal_information.samples import samples

DOORS = (
    "龙兴街道捞饭店村4组17号",
    "建设路12号院3号楼2单元501室",
    "东城小区8幢1804",
    "东城花园8-2-1804",
    "锦绣家园3号楼西单元4楼东户",
)
GROUPS = ("捞饭店村4组", "柳树屯村二社", "石桥镇李家村民小组12号")
SOMEBODY_LIVES_THERE = (
    "李四，{place}，补贴300元",
    "李四（{place}）300元",
    "{place} 李四 300元",
    "{place}李四，男，68岁",
    "{place}李四户危房改造",
    "{place}村民李四来访",
    "经查，{place}住户李四反映情况属实",
    "李四，现年68岁，{place}人",
    "走访{place}低保户李四",
    "{place}居民李四家中",
    "慰问困难党员李四（{place}，独居老人）",
    "李四；女；73；{place}；独居；200元",
    "送达：李四，{place}",
    "1. 李四，女，{place}，五保",
    "李四家住{place}",
    "租住于{place}的李四",
    "失独老人李四（女，71岁，{place}）",
    f"李四（身份证号{samples()['id_card']}）位于{{place}}的房屋",
    "当事人李四在其位于{place}的家中销售烟花",
    "李四的住所在{place}",
    "你户位于{place}的房屋被纳入征收范围",
    "报警人李四称其{place}家中被盗",
    "不动产权利人李四，坐落{place}",
)
ONLY_OF_DOORS = (
    "关于{place}业主反映楼上噪音的回复",
    "您在{place}的天然气开户事宜，已联系安排上门",
    "您反映{place}房屋因修路开裂的事项已受理",
)
FLATS = ("建设路12号院3号楼2单元501室", "东城小区8幢1804", "文昌街道华府小区11栋2单元1602")
OF_NOBODY = (
    "老旧小区改造范围：光明巷1号—27号（单号）、棉纺厂家属院1至6栋，涉及住户214户",
    "三、城厢镇新增城市低保2户",
    "乡镇,地址,电话\n刘川镇,刘川镇街道1号,0943-0000884\n来窑镇,来窑镇兴镇路36号,0943-0000498",
    "联系人：王五，联系电话：0375-0000123，邮箱：zfb@example.gov.cn，地址：某某区人民路1号",
    "投诉登记：消费者反映某车行。商家：云岭县风行车行，地址人民路203号。",
    "既有住宅增设电梯公示：青龙巷31号院2栋",
    "拍卖华府小区11栋2单元1602室",
    "华府小区11栋2单元供水管道维修",
    "东城小区3幢违建问题已督促整改",
    "人民路45号张家口银行",
)


def not_found(carrier: str, places: tuple[str, ...]) -> list[str]:
    """The places that no finding of an address covers in the sentence."""
    missed = []
    for place in places:
        text = carrier.format(place=place)
        start = text.index(place)
        if not any(
            found.type == "home_address" and found.start < start + len(place) and start < found.end
            for found in scan(text)
        ):
            missed.append(place)
    return missed


@pytest.mark.parametrize("carrier", SOMEBODY_LIVES_THERE)
def test_somebody_lives_there(carrier: str) -> None:
    assert not_found(carrier, DOORS + GROUPS) == []


@pytest.mark.parametrize("carrier", ONLY_OF_DOORS)
def test_a_flat_is_told_by_what_is_said_of_it(carrier: str) -> None:
    assert not_found(carrier, FLATS) == []


@pytest.mark.parametrize("text", OF_NOBODY)
def test_houses_of_nobody(text: str) -> None:
    assert [found for found in scan(text) if found.type == "home_address"] == []


def test_a_village_group_before_a_name_is_for_review() -> None:
    (found,) = scan("柳树屯村二社村民李四来访")
    assert (found.type, found.severity) == ("home_address", Severity.REVIEW)


def test_house_numbers_that_rise_are_many_houses() -> None:
    assert scan("招生范围：东关街1—88号，计划招收270人，联系人李四") == []
    for house in ("康宁巷7-2号", "康宁巷3-502号"):
        (found,) = scan(f"李四｜城关镇{house}｜旧房改造")
        assert found.type == "home_address"


def test_a_name_with_a_numeral_is_no_further_door() -> None:
    text = "捞饭店村4组17号李四户危房改造"
    (found,) = scan(text)
    assert text[found.start : found.end] == "捞饭店村4组17号"
