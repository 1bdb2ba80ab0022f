"""A division's own limit for a rule."""

from __future__ import annotations

from django import forms

from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.kernel.time_units import Span, Unit

_MOST = 3_650


class RulesFilterForm(WorkbenchForm):
    on = DayField(label="在某日有效")


class LimitForm(WorkbenchForm):
    division = forms.ChoiceField(label="地区", error_messages={"required": "请选择地区。"})
    amount = forms.IntegerField(
        label="期限",
        min_value=1,
        max_value=_MOST,
        error_messages={
            "required": "请填写天数。",
            "invalid": "请填写整数。",
            "min_value": "至少是1。",
            "max_value": f"不能超过{_MOST}。",
        },
    )
    unit = forms.ChoiceField(
        label="单位", choices=[(unit.value, unit.words) for unit in Unit], initial=Unit.WORKDAY.value
    )
    basis = forms.CharField(
        label="依据",
        max_length=300,
        help_text="本地文件的名称和文号，规则表和每项期限的推算过程都会写明。",
        error_messages={"required": "请写明依据，规则表和推算过程都会写明。"},
    )
    effective_from = DayField(label="起用日期", required=True, help_text="从这一天起算的期限适用。")
    effective_to = DayField(label="停用日期（含）", help_text="长期适用的留空。")

    field_names = {"division_id": "division", "reason": "basis"}

    @property
    def span(self) -> Span:
        return Span(self.cleaned_data["amount"], Unit(self.text("unit")))
