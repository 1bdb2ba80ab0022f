"""What all forms of the workbench have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput

R = TypeVar("R")


class WorkbenchForm(forms.Form):
    """A form that can show what a command refuses, beside the field that it concerns."""

    field_names: dict[str, str] = {}
    """Names of a command's inputs → fields of the form, where they differ."""

    def refuse(self, error: GongkaiError) -> None:
        """Put the refusal on the form; what was typed stays."""
        faults = error.fields if isinstance(error, InvalidInput) else {}
        for name, messages in faults.items():
            field = self.field_names.get(name, name)
            for message in messages:
                self.add_error(field if field in self.fields else None, message)
        if not faults:
            self.add_error(None, error.message)

    def attempt(self, act: Callable[[], R]) -> R | None:
        """Do `act` if the form is valid; `None` when it or the command refuses, and then the form says why.

        NotFound goes on to become a page: there is nothing left that the form could be about.
        """
        if not self.is_valid():
            return None
        try:
            return act()
        except (InvalidInput, Conflict, Denied) as error:
            self.refuse(error)
            return None

    def text(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")


class DayField(forms.DateField):
    """A day, typed or chosen; 2020-5-18, 2020/05/18 and 2020年5月18日 are understood."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, label: str, required: bool = False, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"],
            error_messages={"invalid": "日期写法有误，请按 2020-05-18 的样式填写。"},
        )
