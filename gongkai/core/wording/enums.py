from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role


class WordingTag(TextChoices):
    LIST_SAVE = "wording.list.save", "修改用语词表"
    HIT_IGNORE = "wording.hit.ignore", "忽略用语提示"
    WORD_REQUIRE = "wording.word.require", "将用语设为必须改"
    WORD_RELAX = "wording.word.relax", "取消用语的必须改"


KEEPERS = frozenset({Role.OPEN_AFFAIRS_OFFICE, Role.SYSTEM_ADMINISTRATOR})
"""Who keeps the list of a division."""

REQUIRERS = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who says that a word has to be changed before a paper goes on, and lets one paper keep it."""

NOTE_LENGTH = 200
WORDS_LENGTH = 100
"""Of a wording that is left as it is, and of what was suggested."""
