from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.core.information import policies as information
from gongkai.core.wording.enums import KEEPERS, REQUIRERS
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision, first_refusal

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


def may_save_words(actor: Actor, division_id: int) -> Decision:
    """The list of a division is kept by its open-affairs office, or by the administrator of the system."""
    return decide(actor, KEEPERS, organisations.place_of_division(division_id), "修改该地区的用语词表")


def may_require(actor: Actor, division_id: int) -> Decision:
    """What stops papers is the office's alone (ours): it answers for what is published in the division."""
    return decide(actor, REQUIRERS, organisations.place_of_division(division_id), "设定该地区必须改的用语")


def may_ignore(actor: Actor, edition: Edition) -> Decision:
    """Whoever may change the wording may leave it as well."""
    return information.may_edit(actor, edition)


def may_grant(actor: Actor, edition: Edition, division_id: int) -> Decision:
    """A required word is left in one paper by the office of the division that requires its change."""
    return first_refusal(
        information.may_edit(actor, edition),
        decide(
            actor,
            REQUIRERS,
            organisations.place_of_division(division_id),
            "准予保留必须改的用语",
        ),
    )
