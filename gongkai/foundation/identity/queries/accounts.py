"""Reads of accounts, roles and sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.access.rules import covers
from gongkai.foundation.identity.models import Account, RoleGrant, SignInFailure
from gongkai.foundation.identity.rules.accounts import tidy_username, username_fault
from gongkai.foundation.identity.rules.passwords import is_expired
from gongkai.foundation.identity.rules.sign_in import Limits, address_key, is_blocked
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor, Grant
from gongkai.kernel.errors import NotFound
from gongkai.kernel.place import Place

ADMINISTRATORS_LOCK = 0x676B_6164_6D69
"""Advisory lock: two administrators never take each other's last role away at once."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who can sign in and holds a role, as lists name people."""

    account_id: int
    name: str


def limits() -> Limits:
    """The figures that this installation is set to."""
    return Limits(
        failures=settings.SIGN_IN_FAILURES,
        lock=timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES),
        address_failures=settings.SIGN_IN_ADDRESS_FAILURES,
        address_window=timedelta(minutes=settings.SIGN_IN_ADDRESS_MINUTES),
        idle=timedelta(minutes=settings.SIGN_IN_IDLE_MINUTES),
        longest=timedelta(hours=settings.SIGN_IN_LONGEST_HOURS),
        password_age=timedelta(days=settings.PASSWORD_MAX_AGE_DAYS),
        second_factor_roles=frozenset(settings.REQUIRE_TOTP_ROLES),
    )


# --- accounts ----------------------------------------------------------------------------------------


def get_account(account_id: int) -> Account:
    """The account with its body. Raises NotFound."""
    account = Account.objects.select_related("body__division").filter(pk=account_id).first()
    if account is None:
        raise NotFound("没有这个账号，可能已被删除。")
    return account


def find_account(username: str) -> Account | None:
    """By user name, however it was typed; a text that cannot be a user name finds nobody."""
    wanted = tidy_username(username)
    if username_fault(wanted):
        return None
    return Account.objects.select_related("body__division").filter(username=wanted).first()


def account_ids_by_username() -> dict[str, int]:
    """Every account's key by its name, for loads that go on where they stopped."""
    return dict(Account.objects.values_list("username", "pk"))


def active_account_ids(account_ids: Collection[int]) -> set[int]:
    """Those of the keys that belong to accounts that can sign in."""
    return set(Account.objects.filter(pk__in=account_ids, is_active=True).values_list("pk", flat=True))


def colleagues_of(body_id: int) -> QuerySet[Account]:
    """Those of a body that can sign in, by user name: among whom somebody chooses a deputy."""
    return Account.objects.filter(body_id=body_id, is_active=True).order_by("username")


def lock_account(account_id: int) -> Account:
    """The account, locked for a change. Raises NotFound."""
    account = (
        Account.objects.select_for_update(of=("self",))
        .select_related("body__division")
        .filter(pk=account_id)
        .first()
    )
    if account is None:
        raise NotFound("没有这个账号，可能已被删除。")
    return account


def list_accounts(
    actor: Actor,
    *,
    words: str = "",
    body_id: int | None = None,
    role: Role | None = None,
    is_active: bool | None = None,
) -> QuerySet[Account]:
    """The accounts that an administrator oversees: those whose own body lies in the scope of the role.

    Args:
        words: part of a user name, a name or a telephone number.
        body_id: the body and those that rights over it reach.
    """
    bodies = organisations.bodies_covered(actor, ADMINISTRATORS, include_closed=True)
    accounts = Account.objects.select_related("body__division").order_by(
        "body__sort_key", "body_id", "username"
    )
    accounts = accounts.filter(body__in=bodies.order_by().values("pk"))
    if words:
        accounts = accounts.filter(
            Q(username__icontains=words) | Q(display_name__icontains=words) | Q(telephone__contains=words)
        )
    if body_id is not None:
        accounts = accounts.filter(body__lineage__contains=[body_id])
    if role is not None:
        accounts = accounts.filter(Exists(_held().filter(account=OuterRef("pk"), role=role)))
    if is_active is not None:
        accounts = accounts.filter(is_active=is_active)
    return accounts


def locked_accounts(actor: Actor) -> QuerySet[Account]:
    """Those that an administrator oversees and that are locked now, the longest lock last."""
    return list_accounts(actor, is_active=True).filter(locked_until__gt=clock.now()).order_by("locked_until")


def accounts_without_role(actor: Actor) -> QuerySet[Account]:
    """Those that an administrator oversees and that can sign in but do nothing yet, the newest last."""
    return list_accounts(actor, is_active=True).exclude(pk__in=_held().values("account")).order_by("id")


