"""A copy of an .xlsx made anew from what is seen of it: nothing else of the original gets into it.

Formulas become their results: they may reach what is hidden or lies in other files. Hidden sheets, rows and
columns are left out and those behind them move up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from gongkai.text.archives import SPREADSHEET, open_archive
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.headings import heading_of
from gongkai.text.file_contents.model import LIMITS
from gongkai.text.file_contents.packages import (
    HEAD,
    RELATIONS_TYPE,
    content_types,
    relation_to,
    relations_bytes,
    written,
    xml_bytes,
)
from gongkai.text.file_contents.sheet_furniture import (
    Positions,
    before_rows,
    behind_rows,
    furniture_of,
    merges_of,
)
from gongkai.text.file_contents.sheet_rows import (
    Cell,
    SheetPart,
    Workbook,
    hidden_columns,
    whole,
)
from gongkai.text.file_contents.sheet_styles import clean_styles
from gongkai.text.file_contents.theme import clean_theme
from gongkai.text.file_contents.uploaded_rows import LEFT_OUT_ROWS
from gongkai.text.tables.cells import CELL_LENGTH, as_stored, sheet_name
from gongkai.text.tables.spreadsheets import column_letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
_SEARCHED = 12
_LISTED = 20
_LEFT_OUT = (
    ("docProps/", "文档属性（作者、单位等）"),
    ("xl/vbaProject.bin", "宏"),
    ("xl/externalLinks/", "外部链接及其缓存"),
    ("xl/comments", "批注"),
    ("xl/threadedComments/", "批注"),
    ("xl/pivotCache/", "数据透视表及其缓存"),
    ("xl/connections.xml", "数据连接"),
    ("xl/queryTables/", "查询表"),
    ("xl/embeddings/", "内嵌文件"),
    ("xl/chartsheets/", "图表工作表"),
    ("customXml/", "自定义 XML"),
    ("xl/customProperty", "自定义属性"),
)


def copy_workbook(content: bytes, copying: Copying) -> bytes:
    """The visible sheets with their texts as `copying` has them. Raises UnreadableFile where none is."""
    workbook = Workbook(open_archive(content, copying.name, SPREADSHEET, LIMITS.archive))
    _say_what_goes(workbook, copying)
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    if not shown:
        raise UnreadableFile(f"文件“{copying.name}”没有可见的工作表，无法生成可公开的副本。")
    strings: dict[str, int] = {}
    parts: dict[str, bytes] = {}
    taken: set[str] = set()
    names = []
    for number, sheet in enumerate(shown, start=1):
        names.append(sheet_name(copying.text(sheet.name), taken))
        xml = "".join(_SheetCopy(workbook, sheet, copying, strings).pieces())
        parts[f"xl/worksheets/sheet{number}.xml"] = xml.encode()
    parts["xl/sharedStrings.xml"] = _shared(strings)
    parts["xl/styles.xml"] = clean_styles(workbook, copying)
    theme = workbook.part_of("theme", "xl/theme/theme1.xml")
    if theme:
        parts["xl/theme/theme1.xml"] = xml_bytes(clean_theme(workbook.archive, theme))
    return written({**_frame(names, bool(theme), workbook.formats.since_1904), **parts})


def _say_what_goes(workbook: Workbook, copying: Copying) -> None:
    for start, words in _LEFT_OUT:
        if any(name.startswith(start) for name in workbook.archive.names):
            copying.leave_out(words)
    for sheet in workbook.sheets:
        if sheet.hidden:
            copying.leave_out(f"隐藏的工作表“{copying.worded(sheet.name)}”")
    if workbook.root.find("{*}definedNames/{*}definedName") is not None:
        copying.leave_out("定义的名称")


class _SheetCopy:
    """One worksheet: its rows go by once, each is written at once."""

    def __init__(
        self, workbook: Workbook, sheet: SheetPart, copying: Copying, strings: dict[str, int]
    ) -> None:
        self._workbook, self._sheet, self._copying, self._strings = workbook, sheet, copying, strings
        self._furniture = furniture_of(workbook.archive, sheet, copying)
        self._merges = merges_of(workbook.archive, sheet)
        self._merge_at = {(merge.top, merge.left): merge for merge in self._merges}
        self._hidden = hidden_columns(workbook.archive, sheet)
        first = list(islice(workbook.rows(sheet), _SEARCHED))
        count, self._headings = heading_of([{c.column: c.text for c in row.cells} for row in first])
        self._data_from = first[count - 1].number + 1 if count else 1
        self._asked = {c for c, heading in self._headings.items() if copying.drops(heading)}
        self._columns = Positions(sorted(self._hidden | self._asked))
        self._rows = Positions(self._furniture.hidden_rows)
        self._moved: dict[int, dict[int, tuple[int, str]]] = {}

    def pieces(self) -> Iterator[str]:
        """The XML of the copy, row by row."""
        self._say_what_goes()
        before = before_rows(self._furniture, self._rows, self._columns)
        yield f'{HEAD}<worksheet xmlns="{_MAIN}">{before}<sheetData>'
        for element, number in self._workbook.row_elements(self._sheet):
            self._copying.pass_on()
            cells = list(self._workbook.cells(element, number))
            words = self._words(cells, is_hidden=not self._rows.has(number))
            if self._rows.has(number):
                yield self._row(element, number, cells, words)
            else:
                for (cell_element, cell), reads in zip(cells, words, strict=True):
                    self._move(cell_element, cell, reads)
        behind = behind_rows(self._furniture, self._merges, self._rows, self._columns, self._copying)
        yield f"</sheetData>{behind}</worksheet>"

    def _say_what_goes(self) -> None:
        start = f"工作表“{self._copying.worded(self._sheet.name)}”："
        if self._hidden:
            letters = [column_letters(column - 1) for column in sorted(self._hidden)]
            self._copying.leave_out(f"{start}隐藏的列 {_listed(letters)}")
        for column in sorted(self._asked):
            self._copying.leave_out(f"{start}“{self._headings[column]}”列")
        if self._rows.dropped:
            self._copying.leave_out(
                f"{start}{LEFT_OUT_ROWS} {_listed([str(row) for row in self._rows.dropped])}"
            )

    def _words(self, cells: Sequence[tuple[etree._Element, Cell]], *, is_hidden: bool) -> list[str]:
        """How the cells of a row read in the copy, those that go included: they tell what the others are."""
        return self._copying.row(
            [self._heading_for(c) for _, c in cells],
            [c.text for _, c in cells],
            [not is_hidden and c.column not in self._hidden for _, c in cells],
        )

    def _move(self, element: etree._Element, cell: Cell, reads: str) -> None:
        """What is left out goes, but for the text that a merged range shows in the rest of it."""
        merge = self._merge_at.get((cell.row, cell.column))
        if merge is None or not cell.text:
            return
        column = next((c for c in range(merge.left, merge.right + 1) if self._columns.has(c)), None)
        row = next((r for r in range(merge.top, merge.bottom + 1) if self._rows.has(r)), None)
        if column is not None and row is not None:
            value = self._value(cell, element, reads)
            self._moved.setdefault(row, {})[column] = (whole(element.get("s")), value)

    def _row(
        self,
        element: etree._Element,
        number: int,
        cells: Sequence[tuple[etree._Element, Cell]],
        words: Sequence[str],
    ) -> str:
        new = self._rows.new(number)
        kept: dict[int, tuple[int, str]] = {}
        for (cell_element, cell), reads in zip(cells, words, strict=True):
            if self._columns.has(cell.column):
                value = self._value(cell, cell_element, reads)
                kept[cell.column] = (whole(cell_element.get("s")), value)
            else:
                self._move(cell_element, cell, reads)
        kept.update(self._moved.pop(number, {}))
        written_cells = []
        for column, (style, value) in sorted(kept.items()):
            place = f"{column_letters(self._columns.new(column) - 1)}{new}"
            styled = f' s="{style}"' if style else ""
            written_cells.append(f'<c r="{place}"{styled}{value or "/>"}')
        words = "".join(
            f" {key}={quoteattr(str(element.get(key)))}"
            for key in ("ht", "customHeight", "s", "customFormat")
            if element.get(key)
        )
        return f'<row r="{new}"{words}>{"".join(written_cells)}</row>'

    def _heading_for(self, cell: Cell) -> str:
        return self._headings.get(cell.column, "") if cell.row >= self._data_from else ""

    def _value(self, cell: Cell, element: etree._Element, masked: str) -> str:
        """The end of a cell's element that reads so: type and value; nothing where it is empty."""
        kind = element.get("t", "n")
        if cell.formula or element.find("{*}f") is not None:
            self._copying.leave_out("公式（保留计算结果）")
        if not cell.text:
            return ""
        # other digits of a place that is masked as it is shown are no second place
        reads = self._copying.text if masked == cell.text else self._copying.worded
        kept = reads(cell.kept) if cell.kept else ""
        if masked == cell.text and kept == cell.kept and kind in {"n", "b", "e"}:
            raw = element.find("{*}v")
            typed = "" if kind == "n" else f' t="{kind}"'
            return f"{typed}><v>{escape((raw.text or '') if raw is not None else '')}</v></c>"
        if masked == cell.text and kept != cell.kept:
            masked = kept
        text = as_stored(masked)[:CELL_LENGTH]
        number = self._strings.setdefault(text, len(self._strings))
        return f' t="s"><v>{number}</v></c>'


