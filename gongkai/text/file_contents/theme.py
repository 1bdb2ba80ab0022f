"""The theme of an office file: its colours and fonts."""

from __future__ import annotations

from lxml import etree

from gongkai.text.archives import Archive, parse_xml
from gongkai.text.file_contents.packages import local, without, without_stray_text

_SCHEMES = ("themeElements", "clrScheme", "fontScheme", "fmtScheme")


def clean_theme(archive: Archive, part: str) -> etree._Element:
    """Without names that somebody gave, extensions and pictures."""
    root = parse_xml(archive.read(part), archive.filename)
    root.attrib.clear()
    for element in list(root):
        if local(element) != "themeElements":
            root.remove(element)
    for element in root.iter(*(f"{{*}}{name}" for name in _SCHEMES)):
        if "name" in element.attrib:
            element.set("name", "Office")
    without(root, "extLst", "blip", "blipFill")
    without_stray_text(root)
    return root
