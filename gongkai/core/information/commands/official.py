"""Lists of official texts, loaded by the open-affairs office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.information import policies, rules
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import OfficialText
from gongkai.core.information.rules.relations import plain_title
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.text import document_number

MOST_AT_ONCE = 20_000
_LENGTHS = {"名称": 200, "文号": 100, "出处": 300}


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """A line of the list: which text, published or revised when."""

    title: str
    version_on: date
    number: str = ""
    source: str = ""


@command(InformationTag.OFFICIAL_LOAD)
def load_official_texts(*, actor: Actor, rows: Sequence[OfficialRow]) -> int:
    """Add versions to the list; one that is there already is left as it is. Returns how many are new.

    Raises:
        InvalidInput: naming the line, when a title is empty, too long or of the future; nothing is loaded.
    """
    require(policies.may_load_official_texts(actor))
    if not 0 < len(rows) <= MOST_AT_ONCE:
        raise InvalidInput(f"清单应有1至{MOST_AT_ONCE}行，这份有{len(rows)}行。")
    faults = [fault for number, row in enumerate(rows, start=1) if (fault := _fault(number, row))]
    if faults:
        raise InvalidInput(f"清单没有载入：{'；'.join(faults[:5])}。")
    before = OfficialText.objects.count()
    OfficialText.objects.bulk_create((_text(row, actor) for row in rows), ignore_conflicts=True)
    added = OfficialText.objects.count() - before
    note(rows=len(rows), added=added)
    return added


def _text(row: OfficialRow, actor: Actor) -> OfficialText:
    title = rules.visible(row.title).strip("《》")
    parsed = document_number.parse(row.number)
    return OfficialText(
        title=title,
        title_key=plain_title(title),
        number=str(parsed) if parsed else row.number.strip(),
        version_on=row.version_on,
        source=row.source.strip(),
        loaded_by=actor.name,
    )


def _fault(number: int, row: OfficialRow) -> str:
    if not plain_title(rules.visible(row.title)):
        return f"第{number}行没有名称"
    texts = {"名称": row.title, "文号": row.number, "出处": row.source}
    for label, longest in _LENGTHS.items():
        if len(texts[label]) > longest:
            return f"第{number}行的{label}超过{longest}字"
    return f"第{number}行的日期晚于今天" if row.version_on > clock.today() else ""