# --- roles -------------------------------------------------------------------------------------------


def grants_of(account_id: int, *, include_revoked: bool = False) -> QuerySet[RoleGrant]:
    """Oldest first, with their scopes."""
    grants = RoleGrant.objects.filter(account_id=account_id).select_related("body", "division").order_by("id")
    return grants if include_revoked else grants.filter(revoked_at__isnull=True)


def get_grant(grant_id: int) -> RoleGrant:
    """Raises NotFound."""
    grant = RoleGrant.objects.select_related("body", "division", "account").filter(pk=grant_id).first()
    if grant is None:
        raise NotFound("没有这条授权记录。")
    return grant


def place_of_scope(body_id: int | None, division_id: int | None) -> Place | None:
    """Where a role is held; `None` stands for the installation. Raises NotFound."""
    if body_id is not None:
        return organisations.place_of_body(body_id)
    if division_id is not None:
        return organisations.place_of_division(division_id)
    return None


def accounts_with_role(role: Role, place: Place | None) -> QuerySet[Account]:
    """Active accounts whose role reaches `place` (`None`: the installation), by user name."""
    reaching = _held().filter(_covers(place), role=role)
    return (
        Account.objects.select_related("body")
        .filter(is_active=True, pk__in=reaching.values("account"))
        .order_by("username")
    )


def holders(wanted: Collection[tuple[str, Place]]) -> dict[tuple[str, Place], list[Holder]]:
    """Who can sign in and holds each role over each place, by user name; in one query for all of them."""
    bodies = {pk for _, place in wanted for pk in place.body_ids}
    divisions = {pk for _, place in wanted for pk in place.division_ids}
    everywhere = Q(body__isnull=True, division__isnull=True)
    rows = (
        _held()
        .filter(everywhere | Q(body__in=bodies) | Q(division__in=divisions), account__is_active=True)
        .filter(role__in={role for role, _ in wanted})
        .order_by("account__username", "id")
        .values_list("role", "body_id", "division_id", "account_id", "account__display_name")
    )
    found: defaultdict[tuple[str, Place], dict[int, Holder]] = defaultdict(dict)
    for role, body_id, division_id, account_id, name in rows:
        grant = Grant(role, body_id, division_id)
        for seat in wanted:
            if seat[0] == role and covers(grant, seat[1]):
                found[seat][account_id] = Holder(account_id, name)
    return {seat: list(found[seat].values()) for seat in wanted}


def has_administrators() -> bool:
    return _held().filter(role__in=ADMINISTRATORS, account__is_active=True).exists()


def is_last_holder(grant: RoleGrant) -> bool:
    """Whether nobody else who can sign in holds the role over as much."""
    place = place_of_scope(grant.body_id, grant.division_id)
    return not accounts_with_role(Role(grant.role), place).exclude(pk=grant.account_id).exists()


def lock_administrators() -> None:
    """Wait until nobody else takes administrators' roles away; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADMINISTRATORS_LOCK])


def roles_hanging_on(body_id: int) -> str:
    """What `organisations.commands.close_body` waits for: roles still held over the body, in words."""
    count = _held().filter(body_id=body_id).count()
    return f"{count}项生效的角色授权" if count else ""


def is_address_blocked(address: str) -> bool:
    """Whether too many sign-ins from the address failed lately. An unknown address is nobody's."""
    figures = limits()
    if not address or not figures.address_failures:
        return False
    failures = SignInFailure.objects.filter(address=address_key(address)).order_by("-at")
    latest = failures.values_list("at", flat=True)[: figures.address_failures]
    return is_blocked(list(latest), clock.now(), figures)


def must_change_password(account: Account) -> bool:
    """The password was set by somebody else, or is too old."""
    return account.must_change_password or is_expired(
        account.password_changed_at, clock.now(), limits().password_age
    )


def must_enrol_second_factor(account: Account) -> bool:
    """A role asks for a second factor and the account has none."""
    wanted = limits().second_factor_roles
    return not account.has_second_factor and _held().filter(account=account, role__in=wanted).exists()


def held_roles(account_id: int) -> Collection[str]:
    return set(_held().filter(account_id=account_id).values_list("role", flat=True))


def _held() -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(revoked_at__isnull=True)


def _covers(place: Place | None) -> Q:
    everywhere = Q(body__isnull=True, division__isnull=True)
    if place is None:
        return everywhere
    return everywhere | Q(body__in=place.body_ids) | Q(division__in=place.division_ids)
