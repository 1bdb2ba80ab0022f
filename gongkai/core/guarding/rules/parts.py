"""The parts of which a subject consists for the scan, each known by the digest of what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gongkai.core.guarding.enums import Sort

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to scan: a text, a table or a file.

    `digest` stands for the whole content, never for a single value: nothing can be guessed from it.
    """

    key: str
    """`title`, `body`, `table:list`, `file:12`: where it belongs in its subject."""
    label: str
    """As the screen calls it: 正文, 表“发放名单”, 附件“名单.xlsx”."""
    sort: Sort
    digest: str
    text: str = ""
    header: Row = ()
    rows: Callable[[], Iterable[Row]] = tuple
    name: str = ""
    content: Callable[[], bytes] = bytes
    uploaded: Callable[[], bytes] | None = None
    """The file as it was handed in, where the public one has fewer rows: places name the rows of this one."""
    weight: Callable[[], int] = int
    """Bytes that have to be gone through: whether somebody may wait for it is decided by that."""
    places: Callable[[Sequence[int]], Sequence[str]] | None = None
    """Of a text: where its offsets stand for whoever looks at it, as 表格第3行“身份证号”列."""


def text_part(
    key: str, label: str, text: str, places: Callable[[Sequence[int]], Sequence[str]] | None = None
) -> Part:
    return Part(key, label, Sort.TEXT, digest_of("text", text), text=text, places=places)


def table_part(
    key: str,
    label: str,
    *,
    digest: str,
    text: str,
    header: Row,
    rows: Callable[[], Iterable[Row]],
    weight: Callable[[], int] = int,
) -> Part:
    """A table that was entered: `text` is its title and note, `rows` fetches the cells."""
    known = digest_of("table", digest)
    return Part(key, label, Sort.TABLE, known, text=text, header=header, rows=rows, weight=weight)


def file_part(
    key: str,
    label: str,
    *,
    sha256: str,
    name: str,
    content: Callable[[], bytes],
    weight: Callable[[], int] = int,
    uploaded: tuple[str, Callable[[], bytes]] | None = None,
) -> Part:
    """A file by the hash of its content, under the name by which it is offered.

    Args:
        uploaded: SHA-256 and content of the file that it is a copy of, where rows of that were left out.
    """
    origin, fetch = uploaded or ("", None)
    known = digest_of("file", sha256, name, *filter(None, [origin]))
    return Part(key, label, Sort.FILE, known, name=name, content=content, weight=weight, uploaded=fetch)


def digest_of(*texts: str) -> str:
    """SHA-256 over texts that cannot run into each other."""
    digest = hashlib.sha256()
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()


def whole_digest(parts: Iterable[Part]) -> str:
    """Of a subject as it is: any change of any part makes another one."""
    return digest_of(*(f"{part.key}={part.digest}" for part in sorted(parts, key=lambda part: part.key)))


def public_text_digest(title: str, summary: str, body_html: str) -> str:
    """Of the written text as the database computes it itself when an edition becomes public."""
    return hashlib.sha256(f"{title}\n{summary}\n{body_html}".encode()).hexdigest()
