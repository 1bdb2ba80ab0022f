"""The tasks that a document gives: what, to whom, under whose lead, until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import compact
from gongkai.text.official_text.structure import Number, deeper, number_of, path_of
from gongkai.text.official_text.tasks.annotations import (
    Annotation,
    find_annotations,
    first_leads_throughout,
    framed_with_colons,
    names_persons,
    read_bodies,
)
from gongkai.text.official_text.tasks.assignments import find_assigned
from gongkai.text.official_text.tasks.due_dates import Due, Years, find_dues, read_due
from gongkai.text.official_text.tasks.shared_annotations import OpenItems
from gongkai.text.official_text.tasks.tables import TableTask, table_tasks
from gongkai.text.official_text.tasks.units import Units, read_units
from gongkai.text.official_text.tasks.wrapped import parted, unwrapped

_FIRST = 20
_SENTENCE = re.compile(r"[^。；;]*[。；;]?")
_RUNNING = re.compile(r"[，。；：,;]")
_AIMS = re.compile(r"目标|总体要求|基本原则|指导思想|时间节点|进度安排")
_ASIDE = re.compile(r"[（(](?P<due>[^（）()]{2,30})[）)]$")
"""What stands behind the bodies of a cell: 各部门（长期坚持）."""

_IN_FORCE = re.compile(r"施行|解释|有效期")
_SUBJECT = re.compile(
    r"(?:^|[，,])(?P<who>[^，,。；：]{2,40}?)(?:要|应|应当|将|须|需|务必|力争|负责|可)?(?:在|于|争取|确保)?$"
)
_AFTER = re.compile(
    r"^[，,]?(?P<who>[^，,。；]{2,40}?)(?=[要应须需将]|全面|全部|完成|支持|归集|建成|建立|形成|实现|制定|公开|报送|集中|基本|提供|组织|开展|编制|对)"
)
_FIRST_CLAUSE = re.compile(r"^(?P<who>[^，,。；：]{2,40}?)(?:[，,]?(?:要|应|应当|须|需要|负责))")


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `text` is what is to be done, without its number and its annotation.

    `heading` is the one on a line of its own above it; the first task below a heading has it in its `text`,
    too. `reason` says why a deadline has no day, or why nobody is named.
    """

    path: str
    text: str
    units: Units
    lead: Units
    due: Due | None
    raw: str
    line: int
    category: str = ""
    heading: str = ""

    def as_json(self) -> dict[str, object]:
        """The keys of reports; `etc` says that others are meant without a name."""
        record: dict[str, object] = {
            "path": self.path,
            "text": self.text,
            "first20": self.text[:_FIRST],
            "units": list(self.units.names),
            "lead_units": list(self.lead.names),
            "etc": self.units.etc or self.lead.etc,
            "due_text": self.due.text if self.due else None,
            "due": self.due.day.isoformat() if self.due and self.due.day else None,
            "raw": self.raw,
            "line": self.line,
        }
        if self.category:
            record["category"] = self.category
        if self.heading:
            record["heading"] = self.heading
        if self.due and self.due.reason:
            record["reason"] = self.due.reason
        return record


def read_tasks(
    lines: Sequence[Line], years: Years, skipped: Collection[int] = (), plan_from: int | None = 0
) -> list[Task]:
    """Tasks that name who does them; where a plan names nobody, those with a deadline in their text.

    The plan begins at the line `plan_from`; None says that the document is none (a notice sets deadlines for
    returns, too, which are no tasks). Nobody is named for a task that its document does not name.
    """
    rows, in_tables = table_tasks(lines)
    left_out = set(skipped) | in_tables
    paragraphs = parted(unwrapped([line for at, line in enumerate(lines) if at not in left_out]))
    first_leads = any(
        first_leads_throughout(line.text) and not find_annotations(line.text, years) for line in paragraphs
    )
    annotated = _annotated(paragraphs, years, first_leads=first_leads)
    tabled = [task for row in rows if (task := _of_row(row, lines, years)) is not None]
    if annotated or tabled or plan_from is None:
        return sorted([*annotated, *tabled], key=lambda task: task.line)
    start = lines[plan_from].source if plan_from < len(lines) else 0
    return _dated([line for line in paragraphs if line.source >= start], years)


# --- tasks with an annotation -------------------------------------------------------------------------


