"""Reads of a person's own notices."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.foundation.notifications.models import Notice
from gongkai.kernel.errors import NotFound


def unread_count(account_id: int) -> int:
    """How many notices wait to be read: the figure at the bell."""
    return Notice.objects.filter(account_id=account_id, read_at__isnull=True).count()


def notices_of(account_id: int, *, kind: str = "", unread: bool = False) -> QuerySet[Notice]:
    """The account's notices, newest first."""
    notices = Notice.objects.filter(account_id=account_id).order_by("-id")
    if kind:
        notices = notices.filter(kind=kind)
    return notices.filter(read_at__isnull=True) if unread else notices


def notices_sent(key: str) -> QuerySet[Notice]:
    """Who was told on an occasion, by its key, with their bodies."""
    return Notice.objects.filter(key=key).select_related("account__body").order_by("account_id")


def lock_notice(notice_id: int) -> Notice:
    """Raises NotFound."""
    found = Notice.objects.select_for_update().filter(pk=notice_id).first()
    if found is None:
        raise NotFound("没有这条消息，可能已被清理。")
    return found
