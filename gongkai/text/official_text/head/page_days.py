"""The days that a page gives of a document: written, issued, published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates
from gongkai.text.official_text.head.heading import HEAD_LINES, ends_heading
from gongkai.text.official_text.head.page_fields import PageField, PageFields
from gongkai.text.official_text.layout.lines import Line

_HEAD_DATE = re.compile(
    r"(?:(?<![\u3400-\u9fff])时间[:：]\s*|发布于\s*|^)([12][0-9]{3}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?)(?![0-9])"
)
_DAY = re.compile(
    r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}(?:日|(?=$))|[12][0-9]{3}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9]{3})"
)
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_BESIDE_SOURCE = re.compile(
    r"(?=.*(?:来源|阅读|浏览|点击))[^。]*?\s([12][0-9]{3}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?)\s+[0-9]{1,2}:[0-9]{2}"
)
_BULLET = re.compile(r"^[•·●▪*\-]\s*")
_MIDNIGHT = re.compile(r"\s0{1,2}:00(?::00(?:\.0+)?)?$")
"""An hour that a database adds to a day."""

_REPRINTED = re.compile(
    r"(?:来源|作者)[:：]\s*[\u3400-\u9fff]{0,8}(?:资料网|法律网|文库|法规库|文秘网|范文网|(?:会员|网友|用户)(?:上传|投稿))"
)
"""A collection that reprints documents: its day is not that of their publication."""

_SOURCE = re.compile(r"(?:信息)?来源\s*[:：]\s*\S")
"""On the line below a day alone: both are what the page says of the document."""

_BEHIND_TITLE = re.compile(
    r".{0,60}关于.{4,120}的[\u3400-\u9fff]{2,4}\s+([12][0-9]{3}-[0-9]{1,2}-[0-9]{1,2})"
)
_CLICKED = re.compile(r"点击|浏览次数|来源")

PageDay = tuple[date, int]
"""A day with the line it was read from."""


def labelled_day(fields: PageFields, name: PageField) -> PageDay | None:
    """The day behind a label; None for no day (2025年4月)."""
    value = fields.get(name)
    match = _DAY.match(value.text.replace(" ", "")) if value else None
    if not match or not value:
        return None
    return _plausible(
        match[0] if match[0][-1] == "日" or "年" not in match[0] else f"{match[0]}日", value.line
    )


def published_day(lines: Sequence[Line], fields: PageFields) -> PageDay | None:
    """发布日期; without that label 生成日期, or a day under the title beside an hour or a count of clicks."""
    label = labelled_day(fields, PageField.PUBLISHED)
    if label is not None or PageField.PUBLISHED in fields.values:
        return label
    return labelled_day(fields, PageField.PRODUCED) or _bare_day(lines, fields)


def less_sure_day_of_writing(fields: PageFields, published: PageDay | None) -> PageDay | None:
    """生成日期 beside a day of publication, 发文日期 without an hour: the day of writing by another name."""
    produced = labelled_day(fields, PageField.PRODUCED)
    if produced and PageField.PUBLISHED in fields.values:
        return produced
    value = fields.get(PageField.ISSUED)
    issued = labelled_day(fields, PageField.ISSUED)
    if value is None or issued is None or _CLOCK.search(_MIDNIGHT.sub("", value.text)):
        return None
    return issued if published is None or issued[0] <= published[0] else None


def _bare_day(lines: Sequence[Line], fields: PageFields) -> PageDay | None:
    for at, line in enumerate(lines[:HEAD_LINES]):
        if at and at not in fields.lines and ends_heading(line.text):
            return None
        text = _BULLET.sub("", line.text)
        if behind := _BEHIND_TITLE.fullmatch(text):
            return _plausible(behind[1], at)
        match = _HEAD_DATE.search(text)
        if match and text == match[0] and at + 1 < len(lines) and _SOURCE.match(lines[at + 1].text):
            text = f"{text} {lines[at + 1].text}"
        match = match if match and text != match[0] else _BESIDE_SOURCE.match(text)
        if match is None or "日前" in text:
            continue
        clicked = _CLICKED.search(text)
        if clicked or not text.startswith("浏览"):
            own = not _REPRINTED.search(text) and (clicked or _CLOCK.search(text))
            return _plausible(match[1], at) if own else None
    return None


def _plausible(text: str, at: int) -> PageDay | None:
    try:
        return dates.parse(text), at
    except InvalidInput:
        return None
