"""The words that a division keeps of its own, as text."""

from __future__ import annotations

from django import forms

from gongkai.core.wording.enums import NOTE_LENGTH
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.text.wording import LIST_LENGTH, WORD_LENGTH


class WordsForm(WorkbenchForm):
    """A list with its examples, and what was changed in it."""

    field_names = {"text": "words"}

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="词表（TOML）",
        required=False,
        strip=False,
        max_length=LIST_LENGTH,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "code-text"}),
        help_text="每条写明原词 wrong、应为 right、类别 sort（body 机构名称、word 错别字、sensitive 慎用词）"
        "和理由 reason，可写起用日期 since。"
        "[[examples]] 写例句 text 和应找出的词 finds，有一句不对就不保存。",
    )
    change_note = forms.CharField(
        label="修改说明",
        max_length=NOTE_LENGTH,
        error_messages={"required": "请写明修改了什么。"},
    )


class RequiredWordForm(WorkbenchForm):
    """A word that has to be changed before a paper goes on."""

    word = forms.CharField(
        label="用语",
        max_length=WORD_LENGTH,
        help_text="写词表（内置词表、各级地区词表、机构曾用名）中的原词，如“国土资源部”。",
        error_messages={"required": "请填写要设为必须改的用语，写法与词表中的原词一致。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=NOTE_LENGTH,
        help_text="起草人被拦下时会看到，如“机构改革已满过渡期”。",
        error_messages={"required": "请写明理由，被拦下的人会看到。"},
    )
