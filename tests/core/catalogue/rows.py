"""Rows for the pure rules, and what hypothesis makes of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gongkai.core.catalogue.rules import ItemFields, Row


def fields(name: str = "低保标准", **values: Any) -> ItemFields:
    """The fields of a complete row."""
    whole: dict[str, Any] = {
        "area_code": "20", "code": "1", "level1": "最低生活保障", "content_elements": "对象范围；标准",
        "legal_basis": ("《社会救助暂行办法》",), "time_limit": "20个工作日内",
        "responsible_text": "云溪县民政局",
        "channels": ("政府网站",), "for_everyone": True, "tiers": ("县级", "乡级"),
    }  # fmt: skip
    return ItemFields(level2=name, **{**whole, **values})


def row(item_id: int, name: str = "", **values: Any) -> Row:
    return Row(item_id, fields(name or f"事项{item_id}", **values))


def rows_of_names(least: int = 0) -> st.SearchStrategy[list[Row]]:
    """Rows of names of their own, whose contents vary."""

    def numbered(contents: list[tuple[str, str]]) -> list[Row]:
        return [
            row(number, content_elements=content, time_limit=limit)
            for number, (content, limit) in enumerate(contents, start=1)
        ]

    texts = st.sampled_from(["甲", "乙", "丙"])
    return st.lists(st.tuples(texts, texts), min_size=least, max_size=12).map(numbered)
