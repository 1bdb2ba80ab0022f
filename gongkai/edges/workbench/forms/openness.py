"""Openness while drafting: attribute, reason, what it rests on, and the whole text beside the public one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.core.information.enums import Openness
from gongkai.core.information.rules import Draft
from gongkai.core.powers import queries as powers
from gongkai.edges.workbench import body_text
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.reference.withholding_grounds import withholding_grounds

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition

SPLIT, JOIN = "partial", "whole"
"""Buttons of the editor: the public copy begins as the text is, or the whole text comes back."""

_ENTRY, _GROUND = "entry:", "ground:"


class OpennessForm(WorkbenchForm):
    """What the author proposes. The whole text is there once a public copy was begun."""

    openness = forms.ChoiceField(
        label="公开属性",
        required=False,
        choices=Openness.choices,
        widget=forms.RadioSelect,
        help_text="由起草人提出，随文报审，签发人确定。",
    )
    openness_reason = forms.CharField(
        label="部分公开、依申请公开或不予公开的理由",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cited = forms.CharField(
        label="选择依据",
        required=False,
        widget=forms.Select,
        help_text="条例规定的情形，或者本地区负面清单的条目；选定后可在下面补充。",
    )
    openness_article = forms.CharField(
        label="依据的条款",
        required=False,
        max_length=200,
        help_text="如：《政府信息公开条例》第十五条。留空则按上面的选择填写。",
    )
    full_html = forms.CharField(
        label="全文（不公开）",
        required=False,
        strip=False,
        help_text="完整的文本，只在办理中使用，不进入网站、检索和日志。文字有修改的，公开稿也要改。",
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    full_format = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(body_text.PLAIN, body_text.PLAIN), (body_text.MARKUP, body_text.MARKUP)],
    )

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> OpennessForm:
        """The form of an edition, filled with what is stored or with what was sent."""
        whole = body_text.editable(edition.full_html, edition.document.public_id)
        citations = _citations(edition)
        form = cls(
            data,
            initial={
                "openness": edition.openness,
                "openness_reason": edition.openness_reason,
                "openness_article": edition.openness_article,
                "cited": _chosen(edition, citations),
                "full_html": whole.text,
                "full_format": whole.format,
            },
        )
        form.fields["cited"].widget.choices = _grouped(citations)
        if not edition.full_html:
            del form.fields["full_html"], form.fields["full_format"]
        form.citations, form.document = citations, edition.document.public_id
        return form

    citations: dict[str, str]
    """Key of a choice → the words with which it is cited."""

    document: str
    """Public identifier of the document, whose pictures the text shows."""

    @property
    def has_copy(self) -> bool:
        """Whether the text of the editor is the public copy of a longer one."""
        return "full_html" in self.fields

    def clean_cited(self) -> str:
        cited = str(self.cleaned_data["cited"])
        if cited and cited not in self.citations:
            raise forms.ValidationError("请在列出的依据中选择；条目可能刚被移出负面清单。")
        return cited

    def changes(self) -> dict[str, Any]:
        """Fields of `Draft` with what was entered."""
        cited = self.text("cited")
        changed = {
            "openness": self.text("openness"),
            "openness_reason": self.text("openness_reason"),
            "openness_article": self._article(cited),
            "negative_entry_id": int(cited.removeprefix(_ENTRY)) if cited.startswith(_ENTRY) else None,
        }
        if self.has_copy and "full_html" in self.data:
            changed["full_html"] = body_text.as_markup(
                self.text("full_html"), self.text("full_format"), self.document
            )
        return changed

    def arranged(self, draft: Draft) -> Draft:
        """The draft as a pressed button wants it: a public copy begun, or the whole text restored."""
        action = self.data.get("action")
        if action == SPLIT and not draft.full_html:
            return replace(draft, full_html=draft.body_html, openness=Openness.PARTIAL.value)
        if action == JOIN and draft.full_html:
            return replace(draft, body_html=draft.full_html, full_html="")
        return draft

    def _article(self, cited: str) -> str:
        """What was typed; where only the choice was changed, the words of the new one."""
        typed = self.text("openness_article")
        untouched = typed in {"", self.initial["openness_article"]} and cited != self.initial["cited"]
        return self.citations[cited] if cited and (untouched or not typed) else typed


def _citations(edition: Edition) -> dict[str, str]:
    found = {
        f"{_GROUND}{code}": f"{ground.article}（{ground.name}）"
        for code, ground in withholding_grounds().items()
    }
    entries = powers.citable_entries(edition.document.body.division_id)
    found |= {f"{_ENTRY}{entry.pk}": entry.citation for entry in entries}
    if edition.negative_entry_id is not None:
        found.setdefault(f"{_ENTRY}{edition.negative_entry_id}", edition.openness_article)
    return found


def _chosen(edition: Edition, citations: dict[str, str]) -> str:
    if edition.negative_entry_id is not None:
        return f"{_ENTRY}{edition.negative_entry_id}"
    grounds = {words: key for key, words in citations.items() if key.startswith(_GROUND)}
    return grounds.get(edition.openness_article, "")


def _grouped(citations: dict[str, str]) -> list[tuple[str, Any]]:
    def of(prefix: str) -> list[tuple[str, str]]:
        return [(key, words) for key, words in citations.items() if key.startswith(prefix)]

    groups = [("《政府信息公开条例》", of(_GROUND)), ("本地区负面清单", of(_ENTRY))]
    return [("", "不选，自行填写"), *((label, rows) for label, rows in groups if rows)]
