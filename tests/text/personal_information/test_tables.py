"""Tables with heads that give context, lists of persons, who stays identifiable, masks."""

from __future__ import annotations

import pytest

from gongkai.kernel.errors import NotFound
from gongkai.text.personal_information import (
    k_count,
    mask,
    name_list,
    profile,
    profiles,
    scan,
    scan_table,
)
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()
HEADER = ("序号", "姓名", "身份证号", "家庭住址", "补贴金额（元）", "一卡通账号")
ROWS = [
    ("1", "张三", SAMPLES["id_card"], "捞饭店村2组", "520.00", SAMPLES["bank_card"]),
    ("2", "李四", f" {SAMPLES['id_card_spaced']}\n", "捞饭店村4组17号", "300.00", "00000123400000567890"),
    ("合计", "", "", "", "820.00", ""),
]


def test_cells_are_found_with_their_place() -> None:
    found = [(cell.row, cell.column, cell.finding.type) for cell in scan_table(HEADER, ROWS)]
    assert found == [
        (0, 2, "id_card"),
        (0, 3, "home_address"),
        (0, 5, "bank_card"),
        (1, 2, "id_card"),
        (1, 3, "home_address"),
        (1, 5, "bank_account"),
    ]
    for cell in scan_table(HEADER, ROWS):
        assert cell.text == ROWS[cell.row][cell.column]
        assert 0 <= cell.finding.start < cell.finding.end <= len(cell.text)


def test_the_head_of_a_column_decides() -> None:
    number = "186" + "12345678"
    rows = [("转移支付", number)]
    assert list(scan_table(("项目", "金额"), rows)) == []
    assert [cell.finding.type for cell in scan_table(("姓名", "手机"), rows)] == ["mobile"]


def test_short_and_long_rows_do_no_harm() -> None:
    rows = [(), ("1",), (*ROWS[0], SAMPLES["mobile"], "")]
    assert {(cell.row, cell.column) for cell in scan_table(HEADER, rows)} >= {(2, 2), (2, 6)}


def test_the_same_table_as_text() -> None:
    text = "\n".join("\t".join(row) for row in (HEADER, ROWS[0]))
    assert [finding.type for finding in scan(text)] == ["id_card", "home_address", "bank_card"]


def test_cells_that_look_alike_stand_side_by_side() -> None:
    """What ends one cell begins the next."""
    text = "姓名\t办公电话\t住宅电话\n李四\t0375-0000311\t0375-0000142\n王五\t0375-0000312\t0375-0000187"
    found = scan(text)
    assert [(text[one.start : one.end], one.type) for one in found] == [
        ("0375-0000142", "home_phone"),
        ("0375-0000187", "home_phone"),
    ]


