"""Decisions on what is in force, and the list of official texts."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.core.information.enums import Validity
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm

DECIDED = [(value, Validity(value).label) for value in Validity.values if value != Validity.PENDING]
"""What may be decided; 尚未施行 follows from the day of taking effect."""


class DecisionForm(WorkbenchForm):
    """One decision on some documents, such as the result of a clean-up."""

    validity = forms.ChoiceField(
        label="变更为", choices=DECIDED, error_messages={"required": "请选择变更为什么。"}
    )
    on = DayField(label="自何日起", required=True)
    basis = forms.CharField(
        label="依据",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如：云溪县人民政府关于公布行政规范性文件清理结果的决定（云政发〔2026〕9号）。公众会看到。",
        error_messages={"required": "请写明依据，公众会看到这段说明。"},
    )
    lapses_on = DayField(label="延长有效期至", help_text="只在决定延长有效期时填写。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].error_messages["required"] = "请填从哪一天起变更。"


class OfficialListForm(WorkbenchForm):
    """A table with the columns 名称, 文号, 日期, 出处."""

    file = forms.FileField(
        label="清单文件",
        allow_empty_file=True,
        help_text="CSV 或 Excel，第一行写列名：名称、文号、日期、出处；名称和日期必须有。",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
        error_messages={"required": "请选择清单文件。"},
    )
