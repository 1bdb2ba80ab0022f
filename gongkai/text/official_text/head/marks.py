"""公开属性 as a document or its page states it; how far copies are sent is another matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.text.official_text.head.page_fields import PageField, PageFields
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import compact

_MARKER = re.compile(r"[（(]\s*(此件[^（）()]{2,20})\s*[）)]")
_OPENNESS = re.compile(
    r"(?:此件)?(主动公开|公开发布|依申请公开|不公开|不予公开|部分公开|删减后公开|公开|免予公开|暂不公开|不宜公开)"
)
_QUOTES = ("“", "‘", "《", "「")


@dataclass(slots=True)
class Openness:
    """The value (公开发布), the marker as it stands (此件公开发布), and the line it was read from."""

    value: str = ""
    marker: str = ""
    line: int | None = None
    notes: list[str] = field(default_factory=list)


def read_openness(lines: Sequence[Line], fields: PageFields) -> Openness:
    """The marker (此件…公开…) and the label 公开方式; the label goes first where both agree to publish."""
    found = Openness()
    marks = _marks(lines)
    opened = {mark: at for mark, at in marks.items() if _OPENNESS.fullmatch(mark)}
    label = fields.get(PageField.OPENNESS)
    value = _OPENNESS.fullmatch(compact(label.text)) if label else None
    if len(opened) == 1:
        found.marker, found.line = next(iter(opened.items()))
        found.value = found.marker.removeprefix("此件")
    if len(opened) > 1:
        found.notes.append(f"有不止一个公开属性标注（{'、'.join(opened)}），请核对")
    elif value and label:
        _with_label(found, value[1], label.line)
    elif not opened:
        found.notes.append("没有公开属性标注，请选择公开属性")
    found.notes.extend(
        f"“{mark}”是{'说明' if '删' in mark else '发送范围'}，不是公开属性；公开前须确认公开属性"
        for mark in marks
        if mark not in opened
    )
    return found


def _marks(lines: Sequence[Line]) -> dict[str, int]:
    """Markers on lines of their own or at the end of one, each with its first line."""
    marks: dict[str, int] = {}
    for at, line in enumerate(lines):
        text = compact(line.text)
        for match in _MARKER.finditer(text):
            alone = match.end() == len(text) or match.start() == 0
            if alone and not text[: match.start()].endswith(_QUOTES):
                marks.setdefault(match[1], at)
    return marks


def _with_label(found: Openness, value: str, line: int) -> None:
    """The page's own label beside a marker: the same decision in other words, or a contradiction."""
    published = {"主动公开", "公开发布", "公开"}
    if found.value and {found.value, value} - published and found.value != value:
        found.notes.append(f"页面写“{value}”，正文标注“{found.marker}”，两者不一致，请核对")
        found.value, found.marker, found.line = "", "", None
        return
    found.value, found.line = value, line
