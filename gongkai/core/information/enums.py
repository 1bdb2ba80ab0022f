from __future__ import annotations

from django.db.models import TextChoices

from gongkai.core.powers.enums import PUBLISHABLE, Openness
from gongkai.core.workflow.enums import SecrecyStage
from gongkai.foundation.access.enums import DRAFTING_ROLES, Role

__all__ = [
    "DOCUMENT_SUBJECT",
    "OPEN_STATES",
    "PUBLICATION",
    "PUBLISHABLE",
    "PUBLISHERS",
    "PURGERS",
    "READERS",
    "REEXAMINATION",
    "REEXAMINATION_RULE",
    "REEXAMINATION_SUBJECT",
    "REEXAMINERS",
    "RELEASERS",
    "RESCANNERS",
    "SHEET_READERS",
    "SUBJECT",
    "UNSIGNED",
    "VALIDITY_REVIEW",
    "WAS_PUBLIC",
    "WITHDRAWERS",
    "WRITERS",
    "EditionState",
    "FiveOpen",
    "InformationTag",
    "Openness",
    "Origin",
    "ProcessingSort",
    "ReexaminationOutcome",
    "RelationKind",
    "ReleaseRequestState",
    "SecrecyConclusion",
    "SecrecyStage",
    "Severity",
    "Validity",
    "Verdict",
]

SUBJECT = "information.edition"
"""How workflow and search call an edition."""

REEXAMINATION_SUBJECT = "information.reexamination"
REEXAMINATION = "reexamination"
REEXAMINATION_RULE = "withheld.reexamination"
"""How the deadlines know the regular examination of what is withheld (条例 art. 18)."""

DOCUMENT_SUBJECT = "information.document"
"""How deadlines call a document."""

PUBLICATION = "publication"
"""The purpose of the deadline by which a document is owed to the public."""

VALIDITY_REVIEW = "validity_review"
"""The purpose of the deadline by which it is examined whether a document is to hold any longer."""


