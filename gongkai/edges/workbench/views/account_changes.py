"""The forms on the page of an account, and the commands behind them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow import policies as workflow_policies
from gongkai.edges.workbench.forms.accounts import (
    EVERYWHERE,
    AccountForm,
    BasisForm,
    Choices,
    GrantForm,
    PlainForm,
)
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.edges.workbench.forms.standing_in import AbsenceForm, HandOverForm
from gongkai.edges.workbench.panels import Panel
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import holds
from gongkai.foundation.identity import commands, policies, queries
from gongkai.foundation.identity.rules.passwords import password_fault
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision, deny
from gongkai.kernel.ids import ALPHABET
from gongkai.kernel.secret import Secret

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.foundation.identity.models import Account

F = TypeVar("F", bound=WorkbenchForm)

KEEPER = frozenset({Role.SYSTEM_ADMINISTRATOR})
GUARD = frozenset({Role.SECURITY_ADMINISTRATOR})
_GROUP = 4


def temporary_password() -> Secret[str]:
    """A password for one use, easy to read out: capitals, small letters, figures and hyphens."""
    letters = [letter for letter in ALPHABET if letter.isalpha()]
    figures = [letter for letter in ALPHABET if letter.isdigit()]
    while True:
        parts = (
            secrets.choice(letters).upper() + _drawn(letters, _GROUP),
            _drawn(figures, _GROUP),
            _drawn(letters, _GROUP),
        )
        password = "-".join(parts)
        if not password_fault(password, ""):
            return Secret(password)


def _drawn(letters: Sequence[str], count: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(count))


def panels_of(actor: Actor, account: Account, data: QueryDict | None = None, only: str = "") -> list[Panel]:
    """What may be changed now; with `data` the form of the change `only` is filled with what was sent."""

    def form(kind: type[F], name: str, **options: Any) -> F:
        return kind(data if name == only else None, auto_id=f"id_{name}_%s", **options)

    update = policies.may_update_account(actor, account)
    grant = _may_grant(actor, account)
    panels = [
        Panel(
            "update",
            "修改姓名、单位、电话",
            form(
                AccountForm,
                "update",
                bodies=_bodies(actor) if update.allowed else [],
                initial={
                    "display_name": account.display_name,
                    "body": account.body_id,
                    "telephone": account.telephone,
                },
            ),
            update,
            _update,
        ),
        Panel(
            "grant",
            "授予角色",
            form(
                GrantForm,
                "grant",
                scopes=scope_choices(actor) if grant.allowed else [],
                initial={"scope": f"body-{account.body_id}"},
            ),
            grant,
            _grant,
        ),
        Panel(
            "end-sessions",
            "结束全部登录",
            form(PlainForm, "end-sessions"),
            policies.may_end_sessions(actor, account),
            _end_sessions,
            "结束该账号的全部登录？",
        ),
    ]
    return [*panels, *_standing_in(actor, account, form), *_conditional(actor, account, form)]


def _standing_in(actor: Actor, account: Account, form: Any) -> list[Panel]:
    """For somebody who is away or has left, and cannot say so any more."""
    away = policies.may_register_absence(actor, account)
    hand_over = workflow_policies.may_hand_over(actor, account.pk)
    if not away.allowed and not hand_over.allowed:
        return []
    people = [
        (each.pk, each.display_name)
        for each in queries.colleagues_of(account.body_id)
        if each.pk != account.pk
    ]
    return [
        Panel("absence", "登记不在岗", form(AbsenceForm, "absence", people=people), away, _register_absence),
        Panel(
            "hand-over", "移交待办", form(HandOverForm, "hand-over", people=people), hand_over, _hand_over,
            "把转办到该人员名下的待办全部移交？",
        ),
    ]  # fmt: skip


def _conditional(actor: Actor, account: Account, form: Any) -> list[Panel]:
    """Changes that make sense only in a certain state of the account."""
    found = []
    if account.locked_until is not None and account.locked_until > clock.now():
        found.append(
            Panel(
                "unlock", "解除锁定", form(PlainForm, "unlock"),
                policies.may_unlock_account(actor, account), _unlock,
            )
        )  # fmt: skip
    if account.has_second_factor and actor.account_id != account.pk:
        found.append(
            Panel(
                "second-factor", "解除动态口令", form(PlainForm, "second-factor"),
                policies.may_remove_second_factor(actor, account), _remove_totp,
                "解除该账号的动态口令？", alarm=True,
            )
        )  # fmt: skip
    if account.is_active:
        found.append(
            Panel(
                "disable", "停用账号", form(BasisForm, "disable"),
                policies.may_disable_account(actor, account), _disable,
                "停用这个账号？", alarm=True,
            )
        )  # fmt: skip
    else:
        decision = policies.may_enable_account(actor, account)
        found.append(Panel("enable", "启用账号", form(PlainForm, "enable"), decision, _enable))
    return found


def scope_choices(actor: Actor) -> Choices:
    """How far the roles may reach that the actor gives: no farther than the actor's own right."""
    divisions = organisations.divisions_covered(actor, GUARD)
    bodies = organisations.bodies_covered(actor, GUARD)
    everywhere = [(EVERYWHERE, "全部地区和单位")] if holds(actor, GUARD) else []
    return [
        ("单位", [(f"body-{pk}", name) for pk, name in bodies.values_list("pk", "name")]),
        ("地区", [(f"division-{pk}", name) for pk, name in divisions.values_list("pk", "name")]),
        *([("其他", everywhere)] if everywhere else []),
    ]


