"""Routes as data: what a route may look like, and which one holds; pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from gongkai.core.workflow.enums import ROLES_OF_STEP, SecrecyStage, StepKind
from gongkai.foundation.access.enums import Role
from gongkai.kernel.place import Place

MOST_STEPS = 12
MOST_DAYS = 60
"""Working days of one step at most: three times what 条例 art. 26 gives for the whole of a publication. No
legal limit; it keeps a slip of the finger out."""
TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One decision of a route.

    `title` is what the step is called where the kind's own word does not do. `body_id`: the body that
    decides, where it is not the subject's own. `limit_days` counts working days. `secrecy_stage`: which
    stage of 保密审查 the decision carries.
    """

    kind: StepKind
    role: Role
    title: str = ""
    body_id: int | None = None
    limit_days: int | None = None
    secrecy_stage: str = ""

    @property
    def label(self) -> str:
        return self.title or StepKind(self.kind).label


STANDARD_ROUTE = (
    RouteStep(StepKind.REVIEW, Role.REVIEWER, secrecy_stage=SecrecyStage.FIRST),
    RouteStep(StepKind.SECRECY, Role.SECRECY_REVIEWER, secrecy_stage=SecrecyStage.SECOND),
    RouteStep(StepKind.SIGN_OFF, Role.APPROVER, secrecy_stage=SecrecyStage.APPROVAL),
)
"""审核 → 保密审查 → 签发, where nobody has set another: content first, secrecy before the signature, because
what is signed is published (政府信息公开条例 art. 17; 保守国家秘密法 art. 35)."""


def completed(route: Sequence[RouteStep], needed: Collection[StepKind]) -> tuple[RouteStep, ...]:
    """The route with a step of each kind that the subject cannot do without and the route lacks, decided by
    the role made for it: before the countersigning bodies are asked, else right before the signature.
    """
    steps = list(route)
    for kind in sorted(set(needed) - {step.kind for step in steps}, key=list(StepKind).index):
        later = (n for n, step in enumerate(steps) if step.kind in {StepKind.COUNTERSIGN, StepKind.SIGN_OFF})
        steps.insert(next(later, len(steps)), RouteStep(kind, ROLES_OF_STEP[kind][0]))
    return tuple(steps)


def positions(route: Iterable[RouteStep]) -> list[tuple[int, RouteStep]]:
    """Each step with its place in the order, from 1; neighbouring 会签 share one and run side by side."""
    found: list[tuple[int, RouteStep]] = []
    for step in route:
        before = found[-1] if found else None
        parallel = (
            before is not None
            and before[1].kind == StepKind.COUNTERSIGN
            and step.kind == StepKind.COUNTERSIGN
        )
        found.append(((before[0] if before else 0) + (not parallel), step))
    return found


def route_faults(steps: Sequence[RouteStep]) -> list[str]:
    """Why the steps make no route, one sentence each; empty when they do."""
    if not steps:
        return ["流程至少要有“签发”环节。"]
    faults = [fault for number, step in enumerate(steps, start=1) for fault in _step_faults(number, step)]
    if len(steps) > MOST_STEPS:
        faults.append(f"一个流程最多{MOST_STEPS}个环节，现有{len(steps)}个。")
    if steps[-1].kind != StepKind.SIGN_OFF or sum(step.kind == StepKind.SIGN_OFF for step in steps) != 1:
        faults.append("“签发”环节必须有且只有一个，并且放在最后：签发的就是要公开的内容。")
    if any(_side_by_side(one, other) and one.body_id == other.body_id for one, other in _pairs(steps)):
        faults.append("同一单位在会签中只能出现一次。")
    return faults + _stage_faults(steps)


def _step_faults(number: int, step: RouteStep) -> list[str]:
    name = f"第{number}个环节“{step.label}”"
    faults = []
    if step.role not in ROLES_OF_STEP[step.kind]:
        roles = "、".join(role.label for role in ROLES_OF_STEP[step.kind])
        faults.append(f"{name}的岗位应为{roles}。")
    if step.kind == StepKind.COUNTERSIGN and step.body_id is None:
        faults.append(f"{name}没有选择会签单位。")
    if step.kind == StepKind.COUNTERSIGN and step.secrecy_stage:
        faults.append(f"{name}不能承担保密审查：保密审查由信息产生单位负责。")
    if step.limit_days is not None and not 1 <= step.limit_days <= MOST_DAYS:
        faults.append(f"{name}的办理时限应为1至{MOST_DAYS}个工作日，不限时请留空。")
    if len(step.title) > TITLE_LENGTH:
        faults.append(f"{name}的名称不能超过{TITLE_LENGTH}字。")
    return faults


def _stage_faults(steps: Sequence[RouteStep]) -> list[str]:
    """The three stages of 保密审查 each once and in order (保守国家秘密法实施条例 art. 42; 条例 art. 17)."""
    stages = [step.secrecy_stage for step in steps if step.secrecy_stage]
    if stages == list(SecrecyStage.values):
        return []
    return ["保密审查的初审、复审、批准必须依次各由一个环节承担，否则文件审完也不能发布。"]


def _pairs(steps: Sequence[RouteStep]) -> list[tuple[RouteStep, RouteStep]]:
    """Every two steps of one parallel group."""
    placed = positions(steps)
    return [
        (one, other)
        for index, (position, one) in enumerate(placed)
        for place, other in placed[index + 1 :]
        if place == position
    ]


def _side_by_side(one: RouteStep, other: RouteStep) -> bool:
    return one.kind == other.kind == StepKind.COUNTERSIGN


class Placed(Protocol):
    """A stored route, as far as its precedence goes."""

    body_id: int | None
    division_id: int | None
    subject_kind: str


R = TypeVar("R", bound=Placed)


def chosen(routes: Iterable[R], place: Place, subject_kind: str) -> R | None:
    """The route that holds for a subject of the kind at `place`: the nearest body, then the nearest division,
    then the installation; at each of them the one for the kind before the one for all.
    """
    known = {(route.body_id, route.division_id, route.subject_kind): route for route in routes}
    scopes: list[tuple[int | None, int | None]] = [
        *((body_id, None) for body_id in place.body_ids),
        *((None, division_id) for division_id in place.division_ids),
        (None, None),
    ]
    wanted = ((*scope, kind) for scope in scopes for kind in dict.fromkeys((subject_kind, "")))
    return next((known[key] for key in wanted if key in known), None)
