"""A story of a .docx (body, header, footer, notes) as it reads with everything accepted, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from lxml import etree

from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.packages import attribute, local, remove, without_stray_text
from gongkai.text.file_contents.word_views import is_vanished

_GONE = {
    "del": "修订痕迹（保留修订后的文字）",
    "moveFrom": "修订痕迹（保留修订后的文字）",
    "object": "内嵌对象",
    "OLEObject": "内嵌对象",
    "control": "控件",
    "altChunk": "嵌入的其他文档",
    "subDoc": "嵌入的其他文档",
    "annotationRef": "批注",
    "commentReference": "批注",
    "commentRangeStart": "批注",
    "commentRangeEnd": "批注",
    "permStart": "编辑权限",
    "permEnd": "编辑权限",
}
_GONE_SILENTLY = frozenset(
    {
        "Fallback", "alias", "cellDel", "cellIns", "cellMerge", "customXmlDelRangeEnd",
        "customXmlDelRangeStart", "customXmlInsRangeEnd", "customXmlInsRangeStart", "customXmlPr",
        "dataBinding", "docPartList", "docPartObj", "extLst", "ffData", "hlinkClick", "hlinkHover",
        "lastRenderedPageBreak", "listItem", "lock", "moveFromRangeEnd", "moveFromRangeStart",
        "moveToRangeEnd", "moveToRangeStart", "numberingChange", "pPrChange", "placeholder",
        "printerSettings", "proofErr", "rPrChange", "sectPrChange", "smartTagPr", "tag",
        "tblGridChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange",
    }
)  # fmt: skip
_UNWRAPPED = frozenset({"ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple"})
_TIMELESS_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "SEQ", "TOC", "PAGEREF", "REF"})
WORDED = {
    "docPr": ("descr", "title"),
    "shape": ("alt", "title"),
    "rect": ("alt",),
    "textpath": ("string",),
    "bookmarkStart": ("name",),
    "lvlText": ("val",),
}
"""Words in attributes that the copy keeps, by element, as they may be published."""

TEXTED = frozenset(
    {"t", "instrText", "posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"}
)
"""Elements whose text is words of the document, or says where a picture stands."""

_FORGOTTEN = frozenset(
    {"author", "date", "initials", "userId", "gfxdata", "tooltip", "paraId", "textId", "anchorId", "editId"}
)
_UNSEEN = frozenset({("cNvPr", "descr"), ("cNvPr", "title"), ("imagedata", "title"), ("shapetype", "title")})
_SPACES = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/XML/1998/namespace",
)


def strip_story(root: etree._Element, vanished: Set[str], links: Mapping[str, str], copying: Copying) -> None:
    """Change a story in place. `links`: relations that the copy keeps, old identifier to new."""
    _remove_all(root, _not_shown(vanished, copying))
    _drop_fields(root, copying)
    for element in list(root.iter(*(f"{{*}}{name}" for name in _UNWRAPPED))):
        if local(element) == "hyperlink" and any(str(key).endswith("}id") for key in element.attrib):
            copying.leave_out("超链接的地址（保留文字）")
        elif local(element) in {"ins", "moveTo"}:
            copying.leave_out("修订痕迹（保留修订后的文字）")
        _unwrap(element)
    _relink(root, links, copying)
    _remove_all(root, _is_empty_frame)
    without_stray_text(root, TEXTED)
    for element in root.iter("{*}*"):
        _clean_attributes(element)


def _not_shown(vanished: Set[str], copying: Copying) -> Callable[[etree._Element], bool]:
    def gone(element: etree._Element) -> bool:
        name = local(element)
        if name in _GONE and not (name == "del" and _marks_only(element)):
            copying.leave_out(_GONE[name])
            return True
        if name in _GONE_SILENTLY or not str(etree.QName(element).namespace or "").startswith(_SPACES):
            return True
        if name == "del" or (name in {"ins", "moveTo", "moveFrom"} and _marks_only(element)):
            return True
        if name == "r" and (is_vanished(element, vanished) or _in_vanished_paragraph(element, vanished)):
            copying.leave_out("隐藏文字")
            return True
        return False

    return gone


def _is_empty_frame(element: etree._Element) -> bool:
    """A drawing of which nothing is left: office software takes the file for damaged."""
    return local(element) in {"drawing", "pict"} and not len(element)


def _marks_only(element: etree._Element) -> bool:
    """A tracked change of a paragraph mark or a row, which holds no text itself."""
    parent = element.getparent()
    return parent is not None and local(parent) in {"rPr", "trPr", "tcPr", "ctrlPr"}


def _in_vanished_paragraph(run: etree._Element, vanished: Set[str]) -> bool:
    paragraph = next(run.iterancestors("{*}p"), None)
    style = paragraph.find("{*}pPr/{*}pStyle") if paragraph is not None else None
    return style is not None and attribute(style, "val") in vanished


def _remove_all(root: etree._Element, gone: Callable[[etree._Element], bool]) -> None:
    for row in [change.getparent().getparent() for change in root.iter("{*}del")  # type: ignore[union-attr]
                if local(change.getparent()) == "trPr"]:  # type: ignore[arg-type]  # fmt: skip
        if row is not None:
            remove(row)
    for element in [one for one in root.iter("{*}*") if one is not root and gone(one)]:
        remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    children = list(element)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)


def _drop_fields(root: etree._Element, copying: Copying) -> None:
    """Fields become their results, but those that office software counts anew, such as page numbers."""
    for paragraph_runs in _fields(root):
        code = "".join(part.text or "" for run in paragraph_runs for part in run.iter("{*}instrText")).split()
        if code and code[0].upper() in _TIMELESS_FIELDS:
            continue
        copying.leave_out("域代码（保留结果）")
        for run in paragraph_runs:
            for part in [*run.iter("{*}instrText"), *run.iter("{*}fldChar"), *run.iter("{*}delInstrText")]:
                remove(part)


def _fields(root: etree._Element) -> list[list[etree._Element]]:
    """The runs with signs and code of each field, those of fields within a field apart."""
    open_fields: list[list[etree._Element]] = []
    done: list[list[etree._Element]] = []
    for run in root.iter("{*}r"):
        signs = [attribute(sign, "fldCharType") for sign in run.iterfind("{*}fldChar")]
        if "begin" in signs:
            open_fields.append([])
        has_code = run.find("{*}instrText") is not None
        if not open_fields and (signs or has_code):
            done.append([run])
        elif open_fields and (signs or has_code):
            open_fields[-1].append(run)
        if "end" in signs and open_fields:
            done.append(open_fields.pop())
    return done + open_fields


def _relink(root: etree._Element, links: Mapping[str, str], copying: Copying) -> None:
    """References to parts that the copy has; what shows another part goes."""
    for element in list(root.iter("{*}*")):
        for key, value in list(element.attrib.items()):
            space, _, name = str(key).rpartition("}")
            if "relationships" in space or (name == "relid" and "office" in space):
                if str(value) in links:
                    element.set(key, links[str(value)])
                    continue
                del element.attrib[key]
                if name != "link" or not attribute(element, "embed"):
                    _remove_showing(element, copying)
    for data in list(root.iter("{*}graphicData")):
        kind = attribute(data, "uri").rpartition("/")[2]
        if kind in {"chart", "diagram", "chartex"}:
            _remove_showing(data, copying)


def _remove_showing(element: etree._Element, copying: Copying) -> None:
    names = {"drawing", "pict", "headerReference", "footerReference"}
    shown = next((up for up in (element, *element.iterancestors()) if local(up) in names), None)
    if shown is not None and shown.getparent() is not None:
        copying.leave_out("图表、图示、链接的图片或不能检查的图片")
        remove(shown)


def _clean_attributes(element: etree._Element) -> None:
    """No trace of who edited when; no words in places that nobody sees."""
    name = local(element)
    for key in list(element.attrib):
        space, _, plain = str(key).rpartition("}")
        foreign = bool(space) and not space[1:].startswith(_SPACES)
        if foreign or plain.startswith("rsid") or plain in _FORGOTTEN or (name, plain) in _UNSEEN:
            del element.attrib[key]
    if name in {"docPr", "cNvPr"}:
        element.set("name", "图")
