"""A standard of an area on its way in: what the document says about itself, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django import forms
from django.core import signing

from gongkai.core.catalogue.rules import ItemFields, fields_of_row, known_words
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.edges.workbench.forms.catalogue_uploads import (
    LONGEST_PASTED,
    TABLE_KINDS,
    TABLE_SUFFIXES,
    pasted_name,
)
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.errors import InvalidInput
from gongkai.text.catalogue_table import CatalogueTable, read_catalogue
from gongkai.text.file_contents import refuse_danger

_SALT = "gongkai.standard-rows"


@dataclass(frozen=True, slots=True)
class ReadStandard:
    """The rows of a document, what could not be taken from it, and the document as it was kept."""

    rows: Sequence[ItemFields]
    problems: Sequence[str] = ()
    file_id: str = ""
    file_name: str = ""


class StandardForm(WorkbenchForm):
    field_names = {"area_code": "area"}

    area = forms.ChoiceField(label="领域", error_messages={"required": "请选择标准所属的领域。"})
    title = forms.CharField(
        label="文件名称", max_length=300, error_messages={"required": "请填写标准的文件名称。"}
    )
    document_number = forms.CharField(
        label="发文字号", required=False, max_length=100, help_text="如：民发〔2026〕5号。"
    )
    issued_on = DayField(label="印发日期", required=True, help_text="三个月的期限从这一天起算。")
    effective_on = DayField(label="施行日期", help_text="不填即自今天起施行。")
    file = forms.FileField(
        label="标准目录的文件",
        required=False,
        allow_empty_file=True,
        help_text=f"{TABLE_KINDS}。原件作为依据保存，登记后可以下载。",
        widget=forms.FileInput(attrs={"accept": TABLE_SUFFIXES}),
    )
    pasted = forms.CharField(
        label="或者粘贴表格",
        required=False,
        max_length=LONGEST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": "粘贴的文字太多，请改为选择文件。"},
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *areas]

    def read(self, area_name: str, keep: Callable[[str, bytes], str]) -> ReadStandard:
        """The rows of the file or of the text, else those that were looked over already.

        Args:
            keep: keeps a document of that name and content and gives its key.

        Raises InvalidInput beside the field that is at fault.
        """
        upload, pasted = self.files.get("file"), self.text("pasted")
        if upload is not None:
            return self._of_table("file", upload.read(), clean_name(upload.name or ""), area_name, keep)
        if pasted.strip():
            return self._of_table("pasted", pasted.encode(), pasted_name(pasted), area_name, keep)
        return self._kept()

    def carry(self, read: ReadStandard) -> None:
        """Send what was read along with the page, so that confirming needs no file again."""
        carried = [read.file_id, read.file_name, [asdict(row) for row in read.rows]]
        kept = signing.dumps(carried, salt=_SALT, compress=True)
        self.data = {**{name: self.data.get(name) for name in self.data}, "rows": kept, "pasted": ""}

    def _kept(self) -> ReadStandard:
        if not self.text("rows"):
            raise InvalidInput.for_field("file", "请选择标准目录的文件，或者粘贴表格。")
        try:
            file_id, file_name, stored = signing.loads(self.text("rows"), salt=_SALT)
        except signing.BadSignature as error:
            raise InvalidInput.for_field(
                "file", "核对过的事项没有完整传回，没有登记。请重新选择文件。"
            ) from error
        return ReadStandard([_fields(row) for row in stored], (), file_id, file_name)

    def _of_table(
        self, name: str, data: bytes, filename: str, area_name: str, keep: Callable[[str, bytes], str]
    ) -> ReadStandard:
        try:
            refuse_danger(filename, data, macros=False)
            table = read_catalogue(data, filename, words=known_words())
            file_id = keep(filename, data)
        except InvalidInput as error:
            raise InvalidInput.for_field(name, error.message) from error
        found = _of_area(table, area_name, self.text("area"))
        if not found.rows:
            reasons = "；".join(found.problems[:3])
            raise InvalidInput.for_field(name, f"没有读出这个领域的事项。{reasons}")
        return replace(found, file_id=file_id, file_name=filename)


def _of_area(table: CatalogueTable, area_name: str, area_code: str) -> ReadStandard:
    """The rows of the area; a table that names none is taken to be of the one that was chosen."""
    rows, problems = [], [f"{problem.place}：{problem.message}" for problem in table.problems]
    for row in table.rows:
        fields = fields_of_row(row if row.area else replace(row, area=area_name))
        if fields is not None and fields.area_code == area_code:
            rows.append(fields)
        else:
            problems.append(f"工作表“{row.sheet}”第 {row.row_number} 行属于“{row.area}”，没有列入。")
    return ReadStandard(rows, problems)


def _fields(stored: Mapping[str, Any]) -> ItemFields:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return ItemFields(**values)
