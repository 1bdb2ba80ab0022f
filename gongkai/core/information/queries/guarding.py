"""Of what an edition consists for the scan of personal information: everything that its public gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db.models import F, Func, TextField, Value, prefetch_related_objects
from django.db.models.functions import Cast, Concat, Length

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.rules import (
    Part,
    Report,
    fault,
    file_part,
    public_text_digest,
    table_part,
    text_part,
)
from gongkai.core.information.enums import DOCUMENT_SUBJECT, PUBLISHABLE, SUBJECT
from gongkai.core.information.models import Attachment, Edition, EditionTable, MaskedText
from gongkai.core.information.queries.masking import masking_for
from gongkai.core.information.queries.processing import weight_of
from gongkai.core.information.queries.public import public_files
from gongkai.core.information.queries.tables import table_heads
from gongkai.core.information.rules.cell_places import cell_places
from gongkai.core.information.rules.masking import UNDO_DAYS, Masking
from gongkai.foundation.storage import queries as storage
from gongkai.reference.information_kinds import information_kind
from gongkai.text.file_contents import has_left_out_rows
from gongkai.text.markup.replacing import said_in_attributes

_JOINED = Concat(
    F("title"), Value("\n"), F("note"), Value("\n"), Cast("columns", TextField()), Cast("rows", TextField()),
    output_field=TextField(),
)  # fmt: skip
_DIGEST = Func(
    _JOINED, template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')", output_field=TextField()
)
"""Computed in the database: ten thousand rows are not fetched to know that they are the same."""


def guarded_parts(edition: Edition) -> list[Part]:
    """What is published with the edition; the whole text of a partly open document is not among it."""
    summary = "\n".join(text for text in (edition.summary, edition.change_note) if text)
    attributes = said_in_attributes(edition.body_html)
    texts = [
        text_part("title", "标题", edition.title),
        text_part("summary", "内容概述和更正说明", summary),
        text_part("fields", "要素", _fields(edition)),
        text_part(
            "body",
            "正文",
            "\n".join((edition.body_text, *attributes)),
            partial(cell_places, edition.body_html, edition.body_text),
        ),
    ]
    heads = (
        table_heads(edition.pk).annotate(digest=_DIGEST, weight=Length(_JOINED))
        if "tables" not in edition.lacking
        else ()
    )
    prefetch_related_objects([edition], "attachments")
    return [
        *(part for part in texts if part.text.strip()),
        *map(_table, heads),
        *_files(public_files(edition), edition),
    ]


def guarded_file(attachment: Attachment) -> Part:
    """A file as it is offered to the public: content and name; its places are those of what was handed in."""
    return _file(attachment, masking_for(attachment.edition))


def key_of_file(attachment_id: int) -> str:
    """The key of the part that a file is."""
    return f"file:{attachment_id}"


def _files(attachments: Sequence[Attachment], edition: Edition) -> Iterator[Part]:
    if attachments:
        masking = masking_for(edition)
        yield from (_file(attachment, masking) for attachment in attachments)


def _file(attachment: Attachment, masking: Masking) -> Part:
    """The label stands on pages, in reasons and in the proof, and so without what must not be read there."""
    sha256, original = attachment.file_id, attachment.original_id

    def content() -> bytes:
        with storage.open_file(sha256) as stream:
            return stream.read()

    def uploaded() -> bytes:
        # an old kind was made a new one before its rows were left out
        return storage.in_readable_kind(attachment.name, storage.read_file(original or sha256))[1]

    sort = "图片" if attachment.is_inline else "附件"
    return file_part(
        key_of_file(attachment.pk),
        f"{sort}“{masking.file_name(attachment.name)[0]}”",
        sha256=sha256,
        name=attachment.name,
        content=content,
        weight=lambda: weight_of(sha256),
        uploaded=(original, uploaded) if original and has_left_out_rows(attachment.removed) else None,
    )


def guard_report(edition: Edition) -> Report:
    """What is found in the edition and what became of it; tables and files as far as they were scanned."""
    return guarding.report_on(guard_subject(edition), guarded_parts(edition))


def guard_subject(edition: Edition) -> guarding.Subject:
    """What was confirmed once for a document holds for its corrections too, as long as the words stay."""
    return guarding.Subject(DOCUMENT_SUBJECT, edition.document_id)


def proof_subject(edition: Edition) -> guarding.Subject:
    """The proof is of one edition."""
    return guarding.Subject(SUBJECT, edition.pk)


def guard_fault(edition: Edition, report: Report) -> str:
    """Why the edition may not become public, or an empty text; what is withheld is not asked."""
    return fault(report) if edition.openness in PUBLISHABLE else ""


def guarded_text_digest(edition: Edition) -> str:
    """As the trigger `information_published_is_scanned` computes it."""
    return public_text_digest(edition.title, edition.summary, edition.body_html)


def _fields(edition: Edition) -> str:
    """The public fields with their names before them, which tell what a number is."""
    kind = information_kind(edition.document.kind)

    def lines() -> Iterator[str]:
        yield edition.document_number
        yield "、".join(edition.issuers)
        yield "、".join(edition.keywords)
        for field in kind.asked(edition.values):
            if not field.internal and edition.values.get(field.code):
                yield f"{field.label}：{edition.values[field.code]}"

    return "\n".join(line for line in lines() if line)


def _table(table: EditionTable) -> Part:
    def rows() -> list[list[str]]:
        found = EditionTable.objects.filter(pk=table.pk).values_list("rows", flat=True)
        return list(found[0])

    return table_part(
        f"table:{table.code}",
        f"表“{table.title}”",
        digest=getattr(table, "digest"),  # noqa: B009 - an annotation
        text="\n".join(text for text in (table.title, table.note) if text),
        header=[column["name"] for column in table.columns],
        rows=rows,
        weight=lambda: getattr(table, "weight"),  # noqa: B009 - an annotation
    )


def masked_texts_due(now: datetime) -> list[int]:
    """Drafts of which what they said before has been kept for as long as it may be taken back."""
    due = MaskedText.objects.filter(masked_at__lte=now - timedelta(days=UNDO_DAYS))
    return list(due.order_by("masked_at").values_list("edition_id", flat=True))


def masked_text_of(edition_id: int) -> MaskedText | None:
    """What the draft said before it was masked, as long as that can be undone."""
    return MaskedText.objects.filter(edition_id=edition_id).first()
