"""Rows as they are kept: whatever browsers and tables do to ends of lines, blanks and order."""

from __future__ import annotations

from dataclasses import replace

import hypothesis
import pytest
from hypothesis import strategies as st

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import Relation
from gongkai.core.catalogue.rules import changed_fields, tidied, tidy_lines
from tests import factories as make
from tests.core.catalogue.rows import fields
from tests.factories import County

_TEXTS = st.text(alphabet="甲 乙\r\n\t　", max_size=12)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\r\n乙", "甲\n乙"),
        ("甲\r乙", "甲\n乙"),
        ("  甲  \n\n乙\t\n", "甲\n\n乙"),
        ("\r\n \r\n", ""),
        ("甲　", "甲"),
    ],
)
def test_lines(typed: str, kept: str) -> None:
    assert tidy_lines(typed) == kept


def test_sources_are_one_a_line_and_channels_each_once() -> None:
    given = fields(
        " 低保\r\n标准 ",
        code=" 3 ",
        legal_basis=("《甲法》\r\n 《乙法》 ", " "),
        channels=("政府网站 ", "", "政府网站"),
        content_elements="对象\r\n标准 \n",
    )
    found = tidied(given)
    assert (found.level2, found.code) == ("低保 标准", "3")
    assert found.legal_basis == ("《甲法》", "《乙法》")
    assert found.channels == ("政府网站",)
    assert found.content_elements == "对象\n标准"


def test_what_a_known_row_says_stays_as_it_has_it() -> None:
    known = fields(
        "低保", content_elements="对象 \r\n标准", legal_basis=("《甲法》\n第三条", "《乙法》"),
        channels=("公示栏", "政府网站"), tiers=("乡级", "县级"),
    )  # fmt: skip
    typed = replace(
        known, content_elements="对象\n标准", legal_basis=("《甲法》\r\n第三条\r\n《乙法》",),
        channels=("政府网站", "公示栏"), tiers=("县级", "乡级"),
    )  # fmt: skip
    assert tidied(typed, [known]) == known
    assert tidied(replace(typed, legal_basis=("《甲法》\n第四条",)), [known]).legal_basis == (
        "《甲法》",
        "第四条",
    )


@hypothesis.given(content=_TEXTS, basis=st.lists(_TEXTS, max_size=3), limit=_TEXTS)
def test_tidying_twice_is_tidying_once(content: str, basis: list[str], limit: str) -> None:
    row = fields("低保", content_elements=content, legal_basis=tuple(basis), time_limit=limit)
    once = tidied(row)
    assert tidied(once) == once
    assert tidied(row, [row]) == tidied(tidied(row, [row]), [row])


@pytest.mark.django_db
def test_commands_keep_rows_tidy(county: County) -> None:
    item = county.item
    before = queries.fields_of(item)
    typed = replace(
        before,
        content_elements=f"{before.content_elements} \r\n",
        legal_basis=("\r\n".join(before.legal_basis),),
        channels=tuple(reversed(before.channels)),
    )
    saved = commands.update_item(actor=make.SYSTEM, item_id=item.pk, revision=item.revision, fields=typed)
    assert changed_fields(before, queries.fields_of(saved)) == ()
    added = commands.add_item(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk,
        fields=fields(" 临时救助 ", code="9", legal_basis=("《甲法》\r\n《乙法》",), time_limit="每月 \r\n"),
    )  # fmt: skip
    assert (added.level2, added.legal_basis, added.time_limit) == (
        "临时救助",
        ["《甲法》", "《乙法》"],
        "每月",
    )


@pytest.mark.django_db
def test_a_row_typed_as_above_inherits(county: County) -> None:
    """A township's row of the county's item, typed in another browser's way, refines nothing."""
    derived = commands.derive_catalogue(actor=make.SYSTEM, division_id=county.township.pk, title="青石镇目录")
    row = queries.items_in(derived.pk)[0]
    fields_given = queries.fields_of(row)
    saved = commands.update_item(
        actor=make.SYSTEM, item_id=row.pk, revision=row.revision,
        fields=replace(fields_given, legal_basis=("\r\n".join(fields_given.legal_basis) + "\r\n",)),
    )  # fmt: skip
    assert saved.relation == Relation.INHERITS


@pytest.mark.django_db
def test_the_rows_of_a_standard_are_tidy(county: County) -> None:
    standard = commands.register_standard(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, area_code="20", title="社会救助领域标准",
        issued_on=county.catalogue.created_at.date(),
        rows=[fields("新要求 ", content_elements="对象\r\n标准", legal_basis=("《甲法》\r\n第三条",))],
    )  # fmt: skip
    (row,) = queries.items_in(standard.catalogue_id, area_code="20")
    assert (row.level2, row.content_elements) == ("新要求", "对象\n标准")
    assert row.legal_basis == ["《甲法》\n第三条"], "one source of two lines"
