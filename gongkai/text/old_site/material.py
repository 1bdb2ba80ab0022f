"""The folder that an old site left: files by the paths its pages name, and nothing outside it."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gongkai.kernel.errors import InvalidInput
from gongkai.text.encoding import decode
from gongkai.text.errors import UnreadableFile
from gongkai.text.old_site.pages import file_beside

MEBIBYTE = 1024 * 1024
LONGEST_PAGE = 10 * MEBIBYTE
_TABLES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson"})
_CHUNK = 256 * 1024
_UTF8_NAME = 0x800
"""The flag of a zip member whose name is UTF-8; without it Chinese systems mean GBK."""


@dataclass(frozen=True, slots=True)
class UnpackLimits:
    """Bounds on an archive, in bytes and in files; small files pack well, so the ratio is generous."""

    members: int = 300_000
    unpacked: int = 20 * 1024 * MEBIBYTE
    ratio: int = 200


class Material:
    """Files of one folder. A link that leads out of it counts as not there."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def tables(self) -> list[str]:
        """Files that may be the list of documents, the largest first."""
        found = [
            path
            for depth in ("*", "*/*")
            for path in self.root.glob(depth)
            if path.suffix.lower() in _TABLES and path.is_file()
        ]
        found.sort(key=lambda path: -path.stat().st_size)
        return [path.relative_to(self.root).as_posix() for path in found]

    def find(self, address: str, beside: str = "") -> str | None:
        """The path of the file that an address means: relative to the page that names it, or to the root.

        Args:
            address: as a page or the table writes it; host and query are left out.
            beside: path of the page within the folder.
        """
        tried = [file_beside(address)]
        if beside and not address.startswith("/"):
            tried.insert(0, file_beside(f"{PurePosixPath(beside).parent}/{address}"))
        return next((path for path in tried if path and self.path(path) is not None), None)

    def path(self, relative: str) -> Path | None:
        """The file itself, or None when it is not in the folder."""
        try:
            full = (self.root / relative).resolve()
            return full if full.is_relative_to(self.root) and full.is_file() else None
        except (OSError, ValueError):
            return None

    def page(self, relative: str) -> str:
        """The text of a page, in the encoding in which it can be read.

        Raises:
            InvalidInput: not there, too long, or not a text.
        """
        path = self.path(relative)
        if path is None:
            raise InvalidInput(f"材料中没有文件“{relative}”")
        if path.stat().st_size > LONGEST_PAGE:
            raise InvalidInput(f"文件“{relative}”超过{LONGEST_PAGE // MEBIBYTE} MB")
        return decode(path.read_bytes(), path.name)

    def chunks(self, relative: str) -> Iterator[bytes]:
        path = self.path(relative)
        if path is None:
            raise InvalidInput(f"材料中没有文件“{relative}”")
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk


def fingerprint(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def unpack(archive: Path, target: Path, limits: UnpackLimits | None = None) -> int:
    """Unpack a .zip into a new folder and return the number of files; nothing stays when it is refused.

    Raises:
        UnreadableFile: not a zip, encrypted, too large unpacked, or with names that lead elsewhere.
    """
    bounds = limits or UnpackLimits()
    target.mkdir(parents=True)
    try:
        with zipfile.ZipFile(archive) as zipped:
            members = [info for info in zipped.infolist() if not info.is_dir()]
            _check(members, archive, bounds)
            for info in members:
                place = target / _safe_name(info)
                place.parent.mkdir(parents=True, exist_ok=True)
                with zipped.open(info) as source, place.open("xb") as written:
                    shutil.copyfileobj(source, written, _CHUNK)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise UnreadableFile("压缩包已损坏、重名或加密，无法解开。请重新打包为普通的 .zip 文件。") from error
    except UnreadableFile:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return len(members)


def _check(members: list[zipfile.ZipInfo], archive: Path, bounds: UnpackLimits) -> None:
    unpacked = sum(info.file_size for info in members)
    if len(members) > bounds.members:
        raise UnreadableFile(f"压缩包里有{len(members)}个文件，上限{bounds.members}个，请分几次迁移。")
    if unpacked > bounds.unpacked or unpacked > bounds.ratio * max(archive.stat().st_size, MEBIBYTE):
        raise UnreadableFile("压缩包解开后过大，不像是网站材料，没有解开。请把材料直接放到服务器的导入目录。")
    if any(info.flag_bits & 0x1 for info in members):
        raise UnreadableFile("压缩包有密码，请去掉密码后再上传。")


def _safe_name(info: zipfile.ZipInfo) -> PurePosixPath:
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or any(part in {"..", "/"} or ":" in part or "\x00" in part for part in parts):
        raise UnreadableFile(f"压缩包里有指向别处的文件名“{name[:60]}”，没有解开。")
    return PurePosixPath(*parts)
