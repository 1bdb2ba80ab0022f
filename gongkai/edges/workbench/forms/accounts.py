"""Accounts and roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.foundation.access.enums import Role

Choices = Sequence[tuple[str, Any]]

EVERYWHERE = "all"


class AccountForm(WorkbenchForm):
    """Who it is and where."""

    field_names = {"body_id": "body"}

    display_name = forms.CharField(
        label="姓名", max_length=100, error_messages={"required": "请填写姓名（实名，一人一号）。"}
    )
    body = forms.TypedChoiceField(label="所在单位", coerce=int)
    telephone = forms.CharField(label="联系电话", required=False, max_length=100)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = bodies


class NewAccountForm(AccountForm):
    username = forms.CharField(
        label="用户名",
        max_length=60,
        help_text="3至40位小写字母、数字、点、下划线或连字符，登录时使用。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": "请填写用户名。"},
    )
    field_order = ["username", "display_name", "body", "telephone"]


class BasisForm(WorkbenchForm):
    """A change that needs no more than a reason."""

    basis = forms.CharField(label="原因或依据", required=False, max_length=200)


class PlainForm(WorkbenchForm):
    """A change that needs nothing to be typed."""


class GrantForm(WorkbenchForm):
    """A role and how far it reaches."""

    field_names = {"body_id": "scope", "division_id": "scope"}

    role = forms.ChoiceField(label="角色", choices=Role.choices)
    scope = forms.ChoiceField(label="范围", help_text="选单位的，包括其下级单位；选地区的，包括以下地区。")
    basis = forms.CharField(
        label="依据",
        max_length=200,
        help_text="如任命文件、分工通知的文号。",
        error_messages={"required": "请填写授权依据。"},
    )

    def __init__(self, *args: Any, scopes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = scopes

    def body_id(self) -> int | None:
        return self._scope("body")

    def division_id(self) -> int | None:
        return self._scope("division")

    def _scope(self, kind: str) -> int | None:
        chosen, _, key = str(self.cleaned_data["scope"]).partition("-")
        return int(key) if chosen == kind else None
