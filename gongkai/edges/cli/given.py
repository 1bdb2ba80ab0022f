"""What a tool of `gongkai text` is given to look through: standard input or a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from gongkai.text.encoding import decode_as_it_is
from gongkai.text.file_contents import FileKind, kind_of

STDIN = "-"
STDIN_NAME = "标准输入"
_PLAIN = frozenset({FileKind.TEXT, FileKind.CSV})


@dataclass(frozen=True, slots=True)
class Given:
    """`text`: what stands in a text, with its line ends as they are; None for a file of another kind, which
    is read by its parts."""

    name: str
    content: bytes
    text: str | None


def stdin_bytes() -> bytes:
    """All that comes from standard input."""
    with click.open_file(STDIN, "rb") as stream:
        content: bytes = stream.read()
    return content


def read_given(file: str) -> Given:
    """What an argument names, - being standard input, which is a text always.

    Raises:
        UnreadableFile: neither a text nor a file of a known kind: it is not passed as looked through.
    """
    if file == STDIN:
        name, content = STDIN_NAME, stdin_bytes()
        is_text = True
    else:
        name, content = Path(file).name, Path(file).read_bytes()
        is_text = not content.strip() or kind_of(name, content) in _PLAIN
    return Given(name, content, decode_as_it_is(content, name) if is_text else None)
