"""The worksheets of an .xlsx row by row, read as a stream: memory does not grow with the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from gongkai.text.archives import SPREADSHEET, Archive, parse_xml
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.model import LIMITS
from gongkai.text.file_contents.packages import local, relations_of
from gongkai.text.file_contents.sheet_numbers import NumberFormats, number_formats, number_texts
from gongkai.text.tables.cells import as_shown

_LETTERS = 4
_ROW_LETTERS = len("row")
_LAST_COLUMN = 16_384
_MEASURE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,20})?")
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it; row and column from 1. `kept`: other digits that the file holds."""

    row: int
    column: int
    text: str
    kept: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of one row, in order."""

    number: int
    hidden: bool
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class SharedStrings:
    """The texts that cells refer to by number, and which of them a cell was seen to use."""

    texts: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def take(self, number: str) -> str:
        if not number.isdecimal() or int(number) >= len(self.texts):
            return ""
        self.used.add(int(number))
        return self.texts[int(number)]

    def unused(self) -> Iterator[str]:
        return (text for number, text in enumerate(self.texts) if number not in self.used and text.strip())


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """What its worksheets have in common: names, shared strings, number formats."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.root = parse_xml(archive.read(SPREADSHEET.main_part), archive.filename)
        self.relations = relations_of(archive, SPREADSHEET.main_part)
        self.sheets = tuple(self._sheets())
        self.strings = self._strings()
        self.formats = self._formats()

    def part_of(self, kind: str, usual: str) -> str:
        """The part with a kind of relation to the workbook, where the package has it."""
        found = next((r.target for r in self.relations if r.kind == kind and not r.external), usual)
        return found if found in self.archive else ""

    def _sheets(self) -> Iterator[SheetPart]:
        targets = {r.identifier: r for r in self.relations if r.kind == "worksheet" and not r.external}
        for sheet in self.root.iterfind("{*}sheets/{*}sheet"):
            identifier = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
            relation = targets.get(identifier)
            if relation is not None and relation.target in self.archive:
                hidden = sheet.get("state", "visible") != "visible"
                yield SheetPart(sheet.get("name", ""), relation.target, hidden)

    def _strings(self) -> SharedStrings:
        name = self.part_of("sharedStrings", "xl/sharedStrings.xml")
        strings = SharedStrings()
        if not name:
            return strings
        for element in stream(self.archive, name, "si"):
            strings.texts.append(plain_text(element))
            strings.spoken.extend("".join(t.text or "" for t in p) for p in element.iterfind("{*}rPh"))
        return strings

    def _formats(self) -> NumberFormats:
        name = self.part_of("styles", "xl/styles.xml")
        styles = parse_xml(self.archive.read(name), self.archive.filename) if name else None
        about = self.root.find("{*}workbookPr")
        since_1904 = about is not None and about.get("date1904") in {"1", "true"}
        return number_formats(styles, since_1904)

    def rows(self, sheet: SheetPart) -> Iterator[Row]:
        """The rows of a sheet that hold anything. Raises UnreadableFile beyond the limits."""
        for element, number in self.row_elements(sheet):
            row = self.row(element, number)
            if row.cells:
                yield row

    def row(self, element: etree._Element, number: int) -> Row:
        """A row as it reads."""
        cells = tuple(cell for _, cell in self.cells(element, number) if cell.text or cell.formula)
        return Row(number, is_hidden_row(element), cells)

    def row_elements(self, sheet: SheetPart) -> Iterator[tuple[etree._Element, int]]:
        """The rows as they are written, with their numbers from 1. Raises UnreadableFile as `rows` does."""
        number = 0
        for element in stream(self.archive, sheet.part, "row"):
            number = self.number_of(element, number, sheet)
            yield element, number

    def number_of(self, row: etree._Element, before: int, sheet: SheetPart) -> int:
        """The number of a row that follows another. Raises UnreadableFile beyond the limits."""
        number = whole(row.get("r")) or before + 1
        if number > LIMITS.rows:
            raise UnreadableFile(
                f"工作表“{sheet.name}”一直用到第 {number} 行，超过 {LIMITS.rows} 行的上限，"
                "请删去末尾多余的空行或拆分后再上传。"
            )
        return number

    def cells(self, row: etree._Element, number: int) -> Iterator[tuple[etree._Element, Cell]]:
        """Each cell of a row as it is written and as it reads, empty ones included."""
        space = str(row.tag)[:-_ROW_LETTERS]
        tags = (f"{space}v", f"{space}is", f"{space}f")
        cell_tag, column = f"{space}c", 0
        for element in row:
            if element.tag == cell_tag:
                reference = element.get("r")
                column = (column_of(reference) if reference else 0) or column + 1
                yield element, self._cell(element, number, column, tags)

    def _cell(self, element: etree._Element, row: int, column: int, tags: tuple[str, str, str]) -> Cell:
        value, inline, code = tags
        text = kept = formula = raw = ""
        for child in element:
            tag = child.tag
            if tag == value:
                raw = child.text or ""
            elif tag == inline:
                text = plain_text(child)
            elif tag == code:
                formula = child.text or ""
        kind = element.get("t", "n")
        if kind == "s":
            text = self.strings.take(raw.strip())
        elif kind == "n" and raw:
            text, kept = number_texts(raw.strip(), whole(element.get("s")), self.formats)
        elif raw:
            text = raw
        return Cell(row, column, text, kept, formula)


