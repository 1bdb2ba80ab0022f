"""What a picture says beside its image: EXIF, XMP, comments, text chunks, where it was taken."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from gongkai.text.file_contents.binary_texts import texts_in
from gongkai.text.file_contents.model import Part
from gongkai.text.file_contents.picture_blocks import Block, blocks_of, draws, format_of_picture
from gongkai.text.file_contents.picture_exif import Exif
from gongkai.text.file_contents.recognition import text_in_picture

_EXIF = b"Exif\x00\x00"
_LARGEST_TEXT = 4_000_000


def picture_parts(name: str, content: bytes) -> Iterator[Part]:
    """Texts in the file, then those in the image where the optional recogniser is installed."""
    if format_of_picture(content):
        for block in blocks_of(content, name):
            if not draws(block):
                yield from _block(block)
    else:
        yield from (Part("图片内部的文字", text, True) for text in texts_in(content))
    recognised = text_in_picture(lambda: content)
    if recognised is None:
        yield Part("图片", "图片里的文字没有识别（没有安装文字识别，或识别不了），请人工查看。", unread=True)
    elif recognised.strip():
        yield Part("图片里的文字（识别）", recognised)


def _block(block: Block) -> Iterator[Part]:
    if block.data.startswith(_EXIF):
        yield from _exif(Exif(block.data[len(_EXIF) :]))
    elif block.kind in {"eXIf", "EXIF"}:
        yield from _exif(Exif(block.data.removeprefix(_EXIF)))
    elif block.kind in {"tEXt", "zTXt", "iTXt"}:
        yield Part("图片的文字信息", png_text(block), True)
    elif block.kind == "trailing":
        yield from (Part("图片末尾附加的数据", text, True) for text in texts_in(block.data))
    else:
        label = "图片的注释" if block.kind in {"COM", "comment", "text"} else "图片的附加信息"
        yield from (Part(label, text, True) for text in texts_in(block.data))


def _exif(exif: Exif) -> Iterator[Part]:
    for label, text in exif.words():
        yield Part(f"图片属性 {label}", text, True)
    location = exif.location()
    if location:
        yield Part("图片的拍摄位置", location, True)


def png_text(block: Block) -> str:
    """Keyword and text of a text chunk, unpacked where it is packed."""
    keyword, _, rest = block.data.partition(b"\x00")
    if block.kind == "zTXt":
        rest = _unpacked(rest[1:])
    elif block.kind == "iTXt":
        packed, rest = rest[:1] == b"\x01", rest[2:]
        text = rest.partition(b"\x00")[2].partition(b"\x00")[2]
        rest = _unpacked(text) if packed else text
    return f"{keyword.decode('latin-1')} {rest.decode('utf-8', errors='replace')}".strip()


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST_TEXT)
    except zlib.error:
        return b""
