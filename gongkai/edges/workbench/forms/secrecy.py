"""保密审查: an entry of the sheet, and the answer to what was referred upward."""

from __future__ import annotations

from django import forms

from gongkai.core.information.commands import SecrecySheet
from gongkai.core.information.enums import SecrecyConclusion
from gongkai.edges.workbench.forms.base import WorkbenchForm

_LONGEST = 2_000
_USUAL = SecrecySheet(SecrecyConclusion.MAY_PUBLISH)
"""How, to whom and when papers usually come out."""


class EntryForm(WorkbenchForm):
    """One entry of 保密审查单. Nothing is chosen beforehand: the person has to conclude something."""

    conclusion = forms.ChoiceField(
        label="保密审查结论",
        required=False,
        choices=SecrecyConclusion.choices,
        widget=forms.RadioSelect,
    )
    method = forms.CharField(label="拟公开方式", required=False, max_length=200, initial=_USUAL.method)
    scope = forms.CharField(label="拟公开范围", required=False, max_length=200, initial=_USUAL.scope)
    planned_for = forms.CharField(
        label="拟公开时间", required=False, max_length=100, initial=_USUAL.planned_for
    )
    summary = forms.CharField(
        label="内容摘要",
        required=False,
        max_length=_LONGEST,
        help_text="留空则使用文件的内容概述。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="理由和依据",
        required=False,
        max_length=_LONGEST,
        help_text="“不得公开”或“不能确定”时必须写明；不能确定的，写明请上级确定什么。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    refer_to = forms.CharField(
        label="报请机关",
        required=False,
        max_length=200,
        help_text="“不能确定”时填写：有关主管部门，或者保密行政管理部门。",
    )

    def sheet(self) -> SecrecySheet | None:
        """What was concluded; None where nothing was."""
        conclusion = self.text("conclusion")
        if not conclusion:
            return None
        return SecrecySheet(
            conclusion=SecrecyConclusion(conclusion),
            method=self.text("method") or _USUAL.method,
            scope=self.text("scope") or _USUAL.scope,
            planned_for=self.text("planned_for") or _USUAL.planned_for,
            summary=self.text("summary"),
            reason=self.text("reason"),
            refer_to=self.text("refer_to"),
        )


ENTRY_FIELDS = tuple(EntryForm.base_fields)


class AnswerForm(WorkbenchForm):
    """登记答复."""

    conclusion = forms.ChoiceField(
        label="答复结论",
        choices=[
            (each.value, each.label)
            for each in (SecrecyConclusion.MAY_PUBLISH, SecrecyConclusion.MAY_NOT_PUBLISH)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择答复是可以公开还是不得公开。"},
    )
    answer_number = forms.CharField(label="答复文号", required=False, max_length=100)
    answer = forms.CharField(
        label="答复内容",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请填写答复内容。"},
    )
