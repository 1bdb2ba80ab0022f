"""A walk over the objects of a PDF: words outside the pages, files within, and what it would do by itself."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from gongkai.text.errors import UnreadableFile

# Its warnings about damaged files quote from them, and no log may hold what is in somebody's file.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

_MOST_OBJECTS = 400_000
_LABELS = {
    "/Title": "文档属性 标题",
    "/Author": "文档属性 作者",
    "/Subject": "文档属性 主题",
    "/Keywords": "文档属性 关键词",
    "/Creator": "文档属性 创建程序",
    "/Producer": "文档属性 生成程序",
    "/Company": "文档属性 单位",
    "/SourceModified": "文档属性 来源",
    "/Contents": "批注",
    "/RC": "批注",
    "/T": "表单域或批注人",
    "/TU": "表单域提示",
    "/V": "表单域的值",
    "/DV": "表单域的默认值",
    "/Opt": "表单域的选项",
    "/Alt": "替代文字",
    "/ActualText": "替代文字",
    "/E": "替代文字",
    "/URI": "链接地址",
    "/UF": "附件名称",
    "/F": "附件名称",
    "/Desc": "附件说明",
    "/Name": "签名或图层名称",
    "/Reason": "签名原因",
    "/Location": "签名地点",
    "/ContactInfo": "签名联系方式",
}
_DOING = {
    "/JavaScript": "脚本",
    "/Launch": "启动程序的动作",
    "/SubmitForm": "提交表单的动作",
    "/ImportData": "导入数据的动作",
    "/GoToR": "打开其他文件的动作",
    "/GoToE": "打开内嵌文件的动作",
    "/Rendition": "播放媒体的动作",
    "/RichMedia": "富媒体",
    "/Movie": "播放媒体的动作",
}
_SCRIPTED = ("/JS", "/XFA")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing met on the walk: a worded entry, a file within, metadata, or an action.

    `kind` is text, file, xmp or action; `label` is Chinese.
    """

    kind: str
    label: str
    text: str = ""
    data: bytes = b""


def open_pdf(name: str, content: bytes) -> PdfReader:
    """The file, unlocked where it asks for no password. Raises UnreadableFile."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(locked(name))
        len(reader.pages)
    except UnreadableFile:
        raise
    except Exception as error:  # a parser of damaged files fails in every way there is
        raise UnreadableFile(damaged(name)) from error
    return reader


def locked(name: str) -> str:
    return f"文件“{name}”设有打开密码，无法检查其中的内容。请取消密码后再上传。"


def damaged(name: str) -> str:
    return f"文件“{name}”不是完整的 PDF，或已损坏，无法读取。请重新导出 PDF 后再上传。"


def walk(reader: PdfReader, name: str) -> Iterator[Finding]:
    """Everything told of above, each once. Raises UnreadableFile where the objects cannot be followed."""
    found: list[Finding] = []
    try:
        found.extend(_walk(reader))
    except Exception as error:
        raise UnreadableFile(damaged(name)) from error
    yield from found


def _walk(reader: PdfReader) -> Iterator[Finding]:
    """Outward from the trailer; a stack, since hostile files nest without end."""
    seen: set[int] = set()
    waiting: list[PdfObject] = [reader.trailer]
    count = 0
    while waiting and count < _MOST_OBJECTS:
        at = waiting.pop()
        if isinstance(at, IndirectObject):
            if at.idnum in seen:
                continue
            seen.add(at.idnum)
            resolved = at.get_object()
            if resolved is None:
                continue
            at = resolved
        count += 1
        if isinstance(at, DictionaryObject):
            yield from _of_dictionary(at)
            waiting.extend(value for value in dict.values(at))
        elif isinstance(at, ArrayObject):
            waiting.extend(list.__iter__(at))


def _of_dictionary(entries: DictionaryObject) -> Iterator[Finding]:
    kind = entries.get("/S"), entries.get("/Subtype"), entries.get("/Type")
    for word in map(str, kind):
        if word in _DOING:
            yield Finding("action", _DOING[word])
    if any(key in entries for key in _SCRIPTED):
        yield Finding("action", "脚本")
    if "/AA" in entries:
        yield Finding("action", "自动执行的动作")
    if isinstance(entries, StreamObject):
        if str(entries.get("/Type")) == "/EmbeddedFile":
            yield Finding("file", "附件", data=entries.get_data())
        elif str(entries.get("/Subtype")) == "/XML":
            yield Finding("xmp", "XMP 属性", data=entries.get_data())
    for key, label in _LABELS.items():
        text = _text(entries.get(key)) if key in entries else ""
        if text:
            yield Finding("text", label, text)


def _text(value: object) -> str:
    if isinstance(value, str) and not str(value).startswith("/"):
        return str(value).strip()
    if isinstance(value, ArrayObject):
        return " ".join(filter(None, map(_text, value)))
    return ""
