"""Documents of earlier years with which a new one may begin, and what of them still stands in it."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from gongkai.core.information import rules
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.core.information.queries.reach import visible_to
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

MOST_EARLIER = 8

_FINISHED = (EditionState.PUBLISHED, EditionState.SIGNED, EditionState.EXPIRED)


def earlier_documents(actor: Actor, body_id: int, item_id: int) -> QuerySet[Edition]:
    """The body's finished documents under an item: last year's first, then the newest."""
    last_year = clock.today().year - 1
    return (
        visible_to(actor)
        .filter(
            document__body_id=body_id,
            document__item_id=item_id,
            document__withdrawn_at__isnull=True,
            state__in=_FINISHED,
        )
        .select_related("document")
        .defer("body_html", "body_text", "full_html", "full_text")
        .annotate(
            nearness=Case(
                When(written_on__year=last_year, then=Value(0)), default=Value(1), output_field=IntegerField()
            )
        )
        .order_by("nearness", "-written_on", "-id")[:MOST_EARLIER]
    )


def proposed_title(source: Edition, today: date) -> str:
    """The title of this year's document after that of an earlier one: its years moved on."""
    return rules.years_moved(source.title, today.year - _year_of(source))


def stale_places(edition: Edition) -> tuple[rules.StalePlace, ...]:
    """What a draft still says as the document says with which it began: the 仍含去年数字 list.

    Nothing for a draft that began empty, or with a document of this very year.
    """
    source = edition.started_from
    if source is None or _year_of(source) >= clock.day_of(edition.created_at).year:
        return ()
    year = _year_of(source)
    found = rules.stale_places(_whole(edition), _whole(source), year)
    tables = {table.code: (table.columns, table.rows) for table in source.tables.all()}
    same = [
        rules.StalePlace(f"表《{table.title}》与{year}年的完全相同", ())
        for table in edition.tables.all()
        if table.rows and tables.get(table.code) == (table.columns, table.rows)
    ]
    return (*found, *same)


def _whole(edition: Edition) -> str:
    return "\n".join((edition.summary, edition.full_text or edition.body_text))


def _year_of(source: Edition) -> int:
    return (source.written_on or clock.day_of(source.published_at or source.created_at)).year
