"""The words of the rule table: what kind of limit, what sets it going, how sure it is, what it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongkai.kernel.deadlines import Bound
from gongkai.kernel.periods import Recurrence
from gongkai.kernel.time_units import Span


class RuleGroup(StrEnum):
    """What a rule belongs to, in the order of the table."""

    PUBLICATION = "publication"
    FOI = "foi"
    RELIEF = "relief"
    REPORT = "report"
    FINANCE = "finance"
    ENFORCEMENT = "enforcement"
    PARTICIPATION = "participation"
    LAND = "land"
    PROCUREMENT = "procurement"
    INTERPRETATION = "interpretation"
    SERVICE = "service"
    PETITION = "petition"
    VILLAGE = "village"
    WEBSITE = "website"
    NEW_MEDIA = "new_media"
    MANAGEMENT = "management"

    @property
    def label(self) -> str:
        return _GROUP_LABELS[self]


_GROUP_LABELS = {
    RuleGroup.PUBLICATION: "主动公开",
    RuleGroup.FOI: "依申请公开",
    RuleGroup.RELIEF: "行政复议和行政诉讼",
    RuleGroup.REPORT: "年度报告",
    RuleGroup.FINANCE: "财政信息",
    RuleGroup.ENFORCEMENT: "行政执法和信用公示",
    RuleGroup.PARTICIPATION: "公众参与、规章和规范性文件",
    RuleGroup.LAND: "征收补偿",
    RuleGroup.PROCUREMENT: "招标投标和政府采购",
    RuleGroup.INTERPRETATION: "解读回应",
    RuleGroup.SERVICE: "政务服务",
    RuleGroup.PETITION: "热线和信访",
    RuleGroup.VILLAGE: "村（居）务公开",
    RuleGroup.WEBSITE: "政府网站",
    RuleGroup.NEW_MEDIA: "政务新媒体",
    RuleGroup.MANAGEMENT: "工作管理",
}


class Nature(StrEnum):
    """What a rule asks of the time it names."""

    LIMIT = "limit"
    """To be done within it."""
    AT_LEAST = "at_least"
    """To last or lie so long at least."""
    AT_MOST = "at_most"
    """Not to last longer: an extension, a display that has to come down."""
    BEFORE = "before"
    """To be done so long before the day of the trigger."""
    PROMPTLY = "promptly"
    """及时 or 随时: the law gives no figure, a place or an office may."""

    @property
    def bound(self) -> Bound:
        """What a due date computed from the rule bounds."""
        return _BOUNDS.get(self, Bound.AT_MOST)


_BOUNDS = {Nature.AT_LEAST: Bound.AT_LEAST, Nature.BEFORE: Bound.BEFORE}


class Effect(StrEnum):
    """What a rule does to the one that it names."""

    NONE = ""
    EXTENDS = "extends"
    """Its time comes on top."""
    PAUSES = "pauses"
    """While it runs, the other does not count."""
    RESTARTS = "restarts"
    """Its trigger begins the other anew."""


class Trigger(StrEnum):
    """The event from which a rule counts; each rule gives the law's own words for it as well."""

    FORMED_OR_CHANGED = "formed_or_changed"
    APPROVED = "approved"
    DECIDED = "decided"
    SIGNED = "signed"
    PUBLISHED = "published"
    """The thing itself was made public; a display or a consultation begins."""
    IN_FORCE = "in_force"
    DOCUMENT_PUBLISHED = "document_published"
    """The document that the thing belongs to was made public."""
    DOCUMENT_RECEIVED = "document_received"
    REPORT_RECEIVED = "report_received"
    APPROVAL_RECEIVED = "approval_received"
    APPLICATION_RECEIVED = "application_received"
    SUPPLEMENT_RECEIVED = "supplement_received"
    OPINION_REQUESTED = "opinion_requested"
    FEE_NOTICE_RECEIVED = "fee_notice_received"
    FEE_PAID = "fee_paid"
    MESSAGE_RECEIVED = "message_received"
    DECISION_RECEIVED = "decision_received"
    ACCEPTED = "accepted"
    REPLIED = "replied"
    ACT_KNOWN = "act_known"
    OVERTURNED = "overturned"
    CHANGED = "changed"
    UPDATED = "updated"
    INCIDENT = "incident"
    STARTED = "started"
    HELD = "held"
    ENDED = "ended"
    LIMIT_ENDED = "limit_ended"
    """The limit that is extended has run out."""
    PERIOD = "period"
    """No event: the rule comes again with the calendar."""


class Certainty(StrEnum):
    """How sure a figure is; the words are those of docs/legal-basis.md."""

    READ = "read"
    COPY = "copy"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        return _CERTAINTY_LABELS[self]


_CERTAINTY_LABELS = {
    Certainty.READ: "已核对法律条文",
    Certainty.COPY: "据转载或者摘录",
    Certainty.UNVERIFIED: "尚未核对原文",
}


@dataclass(frozen=True, slots=True)
class Term:
    """What is asked, and where it is written: a span, a recurrence, or neither where the law says 及时."""

    span: Span | None
    recurrence: Recurrence | None
    source: str
    article: str
    certainty: Certainty

    @property
    def words(self) -> str:
        """As users read it: 20个工作日, 每年1月31日前, 及时."""
        return str(self.span or self.recurrence or "及时")

    @property
    def basis(self) -> str:
        """Source and article, as a proof cites them."""
        return f"{self.source}{self.article}"
