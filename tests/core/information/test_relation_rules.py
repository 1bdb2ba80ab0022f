"""Which relations cannot be, and what a text says of other documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.information.enums import RelationKind, Severity, Validity
from gongkai.core.information.rules.relations import (
    Acting,
    Target,
    relation_remarks,
    same_title,
    suggestions,
)

ACTING = Acting(document_id=1, body_id=10, written_on=date(2026, 9, 1))
TARGET = Target(
    document_id=2,
    title="云溪县临时救助办法",
    body_id=10,
    body_lineage=(10,),
    division_lineage=(4, 5),
    written_on=date(2021, 3, 1),
    is_public=True,
    validity=Validity.IN_FORCE,
)


REPEALED: dict[str, object] = {
    "validity": Validity.REPEALED, "since": date(2025, 5, 1), "ended_by": "新办法"
}  # fmt: skip


def test_what_is_in_order_is_not_remarked_upon() -> None:
    for kind in RelationKind:
        assert relation_remarks(kind, ACTING, TARGET) == ()


@pytest.mark.parametrize(
    ("kind", "changes", "others", "words"),
    [
        (RelationKind.REPEALS, {"document_id": 1}, (), "不能废止自己"),
        (RelationKind.CITES, {"document_id": 1}, (), "不能引用自己"),
        (RelationKind.REPEALS, {"is_public": False}, (), "还没有公开"),
        (RelationKind.REPEALS, REPEALED, (), "已于2025年5月1日废止（依据《新办法》），不是现行有效的文件"),
        (RelationKind.AMENDS, {"validity": Validity.LAPSED}, (), "已失效"),
        (RelationKind.REPLACES, {"written_on": date(2026, 9, 2)}, (), "晚于本文件"),
        (RelationKind.REPEALS, {}, (RelationKind.AMENDS,), "已登记修改"),
        (RelationKind.IMPLEMENTS, {"acts_on": frozenset({1})}, (), "不能互相落实"),
    ],
)  # fmt: skip
def test_nonsense_is_refused(
    kind: RelationKind, changes: dict[str, object], others: tuple[RelationKind, ...], words: str
) -> None:
    remarks = relation_remarks(kind, ACTING, replace(TARGET, **changes), others)  # type: ignore[arg-type]
    assert [remark.severity for remark in remarks] == [Severity.STOP]
    assert words in remarks[0].message


def test_what_the_document_itself_has_ended_may_stand_in_its_correction() -> None:
    ended = replace(TARGET, validity=Validity.REPEALED, ended_by_id=1)
    assert relation_remarks(RelationKind.REPEALS, ACTING, ended) == ()


def test_another_bodys_document_is_looked_at_and_not_refused() -> None:
    foreign = replace(TARGET, body_id=11, body_lineage=(11,))
    (remark,) = relation_remarks(RelationKind.REPEALS, ACTING, foreign)
    assert (remark.severity, remark.code) == (Severity.WARN, "relation-competence")
    superior = replace(foreign, body_lineage=(11, 10))
    assert relation_remarks(RelationKind.REPEALS, ACTING, superior) == ()
    government = replace(ACTING, governs=4)
    assert relation_remarks(RelationKind.REPEALS, government, foreign) == ()


TEXT = (
    "根据《社会救助暂行办法》（国务院令第649号）和《云溪县人民政府关于改进救助工作的意见》（云政发〔2020〕3号），"
    "制定本办法。\n为贯彻落实《江临省临时救助办法》，结合实际，作如下规定。\n"
    "第二十条 本办法自2026年10月1日起施行，有效期5年。"
    "《云溪县临时救助办法》（云政办发〔2021〕8号）、《云溪县临时救助实施细则》同时废止。"
    "\n对《云溪县低保办法》作如下修改：第三条修改为新的内容。"
)


def test_the_text_proposes_relations_and_repeals_come_first() -> None:
    found = [(row.kind, row.title, row.number) for row in suggestions("云溪县临时救助办法（2026年）", TEXT)]
    assert found == [
        (RelationKind.AMENDS, "云溪县低保办法", ""),
        (RelationKind.REPEALS, "云溪县临时救助办法", "云政办发〔2021〕8号"),
        (RelationKind.REPEALS, "云溪县临时救助实施细则", ""),
        (RelationKind.IMPLEMENTS, "江临省临时救助办法", ""),
        (RelationKind.CITES, "社会救助暂行办法", "国务院令第649号"),
        (RelationKind.CITES, "云溪县人民政府关于改进救助工作的意见", "云政发〔2020〕3号"),
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("关于修改《云溪县低保办法》的决定", "", (RelationKind.AMENDS, "云溪县低保办法")),
        ("《云溪县低保办法》政策解读", "", (RelationKind.INTERPRETS, "云溪县低保办法")),
        ("对县十届人大三次会议第15号建议的答复", "", (RelationKind.ANSWERS, "第15号建议")),
        (
            "通知",
            "自本办法施行之日起，《旧办法》（云政发[2019]05号）废止。",
            (RelationKind.REPEALS, "旧办法"),
        ),
        ("通知", "《旧办法》自本通知印发之日起停止执行。", (RelationKind.REPEALS, "旧办法")),
    ],
)
def test_usual_wordings(title: str, text: str, expected: tuple[RelationKind, str]) -> None:
    (found,) = suggestions(title, text)
    assert (found.kind, found.title) == expected


def test_a_document_cited_twice_is_proposed_once_and_itself_never() -> None:
    text = "根据《甲办法》制定。按照《甲办法》执行。《本办法》自公布之日起施行。《本办法》同时废止。"
    assert [row.title for row in suggestions("本办法", text)] == ["甲办法"]
    assert suggestions("通知", "今天天气《很好》。") == ()


def test_titles_are_the_same_however_they_are_set() -> None:
    assert same_title("云溪县低保办法（试行）", "《云溪县 低保办法(试行)》")
    assert not same_title("云溪县低保办法", "云溪县低保办法实施细则")
