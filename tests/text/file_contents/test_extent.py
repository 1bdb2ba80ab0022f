"""How much there is to read in a file, before anybody reads it."""

from __future__ import annotations

import io

import pytest

from gongkai.text.file_contents import Extent, clean_copy, extent_of, masked_copy, reading_weight
from tests.bad_files import PNG
from tests.text.file_contents.samples import AS_IT_IS, pdf
from tests.text.office_files import paragraph, with_part, word_file, workbook_of

ROWS = [["姓名", "金额"], *([f"甲{number}", "1"] for number in range(300))]


@pytest.mark.parametrize(("name", "content", "extent"), [
    ("表.xlsx", workbook_of(ROWS), Extent(301, "行")),
    ("表.csv", "姓名,金额\n甲,1\n乙,2\n".encode(), Extent(3, "行")),
    ("文.pdf", pdf(["一"]), Extent(1, "页")),
    ("文.docx", word_file(paragraph("一") + paragraph("二")), Extent(2, "段")),
    ("图.png", PNG, Extent()),
    ("文.txt", "甲\n乙".encode(), Extent()),
    ("坏.xlsx", workbook_of(ROWS)[:900], Extent()),
    ("坏.pdf", b"%PDF-1.4 nothing", Extent()),
])  # fmt: skip
def test_units_are_counted_without_reading(name: str, content: bytes, extent: Extent) -> None:
    assert extent_of(name, content) == extent


def test_a_package_weighs_what_is_in_it() -> None:
    packed = workbook_of(ROWS)
    assert reading_weight(io.BytesIO(packed)) > 2 * len(packed)
    assert reading_weight(io.BytesIO(PNG)) == len(PNG)
    assert reading_weight(io.BytesIO(packed[:900])) == 900


def test_style_sheets_weigh_little_and_not_nothing() -> None:
    """A letter of one page that Word has saved is not made to wait in the background."""
    styles = f"<w:styles>{' ' * 900_000}</w:styles>".encode()
    short = word_file(paragraph("一"))
    dressed = with_part(with_part(short, "word/styles.xml", styles), "word/stylesWithEffects.xml", styles)
    plain = reading_weight(io.BytesIO(short))
    assert plain + 150_000 < reading_weight(io.BytesIO(dressed)) < plain + 200_000
    text = with_part(short, "word/comments.xml", styles)
    assert reading_weight(io.BytesIO(text)) > plain + 900_000


def test_copies_tell_each_row_that_is_done() -> None:
    content, told = workbook_of(ROWS), list[int]()
    clean_copy("表.xlsx", content, told.append)
    assert told == list(range(1, 302))
    told.clear()
    masked_copy("表.xlsx", content, AS_IT_IS, watch=told.append)
    assert told == list(range(1, 302))