def test_a_list_of_persons() -> None:
    rows = [*ROWS[:2], ("3", "王*", "", "", "1", "")]
    found = name_list(HEADER, rows)
    assert found is not None
    assert (found.name_column, found.rows, found.names, found.masked) == (1, 3, 3, 1)
    kinds = {column.head: column.kind for column in found.columns}
    assert kinds["身份证号"] == "id_card"
    assert kinds["补贴金额（元）"] == "amount"


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (("项目", "金额"), [("高中", "1"), ("金额", "2"), ("方案", "3"), ("马路", "4")]),
        (("姓名", "得分"), [("张三", "1"), ("李四", "2")]),
        (("姓名",), []),
        ((), [()]),
    ],
)
def test_no_list_of_persons(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    assert name_list(header, rows) is None


def test_who_is_still_told_apart_when_names_are_masked() -> None:
    header = ("姓名", "村", "金额")
    rows = [
        ("张三", "东村", "300"),
        ("张小四", "东村", "300"),
        ("张*", "东村", "300"),
        ("李四", "西村", "500"),
    ]
    found = k_count(header, [*rows, ("合计", "", "1400")], (0, 1, 2))
    assert (found.persons, found.unique, found.below, found.smallest) == (4, 1, 1, 1)
    assert found.warns
    assert "1 人独一无二" in found.message
    safe = k_count(header, rows[:3], (0, 1, 2))
    assert (safe.smallest, safe.warns, safe.suggestion) == (3, False, "")


def test_the_column_that_gives_most_away_is_named() -> None:
    rows = [("张三", "东村", str(amount)) for amount in range(5)]
    assert k_count(("姓名", "村", "金额"), rows, (0, 1, 2)).suggestion == "金额"
    assert k_count(("姓名", "村"), [], (0, 1)).message == "名单为空。"


# --- masks


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("捞饭店村2组", "捞饭店村（以下略）"),
        ("某某县某某镇某某村第三村民小组23号", "某某县某某镇某某村（以下略）"),
        ("和平里社区幸福家园3栋2单元501", "和平里社区（以下略）"),
        ("陈村镇新村路12号", "陈村镇（以下略）"),
        ("建设路12号院3号楼2单元501室", "（住址略）"),
    ],
)
def test_an_address_stays_as_far_as_the_village(address: str, masked: str) -> None:
    assert profiles()["default"].mask("home_address", address) == masked
    assert profiles()["subsidy_list"].mask("home_address", address) == masked


def test_masked_texts_are_clean() -> None:
    text = f"李四，身份证号{SAMPLES['id_card']}，手机{SAMPLES['mobile']}，账号：{SAMPLES['bank_card']}。"
    clean = mask(text, scan(text))
    assert SAMPLES["id_card"] not in clean
    assert SAMPLES["mobile"][3:7] not in clean
    assert scan(clean) == []
    assert clean.startswith("李四，身份证号410*")


@pytest.mark.parametrize("name", list(profiles()))
def test_no_profile_lets_much_through(name: str) -> None:
    way = profile(name)
    assert way.label
    for kind, value in (("id_card", SAMPLES["id_card"]), ("mobile", SAMPLES["mobile"]), ("其他", "甲乙")):
        masked = way.mask(kind, value)
        assert value not in masked
        assert sum(a == b for a, b in zip(masked, value, strict=False)) <= len(value) - len(value) // 3


def test_an_unknown_profile_is_named_with_those_that_exist() -> None:
    with pytest.raises(NotFound, match="default"):
        profile("没有的")


@pytest.mark.parametrize(
    "text",
    [
        "序号;物业名称;地址;消防责任人\n1;东方广场;中山东路169号;卢富贵\n2;盛世广场;建设街119号;白静",
        "序号\n物业名称\n地址\n消防责任人\n1\n东方广场\n幸福里189号\n邱佳琪\n2\n盛世广场\n建设街119号\n白静",
        "<table><tr><td>店名</td><td>地址</td><td>负责人</td></tr>\n<tr>\n<td>东方</td>\n<td>建设街119号</td>\n"
        "<td>白静</td></tr></table>",
    ],
)
def test_the_address_of_a_place_of_business_is_nobodys_home(text: str) -> None:
    assert list(scan(text)) == []
    private = text.replace("物业名称", "户主").replace("店名", "户主").replace("地址", "住址")
    assert "home_address" in {finding.type for finding in scan(private)}


def test_accounts_of_bodies_and_of_persons_in_the_column_of_holders() -> None:
    for bodies in (
        "村,户名,账号,金额\n双河村,双河村股份经济合作社,82010750353740333,384926.00元\n"
        "石马村,竹园村股份经济合作社,82010750854911262,181195.00元",
        "村\t收款单位\t账号\n白沙村\t石马建筑有限公司\t82010750614038176",
        "村,户名,账号\n石马村,石马村村民委员会,82010750614038176",
    ):
        assert scan(bodies) == [], bodies
    persons = scan("村,户名,账号\n石马村,李四,82010750854911262\n白沙村,王五,82010750614038176")
    assert [found.type for found in persons] == ["bank_account", "bank_account"]
