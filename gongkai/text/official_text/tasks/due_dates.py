"""Deadlines of tasks: 2021年6月底前完成, 12月底前, 年底前, 每季度, 持续推进.

A day is given only where the words fix it. The year that they leave out is that of the document: the one
its title names, else the one it was written in; a day before the document itself is left open.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from gongkai.text import numerals

_YEAR = r"(?P<year>20[0-9]{2}|今|本|当|明|次)年"
_MONTH = r"(?P<month>[0-9]{1,2})月(?:份)?"
_DONE = r"(?:(?:前|之前|以前)?(?:全面|基本|全部)?(?:完成|落实|到位)?|(?<=[前内])[\u3400-\u9fff]{0,12})"
_BEFORE = r"(?:之|以)?前"
_FORMS = (
    rf"(?:{_YEAR})?{_MONTH}(?:(?P<day>[0-9]{{1,2}})[日号]|(?P<end>底|末|月底))(?P<by>{_BEFORE})?",
    rf"(?:{_YEAR})?{_MONTH}(?P<span>上旬|中旬|下旬)?(?P<by3>{_BEFORE})?",
    rf"(?:{_YEAR})?(?P<yearend>年?(?:底|末|终)|年内|(?<=[今本当]年)内)(?P<by2>{_BEFORE})?",
    rf"(?:{_YEAR})?(?P<half>上半年|下半年)(?:底|末|内)?(?:{_BEFORE})?",
    rf"(?:{_YEAR})?第?(?P<quarter>[一二三四1-4])季度(?:(?P<quarterend>底|末|内)(?:{_BEFORE})?|(?P<by4>{_BEFORE}))?",
    r"(?P<bareyear>20[0-9]{2})年(?:度)?(?:内|全年|之内|以内)?(?:前)?",
)
_ISO = re.compile(r"(20[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:前)?")
_ENTIRE = tuple(re.compile(rf"(?:在|于|力争|确保|须|应|到|至)?(?:{form}){_DONE}") for form in _FORMS)
_STANDING = re.compile(
    r"(?:长期|持续|立行立改|即知即改|立查立改|常年|经常|常态化?|全年|贯穿全年|立即|即时|即行|及时|每年|每季度?|每半年|每月|每周|每日|按季度?|按月|按年|适时|定期|按进度|按时间节点|按要求|按规定|按期"
    r"|同步|随时|实时|日常)[\u3400-\u9fff0-9、，（）()]{0,20}"
)
_CHINESE_YEAR = re.compile(r"二[〇○零一二三四五六七八九]{3}(?=年)")
_CHINESE_COUNT = re.compile(r"(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,3}(?=月(?!内)|日)")
_COUNT = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_IN_PROSE = re.compile(
    rf"(?:(?:20[0-9]{{2}}|二[〇○零一二三四五六七八九]{{3}}|今|本|明)年)?{_COUNT}月(?:{_COUNT}日|底|末)(?:之|以)?前"
    r"|(?:20[0-9]{2}年年?|(?:今|本|明)年年?|年)底(?:之|以)?前|(?<=[。；，,])20[0-9]{2}年年?底"
)
_STAGE = re.compile(rf"(?:{_COUNT}月|[上下]半年|第?[一二三四1-4]季度|年[初中])[\u3400-\u9fff]{{0,20}}$")
"""A stage without a day (一季度完成招标): others may follow that have one."""

_THEN = re.compile(r"(?:此后|之后|以后|其后|后续|并|再|随后)(?![0-9])")
_SPAN = re.compile(r"[0-9]{1,3}个?(?:工作日|日|天|周|月)(?:之内|以内|内)")
_RELATIVE = re.compile(
    r"(?:后|之日起|以来|起)\s?[0-9一二两三四五六七八九十]{1,3}个?(?:工作日|日|天|周|月|年)(?:内|之内|以内)?"
)


@dataclass(frozen=True, slots=True)
class Due:
    """The words of a deadline and the day they mean; `reason` where they fix none."""

    text: str
    day: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Years:
    """What tells the year of a deadline that leaves it out."""

    title_year: int | None
    written_on: date | None

    def bare(self) -> int | None:
        return self.title_year or (self.written_on.year if self.written_on else None)


def years_of(title: str, written_on: date | None, number: str = "") -> Years:
    """The year a title names (2021年…工作要点), where it is one, and the day of writing.

    Without a day of writing the year in the document's number is the one it was written in.
    """
    named = set(re.findall(r"(?<![0-9—\-–至])(20[0-9]{2})年(?!至|—|-)", title))
    span = re.search(r"20[0-9]{2}\s?(?:年)?\s?[—\-–~至]\s?20[0-9]{2}", title)
    own = int(named.pop()) if len(named) == 1 and not span else None
    numbered = None if written_on else re.search(r"〔(20[0-9]{2})〕", number)
    return Years(own or (int(numbered[1]) if numbered else None), written_on)


def read_due(text: str, years: Years) -> Due | None:
    """The deadline that a text consists of (a clause, a cell); None where it is none."""
    plain = _in_digits(re.sub(r"\s+", "", text).strip("。；;，,、"))
    if not plain:
        return None
    if match := _ISO.fullmatch(plain):
        return _due(text, int(match[1]), int(match[2]), int(match[3]))
    for pattern in _ENTIRE:
        if match := pattern.fullmatch(plain):
            return _of(match, text.strip(), years)
    if _STANDING.fullmatch(plain) or re.fullmatch(r"持续.{0,20}|长期.{0,20}", plain):
        return Due(text.strip(), None, "没有写明截止的日子（长期或定期的任务）")
    if (_RELATIVE.search(plain) or _SPAN.fullmatch(plain)) and len(plain) <= 40:  # noqa: PLR2004 — a clause, no sentence
        return Due(text.strip(), None, "期限从另一件事起算，日子不能由本文推出")
    return _staged(text, years)


def _in_digits(text: str) -> str:
    """Years, months and days that are written in Chinese numerals: 二〇一九年十二月底前."""
    text = _CHINESE_YEAR.sub(lambda year: "".join(str(numerals.DIGITS[digit]) for digit in year[0]), text)
    return _CHINESE_COUNT.sub(lambda count: str(numerals.read(count[0]) or count[0]), text)


def _staged(text: str, years: Years) -> Due | None:
    """Several deadlines one after the other (6月底前完成编制，12月底前全部建成): the task ends with the last.

    A later one without a year lies in the year of the one before; 此后每季度更新 sets no day.
    """
    last: Due | None = None
    clauses = [clause for clause in re.split(r"[，,；;。]", text) if clause.strip()]
    for clause in clauses if len(clauses) > 1 else ():
        year = last.day.year if last and last.day else years.title_year
        due = read_due(clause, Years(year, years.written_on))
        if due is None and not _STAGE.match(clause.strip()) and not (last and _THEN.match(clause.strip())):
            return None
        last = due if due and due.day else last
    return Due(text.strip(), last.day) if last else None


def find_dues(text: str, years: Years) -> list[tuple[int, int, Due]]:
    """Deadlines in running text (…底前, …日前) with where they begin and end."""
    found = []
    for match in _IN_PROSE.finditer(text):
        due = read_due(match[0], years)
        if due is not None and due.day is not None:
            found.append((match.start(), match.end(), due))
    return found


def _of(match: re.Match[str], text: str, years: Years) -> Due:
    parts = match.groupdict()
    if parts.get("bareyear"):
        return Due(text, None, "只写了年份，没有写明年内哪一天")
    if parts.get("half") or parts.get("quarter"):
        return _part_of_year(parts, text, years)
    if parts.get("span") or ("span" in parts and parts.get("by3")):
        return Due(text, None, "没有写明截止到哪一天")
    month = int(parts["month"]) if parts.get("month") else 12
    day = int(parts["day"]) if parts.get("day") else 0
    year = _year(parts.get("year"), years)
    if year is None:
        return Due(text, None, _NO_YEAR)
    due = _due(text, year, month, day)
    if due.day and not parts.get("year") and years.written_on and due.day < years.written_on:
        return Due(text, None, _EARLIER)
    return due


def _part_of_year(parts: dict[str, str | None], text: str, years: Years) -> Due:
    """A half or a quarter ends on its last day; one without a year and without 末 is no deadline."""
    if half := parts.get("half"):
        year = _year(parts.get("year"), years)
        return _due(text, year, 6 if half == "上半年" else 12, 0) if year else Due(text, None, _NO_YEAR)
    if parts.get("by4"):
        return Due(text, None, "“季度前”没有写明是季度开始前还是结束前")
    if not parts.get("year") and not parts.get("quarterend"):
        return Due(text, None, "只写了季度，没有写明截止的日子")
    year = _year(parts.get("year"), years)
    word = parts["quarter"] or ""
    number = int(word) if word.isdecimal() else "一二三四".index(word) + 1
    due = _due(text, year, 3 * number, 0) if year else Due(text, None, _NO_YEAR)
    early = due.day and not parts.get("year") and years.written_on and due.day < years.written_on
    return Due(text, None, _EARLIER) if early else due


_EARLIER = "按本文的年份推算，期限早于成文日期，年份不能确定"
_NO_YEAR = "没有写年份，本文的年份也不能确定"


def _year(word: str | None, years: Years) -> int | None:
    if word and word.isdecimal():
        return int(word)
    if word in {"明", "次"}:
        return years.written_on.year + 1 if years.written_on and word == "明" else None
    if word in {"今", "本"} and years.written_on:
        return years.written_on.year
    return years.bare()


def _due(text: str, year: int, month: int, day: int) -> Due:
    """`day` 0 is the last day of the month."""
    try:
        return Due(text, date(year, month, day or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return Due(text, None, "没有这一天")
