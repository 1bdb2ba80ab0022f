from __future__ import annotations

from gongkai.core.importing.enums import IMPORTERS
from gongkai.core.importing.models import ImportRun
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision


def may_import(actor: Actor, division_id: int) -> Decision:
    """What an old site showed becomes public at once: the office of the division answers for it."""
    return decide(actor, IMPORTERS, organisations.place_of_division(division_id), "迁移该地区旧站的信息")


def may_handle(actor: Actor, run: ImportRun) -> Decision:
    return may_import(actor, run.division_id)
