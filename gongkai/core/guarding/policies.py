from __future__ import annotations

from gongkai.core.guarding.enums import RULE_KEEPERS
from gongkai.foundation.access.rules import decide
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision


def may_set_rules(actor: Actor) -> Decision:
    """The rules hold for everybody who publishes here: the administrator of the installation sets them."""
    return decide(actor, RULE_KEEPERS, None, "制定个人信息识别规则")
