"""What a draft said before it was masked: kept encrypted, and only for as long as it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from gongkai.core.information import policies, queries
from gongkai.core.information.commands.due import carry_out
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Edition, MaskedText
from gongkai.foundation.execution import command, require
from gongkai.kernel import clock, sealing
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict
from gongkai.kernel.secret import Secret

MASKED_TEXTS = ("title", "summary", "change_note", "values", "body_html")
"""The fields of a draft that masking may change."""

KEEPER = Actor.system("脱敏前内容到期清除")


def texts_of(edition: Edition) -> dict[str, Any]:
    """What a draft says in the fields that masking may change."""
    return {name: getattr(edition, name) for name in MASKED_TEXTS}


def remember_masked(
    edition: Edition, texts: Mapping[str, Any], tables: Mapping[str, Any], *, places: int, by: str
) -> None:
    """Keep what a locked draft said before; what was kept of an earlier masking gives way."""
    before = json.dumps({"texts": texts, "tables": tables}, ensure_ascii=False)
    MaskedText.objects.update_or_create(
        edition=edition,
        defaults={
            "sealed": sealing.seal(Secret(before), settings.FIELD_ENCRYPTION_KEY),
            "places": places,
            "masked_by": by,
            "masked_at": clock.now(),
        },
    )


def recalled(kept: MaskedText) -> tuple[dict[str, Any], dict[str, Any]]:
    """Texts and tables as they were.

    Raises:
        Conflict: the key of the installation was replaced.
    """
    try:
        before = sealing.unseal(kept.sealed, settings.FIELD_ENCRYPTION_KEY).reveal()
    except sealing.Unsealable as error:
        raise Conflict("脱敏前的内容无法解开：系统的字段密钥已更换。请在编辑页手工改回。") from error
    found = json.loads(before)
    return found["texts"], found["tables"]


def forget_masked(edition: Edition) -> None:
    """What was masked away is not kept once it cannot be taken back: the draft was changed or handed in."""
    MaskedText.objects.filter(edition=edition).delete()


@command(InformationTag.TEXT_FORGET)
def forget_text(*, actor: Actor, edition_id: int) -> Edition:
    """The time in which masking can be undone is over.

    Raises:
        Conflict: it is not, or nothing is kept any more.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_keep_time(actor))
    if edition_id not in queries.masked_texts_due(clock.now()):
        raise Conflict("脱敏前的内容还在可以撤销的期限内，或者已经清除。")
    forget_masked(edition)
    return edition


def forget_due_texts() -> int:
    """Forget what has been kept long enough; returns how many."""
    return carry_out(
        queries.masked_texts_due(clock.now()),
        lambda edition_id: forget_text(actor=KEEPER, edition_id=edition_id),
    )
