"""Who issued a document and when it was written: head, signature and the printing line kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates
from gongkai.text.official_text.head.days import head_day, text_begins
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.notation import BLANK_IN_DAY, DAY, DAY_IN_FIGURES
from gongkai.text.official_text.organs import SEAL, compact, is_abbreviated, organs_of

_JOINT_ISSUERS = 30
_DATE_LINE = re.compile(rf"[（(]?({DAY})[）)]?(?:[（(](?:盖章|印章|印)[）)])?")
_SIGNED_LINE = re.compile(rf"([\u3400-\u9fff（）()、“” ]{{4,80}}?)\s*[，,]?\s*({DAY})")
_BESIDE_PLAIN = re.compile(rf"([\u3400-\u9fff（）()、 ]{{4,80}}?)\s+({DAY_IN_FIGURES})")
_CLOSING_DAY = re.compile(
    r"。\s{0,4}([一二][〇○零oO一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$"
)
_PLAIN_LINE = re.compile(rf"({DAY_IN_FIGURES})")
_PERSON = re.compile(
    r"(?:总理|省长|市长|县长|区长|州长|主席|主任|局长|厅长|部长|署长|行长|盟长|旗长|镇长|乡长|代市长|代省长|代县长|会长|院长|检察长)[\s\u3400-\u9fff]{2,8}"
)
_PRINTED = re.compile(rf"({DAY})\s*(?:印发|印制|印)$")
_HEAD_OF_MINUTES = 6
"""So near to the top a body stands beside the day of its minutes; further below pages say who uploaded."""

_COPIED_TO = re.compile(r"抄\s?[送报]\s?[：:]")
_END_LINES = 10
_LONGEST_LINE = 120
"""A signature with the longest list of bodies."""

_DAY_OF_NO_YEAR = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")
_BLANK_DAY = re.compile(r"[12][0-9]{3}年[0-9]{0,2}月日|(?:19|20)[0-9]{4,6}")
"""The day is left to the hand that signs (2026年4月 日), or its marks were lost (2026512)."""

_BRACKETS = ("（", "(")
_SEALED = re.compile(SEAL)
_LABELLED = re.compile(r"(?:落款|署名|发文(?:单位|机关))\s?[:：]\s?")
_LABELLED_DAY = re.compile(r"(?:成文)?日期\s?[:：]\s?")
_TAIL = re.compile(
    r"(?:[\u3400-\u9fff]{2,6})?联防联控机制|(?:工作|协调)?(?:领导小组|指挥部|委员会|联席会议|专班)(?:办公室)?|办公室"
)
"""A second line of a name: no body is called so alone."""

_NAME_ABOVE = re.compile(r"[\u3400-\u9fff“”（）()、]{4,40}")
_BROKEN_NAME = re.compile(
    r"(?!附件|特此|[0-9一二三四五六七八九十]+[.．、])[^。；：:，,？！]{4,40}[为的和及与暨]"
)
"""The first line of a name that is too long for one: it breaks off behind a word that needs another."""


@dataclass(slots=True)
class Signature:
    """The day a document was written, the line it stands on and the bodies above it."""

    written_on: date | None = None
    line: int | None = None
    bodies: tuple[str, ...] = ()
    body_line: int | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Signed:
    line: int
    day: date
    bodies: tuple[str, ...]
    body_line: int
    by_person: bool
    bracketed: bool


def read_signature(lines: Sequence[Line], head: int) -> Signature:
    """The signature of the document itself: the first one below its head; those of annexes come later.

    `head` is the number of lines that the title takes with everything above it.
    """
    signature = Signature()
    text = text_begins(lines, head)
    signed = _signed(lines, text, signature.notes)
    if not signed:
        signature.bodies, signature.body_line = _undated(lines, head)
        return _from_end(_from_head(signature, lines, text), lines)
    chosen = _own(signed, head)
    if chosen is None:
        signature.notes.append("文中有不止一个单独成行的日期，无法确定哪一个是成文日期，请填写")
        return _from_head(signature, lines, text)
    signature.written_on, signature.line = chosen.day, chosen.line
    signature.bodies = tuple(dict.fromkeys(_signed_together(signed, chosen)))
    signature.body_line = chosen.body_line
    return signature


def _undated(lines: Sequence[Line], head: int) -> tuple[tuple[str, ...], int | None]:
    """The bodies that sign without a whole day: straight above 抄送, a day without its year, a blank."""
    for at in range(head, len(lines)):
        text = compact(lines[at].text)
        near_end = at >= len(lines) - _END_LINES
        ends = near_end and (_COPIED_TO.match(text) or _DAY_OF_NO_YEAR.fullmatch(text))
        ends = ends or _BLANK_DAY.fullmatch(text)
        names, first = _above(lines, at) if ends else ((), at)
        if names:
            return names, first
    return (), None


def _from_head(signature: Signature, lines: Sequence[Line], text: int) -> Signature:
    """The signature with the day that stands below the title, and the bodies behind that."""
    if found := head_day(lines, text):
        signature.written_on, signature.line = found.day, found.line
        if found.bodies and not signature.bodies:
            signature.bodies, signature.body_line = found.bodies, found.line
    return signature


def _from_end(signature: Signature, lines: Sequence[Line]) -> Signature:
    """The signature with the day that closes the last paragraph, where the copy joined the two lines."""
    last = next((at for at in reversed(range(len(lines))) if lines[at].text.strip()), None)
    if last is None or signature.written_on:
        return signature
    if found := _CLOSING_DAY.search(_tidy(lines[last].text)):
        with suppress(InvalidInput):
            signature.written_on, signature.line = dates.parse(found[1]), last
    return signature


def printed_on(lines: Sequence[Line]) -> tuple[date, int] | None:
    """印发日期: the last line that says so; it is not the day the document was written."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 30), -1):
        match = _PRINTED.search(_plain(lines[at].text))
        if match:
            try:
                return dates.parse(match[1]), at
            except InvalidInput:
                return None
    return None


