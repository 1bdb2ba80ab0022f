"""The metadata of a document beside title, number and date of writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.core.information.enums import FiveOpen
from gongkai.core.information.queries.validity import Term, terms_for
from gongkai.core.information.rules import AUDIENCES, OFFICIAL_NUMBER, OFFICIAL_ON, OFFICIAL_TITLE
from gongkai.core.information.rules.validity import last_day, term_sentence
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.time_units import Span, Unit

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

    from gongkai.core.information.models import Edition

LONGEST_TERM = 50
_SPARE = 2
"""Empty boxes after the names that are there: more appear when the draft is kept."""

_MOST_NAMES = 500
_ALWAYS_OPEN_WITH = ("issuers", "printed_on", "effective_on", "expires_on", "audiences", "five_open")


class NameBoxes(forms.Widget):
    """One box for each name and some empty ones, all under one field name; `choices` is a datalist's id."""

    def __init__(self, *, choices: str) -> None:
        super().__init__()
        self.choices_id = choices

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def id_for_label(self, id_: str) -> str:
        return id_

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        given = attrs or {}
        names = [str(each) for each in value or () if each]
        boxes = [*names, *[""] * _SPARE]
        described = given.get("aria-describedby", "")
        return format_html(
            '<div class="name-boxes">{}</div>',
            format_html_join(
                "\n",
                '<input type="text" name="{}" value="{}" id="{}" list="{}" maxlength="200"'
                ' autocomplete="off" aria-label="{}"{}>',
                (
                    (
                        name,
                        each,
                        f"{given.get('id', '')}{f'_{number}' if number else ''}",
                        self.choices_id,
                        f"第{number + 1}个",
                        format_html(' aria-describedby="{}"', described) if described else "",
                    )
                    for number, each in enumerate(boxes)
                ),
            ),
        )


class NamesField(forms.Field):
    """Several names, each in a box of its own; empty boxes do not count."""

    def __init__(self, *, label: str, choices: str, help_text: str = "") -> None:
        super().__init__(label=label, required=False, help_text=help_text, widget=NameBoxes(choices=choices))

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in value or () if (name := str(each).strip())))


class MetadataForm(WorkbenchForm):
    """Issuers, the dates kept apart, who it is for."""

    issuers = NamesField(
        label="联合发文机关",
        choices="body-names",
        help_text="几个机关联合发文的，按文件上的顺序填写其他机关；可以从本地区的机关中选择，也可以直接写名称。",
    )
    printed_on = DayField(label="印发日期", help_text="版记里的日期，不早于成文日期；没有的不填。")
    effective_on = DayField(label="施行日期", help_text="“自……起施行”的日期；没有写明的不填。")
    expires_on = DayField(label="有效期至", help_text="最后一天有效的日期；次日起系统自动标为失效。")
    validity_years = forms.IntegerField(
        label="有效期（年）",
        required=False,
        min_value=1,
        max_value=LONGEST_TERM,
        help_text="只知道年数的在这里填，暂存后按施行日期算出届满日。",
        widget=forms.NumberInput(attrs={"list": "usual-terms", "inputmode": "numeric"}),
        error_messages={
            "invalid": "请填整数，如 5。",
            "min_value": "有效期至少1年。",
            "max_value": f"有效期最多{LONGEST_TERM}年，请核对。",
        },
    )
    audiences = NamesField(
        label="服务对象", choices="audiences", help_text="如：全社会、企业。可以选择，也可以直接写。"
    )
    five_open = forms.MultipleChoiceField(
        label="五公开",
        required=False,
        choices=FiveOpen.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "请在列出的五公开中选择。"},
    )
    official_title = forms.CharField(
        label="正式文本名称", required=False, max_length=200, help_text="如：中华人民共和国政府信息公开条例。"
    )
    official_number = forms.CharField(label="正式文本文号", required=False, max_length=100)
    official_on = DayField(
        label="正式文本日期", help_text="本站所载是哪一天公布或者修订的版本；有更新的版本时会提醒。"
    )

    def __init__(
        self,
        *args: Any,
        body_names: Sequence[str] = (),
        terms: Sequence[Term] = (),
        term_words: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.body_names, self.terms, self.term_words = body_names, terms, term_words
        self.known_audiences = AUDIENCES

    @property
    def has_something(self) -> bool:
        """Whether the part is open from the start."""
        return any(self[name].value() for name in _ALWAYS_OPEN_WITH)

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> MetadataForm:
        """The form of an edition, filled with what is stored or with what was sent."""
        body = edition.document.body
        return cls(
            data,
            body_names=_names_near(edition),
            terms=terms_for(body.division_id, clock.today()),
            term_words=_words_of(edition),
            initial={
                "issuers": edition.issuers,
                "printed_on": edition.printed_on,
                "effective_on": edition.effective_on,
                "expires_on": edition.expires_on,
                "audiences": edition.audiences,
                "five_open": edition.five_open,
                "official_title": edition.values.get(OFFICIAL_TITLE, ""),
                "official_number": edition.values.get(OFFICIAL_NUMBER, ""),
                "official_on": edition.values.get(OFFICIAL_ON, ""),
            },
        )

    def clean(self) -> dict[str, Any]:
        """A length without a day gets its day."""
        data = super().clean() or {}
        years, effective_on = data.get("validity_years"), data.get("effective_on")
        if not years or data.get("expires_on"):
            return data
        if effective_on is None:
            self.add_error("effective_on", "填了有效期年数的，请填施行日期，届满日由它算出。")
        else:
            data["expires_on"] = last_day(effective_on, Span(years, Unit.YEAR))
        return data

    def changes(self) -> dict[str, Any]:
        """Fields of `Draft` with what was entered; what the form does not show is not among them."""
        data = self.cleaned_data
        official_on = data.get("official_on")
        return {
            "issuers": data.get("issuers", ()),
            "printed_on": data.get("printed_on"),
            "effective_on": data.get("effective_on"),
            "expires_on": data.get("expires_on"),
            "audiences": data.get("audiences", ()),
            "five_open": tuple(data.get("five_open", ())),
            "values": {
                OFFICIAL_TITLE: self.text("official_title"),
                OFFICIAL_NUMBER: self.text("official_number"),
                OFFICIAL_ON: official_on.isoformat() if official_on else "",
            },
        }


def _names_near(edition: Edition) -> list[str]:
    """Bodies of the division, which are the likely ones to issue something jointly."""
    body = edition.document.body
    names = organisations.list_bodies(division_id=body.division_id).exclude(pk=body.pk)
    return list(names.order_by("sort_key", "pk").values_list("name", flat=True)[:_MOST_NAMES])


def _words_of(edition: Edition) -> str:
    """How the end follows from the beginning, where it is a round number of years."""
    if edition.effective_on is None or edition.expires_on is None:
        return ""
    for years in range(1, LONGEST_TERM + 1):
        span = Span(years, Unit.YEAR)
        if last_day(edition.effective_on, span) == edition.expires_on:
            return f"{term_sentence(edition.effective_on, span)}。"
    return ""
