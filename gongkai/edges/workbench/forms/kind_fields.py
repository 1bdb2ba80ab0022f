"""The fields that the kind of a document declares, made into a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField

from gongkai.core.information import queries
from gongkai.core.information.rules.kinds import FIELD_PREFIX, DisplayMode
from gongkai.core.information.rules.tables import day_of
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.kernel import clock
from gongkai.reference.information_kinds import (
    Condition,
    DisplayUse,
    InformationKind,
    KindField,
    ValueType,
    information_kind,
)

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.kernel.deadlines import Deadline

_LONGEST = 20_000
_SHORT, _LONG = 500, 4
_FIGURE = {"inputmode": "decimal", "autocomplete": "off", "class": "figure-field"}


class KindForm(WorkbenchForm):
    """What a document of its kind says beyond its text. A draft may be incomplete: nothing here is required,
    and what is missing stands in the list beside the editor."""

    kind: InformationKind
    period: Deadline | None = None
    """How long the document is shown, or lies at least, if it came out today."""
    use: DisplayUse | None = None
    """The rule for that, chosen by what is stored (`chosen`)."""
    chosen: Mapping[str, str] = {}

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> KindForm:
        """The form of an edition, filled with what is stored or with what was sent; of the kind that was
        chosen on the page, if another one was."""
        kind = information_kind((data.get("kind") if data else "") or edition.document.kind)
        initial = {f"{FIELD_PREFIX}{field.code}": edition.values.get(field.code, "") for field in kind.fields}
        form = cls(data, initial={**initial, "display_until": edition.display_until})
        form.kind = kind
        form.fields.update({f"{FIELD_PREFIX}{field.code}": _field(field, edition) for field in kind.fields})
        if not any(display.mode is DisplayMode.ENDS for display in kind.displays):
            form.fields["display_until"] = DayField(
                label="公示截止日", help_text="到期次日自动下线；长期公开的不填。"
            )
        form.use = queries.display_use(edition, clock.today())
        form.period = queries.display_period(edition, clock.today()) if form.use else None
        form.chosen = edition.values
        return form

    def changes(self) -> dict[str, Any]:
        """Fields of `Draft` with what was entered; `values` of other kinds are not among them."""
        values = {
            field.code: _tidy(field, self.text(f"{FIELD_PREFIX}{field.code}")) for field in self.kind.fields
        }
        if "display_until" not in self.fields:
            return {"values": values}
        return {"values": values, "display_until": self.cleaned_data.get("display_until")}

    def shown(self) -> list[KindFieldShown]:
        """The fields in the order of their file, each with when it applies."""
        return [KindFieldShown(field, self[f"{FIELD_PREFIX}{field.code}"]) for field in self.kind.fields]

    @property
    def period_words(self) -> str:
        """What the day of display is and what decides it, for the line above its proof."""
        ends = "display_until" not in self.fields
        if self.use is None or self.period is None or self.period.due_on is None:
            return self._undecided() if ends else ""
        day = f"{'公示截止日' if ends else '最短公示到'}：{self.period.due_on:%Y-%m-%d}（按今天发布计算）"
        reasons = "，".join(self._said(each) for each in (self.use.when, self.use.also) if each.field)
        return f"{day}。因为{reasons}。" if reasons else day

    def _undecided(self) -> str:
        """Nothing is chosen that decides, or no rule is in force for it."""
        named = dict.fromkeys(display.when.field for display in self.kind.displays)
        labels = [field.label for field in self.kind.fields if field.code in named]
        return f"填写“{'”“'.join(labels)}”并暂存后，系统推算公示截止日。" if labels else ""

    def _said(self, condition: Condition) -> str:
        field = self.kind.field(condition.field)
        return f"“{field.label if field else condition.field}”是“{self.chosen.get(condition.field, '')}”"


class KindFieldShown:
    """A field on the page, with the condition under which it applies."""

    def __init__(self, declared: KindField, field: BoundField) -> None:
        self.field = field
        self.when_name = f"{FIELD_PREFIX}{declared.when.field}" if declared.when.field else ""
        self.when_values = "|".join(declared.when.values)


def _field(declared: KindField, edition: Edition) -> forms.Field:
    present = edition.values.get(declared.code, "")
    return forms.CharField(
        label=f"{declared.label}（{declared.unit}）" if declared.unit else declared.label,
        required=False,
        max_length=_LONGEST if declared.type is ValueType.LONG else _SHORT,
        help_text=" ".join(filter(None, (_need(declared), declared.hint, _basis(declared)))),
        widget=_widget(declared, present),
    )


def _need(declared: KindField) -> str:
    if declared.when.field:
        needed = "必填" if declared.required else "填写"
        return f"“{'”“'.join(declared.when.values)}”时{needed}。"
    return "必填。" if declared.required else ""


def _basis(declared: KindField) -> str:
    return f"依据：{declared.article}。" if declared.article else ""


def _widget(declared: KindField, present: str) -> forms.Widget:
    if declared.type is ValueType.CHOICE:
        strange = [(present, present)] if present and present not in declared.choices else []
        choices = [("", "请选择"), *((choice, choice) for choice in declared.choices), *strange]
        return forms.Select(choices=choices)
    if declared.type is ValueType.LONG:
        return forms.Textarea(attrs={"rows": _LONG})
    if declared.type is ValueType.DATE and (not present or _is_iso(present)):
        return forms.DateInput(attrs={"type": "date"})
    attrs: dict[str, str] = {}
    if declared.type.is_figure:
        attrs = _FIGURE
    elif declared.type is ValueType.BODY:
        attrs = {"list": "body-names", "autocomplete": "off"}
    elif declared.type is ValueType.USCC:
        attrs = {"autocomplete": "off", "spellcheck": "false", "maxlength": "30"}
    elif declared.type is ValueType.URL:
        attrs = {"inputmode": "url", "placeholder": "https://"}
    return forms.TextInput(attrs=attrs)


def _is_iso(text: str) -> bool:
    found = day_of(text)
    return found is not None and found.isoformat() == text


def _tidy(declared: KindField, text: str) -> str:
    """A day in the one form in which it is kept; what is none stays as it was typed, to be mended."""
    if declared.type is ValueType.DATE and (found := day_of(text)):
        return found.isoformat()
    return text