def _signed(lines: Sequence[Line], below: int, notes: list[str]) -> list[_Signed]:
    found = []
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST_LINE:
            continue
        plain = _plain(line.text)
        labelled = _LABELLED_DAY.match(plain)
        whole = _DATE_LINE.fullmatch(_LABELLED_DAY.sub("", plain, count=1))
        tidy = _tidy(line.text)
        beside = None if whole else _SIGNED_LINE.fullmatch(tidy)
        if not (whole or beside) and at < _HEAD_OF_MINUTES:
            beside = _BESIDE_PLAIN.fullmatch(tidy)
        numeric = None if whole or beside else _PLAIN_LINE.fullmatch(plain)
        if not (whole or beside or numeric):
            continue
        bodies, body_line = (organs_of(beside[1]), at) if beside else _above(lines, at)
        if beside and bodies and at < below and all(map(is_abbreviated, bodies)):
            # 市教育局 2026年3月1日 below the title: whose page it is; a document signs with full names
            continue
        if not (bodies or whole) or (labelled and not (bodies and _signs(lines[at - 1].text))):
            continue
        text = whole[1] if whole else beside[2] if beside else plain
        try:
            day = dates.parse(text)
        except InvalidInput as error:
            notes.append(f"“{line.text[:40]}”不能作为成文日期：{error.message}")
            continue
        person = at > 0 and bool(_PERSON.fullmatch(lines[at - 1].text))
        found.append(_Signed(at, day, bodies, body_line, person, plain.startswith(_BRACKETS)))
    return found


def _own(signed: Sequence[_Signed], head: int) -> _Signed | None:
    """The first signed date below the head; else the only day there is."""
    below = [each for each in signed if each.line >= head]
    heads = [each for each in signed if each.bracketed and each.line <= head + 1]
    for candidates in (
        [each for each in below if each.bodies or each.by_person],
        heads,
        [each for each in signed if each.bodies or each.by_person],
    ):
        if candidates:
            return candidates[0]
    days = {each.day for each in below or signed}
    return (below or signed)[0] if len(days) == 1 else None


def _signs(text: str) -> bool:
    """Whether a line says that its bodies sign: by a label or a seal."""
    return bool(_LABELLED.match(text) or _SEALED.search(text))


def _signed_together(signed: Sequence[_Signed], first: _Signed) -> Iterator[str]:
    """The bodies of a signature, and of those straight below it in which others sign on the same day."""
    yield from first.bodies
    last = first.line
    for each in signed[signed.index(first) + 1 :] if first.bodies else ():
        between = each.line - last - 1
        if each.day != first.day or not 1 <= between <= len(each.bodies):
            return
        yield from each.bodies
        last = each.line


def _above(lines: Sequence[Line], at: int) -> tuple[tuple[str, ...], int]:
    """The bodies named on the lines straight above a date, and the first of these lines."""
    names: list[str] = []
    first = at
    at -= 1
    while at >= 0 and len(names) < _JOINT_ISSUERS:
        if _SEALED.fullmatch(lines[at].text):
            at -= 1
            continue
        text = _LABELLED.sub("", lines[at].text, count=1)
        organs = organs_of(text) if len(text) <= 200 else ()  # noqa: PLR2004 (a paragraph)
        if not organs:
            break
        names[:0] = organs
        first = at
        at -= 1
    if not names:
        return (), first
    above = lines[at].text if at >= 0 else ""
    if _BROKEN_NAME.fullmatch(above) or (_TAIL.fullmatch(names[0]) and _NAME_ABOVE.fullmatch(above)):
        names[0] = above + names[0]
        first = at
    return _whole_names(names), first


def _whole_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names with the tail that broke off onto a line of its own; a tail alone is none."""
    whole: list[str] = []
    for name in names:
        if not _TAIL.fullmatch(name):
            whole.append(name)
        elif whole:
            whole[-1] += name
        else:
            return ()
    return tuple(whole)


def _tidy(text: str) -> str:
    return BLANK_IN_DAY.sub("", unicodedata.normalize("NFKC", text).strip())


def _plain(text: str) -> str:
    return compact(_tidy(text)).strip()
