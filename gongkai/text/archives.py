"""Opening the zip containers of office files without trusting anything that they declare.

An upload is untrusted: it may be a renamed program, an encrypted file, a bomb that unpacks to
gigabytes, or XML that asks the parser to fetch something. Everything here refuses before parsing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from lxml import etree

from gongkai.text.errors import UnreadableFile

Source = bytes | str | Path | BinaryIO
"""What a reader accepts: the content itself, a path, or an open binary stream."""

MEBIBYTE = 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_FLAG_ENCRYPTED = 0x1
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_LONGEST_MARK = 64
"""Bytes kept from one piece to the next, lest a declaration is cut in two."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # zipfile's word for a compression that it does not know
    OSError,
    RuntimeError,
    ValueError,  # a damaged offset points before the file
)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "这是一个可执行程序"),
    (b"\x7fELF", "这是一个可执行程序"),
    (b"%PDF", "这是一个 PDF 文件"),
    (b"\x89PNG", "这是一张图片"),
    (b"\xff\xd8\xff", "这是一张图片"),
    (b"GIF8", "这是一张图片"),
    (b"Rar!", "这是一个 RAR 压缩包"),
    (b"7z\xbc\xaf", "这是一个 7z 压缩包"),
    (b"\x1f\x8b", "这是一个 gzip 压缩包"),
)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Bounds checked before anything is unpacked.

    Sizes in bytes. `ratio` is unpacked over packed, looked at only above `ratio_from` bytes, since
    small parts full of repeated XML compress a hundredfold in honest files.
    """

    packed: int = 20 * MEBIBYTE
    unpacked: int = 200 * MEBIBYTE
    part: int = 100 * MEBIBYTE
    members: int = 2_000
    ratio: int = 150
    ratio_from: int = 8 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller expects, in words for the message: noun 电子表格, suffix .xlsx, main part."""

    noun: str
    suffix: str
    main_part: str


SPREADSHEET = Wanted("电子表格", ".xlsx", "xl/workbook.xml")
WORD_DOCUMENT = Wanted("文字文档", ".docx", "word/document.xml")


def read_source(source: Source, filename: str, limit: int) -> bytes:
    """The whole content, or a refusal when it is longer than `limit` bytes or empty."""
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, (str, Path)):
        try:
            with Path(source).open("rb") as stream:
                data = stream.read(limit + 1)
        except OSError as error:
            raise UnreadableFile(f"无法打开文件“{filename}”：请确认文件存在且有权读取。") from error
    else:
        data = source.read(limit + 1)
    if not data:
        raise UnreadableFile(f"文件“{filename}”是空的（0 字节），请重新选择文件。")
    if len(data) > limit:
        raise UnreadableFile(
            f"文件“{filename}”超过 {limit // MEBIBYTE} MB 的上限，请删去图片或拆分成几个文件后再上传。"
        )
    return data


class Archive:
    """A checked office container: parts are read whole, by name, within their declared size."""

    def __init__(self, zipped: zipfile.ZipFile, filename: str, infos: Mapping[str, zipfile.ZipInfo]) -> None:
        self._zip = zipped
        self._infos = infos
        self.filename = filename

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The unpacked bytes of one part; refuses damaged parts and XML with a document type."""
        try:
            data = self._zip.read(self._infos[name])
        except KeyError as error:
            raise self._missing(name) from error
        except DAMAGE as error:
            raise self._damaged(name) from error
        if name.endswith((".xml", ".rels")):
            refuse_document_type(data, self.filename)
        return data

    def open(self, name: str) -> CheckedPart:
        """The same piece by piece, for parts of XML that are too large to hold."""
        try:
            return CheckedPart(self._zip.open(self._infos[name]), self.filename, self._damaged(name))
        except KeyError as error:
            raise self._missing(name) from error
        except DAMAGE as error:
            raise self._damaged(name) from error

    def _missing(self, name: str) -> UnreadableFile:
        return UnreadableFile(f"文件“{self.filename}”缺少必要的部分（{name}），可能已损坏。")

    def _damaged(self, name: str) -> UnreadableFile:
        return UnreadableFile(f"文件“{self.filename}”已损坏（{name} 无法解压），请重新保存后再上传。")


class CheckedPart:
    """Reads a part of XML in pieces; refuses, as `Archive.read` does, damage and a document type."""

    def __init__(self, source: IO[bytes], filename: str, damaged: UnreadableFile) -> None:
        self._source, self._filename, self._damaged = source, filename, damaged
        self._before = b""
        self._begun = False

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        try:
            piece = self._source.read(size)
        except DAMAGE as error:
            raise self._damaged from error
        joined = self._before + piece
        if not self._begun:
            refuse_document_type(joined, self._filename)
            self._begun = len(joined) >= _LONGEST_MARK
        elif b"<!" in joined and _DTD.search(joined):
            raise UnreadableFile(_declares(self._filename))
        self._before = joined[-_LONGEST_MARK:]
        return piece


def refuse_document_type(data: bytes, filename: str) -> None:
    """Refuse XML that declares entities: office formats never do, attacks on XML parsers always do."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:8] or (b"<!" in data and _DTD.search(data)):
        raise UnreadableFile(_declares(filename))


