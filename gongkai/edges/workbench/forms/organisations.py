"""Divisions and public bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel

Choices = Sequence[tuple[str, str]]


def _name(label: str = "名称", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=200, error_messages={"required": f"请填写{label}。"}
    )


def _basis() -> forms.CharField:
    return forms.CharField(
        label="依据",
        max_length=200,
        help_text="如机构改革方案、批复文号。",
        error_messages={"required": "请填写依据（如机构改革方案、批复文号）。"},
    )


class DivisionForm(WorkbenchForm):
    """A new division, or what may be changed of one."""

    name = _name()
    short_name = _name("简称", required=False)
    level = forms.ChoiceField(label="层级", choices=DivisionLevel.choices)
    code = forms.CharField(
        label="区划代码",
        max_length=20,
        help_text="县级及以上6位，乡级9位，村级12位。",
        error_messages={"required": "请填写区划代码。"},
    )


class DivisionChangeForm(DivisionForm):
    """The level of a division never changes."""

    level = None  # type: ignore[assignment]
    is_active = forms.BooleanField(label="在用", required=False)


class ContactForm(WorkbenchForm):
    address = forms.CharField(label="办公地址", required=False, max_length=400)
    office_hours = forms.CharField(label="办公时间", required=False, max_length=400)
    telephone = forms.CharField(label="联系电话", required=False, max_length=200)
    fax = forms.CharField(label="传真", required=False, max_length=200)
    email = forms.CharField(label="电子邮箱", required=False, max_length=200)


class RegistrationForm(WorkbenchForm):
    kind = forms.ChoiceField(label="类型", choices=BodyKind.choices)
    uscc = forms.CharField(
        label="统一社会信用代码",
        required=False,
        max_length=40,
        help_text="18位。没有代码的机关不能生成索引号，也就不能发布文件。",
    )
    opened_on = DayField(label="成立日期")
    sort_key = forms.IntegerField(label="排序", min_value=0, help_text="数字小的排在前面。")


class NewBodyForm(RegistrationForm):
    """A public body under its first name."""

    field_names = {"division_id": "division", "parent_id": "parent", "sector_parent_id": "sector_parent"}

    division = forms.TypedChoiceField(label="所在地区", coerce=int)
    name = _name("机关全称")
    short_name = _name("简称", required=False)
    parent = forms.TypedChoiceField(label="上级机关（块）", coerce=int, required=False, empty_value=None)
    sector_parent = forms.TypedChoiceField(
        label="业务主管机关（条）", coerce=int, required=False, empty_value=None
    )
    field_order = ["division", "name", "short_name", "kind", "uscc", "parent", "sector_parent"]

    def __init__(self, *args: Any, divisions: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort_key"].required = False
        _offer(self, "division", divisions)
        for name in ("parent", "sector_parent"):
            _offer(self, name, [("", "无"), *bodies])


class RenameForm(WorkbenchForm):
    name = _name("新名称")
    short_name = _name("新简称", required=False)
    on = DayField(label="启用日期", required=True)
    basis = _basis()


class CorrectNameForm(WorkbenchForm):
    name = _name("正确的名称")
    short_name = _name("简称", required=False)
    basis = _basis()


class LineForm(WorkbenchForm):
    """Another superior, by the parent line or the sector line."""

    field_names = {"parent_id": "above", "sector_parent_id": "above"}

    above = forms.TypedChoiceField(label="改为", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "above", [("", "无"), *bodies])


class MergeForm(WorkbenchForm):
    """The body of the page, and others if there are, go into one."""

    field_names = {"predecessor_ids": "others", "successor_id": "successor"}

    others = forms.TypedMultipleChoiceField(
        label="一并被合并的机关", coerce=int, required=False, help_text="只合并本机关的不用选。"
    )
    successor = forms.TypedChoiceField(
        label="并入现有机关", coerce=int, required=False, empty_value=None, help_text="与新机关名称二者选一。"
    )
    new_name = _name("或者组建新机关，名称为", required=False)
    new_short_name = _name("新机关简称", required=False)
    on = DayField(label="合并日期", required=True)
    basis = _basis()

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "others", bodies)
        _offer(self, "successor", [("", "不并入现有机关"), *bodies])


class CloseForm(WorkbenchForm):
    on = DayField(label="撤销日期", required=True)
    basis = _basis()


def _offer(form: WorkbenchForm, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
