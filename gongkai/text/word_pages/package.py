"""The parts of a .docx that a page is made of."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from gongkai.text.archives import Archive, parse_xml
from gongkai.text.word_pages.markup_names import attribute, local

DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relation of a part leads: to another part, or out of the file."""

    address: str
    is_external: bool


class Package:
    """Parts by name, parsed with the care of `archives`, and what they refer to."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __contains__(self, name: str) -> bool:
        return name in self._archive

    @property
    def names(self) -> tuple[str, ...]:
        return self._archive.names

    def root(self, name: str) -> etree._Element | None:
        """The root of a part; None where the file has no such part. Raises UnreadableFile if damaged."""
        if name not in self._archive:
            return None
        return parse_xml(self._archive.read(name), self._archive.filename)

    def content(self, name: str) -> bytes:
        return self._archive.read(name)

    def targets(self, part: str) -> dict[str, Target]:
        """Relation id → target, of one part."""
        folder, _, name = part.rpartition("/")
        root = self.root(f"{folder}/_rels/{name}.rels")
        found: dict[str, Target] = {}
        for relation in root if root is not None else ():
            address = attribute(relation, "Target")
            external = attribute(relation, "TargetMode").lower() == "external"
            if local(relation) == "Relationship" and address:
                where = address if external else posixpath.normpath(posixpath.join(folder, address))
                found[attribute(relation, "Id")] = Target(
                    where.lstrip("/") if not external else where, external
                )
        return found

    @cached_property
    def document_targets(self) -> dict[str, Target]:
        return self.targets(DOCUMENT)
