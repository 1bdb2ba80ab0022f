"""Tables on their way into a catalogue, and cells put right before the import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.core.catalogue.rules import CORRECTABLE
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.text.catalogue_table import Format, format_of

TABLE_SUFFIXES = ".xlsx,.xls,.docx,.html,.htm,.csv,.tsv,.md,.txt"
TABLE_KINDS = "Excel（.xlsx、.xls）、Word（.docx）、网页（.html）、.csv、.md 或 .txt 文件"
LONGEST_PASTED = 2_000_000
PASTED_NAME = "粘贴的文字"
_LONGEST_CELL = 20_000


def pasted_name(text: str) -> str:
    """The name under which pasted text is kept: markup of a page is a page."""
    suffix = "html" if format_of(text.encode(), PASTED_NAME) is Format.HTML else "txt"
    return f"{PASTED_NAME}.{suffix}"


class UploadForm(WorkbenchForm):
    file = forms.FileField(
        label="选择文件",
        required=False,
        allow_empty_file=True,
        help_text=(
            f"{TABLE_KINDS}，按通行的目录格式（两行表头、合并单元格）即可，不用改版。上传后先核对，再导入。"
        ),
        widget=forms.FileInput(attrs={"accept": TABLE_SUFFIXES}),
    )
    pasted = forms.CharField(
        label="或者粘贴表格",
        required=False,
        max_length=LONGEST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="从表格、网页或文档中连同表头一起复制，粘贴到这里；Markdown 表格也可以。",
        error_messages={"max_length": "粘贴的文字太多，请改为选择文件。"},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("file") and not self.text("pasted").strip() and not self.errors:
            self.add_error("file", "请选择要上传的表格，或者把表格粘贴到下面。")
        return found

    @property
    def source(self) -> str:
        """The field that the table came in by."""
        return "file" if self.cleaned_data.get("file") else "pasted"

    def taken(self) -> tuple[str, Iterable[bytes]]:
        """Name and content of what was handed in; a file goes before pasted text."""
        file = self.cleaned_data.get("file")
        if file:
            return file.name, file.chunks()
        text = self.text("pasted")
        return pasted_name(text), [text.encode()]


class CorrectRowForm(WorkbenchForm):
    """Every cell of a row that may be put right; what a cell may hold is judged by the command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in CORRECTABLE.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=_LONGEST_CELL,
                error_messages={"max_length": f"“{label}”的文字太长，没有保存。"},
            )

    def given(self) -> dict[str, str]:
        """The cells that the page sent."""
        return {name: self.text(name) for name in CORRECTABLE if name in self.data}

    def shown(self, name: str, read: str) -> str:
        """What stands in the field: what was typed, else what was read."""
        return str(self.data.get(name, read)) if self.is_bound else read

    def faults_of(self, name: str) -> list[str]:
        return [str(fault) for fault in self.errors.get(name, [])] if self.is_bound else []
