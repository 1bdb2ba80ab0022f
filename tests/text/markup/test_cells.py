"""Cells of tables, found in the plain text of a body."""

from __future__ import annotations

from gongkai.text.markup.cells import cells_in
from gongkai.text.markup.sanitising import plain_text, sanitise

LIST = (
    "<p>甲 1 2</p><table><tr><th>姓名</th><th>数</th></tr><tr><td>甲</td><td>1</td></tr>"
    "<tr><td><p>乙</p><p>（代）</p></td><td>1</td></tr></table><p>1</p>"
)


def places(html: str) -> dict[str, tuple[int, int, int]]:
    """Every piece of a cell with its table, row and column; the last of those that say the same."""
    cleaned = sanitise(html).html
    text = plain_text(cleaned)
    found = cells_in(cleaned, text)
    return {text[cell.start : cell.end]: (cell.table, cell.row, cell.column) for cell in found.pieces}


def test_cells_are_found_though_the_same_words_stand_elsewhere() -> None:
    assert places(LIST) == {
        "姓名": (1, 1, 1),
        "数": (1, 1, 2),
        "甲": (1, 2, 1),
        "1": (1, 3, 2),
        "乙": (1, 3, 1),
        "（代）": (1, 3, 1),
    }
    cleaned = sanitise(LIST).html
    text = plain_text(cleaned)
    found = cells_in(cleaned, text)
    assert found.at(text.index("甲")) is None
    assert found.at(len(text) - 1) is None
    cell = found.at(text.index("乙"))
    assert cell is not None
    assert (cell.row, cell.column) == (3, 1)


def test_cells_that_span_others_count_for_all_of_them() -> None:
    html = (
        '<table><tr><td rowspan="2">村</td><td colspan="2">人</td><td>钱</td></tr>'
        "<tr><td>男</td><td>女</td><td>元</td></tr></table>"
        "<table><tr><td>另一</td></tr></table>"
    )
    assert places(html) == {
        "村": (1, 1, 1),
        "人": (1, 1, 2),
        "钱": (1, 1, 4),
        "男": (1, 2, 2),
        "女": (1, 2, 3),
        "元": (1, 2, 4),
        "另一": (2, 1, 1),
    }


def test_empty_cells_are_counted_and_blanks_do_not_matter() -> None:
    html = "<table><tr><td></td><td> 一\n  二 </td></tr><tr><td></td><td></td><td>三&amp;四</td></tr></table>"
    assert places(html) == {"一 二": (1, 1, 2), "三&四": (1, 2, 3)}
