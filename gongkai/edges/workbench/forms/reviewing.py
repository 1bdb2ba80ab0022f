"""Deciding on a document: review, secrecy review, signature; correcting and taking down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.core.information.enums import Openness, SecrecyStage, Verdict
from gongkai.core.information.rules import OpennessDecision
from gongkai.core.workflow.commands import OPINION_LENGTH
from gongkai.core.workflow.enums import StepKind
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.edges.workbench.forms.secrecy import ENTRY_FIELDS, EntryForm

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.workflow.models import ReviewStep

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


_OPENNESS_FIELDS = ("openness", "openness_reason", "openness_article")


class DecisionForm(EntryForm):
    """审核 and 签发: agree, or send back with the reason, with the stage of 保密审查 that the step carries.

    Whoever signs decides the openness."""

    verdict = forms.ChoiceField(
        choices=Verdict.choices, error_messages={"required": "请选择同意或退回。"}, widget=forms.HiddenInput
    )
    opinion = _opinion()
    openness = forms.ChoiceField(
        label="核定公开属性", required=False, choices=Openness.choices, widget=forms.RadioSelect
    )
    openness_reason = forms.CharField(
        label="改为更不公开的理由",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    openness_article = forms.CharField(
        label="依据的条款",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "withholding-grounds"}),
    )

    @classmethod
    def of(cls, edition: Edition, step: ReviewStep | None, data: Any = None) -> DecisionForm:
        """What the step asks for, and no more."""
        form = cls(data, initial={"openness": edition.openness})
        unneeded: tuple[str, ...] = ()
        if step is None or not step.secrecy_stage:
            unneeded += ENTRY_FIELDS
        if step is None or step.kind != StepKind.SIGN_OFF:
            unneeded += _OPENNESS_FIELDS
        for name in unneeded:
            del form.fields[name]
        if step is not None and step.secrecy_stage:
            form.fields["conclusion"].label = f"保密审查（{SecrecyStage(step.secrecy_stage).label}）结论"
        return form

    def clean(self) -> dict[str, Any]:
        """To send something back, nothing else has to be filled in."""
        data = super().clean() or {}
        if data.get("verdict") == Verdict.RETURN:
            for name in [each for each in self.errors if each not in {"verdict", "opinion"}]:
                del self.errors[name]
        return data

    def verdict_given(self) -> Verdict:
        return Verdict(self.cleaned_data["verdict"])

    def openness_decision(self) -> OpennessDecision | None:
        """As it was decided; None where the step decides nothing of the kind."""
        if not self.text("openness"):
            return None
        return OpennessDecision(
            self.text("openness"), self.text("openness_reason"), self.text("openness_article")
        )


class SecrecyForm(EntryForm):
    """保密审查 as a step of its own."""

    opinion = _opinion()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["conclusion"]
        field.required = True
        field.error_messages["required"] = "请选择审查结论。"


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
    hidden = forms.BooleanField(
        label="含有个人信息、秘密等不应再被看到的内容",
        required=False,
        help_text="选中后，按日期查看和历史版本也不再展示其内容和附件；不选的，公众仍可查到撤下之前某一天的内容。",
    )

    def hides_history(self) -> bool:
        return bool(self.cleaned_data["hidden"])
