"""What hangs on a run: pictures, text boxes, words drawn as pictures (WordArt)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from gongkai.text.word_pages.markup_names import attribute, local
from gongkai.text.word_pages.model import Leavings
from gongkai.text.word_pages.package import Target
from gongkai.text.word_pages.pictures import Pictures

_DEEPEST = 40
_LINES = frozenset({"line", "straightConnector1", "lineInv"})


class Hanging:
    """Collects what a paragraph carries beside its text, until the block reader takes it."""

    def __init__(self, pictures: Pictures, leavings: Leavings) -> None:
        self._pictures = pictures
        self._leavings = leavings
        self._figures: list[str] = []
        self._boxes: list[etree._Element] = []
        self._words: list[str] = []

    def take(self) -> tuple[list[str], list[str], list[etree._Element]]:
        """Words, figures and boxes collected so far, which are then forgotten."""
        taken = self._words, self._figures, self._boxes
        self._words, self._figures, self._boxes = [], [], []
        return taken

    def look_into(self, element: etree._Element, targets: Mapping[str, Target], depth: int = 0) -> bool:
        """Whether a drawing holds anything (be it a mere line), in either language that Word has for one."""
        if depth > _DEEPEST:
            return False
        name = local(element)
        if name == "AlternateContent":
            # The same thing twice: for new programs, and for old ones.
            choices = (inner for inner in element if local(inner) in {"Choice", "Fallback"})
            return any(self.look_into(choice, targets, depth + 1) for choice in choices)
        if name in {"blip", "imagedata"}:
            return self._picture(element, targets)
        if self._is_known(element, name):
            return True
        found = [self.look_into(inner, targets, depth + 1) for inner in element]
        return any(found)

    def _is_known(self, element: etree._Element, name: str) -> bool:
        if name == "txbxContent":
            self._boxes.append(element)
        elif name == "textpath":
            self._words.append(" ".join(attribute(element, "string").split()))
        elif name in {"chart", "relIds"}:
            self._leavings.count("图表没有读入，请截图后插入")
        else:
            return name in {"line", "cxnSp"} or (name == "prstGeom" and attribute(element, "prst") in _LINES)
        return True

    def _picture(self, element: etree._Element, targets: Mapping[str, Target]) -> bool:
        relation = attribute(element, "embed") or attribute(element, "link") or attribute(element, "id")
        if not relation:
            return False
        figure = self._pictures.figure(relation, targets, _alt(element))
        if figure:
            self._figures.append(figure)
        return True


def _alt(element: etree._Element) -> str:
    """What the file says in place of a picture: on the drawing around it, or on its shape."""
    for around in element.iterancestors():
        name = local(around)
        if name in {"inline", "anchor"}:
            properties = around.find("{*}docPr")
            return attribute(properties, "descr") or attribute(properties, "title")
        if name in {"shape", "rect"} and attribute(around, "alt"):
            return attribute(around, "alt")
        if name in {"r", "p"}:
            break
    return ""
