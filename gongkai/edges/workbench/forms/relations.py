"""What a draft does to another document: one of the base, or one that is only named."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.core.information.enums import RelationKind
from gongkai.edges.workbench.forms.base import WorkbenchForm


class RelationForm(WorkbenchForm):
    """`target` is filled by choosing a document that was found; else the name says which one is meant."""

    field_names = {"target_id": "title", "target": "title"}

    kind = forms.ChoiceField(
        label="关系", choices=RelationKind.choices, error_messages={"required": "请选择关系。"}
    )
    target = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="文件名称", required=False, help_text="不在本平台的文件，写全称。")
    number = forms.CharField(label="发文字号", required=False, max_length=100)
    remark = forms.CharField(
        label="说明", required=False, max_length=300, help_text="如：第三条、第五条。公众会看到。"
    )

    def inputs(self) -> dict[str, Any]:
        """As `add_relation` takes them."""
        return {
            "kind": RelationKind(self.cleaned_data["kind"]),
            "target_id": self.cleaned_data.get("target"),
            "title": self.text("title"),
            "number": self.text("number"),
            "remark": self.text("remark"),
        }
