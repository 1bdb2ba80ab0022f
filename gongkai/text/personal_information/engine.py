"""Finding personal information in a text: first where something may be, then what it is.

The whole text is searched once, in bytes, for any row of digits and any words that a rule could want. Only
the lines that hold some are read: their rows of digits become candidates (`numbers`), the rules are asked in
their order, and the first that applies takes the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongkai.text.personal_information.addresses import ANCHOR
from gongkai.text.personal_information.asking import Number, Questions
from gongkai.text.personal_information.contexts import WordIndex
from gongkai.text.personal_information.folding import (
    BLANKS,
    FOLDABLE,
    HYPHENS,
    INVISIBLE,
    fold,
    may_need_folding,
    needs_folding,
)
from gongkai.text.personal_information.layout import Layout
from gongkai.text.personal_information.line import Line
from gongkai.text.personal_information.masking import profile
from gongkai.text.personal_information.model import Finding, Kind, Rule, RuleSet
from gongkai.text.personal_information.names_again import with_names_again
from gongkai.text.personal_information.patterns import joined
from gongkai.text.personal_information.reading import Match, Reader
from gongkai.text.personal_information.spread import SOUGHT

_GAP = f"[ \\-_.·{BLANKS}{HYPHENS}{INVISIBLE}]{{0,3}}"
_HIDES = "*＊×●○■#xX"
"""What is written over the places of a number that is masked."""
_SPELT = "[0-9零〇○幺一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_DIGITS = "|".join(
    (
        "[0-9]{8}",
        f"(?:^|[^0-9A-Za-z.\\-])0{{0,2}}(?:1{_GAP}[1-9]|2{_GAP}[1-3]|[3-9]{_GAP}[0-9])(?:{_GAP}[0-9{_HIDES}]){{9}}",
        f"[0-9]{{7}}[{_HIDES}]|[{_HIDES}][0-9]{{8}}",
        "[1-9][0-9OoQDIliZzSsBb]{10}",
        f"{_SPELT}(?:[ -]?{_SPELT}){{10}}",
    )
)
"""Every row that may be a number: in one piece; cut, the first digits as persons' numbers have them; masked
so that much is seen; misread; spelt."""

_TELLS_WHOSE = "；同一句里还有别的个人信息，合在一起认得出是谁"

_BROKEN = "[0-9]{4,17}[ \\t]*\r?\n[ \\t\u3000]*[0-9]{3,17}[0-9Xx]"
"""A row of digits that goes on in the next line."""
_TAGGED = "[0-9](?:</?[A-Za-z][^<>]{0,60}>|&nbsp;|&#?[0-9a-z]{2,7};){1,4}[0-9]"
"""A row of digits with marks of HTML in it."""

_NUMBERS = f"{_DIGITS}|{_BROKEN}|{_TAGGED}|{SOUGHT}"
_ENDS_IN_DIGITS = re.compile(r"[0-9０-９]{4,17}[ \t]*\r?\Z")
_GOES_ON = re.compile(r"\n[ \t\u3000]*[0-9０-９]{3,17}[0-9０-９XxＸ](?![0-9\t])[^\n]*")
_BOX_BELOW = r"(?:[ \t]*\r?\n[ \t]*[0-9０-９XxＸ](?![^ \t\r\n]))"
_BOXES_GO_ON = re.compile(rf"{_BOX_BELOW}{{10}}(?:{_BOX_BELOW}{{7}})?(?!{_BOX_BELOW})")
"""A digit a line, as a form with boxes is read: as many as a mobile or an identity number has, no more."""
_LAST = "0123456789０１２３４５６７８９ \t\r"
"""With what a line ends that may end in digits."""
_BREAK = 24
_PIECE = 4000
_LEAD = 1000
_WORD = re.compile(r"[0-9A-Za-z.]{0,60}")
_ENCODING = ("utf-8", "surrogatepass")


class Engine:
    """A rule set made ready: its words indexed, its patterns joined."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules.rules
        self._reasons = [f"{rule.label}：{rule.reason}" for rule in rules.rules]
        self._index = WordIndex(rules.words, rules.near)
        worded = (rule.pattern for rule in rules.rules if rule.kind is Kind.WORDS and rule.severity)
        self._sought = joined([*_sought(rules.rules), *worded, FOLDABLE])
        self._questions = Questions(rules.rules)
        self._finds = frozenset(at for at, rule in enumerate(rules.rules) if rule.severity)
        self._mask = profile("default")

    def find(self, text: str) -> list[Finding]:
        """Everything that the rules find, and again wherever somebody is named who must not be; in order."""
        found: list[Finding] = []
        lines: _Lines | None = None
        for start, end in self.places(text):
            lines = lines or _Lines(text)
            for match in self._read_place(lines, start, end):
                value = text[start + match.start : start + match.end]
                found.append(self.finding(match, value, start + match.start))
        return with_names_again(text, found)

    def finding(self, match: Match, value: str, start: int) -> Finding:
        """The finding that a match is, at its place of the text as it was given."""
        kind = self._rules[match.at].type
        masked = self._mask.mask(kind, value)
        reason = self._reasons[match.at] + (_TELLS_WHOSE if match.raised else "")
        return Finding(start, start + len(value), kind, match.severity, masked, reason)

    def may_hold(self, text: str) -> bool:
        """Whether it is worth reading; most texts hold nothing, and this is quickly seen."""
        return self._sought.search(text.encode(*_ENCODING)) is not None

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """The lines, or pieces of very long ones, in which something may be."""
        encoded = text.encode(*_ENCODING)
        hit = self._sought.search(encoded)
        if hit is None:
            return
        start, end, byte = _place(text, encoded, hit.start())
        following = self._sought.search(encoded, byte)
        if following is None:  # nor has anything to be folded behind this place: it would have been found
            folds = may_need_folding(text, start, end) and needs_folding(encoded, hit.start(), byte)
        else:
            folds = needs_folding(encoded, hit.start())
        if folds:
            text = fold(text)  # as long as before, in characters and not in bytes
            encoded = text.encode(*_ENCODING)
            hit = self._sought.search(encoded)
            if hit is None:
                return
            start, end, byte = _place(text, encoded, hit.start())
            following = self._sought.search(encoded, byte)
        yield start, end
        while following is not None:
            start, end, byte = _place(text, encoded, following.start(), end, byte)
            yield start, end
            following = self._sought.search(encoded, byte)

    def _read_place(self, lines: _Lines, start: int, end: int) -> list[Match]:
        """What is found between two places of a text; what is around is looked at only where it matters."""
        folded = lines.folded(start, end)
        if " " in folded or "\n" in folded:  # between cells, they become tabs
            return self.read(lines.line(start, end, folded))
        hints = self._hints(folded)
        if hints is None:
            lines.pass_over(start, end)
            return []
        return self._read(lines.line(start, end, folded), *hints)

    def read(self, line: Line) -> list[Match]:
        """Everything that the rules find in one line, in order."""
        hints = self._hints(line.text)
        return [] if hints is None else self._read(line, *hints)

    def _read(self, line: Line, numbers: Sequence[Number], words: Sequence[int]) -> list[Match]:
        reader = Reader(line, self._index, self._questions)
        wanted = reader.wanted(self._rules, numbers)
        if self._finds.isdisjoint(words) and self._finds.isdisjoint(wanted):
            return []
        return reader.read(self._rules, wanted, words)

    def _hints(self, text: str) -> tuple[list[Number], Sequence[int]] | None:
        """The numbers and the rules for words that are in a line; None if none can yield a finding."""
        numbers, words = self._questions.numbers(text), self._questions.words(text)
        if not self._finds.isdisjoint(words):
            return numbers, words
        for number in numbers:
            if number.may_be_found():
                return numbers, words
        return None


