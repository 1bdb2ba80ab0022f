"""Two versions of a text: which lines stand in both, and within a changed line which words.

Lines are matched by anchors first (lines that occur once on either side), so that long texts take time by
their length and not by its square; only what lies between anchors is compared closely, within a budget.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

CLOSE = 40_000
"""Pairs of lines that one gap between anchors may be compared by; a wider gap counts as rewritten."""

BUDGET = 1_000_000
"""Pairs of lines for a whole comparison."""

PAIRED = 1_600
"""Pairs of changed lines that are tried out to see which belongs to which."""

LONGEST = 1_500
"""Words of a line whose changes are marked word by word; a longer one is shown as a whole."""

LIKE = 0.35
"""Lines that share less are shown one after the other: nobody would see anything but marks."""

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|\s+|.", re.DOTALL)


class Kind(Enum):
    """What became of a piece."""

    KEPT = "kept"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring lines: `old[old_from:old_to]` against `new[new_from:new_to]`; `same` if they agree."""

    same: bool
    old_from: int
    old_to: int
    new_from: int
    new_to: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words that were kept, are gone, or have come."""

    kind: Kind
    text: str


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of equal and of different lines, in order; together they cover both sides."""
    runs: list[Run] = []
    at_old = at_new = 0
    for left, right in [*_Aligner(old, new).pairs(), (len(old), len(new))]:
        if left > at_old or right > at_new:
            runs.append(Run(False, at_old, left, at_new, right))
        if left == len(old) and right == len(new):
            break
        if runs and runs[-1].same:
            last = runs.pop()
            runs.append(Run(True, last.old_from, left + 1, last.new_from, right + 1))
        else:
            runs.append(Run(True, left, left + 1, right, right + 1))
        at_old, at_new = left + 1, right + 1
    return runs


def pair(old: Sequence[str], new: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Which changed line became which; None where one has no partner. The order of both sides is kept."""
    if len(old) * len(new) > PAIRED:
        longest = max(len(old), len(new))
        return [
            (old[at] if at < len(old) else None, new[at] if at < len(new) else None) for at in range(longest)
        ]
    return list(_paired(old, new))


def words(old: str, new: str) -> list[Piece]:
    """The words of a changed line; numbers stay whole."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    whole = [Piece(Kind.GONE, old), Piece(Kind.COME, new)]
    if max(len(left), len(right)) > LONGEST:
        return [piece for piece in whole if piece.text]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.quick_ratio() < LIKE or matcher.ratio() < LIKE:
        return [piece for piece in whole if piece.text]
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Kind.KEPT, "".join(left[old_from:old_to])))
            continue
        gone, come = "".join(left[old_from:old_to]), "".join(right[new_from:new_to])
        pieces += [piece for piece in (Piece(Kind.GONE, gone), Piece(Kind.COME, come)) if piece.text]
    return pieces


class _Aligner:
    """Finds equal lines in two sequences, as pairs of positions in order."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        self._old, self._new = old, new
        self._budget = BUDGET

    def pairs(self) -> Iterator[tuple[int, int]]:
        yield from self._between(0, len(self._old), 0, len(self._new))

    def _between(self, a: int, b: int, c: int, d: int) -> Iterator[tuple[int, int]]:
        """Within `old[a:b]` and `new[c:d]`: equal beginnings and ends first, then what lies between."""
        old, new = self._old, self._new
        while a < b and c < d and old[a] == new[c]:
            yield a, c
            a, c = a + 1, c + 1
        tail = 0
        while a < b - tail and c < d - tail and old[b - tail - 1] == new[d - tail - 1]:
            tail += 1
        yield from self._anchored(a, b - tail, c, d - tail)
        for back in range(tail, 0, -1):
            yield b - back, d - back

    def _anchored(self, a: int, b: int, c: int, d: int) -> Iterator[tuple[int, int]]:
        if a >= b or c >= d:
            return
        anchors = _anchors(self._old[a:b], self._new[c:d])
        if not anchors:
            yield from self._closely(a, b, c, d)
            return
        at_old, at_new = a, c
        for left, right in anchors:
            yield from self._between(at_old, a + left, at_new, c + right)
            yield a + left, c + right
            at_old, at_new = a + left + 1, c + right + 1
        yield from self._between(at_old, b, at_new, d)

    def _closely(self, a: int, b: int, c: int, d: int) -> Iterator[tuple[int, int]]:
        """A gap without anchors; one that would take too long has no equal lines."""
        cost = (b - a) * (d - c)
        if cost > CLOSE or cost > self._budget:
            return
        self._budget -= cost
        matcher = SequenceMatcher(None, self._old[a:b], self._new[c:d], autojunk=False)
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                yield a + block.a + step, c + block.b + step


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Lines that occur once on either side, as many of them as stand in the same order on both (patience)."""
    in_old, in_new = Counter(old), Counter(new)
    place = {line: at for at, line in enumerate(new) if in_new[line] == 1}
    both = [(at, place[line]) for at, line in enumerate(old) if in_old[line] == 1 and line in place]
    ends: list[int] = []
    """Position on the new side with which the best chain of each length ends."""
    best: list[int] = []
    before: list[int] = []
    for at, (_, right) in enumerate(both):
        length = bisect_left(ends, right)
        before.append(best[length - 1] if length else -1)
        if length == len(ends):
            ends.append(right)
            best.append(at)
        else:
            ends[length], best[length] = right, at
    chain: list[tuple[int, int]] = []
    at = best[-1] if best else -1
    while at >= 0:
        chain.append(both[at])
        at = before[at]
    return chain[::-1]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """The pairing with the most in common, by what each two lines share."""
    left, right = [_grams(line) for line in old], [_grams(line) for line in new]
    score = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            alike = _likeness(left[i], right[j])
            together = score[i + 1][j + 1] + alike if alike >= LIKE else 0.0
            score[i][j] = max(together, score[i + 1][j], score[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        alike = _likeness(left[i], right[j])
        if alike >= LIKE and score[i][j] == score[i + 1][j + 1] + alike:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((line, None) for line in old[i:])
    yield from ((None, line) for line in new[j:])


def _grams(line: str) -> Counter[str]:
    """Single letters and pairs of neighbours."""
    return Counter(line) + Counter(line[at : at + 2] for at in range(len(line) - 1))


def _likeness(left: Counter[str], right: Counter[str]) -> float:
    """Share of what both have (Dice), 0 to 1."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0
