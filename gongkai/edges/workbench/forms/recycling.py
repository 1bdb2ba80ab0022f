"""Clearing a deleted draft away before its time."""

from __future__ import annotations

from django import forms

from gongkai.core.information.commands import REASON_LENGTH
from gongkai.edges.workbench.forms.base import WorkbenchForm


class EraseForm(WorkbenchForm):
    """Why, and that it is meant."""

    reason = forms.CharField(
        label="清除理由",
        max_length=REASON_LENGTH,
        error_messages={"required": "请写明清除理由，记入审计日志。"},
    )
    confirmed = forms.BooleanField(
        label="我已核对标题，知道清除后不能找回",
        error_messages={"required": "请先核对标题，再勾选确认。草稿没有清除。"},
    )
