"""When a signed document is to come out."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django import forms

from gongkai.edges.workbench.forms.base import WorkbenchForm


class ScheduleForm(WorkbenchForm):
    """定时发布; the moment is read in China's time (the settings' time zone)."""

    publish_at = forms.DateTimeField(
        label="发布时间",
        help_text="北京时间。届时系统以您的名义发布；您的权限有变动，或者文件不再符合发布条件的，不会发布，并通知起草人和政务公开办。",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y年%m月%d日 %H:%M"],
        error_messages={
            "required": "请选择发布时间。",
            "invalid": "时间写法有误，请按 2026-03-01 09:00 的样式填写。",
        },
    )

    def moment(self) -> datetime:
        """The moment, aware."""
        return cast("datetime", self.cleaned_data["publish_at"])