def _declares(filename: str) -> str:
    return (
        f"文件“{filename}”含有不允许的外部实体或文档类型声明，可能不安全，已拒绝读取。"
        "请用办公软件另存后再上传。"
    )


def parse_xml(data: bytes, filename: str) -> etree._Element:
    """The root element, parsed without entities, network or huge-tree allowances."""
    refuse_document_type(data, filename)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"文件“{filename}”的内容已损坏，请用办公软件打开并重新保存后再上传。") from error


def open_archive(data: bytes, filename: str, wanted: Wanted, limits: ArchiveLimits) -> Archive:
    """Check what `data` really is, then its declared sizes, and open it.

    Raises UnreadableFile for anything but an unencrypted container of the wanted kind.
    """
    if not data.startswith(b"PK"):
        raise UnreadableFile(_why_not_a_container(data, filename, wanted))
    archive = open_any_archive(data, filename, limits, f"请用办公软件打开并另存为 {wanted.suffix} 后再上传")
    if wanted.main_part not in archive:
        raise UnreadableFile(_wrong_container(frozenset(archive.names), filename, wanted))
    return archive


def open_any_archive(
    data: bytes, filename: str, limits: ArchiveLimits, remedy: str = "请重新压缩后再上传"
) -> Archive:
    """A zip of whatever content within the limits; `remedy` is what the message of a damaged one advises.

    Raises UnreadableFile.
    """
    try:
        zipped = zipfile.ZipFile(io.BytesIO(data))
        members = zipped.infolist()
    except DAMAGE as error:
        raise UnreadableFile(f"文件“{filename}”已损坏或没有下载完整，{remedy}。") from error
    _check_sizes(members, len(data), filename, limits)
    if any(member.flag_bits & _FLAG_ENCRYPTED for member in members):
        raise UnreadableFile(_encrypted(filename))
    infos: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        if member.filename in infos:
            raise UnreadableFile(
                f"文件“{filename}”结构异常（内部部分重名），已拒绝读取。请用办公软件另存后再上传。"
            )
        infos[member.filename] = member
    return Archive(zipped, filename, infos)


def _check_sizes(members: list[zipfile.ZipInfo], packed: int, filename: str, limits: ArchiveLimits) -> None:
    if len(members) > limits.members:
        raise UnreadableFile(f"文件“{filename}”内部有 {len(members)} 个部分，远多于正常文件，已拒绝读取。")
    unpacked = sum(member.file_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    bomb = unpacked > limits.ratio_from and unpacked > limits.ratio * packed
    if unpacked > limits.unpacked or largest > limits.part or bomb:
        raise UnreadableFile(
            f"文件“{filename}”解压后有 {unpacked // MEBIBYTE} MB，与其大小不相称，"
            "可能是压缩炸弹，已拒绝读取。请删去多余的空行、空列和图片，另存后再上传。"
        )


def _encrypted(filename: str) -> str:
    return f"文件“{filename}”设有打开密码。请在办公软件中取消密码（文件—信息—保护）并保存后再上传。"


def _why_not_a_container(data: bytes, filename: str, wanted: Wanted) -> str:
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            return _encrypted(filename)
        return f"文件“{filename}”是旧格式的办公文件，请在办公软件中另存为 {wanted.suffix} 后再上传。"
    for signature, meaning in _SIGNATURES:
        if data.startswith(signature):
            return f"文件“{filename}”不是{wanted.noun}：{meaning}。请选择 {wanted.suffix} 文件。"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<table", b"<meta")):
        return (
            f"文件“{filename}”其实是网页或 XML 文本，不是{wanted.noun}。"
            f"请用办公软件打开，另存为 {wanted.suffix} 后再上传。"
        )
    return f"文件“{filename}”不是{wanted.noun}，无法读取。请选择用办公软件保存的 {wanted.suffix} 文件。"


def _wrong_container(names: frozenset[str], filename: str, wanted: Wanted) -> str:
    kinds = (
        ("xl/workbook.bin", "二进制表格（.xlsb）"),
        ("xl/workbook.xml", "电子表格"),
        ("word/document.xml", "文字文档"),
        ("ppt/presentation.xml", "演示文稿"),
        ("content.xml", "OpenDocument 文件"),
    )
    kind = next((label for part, label in kinds if part in names), "压缩包")
    return (
        f"文件“{filename}”不是{wanted.noun}，而是{kind}。"
        f"请选择 {wanted.suffix} 文件，或在办公软件中另存为 {wanted.suffix}。"
    )
