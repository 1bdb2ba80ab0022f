"""Watching and running the installation."""

from __future__ import annotations

from django import forms

from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm


class AuditFilterForm(WorkbenchForm):
    since = DayField(label="从")
    until = DayField(label="到")


class VerifyForm(WorkbenchForm):
    """A link of the chain that was noted down earlier, if there is one."""

    number = forms.IntegerField(label="此前抄录的封存号", required=False, min_value=1)
    hash = forms.RegexField(
        r"^[0-9a-fA-F]{64}$",
        label="此前抄录的校验值",
        required=False,
        help_text="64位。填写后可以证明整条链没有被替换；没有抄录过的留空。",
        error_messages={"invalid": "校验值应为64位数字和字母a至f。"},
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("number")) != bool(data.get("hash")):
            raise forms.ValidationError("封存号和校验值要一起填写。")
        return data


class SiteForm(WorkbenchForm):
    name = forms.CharField(label="网站名称", max_length=100, error_messages={"required": "请填写网站名称。"})
    host = forms.CharField(
        label="域名", required=False, max_length=200, help_text="只有一个站点时可以留空，用任何地址都能访问。"
    )
    notice = forms.CharField(
        label="顶部提示", required=False, max_length=200, help_text="显示在每一页最上方，不需要时留空。"
    )
    identification_code = forms.CharField(label="网站标识码", required=False, max_length=10)
    record_number = forms.CharField(label="备案号", required=False, max_length=60)
