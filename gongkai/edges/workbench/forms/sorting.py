"""Sorting a power: what a link produces and how open it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from gongkai.core.powers.rules import InformationFields
from gongkai.edges.workbench.forms.base import WorkbenchForm

if TYPE_CHECKING:
    from gongkai.core.powers.models import LinkInformation


class InformationForm(WorkbenchForm):
    """One information. What is chosen is judged by the command, which knows entries and items."""

    field_names = {"negative_entry_id": "entry", "item_id": "item"}

    name = forms.CharField(
        label="产生的信息", max_length=400, error_messages={"required": "请填写这个环节产生的信息。"}
    )
    openness = forms.CharField(label="公开属性", required=False, max_length=20)
    item = forms.IntegerField(label="目录事项", required=False, min_value=1, max_value=2**62)
    reason = forms.CharField(label="理由", required=False, max_length=600)
    entry = forms.IntegerField(label="负面清单条目", required=False, min_value=1, max_value=2**62)
    article = forms.CharField(label="或者依据条款", required=False, max_length=400)

    def given(self) -> InformationFields:
        return InformationFields(
            name=self.text("name"),
            openness=self.text("openness"),
            reason=self.text("reason"),
            negative_entry_id=self.cleaned_data["entry"],
            article=self.text("article"),
            item_id=self.cleaned_data["item"],
        )


def values_of(row: LinkInformation) -> dict[str, str]:
    """What the form of a stored information shows."""
    return {
        "name": row.name,
        "openness": row.openness,
        "item": str(row.item_id or ""),
        "reason": row.reason,
        "entry": str(row.negative_entry_id or ""),
        "article": row.article,
    }


class LinkForm(WorkbenchForm):
    name = forms.CharField(label="环节名称", max_length=200, error_messages={"required": "请填写环节名称。"})


class NameForm(WorkbenchForm):
    """A further information, by its name; the rest follows in its own form."""

    name = forms.CharField(
        label="产生的信息", max_length=400, error_messages={"required": "请填写这个环节产生的信息。"}
    )


class OpinionForm(WorkbenchForm):
    opinion = forms.CharField(
        label="意见", required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReopenForm(WorkbenchForm):
    reason = forms.CharField(
        label="重新梳理的原因",
        max_length=600,
        help_text="如：法规修订、目录调整。",
        error_messages={"required": "请写明重新梳理的原因。"},
    )
