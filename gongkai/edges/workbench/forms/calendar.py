"""A holiday notice on its way into the working calendar."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.edges.workbench.forms.base import DayField, WorkbenchForm
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.calendars import CalendarYear
from gongkai.text.file_contents import check_file
from gongkai.text.holiday_notice import LONGEST_NOTICE, words_of_file


class NoticeForm(WorkbenchForm):
    field_names = {"text": "notice"}

    notice = forms.CharField(
        label="通知全文",
        required=False,
        max_length=LONGEST_NOTICE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="从中国政府网复制通知的标题、文号和全文粘贴到这里；也可以粘贴日历文件（.toml）的内容。",
        error_messages={"max_length": "文字太多，放假通知不会超过2万字，请只粘贴通知正文。"},
    )
    file = forms.FileField(
        label="或者选择文件",
        required=False,
        allow_empty_file=True,
        help_text="通知的 .txt、.html、.docx，或日历文件 .toml，不超过1 MB。",
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx,.toml"}),
    )
    number = forms.CharField(
        label="文号",
        required=False,
        max_length=60,
        help_text="通知文字里没有文号时填写，如：国办发明电〔2025〕7号。",
    )
    issued_on = DayField(label="印发日期", help_text="通知文字里没有日期时填写。")
    address = forms.URLField(
        label="原文网址",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="中国政府网上的网址，供核对，可以不填。",
        error_messages={"invalid": "网址写法有误，请以 https:// 开头，或者留空。"},
    )

    source = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def taken(self) -> tuple[CalendarYear, ...]:
        """The years that the text or the file arranges; the words of a file go into the field of the text.

        Raises InvalidInput beside the field that is at fault.
        """
        upload = self.files.get("file")
        if upload is not None:
            self._put("notice", _words_of(upload))
            self._put("source", clean_name(upload.name or ""))
        return calendars.years_of_notice(
            self.text("notice"),
            number=self.text("number"),
            issued_on=self.cleaned_data.get("issued_on"),
            address=self.text("address"),
        )

    @property
    def origin(self) -> str:
        """How the text came in, for the record."""
        return self.text("source") or "粘贴的通知文字"

    def _put(self, name: str, value: str) -> None:
        """As if the person had typed it: the page shows it, and it is sent along when they confirm."""
        self.data = {**self.data, name: value}
        self.cleaned_data[name] = value


def _words_of(upload: UploadedFile[bytes]) -> str:
    """The text of a file. Raises InvalidInput beside the field of the file."""
    name, content = clean_name(upload.name or ""), upload.read()
    try:
        check_file(name, content)
        return words_of_file(content, name)
    except InvalidInput as error:
        raise InvalidInput.for_field("file", error.message) from error
