"""Addresses down to the door: a number with 组, 号, 楼, 室 and the words before it.

Whose door it is says the label (住址, 办公地址) or the sentence; that is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.text.personal_information.contexts import WordIndex
from gongkai.text.personal_information.patterns import beginning, compiled, spans

_COUNTED = r"[0-9]{1,5}(?:-[0-9]{1,4}){0,2}|[一二三四五六七八九十百]{1,4}"
_LETTERED = r"[甲乙丙丁东西南北中前后A-Za-z][0-9]{0,2}"
_NUMBER = rf"(?:{_COUNTED}|{_LETTERED})"
_UNIT = r"(?:村民小组|居民小组|自然村|号院|号楼|单元|小组|大队|组|号|院|栋|幢|座|楼|层|室|门|排|弄|社|队|#)"
_COUNTED_UNIT = r"(?:村民小组|居民小组|自然村|单元|小组|大队|组|楼|层|排|社|队)"
_DOOR = rf"(?:第{_NUMBER}[\s]?{_COUNTED_UNIT}|{_NUMBER}[\s]?{_UNIT})"
DOOR = rf"(?:{_DOOR}|{_NUMBER}户)"
"""What begins behind a blank with 户 is another word (户名).

Documents have numbers with 第 (第20号), houses have not.
"""
_STROKES = r"(?:[A-Za-z]?[0-9]{1,3}|[0-9]{1,2}[A-Za-z]|[A-Za-z])[-#][0-9]{1,4}(?:-[0-9]{1,4})?"
_NAMED_GROUP = (
    r"村(?:委会|民委员会)?[\x{4e00}-\x{6c10}\x{6c12}-\x{9fff}]\p{Han}{0,3}[组社队屯湾寨庄](?:$|[^\p{Han}])"
)
_PLACE_MARK = "[期舍村屯寨庄营堡店湾沟坪岭区园苑里庭邸城府院居寓楼镇乡街路巷道弄场同属坊厦墅]"
_BEFORE_GROUP = r"(?:[住址籍][^\n]{0,60}|[\t|,][^\t\n|,]{2,30})"
_LANDMARK = "(?:[东西南北村桥路]头|[\\p{Han}](?:旁边?|对面|后面|侧))"
"""Where a village says its houses are: 村东头大槐树旁36号."""
_BUILDING = r"[\p{Han}](?:[0-9]{1,3}|[A-Za-z])[\s]?(?:号楼|栋|幢|座)[\s]?[\p{Han}0-9]"
ANCHOR = (
    rf"{_PLACE_MARK}[\p{{Han}}]{{0,4}}[\s]?(?:{DOOR}|{_STROKES})|{_BUILDING}|{_BEFORE_GROUP}{_NAMED_GROUP}"
    rf"|{_LANDMARK}[0-9]{{1,4}}号"
)
"""What the search of a whole text looks for."""

_LEFT = 40
_RIGHT = 60
_DASH = re.compile(r"[\u4e00-\u9fff]-[\u4e00-\u9fff]")
"""Between words a stroke sets off (业主—翠屏苑6幢); between numbers it joins."""
_FILLER = "为是在于:： \t"
_STOPS = frozenset(" \t\n,，。；;、:：|（(）)“”\"'<>《》〔〕[]【】/?？!！")
_COUNT_OF_HOUSEHOLDS = re.compile(r"[0-9]{3}户$")
"""全村612户: no house has so many."""
_NO_DOOR_OF_HOUSEHOLD = re.compile(r"[^0-9号楼室元栋幢座层门排院#-][0-9一二三四五六七八九十百]+户$")
"""新增低保2户: a door has the house before it."""
_HOUSES = frozenset("号栋幢座楼排")
_RANGE = re.compile(r"[0-9一二三四五六七八九十][号栋幢座楼排]?(?:至|到|[—–~～-]{1,2})$")
"""1至6栋 are many houses."""
_RANGE_BEHIND = re.compile(
    r"(?<=[号栋幢座楼排])(?:至|到|[—–~～-]{1,2})[0-9一二三四五六七八九十]{1,4}[号栋幢座楼排]"
)
"""建设中路1号至199号 is a school's district."""
_STROKE_RANGE = re.compile(r"([0-9]{1,4})-([0-9]{1,4})号([楼栋幢]?)")
_OF_A_DISTRICT = re.compile(r"招生|学区|范围|停[水电气]|检修|施工|单号|双号")
"""What goes on in 东关街1—88号 goes on in many houses; 阳光小区3-502号 is one."""
_NO_DOOR = frozenset("第等")
"""Before a number that is none of a house: 第20号, 李四等3户."""
_OF_A_PAPER = re.compile(
    r"[)）〕\]][\u4e00-\u9fff][0-9]{2,4}[\u4e00-\u9fff]{1,3}$"
    r"|(?:房权证|房地权证|房产证|产权证|不动产权|国用|集用|林证)[\u4e00-\u9fff]{0,8}[0-9]{0,8}$"
)
"""Before the number of a case or of a title to land: (2024)川0107执3187号, 某房权证某字第00118642号."""

