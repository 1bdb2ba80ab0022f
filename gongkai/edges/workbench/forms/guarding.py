"""What is decided about personal information: a release by a second person, and the rules themselves."""

from __future__ import annotations

from datetime import date
from typing import cast

from django import forms
from django.http import QueryDict

from gongkai.core.guarding.enums import ReleaseGround
from gongkai.core.guarding.rules import LONGEST_REASON, SHORTEST_REASON
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm

LONGEST_COLUMNS = 200
"""Characters; as many as are kept with a masked copy that is made in the background."""


class ReleaseForm(WorkbenchForm):
    """批准公开: the legal ground and the reason."""

    ground = forms.ChoiceField(
        label="公开的法律依据",
        choices=[("", "请选择"), *ReleaseGround.choices],
        error_messages={"required": "请选择公开的法律依据。"},
    )
    reason = forms.CharField(
        label="理由",
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"写明核实情况和为什么可以公开，不少于{SHORTEST_REASON}字。记入检查证明和审计日志，请不要写出号码本身。",
        error_messages={
            "required": "请写明为什么可以公开。",
            "min_length": f"理由不少于{SHORTEST_REASON}字。",
            "max_length": f"理由不超过{LONGEST_REASON}字。",
        },
    )


class LeftOutForm(WorkbenchForm):
    """不公开的列 of one list: a page has a form for each, told apart by the number of the file."""

    without = forms.CharField(
        label="不公开的列",
        required=False,
        max_length=LONGEST_COLUMNS,
        help_text="脱敏后仍能认出本人的，填写这些列的表头，副本中删除这些列；几列用顿号隔开，如“村、金额”。"
        "副本每次都由上传的文件重新生成，请写全。",
        error_messages={"max_length": f"不超过{LONGEST_COLUMNS}字。"},
    )

    def __init__(self, attachment_id: int, data: QueryDict | None = None, typed: str = "") -> None:
        super().__init__(data, auto_id=f"mask-{attachment_id}-%s", initial={"without": typed})

    @property
    def typed(self) -> list[str]:
        """As a command takes it."""
        return [self.text("without")] if self.text("without") else []


class RulesForm(WorkbenchForm):
    """The local rules as text."""

    field_names = {"text": "rules_text"}

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    rules_text = forms.CharField(
        label="规则（TOML）",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code-text"}),
        help_text="每条规则写明类型、程度、式样，以及应识别和不应识别的例子。保存时先用这些例子试一遍，有一个不对就不保存。",
        error_messages={"required": "规则不能为空。要恢复产品自带的规则，请复制自带的文本后保存。"},
    )
    note_text = forms.CharField(
        label="修改说明", max_length=300, error_messages={"required": "请说明改了什么、为什么。"}
    )
    in_force_on = DayField(label="启用日期", help_text="留空为今天。")

    def day(self) -> date | None:
        return cast("date | None", self.cleaned_data.get("in_force_on"))
