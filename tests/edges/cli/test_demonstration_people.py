"""Who carries the demonstration's papers: the people of the body that issues them."""

from __future__ import annotations

from dataclasses import replace

from gongkai.demonstration import county, documents
from gongkai.edges.cli.demonstration.documents import _Loader
from gongkai.edges.cli.demonstration.structure import load_accounts, load_structure
from gongkai.foundation.access.enums import DRAFTING_ROLES, Role
from gongkai.kernel import clock
from gongkai.kernel.actor import ActorKind

STEPS = (DRAFTING_ROLES, {Role.REVIEWER}, {Role.SECRECY_REVIEWER}, {Role.APPROVER})


def test_every_step_is_done_by_a_person_of_the_right_body(db: None) -> None:
    """Departments have people of their own; the office works for the government, townships for villages."""
    plan = county()
    keys = load_structure(plan)
    load_accounts(plan, keys)
    loader = _Loader(keys)
    paper = next(documents(clock.today()))
    for body in plan.bodies:
        if not body.division_code.startswith(plan.division_code):
            continue
        for roles in STEPS:
            person = loader._person(replace(paper, body_key=body.key), *roles)
            serving = {"government": "fzb", "village": body.parent_key}.get(body.kind, body.key)
            assert person.kind is ActorKind.PERSON, (body.key, roles)
            assert person.body_id in {keys.bodies[body.key], keys.bodies[serving]}, (body.key, roles)
