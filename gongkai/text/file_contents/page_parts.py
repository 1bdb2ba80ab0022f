"""A web page taken apart: what it shows, what it hides, and what its source says to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from gongkai.text.encoding import decode
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.model import Part

_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0",
                     re.IGNORECASE)  # fmt: skip
_CODE = {"script": "脚本", "style": "样式", "template": "模板", "noscript": "无脚本时的内容"}
_WORDED = {
    "alt": "替代文字", "title": "提示文字", "value": "表单的值", "placeholder": "输入提示",
    "content": "页面描述", "href": "链接地址", "src": "图片或文件地址",
    "aria-label": "替代文字", "summary": "表格说明",
}  # fmt: skip
_BLOCKS = frozenset(
    {
        "article", "body", "br", "caption", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label",
        "li", "ol", "option", "p", "section", "table", "td", "th", "title", "tr", "ul",
    }
)  # fmt: skip
_DATA = re.compile(r"data-[\w-]+")


def page_parts(name: str, content: bytes) -> Iterator[Part]:
    """Every text of the page. Raises UnreadableFile for entities and for what is no page."""
    text = decode(content, name)
    if _ENTITY.search(text):
        raise UnreadableFile(f"文件“{name}”含有不允许的实体声明，可能不安全，已拒绝读取。")
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"文件“{name}”不是完整的网页，无法读取。请在浏览器里另存后再上传。") from error
    yield from _Lines().of(root)
    yield from _asides(root)


class _Lines:
    """Gathers running text until a block ends; shown and hidden text go apart."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._number = 0

    def of(self, root: etree._Element) -> Iterator[Part]:
        """The lines of a page in order."""
        hidden_from: etree._Element | None = None
        silent_from: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event in {"comment", "pi"}:
                if silent_from is None:
                    self._pieces.append(element.tail or "")
                continue
            tag = str(element.tag)
            if event == "start":
                if tag in _CODE and silent_from is None:
                    silent_from = element
                if hidden_from is None and is_hidden(element):
                    yield from self._line(False)
                    hidden_from = element
                if tag in _BLOCKS:
                    yield from self._line(hidden_from is not None)
                if silent_from is None:
                    self._pieces.append(element.text or "")
                continue
            if tag in _BLOCKS or element is hidden_from:
                yield from self._line(hidden_from is not None)
            hidden_from = None if element is hidden_from else hidden_from
            silent_from = None if element is silent_from else silent_from
            if silent_from is None:
                self._pieces.append(element.tail or "")
        yield from self._line(False)

    def _line(self, hidden: bool) -> Iterator[Part]:
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self._number += 1
            yield Part(f"第{self._number}段{'（隐藏）' if hidden else ''}", text, hidden)


def is_hidden(element: etree._Element) -> bool:
    """Whether the markup itself hides an element; style sheets are not followed."""
    style = element.get("style") or ""
    hidden_input = element.tag == "input" and (element.get("type") or "").lower() == "hidden"
    return element.get("hidden") is not None or hidden_input or bool(_HIDDEN.search(style))


def _asides(root: etree._Element) -> Iterator[Part]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            if (element.text or "").strip():
                yield Part("网页注释", (element.text or "").strip(), True)
            continue
        if element.tag in _CODE:
            text = "".join(str(piece) for piece in element.itertext()).strip()
            if text:
                yield Part(_CODE[element.tag], text, True)
        for key, value in element.attrib.items():
            label = _WORDED.get(str(key)) or ("数据属性" if _DATA.fullmatch(str(key)) else "")
            if label and str(value).strip() and not str(value).startswith("data:"):
                yield Part(label, str(value).strip(), True)
