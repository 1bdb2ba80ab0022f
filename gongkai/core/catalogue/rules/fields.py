"""What a row says, the same for every source; which of it counts when rows are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields

from gongkai.core.catalogue.enums import DisclosureMethod

Key = tuple[str, str, str]
"""Area, first and second level: what makes two rows the same item."""

LABELS = {
    "code": "序号",
    "level1": "一级事项",
    "level2": "二级事项",
    "content_elements": "公开内容",
    "legal_basis": "公开依据",
    "time_limit": "公开时限",
    "responsible_text": "公开主体",
    "channels": "公开渠道",
    "for_everyone": "公开对象",
    "for_groups": "公开对象",
    "disclosure_method": "公开方式",
    "tiers": "公开层级",
}

LAYER_ELEMENTS = (
    "level1", "level2", "content_elements", "legal_basis", "time_limit", "channels", "for_everyone",
    "for_groups", "disclosure_method",
)  # fmt: skip
"""What a lower layer takes over or refines. Number, body and tiers are each layer's own by nature: a county
names its own bureau where the standard says "the county's department", and that refines nothing."""

VERSION_ELEMENTS = (*LAYER_ELEMENTS, "responsible_text", "tiers")
"""What a change between two versions consists of: everything but the running number."""

_NOT_TOLD = re.compile(r"[^0-9a-z〇\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class ItemFields:
    """The eight elements and what places the item; the same for every source.

    An empty field says that the source did not have it. Nothing is filled in from elsewhere.
    """

    area_code: str
    code: str
    level1: str
    level2: str
    content_elements: str = ""
    legal_basis: tuple[str, ...] = ()
    time_limit: str = ""
    responsible_text: str = ""
    channels: tuple[str, ...] = ()
    for_everyone: bool = False
    for_groups: str = ""
    disclosure_method: str = DisclosureMethod.PROACTIVE
    tiers: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return (self.area_code, self.level1, self.level2)

    @property
    def name(self) -> str:
        """What the item is called: its second level, or the first where there is no second."""
        return self.level2 or self.level1

    @property
    def full_name(self) -> str:
        return " / ".join(part for part in (self.level1, self.level2) if part)


ELEMENTS = tuple(field.name for field in fields(ItemFields) if field.name != "area_code")


def changed_fields(old: ItemFields, new: ItemFields, elements: Collection[str] = ELEMENTS) -> tuple[str, ...]:
    """The elements in which two rows differ, in the order of the table."""
    return tuple(name for name in ELEMENTS if name in elements and getattr(old, name) != getattr(new, name))


def next_code(taken: Iterable[str]) -> str:
    """The running number after the highest one that is taken."""
    return str(max((int(code) for code in taken if code.isdecimal()), default=0) + 1)


def labels_of(elements: Collection[str]) -> tuple[str, ...]:
    """The headings of the elements as people read them, each once."""
    return tuple(dict.fromkeys(LABELS[name] for name in ELEMENTS if name in elements))


def told_name(area_code: str, full_name: str) -> tuple[str, str]:
    """By what a row is known again whatever its brackets, blanks, widths and dashes."""
    return area_code, _NOT_TOLD.sub("", unicodedata.normalize("NFKC", full_name).lower())
