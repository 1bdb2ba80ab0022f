"""Deciding on a document: review, secrecy review, signature; correcting and taking down."""

from __future__ import annotations

from django import forms

from gongkai.core.information.commands import SecrecySheet
from gongkai.core.information.enums import SecrecyConclusion, Verdict
from gongkai.core.workflow.commands import OPINION_LENGTH
from gongkai.edges.workbench.forms.base import WorkbenchForm

PHRASES = (
    "同意。",
    "同意公开。",
    "请核对发文字号和成文日期。",
    "附件缺失，请补充。",
    "含有个人信息，请隐去后再报。",
    "公开属性和理由请再斟酌。",
)


def _opinion() -> forms.CharField:
    return forms.CharField(
        label="意见",
        required=False,
        max_length=OPINION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(WorkbenchForm):
    """审核 and 签发: agree, or send back with the reason."""

    verdict = forms.ChoiceField(
        choices=Verdict.choices, error_messages={"required": "请选择同意或退回。"}, widget=forms.HiddenInput
    )
    opinion = _opinion()

    def verdict_given(self) -> Verdict:
        return Verdict(self.cleaned_data["verdict"])


class SecrecyForm(WorkbenchForm):
    """The sheet of 保密审查."""

    conclusion = forms.ChoiceField(
        label="审查结论",
        choices=SecrecyConclusion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择审查结论。"},
    )
    method = forms.CharField(label="拟公开方式", max_length=200, initial="政府网站")
    scope = forms.CharField(label="拟公开范围", max_length=200, initial="面向社会")
    summary = forms.CharField(
        label="内容摘要",
        required=False,
        max_length=2_000,
        help_text="留空则使用文件的内容概述。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="理由和依据",
        required=False,
        max_length=2_000,
        help_text="“不得公开”或“报有关主管部门确定”时必须写明。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opinion = _opinion()

    def sheet(self) -> SecrecySheet:
        return SecrecySheet(
            conclusion=SecrecyConclusion(self.cleaned_data["conclusion"]),
            method=self.text("method"),
            scope=self.text("scope"),
            summary=self.text("summary"),
            reason=self.text("reason"),
        )


class CorrectionForm(WorkbenchForm):
    change_note = forms.CharField(
        label="更正说明",
        max_length=2_000,
        help_text="写明更正什么、为什么更正，公众会看到。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明更正什么、为什么更正，公众会看到这段说明。"},
    )


class WithdrawalForm(WorkbenchForm):
    basis = forms.CharField(
        label="撤下依据",
        max_length=2_000,
        help_text="写明依据的条款和原因。网址保留，页面会说明何时、由谁、依据什么撤下。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "撤下已公开的信息必须写明依据，公众会看到这段说明。"},
    )
