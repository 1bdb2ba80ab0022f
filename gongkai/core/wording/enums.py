from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role


class WordingTag(TextChoices):
    LIST_SAVE = "wording.list.save", "修改用语词表"
    LIST_RESTORE = "wording.list.restore", "恢复用语词表的旧版本"
    LIST_RECEIVE = "wording.list.receive", "上传用语词表"
    LIST_IMPORT = "wording.list.import", "导入用语词表"
    ENTRY_PUT = "wording.entry.put", "新增或修改词条"
    ENTRY_REMOVE = "wording.entry.remove", "删除词条"
    EXAMPLE_ADD = "wording.example.add", "增加词表例句"
    EXAMPLE_REMOVE = "wording.example.remove", "删除词表例句"
    HIT_IGNORE = "wording.hit.ignore", "忽略用语提示"
    WORD_REQUIRE = "wording.word.require", "将用语设为必须改"
    WORD_RELAX = "wording.word.relax", "取消用语的必须改"


class WordSource(TextChoices):
    """Whose list a word stands in."""

    OWN = "own", "本地区"
    ABOVE = "above", "上级"
    BUILT_IN = "built_in", "内置"
    FORMER = "former", "机构曾用名"


KEEPERS = frozenset({Role.OPEN_AFFAIRS_OFFICE, Role.SYSTEM_ADMINISTRATOR})
"""Who keeps the list of a division."""

REQUIRERS = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who says that a word has to be changed before a paper goes on, and lets one paper keep it."""

NOTE_LENGTH = 200
WORDS_LENGTH = 100
"""Of a wording that is left as it is, and of what was suggested."""

TABLE_SIZE_LIMIT = 5 * 1024 * 1024
"""Of a table of words, bytes; 5,000 entries are less than one MB."""
