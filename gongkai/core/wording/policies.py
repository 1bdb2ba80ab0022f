from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.core.information import policies as information
from gongkai.core.wording.enums import KEEPERS
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


def may_save_words(actor: Actor, division_id: int) -> Decision:
    """The list of a division is kept by its open-affairs office, or by the administrator of the system."""
    return decide(actor, KEEPERS, organisations.place_of_division(division_id), "修改该地区的用语词表")


def may_ignore(actor: Actor, edition: Edition) -> Decision:
    """Whoever may change the wording may leave it as well."""
    return information.may_edit(actor, edition)
