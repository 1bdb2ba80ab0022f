"""Being away, handing over, and phrases."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.edges.workbench.forms.handing import Choices, DelegateForm, choose

OWN = "own"
_ASK = {"required": "请选择人员。", "invalid_choice": "请选择人员。"}


class AbsenceForm(WorkbenchForm):
    """不在岗: from when to when, and who stands in."""

    field_names = {"deputy_id": "deputy"}

    deputy = forms.TypedChoiceField(label="代理人", coerce=int, error_messages=_ASK)
    from_on = DayField(label="开始日期", required=True)
    until_on = DayField(label="结束日期（含）", required=True)
    reason = forms.CharField(label="事由", required=False, max_length=200)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "deputy", people)


class HandOverForm(DelegateForm):
    """移交 everything that was handed to one person."""

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, people=people, **kwargs)
        self.fields["to"].label = "移交给"


class PhraseForm(WorkbenchForm):
    """常用语 of one's own, or of the body."""

    field_names = {"body_id": "whose", "text": "phrase"}

    phrase = forms.CharField(label="常用语", max_length=200, error_messages={"required": "请填写常用语。"})
    whose = forms.ChoiceField(label="给谁用", choices=[(OWN, "只给本人用")])

    def __init__(self, *args: Any, body: tuple[int, str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["whose"]
        assert isinstance(field, forms.ChoiceField)
        if body is not None:
            field.choices = [(OWN, "只给本人用"), (str(body[0]), f"{body[1]}的同志都可以用")]

    def body_id(self) -> int | None:
        whose = self.text("whose")
        return None if whose == OWN else int(whose)
