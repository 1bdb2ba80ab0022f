"""Places of a marked-up text put otherwise, wherever the tags lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongkai.text.markup.replacing import Replacement, replace_found, replaced, said_in_attributes
from gongkai.text.markup.sanitising import plain_text, sanitise

_NUMBER = re.compile(r"[0-9]{8}")


def eight_digits(text: str) -> Iterator[Replacement]:
    for match in _NUMBER.finditer(text):
        yield match.start(), match.end(), "***"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>号码12345678。</p>", "<p>号码***。</p>"),
        ("<p><strong>1234</strong>5678 &lt;x&gt;</p>", "<p><strong>***</strong> &lt;x&gt;</p>"),
        ("<p>1<b>2</b>3<i>45678</i>9</p>", "<p>***<b></b><i></i>9</p>"),
        ("<p>1234</p><p>5678</p>", "<p>1234</p><p>5678</p>"),
        ("<tr><td>12345678</td><td>87654321</td></tr>", "<tr><td>***</td><td>***</td></tr>"),
        ("<p>甲&amp;乙12345678&amp;11112222</p>", "<p>甲&amp;乙***&amp;***</p>"),
        ('<a href="mailto:12345678@x" title="a">z</a>', '<a href="mailto:***@x" title="a">z</a>'),
        ("", ""),
    ],
)
def test_replaced(html: str, expected: str) -> None:
    assert replace_found(html, eight_digits)[0] == expected


def test_the_whole_text_is_asked_about_at_once_so_that_the_cell_before_counts() -> None:
    asked: list[str] = []
    replace_found("<tr><td>账号</td><td>6222</td></tr>", lambda text: asked.append(text) or ())
    assert asked[0].split() == ["账号", "6222"]


def test_what_pictures_and_links_say() -> None:
    html = '<p><img src="/documents/aaaaaaaaaaaa/files/1/" alt="张某&amp;"><a href="https://x/">y</a></p>'
    assert said_in_attributes(html) == ["张某&", "https://x/"]


_TEXT = some.text(alphabet="甲 0123456789<>&\"'\n", max_size=30)
_TAG = some.sampled_from(["p", "strong", "td", "li", "a"])


@given(some.lists(some.tuples(_TAG, _TEXT), max_size=12))
def test_nothing_but_the_places_found_changes(pieces: list[tuple[str, str]]) -> None:
    raw = "".join(f"<{tag}>{text.replace('&', '&amp;').replace('<', '&lt;')}</{tag}>" for tag, text in pieces)
    html = sanitise(raw).html
    same, count = replace_found(html, lambda text: ())
    assert count == 0
    assert plain_text(same) == plain_text(html)
    masked, _ = replace_found(html, eight_digits)
    assert plain_text(masked) == replaced(plain_text(html), eight_digits)[0]
