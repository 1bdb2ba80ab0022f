"""Columns that a masked copy leaves out: what a person typed, read as headings of the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from gongkai.text.file_contents import heading_key

_GROUPS = re.compile(r"[；;\n]")
_PIECES = re.compile(r"[、，,]")
_MOST_NAMED = 40


def columns_typed(texts: Iterable[str]) -> list[str]:
    """Every heading that may be meant: 村、金额 are two, or one that is written so."""
    return list(dict.fromkeys(name for group in _groups(texts) for name in (group, *_pieces(group))))


def unknown_columns(texts: Iterable[str], headings: Collection[str]) -> list[str]:
    """Those of the headings typed that the file does not have, as they were typed."""
    known = set(map(heading_key, headings))
    return [
        piece
        for group in _groups(texts)
        if heading_key(group) not in known
        for piece in _pieces(group)
        if heading_key(piece) not in known
    ]


def unknown_words(unknown: Sequence[str], headings: Sequence[str]) -> str:
    """Says which headings there are instead."""
    if not headings:
        return "这个文件没有读出带表头的表格，不能按表头删除列，没有生成副本。"
    more = "等" if len(headings) > _MOST_NAMED else ""
    return (
        f"文件中没有表头为{'、'.join(f'“{name}”' for name in unknown)}的列，没有生成副本。"
        f"文件的表头有：{'、'.join(headings[:_MOST_NAMED])}{more}。"
    )


def _groups(texts: Iterable[str]) -> Iterator[str]:
    return (group.strip() for text in texts for group in _GROUPS.split(text) if group.strip())


def _pieces(group: str) -> list[str]:
    return [piece.strip() for piece in _PIECES.split(group) if piece.strip()]
