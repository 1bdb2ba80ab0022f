"""Kinds of government information: all asked for are there, read strictly; a file more is a kind more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.reference.deadlines import deadline_rules
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.information_kinds import (
    FOLDER_VARIABLE,
    GENERAL,
    InformationGroup,
    ValueType,
    information_kind,
    information_kinds,
    kind_headers,
    suggested_kind,
)
from gongkai.reference.kind_reading import parse_information_kind
from gongkai.reference.national_items import national_items

ASKED_FOR = [
    "normative",
    "rule",
    "plan",
    "budget",
    "final_accounts",
    "debt",
    "licence",
    "penalty",
    "compulsion",
    "major_project",
    "land",
    "house_expropriation",
    "housing",
    "public_trading",
    "work_safety",
    "environment",
    "random_inspection",
    "proposal_reply",
    "recruitment",
    "subsidy_list",
    "statistics",
    "organisation",
    "meeting",
    "announcement",
    "general",
]

HEADER = '[header]\nfile = "x"\nversion = 1\ndate = 2026-11-26\nsource = "x"\n'
KIND = (
    '[kind]\ncode = "x"\nname = "甲"\ngroup = "body"\norder = 1\nuse = "乙"\narticle = "丙"\n'
    'retention = "永久"\nhas_validity = false\nmasking = "none"\n'
)
CHOICE = '[[fields]]\ncode = "a"\nlabel = "甲"\ntype = "choice"\nchoices = ["一", "二"]\n'
SHOWN = '[[displays]]\nrule = "credit.minor_most"\nmode = "ends"\nwhen = { field = "FIELD", is = "一" }\n'
SEEN = '[[reviews]]\nstep = "legal"\narticle = "丁"\nwhen = { field = "FIELD", is = "一" }\n'
TABLE = '[[tables]]\ncode = "t"\ntitle = "表"\ncolumns = [{ code = "a", name = "甲", type = "text" }]\n'


def test_every_kind_asked_for_is_shipped() -> None:
    assert [code for code in ASKED_FOR if code not in information_kinds()] == []
    assert len(information_kinds()) >= 29


def test_kinds_say_where_they_come_from_and_what_nobody_has_read() -> None:
    for code, header in kind_headers().items():
        assert header.source and header.unverified, code
        assert header.file == f"kinds/{code}"
    for kind in information_kinds().values():
        assert kind.article.startswith("《"), kind.code
        assert re.search(r"第.+条", kind.article), kind.code


def test_kinds_come_in_the_order_of_their_groups() -> None:
    groups = [list(InformationGroup).index(kind.group) for kind in information_kinds().values()]
    assert groups == sorted(groups)
    assert list(information_kinds())[-1] == GENERAL
    assert all(group.label for group in InformationGroup)


def test_the_nine_tables_of_government_and_department() -> None:
    for code in ("budget", "final_accounts", "budget_department", "final_accounts_department"):
        required = [table for table in information_kind(code).tables if table.required]
        assert len(required) == 9, code
        for table in required:
            assert table.checks, (code, table.code)
            assert table.units[0] == "万元"


def test_rules_that_kinds_use_are_in_the_rule_table() -> None:
    used = {use.rule for kind in information_kinds().values() for use in (*kind.deadlines, *kind.displays)}
    assert {"budget.government", "penalty.decision", "credit.general_most", "land.preliminary_notice"} <= used
    assert used <= {rule.code for rule in deadline_rules()}


@pytest.mark.parametrize(
    ("area", "name", "code"),
    [
        ("04", "政府预算", "budget"),
        ("04", "部门预算", "budget_department"),
        ("财政预决算", "部门预算", "budget_department"),
        ("04", "部门决算", "final_accounts_department"),
        ("17", "行政处罚决定", "penalty"),
        ("23", "耕地地力保护补贴", "subsidy_list"),
        ("20", "审批信息", "assistance"),
        ("07", "征收土地公告", "land"),
        ("08", "房屋征收决定", "house_expropriation"),
        ("13", "法律援助机构", GENERAL),
    ],
)
def test_an_item_suggests_its_kind(area: str, name: str, code: str) -> None:
    assert suggested_kind(area, name).code == code


def test_half_of_the_national_items_have_a_kind_of_their_own() -> None:
    """How far the words reach; a figure that falls shows that a file was changed by mistake."""
    found = [suggested_kind(item.area, item.level2, item.level1).code for item in national_items()]
    assert sum(code != GENERAL for code in found) >= 220


def test_a_kind_whose_file_is_gone_is_shown_as_the_general_one() -> None:
    assert information_kind("no_such_kind").code == GENERAL


def test_a_folder_adds_kinds_and_replaces_shipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = HEADER + KIND.replace('"x"', '"local_kind"') + CHOICE
    (tmp_path / "local_kind.toml").write_text(own, encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert information_kind("local_kind").name == "甲"
    assert information_kind("budget").name == "政府预算"
    (tmp_path / "other.toml").write_text(own, encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, f"{tmp_path}/.")
    with pytest.raises(ReferenceDataError, match=r"other.toml：文件名应为“local_kind.toml”"):
        information_kinds()


@pytest.mark.parametrize("text", [None, b"\xff\xfe\x00x"])
def test_a_folder_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes | None
) -> None:
    place = tmp_path / "kinds"
    if text is not None:
        place.mkdir()
        (place / "bad.toml").write_bytes(text)
    monkeypatch.setenv(FOLDER_VARIABLE, str(place))
    with pytest.raises(ReferenceDataError, match="kinds"):
        information_kinds()


def test_a_whole_file_is_read() -> None:
    text = HEADER + KIND + CHOICE + TABLE + '[[checks]]\ncheck = "same"\nleft = ["t", "a", "合计"]\n'
    header, kind = parse_information_kind(text, "x.toml")
    assert header.version == 1
    assert kind.fields[0].choices == ("一", "二")
    assert kind.tables[0].columns[0].type is ValueType.TEXT
    assert kind.checks[0].params == {"left": ("t", "a", "合计")}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (KIND.replace("永久", "三天"), "retention"),
        (KIND + "surplus = 1\n", "不认识的字段：surplus"),
        (KIND.replace('"x"', '"X-1"'), "“code”不能是“X-1”"),
        (KIND + 'areas = ["99"]\n', "没有领域“99”"),
        (KIND + CHOICE + CHOICE, "字段的代码重复：a"),
        (KIND + CHOICE.replace('choices = ["一", "二"]\n', ""), "choices"),
        (KIND + TABLE + TABLE, "表的代码重复：t"),
        (KIND + TABLE.replace('"text"', '"money"'), "units"),
        (KIND + TABLE.replace('[{ code = "a", name = "甲", type = "text" }]', "[]"), "没有列"),
        (KIND + '[[deadlines]]\nrule = "no.such"\nsince = ""\n', "规则表里没有规则“no.such”"),
        (KIND + CHOICE + '[[deadlines]]\nrule = "publication.general"\nsince = "a"\n', "“since”应为日期字段"),
        (KIND + CHOICE + SHOWN.replace("FIELD", "b"), "“when”所指的字段“b”不存在"),
        (KIND + CHOICE + SHOWN.replace("一", "三").replace("FIELD", "a"), "没有选项“三”"),
        (KIND + CHOICE + SEEN.replace("FIELD", "b"), "“when”所指的字段“b”不存在"),
        (KIND + CHOICE + SEEN.replace("FIELD", "a").replace("legal", "king"), "step"),
        (KIND + '[[checks]]\nleft = "a"\n', "缺少“check”"),
        (KIND + '[[checks]]\ncheck = "same"\nleft = []\n', "缺少“left”"),
    ],
)  # fmt: skip
def test_faults_name_the_file_and_the_entry(body: str, fault: str) -> None:
    with pytest.raises(ReferenceDataError, match=fault) as caught:
        parse_information_kind(HEADER + body, "x.toml")
    assert "x.toml" in caught.value.message
