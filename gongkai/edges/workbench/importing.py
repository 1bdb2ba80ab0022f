"""A document out of a file, for the editor to go on with."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from gongkai.core.information.commands import SourceFile
from gongkai.core.information.enums import Openness
from gongkai.core.information.rules import Draft, reading_of
from gongkai.foundation.storage import queries as storage
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.errors import InvalidInput
from gongkai.text.file_contents import check_file
from gongkai.text.official_text import read_official_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.foundation.organisations.models import PublicBody

_ALWAYS = (".docx", ".txt", ".html", ".htm")
_CONVERTED = (".doc", ".wps")
_OPEN_MARKERS = ("公开发布", "主动公开")


def accepted() -> str:
    """The suffixes of what can be read here, by comma; old kinds where the installation converts them."""
    return ",".join((*_ALWAYS, *(_CONVERTED if storage.converter() else ())))


class Import:
    """A file that somebody chose, read: what it says, and itself to be kept."""

    def __init__(self, upload: UploadedFile[bytes]) -> None:
        """Raises InvalidInput beside the field of the file."""
        self.name = clean_name(upload.name or "")
        content = upload.read()
        try:
            check_file(self.name, content)
            name, readable = storage.in_readable_kind(self.name, content)
            self.text = read_official_text(readable, name)
        except InvalidInput as error:
            raise InvalidInput.for_field("file", error.message) from error
        self._content = content

    def draft(self, body: PublicBody, title: str = "") -> Draft:
        """What the file says; a title typed by the person goes before the one found in the file."""
        text = self.text
        is_open = any(marker in text.openness_marker for marker in _OPEN_MARKERS)
        return Draft(
            title=title or text.title or PurePath(self.name).stem,
            document_number=text.document_number,
            issuers=_others(text.issuers, body),
            written_on=text.written_on,
            printed_on=text.printed_on,
            body_html=text.body_html,
            openness=Openness.PROACTIVE.value if is_open else "",
        )

    def source(self, body: PublicBody) -> SourceFile:
        """The file as it is kept, with where each field of the draft was read."""
        reading = reading_of(self.text, self.name, self.draft(body))
        return SourceFile(self.name, self._content, self.text.pictures, reading)


def tell_of_import(request: HttpRequest, imported: Import, faults: Sequence[str]) -> None:
    """That it was read and what was not kept; what was read from where stands beside the text."""
    messages.success(request, f"已读入“{imported.name}”，请对照“读入情况”逐项核对后再提交。")
    for fault in faults:
        messages.warning(request, fault)


def _others(issuers: Sequence[str], body: PublicBody) -> tuple[str, ...]:
    """Who issues jointly with the body that publishes; without that body among them nobody is sure."""
    return tuple(name for name in issuers if name != body.name) if body.name in issuers else ()
