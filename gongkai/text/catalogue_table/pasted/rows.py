"""From the pieces of a row to an item, with a warning for everything that was not simply read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.headings import Column, Element, plain_heading
from gongkai.text.catalogue_table.model import Audience, CatalogueRow, Problem, Ticks
from gongkai.text.catalogue_table.pasted.alignment import Manner, Placed, join_pieces, lay
from gongkai.text.catalogue_table.pasted.columns import Columns
from gongkai.text.catalogue_table.pasted.fitting import with_words_inline
from gongkai.text.catalogue_table.pasted.kinds import is_audience, is_channel_name, is_contact, suits
from gongkai.text.catalogue_table.pasted.marks import (
    Marks,
    Parts,
    are_explicit,
    are_shifted,
    read_marks,
    take_marks,
    take_words,
)
from gongkai.text.catalogue_table.pasted.names import divide_names, shared_beginnings
from gongkai.text.catalogue_table.pasted.pieces import PastedTable, Record
from gongkai.text.catalogue_table.pasted.tidying import tidy
from gongkai.text.catalogue_table.vocabulary import Vocabulary

_UNSURE = -0.5
"""A text that suits its column worse than that is marked for a person to look at."""

_NARROW_LEAD = 1.0
"""A division that is better than the next best by less than that is shown to a person."""

_CARRIED = {
    Element.LEVEL1, Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE, Element.CHANNELS,
}  # fmt: skip
"""Elements that counties merge over several rows; names and content of an item are its own."""

_NAMING = (Element.LEVEL1, Element.LEVEL2, Element.CONTENT, Element.BASIS)
"""Without any of these a row is no item."""

_NO_HEADING = "未注明的栏目"

_UNTOLD = re.compile(
    r"[*＊]{1,}|\(略\)|（略）|〔[^〕]*(?:广告|垃圾)[^〕]*〕|…|[?？](?=[\u00e0-\u01dca-z\u3400-\u9fff])|[\u00e0-\u01dc]"
)
"""What stands for something else: masks, advertisements, and what a wrong encoding left."""


_MOST_PIECES = 400
"""Lines of one item at most; laying out more would take long and mean nothing."""

_LONG_ENOUGH = 5


def _near(name: str, known: Iterable[str]) -> str:
    """A known name that differs in one character of a long one: a slip of the pen or of a scanner."""
    if len(name) < _LONG_ENOUGH:
        return ""
    plain = plain_heading(name)
    others = {plain_heading(other) for other in known if len(other) == len(name)}
    if plain in others:
        return ""
    return next((o for o in sorted(others) if sum(map(str.__ne__, plain, o)) == 1), "")


@dataclass
class RowBuilder:
    """Builds the rows of one flattened table, one after the other."""

    name: str
    area: str
    table: PastedTable
    columns: Columns
    words: Vocabulary
    problems: list[Problem] = field(default_factory=list)
    _above: dict[Element, str] = field(default_factory=dict)
    _skipped: set[Element] = field(default_factory=set)
    _line: int = 0
    _explicit: bool = False
    _has_third: bool = False
    _laid: Columns = field(init=False)
    _shared: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        rows = [[piece.text for piece in record.pieces] for record in self.table.records]
        self._laid = with_words_inline(self.columns)
        self._explicit = self.table.blanks and are_explicit(rows)
        if self.table.run:
            self._shared = shared_beginnings([pieces[0] for pieces in rows if pieces])

    def build(self, record: Record, *, last: bool) -> CatalogueRow | None:
        """The item of a record; None where nothing in it names one. `last` ends the page."""
        self._line = record.line
        pieces = [piece.text for piece in record.pieces]
        if len(pieces) > _MOST_PIECES:
            self._report("", f"这一段有 {len(pieces)} 行，不像一个事项，没有读取", pieces[0], kept=False)
            return None
        laid = self._laid
        if self.columns.marks and not laid.marks:
            parts = Parts(pieces, [])
        else:
            parts = take_marks(pieces, laid.marks, laid.texts, explicit=self._explicit)
        marks = read_marks(parts.ticks, laid.marks, headed=laid.headed)
        placed, stray, texts = self._lay(parts)
        values, extra = self._values(placed, texts, last=last)
        for column in self.columns.marks:
            if text := values.pop(column.element, ""):
                take_words(marks, column, text)
        further = [texts[at] for at in stray] + [piece.text for piece in record.further]
        self._place_further(further, values, marks, extra)
        if not any(values.get(element) for element in _NAMING):
            message = "这一段里没有事项名称和公开内容，没有作为事项读取"
            self._report("", message, " | ".join(texts), kept=False)
            return None
        self._check(values, marks)
        self._above.update({element: text for element, text in values.items() if text})
        return self._row(record, values, marks, extra, texts)

    def _values(
        self, placed: Sequence[Placed], texts: Sequence[str], *, last: bool
    ) -> tuple[dict[Element, str], list[tuple[str, str]]]:
        """The text of each element, and what stands in columns that no element claims."""
        absent = {part.column.element for part in placed if part.start == part.end}
        named_only = not self.table.blanks and Element.CONTENT in absent
        values: dict[Element, str] = {}
        extra: list[tuple[str, str]] = []
        self._has_third = any(p.column.element is Element.LEVEL3 and p.end > p.start for p in placed)
        for part in placed:
            element = part.column.element
            if element is not Element.EXTRA:
                values[element] = self._value(part, texts, last=last, named_only=named_only)
            elif part.end > part.start:
                extra.append((part.column.path, "".join(texts[part.start : part.end])))
        if named_only and not self.table.whole_rows and Element.LEVEL1 in absent:
            name = values.get(Element.LEVEL2, "")
            self._report(Element.LEVEL2, "这一行只有一个名称，也可能是一级事项，请核对", name)
        return values, extra

    # --- placing -------------------------------------------------------------------------------------

    def _lay(self, parts: Parts) -> tuple[list[Placed], list[int], list[str]]:
        behind = self._laid.behind if parts.behind else ()
        columns = self._laid.texts[: len(self._laid.texts) - len(behind)]
        pieces, above = self._divided(parts.texts)
        placed, stray = self._placed(pieces, columns, above)
        if behind:
            more, more_stray = self._placed(parts.behind, behind, {})
            count = len(pieces)
            placed += [replace(p, start=p.start + count, end=p.end + count) for p in more]
            stray += [at + count for at in more_stray]
        return placed, stray, [*pieces, *parts.behind]

    def _divided(self, texts: Sequence[str]) -> tuple[list[str], Mapping[Element, str]]:
        """The pieces, names run together with what follows divided; and what the row above says."""
        if not self.table.run:
            return list(texts), self._above
        pieces = divide_names(texts, self.words, self._above.get(Element.LEVEL1, ""), self._shared)
        for element in (Element.LEVEL1, Element.LEVEL2, Element.CONTENT):
            self._report(element, "与前后的文字连写，按已知的名称分开，请核对", texts[0] if texts else "")
        divided = len(pieces) > len(texts)
        return pieces, {**self._above, Element.LEVEL1: pieces[0]} if divided else self._above

    def _placed(
        self, pieces: Sequence[str], columns: Sequence[Column], above: Mapping[Element, str]
    ) -> tuple[list[Placed], list[int]]:
        table = self.table
        if len(pieces) == len(columns) and table.blanks:
            elements = [column.element for column in columns]
            if not are_shifted(zip(elements, pieces, strict=True)):
                return [Placed(column, at, at + 1) for at, column in enumerate(columns)], []
        manner = Manner(self.words, table.blanks, table.wrapped, table.width, above)
        return lay(pieces, columns, manner)

    def _value(self, part: Placed, texts: Sequence[str], *, last: bool, named_only: bool) -> str:
        element = part.column.element
        pieces = texts[part.start : part.end]
        if not pieces:
            return self._missing(element, last=last, named_only=named_only)
        if not pieces[0] and len(texts) != len(self.columns.texts):
            self._report(element, "有几格没有内容，按顺序认作这一栏的空格，请核对", "")
        text = tidy(join_pieces(pieces, element, self.table.width), element)
        if len(pieces) > 1 and element not in {Element.CHANNELS, Element.CONTENT, Element.BASIS}:
            self._report(element, "由几段文字连成，请核对", text)
        if text and suits(element, text) < _UNSURE:
            self._report(element, "这段文字不像这一栏通常的内容，请核对", text)
        if part.lead < _NARROW_LEAD:
            self._report(element, "与相邻一栏的分界没有把握，请核对", text)
        if text and _UNTOLD.search(text):
            self._report(element, "原文有被遮盖、省略或替换的文字，照原样保留", text)
        return text

    def _missing(self, element: Element, *, last: bool, named_only: bool) -> str:
        """A column without a piece: a merged cell above it, or a cell that is empty.

        Where empty cells cannot be seen, basis and time limit of a row that only has names, and of the
        last row of a page, which may be cut off, are as likely empty as merged.
        """
        if element is Element.LEVEL3:
            return ""
        above = self._above.get(element, "")
        carried = (element in _CARRIED or (element is Element.LEVEL2 and self._has_third)) and bool(above)
        if carried and not (self.table.blanks or self.table.whole_rows) and element is not Element.LEVEL1:
            if element in {Element.BASIS, Element.TIME_LIMIT}:
                carried = not (last or named_only)
            elif last:
                carried = element in self._skipped
        self._skipped.add(element)
        if carried:
            self._report(element, "这一行没有这一格，按合并单元格取上一行的内容，请核对", above)
            return above
        self._report(element, "没有找到这一格的内容，留空", "")
        return ""

    def _place_further(
        self,
        texts: Sequence[str],
        values: dict[Element, str],
        marks: Marks,
        extra: list[tuple[str, str]],
    ) -> None:
        """Pieces below the row or after its last column: more content, or whom it is for."""
        for text in texts:
            if is_contact(text):
                extra.append((_NO_HEADING, text))
            elif is_audience(text) and not marks.audience.specific and not self.table.blanks:
                marks.audience = Audience(everyone=False, specific=True, groups=text)
                self._report(Element.AUDIENCE, "没有栏目位置，按文字认作公开对象，请核对", text)
            elif (is_channel_name(text) and values.get(Element.CHANNELS)) or cells.has_boxes(text):
                values[Element.CHANNELS] = "\n".join(filter(None, [values.get(Element.CHANNELS, ""), text]))
            elif suits(Element.CONTENT, text) > suits(Element.BASIS, text):
                values[Element.CONTENT] = "\n".join(filter(None, [values.get(Element.CONTENT, ""), text]))
                self._report(Element.CONTENT, "公开内容分写在几行，已合在一起，请核对", text)
            else:
                self._report("", "有一段文字无法归入任何一栏", text)

    # --- the item --------------------------------------------------------------------------------------

    def _check(self, values: dict[Element, str], marks: Marks) -> None:
        if marks.message:
            unknown = [Element.AUDIENCE, Element.METHOD]
            for element in [*unknown, Element.TIER] if self.columns.tiers else unknown:
                self._report(element, f"{marks.message}，留空", "")
        for heading in self.columns.tiers:
            if marks.tiers and heading.count("级") > 1:
                self._report(Element.TIER, f"的表头把几个层级连写成“{heading}”，请核对", heading)
        for column in self.columns.guessed:
            self._report(
                column.element, f"的表头写作“{column.heading}”，按这一栏读取，请核对", column.heading
            )
        for element, message, raw in marks.faults:
            self._report(element, message, raw)
        names = [e for e in (Element.LEVEL1, Element.LEVEL2, Element.LEVEL3) if self.columns.position(e)]
        first_two = names[:2]
        if names != first_two and not all(values.get(e) for e in names):
            for element in first_two:
                self._report(element, "有一级名称缺失，各级按顺序推定，请核对", values.get(element, ""))
        for element in (Element.LEVEL1, Element.LEVEL2):
            if not values.get(element) and self.columns.position(element):
                self._report(element, "是空的", "")

    def _row(
        self,
        record: Record,
        values: dict[Element, str],
        marks: Marks,
        extra: list[tuple[str, str]],
        texts: list[str],
    ) -> CatalogueRow:
        written = tuple((str(e), text) for e, text in values.items() if cells.is_same_as_above(text))
        for name, text in written:
            self._report(name, f"写的是“{text}”，指上一条的内容", text)
        raw = values.get(Element.CHANNELS, "")
        channels, unplaced = cells.box_list(raw)
        for piece in unplaced:
            self._report(Element.CHANNELS, f"“{piece}”没有对应的方框或名称，没有计入", raw)
        for name in channels:
            if near := _near(name, self.words.channels):
                self._report(Element.CHANNELS, f"“{name}”与通用渠道“{near}”只差一个字，照原样保留", raw)
        basis = values.get(Element.BASIS, "")
        third = values.get(Element.LEVEL3, "")
        return CatalogueRow(
            sheet=self.name,
            row_number=record.line,
            area=values.get(Element.AREA, "") or self.area,
            code=record.code,
            level1=values.get(Element.LEVEL1, ""),
            level2=values.get(Element.LEVEL2, ""),
            content=values.get(Element.CONTENT, ""),
            basis=basis,
            basis_list=cells.split_basis(basis),
            time_limit=values.get(Element.TIME_LIMIT, ""),
            responsible=values.get(Element.RESPONSIBLE, ""),
            channels=channels,
            channels_raw=raw,
            audience=marks.audience,
            methods=marks.methods,
            tiers=marks.tiers,
            extra=(*([(str(Element.LEVEL3), third)] if third else []), *extra),
            raw=tuple(texts),
            ticks=marks.state,
            tick_count=sum(cells.tick(piece.text) is True for piece in record.pieces)
            if marks.state is Ticks.COLLAPSED
            else 0,
            tier_headings=self.columns.tiers,
            as_written=written,
        )

    def _report(self, element: Element | str, message: str, raw: str, *, kept: bool = True) -> None:
        name = str(element)
        column = self.columns.position(element) if isinstance(element, Element) else 0
        shown = f"“{name}”{message}" if name else message
        self.problems.append(Problem(self.name, self._line, column, shown, raw, kept, name))
