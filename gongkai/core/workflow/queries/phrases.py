"""常用语."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from gongkai.core.workflow.models import Phrase
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound


def phrases_for(actor: Actor) -> QuerySet[Phrase]:
    """The actor's own phrases, then those of the actor's body."""
    own = Q(account_id=actor.account_id or -1)
    return (
        Phrase.objects.filter(own | Q(body_id=actor.body_id or -1))
        .select_related("body")
        .order_by("body_id", "id")
    )


def phrase_texts(actor: Actor) -> Sequence[str]:
    """What is offered beside an opinion: each text once, the own ones first."""
    rows = sorted(phrases_for(actor), key=lambda phrase: phrase.body_id is not None)
    return list(dict.fromkeys(phrase.text for phrase in rows))


def lock_phrase(phrase_id: int) -> Phrase:
    """Raises NotFound."""
    phrase = Phrase.objects.select_for_update().filter(pk=phrase_id).first()
    if phrase is None:
        raise NotFound("没有这条常用语，可能已被删除。")
    return phrase


def count_phrases(*, account_id: int | None, body_id: int | None) -> int:
    """How many the body has, or the person where no body is given."""
    whose = Q(account_id=account_id or -1) if body_id is None else Q(body_id=body_id)
    return Phrase.objects.filter(whose).count()
