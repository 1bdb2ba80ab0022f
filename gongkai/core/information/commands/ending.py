"""What stops being public: taken down with a basis, or at the end of its display period."""

from __future__ import annotations

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.due import carry_out
from gongkai.core.information.commands.telling import tell_of
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.events import DisplayEnded, DocumentWithdrawn
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.transitions import EDITION
from gongkai.foundation.execution import command, emit, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

KEEPER = Actor.system("公示到期下线")


@command(InformationTag.DOCUMENT_WITHDRAW)
def withdraw_document(*, actor: Actor, document_id: int, basis: str, hides_history: bool = False) -> Document:
    """撤下: the address stays and says when, by whom and on what basis.

    Args:
        hides_history: it holds what must not be seen any more (personal information, secrets): views of
            earlier days do not show it either.
    """
    document = queries.lock_document(document_id)
    require(policies.may_withdraw(actor, document))
    if not basis.strip():
        raise InvalidInput.for_field("basis", "撤下已公开的信息必须写明依据，公众会看到这段说明。")
    edition = queries.published_edition_of(document_id)
    if edition is None:
        raise Conflict("该文件没有公开的版本，不能撤下。")
    _end(edition, "withdraw")
    document.withdrawn_at, document.withdrawn_by = edition.ended_at, actor.name
    document.withdrawn_by_body = actor.body_name
    document.withdrawal_basis, document.hides_history = basis.strip(), hides_history
    document.save(
        update_fields=[
            "withdrawn_at", "withdrawn_by", "withdrawn_by_body", "withdrawal_basis", "hides_history",
        ]
    )  # fmt: skip
    emit(DocumentWithdrawn(edition_id=edition.pk, document_id=document.pk))
    return document


@command(InformationTag.DISPLAY_END)
def end_display(*, actor: Actor, edition_id: int) -> Edition:
    """公示期满: the address stays and says so; content and history are shown no more.

    Raises:
        Conflict: the period is not over, or the edition is not public any more.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_keep_time(actor))
    if not rules.is_over(edition.display_until, clock.today()):
        raise Conflict("公示期还没有届满，不能下线。")
    _end(edition, "expire")
    document = edition.document
    document.hides_history = True
    document.save(update_fields=["hides_history"])
    emit(DisplayEnded(edition_id=edition.pk, document_id=document.pk))
    note(display_until=edition.display_until)
    return edition


def end_due_displays() -> int:
    """Take down what is over; returns how many. What went another way meanwhile is left alone."""
    return carry_out(
        queries.displays_over(clock.today()),
        lambda edition_id: end_display(actor=KEEPER, edition_id=edition_id),
    )


def remind_of_displays() -> int:
    """Tell authors and office some days ahead, once for each last day; returns how many were told."""
    told = 0
    for edition in queries.displays_ending(rules.remind_until(clock.today())):
        last = edition.display_until
        told += tell_of(
            KEEPER,
            edition,
            title=f"《{edition.title}》将于{last:%-m月%-d日}公示期满",
            text=f"公示截止日为{last:%Y年%-m月%-d日}，次日起系统自动下线，公众不再看到内容。"
            "确需延长的，请在此之前起草更正，写明新的截止日和理由。",
            key=f"display-ends:{edition.pk}:{last:%Y-%m-%d}",
        )
    return told


def _end(edition: Edition, step: str) -> None:
    EDITION.apply(edition, step)
    edition.ended_at = clock.now()
    edition.save(update_fields=["state", "ended_at"])
