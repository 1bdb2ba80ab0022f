"""HTML of official documents: made safe, and turned into plain text. `plain_markup` makes it from such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3
from lxml import etree

from gongkai.kernel.errors import InvalidInput
from gongkai.text.markup.office import Tidied, needs_tidying, tidied

# --- making HTML safe --------------------------------------------------------------------------------

ALIGNMENT_CLASSES = frozenset({"align-left", "align-center", "align-right", "no-indent"})
"""The only classes a body may carry; the style sheet of the portal knows them."""

_BLOCKS = frozenset(
    {"h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "figure"}
    | {"figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "hr", "pre"}
)
_INLINE = frozenset({"a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "br", "img", "col", "colgroup"})
_TAGS = set(_BLOCKS | _INLINE | {"h1"})
_EMPTIED = {
    "script", "style", "iframe", "object", "embed", "applet", "noscript", "template", "svg", "math", "title",
    "textarea", "select", "option", "button", "audio", "video", "canvas", "frameset", "noframes", "xml",
}  # fmt: skip
_UNWRAPPED_SILENTLY = frozenset({"html", "head", "body", "section", "article", "main", "span"})
"""Nothing is lost with these, so nothing is reported."""

_ALIGNABLE = {"p", "div", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "caption", "table"}
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "p": {"id"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start"},
}
_NUMERIC = frozenset({"colspan", "rowspan", "span", "width", "height", "start"})
_NOTE_ANCHOR = re.compile(r"note-[1-9][0-9]{0,3}(?:-ref)?")
"""Where a footnote stands, and where the text refers to it: the only names that a body may give."""

_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_LINK_SCHEMES = {"http", "https", "mailto"}
# where this installation serves its own attachments: the only place images may come from
_ATTACHMENT_ADDRESS = re.compile(r"/documents/[0-9a-z]{12}/files/[0-9]{1,18}/")

_TAG_LABELS = {
    "script": "脚本",
    "noscript": "脚本",
    "style": "样式表",
    "link": "外部样式或资源引用",
    "iframe": "内嵌网页",
    "frame": "内嵌网页",
    "object": "插件内容",
    "embed": "插件内容",
    "applet": "插件内容",
    "form": "表单",
    "input": "表单",
    "button": "表单",
    "select": "表单",
    "textarea": "表单",
    "video": "视频",
    "audio": "音频",
    "svg": "矢量图",
    "math": "公式对象",
    "canvas": "画布",
    "meta": "页面设置",
    "base": "页面设置",
    "font": "字体标记（文字保留）",
    "center": "居中标记（文字保留）",
}
_TEXT_KEPT = "（文字保留）"


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Safe HTML and, in Chinese, what was taken out of it."""

    html: str
    removed: tuple[str, ...]


def sanitise(html: str) -> Sanitised:
    """Keep what official documents need and nothing that runs, loads or restyles the page.

    What only a style says is said by structure first (`office_html`): deleted and hidden text goes, alignment
    stays. h1 becomes h2, as the page's own title is the only h1. Images that are not attachments of this
    installation are taken out altogether. Raises InvalidInput where elements are nested deeper than
    any person nests them: building that tree takes time with the square of the depth.
    """
    _refuse_excess(html)
    tidy = _tidied(html)
    survey = _Survey(tidy.html, tidy.removed)
    cleaned = _clean(tidy.html)
    for _ in range(_READINGS):
        before, cleaned = cleaned, _clean(_tidied(cleaned).html)
        if cleaned == before:
            break
    return Sanitised(cleaned, survey.report())


_READINGS = 3
"""What is taken out may leave something that a parser reads otherwise, such as a link within a link or a
heading within a heading. It is read again until it stays as it is, which it nearly always does at once."""


def _tidied(html: str) -> Tidied:
    return tidied(html) if needs_tidying(html) else Tidied(html, Counter())


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_EMPTIED,
        attributes={tag: set(_ATTRIBUTES.get(tag, ())) | ({"class"} & _class_of(tag)) for tag in _TAGS},
        attribute_filter=_keep,
        url_schemes=_LINK_SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    cleaned = _IMAGE.sub(lambda match: match[0] if ' src="' in match[1] else "", cleaned)
    return _TOP_HEADING.sub(r"<\1h2", cleaned).lstrip(_BLANKS)


_BLANKS = "\t\n\f\r "
"""Nothing before the first word, but a mark that was taken out leaves them there."""

_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_TOP_HEADING = re.compile(r"<(/?)h1(?=[ >])")


def _class_of(tag: str) -> set[str]:
    return {"class"} if tag in _ALIGNABLE else set()


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """The value an attribute keeps, or None when it goes; only attributes allowed by name come here."""
    if attribute == "class":
        return " ".join(name for name in value.split() if name in ALIGNMENT_CLASSES) or None
    if attribute in _NUMERIC:
        return value.strip() if re.fullmatch(r"[0-9]{1,4}", value.strip()) else None
    accepts = _ACCEPTED.get(attribute)
    if accepts is None:
        return value
    return value.strip() if accepts(value.strip()) else None


def is_attachment_address(address: str) -> bool:
    """Whether an image address points to an attachment served by this installation."""
    return (
        bool(_ATTACHMENT_ADDRESS.fullmatch(address.strip())) and ".." not in address and "//" not in address
    )


