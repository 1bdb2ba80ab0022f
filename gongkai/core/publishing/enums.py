from __future__ import annotations

from django.db.models import TextChoices


class PublishingTag(TextChoices):
    SITE_CREATE = "publishing.site.create", "开设站点"
    SITE_UPDATE = "publishing.site.update", "修改站点"
    LOG_WRITE = "publishing.log.write", "登记发布日志"
    LOG_WRITE_CATALOGUE = "publishing.log.write_catalogue", "登记目录发布日志"


class LogAction(TextChoices):
    PUBLISHED = "published", "发布"
    CORRECTED = "corrected", "更正"
    WITHDRAWN = "withdrawn", "撤下"
    ENDED = "ended", "公示期满"
    VALIDITY = "validity", "有效性变更"
    ADJUSTED = "adjusted", "调整"
    MOVED = "moved", "迁移"


class LogSubject(TextChoices):
    """What a line of the log is about."""

    DOCUMENT = "document", "政府信息"
    CATALOGUE = "catalogue", "标准目录"
