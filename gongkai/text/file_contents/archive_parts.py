"""Packed files taken apart: archives by their members, OFD and other packages by their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.text.archives import Archive, Wanted, open_any_archive, open_archive, parse_xml
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.binary_texts import texts_in
from gongkai.text.file_contents.kinds import OLE
from gongkai.text.file_contents.model import LIMITS, Inner, Part
from gongkai.text.file_contents.package_parts import other_parts
from gongkai.text.file_contents.packages import local

_OFD = Wanted("OFD 版式文件", ".ofd", "OFD.xml")
_OFD_PAGE = re.compile(r"(?:^|/)Pages/Page_(\d+)/Content\.xml$")
_DRAWN = frozenset({"TextCode"})


def archive_parts(name: str, content: bytes, inner: Inner) -> Iterator[Part]:
    """Every member of an archive."""
    archive = open_any_archive(content, name, LIMITS.archive)
    for member in archive.names:
        if not member.endswith("/"):
            yield from inner(f"压缩包内 {readable(member)}", archive.read(member))


def readable(member: str) -> str:
    """The name of a member; older programs write Chinese names without saying in which encoding."""
    try:
        return member.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member


def package_parts(name: str, content: bytes, inner: Inner) -> Iterator[Part]:
    """A package of a kind that has no reader of its own, such as a presentation: all texts in it."""
    yield from other_parts(open_any_archive(content, name, LIMITS.archive), frozenset(), inner)


def ofd_parts(name: str, content: bytes, inner: Inner) -> Iterator[Part]:
    """The text codes of an OFD page by page, then its other texts and the files in it."""
    archive = open_archive(content, name, _OFD, LIMITS.archive)
    for part in archive.names:
        if not part.lower().endswith(".xml"):
            if not part.endswith("/"):
                yield from inner(f"内嵌文件 {part.rpartition('/')[2]}", archive.read(part))
            continue
        page = _OFD_PAGE.search(part)
        yield from _ofd_texts(archive, part, f"第{int(page[1]) + 1}页" if page else f"OFD 内部 {part}")


def _ofd_texts(archive: Archive, part: str, place: str) -> Iterator[Part]:
    """One page's codes together: a number may be drawn in several pieces."""
    drawn: list[str] = []
    other: list[str] = []
    for element in parse_xml(archive.read(part), archive.filename).iter("{*}*"):
        text = (element.text or "").strip()
        if text:
            (drawn if local(element) in _DRAWN else other).append(text)
    if drawn:
        yield Part(place, "\n".join(drawn))
        yield Part(f"{place}（文字相连）", "".join(drawn), True)
    yield from (Part(place, text, True) for text in other)


def old_office_parts(name: str, content: bytes) -> Iterator[Part]:
    """An old Word or other office file: whatever in it reads as text, with what was deleted and kept."""
    if not content.startswith(OLE):
        raise UnreadableFile(f"文件“{name}”已损坏，无法读取。请另存为新的格式后再上传。")
    for number, text in enumerate(texts_in(content), start=1):
        yield Part(f"旧格式文件中的文字 第{number}处", text)
