"""The look of a workbook without the words that its styles may carry."""

from __future__ import annotations

from lxml import etree

from gongkai.text.archives import parse_xml
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.packages import attribute, local, without, without_stray_text, xml_bytes
from gongkai.text.file_contents.sheet_rows import Workbook

_KEPT_STYLES = frozenset({"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "colors"})
_PLAIN = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    b'<borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


def clean_styles(workbook: Workbook, copying: Copying) -> bytes:
    """Fonts, fills, borders and number formats; words in a number format read as `copying` has them."""
    name = workbook.part_of("styles", "xl/styles.xml")
    root = parse_xml(workbook.archive.read(name) if name else _PLAIN, copying.name)
    for element in list(root):
        if local(element) not in _KEPT_STYLES:
            root.remove(element)
    without(root, "extLst")
    without_stray_text(root)
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
