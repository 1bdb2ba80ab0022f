"""两个人同时编辑: a draft as two wrote it, made one by the choices that the second of them sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.edges.workbench import body_text
from gongkai.edges.workbench.field_merging import merged_fields, undecided, words_of_fields
from gongkai.edges.workbench.forms.editing import EditorForms
from gongkai.edges.workbench.merge_base import MergeBase
from gongkai.edges.workbench.merging import merged_body
from gongkai.text.merging import blocks

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.information.models import Edition


_FULL = "full_html"
"""A page has this field where there is a public copy."""


def sent_or_merged(data: QueryDict, edition: Edition) -> QueryDict:
    """What was sent; with choices between it and what is stored, what they make together.

    Choices between other versions than these are not followed, nor any while one is missing: the save is
    refused and they are asked again.
    """
    data = _as_whole_text(data, edition)
    if data.get("merge", "") != str(edition.revision):
        return data
    base = MergeBase.read(data.get("base", ""))
    theirs, mine = EditorForms.of(edition), EditorForms.of(edition, data)
    if undecided(data, theirs, mine, base):
        return data
    made = merged_fields(data, theirs, mine, base)
    made["body_html"] = merged_body(data, edition.body_html, mine.draft.body().markup, base)
    made["body_format"], made["revision"] = body_text.MARKUP, str(edition.revision)
    return made


def _as_whole_text(data: QueryDict, edition: Edition) -> QueryDict:
    """Where a public copy was begun since the page was opened, the text typed on it is the whole one.

    Kept as the public text it would bring back what the copy leaves out; the copy stays as it is stored.
    """
    is_stale = data.get("revision", "") != str(edition.revision)
    had_copy = _FULL in MergeBase.read(data.get("base", "")).fields or data.get(_FULL, "").strip()
    if not (edition.full_html and is_stale) or had_copy:
        return data
    moved = data.copy()
    moved[_FULL], moved["full_format"] = data.get("body_html", ""), data.get("body_format", "")
    moved["body_html"], moved["body_format"] = edition.body_html, body_text.MARKUP
    return moved


def base_of(data: QueryDict, edition: Edition, form: EditorForms) -> MergeBase:
    """With what a page began: as it says itself, or what is stored where it is opened now."""
    if form.draft.is_bound:
        return MergeBase.read(data.get("base", ""))
    return MergeBase.of(words_of_fields(form), blocks(edition.body_html))