class _Walk:
    """Goes through the lines and keeps the number that stands above and the text since the last task."""

    def __init__(self, years: Years, *, first_leads: bool) -> None:
        self.years = years
        self.first_leads = first_leads
        self.stack: list[Number] = []
        self.text: list[str] = []
        self.heading = ""
        self.first_line = 0
        self.tasks: list[Task] = []
        self.open: Task | None = None
        self.items = OpenItems()

    def line(self, line: Line) -> None:
        number = number_of(line.text)
        offset = 0
        if number is not None:
            self.stack = deeper(self.stack, number)
            self.text = []
            self.open = None
            self.items.number(self.stack, line.text, line.source)
            self.heading = "" if _RUNNING.search(number.rest) else number.rest
            offset = len(line.text) - len(number.rest)
        text = framed_with_colons(line.text[offset:])
        if names_persons(text):
            return
        annotations = self._annotations(text)
        if number is None and len(annotations) == 1 and _is_whole(annotations[0], text):
            self._share()
        end = 0
        for annotation in annotations:
            self._add(text[end : annotation.start], line)
            if annotation.names_someone or annotation.due:
                self._task(annotation)
                self.items.annotated()
            end = annotation.end
        rest = text[end:].strip("。 ；;")
        if rest or not end:
            self._add(text[end:], line)

    def _share(self) -> None:
        """Take all the items above for one task, where an annotation stands below the last of them."""
        if shared := self.items.shared(self.stack):
            self.stack, text, self.first_line = shared
            self.text = [text]
            self.heading = self.stack[-1].rest

    def _annotations(self, text: str) -> list[Annotation]:
        """The annotations of a line; where none names anybody, the sentence that gives the task."""
        found = find_annotations(text, self.years)
        if any(annotation.names_someone for annotation in found):
            return found
        return find_assigned(text, self.years) or found

    def _add(self, text: str, line: Line) -> None:
        if text.strip("。；; "):
            if not self.text:
                self.first_line = line.source
            self.text.append(text.strip())

    def _task(self, annotation: Annotation) -> None:
        if annotation.first_leads:
            self.first_leads = True
        if self._completes(annotation) or not annotation.names_someone:
            return
        text = "".join(self.text).strip(" ；;")
        if not text and self.tasks:
            return
        lead, units = annotation.lead, annotation.units
        if self.first_leads and not lead.names:
            lead = Units(units.names[:1]) if len(units.names) > 1 else Units()
        due = annotation.due or _only_due(text, self.years)
        self.open = Task(
            path_of(self.stack), text, units, lead, due, annotation.raw, self.first_line, heading=self.heading
        )
        self.tasks.append(self.open)
        self.text = []

    def _completes(self, annotation: Annotation) -> bool:
        """Whether an annotation goes on with the one before: its bodies first, then its deadline."""
        if self.open is None or self.text:
            return False
        task = self.open
        new_due = annotation.due if task.due is None or annotation.due else task.due
        same_again = annotation.units.names and task.units.names
        if same_again and not (annotation.lead.names and not task.lead.names):
            return False
        self.open = replace(
            task,
            units=task.units + annotation.units,
            lead=task.lead + annotation.lead,
            due=new_due or task.due,
            raw=f"{task.raw}；{annotation.raw}",
        )
        self.tasks[-1] = self.open
        return True


def _is_whole(annotation: Annotation, text: str) -> bool:
    """Whether a line holds an annotation and nothing else."""
    outside = text[: annotation.start] + text[annotation.end :]
    return annotation.names_someone and annotation.end > annotation.start and not outside.strip("。 ；;")


def _annotated(paragraphs: Sequence[Line], years: Years, *, first_leads: bool) -> list[Task]:
    walk = _Walk(years, first_leads=first_leads)
    for line in paragraphs:
        walk.line(line)
    return walk.tasks


def _only_due(text: str, years: Years) -> Due | None:
    """The deadline in the words of a task, where there is exactly one."""
    dues = find_dues(text, years)
    return dues[0][2] if len(dues) == 1 else None


# --- tasks in tables ----------------------------------------------------------------------------------


def _of_row(row: TableTask, lines: Sequence[Line], years: Years) -> Task | None:
    aside = _ASIDE.search(row.units)
    if aside and read_due(aside["due"], years):
        row = replace(row, units=row.units[: aside.start()], due=row.due or aside["due"])
    lead, units = _bodies_of_row(row, years)
    if not units.names and not lead.names:
        return None
    due = read_due(row.due, years) if row.due else None
    if row.due and due is None:
        due = Due(row.due, None, "期限的写法没有读懂")
    raw = "；".join(part for part in (row.lead, row.units, row.due) if part)
    return Task(row.path, row.text, units, lead, due, raw, lines[row.line].source, row.category)


def _bodies_of_row(row: TableTask, years: Years) -> tuple[Units, Units]:
    """Who leads and who else: each has a column, or one cell says both (甲局牵头，乙局参与)."""
    named = read_units(row.lead) if row.lead else None
    said = read_bodies(row.units, years) if row.units else None
    if said is None and row.lead and not row.units:
        said = read_bodies(row.lead, years)
        named = None if said else named
    lead, units = said or (Units(), (read_units(row.units) if row.units else None) or Units())
    return (named or Units()) + lead, units


# --- documents that name nobody beside their tasks -----------------------------------------------------


def _dated(paragraphs: Sequence[Line], years: Years) -> list[Task]:
    """Numbered paragraphs with a deadline in their text."""
    tasks: list[Task] = []
    stack: list[Number] = []
    heads: list[str] = []
    for line in paragraphs:
        number = number_of(line.text)
        if number is None:
            continue
        stack = deeper(stack, number)
        heads = [*heads[: len(stack) - 1], number.rest[:_FIRST]]
        if any(_AIMS.search(head.partition("。")[0]) for head in heads):
            continue
        tasks.extend(_dated_in(compact(number.rest), path_of(stack), line.source, years))
    return tasks


def _dated_in(text: str, path: str, source: int, years: Years) -> list[Task]:
    tasks: list[Task] = []
    for sentence in _SENTENCE.finditer(text):
        if _IN_FORCE.search(sentence[0]):
            continue
        for start, end, due in find_dues(sentence[0], years):
            task_text = sentence[0].strip() if tasks else text
            units = _subject(sentence[0], start, end)
            tasks.append(Task(path, task_text, units, Units(), due, sentence[0].strip(), source))
            break
    return tasks


def _subject(sentence: str, start: int, end: int) -> Units:
    """The body straight before the deadline or straight after it, where one stands there."""
    before = _SUBJECT.search(sentence[:start])
    after = _AFTER.match(sentence[end:])
    for match in (before, after, _FIRST_CLAUSE.match(sentence)):
        who = match["who"].rpartition("由")[2].removeprefix("请") if match else ""
        if who and (units := read_units(who)) is not None:
            return units
    return Units()