class InformationTag(TextChoices):
    DOCUMENT_DRAFT = "information.document.draft", "起草"
    DRAFT_SAVE = "information.draft.save", "暂存"
    DRAFT_DISCARD = "information.draft.discard", "删除草稿"
    DRAFT_RESTORE = "information.draft.restore", "恢复草稿"
    DRAFT_PURGE = "information.draft.purge", "清除回收站草稿"
    DRAFT_ERASE = "information.draft.erase", "立即清除回收站草稿"
    ATTACHMENT_ADD = "information.attachment.add", "添加附件"
    ATTACHMENT_REMOVE = "information.attachment.remove", "移除附件"
    PICTURE_ADD = "information.picture.add", "插入图片"
    DOCUMENT_START = "information.document.start", "参照往年文件起草"
    DOCUMENT_IMPORT = "information.document.import", "从文件起草"
    SOURCE_KEEP = "information.source.keep", "留存导入的原文件"
    EDITION_SUBMIT = "information.edition.submit", "提交审核"
    EDITION_RECALL = "information.edition.recall", "撤回送审"
    EDITION_REVIEW = "information.edition.review", "审核"
    SECRECY_REVIEW = "information.edition.secrecy", "保密审查"
    EDITION_SIGN_OFF = "information.edition.sign_off", "签发"
    EDITION_PUBLISH = "information.edition.publish", "发布"
    CORRECTION_START = "information.correction.start", "更正"
    DOCUMENT_WITHDRAW = "information.document.withdraw", "撤下"
    PUBLICATION_SCHEDULE = "information.publication.schedule", "定时发布"
    PUBLICATION_UNSCHEDULE = "information.publication.unschedule", "取消定时发布"
    SCHEDULE_DROP = "information.schedule.drop", "定时发布未成"
    DISPLAY_END = "information.display.end", "公示到期下线"
    RELATION_ADD = "information.relation.add", "登记文件关系"
    RELATION_REMOVE = "information.relation.remove", "移除文件关系"
    VALIDITY_CHANGE = "information.validity.change", "变更有效性"
    VALIDITY_BATCH = "information.validity.batch", "批量变更有效性"
    VALIDITY_SWEEP = "information.validity.sweep", "有效性到期更新"
    OFFICIAL_LOAD = "information.official.load", "载入正式文本清单"
    TABLE_PUT = "information.table.put", "填报表格"
    TABLE_REMOVE = "information.table.remove", "移除表格"
    TABLE_RECEIVE = "information.table.receive", "上传表格文件"
    TABLE_FILL = "information.table.fill", "导入表格"
    TABLE_WITHHOLD = "information.table.withhold", "设定表格公开范围"
    SECRECY_REFER = "information.secrecy.refer", "报请确定"
    SECRECY_ANSWER = "information.secrecy.answer", "登记报请答复"
    DISTRIBUTION_CONFIRM = "information.distribution.confirm", "核实发送范围标注"
    ATTACHMENT_WITHHOLD = "information.attachment.withhold", "设定附件是否公开"
    REEXAMINATION_FOLLOW = "information.reexamination.follow", "定期评估期限变动"
    REEXAMINATION_DECIDE = "information.reexamination.decide", "定期评估"
    EDITION_SCAN = "information.edition.scan", "检查个人信息"
    FINDING_CONFIRM = "information.finding.confirm", "核对个人信息"
    FILE_LOOK = "information.file.look", "逐页核对不能自动检查的附件"
    FINDING_RELEASE = "information.finding.release", "批准公开个人信息"
    RELEASE_ASK = "information.release.ask", "申请批准公开个人信息"
    RELEASE_WITHDRAW = "information.release.withdraw", "撤回公开个人信息的申请"
    RELEASE_REFUSE = "information.release.refuse", "退回公开个人信息的申请"
    RELEASE_LAPSE = "information.release.lapse", "公开个人信息的申请失效"
    TEXT_MASK = "information.text.mask", "正文脱敏"
    TEXT_UNMASK = "information.text.unmask", "撤销正文脱敏"
    TEXT_FORGET = "information.text.forget", "清除脱敏前的内容"
    ATTACHMENT_MASK = "information.attachment.mask", "附件脱敏"
    ATTACHMENT_UNMASK = "information.attachment.unmask", "撤销附件脱敏"
    ATTACHMENT_HAND_IN = "information.attachment.hand_in", "上传附件"
    PROCESSING_CLEAN = "information.processing.clean", "后台清除隐藏信息"
    PROCESSING_MASK = "information.processing.mask", "后台生成脱敏副本"
    PROCESSING_SCAN = "information.processing.scan", "后台检查个人信息"
    PROCESSING_FAIL = "information.processing.fail", "后台处理没有成功"
    PROCESSING_RETRY = "information.processing.retry", "重新处理附件"
    PROCESSING_DROP = "information.processing.drop", "取消处理附件"
    RESCAN_START = "information.rescan.start", "按新规则复查"
    RESCAN_STEP = "information.rescan.step", "复查一批已公开信息"


class ProcessingSort(TextChoices):
    """What is done with files in the background."""

    CLEAN = "clean", "清除隐藏信息"
    MASK = "mask", "生成脱敏副本"
    SCAN = "scan", "检查个人信息"


class EditionState(TextChoices):
    DRAFT = "draft", "起草中"
    IN_REVIEW = "in_review", "审批中"
    SIGNED = "signed", "已签发"
    PUBLISHED = "published", "已发布"
    SUPERSEDED = "superseded", "已被更正替代"
    WITHDRAWN = "withdrawn", "已撤下"
    EXPIRED = "expired", "公示到期"
    REOPENED = "reopened", "已转公开办理"
    DISCARDED = "discarded", "已删除"


OPEN_STATES = (EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SIGNED)
"""An edition on its way; a document has at most one."""

