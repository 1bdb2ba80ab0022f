"""A person is told once for each occasion, and reads their own notices only."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Account
from gongkai.foundation.notifications import commands, queries
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.foundation.notifications.models import Notice
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Denied, NotFound
from tests import factories as make
from tests.factories import SYSTEM, County
from tests.foundation.deadlines.build import account


def send(*accounts: Account, key: str = "occasion:1", **more: object) -> int:
    values: dict[str, object] = {
        "kind": NoticeKind.DEADLINE_MOVED,
        "title": "1项期限变动",
        "text": "公开《甲》：提前一天。",
        "address": "/workbench/deadlines/",
    }
    ids = [holder.pk for holder in accounts]
    return commands.send_notice(actor=SYSTEM, account_ids=ids, key=key, **{**values, **more})


def person(holder: Account) -> Actor:
    return make.make_actor(None, account_id=holder.pk)


def test_told_once_for_each_occasion(county: County) -> None:
    first, second = account("first", county.bureau), account("second", county.bureau)
    assert send(first) == 1
    assert send(first, second) == 1
    assert send(first, second) == 0
    assert send(first, key="occasion:2") == 1
    assert queries.unread_count(first.pk) == 2
    assert [notice.key for notice in queries.notices_of(first.pk)] == ["occasion:2", "occasion:1"]


def test_who_cannot_sign_in_or_does_not_exist_is_passed_over(county: County) -> None:
    gone = account("gone", county.bureau)
    identity.disable_account(actor=SYSTEM, account_id=gone.pk)
    assert commands.send_notice(
        actor=SYSTEM, account_ids=[gone.pk, 987_654], kind=NoticeKind.DEADLINE_MOVED, title="甲",
        text="乙", key="occasion:1",
    ) == 0  # fmt: skip
    assert not Notice.objects.exists()


def test_read_one_then_all(county: County) -> None:
    holder = account("holder", county.bureau)
    for number in range(3):
        send(holder, key=f"occasion:{number}")
    newest = queries.notices_of(holder.pk)[0]
    read = commands.mark_read(actor=person(holder), notice_id=newest.pk)
    again = commands.mark_read(actor=person(holder), notice_id=newest.pk)
    assert read.read_at == again.read_at
    assert read.read_at is not None
    assert queries.unread_count(holder.pk) == 2
    assert newest not in queries.notices_of(holder.pk, kind=NoticeKind.DEADLINE_MOVED, unread=True)
    assert commands.mark_all_read(actor=person(holder)) == 2
    assert commands.mark_all_read(actor=person(holder)) == 0
    assert queries.unread_count(holder.pk) == 0


def test_reading_all_leaves_the_notices_of_others(county: County) -> None:
    mine, other = account("mine", county.bureau), account("other", county.bureau)
    send(mine, other)
    commands.mark_all_read(actor=person(mine))
    assert queries.unread_count(other.pk) == 1


def test_nobody_reads_for_another_and_nobody_but_the_product_sends(county: County) -> None:
    holder, other = account("holder", county.bureau), account("other", county.bureau)
    send(holder)
    notice = queries.notices_of(holder.pk).get()
    with pytest.raises(Denied, match="其他人"):
        commands.mark_read(actor=person(other), notice_id=notice.pk)
    with pytest.raises(Denied, match="系统发送"):
        commands.send_notice(
            actor=county.person(Role.SYSTEM_ADMINISTRATOR),
            account_ids=[other.pk],
            kind=NoticeKind.DEADLINE_MOVED,
            title="甲",
            text="乙",
            key="occasion:9",
        )
    with pytest.raises(NotFound):
        commands.mark_read(actor=person(holder), notice_id=notice.pk + 1)
    assert queries.unread_count(holder.pk) == 1


def test_a_title_is_cut_to_its_column(county: County) -> None:
    holder = account("holder", county.bureau)
    send(holder, title="长" * 500)
    assert len(queries.notices_of(holder.pk).get().title) == 200


def test_an_address_outside_the_workbench_is_refused_by_the_database(county: County) -> None:
    holder = account("holder", county.bureau)
    for address in ("https://elsewhere.example/", "//elsewhere.example/", "/portal/"):
        with pytest.raises(IntegrityError), transaction.atomic():
            send(holder, address=address)


def test_the_moment_is_the_clocks(county: County) -> None:
    holder = account("holder", county.bureau)
    with clock.frozen(clock.now()) as _:
        send(holder)
        assert queries.notices_of(holder.pk).get().created_at == clock.now()