class _Lines:
    """The lines of one text; its layout is followed from the beginning, but only as far as somebody asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._layout: Layout | None = None
        self._passed: list[tuple[int, int]] = []

    def folded(self, start: int, end: int) -> str:
        """The line in plain characters; blanks and breaks between its cells may yet become tabs."""
        return fold(self._text[start:end])

    def pass_over(self, start: int, end: int) -> None:
        """Nothing is in this line; a table that goes on behind it may still want to know of it."""
        self._passed.append((start, end))

    def line(self, start: int, end: int, folded: str) -> Line:
        """The line with what helps to read it."""
        layout = self._layout
        if layout is None:
            layout = self._layout = Layout(self._text)
        for place in self._passed:
            layout.pass_over(*place)
        self._passed.clear()
        return layout.line(start, end, folded)


def _place(
    text: str, encoded: bytes, hit: int, last_end: int = 0, last_byte: int = 0
) -> tuple[int, int, int]:
    """The line, or the piece of a very long one, around a hit that is behind the last place.

    Where it begins and ends in the text, and where it ends in the bytes of the text.
    """
    at = last_end + len(encoded[last_byte:hit].decode(*_ENCODING))
    start = max(text.rfind("\n", 0, at + 1) + 1, last_end)
    if start < at - _LEAD:
        start = _behind_word(text, at - _LEAD)
    end = text.find("\n", at + 1)
    end = _with_rest(text, start, len(text) if end < 0 else end)
    if end > start + _PIECE:
        end = _behind_word(text, start + _PIECE)
    return start, end, hit + len(text[at:end].encode(*_ENCODING))


def _behind_word(text: str, place: int) -> int:
    """The place, or behind the digits and letters that it is in the middle of: no number is cut in two."""
    word = _WORD.match(text, place)
    return word.end() if word else place


def _with_rest(text: str, start: int, end: int) -> int:
    """The end of the line, or of the next ones when a row of digits goes on there."""
    if end == len(text):
        return end
    if boxes := _BOXES_GO_ON.match(text, end):
        return boxes.end()
    if (
        text[end - 1 : end] not in _LAST
        or "\t" in text[start:end]
        or not _ENDS_IN_DIGITS.search(text, max(start, end - _BREAK), end)
    ):
        return end
    rest = _GOES_ON.match(text, end)
    return rest.end() if rest else end


def _sought(rules: Sequence[Rule]) -> list[str]:
    """What the numbers and the addresses among the rules need to be looked for."""
    kinds = {rule.kind for rule in rules if rule.severity}
    return [pattern for kind, pattern in ((Kind.NUMBER, _NUMBERS), (Kind.ADDRESS, ANCHOR)) if kind in kinds]


@lru_cache(maxsize=8)
def engine(rules: RuleSet) -> Engine:
    """The engine of a rule set; made once."""
    return Engine(rules)
