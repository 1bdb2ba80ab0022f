from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role

KEEPERS = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who keeps the catalogue of a division."""

TOWNSHIP_KEEPERS = KEEPERS | {Role.TOWNSHIP_CLERK}
"""Who keeps the catalogue of a township or village."""

APPROVERS = frozenset({Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE})
"""Who decides on versions and on what does not apply."""

READERS = APPROVERS | {Role.TOWNSHIP_CLERK, Role.SUPERVISOR}
"""Who sees rows that nobody has published yet."""

FOLLOW_UP = "catalogue.follow_up"
"""The subject type by which deadlines know a follow-up."""

FOLLOWING = "following"
"""The purpose of its deadline."""


class CatalogueTag(TextChoices):
    AREAS_LOAD = "catalogue.areas.load", "载入领域"
    NATIONAL_LOAD = "catalogue.national.load", "载入国家标准目录"
    CATALOGUE_CREATE = "catalogue.catalogue.create", "新建目录"
    CATALOGUE_DERIVE = "catalogue.catalogue.derive", "由上级目录生成"
    UPLOAD_RECEIVE = "catalogue.upload.receive", "上传目录表格"
    UPLOAD_CORRECT = "catalogue.upload.correct", "更正表格单元格"
    UPLOAD_IMPORT = "catalogue.upload.import", "导入目录"
    ITEM_ADD = "catalogue.item.add", "新增公开事项"
    ITEM_UPDATE = "catalogue.item.update", "修改公开事项"
    ITEM_REMOVE = "catalogue.item.remove", "删除公开事项"
    ITEM_ADOPT = "catalogue.item.adopt", "补入上级事项"
    ITEM_ALIGN = "catalogue.item.align", "与上级事项对齐"
    AREA_ADOPT = "catalogue.area.adopt", "整个领域采用上级"
    EXEMPTION_PROPOSE = "catalogue.exemption.propose", "提出不适用"
    EXEMPTION_APPROVE = "catalogue.exemption.approve", "批准不适用"
    EXEMPTION_REFUSE = "catalogue.exemption.refuse", "不同意不适用"
    EXEMPTION_END = "catalogue.exemption.end", "恢复适用"
    MATCH_CONFIRM = "catalogue.match.confirm", "确认同一事项"
    MATCH_REJECT = "catalogue.match.reject", "否认同一事项"
    VERSION_SUBMIT = "catalogue.version.submit", "目录提交审核"
    VERSION_RETURN = "catalogue.version.return", "目录退回修改"
    VERSION_PUBLISH = "catalogue.version.publish", "公布目录"
    STANDARD_RECEIVE = "catalogue.standard.receive", "上传标准文件"
    STANDARD_REGISTER = "catalogue.standard.register", "登记新标准"
    STANDARD_FOLLOW_UP = "catalogue.standard.follow_up", "办结标准跟进"
    CONTENT_STANDARD_SET = "catalogue.content_standard.set", "制定内容标准"


class Layer(TextChoices):
    """Whose catalogue it is; a lower layer refines the one above (S4-1)."""

    NATIONAL = "national", "国家"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


CLERKS_LAYERS = frozenset({Layer.TOWNSHIP, Layer.VILLAGE})
"""Whose catalogues a township's clerk keeps."""


class Relation(TextChoices):
    """What a row is to the layer above."""

    INHERITS = "inherits", "继承"
    REFINES = "refines", "补充细化"
    ADDS = "adds", "本级新增"


class Standing(TextChoices):
    """What became of a row between two layers, or between two versions."""

    INHERITED = "inherited", "继承"
    REFINED = "refined", "补充细化"
    ADDED = "added", "本级新增"
    NOT_APPLICABLE = "not_applicable", "不适用"
    MISSING = "missing", "缺失"


class UpstreamKind(TextChoices):
    """What the layer above did to an item since a lower row was last aligned with it."""

    ADDED = "added", "上级新增"
    CHANGED = "changed", "上级修改"
    ENDED = "ended", "上级取消"


class VersionState(TextChoices):
    DRAFT = "draft", "编制中"
    IN_REVIEW = "in_review", "审核中"
    PUBLISHED = "published", "已公布"


class ExemptionState(TextChoices):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "不适用"
    REFUSED = "refused", "未同意"
    ENDED = "ended", "已恢复"


class MatchVerdict(TextChoices):
    CONFIRMED = "confirmed", "是同一事项"
    REJECTED = "rejected", "不是同一事项"


class FollowUpState(TextChoices):
    OPEN = "open", "待跟进"
    DONE = "done", "已跟进"


class DisclosureMethod(TextChoices):
    """公开方式."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    BOTH = "both", "主动公开、依申请公开"


class UploadState(TextChoices):
    RECEIVED = "received", "待核对"
    IMPORTED = "imported", "已导入"
