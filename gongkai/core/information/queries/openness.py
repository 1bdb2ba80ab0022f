"""What the openness of an edition is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.core.information import rules
from gongkai.core.information.enums import Openness
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.queries.tables import whole_table, withheld_of
from gongkai.core.information.rules.partial import Leak, said_elsewhere
from gongkai.core.information.rules.partial_tables import withheld_words
from gongkai.kernel import clock


def openness_facts(edition: Edition) -> rules.OpennessFacts:
    """The facts as they are now; prefetch `attachments` for many."""
    entry = edition.negative_entry
    tables = list(edition.tables.all()) if edition.openness == Openness.PARTIAL else []
    return rules.OpennessFacts(
        openness=edition.openness,
        reason=edition.openness_reason,
        article=edition.openness_article,
        public_text=edition.body_text,
        full_text=edition.full_text,
        fields=_public_fields(edition, tables),
        withheld_files=sum(not file.is_public for file in edition.attachments.all()),
        withheld_tables=sum(bool(table.withheld) for table in tables),
        unsettled_tables=tuple((table.code, table.title) for table in tables if table.needs_look),
        confirmed=edition.distribution_confirmed,
        entry_lapsed=entry is not None and not entry.holds_on(clock.today()),
    )


def comparison_of(edition: Edition) -> rules.Comparison | None:
    """What the public text of a partly open document leaves out; None for every other one."""
    if edition.openness != Openness.PARTIAL or not edition.full_text:
        return None
    return rules.compare(edition.full_text, edition.body_text)


def has_public_edition(edition: Edition) -> bool:
    """Whether something is withheld: a passage of the text, a file, or columns and rows of a table."""
    return (
        bool(edition.full_text)
        or any(not file.is_public for file in edition.attachments.all())
        or any(table.withheld for table in edition.tables.all())
    )


def openness_warnings(edition: Edition) -> list[str]:
    """What a person should look at, and what stops nothing."""
    found = [
        rules.deciding_body_note(edition.document.body.name, edition.issuers),
        rules.forwarding_note(edition.title),
    ]
    comparison = comparison_of(edition)
    if comparison is not None:
        found += [f"公开稿有全文没有的文字“{_short(words)}”，请核对。" for words in comparison.added]
        found += [f"隐去的“{words}”在公开稿其他地方还有，请核对。" for words in rules.repeated(comparison)]
    return [*(words for words in found if words), *_table_warnings(edition)]


def _table_warnings(edition: Edition) -> list[str]:
    """Cells that are withheld and stand elsewhere in public; figures may be others', so a person looks."""
    if edition.openness != Openness.PARTIAL:
        return []
    tables = list(edition.tables.all())
    public = {"公开稿": edition.body_text, **_public_fields(edition, tables)}
    return [
        f"表格“{table.title}”隐去的“{_short(leak.words)}”仍出现在{leak.where}中，请核对。"
        for table in tables
        if table.withheld
        for leak in _leaks_of(table, public)[:_MOST_NAMED]
    ]


def _public_fields(edition: Edition, tables: Iterable[EditionTable]) -> dict[str, str]:
    """Everything beside the text that the public reads, by its name on screen."""
    fields = {
        "标题": edition.title,
        "内容概述": edition.summary,
        "关键词": "、".join(edition.keywords),
        "专项要素": "\n".join(str(value) for value in edition.values.values()),
        "更正说明": edition.change_note,
    }
    for table in tables:
        cells = "\n".join(str(cell) for row in table.rows for cell in row)
        fields[f"表格“{table.title}”"] = f"{table.note}\n{cells}"
    return {name: text for name, text in fields.items() if text}


def _leaks_of(table: EditionTable, public: Mapping[str, str]) -> tuple[Leak, ...]:
    return said_elsewhere(withheld_words(whole_table(table), withheld_of(table)), public)


_SHORT = 60
_MOST_NAMED = 5
"""Of each table; a person who found these looks at the rest."""


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