def stream(archive: Archive, part: str, *wanted: str) -> Iterator[etree._Element]:
    """The elements of some names in a part, one after another; each is emptied once it was looked at."""
    for _, element in parsed(archive, part, ("end",), wanted):
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def parsed(
    archive: Archive, part: str, events: Sequence[str], tags: Sequence[str]
) -> Iterator[tuple[str, etree._Element]]:
    """Events of a part while it is unpacked and parsed. Raises UnreadableFile where the XML is broken."""
    found = etree.iterparse(
        archive.open(part),
        events=events,
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from found
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            f"文件“{archive.filename}”的内容已损坏，请用办公软件打开并重新保存后再上传。"
        ) from error


def hidden_columns(archive: Archive, sheet: SheetPart) -> frozenset[int]:
    """Columns of a sheet that are not shown, from 1; a column of no width is not shown either."""
    found: set[int] = set()
    for event, element in parsed(archive, sheet.part, ("start", "end"), ("cols", "sheetData")):
        if local(element) == "sheetData":
            break
        for column in element if event == "end" else ():
            if column.get("hidden") in {"1", "true"} or _is_nothing(column.get("width")):
                first, last = whole(column.get("min")), whole(column.get("max"))
                found.update(range(first, min(last, _LAST_COLUMN) + 1))
    return frozenset(found)


def plain_text(element: etree._Element) -> str:
    """The text of a string with its runs together, without what tells how to say it aloud."""
    pieces: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(t.text or "" for t in child.iterfind("{*}t"))
    return as_shown("".join(pieces))


def column_of(reference: str) -> int:
    """The column of a reference such as AB12, or 0 where it is none."""
    letters = reference.rstrip("0123456789")
    usual = letters.isascii() and letters.isupper() and len(letters) < _LETTERS
    return column_number(letters) if usual else 0


@lru_cache(maxsize=2048)
def column_number(letters: str) -> int:
    """A to 1, Z to 26, AA to 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def is_hidden_row(row: etree._Element) -> bool:
    """Whether a row is not shown; one of no height is not shown either."""
    return row.get("hidden") in {"1", "true"} or _is_nothing(row.get("ht"))


def _is_nothing(measure: str | None) -> bool:
    """Whether a width (in characters) or height (in points) is so small that nothing can be read."""
    return measure is not None and bool(_MEASURE.fullmatch(measure)) and float(measure) < _LEAST


def whole(text: str | None) -> int:
    """A number in an attribute, or 0."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004 (longer ones are none)
