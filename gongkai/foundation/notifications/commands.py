"""Sending notices, and marking them read."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.foundation.execution import command, note, require
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.notifications import policies, queries
from gongkai.foundation.notifications.enums import NoticeKind, NotificationsTag
from gongkai.foundation.notifications.models import TITLE_LENGTH, Notice
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor


@command(NotificationsTag.NOTICE_SEND)
def send_notice(
    *,
    actor: Actor,
    account_ids: Collection[int],
    kind: NoticeKind,
    title: str,
    text: str,
    key: str,
    address: str = "",
) -> int:
    """Tell those accounts that can sign in; returns how many were told.

    Args:
        address: a path below /workbench/, or empty.
        key: names the occasion; an account that was told of it already is not told again.
    """
    require(policies.may_send(actor))
    told = set(
        Notice.objects.filter(key=key, account_id__in=account_ids).values_list("account_id", flat=True)
    )
    fresh = sorted(identity.active_account_ids(account_ids) - told)
    Notice.objects.bulk_create(
        (
            Notice(
                account_id=account_id,
                kind=kind,
                title=title[:TITLE_LENGTH],
                text=text,
                address=address,
                key=key,
            )
            for account_id in fresh
        ),
        ignore_conflicts=True,
    )
    note(told=len(fresh))
    return len(fresh)


@command(NotificationsTag.NOTICE_READ)
def mark_read(*, actor: Actor, notice_id: int) -> Notice:
    """One notice; again changes nothing."""
    notice = queries.lock_notice(notice_id)
    require(policies.may_read(actor, notice))
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


@command(NotificationsTag.NOTICE_READ_ALL)
def mark_all_read(*, actor: Actor) -> int:
    """All of one's own; returns how many were unread."""
    require(policies.may_read_notices(actor))
    read = queries.notices_of(actor.account_id or 0, unread=True).update(read_at=clock.now())
    note(read=read)
    return read
