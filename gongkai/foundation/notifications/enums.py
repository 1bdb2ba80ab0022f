from __future__ import annotations

from django.db.models import TextChoices


class NotificationsTag(TextChoices):
    NOTICE_SEND = "notifications.notice.send", "发送消息"
    NOTICE_READ = "notifications.notice.read", "标为已读"
    NOTICE_READ_ALL = "notifications.notice.read_all", "全部标为已读"


class NoticeKind(TextChoices):
    """What a notice is about, for filters and icons."""

    DEADLINE_MOVED = "deadline_moved", "期限变动"
    PUBLICATION = "publication", "发布"
    REVIEW = "review", "审批"
    CATALOGUE = "catalogue", "标准目录"
