"""The inbox with 2,000 open steps in one body: what a reviewer and the sender of all of them wait for."""

from __future__ import annotations

from itertools import cycle

from bench.catalogue_import import BENCH
from bench.catalogue_screen import HTMX, PASSWORD, first_byte, signed_in
from bench.figures import Figure, timed
from gongkai.core.workflow import commands
from gongkai.core.workflow.enums import DECIDERS
from gongkai.core.workflow.rules import STANDARD_ROUTE
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as accounts
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.secret import Secret

OPEN = 2_000
_REVIEWER, _SENDER = "bench.reviewer", "bench.sender"


def measure(address: str, division_code: str) -> list[Figure]:
    """Over HTTP from the running server; the cases stay in the bench's installation."""
    opened = timed(lambda: _open(division_code))
    reviewer, sender = signed_in(address, _REVIEWER), signed_in(address, _SENDER)
    page = "/workbench/inbox/"
    return [
        Figure(f"sending {OPEN:,} subjects for review, one command each", f"{OPEN / opened:,.0f}/s"),
        first_byte(f"workbench: 待办 of {OPEN:,} open steps", address, reviewer, page, {}),
        first_byte("… narrowed by words, the table alone", address, reviewer, f"{page}?q=7", HTMX),
        first_byte("… 我送审的, with who holds each", address, sender, f"{page}?view=sent", {}),
        first_byte("… 今天要办", address, reviewer, "/workbench/", {}),
    ]


def _open(division_code: str) -> None:
    """Subjects of every body of the county in turn, all at their first step."""
    division = organisations.get_division_by_code(division_code)
    bodies = list(organisations.bodies_in(division.pk))
    for username, roles in ((_REVIEWER, DECIDERS), (_SENDER, {Role.DEPARTMENT_EDITOR})):
        account = identity.create_account(
            actor=BENCH, username=username, display_name="测量员", body_id=bodies[0].pk,
            password=Secret(PASSWORD), must_change_password=False,
        )  # fmt: skip
        for role in sorted(roles):
            identity.grant_role(
                actor=BENCH, account_id=account.pk, role=role, division_id=division.pk, basis="测量"
            )
    found = accounts.find_account(_SENDER)
    assert found is not None
    sender = accounts.actor_for(found.pk)
    for number, body in zip(range(OPEN), cycle(bodies), strict=False):
        commands.open_case(
            actor=sender, subject_type="bench.paper", subject_id=number, title=f"第{number}件",
            body_id=body.pk, author_ids=[found.pk], route=STANDARD_ROUTE,
        )  # fmt: skip
