"""A copy of a PDF with its pages only: no properties, attachments, remarks, scripts or earlier versions."""

from __future__ import annotations

import io

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.pdf_objects import damaged, open_pdf, walk
from gongkai.text.file_contents.picture_copying import copy_picture

_PAGE_ENTRIES = frozenset(
    {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group", "/UserUnit", "/Annots"}
)
_DRAWN = frozenset({"/Stamp", "/Widget", "/FreeText"})
"""Annotations that a reader takes for part of the page: seals, filled fields, typed text."""

_FORGOTTEN = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AA",
    "/A",
    "/OPI",
    "/Alternates",
    "/Thumb",
    "/Name",
)
_UNSEEN_FLAGS = 0b100010
"""Hidden, or not to be shown on a screen."""

_PRINTED = 4


def copy_pdf(content: bytes, copying: Copying) -> bytes:
    """The pages as they look. Raises UnreadableFile for damaged files and for layers that are not shown."""
    reader = open_pdf(copying.name, content)
    for found in walk(reader, copying.name):
        copying.leave_out(
            {"action": "脚本和自动动作", "file": "PDF 附件", "xmp": "文档属性"}.get(
                found.kind, "文档属性、链接和批注"
            )
        )
    try:
        _refuse_layers(reader, copying.name)
        writer = PdfWriter()
        for page in reader.pages:
            copying.pass_on()
            _bare(page, copying)
            writer.add_page(page)
        writer.metadata = None
        for number in range(len(writer._objects)):
            _forget(writer._objects[number], copying)
        stream = io.BytesIO()
        writer.write(stream)
    except UnreadableFile:
        raise
    except Exception as error:  # a parser of damaged files fails in every way there is
        raise UnreadableFile(damaged(copying.name)) from error
    return stream.getvalue()


def _refuse_layers(reader: PdfReader, name: str) -> None:
    layers = reader.root_object.get("/OCProperties")
    settings = layers.get_object().get("/D") if layers is not None else None
    if settings is None:
        return
    settings = settings.get_object()
    if settings.get("/OFF") or settings.get("/BaseState", "/ON") != "/ON":
        raise UnreadableFile(
            f"文件“{name}”含有不显示的图层，去掉后版面会变。请删去隐藏图层、重新导出 PDF 后再上传。"
        )


def _bare(page: PageObject, copying: Copying) -> None:
    for key in [key for key in page if key not in _PAGE_ENTRIES and key != "/Parent"]:
        del page[key]
    if "/Annots" not in page:
        return
    drawn = ArrayObject()
    annotations = page["/Annots"].get_object()
    for reference in annotations if isinstance(annotations, ArrayObject) else ():
        stamp = _stamp(reference.get_object(), copying)
        if stamp is not None:
            drawn.append(stamp)
    page[NameObject("/Annots")] = drawn


def _stamp(annotation: DictionaryObject, copying: Copying) -> DictionaryObject | None:
    """What is drawn of an annotation, without anything said in it; None for remarks and hidden ones."""
    kind = str(annotation.get("/Subtype"))
    if annotation.get("/FT") == "/Sig":
        copying.leave_out("数字签名（保留印章图样）")
    look = _look(annotation)
    if kind not in _DRAWN or look is None or int(annotation.get("/F", 0)) & _UNSEEN_FLAGS:
        copying.leave_out("链接" if kind == "/Link" else "批注")
        return None
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): annotation["/Rect"],
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): look}),
        }
    )


def _look(annotation: DictionaryObject) -> StreamObject | None:
    appearance = annotation.get("/AP")
    normal = appearance.get_object().get("/N") if appearance is not None else None
    normal = normal.get_object() if normal is not None else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        state = normal.get(str(annotation.get("/AS")))
        normal = state.get_object() if state is not None else None
    return normal if isinstance(normal, StreamObject) else None


def _forget(held: object, copying: Copying) -> None:
    """Entries of fonts, pictures and forms that say something instead of drawing it."""
    if not isinstance(held, DictionaryObject):
        return
    for key in _FORGOTTEN:
        if key in held and not (key == "/Name" and "/BaseFont" in held):
            del held[key]
    if isinstance(held, EncodedStreamObject) and held.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        inner = Copying(copying.name)
        held._data = copy_picture(held._data, inner)
        for words in inner.removed:
            copying.leave_out(words)
