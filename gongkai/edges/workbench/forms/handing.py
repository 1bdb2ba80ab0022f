"""Handing a review on: to another person, back to an earlier step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.core.workflow.commands import OPINION_LENGTH
from gongkai.edges.workbench.forms.base import WorkbenchForm

Choices = Sequence[tuple[int, str]]


class DelegateForm(WorkbenchForm):
    """转办 to somebody who holds the role of the step."""

    field_names = {"to_account_id": "to"}

    to = forms.TypedChoiceField(
        label="转办给",
        coerce=int,
        error_messages={"required": "请选择接办人。", "invalid_choice": "请选择接办人。"},
    )
    reason = forms.CharField(label="说明", required=False, max_length=200)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "to", people)


class SendBackForm(WorkbenchForm):
    """退回前面环节 with the reason; the text stays as it is."""

    position = forms.TypedChoiceField(
        label="退回到",
        coerce=int,
        error_messages={"required": "请选择退回到哪个环节。", "invalid_choice": "请选择退回到哪个环节。"},
    )
    opinion = forms.CharField(
        label="理由",
        max_length=OPINION_LENGTH,
        help_text="该环节和之后的环节将重新办理，文件内容不变。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "退回必须写明理由，以便前面环节重新研究。"},
    )

    def __init__(self, *args: Any, steps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "position", steps)


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Offer `choices` in a field, and the empty one where nothing should be chosen by accident."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "请选择"), *((str(key), label) for key, label in choices)]
