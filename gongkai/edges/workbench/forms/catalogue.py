"""Catalogues and the tables they are made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm


class CatalogueForm(WorkbenchForm):
    field_names = {"division_id": "division"}

    division = forms.TypedChoiceField(label="地区", coerce=int)
    title = forms.CharField(
        label="目录名称",
        max_length=200,
        help_text="如：云溪县基层政务公开标准目录。",
        error_messages={"required": "请填写目录名称。"},
    )

    def __init__(self, *args: Any, divisions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["division"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = divisions


class SubmitVersionForm(WorkbenchForm):
    """Handing in what was changed since the last version."""

    change_note = forms.CharField(
        label="调整说明",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="本版调整了什么、依据是什么。公布时一并公开。",
        error_messages={"required": "请写明本版调整了什么、依据是什么。"},
    )
    effective_on = DayField(label="施行日期", help_text="不填即自公布当天起施行。")


class DecideVersionForm(WorkbenchForm):
    """Publishing a version, or sending it back with a reason."""

    opinion = forms.CharField(
        label="退回意见", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