def _listed(names: list[str]) -> str:
    more = f"等共 {len(names)} 处" if len(names) > _LISTED else ""
    return f"{'、'.join(names[:_LISTED])}{more}"


def _shared(strings: dict[str, int]) -> bytes:
    texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    count = len(strings)
    return f'{HEAD}<sst xmlns="{_MAIN}" count="{count}" uniqueCount="{count}">{texts}</sst>'.encode()


def _frame(names: list[str], theme: bool, since_1904: bool) -> dict[str, bytes]:
    """The parts that hold the package together."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    related = [relation_to(f"r{n}", "worksheet", f"xl/worksheets/sheet{n}.xml") for n in numbers]
    related.append(relation_to("s", "sharedStrings", "xl/sharedStrings.xml"))
    related.append(relation_to("t", "styles", "xl/styles.xml"))
    overrides = {
        "xl/workbook.xml": "spreadsheetml.sheet.main",
        "xl/styles.xml": "spreadsheetml.styles",
        "xl/sharedStrings.xml": "spreadsheetml.sharedStrings",
        **{f"xl/worksheets/sheet{n}.xml": "spreadsheetml.worksheet" for n in numbers},
    }
    if theme:
        related.append(relation_to("h", "theme", "xl/theme/theme1.xml"))
        overrides["xl/theme/theme1.xml"] = "theme"
    since = ' date1904="1"' if since_1904 else ""
    return {
        "[Content_Types].xml": content_types(
            {"rels": RELATIONS_TYPE, "xml": "application/xml"},
            {part: f"{_TYPES}.{kind}+xml" for part, kind in overrides.items()},
        ),
        "_rels/.rels": relations_bytes([relation_to("r1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr{since}/>'
            f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": relations_bytes(related),
    }