_BESIDE = re.compile(r"(?<=[组社队])[村路街渠沟河塘]{0,2}[道边]?[东西南北][侧边面]?(?:$|[^\u4e00-\u9fff])")
"""A plot of land that is told by what it lies beside (四组路南, 5组村道东侧)."""
_PEOPLE_OF = re.compile(r"人(?:[，,、；;。\s]|\Z)")
"""Somebody is from there: 李四，68岁，捞饭店村4组人，."""
_TELEPHONES = ("电话", "传真", "热线", "手机", "座机")
"""What stands between them and a number with a stroke (021-…) is no house."""
_LABELS = frozenset({"applicant_place", "dwelling", "home", "place", "site"})
_PART_OF_PLACE = frozenset({"dwelling"})
"""Labels that are a part of the address themselves (粮食局家属院2号楼)."""
_LIVES = re.compile(r"住(?![宅房院宿所]|建[局委部厅])")
"""What somebody does before the address begins (住建设巷6号)."""
_BEHIND_NUMBER = re.compile(r"[0-9]{10}[0-9Xx](?=(?:现|家|居)?住(?![宅房院宿所]))")
"""An identity or telephone number to which the words on where somebody lives are glued."""

_CORE = compiled(rf"(?:{DOOR}|[\p{{Han}}]{_STROKES}[号室]?|{_NAMED_GROUP})")
_BEHIND_GROUP = re.compile(r"[组社队屯湾寨庄][^\u4e00-\u9fff]")
"""A named group is only one if no word goes on there; the next number (六组3号) is not part of it."""
_ON = beginning(
    rf"{DOOR}|[\p{{Han}}]{{1,12}}?{_DOOR}|[0-9]{{1,4}}|-[0-9]{{1,4}}|之[一二三四五六七八九]|[东西南北中][户门]"
)


class Address(NamedTuple):
    """An address in a line; `labels` are the groups of the label that is written into it (现住某某路)."""

    start: int
    end: int
    labels: frozenset[str]
    field: bool
    """It fills a cell, or all that stands between two separators."""


def addresses(line: str, index: WordIndex) -> Iterator[Address]:
    """Every address of a folded line that goes down to the door, in order."""
    at = floor = 0
    while (core := next(spans(_CORE, line, at), None)) is not None:
        end = _right_end(line, core[1])
        left = _left_end(line, core[0], floor)
        start, labels = _behind_label(line, left, core[0], index)
        if not labels and core[0] == start and end > core[1]:  # 北门新村18幢: 北门 is where it begins
            at = core[0] + 1
            continue
        if (core[0] > start or labels) and _is_door(line, *core, end):
            closed = end >= len(line) or line[end] in _STOPS or _PEOPLE_OF.match(line, end) is not None
            yield Address(start, end, labels, field=closed and (start == 0 or line[start - 1] in _STOPS))
        at = floor = max(end, core[0] + 1)


def _is_door(line: str, start: int, end: int, address_end: int) -> bool:
    """Whether the number is that of one house, and not of a paper, a plot, many houses or households."""
    before = max(0, start - _LEFT)
    return (
        line[start - 1 : start] not in _NO_DOOR
        and not _COUNT_OF_HOUSEHOLDS.search(line, start, end)
        and not _NO_DOOR_OF_HOUSEHOLD.search(line, max(0, start - 1), end)
        and not (line[end - 1] in _HOUSES and _RANGE.search(line, before, start))
        and not line[: start + 1].endswith(_TELEPHONES)
        and not _BESIDE.match(line, address_end)
        and not _is_range(line, start, end)
        and not _RANGE_BEHIND.match(line, end)
        and not _OF_A_PAPER.search(line, before, start)
    )


def _is_range(line: str, start: int, end: int) -> bool:
    """Whether the numbers rise from the first to the last of many blocks, or of the houses of a district."""
    found = _STROKE_RANGE.search(line, start, end + 1)
    return (
        found is not None
        and int(found[1]) < int(found[2])
        and (found[3] != "" or _OF_A_DISTRICT.search(line) is not None)
    )


def _right_end(line: str, end: int) -> int:
    if line[end - 1] in _STOPS:
        return end - 1
    if _BEHIND_GROUP.fullmatch(line, end - 2, end):
        end -= 1
    limit = end + _RIGHT
    while end < limit and (more := _ON.match(line, end)) is not None and more.end() > end:
        end = more.end()
    return end


def _left_end(line: str, start: int, floor: int) -> int:
    left = start
    while left > max(floor, start - _LEFT) and line[left - 1] not in _STOPS:
        if _DASH.match(line, left - 2):
            break
        left -= 1
    return left


def _behind_label(line: str, left: int, core: int, index: WordIndex) -> tuple[int, frozenset[str]]:
    """Where the address itself begins, and the label before it in the same breath."""
    labels: frozenset[str] = frozenset()
    start = left
    for _, end, groups in index.found(line[left:core]):
        if groups & _LABELS:
            labels = groups
            start = start if groups <= _PART_OF_PLACE else left + end
    for glued in _BEHIND_NUMBER.finditer(line, start, core):
        start = glued.end()
    while start < core and (line[start] in _FILLER or _LIVES.match(line, start)):
        start += 1
    return start, labels
