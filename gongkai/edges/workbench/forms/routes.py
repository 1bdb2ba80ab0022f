"""A route as rows of a form; rows are added, moved and taken away by buttons of the same form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from gongkai.core.workflow.enums import ROLES_OF_STEP, SecrecyStage, StepKind
from gongkai.core.workflow.rules import MOST_DAYS, MOST_STEPS, RouteStep
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.foundation.access.enums import Role

Choices = Sequence[tuple[Any, str]]

_ROLES = [role for role in Role if any(role in roles for roles in ROLES_OF_STEP.values())]
_NO_BODY = ("", "文件所属单位")
_NO_STAGE = ("", "不承担保密审查")
EVERYWHERE = "all"


class StepForm(WorkbenchForm):
    """One step of a route."""

    kind = forms.ChoiceField(label="环节", choices=StepKind.choices)
    title = forms.CharField(label="名称（可不填）", required=False, max_length=100)
    role = forms.ChoiceField(label="岗位", choices=[(role.value, role.label) for role in _ROLES])
    body = forms.TypedChoiceField(label="办理单位", required=False, coerce=int, empty_value=None)
    limit_days = forms.IntegerField(
        label="时限（工作日）",
        required=False,
        error_messages={"invalid": f"请填写1至{MOST_DAYS}之间的整数，不限时请留空。"},
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_DAYS}),
    )
    secrecy_stage = forms.ChoiceField(
        label="保密审查", required=False, choices=[_NO_STAGE, *SecrecyStage.choices]
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_NO_BODY, *bodies]

    def step(self) -> RouteStep:
        """What was filled in, once the form is valid."""
        return RouteStep(
            kind=StepKind(self.cleaned_data["kind"]),
            role=Role(self.cleaned_data["role"]),
            title=self.text("title").strip(),
            body_id=self.cleaned_data["body"],
            limit_days=self.cleaned_data["limit_days"],
            secrecy_stage=self.text("secrecy_stage"),
        )


class RouteForm(WorkbenchForm):
    """What the route is called and where it holds; the scope is fixed once the route is there."""

    field_names = {"body_id": "scope", "division_id": "scope"}

    name = forms.CharField(
        label="流程名称", max_length=100, error_messages={"required": "请填写流程名称，如“规范性文件”。"}
    )
    scope = forms.ChoiceField(
        label="适用范围", help_text="选地区的，该地区和以下地区没有另设流程的单位都适用。"
    )
    subject_kind = forms.ChoiceField(
        label="适用的信息类型", required=False, help_text="为某一类型另设的流程优先于全部类型的流程。"
    )

    def __init__(self, *args: Any, scopes: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("scope", scopes), ("subject_kind", [("", "全部类型"), *kinds])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def place(self) -> dict[str, int | None]:
        """The scope as the command takes it."""
        chosen, _, key = self.text("scope").partition("-")
        return {
            "body_id": int(key) if chosen == "body" else None,
            "division_id": int(key) if chosen == "division" else None,
        }


Row = dict[str, Any]


def rows_of(steps: Iterable[RouteStep]) -> list[Row]:
    """Steps as the rows of the form begin with."""
    return [
        {
            "kind": step.kind,
            "title": step.title,
            "role": step.role,
            "body": step.body_id or "",
            "limit_days": step.limit_days or "",
            "secrecy_stage": step.secrecy_stage,
        }
        for step in steps
    ]


def rows_from(data: Any) -> list[Row]:
    """The rows as they were sent, however they were filled in."""
    count = str(data.get("count", ""))
    number = min(int(count), MOST_STEPS) if count.isascii() and count.isdigit() else 0
    return [{name: data.get(f"s{row}-{name}", "") for name in StepForm.base_fields} for row in range(number)]


def changed_rows(rows: Sequence[Row], action: str) -> list[Row]:
    """The rows after a button: add, or up, down, remove with the row's number; others change nothing."""
    changed = list(rows)
    deed, _, number = action.partition("-")
    if deed == "add" and len(changed) < MOST_STEPS:
        fresh = rows_of([RouteStep(StepKind.COUNTERSIGN, ROLES_OF_STEP[StepKind.COUNTERSIGN][0])])
        changed[max(len(changed) - 1, 0) : max(len(changed) - 1, 0)] = fresh
        return changed
    place = int(number) if number.isascii() and number.isdigit() else len(changed)
    if place >= len(changed):
        return changed
    if deed == "remove":
        del changed[place]
    other = {"up": place - 1, "down": place + 1}.get(deed, -1)
    if 0 <= other < len(changed):
        changed[place], changed[other] = changed[other], changed[place]
    return changed
