"""What a page of a portal says about a document above its text: 索引号, 发文机关, 成文日期 ….

Labels and values come as “label：value”, as cells of a table, as a list that alternates between both, and
several on a line; a label that another one follows has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from gongkai.text.official_text.head.enclosures import ADDRESSED
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.notation import INDEX


class PageField(StrEnum):
    """What a label means; OTHER is known and of no use here."""

    TITLE = "title"
    INDEX = "index_no"
    TOPIC = "topic"
    TOPIC_OF_NEWS = "topic_of_news"
    TOPIC_GROUP = "topic_group"
    TOPIC_BESIDE_INDEX = "topic_beside_index"
    ISSUERS = "issuers"
    ISSUING_BODY = "issuing_body"
    PROMULGATOR = "promulgator"
    PUBLISHER = "publisher"
    NUMBER = "doc_number"
    WRITTEN = "date_written"
    PRODUCED = "date_produced"
    ISSUED = "date_issued"
    PUBLISHED = "date_published"
    OPENNESS = "openness"
    OTHER = "other"


_LABELS: dict[PageField, str] = {
    PageField.TITLE: "标题|名称|公文名称|文件名称|信息名称|文件标题|信息标题|题名|主标题",
    PageField.INDEX: "索引号|信息索引号|索引|索引编号|信息索引|索取号|索引码",
    PageField.TOPIC: "主题分类|主题|所属主题|主题类别|文件分类",
    PageField.TOPIC_OF_NEWS: "信息分类",
    PageField.TOPIC_GROUP: "组配分类",
    PageField.TOPIC_BESIDE_INDEX: "分类",
    PageField.ISSUERS: (
        "发文机关|发文单位|发电单位|制发机关|制文机关|制发单位|制文单位|印发机关|发文部门|制定机关"
    ),
    PageField.ISSUING_BODY: "发文机构",
    PageField.PROMULGATOR: "颁布单位|颁布部门|颁布机关|颁发单位|颁发部门|颁发机关",
    PageField.PUBLISHER: "发布机构|发布单位|发布机关",
    PageField.NUMBER: (
        "发文字号|文号|政策文号|政策字号|发文文号|文件编号|发文号|公文文号|文件字号|文件文号|文件号|公文字号"
        "|发布文号"
    ),
    PageField.WRITTEN: "成文日期|成文时间|制发日期|签发日期|落款日期|形成日期",
    PageField.PRODUCED: "生成日期|生成时间",
    PageField.ISSUED: "发文日期|印发日期|印发时间|颁布日期|颁布时间|颁发日期|颁发时间",
    PageField.PUBLISHED: (
        "公开发布日期|公开发布时间|发布日期|发布时间|公开日期|公布日期|公开时间|公布时间|发表时间|发表日期|日期|上网日期|上传时间"
    ),
    PageField.OPENNESS: (
        "公开方式|公开属性|公开形式|信息公开方式|信息公开属性|信息公开选项|公开选项|公开类别|公开类型"
    ),
    PageField.OTHER: (
        "发文时间|公文目录|公开机构|信息来源|来源|浏览次数|浏览量|点击次数|点击数|点击量|点击率|阅读次数|字体|字号|打印|主题词"
        "|关键词|关键字|内容概述|内容概要|摘要|文件下载|公开范围|公开程序|公开时限|公开时效|有效期|有效性|效力状况|效力状态|有效状态|有效期限|效力级别|效力等级|是否有效|信息状态|所属栏目|时效|时效性|语种|载体|分享"
        "|体裁分类|体裁|信息体裁|公文种类|公文类别|服务对象|面向对象|视力保护色|施行日期|实施日期|生效日期|失效日期|废止日期|废止时间"
        "|失效时间|生效时间|实施时间|原文链接|检索时间|检索关键词|更新时间|更新日期|作者|编辑|责任编辑|审核|时间|访问量|统一编号|统一登记号"
        "|登记号|规范性文件编号|行政规范性文件统一编号|文件类型|文件状态|文件种类|公开载体|信息格式|责任部门|公开责任部门|公开责任单位|主办单位|信息类别|所属机构|机构分类"
    ),
}
_MEANING = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}


def _spaced(labels: str) -> str:
    """A pattern for labels, the longest first, whose characters may stand apart."""
    return "|".join(r"[ \u3000]*".join(label) for label in sorted(labels.split("|"), key=len, reverse=True))


_SPACED = _spaced("|".join(_MEANING))
_DATE_LABELS = "|".join(
    _LABELS[field] for field in (PageField.WRITTEN, PageField.ISSUED, PageField.PUBLISHED)
)
_LABEL = re.compile(rf"(?<![\u3400-\u9fff])({_SPACED})[ \u3000]*[:：]")
_DAY_BEHIND = re.compile(
    rf"((?<![\u3400-\u9fff])(?:{_SPACED})[:：][^:：\s]{{2,30}}?)"
    rf"(?=(?!日期)(?:{_DATE_LABELS})[:：][ ]?[12][0-9]{{3}})"
)
"""A value without a gap before the label of a day: 来源：云溪新闻网发表日期：2026-03-01."""

_BARE = re.compile(rf"({_SPACED})[ \u3000]*[:：]?")
_FONT_OR_NUMBER = re.compile(
    r"(?<![\u3400-\u9fff])字号(?=[】\]〕:：\s]{1,3}[\u3400-\u9fff]{2,14}[〔\[][12][0-9]{3})"
)
"""字号 is the size of the letters, except before the number of a document."""

_FRAMED = re.compile(rf"[\[【〔][ \u3000]*({_SPACED})[ \u3000]*[\]】〕][ \u3000]*[:：]?")
_GLUED = re.compile(
    rf"(?P<day>{_DATE_LABELS})(?=[12][0-9]{{3}}(?:年|[-/])[0-9 ]{{1,3}}(?:月|[-/])[0-9 ]{{1,3}}日?$)"
    rf"|(?P<number>{_LABELS[PageField.NUMBER]})(?=[\u3400-\u9fff]{{2,12}}[〔\[][12][0-9]{{3}}[〕\]][0-9]{{1,5}}号$)"
    rf"|(?P<index>{_LABELS[PageField.INDEX]})(?={INDEX}(?: |$))"
)
"""A label and its value in one piece, as tables without their cells leave them: 成文日期2025年4月1日."""

_TYPED = (
    r"[12][0-9]{3}(?:年|[-/.])[0-9]{1,2}(?:月|[-/.])[0-9]{1,2}日?|[\u3400-\u9fff]{2,12}[〔\[][12][0-9]{3}[〕\]]第?[0-9]{1,5}号"
    r"|(?=[^\s]*[0-9])[0-9A-Za-z/_.\-]{6,50}(?= |$)"
)
"""A day, a number of a document, an index: values that are told without a colon before them."""

_NUMBERED = re.compile(
    rf"(?:{_spaced(_LABELS[PageField.NUMBER])})[ \u3000]+"
    r"[\u3400-\u9fff]{2,12}[〔\[][12][0-9]{3}[〕\]]第?[0-9]{1,5}号(?= |$)"
)
"""The number with its label; what else stands in its row may be a sentence (时效 …宣布失效。)."""

_NAMED = re.compile(
    rf"({_spaced(_LABELS[PageField.TITLE])})[ \u3000]*"
    r"(?=[\u3400-\u9fff（）()]{0,40}关于[^。]{4,120}的[\u3400-\u9fff]{1,4}$)"
)
"""标 题 云溪县人民政府关于…的通知"""

_SET_APART = re.compile(rf"(?:^|(?<= ))({_SPACED}) (?=\S)")
_LONG_LABELS = "|".join(sorted((label for label in _MEANING if len(label) > 2), key=len, reverse=True))  # noqa: PLR2004 (two characters stand in many words)
_RUN_TOGETHER = re.compile(rf"({_LONG_LABELS})(?=\S)")
_ROW_LABEL = re.compile(rf"(?:^|(?<= ))(?:(?P<apart>{_SPACED}) |(?P<glued>{_LONG_LABELS}))(?=\S)")
"""A label with a gap behind it or none: 发布单位云溪县水利局 标题 …."""

_TYPED_VALUE = re.compile(_TYPED)
_LONGEST_ROW = 160
_BULLET = re.compile(r"^[•·●▪*\-]\s*")
_CELL_EDGE = re.compile(r"\s*[\t|]\s*")
_SENTENCE = re.compile(r"[。；]")
_COLON = re.compile(r"(.{2,200})[：:]$")
_OF_THE_DOCUMENT = frozenset({PageField.INDEX, PageField.NUMBER, PageField.ISSUERS, PageField.TITLE})
"""What no sentence of a page says: with one of them its block of labels begins."""

_HEAD_LINES = 80
_A_WORD = 6
"""Characters of a value that no title is as short as: 有效, 通知."""
_LONGEST_VALUE, _LONGEST_LINE = 200, 2_000
_OPENNESS_ABOVE = re.compile(
    rf"(?:政府)?(?:信息)?(?:{_LABELS[PageField.OPENNESS]})[ ]*[:：][ ]*((?:主动|依申请|不予|部分|不)公开)"
)


@dataclass(frozen=True, slots=True)
class PageValue:
    """A value with the index of its line (in the prepared lines)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class PageFields:
    """The first value of each field, and the lines that hold nothing but labels and values."""

    values: dict[PageField, PageValue]
    lines: frozenset[int]
    end: int

    def get(self, field: PageField) -> PageValue | None:
        return self.values.get(field)


