"""Office files as packages: named parts of XML, and the relations that lead from one to another."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from gongkai.text.archives import Archive, parse_xml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
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
    return _without_space(str(element.tag))


@lru_cache(maxsize=4096)
def _without_space(tag: str) -> str:
    return tag.rpartition("}")[2]


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


def relation_to(identifier: str, kind: str, part: str) -> Relation:
    """A relation within a package that is being written."""
    return Relation(identifier, f"{_OFFICE}/{kind}", part, external=False)


def relations_bytes(relations: Iterable[Relation]) -> bytes:
    """The part with these relations; targets are written from the root of the package."""
    lines = "".join(
        f'<Relationship Id="{one.identifier}" Type="{one.type}" Target="/{one.target}"/>' for one in relations
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def content_types(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    """The list of types that every package has: by extension, and by part."""
    lines = [f'<Default Extension="{one}" ContentType="{kind}"/>' for one, kind in defaults.items()]
    lines += [f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()]
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()


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


def without(root: etree._Element, *names: str) -> None:
    """Take the elements of these names out of a tree."""
    for element in list(root.iter(*(f"{{*}}{name}" for name in names))):
        remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out; text behind it, which office files do not have, goes with it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def without_stray_text(root: etree._Element, worded: Set[str] = frozenset()) -> None:
    """Empty every element but those of the names given: no program shows text that stands anywhere else."""
    for element in root.iter("{*}*"):
        element.tail = None
        if element.text and local(element) not in worded:
            element.text = None
