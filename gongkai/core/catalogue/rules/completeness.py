"""Whether a row has the eight elements; pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.catalogue.rules.fields import LABELS, ItemFields

_TEXTS = ("content_elements", "legal_basis", "time_limit", "responsible_text", "channels")


@dataclass(frozen=True, slots=True)
class Lack:
    """What a row lacks. `is_blocking`: an element is missing, the catalogue cannot be submitted so; else
    it is there, and a person should look at it."""

    element: str
    message: str
    is_blocking: bool = True


def completeness(fields: ItemFields, *, body_known: bool, limit_understood: bool) -> list[Lack]:
    """Everything that a row lacks of the eight elements (S0 二(一)1, S1 二(一), S4-1).

    They are 名称、内容、依据、时限、主体、方式、渠道、公开对象. Name and manner cannot be missing: the
    database sees to it.

    Args:
        body_known: the 公开主体 is a body in the register.
        limit_understood: the 公开时限 is one that a deadline can be computed from, or that has none.
    """
    lacks = [Lack(name, f"没有填写“{LABELS[name]}”。") for name in _TEXTS if not getattr(fields, name)]
    if not fields.for_everyone and not fields.for_groups:
        lacks.append(Lack("for_everyone", "没有注明“公开对象”。"))
    if fields.responsible_text and not body_known:
        message = f"公开主体“{fields.responsible_text}”不在机构名录中。"
        lacks.append(Lack("responsible_text", message, is_blocking=False))
    if fields.time_limit and not limit_understood:
        message = f"公开时限“{fields.time_limit}”不能自动计算期限，请核对写法。"
        lacks.append(Lack("time_limit", message, is_blocking=False))
    return lacks