@dataclass(frozen=True, slots=True)
class _Token:
    field: PageField | None
    text: str
    line: int


def read_page_fields(lines: Sequence[Line]) -> PageFields:
    """Read the block of labels above (or between title and text of) a document."""
    values: dict[PageField, PageValue] = {}
    taken: set[int] = set()
    waiting: PageField | None = None
    text_above = addressed = False
    for at, line in enumerate(lines[:_HEAD_LINES]):
        tokens = list(_tokens(line.text, at)) if len(line.text) <= _LONGEST_LINE else []
        labels = [] if _is_text(tokens) else [token for token in tokens if token.field]
        if text_above:
            begun = not addressed and not values.keys() & _OF_THE_DOCUMENT
            text_above = not (begun and any(token.field in _OF_THE_DOCUMENT for token in labels))
            if text_above and not _in_frames(line.text, PageField.ISSUERS if at - 1 not in taken else None):
                addressed = addressed or _addresses(line.text)
                continue
        if not labels and waiting and _carries_on(line, values, waiting):
            values.setdefault(waiting, PageValue(tokens[0].text if tokens else "", at))
            taken.add(at)
            waiting = None
            continue
        if not labels:
            addressed = _addresses(line.text)
            text_above = addressed or (bool(_SENTENCE.search(line.text)) and "|" not in line.text)
            waiting = waiting if _BULLET.match(line.text) and not tokens else None
            continue
        taken.add(at)
        _pair(tokens, values)
        waiting = _left_open(line, tokens) or _alternating(lines, at, taken)
    _find_openness(lines, values)
    return PageFields(values, frozenset(taken), max(taken, default=-1) + 1)