UNSIGNED = (EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.DISCARDED)
"""An edition that nobody has signed."""


WAS_PUBLIC = (
    EditionState.PUBLISHED, EditionState.SUPERSEDED, EditionState.WITHDRAWN, EditionState.EXPIRED,
)  # fmt: skip
"""An edition that the public sees or has seen."""


class Origin(TextChoices):
    NATIVE = "native", "本平台起草"
    IMPORTED = "imported", "原网站迁移"


class Validity(TextChoices):
    """有效性 as document libraries show it (practice; no national list was found)."""

    IN_FORCE = "in_force", "有效"
    PENDING = "pending", "尚未施行"
    AMENDED = "amended", "已修改"
    PARTLY_LAPSED = "partly_lapsed", "部分失效"
    LAPSED = "lapsed", "失效"
    REPEALED = "repealed", "废止"


class RelationKind(TextChoices):
    """What a document does to another one (S0 二(二): 立改废 kept up to date)."""

    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    REPLACES = "replaces", "替代"
    IMPLEMENTS = "implements", "落实"
    INTERPRETS = "interprets", "解读"
    ANSWERS = "answers", "答复"
    CITES = "cites", "引用"


class Severity(TextChoices):
    """How much a remark about a document weighs: only the first stops it."""

    STOP = "stop", "须改正"
    WARN = "warn", "请核对"
    HINT = "hint", "可完善"


class FiveOpen(TextChoices):
    """五公开 (全面推进政务公开)."""

    DECISION = "decision", "决策公开"
    EXECUTION = "execution", "执行公开"
    MANAGEMENT = "management", "管理公开"
    SERVICE = "service", "服务公开"
    RESULT = "result", "结果公开"


class ReexaminationOutcome(TextChoices):
    STILL_WITHHELD = "still_withheld", "继续不公开"
    OPEN_NOW = "open_now", "可以公开"


class Verdict(TextChoices):
    APPROVE = "approve", "同意"
    RETURN = "return", "退回"


class ReleaseRequestState(TextChoices):
    """How a request to let personal information become public stands."""

    WAITING = "waiting", "等待批准"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "已失效"


class SecrecyConclusion(TextChoices):
    """How 保密审查 may end (政府信息公开条例 art. 17).

    What cannot be decided goes upward and is not published.
    """

    MAY_PUBLISH = "may_publish", "可以公开"
    MAY_NOT_PUBLISH = "may_not_publish", "不得公开"
    REFER_UPWARD = "refer_upward", "不能确定，报有关主管部门确定"


WRITERS = DRAFTING_ROLES | {Role.OPEN_AFFAIRS_OFFICE}
"""Who drafts, saves, submits and corrects."""

PUBLISHERS = WRITERS | {Role.APPROVER}
"""Who may put online what was signed."""

PURGERS = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who may clear a deleted draft away before its time in the recycle bin is over (ours)."""

RELEASERS = frozenset({Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE})
"""Who may let personal information through that the scan stops, if they did not write the text."""

RESCANNERS = frozenset({Role.OPEN_AFFAIRS_OFFICE, Role.SYSTEM_ADMINISTRATOR})
"""Who has everything scanned anew that is public."""

WITHDRAWERS = frozenset({Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE})
"""Who answers for taking something down."""

READERS = PUBLISHERS | {
    Role.REVIEWER,
    Role.SECRECY_REVIEWER,
    Role.LEGAL_REVIEWER,
    Role.SUPERVISOR,
    Role.REQUEST_HANDLER,
}
"""Who may see what is not public."""

REEXAMINERS = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who decides regularly whether what is withheld still has to be (条例 art. 18)."""

SHEET_READERS = frozenset(
    {Role.SECRECY_REVIEWER, Role.SUPERVISOR, Role.OPEN_AFFAIRS_OFFICE, Role.REVIEWER, Role.APPROVER}
)
"""Who reads the archive of 保密审查单 (保守国家秘密法实施条例 arts. 42, 58)."""
