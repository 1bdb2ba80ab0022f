"""Word files made and damaged at random: a page or a refusal, in bounded time, and always safe HTML."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.errors import UnreadableFile
from gongkai.text.markup.sanitising import plain_text, sanitise
from gongkai.text.official_text import read_official_text
from gongkai.text.word_pages import joined, read_word_page
from tests.text.office_files import parts_of, word_file, zipped

from .building import (
    PNG,
    cell,
    drawing,
    listed,
    notes,
    numbering,
    para,
    related,
    row,
    run,
    table,
    text_box,
)

PATIENCE = 5
"""Seconds of processor time for a file of a page; a good one takes a hundredth."""

BEGIN_DOWN = '<w:vMerge w:val="restart"/>'
WHOLE = word_file(
    para("云溪县人民政府文件")
    + listed("要求", 0)
    + listed("目标", 1)
    + table(row(cell("甲", BEGIN_DOWN), cell("乙")), row(cell("", "<w:vMerge/>"), cell("丙")))
    + para(run("图") + drawing("r1") + text_box(para("框")) + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    + para(f"<w:ins>{run('补')}</w:ins><w:del>{run('删')}</w:del>{run('藏', '<w:vanish/>')}"),
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    {**numbering(), **notes("footnote", "注"), **related(r1="media/a.png"), "word/media/a.png": PNG},
)  # fmt: skip

_TAGS = [
    "p", "r", "t", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "numPr", "txbxContent", "drawing",
    "pict", "hyperlink", "fldChar", "pPr", "rPr", "vMerge",
]  # fmt: skip


def is_read_or_refused(data: bytes) -> None:
    begun = time.process_time()
    try:
        page = read_word_page(data, "文件.docx")
        text = joined((*page.blocks, *page.notes))
        cleaned = sanitise(text)
        assert cleaned.html == sanitise(cleaned.html).html
        assert not re.search(r"<(?:script|svg|iframe|style)|javascript:", cleaned.html)
        assert all("\n" not in line for line in page.lines)
        read_official_text(data, "文件.docx")
    except UnreadableFile as refusal:
        assert re.search("[\u4e00-\u9fff]", refusal.message)
    assert time.process_time() - begun < PATIENCE


@pytest.mark.parametrize("seed", range(60))
def test_damaged_parts(seed: int) -> None:
    """Bytes of one part changed, cut or doubled, the container whole again: the XML readers are reached."""
    chance = random.Random(seed)
    parts = parts_of(WHOLE)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    content = bytearray(parts[name])
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(content) or 1)
        match chance.randrange(4):
            case 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[at : at + chance.randrange(1, 60)]
            case 2:
                content[at:at] = content[at : at + chance.randrange(1, 200)]
            case _:
                content[at:at] = chance.choice(
                    [b"<w:p>", b"</w:tbl>", b'w:val="99999999999"', b"\x00", b"&#0;"]
                )
    is_read_or_refused(zipped({**parts, name: bytes(content)}))


@pytest.mark.parametrize("seed", range(20))
def test_parts_exchanged(seed: int) -> None:
    """Every part may hold what another ought to."""
    chance = random.Random(seed)
    parts = parts_of(WHOLE)
    contents = list(parts.values())
    chance.shuffle(contents)
    is_read_or_refused(zipped(dict(zip(parts, contents, strict=True))))


_LEAVES = (
    "<w:t>字</w:t>", "<w:br/>", '<w:gridSpan w:val="3"/>', '<w:numId w:val="1"/>', "<w:vMerge/>", BEGIN_DOWN,
    '<w:fldChar w:fldCharType="begin"/>', "<w:vanish/>",
)  # fmt: skip


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    made = st.tuples(st.sampled_from(_TAGS), st.lists(inner, max_size=4))
    return made.map(lambda parts: f"<w:{parts[0]}>{''.join(parts[1])}</w:{parts[0]}>")


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.sampled_from(_LEAVES), _around, max_leaves=25))
def test_elements_in_any_order(body: str) -> None:
    is_read_or_refused(word_file(body, extra=numbering()))


@pytest.mark.parametrize(
    "body",
    [
        "<w:ins>" * 3_000 + para("底") + "</w:ins>" * 3_000,
        f"<w:p>{'<w:hyperlink>' * 200}{run('底')}{'</w:hyperlink>' * 200}</w:p>",
        "<w:tbl><w:tr><w:tc>" * 100 + para("底") + "</w:tc></w:tr></w:tbl>" * 100,
        "<w:p><w:r><w:txbxContent>" * 80 + "</w:txbxContent></w:r></w:p>" * 80,
        para("甲") * 4_000,
        f"<w:p>{run('甲') * 4_000}</w:p>",
        table(row(*[cell("甲")] * 200) * 20),
    ],
    ids=["insertions", "links", "tables", "boxes", "paragraphs", "runs", "cells"],
)
def test_much_and_deep(body: str) -> None:
    is_read_or_refused(word_file(body))


def test_what_was_read_is_what_the_html_says() -> None:
    page = read_word_page(WHOLE, "文件.docx")
    said = plain_text(joined(page.blocks)).split()
    assert said == " ".join(page.lines).split()
    assert not {"删", "藏"} & set(said)