def _addresses(text: str) -> bool:
    """Whether a line with a colon at its end names whom the document is for: no label comes below it."""
    colon = _COLON.fullmatch(text)
    return colon is not None and bool(ADDRESSED.search(colon[1]) or "，" in text)


def _is_text(tokens: Sequence[_Token]) -> bool:
    """Whether a line begins with a sentence: what looks like a label behind it belongs to the text."""
    return bool(tokens) and tokens[0].field is None and "。" in tokens[0].text


def _in_frames(text: str, field: PageField | None) -> bool:
    """Whether a line is a label in a frame (【制定机关】…), that of `field` if any is given.

    Collections of laws set a block of them below sentences of their own.
    """
    framed = _FRAMED.match(_BULLET.sub("", text))
    return framed is not None and field in {None, _MEANING[_plain(framed[1])]}


def _tokens(text: str, at: int) -> Iterator[_Token]:
    for cell in _CELL_EDGE.split(_BULLET.sub("", text)):
        yield from _tokens_of_cell(cell.strip(), at)


def _tokens_of_cell(cell: str, at: int) -> Iterator[_Token]:
    if not cell:
        return
    cell = _DAY_BEHIND.sub(r"\1 ", _with_colons(_FONT_OR_NUMBER.sub("发文字号", cell)))
    cell = _GLUED.sub(
        lambda match: f"{match[0]}：", _FRAMED.sub(lambda match: f"{match[1]}：", cell), count=1
    )
    if bare := _BARE.fullmatch(cell):
        yield _Token(_MEANING[_plain(bare[1])], cell, at)
        return
    end = 0
    for match in _LABEL.finditer(cell):
        yield from _value(cell[end : match.start()].strip(), at)
        yield _Token(_MEANING[_plain(match[1])], match[0], at)
        end = match.end()
    yield from _value(cell[end:].strip(), at)


