"""Which lines of a page are headings after all, seen among the others: no item of a list, no mere 目录."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.text.markup.from_text import numbering_level
from gongkai.text.word_pages.model import Block

_HEADING = re.compile(r"h([2-6])")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]+条")
_SENTENCE = re.compile(r"[，,：:]|。$")
_ABOVE_CONTENTS = frozenset({"目录", "总目录", "目次"})


def without_items(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a heading that is a sentence with nothing of its own below it made a paragraph.

    （一）具有独立承担民事责任的能力。 above （二）… is an item of a list, as the longer ones beside it are.
    """
    for at, block in enumerate(blocks):
        heading = _HEADING.fullmatch(block.tag)
        line = " ".join(block.lines)
        is_item = heading and _SENTENCE.search(line) and _has_nothing_below(blocks, at, int(heading[1]))
        yield replace(block, tag="p") if is_item else block


def without_contents_heading(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the word above a table of contents that was left out itself."""
    return (block for block in blocks if "".join("".join(block.lines).split()) not in _ABOVE_CONTENTS)


def _has_nothing_below(blocks: Sequence[Block], at: int, level: int) -> bool:
    following = next((block for block in blocks[at + 1 :] if block.whole or any(block.lines)), None)
    if following is None:
        return True
    heading = _HEADING.fullmatch(following.tag)
    line = " ".join(following.lines)
    own = int(heading[1]) if heading else numbering_level(line) if following.tag == "p" else 0
    return 0 < own <= level or (following.tag == "p" and bool(_ARTICLE.match(line)))
