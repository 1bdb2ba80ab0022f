"""The caption of a picture (图1 …) is what is said in the place of a picture that says nothing itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gongkai.text.markup.from_text import escape
from gongkai.text.word_pages.model import Block, Leavings

NO_WORDS = "图片没有说明文字，请在正文里补写"

_FIGURE = re.compile(r'(<figure><img src="[^"]*" alt=")("></figure>)')
_CAPTION = re.compile(
    r"图\s?(?:[0-9０-９]{1,3}(?:[-—－.．][0-9０-９]{1,3})?|[一二三四五六七八九十]{1,3})\s?[:：.．、]?\s*"
    r"(?![\s0-9为是显所中给展表和与及、，至])[^。；]{2,80}"
)
"""图1 招生范围示意图, and no sentence about a figure (图1为…, 图1所示)."""


def with_captions(blocks: Iterable[Block], leavings: Leavings) -> Iterator[Block]:
    """The blocks, each picture without words having those of the caption straight below it."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            yield _described(waiting, block, leavings)
        waiting = block if _FIGURE.fullmatch(block.whole) else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def _described(figure: Block, below: Block, leavings: Leavings) -> Block:
    caption = below.lines[0].strip() if below.tag == "p" and len(below.lines) == 1 else ""
    if not _CAPTION.fullmatch(caption):
        return figure
    leavings.count(NO_WORDS, -1)
    return replace(figure, whole=_FIGURE.sub(lambda m: f"{m[1]}{escape(caption)}{m[2]}", figure.whole))
