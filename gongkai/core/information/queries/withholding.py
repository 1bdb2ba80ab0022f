"""Where what is withheld of a document might come out all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.core.information import rules
from gongkai.core.information.enums import WAS_PUBLIC, Openness
from gongkai.core.information.models import Attachment, Edition, EditionTable
from gongkai.core.information.queries.processing import weight_of
from gongkai.core.information.queries.tables import table_data, whole_table, withheld_of
from gongkai.core.information.rules.drafts import Lack
from gongkai.core.information.rules.partial import Leak, laid_open, longest_said, names_said, said_elsewhere
from gongkai.core.information.rules.partial_sums import derivable
from gongkai.core.information.rules.partial_tables import hidden_texts, texts_of, withheld_words
from gongkai.core.information.rules.tables.model import cell_place
from gongkai.foundation.storage import queries as storage
from gongkai.reference.information_kinds import information_kind
from gongkai.text.file_contents import UnreadableFile, read_parts

READ_AT_ONCE = 4_000_000
"""Bytes to go through (`weight_of`) of a file that is read while the person waits to hand in: some ten
thousand rows of a workbook, two or three seconds. The scan, which takes longer, has a limit of its own."""

_SHORT = 60
_MOST_NAMED = 5
"""Of each table; a person who found these looks at the rest."""

_MINUS = "-"


def comparison_of(edition: Edition) -> rules.Comparison | None:
    """What the public text of a partly open document leaves out; None for every other one."""
    if edition.openness != Openness.PARTIAL or not edition.full_text:
        return None
    return rules.compare(edition.full_text, edition.body_text)


def public_fields(edition: Edition, tables: Iterable[EditionTable]) -> dict[str, str]:
    """Everything beside the text that the public reads, by its name on screen."""
    names = [file.name for file in edition.attachments.all() if file.is_public and not file.is_inline]
    fields = {
        "标题": edition.title,
        "发文字号": edition.document_number,
        "内容概述": edition.summary,
        "关键词": "、".join(edition.keywords),
        "专项要素": "\n".join(str(value) for value in edition.values.values()),
        "更正说明": edition.change_note,
        "附件名称": "\n".join(names),
    }
    for table in tables:
        columns = "\n".join(str(column["name"]) for column in table.columns)
        cells = "\n".join(str(cell) for row in table.rows for cell in row)
        fields[f"表格“{table.title}”"] = f"{table.title}\n{table.note}\n{columns}\n{cells}"
    return {name: text for name, text in fields.items() if text}


def table_warnings(edition: Edition, tables: Sequence[EditionTable], fields: Mapping[str, str]) -> list[str]:
    """Cells that are withheld and stand elsewhere in public, or can be worked out; figures may be others',
    so a person looks."""
    public = {"公开稿": edition.body_text, **fields}
    own = {name: text for name, text in fields.items() if not name.startswith("表格")}
    return [
        words
        for table in tables
        if table.withheld
        for words in (*_said(table, public, own), *worked_out(edition, table))
    ]


def _said(table: EditionTable, public: Mapping[str, str], own: Mapping[str, str]) -> list[str]:
    whole, withheld = whole_table(table), withheld_of(table)
    found: list[Leak] = [
        *said_elsewhere(withheld_words(whole, withheld), public),
        *names_said(hidden_texts(whole, withheld), own),
    ]
    return [
        f"表格“{table.title}”隐去的“{short(leak.words)}”仍出现在{leak.where}中，请核对。"
        for leak in found[:_MOST_NAMED]
    ]


def worked_out(edition: Edition, table: EditionTable) -> list[str]:
    """What to look at where the sums of a table give away a figure that is withheld."""
    kind = information_kind(edition.document.kind)
    declared = kind.table(table.code)
    across = [
        {part.removeprefix(_MINUS) for part in (*check.params["total"], *check.params["parts"])}
        for check in (declared.checks if declared else ())
        if check.name == "across"
    ]
    stated = {
        column
        for check in kind.checks
        if check.name == "total_of" and table.code in check.params["table"]
        for column in check.params["column"]
        if all(edition.values.get(field) for field in check.params["field"])
    }
    whole = whole_table(table)
    labels = whole.labels()
    return [
        f"{cell_place(whole, row, column, label=labels[row])}是隐去的，但由合计减去其余公开的数就能推算出来。"
        "请核对：可以一并隐去合计，或者再隐去一个数。"
        for row, column in derivable(whole, withheld_of(table), stated=stated, across=across)[:_MOST_NAMED]
    ]


def tables_laid_open(tables: Sequence[EditionTable]) -> list[Lack]:
    """Tables that show what another one of the same document withholds: the list uploaded once more."""
    shown = {table.pk: texts_of(table_data(table)) for table in tables}
    return [
        Lack(
            f"table-{other.code}",
            f"表格“{other.title}”公开了表格“{table.title}”隐去的内容（“{short(found[0])}”等{len(found)}项），"
            "请核对两张表的公开范围，或者移除一张",
        )
        for table in tables
        if table.withheld
        for other in tables
        if other.pk != table.pk
        if (found := laid_open(hidden_texts(whole_table(table), withheld_of(table)), shown[other.pk]))
    ]


def files_laid_open(edition: Edition) -> list[Lack]:
    """Public files that say what text or tables withhold; to be asked once, when a draft is handed in, since
    every file is read."""
    if edition.openness != Openness.PARTIAL:
        return []
    comparison = comparison_of(edition)
    hidden = [hidden_texts(whole_table(table), withheld_of(table)) for table in edition.tables.all()]
    found: list[Lack] = []
    for file in _read_files(edition):
        text = _text_of(file)
        words = [longest_said(comparison, text)] if comparison is not None else []
        words += [cells[0] for texts in hidden if (cells := laid_open(texts, text))]
        found += [
            Lack(
                "attachments",
                f"公开的附件“{file.name}”中有隐去的内容“{short(word)}”，请将附件设为不公开、移除，或者换成公开稿",
            )
            for word in [word for word in words if word][:1]
        ]
    return found


def unread_files(edition: Edition) -> list[str]:
    """Names of public files that are too large to be looked through for what is withheld."""
    return [file.name for file in edition.attachments.all() if _is_offered(file) and not _is_small(file)]


def _read_files(edition: Edition) -> list[Attachment]:
    return [file for file in edition.attachments.all() if _is_offered(file) and _is_small(file)]


def _is_offered(file: Attachment) -> bool:
    return file.is_public and not file.is_inline


def _is_small(file: Attachment) -> bool:
    return weight_of(file.file_id) <= READ_AT_ONCE


def _text_of(file: Attachment) -> str:
    """What is said in a file; nothing of one that cannot be read: the scan for personal information tells
    of that."""
    try:
        with storage.open_file(file.file_id) as stream:
            parts = read_parts(file.name, stream.read())
            return "\n".join(part.text for part in parts if not part.unread)
    except UnreadableFile:
        return ""


def earlier_warnings(
    edition: Edition, comparison: rules.Comparison | None, tables: Sequence[EditionTable]
) -> list[str]:
    """What is withheld now and was public in an earlier edition, which nobody changes: its page, the
    comparison of editions and views of earlier days go on showing it."""
    withheld = [text for table in tables for text in hidden_texts(whole_table(table), withheld_of(table))]
    withheld += comparison.withheld if comparison is not None else ()
    if edition.number == 1 or not withheld:
        return []
    earlier = Edition.objects.filter(
        document_id=edition.document_id, state__in=WAS_PUBLIC, number__lt=edition.number
    ).prefetch_related("tables", "attachments")
    return [
        f"本版隐去的“{short(leak.words)}”在已公开的{leak.where}中仍能看到，更正不改动以前的版本。"
        "不应再被看到的，请撤下原文件并选中“含有个人信息、秘密等不应再被看到的内容”，另行起草。"
        for former in earlier
        for leak in said_elsewhere(withheld, {f"第{former.number}版": _read_by_public(former)})[:1]
    ]


def _read_by_public(edition: Edition) -> str:
    return "\n".join((edition.body_text, *public_fields(edition, edition.tables.all()).values()))


def short(text: str) -> str:
    """A passage as it is named."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
