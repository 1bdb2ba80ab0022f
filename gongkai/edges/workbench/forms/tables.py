"""Filling in tables: from a file, pasted, or a new one of the document's own."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.core.information.rules.tables import MOST_COLUMNS, NOTE_LENGTH, Column
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.reference.information_kinds import ValueType

_TYPES = {"数字": ValueType.NUMBER, "金额": ValueType.NUMBER, "日期": ValueType.DATE}


class TableFileForm(WorkbenchForm):
    """A file with tables."""

    file = forms.FileField(
        label="表格文件",
        help_text="支持 .xlsx、.xls、.csv，也可以是 .docx、.html 中的表格；一个文件可以有多张工作表。",
        allow_empty_file=True,
        error_messages={"required": "请选择要导入的表格文件。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.docx,.html,.htm"}),
    )


class OwnTableForm(WorkbenchForm):
    """A table that the kind does not declare."""

    title = forms.CharField(label="表名", max_length=200, error_messages={"required": "请填写表名。"})
    columns = forms.CharField(
        label="列名",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一列；是数字、金额或日期的，在后面用空格写明，如“金额 数字”。",
        error_messages={"required": "请写明有哪些列。"},
    )

    def clean_columns(self) -> list[Column]:
        lines = [line.split() for line in self.cleaned_data["columns"].splitlines() if line.strip()]
        if len(lines) > MOST_COLUMNS:
            raise forms.ValidationError(f"一张表最多{MOST_COLUMNS}列，现有{len(lines)}列。")
        return [_column(number, words) for number, words in enumerate(lines, start=1)]


class TableTextForm(WorkbenchForm):
    """What belongs to a table beside its cells."""

    unit = forms.ChoiceField(label="金额单位", required=False)
    note_text = forms.CharField(
        label="说明",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="空表须在这里写明原因。公众会看到这段说明。",
    )
    pasted = forms.CharField(
        label="从 Excel 粘贴",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "paste-box"}),
        help_text="在 Excel 中选中单元格复制，粘贴到这里；连同表头一起粘贴时按列名对应，否则从左到右对应。",
    )

    field_names = {"note": "note_text"}

    def __init__(self, *args: Any, units: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units:
            field = self.fields["unit"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(unit, unit) for unit in units]
        else:
            del self.fields["unit"]


def _column(number: int, words: list[str]) -> Column:
    if len(words) > 1 and words[-1] in _TYPES:
        return Column(f"c{number}", " ".join(words[:-1])[:100], _TYPES[words[-1]])
    return Column(f"c{number}", " ".join(words)[:100])
