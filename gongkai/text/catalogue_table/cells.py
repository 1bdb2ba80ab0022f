"""Reading single cells of a catalogue: ticks, box lists, sources, tiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gongkai.text.catalogue_table.model import Audience, Method
from gongkai.text.catalogue_table.numbering import numbered_parts

TICKS = frozenset("√✓✔☑■●▲RrVvtPüþ") | {"是", "有", "TRUE"}
"""What stands for yes in a cell of its own: also R, V, t, P, ü, þ, which symbol fonts show as ticks."""

CROSSES = frozenset("×✗✘☐□－—–-/\\£") | {"", "否", "无", "FALSE", "--", "——"}
"""What stands for no in a cell of its own."""

_FULL_BOX = "■☑√✓✔●◼▪▄◆▲"
_EMPTY_BOX = "□☐○◻▫◇△"
_BOX = re.compile(rf"[{_FULL_BOX}{_EMPTY_BOX}]")
_LETTER_BOX = re.compile(r"(?:(?<=[\s;；:：,，、])|^)([R£口])(?=\s*[\u3400-\u9fff])", re.MULTILINE)
_LETTER_TICK = re.compile(r"(?:(?<=[\s;；:：,，、])|^)[tTVvPüþ](?=\s*[\u3400-\u9fff])", re.MULTILINE)
"""Letters that stand for a tick only among real boxes."""

_ADDRESS = re.compile(r"https?://[^\s\u3400-\u9fff]+")
"""An address behind the names of channels is no part of a name."""

_EMPTY_SQUARE = re.compile(r"[□☐]")
_SEPARATOR = re.compile(r"[、，,；;\n]+")
_BEFORE_REMARK = re.compile(r"\n(?=[(（])")
_EDGES = " \t\r\n\u3000\xa0、，,；;。.:：_?？"

_BULLET = re.compile(
    r"^\s*(?:[●•·◆▪*]|[0-9]{1,2}[.．、](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[)）])\s*"
)
_BETWEEN_TITLES = re.compile(
    r"(?<=》)\s*[、，,；;]?\s*(?=《)|(?<=》)\s*[、，,]\s*|(?<=[）)])\s*[、，,；;]?\s*(?=《)|[；;]\s*|\s+(?=●)"
)


_REPEATED = 512
"""Cells of one table repeat each other: channels, sources and tiers are taken apart once."""


def tick(text: str) -> bool | None:
    """Yes, no, or None where the cell says neither."""
    mark = text.strip()
    if mark in TICKS:
        return True
    return False if mark in CROSSES else None


@lru_cache(maxsize=_REPEATED)
def split_basis(text: str) -> tuple[str, ...]:
    """The sources in a cell, one by one, without their bullets and numbers."""
    listed = numbered_parts(text) or re.split(r"[\n●]", text)
    lines = (part for line in listed for part in _BETWEEN_TITLES.split(line))
    return tuple(
        part for part in (_BULLET.sub("", line).strip(" \t\u3000、，,；;。") for line in lines) if part
    )


@lru_cache(maxsize=_REPEATED)
def box_list(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names ticked in a list of boxes, and what could not be placed.

    Without any box, the cell is a plain list and all of it counts. Boxes stand before their names,
    or after them throughout (no box at the start, one at the end).
    """
    marked = _LETTER_BOX.sub(lambda match: "■" if match[1] == "R" else "□", text.strip())
    if _BOX.search(marked):
        marked = _ADDRESS.sub("", marked).rstrip()
    if _EMPTY_SQUARE.search(marked):
        marked = _LETTER_TICK.sub("■", marked)
    boxes = list(_BOX.finditer(marked))
    if not boxes:
        return _distinct(numbered_parts(marked) or _SEPARATOR.split(_BEFORE_REMARK.sub("", marked))), ()
    if boxes[0].start() > 0 and boxes[-1].end() == len(marked):
        starts = [0, *(box.end() for box in boxes[:-1])]
        pieces = [(box[0], marked[start : box.start()]) for start, box in zip(starts, boxes, strict=True)]
        stray = ""
    else:
        ends = [*(box.start() for box in boxes[1:]), len(marked)]
        pieces = [(box[0], marked[box.end() : end]) for box, end in zip(boxes, ends, strict=True)]
        stray = marked[: boxes[0].start()].strip(_EDGES)
    unplaced = [stray] if stray else []
    unplaced += [
        f"{box}（后面没有名称）" for box, name in pieces if not name.strip(_EDGES) and box in _FULL_BOX
    ]
    return _distinct(name for box, name in pieces if box in _FULL_BOX), tuple(unplaced)


_SURE_BOX = re.compile(rf"[{_FULL_BOX}{_EMPTY_BOX}](?<![●○])|{_LETTER_BOX.pattern}", re.MULTILINE)
"""Round signs are left out: they are bullets as often as boxes."""


def first_box(text: str) -> int:
    """Where the first box to tick stands in a text; -1 for none."""
    match = _SURE_BOX.search(text)
    return match.start() if match else -1


def has_boxes(text: str) -> bool:
    """Whether a cell offers boxes to tick, and is not a plain list."""
    return first_box(text) >= 0


_BETWEEN_CHARACTERS = re.compile(r"(?<=[\u3400-\u9fff/()（）])\s+(?=[\u3400-\u9fff/()（）])")


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    tidy = (re.sub(r"\s+", " ", _BETWEEN_CHARACTERS.sub("", name.strip())).strip(_EDGES) for name in names)
    return tuple(dict.fromkeys(name for name in tidy if name))


