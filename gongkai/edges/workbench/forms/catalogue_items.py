"""One row of a catalogue with its eight elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.core.catalogue.rules import LONGEST, ItemFields, tidied
from gongkai.core.catalogue.rules.reading import TIER_NAMES
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.reference.channels import channels

if TYPE_CHECKING:
    from django.http import QueryDict

Choices = Sequence[tuple[str, str]]
OTHER = "其他"
"""The box of the printed tables for what is written beside it; here that has a field of its own."""

_LONGEST_TEXT = 20_000


def _lines(label: str, rows: int, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=_LONGEST_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ItemForm(WorkbenchForm):
    """The eight elements (S0 二(一)1) and what places the item. Nothing but a name is asked for: a row may
    be saved while it lacks something, and the page says what."""

    field_names = {"area_code": "area", "responsible_body_id": "body"}

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    area = forms.ChoiceField(label="领域", error_messages={"required": "请选择领域。"})
    code = forms.CharField(label="序号", required=False, max_length=LONGEST["code"])
    level1 = forms.CharField(label="一级事项", required=False, max_length=LONGEST["level1"])
    level2 = forms.CharField(label="二级事项", required=False, max_length=LONGEST["level2"])
    content_elements = _lines("公开内容（要素）", 5, "公众能看到哪些内容，逐项写明。")
    legal_basis = _lines("公开依据", 4, "每行一条，写明文件名称和文号。")
    time_limit = _lines("公开时限", 2, "如：信息形成或者变更之日起20个工作日内。")
    responsible_text = forms.CharField(
        label="公开主体",
        required=False,
        max_length=_LONGEST_TEXT,
        help_text="写机构全称，输入几个字后可以从名录中选。",
        widget=forms.TextInput(attrs={"list": "known-bodies", "autocomplete": "off"}),
    )
    body = forms.TypedChoiceField(
        label="对应机构",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="公开主体写的不是机构全称的，在这里指定。",
    )
    disclosure_method = forms.ChoiceField(
        label="公开方式", choices=DisclosureMethod.choices, widget=forms.RadioSelect
    )
    channels = forms.MultipleChoiceField(
        label="公开渠道和载体", required=False, widget=forms.CheckboxSelectMultiple
    )
    other_channels = _lines("其他渠道", 2, "名单中没有的，每行写一个。")
    for_everyone = forms.BooleanField(label="面向全社会", required=False)
    for_groups = forms.CharField(
        label="特定群体", required=False, max_length=_LONGEST_TEXT, help_text="面向哪些人，没有的留空。"
    )
    tiers = forms.MultipleChoiceField(label="公开层级", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: QueryDict | Mapping[str, Any] | None = None,
        *,
        areas: Choices,
        bodies: Choices,
        fields: ItemFields | None = None,
        upper: ItemFields | None = None,
        body_id: int | None = None,
        revision: int | None = None,
        area_code: str = "",
    ) -> None:
        """`fields`, `body_id` and `revision` are of the row that is changed; none for a new one. `upper` is
        the row of the layer above."""
        self._known = [known for known in (fields, upper) if known is not None]
        code = fields.area_code if fields else area_code or (data or {}).get("area", "")
        offered = _offered_channels(code)
        super().__init__(data, initial=_initial(fields, body_id, revision, area_code, offered))
        self._choose("area", areas if fields else [("", "请选择"), *areas])
        self._choose("body", [("", "按公开主体的名称自动对应"), *bodies])
        self._choose("channels", [(name, name) for name in offered])
        present = fields.tiers if fields else ()
        self._choose("tiers", [(name, name) for name in dict.fromkeys((*TIER_NAMES.values(), *present))])
        if fields:
            self.fields["area"].widget = forms.HiddenInput()

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def fields_given(self) -> ItemFields:
        """What was typed, as the command takes it; also while some of it is not valid."""
        given = ItemFields(
            area_code=self.text("area"),
            code=self.text("code"),
            level1=self.text("level1"),
            level2=self.text("level2"),
            content_elements=self.text("content_elements"),
            legal_basis=(self.text("legal_basis"),),
            time_limit=self.text("time_limit"),
            responsible_text=self.text("responsible_text"),
            channels=(
                *(self.cleaned_data.get("channels") or ()),
                *self.text("other_channels").splitlines(),
            ),
            for_everyone=bool(self.cleaned_data.get("for_everyone")),
            for_groups=self.text("for_groups"),
            disclosure_method=self.text("disclosure_method") or DisclosureMethod.PROACTIVE,
            tiers=tuple(self.cleaned_data.get("tiers") or ()),
        )
        return tidied(given, self._known)


def form_values(fields: ItemFields) -> dict[str, Any]:
    """The elements as the fields of the form hold them."""
    return _initial(fields, None, None, "", _offered_channels(fields.area_code))


def fields_of_element(element: str) -> tuple[str, ...]:
    """The fields of the form that one element fills."""
    return ("channels", "other_channels") if element == "channels" else (element,)


def _offered_channels(area_code: str) -> list[str]:
    return [
        channel.name
        for channel in channels()
        if channel.name != OTHER and (not channel.areas or area_code in channel.areas)
    ]


def _initial(
    fields: ItemFields | None,
    body_id: int | None,
    revision: int | None,
    area_code: str,
    offered: Iterable[str],
) -> dict[str, Any]:
    if fields is None:
        return {"area": area_code, "disclosure_method": DisclosureMethod.PROACTIVE, "for_everyone": True}
    known = set(offered)
    return {
        "revision": revision,
        "area": fields.area_code,
        "code": fields.code,
        "level1": fields.level1,
        "level2": fields.level2,
        "content_elements": fields.content_elements,
        "legal_basis": "\n".join(fields.legal_basis),
        "time_limit": fields.time_limit,
        "responsible_text": fields.responsible_text,
        "body": body_id,
        "disclosure_method": fields.disclosure_method,
        "channels": [name for name in fields.channels if name in known],
        "other_channels": "\n".join(name for name in fields.channels if name not in known),
        "for_everyone": fields.for_everyone,
        "for_groups": fields.for_groups,
        "tiers": list(fields.tiers),
    }
