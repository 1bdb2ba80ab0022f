"""Office files as packages: named parts of XML, and the relations that lead from one to another."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from gongkai.text.archives import Archive, parse_xml

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The moment that packages written here give to every member: when a file was made is nobody's business."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part; `kind` is the last word of its type, `target` a part unless `external`."""

    identifier: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; office files come in several dialects of them."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace, or an empty text."""
    plain = element.get(name)
    if plain is not None:
        return plain
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def relations_name(part: str) -> str:
    """Where the relations of a part are written."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_of(archive: Archive, part: str) -> tuple[Relation, ...]:
    """The relations of a part with their targets as names of parts; none where the package has none."""
    name = relations_name(part)
    if name not in archive:
        return ()
    folder = posixpath.dirname(part)
    return tuple(_read(parse_xml(archive.read(name), archive.filename), folder))


def _read(root: etree._Element, folder: str) -> Iterator[Relation]:
    for element in root.iterfind("{*}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode", "").lower() == "external"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relation(element.get("Id", ""), element.get("Type", ""), target, external)


def xml_bytes(root: etree._Element) -> bytes:
    """An element as the content of a part."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def written(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts and nothing else: no comment, no extra fields, no dates of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return buffer.getvalue()
