"""State × role × command: what an edition lets be done, by whom, and what it refuses in which words.

Every pair that is not in the table is refused, in Chinese, and changes nothing. Every step of the state
machine is taken by some command, and no command takes another one.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import (
    EditionState,
    ReexaminationOutcome,
    RelationKind,
    Verdict,
)
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.transitions import EDITION
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, NotFound
from tests import factories as make
from tests.factories import County

S = EditionState

EDITOR, REVIEWER, SECRECY, APPROVER, OFFICE, SUPERVISOR, PRODUCT, STRANGER = (
    "editor", "reviewer", "secrecy", "approver", "office", "supervisor", "product", "stranger",
)  # fmt: skip
WRITERS = {EDITOR, OFFICE, PRODUCT}
PUBLISHERS = WRITERS | {APPROVER}
RECALLERS = frozenset({EDITOR, PRODUCT})
WITHDRAWERS = {APPROVER, OFFICE, PRODUCT}


@dataclass
class World:
    """An edition at every place where one can stand, and the people."""

    county: County
    people: dict[str, Actor]
    places: dict[str, Edition] = field(default_factory=dict)


def _actors(county: County) -> dict[str, Actor]:
    return {
        EDITOR: county.person(Role.DEPARTMENT_EDITOR),
        REVIEWER: county.person(Role.REVIEWER),
        SECRECY: county.person(Role.SECRECY_REVIEWER),
        APPROVER: county.person(Role.APPROVER),
        OFFICE: county.person(Role.OPEN_AFFAIRS_OFFICE),
        SUPERVISOR: county.person(Role.SUPERVISOR),
        PRODUCT: make.SYSTEM,
        STRANGER: make.make_actor(Role.DEPARTMENT_EDITOR, county.other_bureau),
    }


def _scheduled(county: County) -> Edition:
    return commands.schedule_publication(
        actor=county.person(Role.APPROVER),
        edition_id=make.bring_to(county, make.draft(county), S.SIGNED).pk,
        at=clock.now() + timedelta(days=1),
    )


def _over(county: County, title: str = "结果公示") -> Edition:
    edition = make.publish_document(county, title, display_until=clock.today())
    Edition.objects.filter(pk=edition.pk).update(display_until=clock.today() - timedelta(days=1))
    return edition


def _withheld(county: County) -> Edition:
    draft = make.draft(
        county, "内部", openness="withheld", openness_reason="过程性信息。", openness_article="条例第十六条"
    )
    return make.bring_to(county, draft, S.SIGNED)


def _reexamination_id(edition: Edition) -> int:
    found = queries.open_reexamination_of(edition.document_id)
    return found.pk if found else 0


def _reopen(actor: Actor, edition: Edition) -> object:
    return commands.decide_reexamination(
        actor=actor,
        reexamination_id=_reexamination_id(edition),
        outcome=ReexaminationOutcome.OPEN_NOW,
        reason="过程已经结束，可以公开。",
    )


def _discarded(county: County) -> Edition:
    return commands.discard_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=make.draft(county).pk
    )


def make_places(county: County) -> dict[str, Edition]:
    reviewed = make.review(county, make.submit(county, make.draft(county)))
    cleared = make.clear(county, make.review(county, make.submit(county, make.draft(county))))
    superseded = make.publish_document(county)
    make.bring_to(county, make.correct(county, superseded.document), S.PUBLISHED)
    corrected = make.publish_document(county)
    withdrawn = make.publish_document(county)
    make.withdraw(county, withdrawn.document)
    expired = _over(county)
    commands.end_display(actor=make.SYSTEM, edition_id=expired.pk)
    reopened = _withheld(county)
    _reopen(make.SYSTEM, reopened)
    return {
        "draft": make.draft(county),
        "at review": make.submit(county, make.draft(county)),
        "at secrecy": reviewed,
        "at sign-off": cleared,
        "signed": make.bring_to(county, make.draft(county), S.SIGNED),
        "scheduled": _scheduled(county),
        "withheld": _withheld(county),
        "correction": make.bring_to(county, make.correct(county, corrected.document), S.SIGNED),
        "published": make.publish_document(county),
        "over": _over(county, "另一公示"),
        "superseded": superseded,
        "withdrawn": withdrawn,
        "expired": expired,
        "reopened": reopened,
        "discarded": _discarded(county),
    }


@pytest.fixture(scope="module")
def module_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.FILES_ROOT", tmp_path_factory.mktemp("files"))
        with django_db_blocker.unblock(), transaction.atomic():
            county = make.make_county()
            yield World(county, _actors(county), make_places(county))
            transaction.set_rollback(True)


@pytest.fixture
def world(module_world: World, db: None) -> World:
    return copy.copy(module_world)


Act = Callable[[Actor, Edition], object]


def _by(command: Callable[..., object], **inputs: Any) -> Act:
    return lambda actor, edition: command(actor=actor, edition_id=edition.pk, **inputs)


def _save(actor: Actor, edition: Edition) -> object:
    present = Edition.objects.get(pk=edition.pk)
    return commands.save_draft(
        actor=actor, edition_id=edition.pk, revision=present.revision, draft=make.a_draft("改过的标题")
    )


def _of_document(command: Callable[..., object], **inputs: Any) -> Act:
    return lambda actor, edition: command(actor=actor, document_id=edition.document_id, **inputs)


ACTS: dict[str, Act] = {
    "save": _save,
    "attach": _by(commands.attach_file, name="表.txt", chunks=[b"1"]),
    "relate": _by(commands.add_relation, kind=RelationKind.CITES, title="上级文件"),
    "discard": _by(commands.discard_draft),
    "restore": _by(commands.restore_draft),
    "submit": _by(commands.submit_edition),
    "recall": _by(commands.recall_edition),
    "review": _by(commands.review_edition, verdict=Verdict.APPROVE, sheet=make.CLEARED),
    "return at review": _by(commands.review_edition, verdict=Verdict.RETURN, opinion="请补附表。"),
    "clear": _by(commands.review_secrecy, sheet=make.CLEARED),
    "sign": _by(commands.sign_off_edition, verdict=Verdict.APPROVE, sheet=make.CLEARED),
    "return at sign-off": _by(commands.sign_off_edition, verdict=Verdict.RETURN, opinion="标题有误。"),
    "publish": _by(commands.publish_edition),
    "schedule": lambda actor, edition: commands.schedule_publication(
        actor=actor, edition_id=edition.pk, at=clock.now() + timedelta(days=2)
    ),
    "unschedule": _by(commands.unschedule_publication),
    "drop the schedule": _by(commands.drop_schedule, reason="账号已停用。"),
    "correct": _of_document(commands.start_correction, change_note="更正附表。"),
    "withdraw": _of_document(commands.withdraw_document, basis="依据条例第十五条。"),
    "end the display": _by(commands.end_display),
    "reopen": _reopen,
}

ALLOWED: dict[str, dict[str, set[str]]] = {
    "save": {"draft": WRITERS},
    "attach": {"draft": WRITERS},
    "relate": {"draft": WRITERS},
    "discard": {"draft": WRITERS},
    "restore": {"discarded": WRITERS},
    "submit": {"draft": WRITERS},
    "recall": dict.fromkeys(("at review", "at secrecy", "at sign-off"), RECALLERS),
    "review": {"at review": {REVIEWER, PRODUCT}},
    "return at review": {"at review": {REVIEWER, PRODUCT}},
    "clear": {"at secrecy": {SECRECY, PRODUCT}},
    "sign": {"at sign-off": {APPROVER, PRODUCT}},
    "return at sign-off": {"at sign-off": {APPROVER, PRODUCT}},
    "publish": dict.fromkeys(("signed", "scheduled", "correction"), PUBLISHERS),
    "schedule": dict.fromkeys(("signed", "scheduled", "correction"), PUBLISHERS - {PRODUCT}),
    "unschedule": {"scheduled": PUBLISHERS},
    "drop the schedule": {"scheduled": {PRODUCT}},
    "correct": dict.fromkeys(("published", "over", "superseded", "expired"), WRITERS),
    "withdraw": dict.fromkeys(("published", "over", "superseded", "correction"), WITHDRAWERS),
    "end the display": {"over": {PRODUCT}},
    "reopen": {"withheld": {OFFICE, PRODUCT}},
}

REFUSED = re.compile(
    r"角色|权限范围|当前(?:状态)?为“|不能|不在审批中|现处于|没有|无需|不在网站发布|系统自动|未届满|没有届满|只有|须由工作人员|已有"
)


def _rows() -> list[dict[str, Any]]:
    return [
        *Edition.objects.order_by("pk").values("pk", "state", "revision", "title", "publish_at", "ended_at"),
        *Document.objects.order_by("pk").values("pk", "index_number", "withdrawn_at", "hides_history"),
    ]


def _states() -> dict[int, str]:
    return dict(Edition.objects.values_list("pk", "state"))


@pytest.mark.parametrize("name", sorted(ACTS))
def test_what_is_allowed_is_done_and_the_rest_is_refused(world: World, name: str) -> None:
    before = _rows()
    for place, edition in world.places.items():
        for who, actor in world.people.items():
            case = f"{name}, {place}, {who}"
            if who in ALLOWED[name].get(place, set()):
                with transaction.atomic():
                    ACTS[name](actor, edition)
                    transaction.set_rollback(True)
                continue
            with pytest.raises((Denied, Conflict, NotFound), match=REFUSED.pattern) as refusal:
                ACTS[name](actor, edition)
            assert re.search(r"[\u4e00-\u9fff]", refusal.value.message), case
    assert _rows() == before


def test_every_step_of_the_state_machine_is_taken_and_no_other(world: World) -> None:
    taken: set[tuple[str, str]] = set()
    for name, places in ALLOWED.items():
        for place, who in places.items():
            before = _states()
            with transaction.atomic():
                ACTS[name](world.people[min(who)], world.places[place])
                after = _states()
                transaction.set_rollback(True)
            taken |= {(before[key], after[key]) for key in before.keys() & after if before[key] != after[key]}
    assert taken == {
        (source.value, step.target.value) for step in EDITION.table.values() for source in step.sources
    }


@pytest.mark.parametrize("state", list(EditionState))
@pytest.mark.parametrize("step", sorted(EDITION.table))
def test_the_table_of_steps(state: EditionState, step: str) -> None:
    transition = EDITION.table[step]
    edition = Edition(state=state)
    if state in transition.sources:
        EDITION.apply(edition, step)
        assert edition.state == transition.target
        return
    with pytest.raises(Conflict) as refusal:
        EDITION.apply(edition, step)
    assert refusal.value.message == (
        f"当前状态为“{state.label}”，不能{transition.label}。请刷新页面查看最新进展。"
    )
    assert edition.state == state


def test_every_state_has_its_place(world: World) -> None:
    assert {Edition.objects.get(pk=edition.pk).state for edition in world.places.values()} == set(
        EditionState
    )
