"""Remarks on the metadata of one document, and 文件体检: of everything that bodies hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, Count, F, Func, Q, QuerySet, Value
from django.db.models.functions import Left, Length, Right
from django.utils.module_loading import import_string

from gongkai.core.information.enums import OPEN_STATES, EditionState, Severity
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.queries.reach import visible_to
from gongkai.core.information.queries.relations import relations_remarks
from gongkai.core.information.rules import Lack, LintFacts, Remark, lint_remarks
from gongkai.core.information.rules.lint import mentions_attachment
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.text.official_text.head.recognition import recognise

_HEAD, _TAIL = 1_200, 800
"""Characters of a text in which its number, its date and its attachments are told."""

_LONGEST_LINE, _SEARCHED = 40, 20
_RUNNING_TEXT = "。"
_CHUNK = 1_000
_EXAMINED = (*OPEN_STATES, EditionState.PUBLISHED)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """One document with what is to be remarked upon it."""

    edition_id: int
    title: str
    body_name: str
    state: str
    remarks: tuple[Remark, ...]


def remarks_on(edition: Edition) -> tuple[Remark, ...]:
    """Everything to be said about an edition: its metadata, and what it does to other documents."""
    return (*lint_remarks(_facts_of(edition)), *relations_remarks(edition))


def stops(remarks: Iterable[Remark]) -> tuple[Lack, ...]:
    """Those remarks that stop a document, as the list of what it lacks shows them."""
    return tuple(Lack(remark.field, remark.message) for remark in remarks if remark.severity == Severity.STOP)


def publication_faults(edition: Edition) -> tuple[Lack, ...]:
    """What must not be published though it was signed: the world may have moved since.

    A document that it repeals, for one, may have been repealed by another meanwhile. Only what can stop a
    document is asked, so that publishing stays quick.
    """
    dates = LintFacts(
        title=edition.title,
        written_on=edition.written_on,
        printed_on=edition.printed_on,
        effective_on=edition.effective_on,
    )
    return (*stops((*lint_remarks(dates), *relations_remarks(edition))), *outside_lacks(edition))


def outside_lacks(edition: Edition) -> tuple[Lack, ...]:
    """What apps above this one find lacking in an edition; the settings name whom to ask."""
    return tuple(lack for path in settings.EDITION_CHECKS for lack in import_string(path)(edition))


def _facts_of(edition: Edition) -> LintFacts:
    document, body = edition.document, edition.document.body
    others = _others(edition)
    read = recognise(_lines(_edges(edition.body_text)))
    return LintFacts(
        title=edition.title,
        document_number=edition.document_number,
        index_number=document.index_number or "",
        published_on=_day(edition.published_at),
        first_published_on=_day(document.first_published_at),
        written_on=edition.written_on,
        printed_on=edition.printed_on,
        effective_on=edition.effective_on,
        keywords=tuple(edition.keywords),
        summary=edition.summary,
        body_name=body.name,
        opened_on=body.opened_on,
        closed_on=body.closed_on,
        agencies=_agencies([body.pk], apart_from=document.pk).get(body.pk, {}),
        same_number=tuple(
            row.title
            for row in others
            if row.document_number and row.document_number == edition.document_number
        )[:_MOST_NAMED],
        same_title=tuple(row.document.index_number or "草稿" for row in others if row.title == edition.title)[
            :_MOST_NAMED
        ],
        attachments=sum(not (each.is_inline or each.is_source) for each in edition.attachments.all()),
        mentions_attachment=mentions_attachment(edition.body_text),
        text_number=read.document_number,
        text_written_on=read.written_on,
    )


def _others(edition: Edition) -> list[Edition]:
    """Other documents of the same body with the same title or the same number."""
    same = Q(title=edition.title)
    if edition.document_number:
        same |= Q(document_number=edition.document_number)
    return list(
        Edition.objects.filter(same, document__body_id=edition.document.body_id, state__in=_EXAMINED)
        .exclude(document_id=edition.document_id)
        .select_related("document")
        .only("title", "document_number", "document__index_number")
        .order_by("-pk")[: 2 * _MOST_NAMED]
    )


def _agencies(body_ids: Iterable[int] | None, *, apart_from: int | None = None) -> dict[int, dict[str, int]]:
    """Body → 机关代字 of its public documents → how many bear it (None: of every body)."""
    rows = Edition.objects.filter(state=EditionState.PUBLISHED, document_number__contains="〔")
    if body_ids is not None:
        rows = rows.filter(document__body_id__in=list(body_ids))
    if apart_from is not None:
        rows = rows.exclude(document_id=apart_from)
    agency = Func(
        F("document_number"), Value("〔"), Value(1), function="split_part", output_field=CharField()
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counted = rows.annotate(agency=agency).values_list("document__body_id", "agency").annotate(Count("id"))
    for body_id, name, count in counted.order_by():
        found[body_id][name] = count
    return dict(found)


# --- everything --------------------------------------------------------------------------------------


def check_up(
    actor: Actor, *, body_id: int | None = None, severity: str = "", code: str = "", state: str = ""
) -> list[Checked]:
    """文件体检: public documents and drafts in sight that have a fault, the worst first.

    A fixed number of queries: the base is read twice, first for what occurs twice, then text by text.
    """
    editions = visible_to(actor).filter(state__in=_EXAMINED)
    if body_id is not None:
        editions = editions.filter(document__body_id=body_id)
    known = _Known.of(editions)
    shown = editions.filter(state=state) if state else editions
    found: list[Checked] = []
    for row in _rows(shown):
        remarks = tuple(
            remark
            for remark in lint_remarks(_facts_of_row(row, known))
            if severity in ("", remark.severity) and code in ("", remark.code)
        )
        if remarks:
            found.append(Checked(row["pk"], row["title"], row["document__body__name"], row["state"], remarks))
    order = list(Severity)
    found.sort(key=lambda checked: (order.index(checked.remarks[0].severity), -checked.edition_id))
    return found


def fault_counts(found: Iterable[Checked]) -> Counter[str]:
    """Code of a remark → how many documents have it."""
    return Counter(code for checked in found for code in {remark.code for remark in checked.remarks})


@dataclass(frozen=True, slots=True)
class _Known:
    """What the documents say about each other: numbers and titles in use, usual 机关代字, files."""

    agencies: dict[int, dict[str, int]]
    numbers: dict[tuple[int, str], dict[int, str]]
    titles: dict[tuple[int, str], dict[int, str]]
    files: dict[int, int]

    @classmethod
    def of(cls, editions: QuerySet[Edition]) -> _Known:
        numbers: defaultdict[tuple[int, str], dict[int, str]] = defaultdict(dict)
        titles: defaultdict[tuple[int, str], dict[int, str]] = defaultdict(dict)
        rows = editions.order_by().values_list(
            "document_id", "document__body_id", "title", "document_number", "document__index_number"
        )
        for document_id, body_id, title, number, index in rows.iterator(_CHUNK):
            titles[body_id, title][document_id] = index or "草稿"
            if number:
                numbers[body_id, number][document_id] = title
        files = (
            Attachment.objects.filter(
                edition__in=editions.order_by().values("pk"), is_inline=False, is_source=False
            )
            .order_by()
            .values_list("edition_id")
            .annotate(Count("id"))
        )
        return cls(_agencies(None), dict(numbers), dict(titles), dict(files))


def _rows(editions: QuerySet[Edition]) -> Iterator[dict[str, Any]]:
    rows = (
        editions.order_by("pk")
        .annotate(
            head=Left("body_text", _HEAD),
            tail=Right("body_text", _TAIL),
            length=Length("body_text"),
            speaks_of_file=Q(body_text__contains="附件"),
        )
        .values(
            "pk", "state", "title", "document_number", "written_on", "printed_on", "effective_on", "keywords",
            "summary", "published_at", "document_id", "document__index_number",
            "document__first_published_at", "document__body_id", "document__body__name",
            "document__body__opened_on", "document__body__closed_on", "head", "tail", "length",
            "speaks_of_file",
        )
    )  # fmt: skip
    return (dict(row) for row in rows.iterator(_CHUNK))


def _facts_of_row(row: dict[str, Any], known: _Known) -> LintFacts:
    body_id, document_id = row["document__body_id"], row["document_id"]
    text = row["head"] if row["length"] <= _HEAD else f"{row['head']}\n{row['tail']}"
    read = recognise(_lines(text))
    return LintFacts(
        title=row["title"],
        document_number=row["document_number"],
        index_number=row["document__index_number"] or "",
        published_on=_day(row["published_at"]),
        first_published_on=_day(row["document__first_published_at"]),
        written_on=row["written_on"],
        printed_on=row["printed_on"],
        effective_on=row["effective_on"],
        keywords=tuple(row["keywords"]),
        summary=row["summary"],
        body_name=row["document__body__name"],
        opened_on=row["document__body__opened_on"],
        closed_on=row["document__body__closed_on"],
        agencies=known.agencies.get(body_id, {}),
        same_number=_apart(known.numbers.get((body_id, row["document_number"]), {}), document_id),
        same_title=_apart(known.titles.get((body_id, row["title"]), {}), document_id),
        attachments=known.files.get(row["pk"], 0),
        mentions_attachment=row["speaks_of_file"] and mentions_attachment(text),
        text_number=read.document_number,
        text_written_on=read.written_on,
    )


def _apart(found: dict[int, str], own: int) -> tuple[str, ...]:
    return tuple(name for document_id, name in found.items() if document_id != own)[:_MOST_NAMED]


def _edges(text: str) -> str:
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def _lines(text: str) -> list[str]:
    """The lines among which number and date stand: running text is only told to be there, which is quicker
    to look through."""
    lines = [line if len(line) <= _LONGEST_LINE else _RUNNING_TEXT for line in text.splitlines()]
    return lines if len(lines) <= 2 * _SEARCHED else [*lines[:_SEARCHED], *lines[-_SEARCHED:]]


def _day(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None
