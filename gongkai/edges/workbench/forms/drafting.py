"""Writing a document: the fields of a draft, a new one, the file it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.core.information.rules import MOST_KEYWORDS, SUMMARY_LENGTH, TITLE_LENGTH, Draft
from gongkai.edges.workbench import body_text
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.edges.workbench.importing import accepted
from gongkai.reference.information_kinds import InformationGroup, information_kinds
from gongkai.reference.kinds import document_genres
from gongkai.reference.subjects import subject_categories

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition

_SEPARATORS = re.compile(r"[、，,;；\s]+")
Choices = Sequence[tuple[str, Any]]


def words_of(text: str) -> tuple[str, ...]:
    """Keywords, however they are set apart."""
    return tuple(word for word in _SEPARATORS.split(text) if word)


def subject_choices(present: str = "") -> Choices:
    """The 22 categories with their second levels, and whatever the document has already."""
    groups: list[tuple[str, Any]] = [("", "请选择")]
    known: set[str] = set()
    for category in subject_categories():
        values = [category.name, *(f"{category.name}/{level.name}" for level in category.second_levels)]
        known.update(values)
        rows = [(value, value.rpartition("/")[2] if "/" in value else f"{value}（整类）") for value in values]
        groups.append((category.name, rows))
    return [*groups, *([(present, present)] if present and present not in known else [])]


def genre_choices(present: str = "") -> Choices:
    names = [genre.name for genre in document_genres()]
    extra = [present] if present and present not in names else []
    return [("", "请选择"), *((name, name) for name in [*names, *extra])]


def kind_choices() -> Choices:
    """The kinds of information under their headings."""
    kinds = information_kinds().values()
    return [
        (group.label, [(kind.code, kind.name) for kind in kinds if kind.group is group])
        for group in InformationGroup
        if any(kind.group is group for kind in kinds)
    ]


class DraftForm(WorkbenchForm):
    """The fields that an author writes. Nothing is required to keep a draft but its title."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    body_format = forms.ChoiceField(
        widget=forms.HiddenInput,
        choices=[(body_text.PLAIN, body_text.PLAIN), (body_text.MARKUP, body_text.MARKUP)],
    )
    title = forms.CharField(
        label="标题",
        help_text=f"写全称，不超过{TITLE_LENGTH}字；涉及单位、事由和文种的都写上。",
        error_messages={"required": "请填写标题。"},
    )
    document_number = forms.CharField(
        label="发文字号",
        required=False,
        max_length=100,
        help_text="如：云政发〔2026〕12号。没有文号的留空。",
    )
    written_on = DayField(label="成文日期", help_text="文件上的落款日期。")
    genre = forms.CharField(label="体裁", required=False, max_length=30, widget=forms.Select)
    kind = forms.CharField(
        label="信息类型",
        required=False,
        max_length=40,
        help_text="决定下面要填哪些要素和表格；换类型时已填的内容不会丢。",
        widget=forms.Select(attrs={"data-kind": ""}),
    )
    subject_category = forms.CharField(label="主题分类", required=False, widget=forms.Select)
    keywords = forms.CharField(
        label="关键词", required=False, max_length=400, help_text=f"用空格或顿号隔开，最多{MOST_KEYWORDS}个。"
    )
    summary = forms.CharField(
        label="内容概述",
        required=False,
        help_text=f"一两句话说明文件讲什么，不超过{SUMMARY_LENGTH}字，显示在列表和检索结果里。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body_html = forms.CharField(
        label="正文", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 24})
    )
    change_note = forms.CharField(
        label="更正说明",
        required=False,
        help_text="更正了什么、为什么更正。公众会看到这段说明。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, document: str, is_correction: bool, subject: str, genre: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.fields["kind"].widget.choices = kind_choices()
        self.fields["subject_category"].widget.choices = subject_choices(subject)
        self.fields["genre"].widget.choices = genre_choices(genre)
        if not is_correction:
            del self.fields["change_note"]

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> DraftForm:
        """The form of an edition, filled with what is stored or with what was sent."""
        document = edition.document.public_id
        body = body_text.editable(edition.body_html, document)
        return cls(
            data,
            document=document,
            is_correction=edition.number > 1,
            subject=edition.subject_category,
            genre=edition.document.genre,
            initial={
                "revision": edition.revision,
                "body_format": body.format,
                "title": edition.title,
                "document_number": edition.document_number,
                "written_on": edition.written_on,
                "genre": edition.document.genre,
                "kind": edition.document.kind,
                "subject_category": edition.subject_category,
                "keywords": "、".join(edition.keywords),
                "summary": edition.summary,
                "body_html": body.text,
                "change_note": edition.change_note,
            },
        )

    def body(self) -> body_text.EditableBody:
        """What the box for the body shows."""
        text, written_as = str(self["body_html"].value() or ""), str(self["body_format"].value())
        return body_text.typed(text, written_as, self.document)

    def draft(self, stored: Draft) -> Draft:
        """The written fields as the command takes them; those of other forms are as `stored`."""
        return replace(
            stored,
            title=self.text("title"),
            document_number=self.text("document_number"),
            written_on=self.cleaned_data.get("written_on"),
            subject_category=self.text("subject_category"),
            keywords=words_of(self.text("keywords")),
            summary=self.text("summary"),
            body_html=body_text.as_markup(self.text("body_html"), self.text("body_format"), self.document),
            change_note=self.text("change_note") or stored.change_note,
        )


class ItemForm(WorkbenchForm):
    """The item that a document belongs to."""

    item = forms.IntegerField(
        label="公开事项", error_messages={"required": "请选择这份文件属于哪个公开事项。"}
    )


class NewDocumentForm(ItemForm):
    """Who publishes, under which item, with what title, from which file or earlier document."""

    field_names = {"item_id": "item", "body_id": "body"}

    body = forms.TypedChoiceField(label="发布机构", coerce=int, error_messages={"required": "请选择单位。"})
    title = forms.CharField(label="标题", required=False, help_text="可以先写个大概，以后再改。")
    file = forms.FileField(
        label="或者从文件导入",
        required=False,
        allow_empty_file=True,
        help_text="支持 .docx（Word、WPS 均可）、.txt、.html。"
        "标题、文号、日期、正文、表格和图片自动填好，由您核对。",
    )
    kind = forms.CharField(label="信息类型", required=False, max_length=40, widget=forms.Select)
    source = forms.IntegerField(label="以往的文件", required=False)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = accepted()
        self.fields["kind"].widget.choices = [("", "按公开事项自动选择"), *kind_choices()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins = data.get("title") or data.get("file") or data.get("source")
        if not begins and not {"file", "source"} & set(self.errors):
            self.add_error("title", "请填写标题，选择要导入的文件，或者选择一份以往的文件。")
        if data.get("file") and data.get("source"):
            self.add_error("file", "从文件导入和参照以往的文件，只能选一种。")
        return data
