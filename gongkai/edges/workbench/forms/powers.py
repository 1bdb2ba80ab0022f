"""Powers and services, the lists that bring them in, and the negative list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.core.powers.enums import Ground, PowerList, PowerType
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm

Choices = Sequence[tuple[str, str]]

_REASON = "如：《社会救助暂行办法》修订；云政发〔2026〕8号。"


def _reason(label: str = "依据和原因", help_text: str = _REASON) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=600, help_text=help_text, error_messages={"required": f"请填写{label}。"}
    )


def _bodies(form: WorkbenchForm, choices: Choices, empty: str) -> None:
    field = form.fields["body"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", empty), *choices]


class PowerForm(WorkbenchForm):
    """What a power says. The basis is written one source a line."""

    code = forms.CharField(label="编码", max_length=80, error_messages={"required": "请填写编码。"})
    name = forms.CharField(label="名称", max_length=600, error_messages={"required": "请填写名称。"})
    type = forms.ChoiceField(label="类型", choices=PowerType.choices)
    basis = forms.CharField(
        label="设定依据", required=False, help_text="每行一条。", widget=forms.Textarea(attrs={"rows": 4})
    )
    duties = forms.CharField(label="责任事项", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    effective_on = DayField(label="生效日期", required=True)
    reason = _reason()

    def given(self) -> PowerFields:
        return PowerFields(
            code=self.text("code"),
            name=self.text("name"),
            type=self.text("type"),
            basis=(self.text("basis"),),
            duties=self.text("duties"),
        )


class NewPowerForm(PowerForm):
    field_names = {"body_id": "body"}

    body = forms.TypedChoiceField(
        label="行使主体", coerce=int, error_messages={"required": "请选择行使主体。"}
    )
    list_kind = forms.ChoiceField(label="清单", choices=PowerList.choices)
    field_order = ["body", "list_kind"]

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _bodies(self, bodies, "请选择")


class CancelForm(WorkbenchForm):
    on = DayField(label="取消日期", required=True)
    reason = _reason()


class PowerUploadForm(WorkbenchForm):
    """A list as .xlsx, with what the table itself may not say."""

    field_names = {"division_id": "division", "body_id": "body"}

    division = forms.TypedChoiceField(label="地区", coerce=int)
    list_kind = forms.ChoiceField(label="清单", choices=PowerList.choices)
    body = forms.TypedChoiceField(
        label="行使主体",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="表格没有“行使主体”一列的，在这里选择。",
    )
    file = forms.FileField(
        label="选择 Excel 表格（.xlsx、.xls）",
        allow_empty_file=True,
        help_text="表头有“事项名称”和“编码”“类型”“行使主体”“设定依据”等列即可，不用改版。上传后先核对，再导入。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
        error_messages={"required": "请选择要上传的表格。"},
    )

    def __init__(self, *args: Any, divisions: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["division"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = divisions
        _bodies(self, bodies, "按表格所写")


class ImportForm(WorkbenchForm):
    effective_on = DayField(label="生效日期", required=True)
    reason = _reason("依据", "清单所依据的文件，写入每个事项的版本记录，如：云政发〔2026〕8号。")


class EntryForm(WorkbenchForm):
    """A new entry of the negative list."""

    field_names = {"division_id": "division", "body_id": "body"}

    division = forms.TypedChoiceField(label="地区", coerce=int)
    body = forms.TypedChoiceField(
        label="负责单位", coerce=int, error_messages={"required": "请选择负责单位。"}
    )
    matter = forms.CharField(
        label="不予公开的事项", max_length=600, error_messages={"required": "请填写不予公开的事项。"}
    )
    ground = forms.ChoiceField(label="情形", choices=Ground.choices)
    basis = forms.CharField(
        label="依据",
        max_length=4_000,
        help_text="法律、法规的名称和条款。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请填写依据，写明法律、法规的名称和条款。"},
    )
    valid_from = DayField(label="有效期自", required=True)
    valid_until = DayField(label="有效期至", help_text="长期有效的留空。")

    def __init__(self, *args: Any, divisions: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["division"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = divisions
        _bodies(self, bodies, "请选择")


class ExamineForm(WorkbenchForm):
    on = DayField(label="评估日期", required=True)
    opinion = _reason("评估意见", "写明为什么继续不予公开；可以公开的，请改为移出。")
    valid_until = DayField(label="评估后有效期至", help_text="长期有效的留空。")


class EndEntryForm(WorkbenchForm):
    on = DayField(label="移出日期", required=True)
    reason = _reason("移出原因", "引用该条目的信息须重新认定公开属性。")
