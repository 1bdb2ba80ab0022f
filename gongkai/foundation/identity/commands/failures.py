"""Failed proofs of who somebody is.

A failure is an outcome of a command and not an error: it has to be counted and audited, and an error would
undo both.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import check_password

from gongkai.foundation.execution import note
from gongkai.foundation.identity import queries
from gongkai.foundation.identity.enums import SignInCause, SignInResult
from gongkai.foundation.identity.models import Account, SignInFailure
from gongkai.foundation.identity.rules import sign_in as rules
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.kernel.secret import Secret


@dataclass(frozen=True, slots=True)
class WrongPassword:
    """The holder's own password was asked for, and what was typed is not it."""

    field: str
    message: str


def settled(outcome: Account | WrongPassword) -> Account:
    """The account, once the command's transaction is over and a failure is safely counted.

    Raises:
        InvalidInput: the password was wrong, or the account is locked.
    """
    if isinstance(outcome, WrongPassword):
        raise InvalidInput.for_field(outcome.field, outcome.message)
    return outcome


def check_own_password(account: Account, password: Secret[str], field: str) -> WrongPassword | None:
    """Ask the holder's password of somebody signed in; whoever guesses is locked out as at the sign-in."""
    if rules.is_locked(account.locked_until, clock.now()):
        cause = SignInCause.LOCKED
    elif check_password(password.reveal(), account.password):
        forget_failures(account)
        return None
    else:
        cause = SignInCause.WRONG_PASSWORD
        count_failure(account)
    note(subject=account, result=SignInResult.REFUSED, cause=cause)
    until = account.locked_until.astimezone(clock.CHINA) if account.locked_until else None
    return WrongPassword(field, rules.wrong_password(until, queries.limits()))


def count_failure(account: Account) -> None:
    """One more failure in a row, and the lock when there are too many."""
    account.failed_attempts, account.locked_until = rules.after_failure(
        account.failed_attempts, account.locked_until, clock.now(), queries.limits()
    )
    account.save(update_fields=["failed_attempts", "locked_until"])
    note(failed_attempts=account.failed_attempts, locked=account.locked_until is not None)


def forget_failures(account: Account) -> None:
    account.failed_attempts, account.locked_until = 0, None
    account.save(update_fields=["failed_attempts", "locked_until"])


def count_address(address: str) -> None:
    """One more failure from an address; those that no longer count are dropped on the way.

    Attempts under way at the same moment do not see each other: as many more than the limit may pass as
    the web server handles at once.
    """
    if not address:
        return
    now = clock.now()
    # the oldest that can still block stands a window before the newest, which blocks for a window more
    past = SignInFailure.objects.filter(at__lt=now - 2 * queries.limits().address_window)
    # rows that somebody else is just dropping are left to them: two sweeps never wait for each other
    SignInFailure.objects.filter(pk__in=past.select_for_update(skip_locked=True).values("pk")).delete()
    SignInFailure.objects.create(address=rules.address_key(address), at=now)
