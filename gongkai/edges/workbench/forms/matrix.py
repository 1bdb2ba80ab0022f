"""Who answers for an area: assigning, ending, accepting proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.core.responsibilities.enums import Part
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm


class AssignForm(WorkbenchForm):
    field_names = {"body_id": "body"}

    body = forms.TypedChoiceField(
        label="责任单位", coerce=int, error_messages={"required": "请选择责任单位。"}
    )
    part = forms.ChoiceField(label="责任", choices=Part.choices, initial=Part.LEAD)
    since = DayField(label="起始日期", required=True)
    source = forms.CharField(
        label="依据",
        max_length=400,
        help_text="文号，或者“三定”规定等文字，如：云政办发〔2026〕3号。",
        error_messages={"required": "请填写依据，如“云政办发〔2026〕3号”。"},
    )

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *bodies]


class EndForm(WorkbenchForm):
    until = DayField(label="终止日期", required=True, help_text="从这一天起不再负责。")
    basis = forms.CharField(label="终止依据", max_length=400, error_messages={"required": "请填写终止依据。"})


class FillForm(WorkbenchForm):
    """The proposals that a person ticks; each value is area, body and part."""

    choices = forms.MultipleChoiceField(label="建议", required=False, widget=forms.CheckboxSelectMultiple)
    since = DayField(label="起始日期", required=True)

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["choices"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = offered
        field.error_messages["invalid_choice"] = "建议已经变化，请刷新页面后重新勾选。"
