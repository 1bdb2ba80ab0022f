"""Signing many documents with one confirmation."""

from __future__ import annotations

from django import forms

from gongkai.core.information.enums import SecrecyConclusion
from gongkai.core.workflow.commands import OPINION_LENGTH
from gongkai.edges.workbench.forms.base import WorkbenchForm


class BatchForm(WorkbenchForm):
    """One opinion and one conclusion of 保密审查 for all that is ticked; nothing is chosen beforehand."""

    conclusion = forms.ChoiceField(
        label="保密审查（批准）结论",
        choices=[(SecrecyConclusion.MAY_PUBLISH.value, "所选文件均可以公开")],
        widget=forms.RadioSelect,
        help_text="有不得公开或不能确定的，请不要勾选，打开该文件单独办理。",
        error_messages={"required": "请确认所选文件均可以公开；不能确认的请打开单独办理。"},
    )
    opinion = forms.CharField(
        label="签发意见",
        required=False,
        max_length=OPINION_LENGTH,
        help_text="可以不写。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
