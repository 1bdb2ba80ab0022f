from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role

RULE_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})
"""Who sets the rules by which personal information is recognised: they hold for the whole installation."""


class GuardingTag(TextChoices):
    RULES_PUT = "guarding.rules.put", "制定个人信息识别规则"


class Sort(TextChoices):
    """What is scanned. Texts are quick and are scanned whenever they are looked at; the results of tables
    and files are kept."""

    TEXT = "text", "文本"
    TABLE = "table", "表格"
    FILE = "file", "文件"


class Weight(TextChoices):
    """How much a finding weighs: the first stops publication, the second wants a person's look."""

    HARD = "hard", "必须处理"
    REVIEW = "review", "请核对"


class Handling(TextChoices):
    """What became of a finding."""

    OPEN = "open", "未处理"
    CONFIRMED = "confirmed", "经核对可以公开"
    RELEASED = "released", "经批准公开"


class ReleaseGround(TextChoices):
    """On what law something is published that the scan would stop."""

    NOT_PERSONAL = "not_personal", "经核实不属于个人信息（识别有误）"
    CONSENT = "consent", "已取得本人单独同意（《个人信息保护法》第二十五条）"
    THIRD_PARTY = "third_party", "第三方同意公开（《政府信息公开条例》第十五条）"
    PUBLIC_INTEREST = "public_interest", "不公开会对公共利益造成重大影响（《政府信息公开条例》第十五条）"
    STATUTE = "statute", "履行法定职责所必需（《个人信息保护法》第三十四条）"
