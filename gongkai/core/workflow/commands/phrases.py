"""常用语 for opinions."""

from __future__ import annotations

from gongkai.core.workflow import policies, queries
from gongkai.core.workflow.enums import WorkflowTag
from gongkai.core.workflow.models import Phrase
from gongkai.core.workflow.models.phrase import PHRASE_LENGTH
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations.rules import text_fault, tidy
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput

MOST_PHRASES = 20
"""Of one person or one body: more are no quicker than typing."""


@command(WorkflowTag.PHRASE_ADD)
def add_phrase(*, actor: Actor, text: str, body_id: int | None = None) -> Phrase:
    """One's own, or with `body_id` one for all who decide in the body.

    Raises:
        InvalidInput: it is empty or too long, or there are enough.
        Conflict: it is there already.
    """
    require(policies.may_add_phrase(actor, body_id))
    text = tidy(text)
    InvalidInput.raise_for(text=text_fault(text, "常用语", PHRASE_LENGTH) if text else "请填写常用语。")
    account_id = actor.account_id if body_id is None else None
    if queries.count_phrases(account_id=account_id, body_id=body_id) >= MOST_PHRASES:
        raise InvalidInput.for_field("text", f"常用语最多{MOST_PHRASES}条，请先删除不用的。")
    return Phrase.objects.create(account_id=account_id, body_id=body_id, text=text, added_by=actor.name)


@command(WorkflowTag.PHRASE_REMOVE)
def remove_phrase(*, actor: Actor, phrase_id: int) -> None:
    """Take it off the list; opinions written with it stay."""
    phrase = queries.lock_phrase(phrase_id)
    require(policies.may_remove_phrase(actor, phrase))
    note(text=phrase.text)
    phrase.delete()
