"""Who hears of a standard: the keepers of catalogues that have to follow it, at once and as time runs out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries
from gongkai.core.catalogue.commands.following import FOLLOWING_RULE, KEEPER
from gongkai.core.catalogue.enums import CLERKS_LAYERS, FOLLOW_UP, KEEPERS, TOWNSHIP_KEEPERS, Layer
from gongkai.core.catalogue.models import FollowUp
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications import queries as notices
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.foundation.deadlines.models import StandingDeadline

REMIND_AHEAD = timedelta(days=15)
"""How long before the day a reminder goes out. Working practice, no legal limit."""


def tell_followers(standard_id: int) -> int:
    """Tell the keepers of every catalogue that has to follow a standard; returns how many were told."""
    follow_ups = list(queries.follow_ups_to(standard_id, open_only=True))
    standing = deadlines.deadlines_of(FOLLOW_UP, [each.pk for each in follow_ups])
    return sum(_tell(each, "begun", _begun(each, standing.get(each.pk, []))) for each in follow_ups)


def remind_followers() -> int:
    """Tell keepers that a follow-up is due soon or overdue, once each; returns how many were told."""
    today = clock.today()
    due = {
        each.subject_id: each
        for each in deadlines.open_deadlines(
            KEEPER, rule_code=FOLLOWING_RULE, due_before=today + REMIND_AHEAD + timedelta(days=1)
        ).filter(subject_type=FOLLOW_UP)
    }
    told = 0
    for follow_up in queries.open_follow_ups(due):
        day = due[follow_up.pk].due_on
        assert day is not None, "found by its day"
        is_late = day < today
        words = (
            f"《{follow_up.standard.title}》的跟进{'已于' if is_late else '将于'}{day:%-m月%-d日}到期",
            f"“{follow_up.catalogue.title}”还有上级变动没有处理或者没有公布。处理完毕并公布新版目录后自动办结。",
        )
        told += _tell(follow_up, "overdue" if is_late else "near", words)
    return told


def _begun(follow_up: FollowUp, standing: list[StandingDeadline]) -> tuple[str, str]:
    standard, day = follow_up.standard, standing[0].due_on if standing else None
    until = f"请在{day:%Y年%-m月%-d日}前" if day else "请"
    return (
        f"需要跟进新标准：《{standard.title}》（{standard.area.name}）",
        f"“{follow_up.catalogue.title}”{until}逐项处理上级变动，并公布新版目录。",
    )


def _tell(follow_up: FollowUp, occasion: str, words: tuple[str, str]) -> int:
    key = f"follow-up:{follow_up.pk}:{occasion}"
    if notices.notices_sent(key).exists():
        return 0
    title, text = words
    address = f"/workbench/catalogues/{follow_up.catalogue_id}/upstream/?area={follow_up.standard.area_id}"
    return notifications.send_notice(
        actor=KEEPER,
        account_ids=_keepers(follow_up),
        kind=NoticeKind.CATALOGUE,
        title=title,
        text=text,
        key=key,
        address=address,
    )


def _keepers(follow_up: FollowUp) -> set[int]:
    """The office of the division; of a township or village its clerk, and the office where there is none."""
    catalogue = follow_up.catalogue
    assert catalogue.division_id is not None, "nothing stands above the national catalogue"
    place = organisations.place_of_division(catalogue.division_id)
    of_clerk = TOWNSHIP_KEEPERS - KEEPERS if Layer(catalogue.layer) in CLERKS_LAYERS else frozenset()
    for roles in (of_clerk, KEEPERS):
        found = {account.pk for role in roles for account in identity.accounts_with_role(role, place)}
        if found:
            return found
    return set()
