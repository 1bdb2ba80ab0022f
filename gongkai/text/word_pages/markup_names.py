"""Reading WordprocessingML without caring which of its namespaces (transitional, strict) a file uses."""

from __future__ import annotations

from lxml import etree

_OFF = frozenset({"0", "false", "off", "none"})


def local(element: etree._Element) -> str:
    """The tag without its namespace; nothing for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def value(element: etree._Element | None) -> str:
    """w:val"""
    return attribute(element, "val")


def number(element: etree._Element | None, default: int = 0) -> int:
    """w:val as a number that is not negative and not absurd."""
    digits = value(element)
    return int(digits) if digits.isdecimal() and len(digits) <= len("999999999") else default


def is_on(element: etree._Element | None) -> bool:
    """A switch such as w:b or w:vanish: there, and not switched off."""
    return element is not None and value(element).lower() not in _OFF