def _value(text: str, at: int) -> Iterator[_Token]:
    """A value; a label that stands behind a space at its end has none itself."""
    value, _, last = text.rpartition(" ")
    if value and len(last) > 2 and _BARE.fullmatch(last):  # noqa: PLR2004 (two characters stand in many words)
        yield _Token(None, value, at)
        yield _Token(_MEANING[last], last, at)
    elif text:
        yield _Token(None, text, at)


def _with_colons(cell: str) -> str:
    """A row of labels and values with a colon after each label, where spaces or nothing stood there.

    索引号 0012/2026-7 主题分类 水利; 发文机关云溪县水利局成文日期2026年1月5日. One label needs a value that
    is told by its form.
    """
    if named := _NAMED.match(cell):
        return f"{named[1]}：{cell[named.end() :]}"
    if _LABEL.search(cell) or len(cell) > _LONGEST_ROW:
        return cell
    if (_SENTENCE.search(cell) or _COLON.search(cell)) and not _NUMBERED.match(cell):
        return cell
    for pattern in (_SET_APART, _RUN_TOGETHER):
        labels = list(pattern.finditer(cell))
        if not labels or labels[0].start():
            continue
        typed = any(_TYPED_VALUE.match(cell, label.end()) for label in labels)
        if typed or (len(labels) > 1 and pattern is _SET_APART):
            parted = pattern.sub(r" \1：", cell).strip()
            return parted if pattern is _SET_APART else _SET_APART.sub(r" \1：", parted)
    labels = list(_ROW_LABEL.finditer(cell))
    if len(labels) > 1 and not labels[0].start() and any(label["apart"] for label in labels):
        return _ROW_LABEL.sub(lambda label: f" {label['apart'] or label['glued']}：", cell).strip()
    return cell


def _plain(label: str) -> str:
    return re.sub(r"\s+", "", label)


def _pair(tokens: Sequence[_Token], values: dict[PageField, PageValue]) -> None:
    """Each label with the value straight after it."""
    for label, value in pairwise(tokens):
        if label.field and value.field is None and len(value.text) <= _LONGEST_VALUE:
            values.setdefault(label.field, PageValue(value.text, value.line))


def _left_open(line: Line, tokens: Sequence[_Token]) -> PageField | None:
    """The field whose value may stand on the next line: the line has its label alone."""
    alone = len(tokens) == 1 and tokens[0].field not in {None, PageField.TITLE}
    text = line.text.rstrip("| ")
    listed = bool(_BULLET.match(text)) or text != line.text or text.endswith((":", "："))
    return tokens[0].field if alone and listed and "|" not in text else None


def _alternating(lines: Sequence[Line], at: int, taken: set[int]) -> PageField | None:
    """The field of a label on a line of its own, in a list where every other line is one."""
    label = _label_alone(lines, at)
    if label is None or _label_alone(lines, at + 1):
        return None
    return label if _label_alone(lines, at + 2) or at - 1 in taken else None


def _label_alone(lines: Sequence[Line], at: int) -> PageField | None:
    match = _BARE.fullmatch(lines[at].text) if 0 <= at < len(lines) else None
    return _MEANING[_plain(match[1])] if match else None


def _carries_on(line: Line, values: dict[PageField, PageValue], field: PageField) -> bool:
    """Whether a line can be the value of the label above it."""
    text = _BULLET.sub("", line.text).rstrip("| ")
    if not text or _SENTENCE.search(text) or _COLON.search(text) or len(text) > _LONGEST_VALUE // 4:
        return False
    if field is PageField.OTHER:
        return bool(_BULLET.match(line.text)) or line.text.startswith((" ", "\t")) or len(text) <= _A_WORD
    if field in values:
        return False
    if field in {PageField.WRITTEN, PageField.PRODUCED, PageField.ISSUED, PageField.PUBLISHED}:
        return bool(re.match(r"[12][0-9]{3}", text))
    if field is PageField.NUMBER:
        return bool(re.search(r"号$", text))
    return not re.search(r"关于|的(?:通知|意见|决定)$", text)


def _find_openness(lines: Sequence[Line], values: dict[PageField, PageValue]) -> None:
    """公开属性：主动公开 on a line of its own below the text, wherever the page goes on below it."""
    for at in range(len(lines) - 1, -1, -1):
        match = _OPENNESS_ABOVE.fullmatch(lines[at].text.strip("（）() 。"))
        if match:
            values.setdefault(PageField.OPENNESS, PageValue(match[1], at))
            return
