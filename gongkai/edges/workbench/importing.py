"""A document out of a file, for the editor to go on with."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from gongkai.core.information.enums import Openness
from gongkai.core.information.rules import Draft
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.errors import InvalidInput
from gongkai.text.official_text import ImportedText, read_official_text

_OPEN_MARKERS = ("公开发布", "主动公开")


def read_import(upload: UploadedFile[bytes]) -> ImportedText:
    """Raises InvalidInput beside the field of the file."""
    name = clean_name(upload.name or "")
    try:
        return read_official_text(cast("BinaryIO", upload.file), name)
    except InvalidInput as error:
        raise InvalidInput.for_field("file", error.message) from error


def draft_of_import(imported: ImportedText, title: str, upload: UploadedFile[bytes]) -> Draft:
    """What the file says; a title typed by the person goes before the one found in the file."""
    found = title or imported.title or PurePath(clean_name(upload.name or "")).stem
    is_open = any(marker in imported.openness_marker for marker in _OPEN_MARKERS)
    return Draft(
        title=found,
        document_number=imported.document_number,
        written_on=imported.written_on,
        body_html=imported.body_html,
        openness=Openness.PROACTIVE.value if is_open else "",
    )


def tell_of_import(request: HttpRequest, imported: ImportedText) -> None:
    messages.success(request, "已从文件读入，请逐项核对后再提交。")
    for note in imported.notes:
        messages.warning(request, f"{note.rstrip('。')}。")
