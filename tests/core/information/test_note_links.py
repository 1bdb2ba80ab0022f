"""Links of footnotes within a text: they lead somewhere, or the editor is told."""

from __future__ import annotations

import pytest

from gongkai.core.information.rules import link_lacks

REFERENCE = '<p>甲<a href="#note-1" id="note-1-ref"><sup>[1]</sup></a></p>'
NOTE = '<p id="note-1"><a href="#note-1-ref">[1]</a> 按户籍计。</p>'


def test_a_note_and_its_number_lead_to_one_another() -> None:
    assert link_lacks(REFERENCE + NOTE) == ()


@pytest.mark.parametrize("left", [REFERENCE, NOTE])
def test_one_without_the_other_is_told(left: str) -> None:
    found = link_lacks(left)
    assert [lack.field for lack in found] == ["body_html"]
    assert found[0].message == "正文链接“[1]”：注释或它在文中的序号已被删去，请一并删除"


def test_other_places_of_a_page_are_no_address() -> None:
    assert "网址应以" in link_lacks('<p><a href="#top">回顶部</a></p>')[0].message
