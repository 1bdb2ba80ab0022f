"""Moving an old site: the material, the columns, the names of bodies and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from gongkai.core.importing.enums import Field
from gongkai.core.importing.rules import Mapping as Columns
from gongkai.edges.workbench.forms.base import WorkbenchForm

Choices = Sequence[tuple[str, str]]

_HINTS = {
    Field.PUBLISHED: "迁移的信息保留原来的发布日期。",
    Field.COLUMN: "决定信息归到哪个公开事项。",
    Field.CONTENT: "正文在清单里的选这里；在单独网页文件里的选下面一项。",
    Field.CONTENT_FILE: "这一列写着网页文件在材料文件夹中的位置。",
    Field.ATTACHMENTS: "多个附件用分号隔开；正文里的图片和附件链接会自动找到，不用列出。",
    Field.OLD_ADDRESS: "填了以后，访问旧网址的人会被带到新网页。",
}


class NewRunForm(WorkbenchForm):
    """Which table of which folder; the folder says for which division."""

    field_names = {"manifest": "table"}

    name = forms.CharField(
        label="名称",
        max_length=100,
        help_text="如：2015—2019年旧站信息。",
        error_messages={"required": "请为这次迁移起个名称。"},
    )
    table = forms.ChoiceField(
        label="清单",
        help_text="每行一条信息的 .csv、.json 或 .jsonl 文件，网页和附件放在同一个文件夹里。",
        error_messages={"required": "请选择清单。"},
    )

    def __init__(self, *args: Any, tables: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["table"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = tables
        self.has_tables = bool(tables)


class ArchiveForm(WorkbenchForm):
    """A .zip of material for those who have no access to the server."""

    field_names = {"division_id": "division"}

    division = forms.TypedChoiceField(label="地区", coerce=int)
    archive = forms.FileField(
        label="材料压缩包（.zip）",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": "请选择压缩包。"},
    )

    def __init__(self, *args: Any, divisions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_archive_%s", **kwargs})
        field = self.fields["division"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = divisions


class ColumnsForm(WorkbenchForm):
    """Field by field, the column that holds it; and what holds for lines that say nothing."""

    field_names = {field.value: f"column_{field.value}" for field in Field}

    content_place = forms.CharField(
        label="正文在网页中的位置",
        required=False,
        max_length=60,
        help_text="如 #zoom、.TRS_Editor；留空时按常见系统自动识别。",
    )
    host = forms.CharField(
        label="旧站域名",
        required=False,
        max_length=200,
        help_text="原网址里没有域名时用，如 www.example.gov.cn。",
    )
    body = forms.CharField(
        label="默认发布机构",
        required=False,
        help_text="清单没有写发布机构的信息归到这个单位。",
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )
    item = forms.CharField(
        label="默认公开事项",
        required=False,
        help_text="清单没有写栏目的信息归到这个事项。",
        widget=forms.TextInput(attrs={"list": "items"}),
    )

    def __init__(
        self, *args: Any, columns: Sequence[str], mapping: Columns, bodies: Names, items: Names, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "content_place": mapping.content_place,
            "host": mapping.host,
            "body": bodies.name_of(mapping.body_id),
            "item": items.name_of(mapping.item_id),
            **{f"column_{name}": column for name, column in mapping.columns.items()},
        }
        super().__init__(*args, **kwargs)
        self._bodies, self._items = bodies, items
        choices = [("", "（没有这一列）"), *((column, column) for column in columns)]
        for field in Field:
            self.fields[f"column_{field.value}"] = forms.ChoiceField(
                label=field.label, choices=choices, required=False, help_text=_HINTS.get(field, "")
            )
        self.order_fields([f"column_{field.value}" for field in Field])

    def clean_body(self) -> int | None:
        return self._known("body", self._bodies)

    def clean_item(self) -> int | None:
        return self._known("item", self._items)

    def columns(self) -> dict[str, str]:
        return {field.value: name for field in Field if (name := self.text(f"column_{field.value}"))}

    def _known(self, name: str, names: Names) -> int | None:
        typed = self.text(name).strip()
        found = names.key_of(typed)
        if typed and found is None:
            raise forms.ValidationError(f"没有“{typed}”，请从列表中选择。")
        return found


class Names:
    """Things that a person picks by name from a long list: what is typed is one of the names, or nothing."""

    def __init__(self, pairs: Sequence[tuple[int, str]]) -> None:
        self._names = dict(pairs)
        self._keys = {name: key for key, name in reversed(pairs)}

    @property
    def options(self) -> list[str]:
        return list(self._names.values())

    def name_of(self, key: int | None) -> str:
        return self._names.get(key, "") if key is not None else ""

    def key_of(self, name: str) -> int | None:
        return self._keys.get(name.strip())


def assigned(
    data: Mapping[str, str], prefix: str, values: Sequence[str], names: Names
) -> tuple[dict[str, int], list[str]]:
    """What was typed beside each value (`prefix` + its position) → the keys; and what is no name."""
    keys: dict[str, int] = {}
    unknown: list[str] = []
    for position, value in enumerate(values):
        typed = data.get(f"{prefix}{position}", "").strip()
        key = names.key_of(typed) if typed else None
        if key is not None:
            keys[value] = key
        elif typed:
            unknown.append(typed)
    return keys, unknown
