"""What becomes of rows and catalogues: what does not apply, what texts must contain, who derives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.edges.workbench.forms.base import WorkbenchForm

Choices = Sequence[tuple[str, str]]
_LONGEST_TEXT = 20_000


class NothingToFillForm(WorkbenchForm):
    """The question of the button is enough."""


class ProposeExemptionForm(WorkbenchForm):
    basis = forms.CharField(
        label="依据和理由",
        max_length=2_000,
        help_text="如职能已划转的文件名称和文号、本地没有该情形的说明。随目录一并公开。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明不适用的依据和理由。"},
    )


class DecideExemptionForm(WorkbenchForm):
    opinion = forms.CharField(
        label="意见", required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class RefuseExemptionForm(DecideExemptionForm):
    opinion = forms.CharField(
        label="不同意的理由",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明不同意的理由。"},
    )


class ContentStandardForm(WorkbenchForm):
    requirement = forms.CharField(
        label="内容要求",
        max_length=_LONGEST_TEXT,
        help_text="这个事项下公开的文件必须写明什么，每行一条。",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请写明内容要求。"},
    )
    sample = forms.CharField(
        label="样例",
        required=False,
        max_length=_LONGEST_TEXT,
        help_text="一份写得好的范文或者表格样式，起草人在编辑时可以对照。",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source = forms.CharField(
        label="来源", required=False, max_length=300, help_text="如：某某文件附件2。自行制定的留空。"
    )


class DeriveForm(WorkbenchForm):
    """Which divisions get a catalogue from the layer above."""

    divisions = forms.MultipleChoiceField(
        label="乡镇（街道）和村（社区）",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请至少选择一个地区。",
            "invalid_choice": "所选地区已经有目录，或者不在您的权限范围内，请重新选择。",
        },
    )
    own_body = forms.BooleanField(
        label="公开主体改为本乡镇、本村",
        required=False,
        initial=True,
        help_text="不选的，沿用上级目录所写的公开主体。",
    )

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["divisions"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered
