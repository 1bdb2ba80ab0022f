"""What is decided about personal information: a release by a second person, and the rules themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self, cast

from django import forms
from django.http import QueryDict

from gongkai.core.guarding.enums import ReleaseGround
from gongkai.core.guarding.rules import (
    LONGEST_BASIS,
    LONGEST_REASON,
    NOTE_LENGTH,
    SHORTEST_BASIS,
    SHORTEST_REASON,
    Losses,
    LossesUnconfirmed,
    Scope,
)
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.kernel.errors import GongkaiError

EVERY = "every"
"""The box that stands for all the others."""

LONGEST_COLUMNS = 200
"""Characters; as many as are kept with a masked copy that is made in the background."""


def _reason(label: str, asked: str, more: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"写明{asked}，不少于{SHORTEST_REASON}字。{more}请不要写出号码本身。",
        error_messages={
            "required": f"请写明{asked}。",
            "min_length": f"{label}不少于{SHORTEST_REASON}字。",
            "max_length": f"{label}不超过{LONGEST_REASON}字。",
        },
    )


class ReleaseForm(WorkbenchForm):
    """批准公开: what of it, the legal ground and the reason."""

    scope = forms.MultipleChoiceField(
        label="批准公开的内容",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请勾选要批准公开的内容；全部批准的，勾选“全选”。",
            "invalid_choice": "勾选的内容已有改动或者已经处理，请核对现在的内容后重新勾选。",
        },
    )
    ground = forms.ChoiceField(
        label="公开的法律依据",
        choices=[("", "请选择"), *ReleaseGround.choices],
        error_messages={"required": "请选择公开的法律依据。"},
    )
    reason = _reason("理由", "核实情况和为什么可以公开", "记入检查证明和审计日志。")

    @classmethod
    def over(cls, scopes: Sequence[Scope], data: QueryDict | None = None) -> Self:
        """The form with a box for each of what may be let through, none ticked."""
        form = cls(data)
        choices = [(each.key, f"{each.words} {each.hard} 处") for each in scopes]
        if len(choices) > 1:
            choices.insert(0, (EVERY, "全选"))
        cast("forms.MultipleChoiceField", form.fields["scope"]).choices = choices
        return form

    def keys(self, scopes: Sequence[Scope]) -> list[str]:
        """What was ticked, of what is offered."""
        ticked = self.cleaned_data["scope"]
        return [each.key for each in scopes if EVERY in ticked or each.key in ticked]


class ConfirmForm(WorkbenchForm):
    """全部可以公开: everything that wants a look, at once."""

    basis = forms.CharField(
        label="依据",
        max_length=LONGEST_BASIS,
        help_text=f"怎样核对的、为什么可以公开，不少于{SHORTEST_BASIS}字，记入审计日志。例如：均为办公电话。",
        error_messages={"required": "请写明依据。", "max_length": f"依据不超过{LONGEST_BASIS}字。"},
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


class AskReleaseForm(WorkbenchForm):
    """申请批准公开."""

    reason = _reason("申请理由", "核实情况和为什么可以公开", "批准人会看到。")


class RefuseReleaseForm(WorkbenchForm):
    """退回申请."""

    answer = _reason("退回意见", "为什么退回", "申请人会看到。")


class RulesForm(WorkbenchForm):
    """The local rules as text; `losses` is what a refused version would find less of."""

    field_names = {"text": "rules_text", "rules": "rules_text"}
    losses: Losses | None = None

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    rules_text = forms.CharField(
        label="规则（TOML）",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code-text"}),
        help_text="每条规则写明类型、程度、式样，以及应识别和不应识别的例子。保存时先用这些例子试一遍，有一个不对就不保存。自己写的规则至少要有一个应识别的例子（hits）；身份证号码、手机号码、银行卡号、家庭住址等核心例子，任何一版都要认得出。",
        error_messages={"required": "规则不能为空。要恢复产品自带的规则，请复制自带的文本后保存。"},
    )
    note_text = forms.CharField(
        label="修改说明", max_length=NOTE_LENGTH, error_messages={"required": "请说明改了什么、为什么。"}
    )
    in_force_on = DayField(label="启用日期", help_text="留空为今天。")

    def day(self) -> date | None:
        return cast("date | None", self.cleaned_data.get("in_force_on"))

    def refuse(self, error: GongkaiError) -> None:
        if isinstance(error, LossesUnconfirmed):
            self.losses = error.losses
        super().refuse(error)
