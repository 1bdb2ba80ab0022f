"""The rules by which personal information is recognised."""

from __future__ import annotations

from datetime import date

from gongkai.core.guarding import policies, queries
from gongkai.core.guarding.enums import GuardingTag
from gongkai.core.guarding.models import RuleVersion
from gongkai.core.guarding.rules import NOTE_LENGTH, LossesUnconfirmed, losses
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.personal_information import read_rules


@command(GuardingTag.RULES_PUT)
def put_rules(
    *,
    actor: Actor,
    text: str,
    note_text: str,
    in_force_on: date | None = None,
    based_on: int | None = None,
    confirmed_losses: str = "",
) -> RuleVersion:
    """A new version of the local rules; its own examples and the core are tried before it is kept.

    Args:
        in_force_on: today if not given.
        based_on: number of the version that the person started from, 0 for the rules of the product.
        confirmed_losses: digest of what the version finds less of than the one in force on its first day,
            as the person saw and confirmed it; what is lost is added to the note.

    Raises:
        InvalidInput: with every fault of the rules, and every example that they get wrong.
        LossesUnconfirmed: the version finds less, and this was not confirmed, or other losses were.
        Conflict: somebody has made another version since.
    """
    require(policies.may_set_rules(actor))
    last = queries.list_rule_versions().first()
    number = last.number if last else 0
    if based_on is not None and based_on != number:
        raise Conflict("识别规则在您编辑期间已有新版，没有保存。您的内容仍在本页，请对照新版修改后再保存。")
    day = in_force_on or clock.today()
    words = " ".join(note_text.split())
    InvalidInput.raise_for(
        in_force_on="启用日期不能早于今天。" if day < clock.today() else "",
        note_text=f"请说明改了什么，不超过{NOTE_LENGTH}字。" if not 0 < len(words) <= NOTE_LENGTH else "",
    )
    rules = read_rules(text)
    note(rules=rules.version, types=len(rules.types))
    if lost := losses(queries.rules_in_force(day).rules, rules):
        if confirmed_losses != lost.digest:
            raise LossesUnconfirmed(lost)
        note(**lost.facts())
        words = f"{words}〔{lost.summary}〕"
    return RuleVersion.objects.create(
        number=number + 1,
        text=text,
        note=words,
        in_force_on=day,
        made_by_id=actor.account_id,
        made_by=actor.name,
        made_at=clock.now(),
    )
