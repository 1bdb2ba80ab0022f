"""What another day does to validity, and who is told before a period ends."""

from __future__ import annotations

from gongkai.core.information.commands.telling import tell_of
from gongkai.core.information.commands.validity import settle_validity
from gongkai.core.information.queries.validity import reviews_due, validity_due
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

KEEPER = Actor.system("有效性更新")


def settle_due_validity() -> int:
    """Carry out what has come due; returns how many documents were looked at. Again changes nothing."""
    due = validity_due(clock.today())
    for document_id in due:
        settle_validity(actor=KEEPER, document_id=document_id)
    return len(due)


def remind_of_reviews() -> int:
    """Tell authors and office that a period ends in six months, once for each last day; returns how many
    were told."""
    told = 0
    for edition in reviews_due(clock.today()):
        last = edition.document.lapses_on
        if last is None:
            continue
        told += tell_of(
            KEEPER,
            edition,
            title=f"《{edition.title}》有效期至{last:%Y年%-m月%-d日}，请评估",
            text=f"该文件有效期至{last:%Y年%-m月%-d日}，次日起系统自动标为失效。"
            "需要继续执行的，请在届满前评估，修订后重新发布，或者登记延长有效期的决定；不再需要的，届满失效。",
            key=f"validity-review:{edition.document_id}:{last:%Y-%m-%d}",
        )
    return told
