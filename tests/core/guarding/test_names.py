"""Lists of persons: how many rows they have, and what is said of those that were not compared."""

from __future__ import annotations

from gongkai.core.guarding.rules.names import people_in

HEADER = ("姓名", "村（社区）", "金额")
ROWS = [("张*", "王庄村", "500"), ("李*", "王庄村", "500"), ("王*", "王庄村", "500")]


def test_rows_that_were_not_compared_are_counted_and_told() -> None:
    compared, all_of_them = people_in(HEADER, ROWS), people_in(HEADER, ROWS, more=40_000)
    assert all_of_them.people == compared.people + 40_000
    assert all_of_them.remark == f"只比对了前3行，其余40000行没有比对。{compared.remark}"


def test_nothing_is_said_of_them_where_all_were_compared() -> None:
    assert "没有比对" not in people_in(HEADER, ROWS).remark


def test_a_table_of_other_things_has_no_persons_however_long() -> None:
    assert people_in(("项目", "金额"), [("道路", "1")], more=40_000).people == 0
