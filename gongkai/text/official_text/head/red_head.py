"""版头 and 版记 of a red-head document (GB/T 9704-2012, 7.2 and 7.4): read, and kept out of the page's text.

The page says number, issuers and dates in its own header; the frame around the text is for paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from gongkai.text import document_number
from gongkai.text.official_text.notation import DAY
from gongkai.text.official_text.organs import organs_of

_COPY_NUMBER = re.compile(r"(?:份号[:：]?)?[0-9]{3,6}")
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★.{0,12})?")
_URGENCY = re.compile(r"特急|加急|特提|平急|紧急")
_MASTHEAD = re.compile(r"[\u3400-\u9fff（）()、]{2,80}文件")
_BESIDE_BODIES = "文件"
"""Stands on a line of its own below the bodies of a joint masthead."""

_NAMES = re.compile(r"[\u3400-\u9fff·]{2,5}(?:[ 、]+[\u3400-\u9fff·]{2,5})*")
_RULE = re.compile(r"[─━—_＿\-=＝*★☆◆]{3,}|[★☆]")
_COPIED = re.compile(r"(?:抄送|抄报|抄发|分送|报送|主送)(?:机关)?[:：](?P<names>.*)")
_PRINTED = re.compile(rf"(?P<organ>.*?)(?P<day>{DAY})印(?:发|制)?")
_COPIES = re.compile(r"[（(]?共印[0-9]+份[）)]?|印发?份数[:：]?[0-9]+份?")
_SUBJECT_WORDS = re.compile(r"主题词[:：].*")

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")

_HEAD_LINES = 15
_COLOPHON_LINES = 10
"""抄送 may name many bodies over several lines; with the printing line it is no longer than this."""

_LAST_LINES = 8
"""Without a printing line 抄送 counts only so close to the end: a table of distribution is something else."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that the frame says, and the index of its line among those given."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class RedHead:
    """What the frame of a document says beside its text; None for what it does not."""

    secrecy: Mark | None = None
    urgency: Mark | None = None
    masthead: Mark | None = None
    signatories: Mark | None = None
    copied_to: Mark | None = None
    printed_by: Mark | None = None
    lines: frozenset[int] = frozenset()

    @property
    def marks(self) -> dict[str, Mark]:
        """Everything that was found, by its name."""
        found = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "lines"}
        return {name: mark for name, mark in found.items() if mark is not None}


NO_HEAD = RedHead()


def read_red_head(lines: Sequence[str], title_at: int | None) -> RedHead:
    """The frame of a document.

    Args:
        title_at: index of the first line of the title; the head stands above it. None: there is no head.
    """
    head, head_lines = _head(lines, _end_of_head(lines, title_at or 0))
    foot, foot_lines = _colophon(lines, title_at or 0)
    return RedHead(**head, **foot, lines=frozenset((*head_lines, *foot_lines)))


# --- 版头 --------------------------------------------------------------------------------------------


def _end_of_head(lines: Sequence[str], title_at: int) -> int:
    """The title, or the line behind so many written ones as no head is longer than; blanks place boxes."""
    written = [at for at in range(title_at) if lines[at].strip()]
    return title_at if len(written) <= _HEAD_LINES else written[_HEAD_LINES]


def _head(lines: Sequence[str], end: int) -> tuple[dict[str, Mark], list[int]]:
    plain = [_squeezed(line) for line in lines[:end]]
    numbers = [at for at, text in enumerate(plain) if _number_of(text.partition("签发人")[0])]
    found: dict[str, Mark] = {}
    used: list[int] = []
    for at, text in enumerate(plain):
        name, words = _head_part(
            lines[at], text, names_go_on=used[-1:] == [at - 1] and "signatories" in found
        )
        if not name and text and any(number > at for number in numbers) and organs_of(_tidy(lines[at])):
            name, words = "masthead", text
        if text == _BESIDE_BODIES and "masthead" in found:
            name = "furniture"
        if not name:
            continue
        used.append(at)
        if name in found:
            found[name] = Mark(f"{found[name].text}、{words}", found[name].line)
        elif name != "furniture":
            found[name] = Mark(words, at)
    return found, used


