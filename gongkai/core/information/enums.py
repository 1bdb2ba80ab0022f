from __future__ import annotations

from django.db.models import TextChoices

from gongkai.core.powers.enums import PUBLISHABLE, Openness
from gongkai.foundation.access.enums import DRAFTING_ROLES, Role

__all__ = [
    "DOCUMENT_SUBJECT",
    "OPEN_STATES",
    "PUBLICATION",
    "PUBLISHABLE",
    "PUBLISHERS",
    "READERS",
    "SUBJECT",
    "WITHDRAWERS",
    "WRITERS",
    "EditionState",
    "InformationTag",
    "Openness",
    "SecrecyConclusion",
    "Verdict",
]

SUBJECT = "information.edition"
"""How workflow and search call an edition."""

DOCUMENT_SUBJECT = "information.document"
"""How deadlines call a document."""

PUBLICATION = "publication"
"""The purpose of the deadline by which a document is owed to the public."""


class InformationTag(TextChoices):
    DOCUMENT_DRAFT = "information.document.draft", "起草"
    DRAFT_SAVE = "information.draft.save", "暂存"
    DRAFT_DISCARD = "information.draft.discard", "删除草稿"
    ATTACHMENT_ADD = "information.attachment.add", "添加附件"
    ATTACHMENT_REMOVE = "information.attachment.remove", "移除附件"
    EDITION_SUBMIT = "information.edition.submit", "提交审核"
    EDITION_RECALL = "information.edition.recall", "撤回送审"
    EDITION_REVIEW = "information.edition.review", "审核"
    SECRECY_REVIEW = "information.edition.secrecy", "保密审查"
    EDITION_SIGN_OFF = "information.edition.sign_off", "签发"
    EDITION_PUBLISH = "information.edition.publish", "发布"
    CORRECTION_START = "information.correction.start", "更正"
    DOCUMENT_WITHDRAW = "information.document.withdraw", "撤下"


class EditionState(TextChoices):
    DRAFT = "draft", "起草中"
    IN_REVIEW = "in_review", "审批中"
    SIGNED = "signed", "已签发"
    PUBLISHED = "published", "已发布"
    SUPERSEDED = "superseded", "已被更正替代"
    WITHDRAWN = "withdrawn", "已撤下"


OPEN_STATES = (EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SIGNED)
"""An edition on its way; a document has at most one."""


class Verdict(TextChoices):
    APPROVE = "approve", "同意"
    RETURN = "return", "退回"


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

WITHDRAWERS = frozenset({Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE})
"""Who answers for taking something down."""

READERS = PUBLISHERS | {Role.REVIEWER, Role.SECRECY_REVIEWER, Role.SUPERVISOR, Role.REQUEST_HANDLER}
"""Who may see what is not public."""