_EVERYONE = re.compile(r"(?:面向|向)?(?:全社会|社会公众|公众|全体公民|社会)(?:公开)?")
_NO_GROUP_TEXT = re.compile(r"特定(?:群体|群众|人群|对象)")


def audience_in_one_cell(text: str) -> Audience:
    """公开对象 without sub-columns: 全社会, a description of groups, or both, boxed or listed."""
    names, _ = box_list(text)
    everyone = any(_EVERYONE.fullmatch(name) for name in names)
    groups = [name for name in names if not _EVERYONE.fullmatch(name)]
    described = "、".join(name for name in groups if not _NO_GROUP_TEXT.fullmatch(name))
    return Audience(everyone, bool(groups), described)


_EVERYONE_WORD, _GROUPS_WORD = "全社会", "特定群体"


def flat_audience(audience: Audience) -> str:
    """公开对象 as our own flat tables write it: 全社会, the groups as they are described, or both."""
    groups = audience.groups or (_GROUPS_WORD if audience.specific else "")
    return "、".join(filter(None, [_EVERYONE_WORD if audience.everyone else "", groups]))


def read_flat_audience(text: str) -> Audience:
    """What `flat_audience` wrote; a description is not taken apart."""
    everyone = text == _EVERYONE_WORD or text.startswith(f"{_EVERYONE_WORD}、")
    groups = text.removeprefix(_EVERYONE_WORD).removeprefix("、") if everyone else text
    return Audience(everyone, bool(groups), "" if groups == _GROUPS_WORD else groups)


def specific_groups(text: str) -> tuple[bool, str]:
    """The cell under 特定群体: a tick, a description, or a tick with a description."""
    ticked = tick(text)
    if ticked is not None:
        return ticked, ""
    described = re.sub(rf"^[{_FULL_BOX}]\s*", "", text.strip())
    return True, described


_PROACTIVE = re.compile(r"主动(?:公开)?")
_ON_REQUEST = re.compile(r"依?申请(?:公开)?")


def methods_in_one_cell(text: str) -> tuple[Method, ...] | None:
    """公开方式 without sub-columns; None where the words are unknown."""
    names, unplaced = box_list(text.replace("/", "、").replace("和", "、").replace("或", "、"))
    methods = []
    for name in names:
        if _PROACTIVE.fullmatch(name):
            methods.append(Method.PROACTIVE)
        elif _ON_REQUEST.fullmatch(name):
            methods.append(Method.ON_REQUEST)
        else:
            return None
    return None if unplaced else tuple(dict.fromkeys(methods))


_TIER_WORDS = {
    "省级": ("省", "自治区"),
    "市级": ("市", "地市", "设区市", "设区的市", "州"),
    "县级": ("县", "区", "旗", "县区", "区县", "县市区"),
    "乡级": ("乡", "镇", "街道", "乡镇", "镇街", "乡镇街道", "镇乡", "街镇"),
    "村级": ("村", "社区", "居", "村居", "村社区", "村组"),
}
TIERS = frozenset(_TIER_WORDS)
"""The five tiers by name."""

_TIER_OF = {word: tier for tier, words in _TIER_WORDS.items() for word in words}
_ONE_TIER_MANY_NAMES = (
    (re.compile(r"县[（(]市?[、,，/]?区?[)）]|县、市、区|县[/、]区"), "县"),
    (re.compile(r"[乡镇]镇?[（(](?:镇[、,，/]?)?街道?[)）]|乡[、/]镇[（(]街道[)）]"), "乡镇"),
    (re.compile(r"村[（(](?:社区|居)[)）]"), "村"),
)


@lru_cache(maxsize=_REPEATED)
def tiers_of(heading: str) -> tuple[str, ...]:
    """The tiers a heading names: 县级 from 县（市、区）级, both from 乡、村级; else the words as they are."""
    word = re.sub(r"\s+", "", heading)
    plain = word
    for pattern, name in _ONE_TIER_MANY_NAMES:
        plain = pattern.sub(name, plain)
    parts = [part.removesuffix("级") for part in re.split(r"[、,，/和及]", plain)]
    if parts and all(part in _TIER_OF for part in parts):
        return tuple(dict.fromkeys(_TIER_OF[part] for part in parts))
    return (word,)


def tiers_in_one_cell(text: str) -> tuple[str, ...]:
    """公开层级 without sub-columns: 县级、乡级."""
    names, _ = box_list(text)
    return tuple(dict.fromkeys(tier for name in names for tier in tiers_of(name)))


SAME_AS_ABOVE = frozenset({"同上", "〃", "″", '"', "''", "同前", "同上栏", "同上行"})


SAME_BEGINS = frozenset({*(sign[0] for sign in SAME_AS_ABOVE), *"（("})
"""Only a cell that begins so can be one of them; asked of every cell of a large table."""


def is_same_as_above(text: str) -> bool:
    """Whether a cell refers to the one above it."""
    return text.strip().strip("（）()。") in SAME_AS_ABOVE


def compose_boxes(ticked: Sequence[str], offered: Sequence[str]) -> str:
    """A box list with everything offered, the chosen ones filled; it reads back as `ticked`."""
    return "\n".join([f"■{name}" for name in ticked] + [f"□{name}" for name in offered if name not in ticked])
