"""The words that a division keeps of its own: an entry, a sentence, a table, the whole text."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.core.wording.enums import NOTE_LENGTH
from gongkai.core.wording.rules import SENTENCE_LENGTH
from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.edges.workbench.forms.catalogue_uploads import UploadForm
from gongkai.text.wording import (
    LIST_LENGTH,
    LIST_SORTS,
    WORD_LENGTH,
    WordingSort,
    WordRule,
)

SORT_CHOICES = [(sort.value, sort.label) for sort in LIST_SORTS]
_LINES_LENGTH = 4_000
_TRIED_LENGTH = 5_000


class LinesField(forms.CharField):
    """Words, one a line, each once."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(
            max_length=_LINES_LENGTH, strip=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
        )

    def clean(self, value: Any) -> tuple[str, ...]:
        text = str(super().clean(value) or "")
        words = (" ".join(line.split()) for line in text.splitlines())
        return tuple(dict.fromkeys(word for word in words if word))


class EntryForm(WorkbenchForm):
    """One entry; what its fields may hold is judged by the command."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    wrong = LinesField(
        label="原词",
        rows=3,
        help_text="不该再写的词，一行一个；几种写法可以放在一条里，如“县民社局”“民社局”。",
        error_messages={"required": "请填写原词，一行一个。"},
    )
    right = forms.CharField(
        label="改为",
        required=False,
        max_length=WORD_LENGTH,
        help_text="应当写成什么；不填即提示删去或改写。",
    )
    sort = forms.ChoiceField(label="类别", choices=SORT_CHOICES, widget=forms.RadioSelect)
    since = DayField(
        label="启用日期",
        help_text="从这一天起写的文件才提示，如机构更名的日期；句中写明更早年份的、前面有“原”的、"
        "书名号里的不提示。不填即一直提示。",
    )
    reason = forms.CharField(
        label="理由",
        max_length=NOTE_LENGTH,
        help_text="起草人会看到，如“2019年机构改革更名”。",
        error_messages={"required": "请写明理由，起草人会看到。"},
    )
    off = forms.BooleanField(
        label="本地区不提示这些词",
        required=False,
        help_text="上级或者内置词表里有、本地区不需要提示的词；勾选后不用填写“改为”。",
    )
    advice = forms.BooleanField(label="“改为”只是修改说明，不能一键替换", required=False)
    unless_after = LinesField(
        label="前面是这些字时不提示",
        rows=2,
        required=False,
        help_text="一行一个，如原词“农业部”前面是“农业”时。",
    )
    unless_before = LinesField(
        label="后面是这些字时不提示",
        rows=2,
        required=False,
        help_text="一行一个，如原词“环境保护部”后面是“门”时。",
    )
    confirmed = forms.BooleanField(label="原词确实只有一个字，仍要提示", required=False)
    change_note = forms.CharField(
        label="修改说明",
        required=False,
        max_length=NOTE_LENGTH,
        help_text="不填即由系统写明，如“新增：帐号→账号”。",
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("off") and found.get("right"):
            self.add_error("right", "不提示的词不用填写“改为”，请清空，或者不勾选“不提示”。")
        return found

    def rule(self) -> WordRule:
        """The entry as it was filled in; only after the form was found valid."""
        right = " ".join(self.text("right").split())
        return WordRule(
            wrong=self.cleaned_data["wrong"],
            right=right,
            sort=WordingSort(self.text("sort")),
            reason=" ".join(self.text("reason").split()),
            since=self.cleaned_data["since"],
            unless_after=self.cleaned_data["unless_after"],
            unless_before=self.cleaned_data["unless_before"],
            replaces=bool(right) and not self.cleaned_data["advice"],
            off=self.cleaned_data["off"],
        )

    def begin_from(self, key: str) -> None:
        """Put what was typed in the place of another entry when it is sent again."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "key": key}

    @staticmethod
    def filled(rule: WordRule, key: str = "") -> dict[str, Any]:
        """The fields of an entry, to begin with."""
        return {
            "key": key,
            "wrong": "\n".join(rule.wrong),
            "right": rule.right,
            "sort": rule.sort.value,
            "since": rule.since,
            "reason": rule.reason,
            "off": rule.off,
            "advice": bool(rule.right) and not rule.replaces,
            "unless_after": "\n".join(rule.unless_after),
            "unless_before": "\n".join(rule.unless_before),
        }


class TryForm(WorkbenchForm):
    """A sentence to try the words on."""

    sentence = forms.CharField(
        label="一段文字",
        max_length=_TRIED_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="粘贴一段文字，看按本地区现行的全部词表会提示什么。不保存，不影响任何文件。",
        error_messages={
            "required": "请粘贴一段文字。",
            "max_length": f"一次最多试{_TRIED_LENGTH}个字，请粘贴其中一段。",
        },
    )


class ExampleForm(WorkbenchForm):
    """A sentence on which every version is tried."""

    field_names = {"text": "sentence"}

    sentence = forms.CharField(
        label="例句",
        max_length=SENTENCE_LENGTH,
        error_messages={"required": "请填写例句。"},
        help_text="如“报县民社局审核”。以后每次保存词表都用它试一遍，结果不对就不保存。",
    )
    finds = forms.CharField(
        label="应找出的词",
        required=False,
        max_length=SENTENCE_LENGTH,
        help_text="本地区词条里的原词，按先后用顿号隔开；不填即这句话里不应有提示。",
    )


class WordsFileForm(UploadForm):
    """A table of words as a file, or copied from Word or Excel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.csv,.docx,.txt"
        self.fields["file"].help_text = (
            "表头写“原词、改为、类别、启用日期、理由”的 .xlsx、.xls、.csv 或 .docx 文件；"
            "先核对，确认后才写入。"
        )
        self.fields["pasted"].help_text = "在 Word 或 Excel 的表格里连同表头一起选中、复制，粘贴到这里。"


class WordsForm(WorkbenchForm):
    """A list with its examples, and what was changed in it."""

    field_names = {"text": "words"}

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="词表全文（TOML）",
        required=False,
        strip=False,
        max_length=LIST_LENGTH,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "code-text"}),
        help_text="每条写明原词 wrong、应为 right、类别 sort（body 机构名称、word 错别字、sensitive 慎用词）"
        "和理由 reason，可写启用日期 since。"
        "[[examples]] 写例句 text 和应找出的词 finds，有一句不对就不保存。",
    )
    change_note = forms.CharField(
        label="修改说明", required=False, max_length=NOTE_LENGTH, help_text="不填即由系统列出改动的词条。"
    )


class RequiredWordForm(WorkbenchForm):
    """Words that have to be changed before a paper goes on."""

    word = LinesField(
        label="用语",
        rows=2,
        help_text="写词表（内置词表、各级地区词表、机构曾用名）中的原词，一行一个，如“国土资源部”。",
        error_messages={"required": "请填写要设为必须改的用语，写法与词表中的原词一致。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=NOTE_LENGTH,
        help_text="起草人被拦下时会看到，如“机构改革过渡期已满”。",
        error_messages={"required": "请写明理由，被拦下的人会看到。"},
    )
