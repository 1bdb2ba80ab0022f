from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role


class WordingTag(TextChoices):
    LIST_SAVE = "wording.list.save", "修改用语词表"
    HIT_IGNORE = "wording.hit.ignore", "忽略用语提示"


KEEPERS = frozenset({Role.OPEN_AFFAIRS_OFFICE, Role.SYSTEM_ADMINISTRATOR})
"""Who keeps the list of a division."""

NOTE_LENGTH = 200
WORDS_LENGTH = 100
"""Of a wording that is left as it is, and of what was suggested."""
