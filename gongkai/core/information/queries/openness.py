"""What the openness of an edition is judged by."""

from __future__ import annotations

from gongkai.core.information import rules
from gongkai.core.information.enums import Openness
from gongkai.core.information.models import Edition
from gongkai.core.information.queries.withholding import (
    comparison_of,
    earlier_warnings,
    public_fields,
    short,
    table_warnings,
    unread_files,
)
from gongkai.core.information.rules.partial import names_said
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
        fields=public_fields(edition, tables),
        withheld_files=sum(not file.is_public for file in edition.attachments.all()),
        public_sources=tuple(
            file.name for file in edition.attachments.all() if file.is_source and file.is_public
        ),
        withheld_tables=sum(bool(table.withheld) for table in tables),
        unsettled_tables=tuple((table.code, table.title) for table in tables if table.needs_look),
        confirmed=edition.distribution_confirmed,
        entry_lapsed=entry is not None and not entry.holds_on(clock.today()),
    )


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
    tables = list(edition.tables.all()) if edition.openness == Openness.PARTIAL else []
    fields = public_fields(edition, tables)
    if comparison is not None:
        found += [f"公开稿有全文没有的文字“{short(words)}”，请核对。" for words in comparison.added]
        found += [f"隐去的“{words}”在公开稿其他地方还有，请核对。" for words in rules.repeated(comparison)]
        found += [
            f"隐去的“{leak.words}”仍出现在{leak.where}中，请核对。"
            for leak in names_said(comparison.withheld, fields)
        ]
    if edition.openness == Openness.PARTIAL:
        found += [
            f"附件“{name}”较大，没有自动核对有无隐去的内容，请打开核对。" for name in unread_files(edition)
        ]
    return [
        *(words for words in found if words),
        *table_warnings(edition, tables, fields),
        *earlier_warnings(edition, comparison, tables),
    ]