def _head_part(line: str, text: str, *, names_go_on: bool) -> tuple[str, str]:
    """Which part of the head a line is, and its words; nothing for a line that is none."""
    for name, pattern in (("secrecy", _SECRECY), ("urgency", _URGENCY), ("masthead", _MASTHEAD)):
        if pattern.fullmatch(text):
            return name, text.removesuffix("文件") if name == "masthead" else text
    before, found, names = _tidy(line).partition("签发人")
    if found and (not before.strip() or _number_of(_squeezed(before))):
        return "signatories", "、".join(re.split(r"[\s、]+", names.strip(" :：")))
    if names_go_on and _NAMES.fullmatch(_tidy(line)):
        return "signatories", "、".join(re.split(r"[\s、]+", _tidy(line)))
    is_furniture = text and any(each.fullmatch(text) for each in (_COPY_NUMBER, _RULE))
    return ("furniture", "") if is_furniture or _number_of(text) else ("", "")


def _number_of(text: str) -> bool:
    return bool(text) and document_number.parse(text) is not None


# --- 版记 --------------------------------------------------------------------------------------------


def _colophon(lines: Sequence[str], after: int) -> tuple[dict[str, Mark], list[int]]:
    written = [at for at in range(after, len(lines)) if lines[at].strip()]
    plain = {at: _squeezed(lines[at]) for at in written}
    printed = next(
        (place for place in reversed(range(len(written))) if _printed(plain[written[place]])), None
    )
    last = len(written) - 1 if printed is None else printed
    first_looked_at = max(0, last + 1 - (_LAST_LINES if printed is None else _COLOPHON_LINES))
    copied = next(
        (place for place in range(first_looked_at, last + 1) if _COPIED.fullmatch(plain[written[place]])),
        None,
    )
    found: dict[str, Mark] = {}
    used: set[int] = set()
    if copied is not None:
        end = last if printed is None else last - 1
        taken = _copied_lines(plain, written[copied : max(end, copied) + 1], whole=printed is not None)
        match = _COPIED.fullmatch("".join(plain[at] for at in taken))
        found["copied_to"] = Mark(match["names"].rstrip("。") if match else "", written[copied])
        used.update(taken)
    if printed is not None:
        used.update(_printing_lines(lines, plain, written, printed, found))
    used.update(at for at in written[-_LAST_LINES:] if _is_furniture(plain[at]) and (used or found))
    return {name: mark for name, mark in found.items() if mark.text}, sorted(used)


def _copied_lines(plain: dict[int, str], candidates: Sequence[int], *, whole: bool) -> list[int]:
    """抄送 with the lines that go on with it: to its full stop, or up to the printing line."""
    taken: list[int] = []
    for at in candidates:
        if taken and (_is_furniture(plain[at]) or _COPIED.fullmatch(plain[at]) or organs_of(plain[at])):
            break
        taken.append(at)
        if plain[at].endswith("。"):
            break
    return taken if whole or plain[taken[-1]].endswith("。") else taken[:1]


def _printing_lines(
    lines: Sequence[str], plain: dict[int, str], written: Sequence[int], place: int, found: dict[str, Mark]
) -> list[int]:
    """The printing line, and the one above it where that names the body."""
    at = written[place]
    match = _PRINTED.fullmatch(plain[at])
    organ = match["organ"] if match else ""
    used = [at]
    if not organ and place and (names := organs_of(_tidy(lines[written[place - 1]]))):
        at, organ = written[place - 1], "、".join(names)
        used.append(at)
    found["printed_by"] = Mark(organ, at)
    return used


def _printed(text: str) -> bool:
    match = _PRINTED.fullmatch(text)
    return match is not None and (not match["organ"] or bool(organs_of(match["organ"])))


def _is_furniture(text: str) -> bool:
    return any(each.fullmatch(text) for each in (_RULE, _COPIES, _SUBJECT_WORDS))


def _tidy(line: str) -> str:
    return " ".join(line.translate(_NARROW).split())


def _squeezed(line: str) -> str:
    """Without any blanks: letter-spacing and alignment by hand say nothing."""
    return "".join(line.translate(_NARROW).split())
