"""Signing in, one's own password, one's own second factor."""

from __future__ import annotations

from django import forms

from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.kernel.secret import Secret


class SignInForm(WorkbenchForm):
    username = forms.CharField(
        label="用户名",
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={"required": "请输入用户名。"},
    )
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请输入密码。"},
    )

    def secret(self) -> Secret[str]:
        return Secret(self.cleaned_data["password"])


class CodeForm(WorkbenchForm):
    code = forms.CharField(
        label="动态口令",
        max_length=40,
        help_text="手机上显示的6位数字，或者一个恢复码。",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={"required": "请输入动态口令。"},
    )

    def secret(self) -> Secret[str]:
        return Secret(self.cleaned_data["code"])


class PasswordForm(WorkbenchForm):
    current = forms.CharField(
        label="现用密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请输入现用密码。"},
    )
    new = forms.CharField(
        label="新密码",
        max_length=200,
        strip=False,
        help_text="至少10位，大写字母、小写字母、数字、符号中至少三类，不能与最近5次相同。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请输入新密码。"},
    )
    again = forms.CharField(
        label="再输一遍新密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请再输一遍新密码。"},
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("new") not in {None, again}:
            raise forms.ValidationError("两次输入的新密码不一致。")
        return again


class RemoveSecondFactorForm(WorkbenchForm):
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        help_text="解除前请再输入一次登录密码。",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请输入密码。"},
    )