def _may_grant(actor: Actor, account: Account) -> Decision:
    """Whether there is any scope at all in which the actor could give the account a role."""
    if not account.is_active:
        return deny("该账号已停用，不能授予角色。")
    own = policies.may_grant_role(actor, account, queries.place_of_scope(account.body_id, None))
    if own.allowed or not organisations.divisions_covered(actor, GUARD).exists():
        return own
    return own if actor.account_id == account.pk else Decision(allowed=True)


def _bodies(actor: Actor) -> Choices:
    covered = organisations.bodies_covered(actor, KEEPER)
    return [(str(pk), name) for pk, name in covered.values_list("pk", "name")]


def _update(actor: Actor, account: Account, form: AccountForm) -> object:
    return commands.update_account(
        actor=actor,
        account_id=account.pk,
        display_name=form.text("display_name"),
        body_id=form.cleaned_data["body"],
        telephone=form.text("telephone"),
    )


def _grant(actor: Actor, account: Account, form: GrantForm) -> object:
    return commands.grant_role(
        actor=actor,
        account_id=account.pk,
        role=Role(form.cleaned_data["role"]),
        body_id=form.body_id(),
        division_id=form.division_id(),
        basis=form.text("basis"),
    )


def _register_absence(actor: Actor, account: Account, form: AbsenceForm) -> object:
    return commands.register_absence(
        actor=actor,
        account_id=account.pk,
        deputy_id=form.cleaned_data["deputy"],
        from_on=form.cleaned_data["from_on"],
        until_on=form.cleaned_data["until_on"],
        reason=form.text("reason"),
    )


def _hand_over(actor: Actor, account: Account, form: HandOverForm) -> object:
    return workflow.hand_over_steps(
        actor=actor,
        account_id=account.pk,
        to_account_id=form.cleaned_data["to"],
        reason=form.text("reason"),
    )


def _end_sessions(actor: Actor, account: Account, form: PlainForm) -> object:
    return commands.end_sessions(actor=actor, account_id=account.pk)


def _unlock(actor: Actor, account: Account, form: PlainForm) -> object:
    return commands.unlock_account(actor=actor, account_id=account.pk)


def _remove_totp(actor: Actor, account: Account, form: PlainForm) -> object:
    return commands.remove_totp(actor=actor, account_id=account.pk)


def _disable(actor: Actor, account: Account, form: BasisForm) -> object:
    return commands.disable_account(actor=actor, account_id=account.pk, basis=form.text("basis"))


def _enable(actor: Actor, account: Account, form: PlainForm) -> object:
    return commands.enable_account(actor=actor, account_id=account.pk)
