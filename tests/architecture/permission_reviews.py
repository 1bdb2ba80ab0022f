"""Reviews in every state, a route, phrases and absences for the permission table; inputs of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow.enums import StepKind
from gongkai.core.workflow.models import Phrase, Route
from gongkai.core.workflow.rules import STANDARD_ROUTE, RouteStep
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Absence, Account
from gongkai.kernel import clock
from tests import factories as make
from tests.factories import County

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

SUBJECT = "test.review"
_AT_REVIEW, _AT_SECRECY, _HELD, _ASKED, _AT_LEGAL = 101, 102, 103, 104, 105


@dataclass
class Reviews:
    """What the commands of the workflow are tried on."""

    route: Route
    body_phrase: Phrase
    own_phrase: Phrase
    absence: Absence
    colleagues_absence: Absence


def make_reviews(county: County, me: Account, colleague: Account, fresh: Account) -> Reviews:
    _open(county, _AT_REVIEW)
    _open(county, _AT_SECRECY)
    workflow.approve_step(actor=make.SYSTEM, **_of(_AT_SECRECY), kind="review", opinion="")
    _open(county, _HELD)
    workflow.hold_case(actor=make.SYSTEM, **_of(_HELD), reason="报请确定")
    asked = RouteStep(StepKind.COUNTERSIGN, Role.REVIEWER, body_id=county.bureau.pk)
    workflow.open_case(
        actor=make.SYSTEM, **_of(_ASKED), title="会签件", body_id=county.other_bureau.pk, author_ids=[],
        route=(asked, STANDARD_ROUTE[-1]),
    )  # fmt: skip
    legal = RouteStep(StepKind.LEGAL, Role.LEGAL_REVIEWER)
    workflow.open_case(
        actor=make.SYSTEM, **_of(_AT_LEGAL), title="规范性文件", body_id=county.bureau.pk, author_ids=[],
        route=(legal, STANDARD_ROUTE[-1]),
    )  # fmt: skip
    own = make.make_actor(None, county.bureau, account_id=me.pk)
    return Reviews(
        route=workflow.save_route(
            actor=make.SYSTEM, name="本县", steps=STANDARD_ROUTE, division_id=county.division.pk
        ),
        body_phrase=workflow.add_phrase(actor=make.SYSTEM, text="请核对。", body_id=county.bureau.pk),
        own_phrase=workflow.add_phrase(actor=own, text="同意公开。"),
        absence=_away(me, fresh),
        colleagues_absence=_away(colleague, fresh),
    )


def _open(county: County, number: int) -> None:
    workflow.open_case(
        actor=make.SYSTEM, **_of(number), title=f"第{number}件", body_id=county.bureau.pk, author_ids=[],
        route=STANDARD_ROUTE,
    )  # fmt: skip


def _of(number: int) -> dict[str, Any]:
    return {"subject_type": SUBJECT, "subject_id": number}


def _away(account: Account, deputy: Account) -> Absence:
    return identity.register_absence(
        actor=make.SYSTEM, **_days(0), account_id=account.pk, deputy_id=deputy.pk
    )


def _days(after: int) -> dict[str, Any]:
    day = clock.today() + timedelta(days=after)
    return {"from_on": day, "until_on": day}


REVIEW_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "workflow.case.hold@review": lambda w: {**_of(_AT_REVIEW), "reason": "报请确定"},
    "workflow.case.resume@review": lambda w: _of(_HELD),
    "workflow.step.approve@countersign": lambda w: {**_of(_ASKED), "kind": "countersign", "opinion": ""},
    "workflow.step.return@countersign": lambda w: {**_of(_ASKED), "kind": "countersign", "opinion": "请改"},
    "workflow.step.approve@legal": lambda w: {**_of(_AT_LEGAL), "kind": "legal", "opinion": ""},
    "workflow.step.return@legal": lambda w: {**_of(_AT_LEGAL), "kind": "legal", "opinion": "请补充依据"},
    "workflow.step.send_back@secrecy": lambda w: {
        **_of(_AT_SECRECY),
        "kind": "secrecy",
        "position": 1,
        "opinion": "请再核",
    },
    "workflow.step.delegate@review": lambda w: {**_of(_AT_REVIEW), "to_account_id": w.colleague.pk},
    "workflow.step.remind": lambda w: _of(_AT_REVIEW),
    "workflow.step.hand_over": lambda w: {"account_id": w.colleague.pk, "to_account_id": w.fresh.pk},
    "workflow.step.hand_over@own": lambda w: {"account_id": w.me.pk, "to_account_id": w.fresh.pk},
    "workflow.step.release": lambda w: {"account_id": w.colleague.pk},
    "workflow.route.save": lambda w: {
        "name": "本县规范性文件",
        "steps": STANDARD_ROUTE,
        "division_id": w.county.division.pk,
        "subject_kind": "normative",
    },
    "workflow.route.save@body": lambda w: {
        "name": "本局",
        "steps": STANDARD_ROUTE,
        "body_id": w.county.bureau.pk,
    },
    "workflow.route.save@installation": lambda w: {"name": "通用", "steps": STANDARD_ROUTE},
    "workflow.route.remove": lambda w: {"route_id": w.reviews.route.pk},
    "workflow.phrase.add": lambda w: {"text": "请补充依据。"},
    "workflow.phrase.add@body": lambda w: {"text": "请补充附件。", "body_id": w.county.bureau.pk},
    "workflow.phrase.remove": lambda w: {"phrase_id": w.reviews.own_phrase.pk},
    "workflow.phrase.remove@body": lambda w: {"phrase_id": w.reviews.body_phrase.pk},
    "identity.absence.register": lambda w: {
        **_days(30),
        "account_id": w.colleague.pk,
        "deputy_id": w.fresh.pk,
    },
    "identity.absence.register@own": lambda w: {
        **_days(30),
        "account_id": w.me.pk,
        "deputy_id": w.fresh.pk,
    },
    "identity.absence.end": lambda w: {"absence_id": w.reviews.colleagues_absence.pk},
    "identity.absence.end@own": lambda w: {"absence_id": w.reviews.absence.pk},
}
