from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role

SUBJECT = "powers.power"
"""How workflow calls a power whose sorting is under review."""

ENTRY_SUBJECT = "powers.entry"
EXAMINATION = "examination"
EXAMINATION_RULE = "negative_list.examination"
"""How the deadlines know the yearly examination of an entry (条例 art. 18)."""


class PowersTag(TextChoices):
    POWER_CREATE = "powers.power.create", "新增权责事项"
    POWER_REVISE = "powers.power.revise", "调整权责事项"
    POWER_CANCEL = "powers.power.cancel", "取消权责事项"
    POWERS_CARRY = "powers.power.carry", "权责事项随职责划转"
    UPLOAD_RECEIVE = "powers.upload.receive", "上传权责清单"
    UPLOAD_IMPORT = "powers.upload.import", "导入权责清单"
    LINKS_LAY_OUT = "powers.link.lay_out", "生成常用环节"
    LINK_SAVE = "powers.link.save", "保存环节"
    LINK_MOVE = "powers.link.move", "调整环节顺序"
    LINK_REMOVE = "powers.link.remove", "删除环节"
    INFORMATION_SAVE = "powers.information.save", "认定环节信息"
    INFORMATION_REMOVE = "powers.information.remove", "删除环节信息"
    SORTING_UNDO = "powers.sorting.undo", "撤销上一步梳理"
    SORTING_SUBMIT = "powers.sorting.submit", "提交事项梳理"
    SORTING_RECALL = "powers.sorting.recall", "撤回事项梳理"
    SORTING_CONFIRM = "powers.sorting.confirm", "核定事项梳理"
    SORTING_RETURN = "powers.sorting.return", "退回事项梳理"
    SORTING_REOPEN = "powers.sorting.reopen", "重新梳理"
    ENTRY_ADD = "powers.entry.add", "新增负面清单条目"
    ENTRY_EXAMINE = "powers.entry.examine", "评估负面清单条目"
    ENTRY_END = "powers.entry.end", "移出负面清单"


class Openness(TextChoices):
    """公开属性, determined at the source (S1 一, S4-2; 政府信息公开条例 arts. 13–16).

    Said of what a link of a power produces, and of a document.
    """

    PROACTIVE = "proactive", "主动公开"
    PARTIAL = "partial", "部分公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


PUBLISHABLE = (Openness.PROACTIVE, Openness.PARTIAL)


class PowerList(TextChoices):
    """Which list a power stands in (S3-4, S4-5)."""

    POWERS = "powers", "权责清单"
    SERVICES = "services", "公共服务事项清单"


class PowerType(TextChoices):
    """事项类型; codes as in `reference/data/power_types.toml`."""

    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COMPULSION = "compulsion", "行政强制"
    COLLECTION = "collection", "行政征收"
    PAYMENT = "payment", "行政给付"
    INSPECTION = "inspection", "行政检查"
    CONFIRMATION = "confirmation", "行政确认"
    REWARD = "reward", "行政奖励"
    RULING = "ruling", "行政裁决"
    OTHER = "other", "其他"
    SERVICE = "service", "公共服务"


class PowerState(TextChoices):
    """Whether a power may be exercised; an adjusted one is in force as its newest version says."""

    IN_FORCE = "in_force", "施行中"
    ADJUSTED = "adjusted", "已调整"
    CANCELLED = "cancelled", "已取消"


IN_FORCE = (PowerState.IN_FORCE, PowerState.ADJUSTED)


class SortingState(TextChoices):
    """How far the sorting of a power is (S1 一)."""

    OPEN = "open", "梳理中"
    IN_REVIEW = "in_review", "待核定"
    CONFIRMED = "confirmed", "已核定"


class Ground(TextChoices):
    """Why information may be withheld (政府信息公开条例 arts. 14–16); codes as in
    `reference/data/withholding_grounds.toml`."""

    STATE_SECRET = "state_secret", "国家秘密"
    PROHIBITED = "prohibited", "法律、行政法规禁止公开"
    SAFETY = "safety", "危及国家安全、公共安全、经济安全、社会稳定"
    TRADE_SECRET = "trade_secret", "商业秘密"
    PRIVACY = "privacy", "个人隐私"
    INTERNAL = "internal", "内部事务信息"
    PROCESS = "process", "过程性信息"
    ENFORCEMENT_FILE = "enforcement_file", "行政执法案卷信息"


class EntryState(TextChoices):
    ACTIVE = "active", "有效"
    ENDED = "ended", "已移出"


OFFICE = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Keeps the lists of a division, and confirms what the bodies have sorted."""

SORTERS = frozenset({Role.DEPARTMENT_EDITOR, Role.TOWNSHIP_CLERK})
"""Sort the powers of their own body (S1 一: every body sorts its own)."""

KEEPERS = OFFICE | SORTERS
"""Adjust single powers."""

READERS = KEEPERS | {Role.REVIEWER, Role.APPROVER, Role.SECRECY_REVIEWER, Role.SUPERVISOR}
"""See what is not public: sorting under way, negative list."""
