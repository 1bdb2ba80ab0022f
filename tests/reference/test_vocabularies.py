"""Subject categories and document kinds."""

from __future__ import annotations

import pytest

from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.kinds import (
    KindGroup,
    document_genres,
    document_kinds,
    parse_document_kinds,
    service_audiences,
)
from gongkai.reference.subjects import parse_subject_categories, subject_categories

HEADER = '[header]\nfile = "x"\nversion = 1\ndate = 2026-11-22\nsource = "x"\n'


def test_twenty_two_subject_categories_with_ordered_codes() -> None:
    categories = subject_categories()
    assert [category.code for category in categories] == [f"{number:02d}" for number in range(1, 23)]
    for category in categories:
        codes = [level.code for level in category.second_levels]
        assert codes == [f"{category.code}{number:02d}" for number in range(1, len(codes) + 1)]
        names = [level.name for level in category.second_levels]
        assert len(set(names)) == len(names)


def test_open_government_is_a_second_level_of_general_affairs() -> None:
    general = subject_categories()[1]
    assert general.name == "综合政务"
    assert general.second_levels[0].name == "政务公开"
    assert not subject_categories()[0].second_levels
    assert not subject_categories()[21].second_levels
    assert sum(len(category.second_levels) for category in subject_categories()) == 111


def test_fifteen_kinds_in_the_order_of_the_regulation() -> None:
    statutory = [kind.name for kind in document_kinds() if kind.group is KindGroup.STATUTORY]
    assert "、".join(statutory) == (
        "决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要"
    )


def test_names_and_codes_of_kinds_are_unique() -> None:
    names = [name for kind in document_kinds() for name in (kind.name, *kind.aliases)]
    assert len(set(names)) == len(names)
    for terms in (document_kinds(), document_genres(), service_audiences()):
        codes = [term.code for term in terms]
        assert len(set(codes)) == len(codes)


def test_what_is_not_verified_says_so() -> None:
    assert all(kind.verified is (kind.group is KindGroup.STATUTORY) for kind in document_kinds())
    assert [genre.name for genre in document_genres() if genre.verified] == ["政府令", "决定", "公告", "通告"]
    assert [audience.name for audience in service_audiences() if audience.verified] == ["全社会"]


def test_a_malformed_kind_names_its_entry() -> None:
    body = '[[kinds]]\ncode = "a"\nname = "甲"\ngroup = "statutory"\nuse = "乙"\nverified = "yes"\n'
    with pytest.raises(ReferenceDataError, match="kinds 第 1 条：“verified”应为 true 或 false"):
        parse_document_kinds(HEADER + body)


def test_a_malformed_second_level_names_its_entry() -> None:
    body = '[[categories]]\ncode = "01"\nname = "甲"\nsecond_levels = [{ code = "0101" }]\n'
    with pytest.raises(ReferenceDataError, match="categories 第 1 条 second_levels 第 1 条：缺少“name”"):
        parse_subject_categories(HEADER + body)
