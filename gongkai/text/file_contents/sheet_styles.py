"""The look of a workbook without the words that its styles may carry."""

from __future__ import annotations

from lxml import etree

from gongkai.text.archives import parse_xml
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.packages import attribute, local, xml_bytes
from gongkai.text.file_contents.sheet_rows import Workbook

_KEPT_STYLES = frozenset({"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "colors"})
_PLAIN = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


def clean_styles(workbook: Workbook, copying: Copying) -> bytes:
    """Fonts, fills, borders and number formats; words in a number format read as `copying` has them."""
    name = workbook.part_of("styles", "xl/styles.xml")
    root = parse_xml(workbook.archive.read(name) if name else _PLAIN, copying.name)
    for element in list(root):
        if local(element) not in _KEPT_STYLES:
            root.remove(element)
    for extension in list(root.iter("{*}extLst")):
        parent = extension.getparent()
        if parent is not None:
            parent.remove(extension)
    for code in root.iter("{*}numFmt"):
        code.set("formatCode", copying.text(attribute(code, "formatCode")))
    position = next((at for at, element in enumerate(root, 1) if local(element) == "cellXfs"), len(root))
    root.insert(position, _normal(root))
    return xml_bytes(root)


def _normal(root: etree._Element) -> etree._Element:
    """The one named style that every workbook has."""
    space = etree.QName(root).namespace or ""
    styles = etree.Element(f"{{{space}}}cellStyles", {"count": "1"})
    etree.SubElement(styles, f"{{{space}}}cellStyle", {"name": "Normal", "xfId": "0", "builtinId": "0"})
    return styles


def clean_theme(workbook: Workbook) -> bytes:
    """Colours and fonts of the theme without names and extensions, or nothing where there is none."""
    name = workbook.part_of("theme", "xl/theme/theme1.xml")
    if not name:
        return b""
    root = parse_xml(workbook.archive.read(name), workbook.archive.filename)
    if "name" in root.attrib:
        del root.attrib["name"]
    for element in list(root):
        if local(element) != "themeElements":
            root.remove(element)
    for element in root.iter("{*}themeElements", "{*}clrScheme", "{*}fontScheme", "{*}fmtScheme"):
        if "name" in element.attrib:
            element.set("name", "Office")
    for element in list(root.iter("{*}blip", "{*}extLst")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return xml_bytes(root)