def _link_allowed(value: str) -> bool:
    """Browsers skip control characters and spaces within a scheme, and so does this check."""
    address = re.sub(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\ufeff]", "", value)
    scheme = _SCHEME.match(address)
    return scheme is None or scheme[1].lower() in _LINK_SCHEMES


_ACCEPTED: dict[str, Callable[[str], object]] = {
    "id": _NOTE_ANCHOR.fullmatch,
    "scope": _SCOPES.__contains__,
    "src": is_attachment_address,
    "href": _link_allowed,
}
"""What the value of an attribute must be for the attribute to stay."""

_MAX_DEPTH = 256
_MAX_LENGTH = 2_000_000
_MAX_ATTRIBUTES = 20_000
_NEVER_DEEPER = frozenset(
    {"br", "img", "hr", "col", "input", "meta", "link", "base", "wbr", "embed", "area", "p", "li", "dt", "dd"}
    | {"td", "th", "tr", "thead", "tbody", "tfoot", "option"}
)
"""Empty elements, and those whose end tag may be left out because the next one closes them."""

_WHOLE_TAG = re.compile(r"<[A-Za-z][^>]*")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]{0,40})")


def _refuse_excess(html: str) -> None:
    """Refuse what would cost the parsers time with the square of its size."""
    if len(html) > _MAX_LENGTH:
        raise InvalidInput(f"正文超过 {_MAX_LENGTH // 10_000} 万字符，无法处理。请把长表格作为附件上传。")
    if any(len(tag.split()) > _MAX_ATTRIBUTES for tag in _WHOLE_TAG.findall(html)):
        raise InvalidInput("正文含有无法处理的格式标记。请先粘贴为纯文本，再设置标题和表格。")
    still_open: Counter[str] = Counter()
    depth = 0
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _NEVER_DEEPER:
            continue
        if not closing:
            still_open[tag] += 1
            depth += 1
        elif still_open[tag]:
            still_open[tag] -= 1
            depth -= 1
        if depth > _MAX_DEPTH:
            raise InvalidInput("正文的格式嵌套过深，无法处理。请先粘贴为纯文本，再设置标题和表格。")


class _Survey:
    """Counts what the cleaning is going to remove, so that the editor can be told."""

    def __init__(self, html: str, facts: Counter[str]) -> None:
        self.tags: Counter[str] = Counter()
        self.facts = Counter(facts)
        content = html.replace("\x00", "").encode("utf-8", "replace")
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(content, parser) if content.strip() else None
        for element in root.iter() if root is not None else ():
            if isinstance(element.tag, str):
                self._element(element.tag, [(str(name), str(value)) for name, value in element.items()])

    def _element(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        if tag not in _TAGS:
            if tag not in _UNWRAPPED_SILENTLY:
                self.tags[tag] += 1
            self.facts["事件脚本（on…）"] += sum(name.startswith("on") for name, _ in attributes)
            return
        for name, value in attributes:
            self._attribute(tag, name, value)
        if tag == "img" and not any(name == "src" for name, _ in attributes):
            self.facts["没有地址的图片"] += 1

    def _attribute(self, tag: str, name: str, value: str) -> None:
        known = name in _ATTRIBUTES.get(tag, ()) or name in _class_of(tag)
        if known and _keep(tag, name, value) is not None:
            return
        if name.startswith("on"):
            self.facts["事件脚本（on…）"] += 1
        elif name == "src" and tag == "img":
            self.facts["不是本站附件的图片（请先作为附件上传）"] += 1
        elif name == "href":
            self.facts["不安全的链接地址（文字保留）"] += 1
        elif name in {"style", "class", "align", "valign", "bgcolor", "color", "width", "height", "border"}:
            self.facts["版式设置（颜色、字体、对齐等，文字保留）"] += 1
        elif name not in {"id", "name", "lang", "dir", "rel", "target"} and not name.startswith("data-"):
            self.facts["其他属性"] += 1

    def report(self) -> tuple[str, ...]:
        """One line for each kind of thing removed, with its count."""
        labelled: Counter[str] = Counter()
        for tag, count in self.tags.items():
            labelled[_TAG_LABELS.get(tag) or f"标记 <{tag[:20]}>{'' if tag in _EMPTIED else _TEXT_KEPT}"] += (
                count
            )
        labelled.update(self.facts)
        return tuple(f"已删除{label} {count} 处" for label, count in labelled.items() if count)


# --- HTML to plain text ------------------------------------------------------------------------------


def plain_text(html: str) -> str:
    """The text of a body: a line for each block, cells of a table row separated by tabs.

    Raises InvalidInput as `sanitise` does.
    """
    _refuse_excess(html)
    reader = _TextReader()
    # The reader is quick only with well-formed HTML, which the cleaner always gives.
    reader.feed(nh3.clean(html, tags=_TAGS, clean_content_tags=_EMPTIED, attributes={}))
    reader.close()
    lines = (re.sub(r"[ \r\f\v\u00a0]+", " ", line).strip(" ") for line in "".join(reader.parts).split("\n"))
    return "\n".join(line.rstrip("\t") for line in lines if line.strip())


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" or (tag in _BREAKING and tag not in {"td", "th"}):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.parts.append("\t")
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " ").replace("\t", " "))


_BREAKING = _BLOCKS | {"h1"}
