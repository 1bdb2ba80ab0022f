"""What the kind of a document asks of it: what is missing, how long it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.core.information.enums import Openness
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.queries.tables import table_heads, tables_of, whole_table
from gongkai.core.information.queries.withholding import tables_laid_open
from gongkai.core.information.rules import kinds as rules
from gongkai.core.information.rules.drafts import Lack
from gongkai.core.workflow import queries as workflow
from gongkai.core.workflow.rules import RouteStep
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.kernel import clock, proving
from gongkai.kernel.deadlines import Course, Deadline
from gongkai.reference.information_kinds import DisplayUse, information_kind


def kind_lacks(edition: Edition) -> tuple[Lack, ...]:
    """What keeps an edition from being submitted because of its kind: fields, tables, time of display."""
    kind = information_kind(edition.document.kind)
    stored = list(tables_of(edition.pk)) if "tables" not in edition.lacking else []
    tables = [whole_table(table) for table in stored]
    return (
        *_openness_lacks(edition, stored),
        *rules.kind_lacks(kind, edition.values, tables, clock.today()),
        *_display_lacks(edition),
    )


def route_of(edition: Edition) -> tuple[RouteStep, ...]:
    """The steps that an edition takes: the route of its body and kind, and 合法性审查 where the kind asks for
    it, whether that route has it or not."""
    document = edition.document
    needed = rules.needed_steps(information_kind(document.kind), edition.values)
    return workflow.route_for(document.body_id, document.kind, needed)


def public_values(edition: Edition) -> dict[str, str]:
    """What the public reads of the fields of the kind: those that apply, without such as only decide
    something."""
    kind = information_kind(edition.document.kind)
    return {
        field.code: edition.values[field.code]
        for field in kind.asked(edition.values)
        if not field.internal and edition.values.get(field.code)
    }


def particulars_for_search(edition: Edition) -> list[str]:
    """What is found beside the text: the fields of the kind and the titles of tables. Rows are not: a search
    must not lead from a person's name to every list in which it stands."""
    titles = table_heads(edition.pk).values_list("title", flat=True)
    return [*public_values(edition).values(), *titles]


def display_use(edition: Edition, on: date) -> DisplayUse | None:
    """The rule for how long the edition is shown, if its kind has one for what is filled in."""
    return rules.display_use(information_kind(edition.document.kind), edition.values, on)


def display_period(edition: Edition, on: date) -> Deadline | None:
    """The last day of display when the edition comes out on a day, or the first on which it may come down,
    with its proof; None where the kind sets no time."""
    use = display_use(edition, on)
    if use is None:
        return None
    limit = deadlines.limit_for_body(use.rule, edition.document.body_id, on).limit
    if limit is None:
        return None
    return proving.explain(calendars.working_calendar(), limit, Course(on))


def _openness_lacks(edition: Edition, tables: Sequence[EditionTable]) -> list[Lack]:
    """Only a partly open document has parts of tables that are withheld, and no other table shows them."""
    if edition.openness == Openness.PARTIAL:
        return tables_laid_open(tables)
    words = "有不公开的列或行，请在表格页改为全部公开，或者将公开属性改为“部分公开”"
    return [Lack(f"table-{table.code}", f"表格“{table.title}”{words}") for table in tables if table.withheld]


def _display_lacks(edition: Edition) -> list[Lack]:
    """A notice has to lie as long as the law says; the day is counted from today and again at publication."""
    today = clock.today()
    if edition.display_until is None:
        return []
    use = display_use(edition, today)
    period = display_period(edition, today) if use and use.mode is rules.DisplayMode.LEAST else None
    if period is None or period.due_on is None or edition.display_until >= period.due_on:
        return []
    words = f"公示截止日{edition.display_until:%Y-%m-%d}太早，至少到{period.due_on:%Y-%m-%d}"
    return [Lack("display_until", f"{words}（{period.sentence.removesuffix('。')}）")]
