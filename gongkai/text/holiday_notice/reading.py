"""From the text of a notice, pasted or out of a file, to the arrangement that it orders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates, document_number, numerals
from gongkai.text.holiday_notice.clauses import Clause, as_written, days_in
from gongkai.text.holiday_notice.model import HolidayArrangement, NoticeDay

LONGEST_NOTICE = 20_000
"""Characters; real notices have fewer than a thousand."""

HOLIDAYS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
"""What every yearly notice arranges (全国年节及纪念日放假办法)."""

_TITLE = re.compile(r"国务院(?:办公厅)?关于[^。:]{2,60}?的通知")
_YEARLY = "部分节假日安排"
_SINGLE = re.compile(r"关于(?:调整|延长)?(?:\d{4}年)?(.+?)(?:假期|调休放假|放假)?(?:的?安排)?的通知")
_YEAR = re.compile(r"(\d{4})年")
_NUMBER = re.compile(r"国[\u4e00-\u9fff]{0,8}〔\d{4}〕\d+号")
_WRITTEN_ON = re.compile(r"成文日期:?(\d{4}年\d{1,2}月\d{1,2}日)")
_SIGNATURE = re.compile(
    r"(?:国务院(?:办公厅)?|(?<=。)(?=\d{4}年\d{1,2}月\d{1,2}日(?:\(此件|$)))(\d{4}年\d{1,2}月\d{1,2}日)(?:\(此件[^()]*\))?"
)
_SECTION = re.compile(r"(?:^|(?<=[。\n]))([一二三四五六七八九十]{1,3})、")
_HEADED = re.compile(r"(?:([\u4e00-\u9fff][\u4e00-\u9fff0-9、]{1,40}?):)?([自从]?\d.*|[^\d:].*)", re.DOTALL)
_SPEAKS_OF_DAYS = re.compile(r"\d日|放假|上班|调休|补休|休息|休假|假期")
_ADVICE = re.compile(r"鼓励.*|(?:节假日期间|各地区|请各)(?:(?!\d日).)*")
_DECEMBER = 12


def read_holiday_notice(text: str) -> HolidayArrangement:
    """The days of a notice. Raises InvalidInput in Chinese: what is wrong, with the clause."""
    if len(text) > LONGEST_NOTICE:
        raise InvalidInput(f"文字有{len(text)}个字，放假通知不会超过{LONGEST_NOTICE}个字，请只粘贴通知正文。")
    plain = _tidy(text)
    marks = list(_SECTION.finditer(plain))
    if not marks:
        raise InvalidInput("没有找到“一、元旦：……”这样的条款，请粘贴国务院办公厅放假通知的全文。")
    head = plain[: marks[0].start()]
    title = _title(head)
    year = _year(head, title)
    _check_head(head.replace("\n", ""), title)
    sections = [
        plain[mark.end() : following.start() if following else None].replace("\n", "")
        for mark, following in zip(marks, [*marks[1:], None], strict=True)
    ]
    _check_order(marks)
    single = _SINGLE.search(title)
    default = single[1] if single and _YEARLY not in title else ""
    days = [day for section in sections for day in _section_days(section, default, year)]
    whole_year = not title or _YEARLY in title
    _check(year, days, whole_year=whole_year)
    number = _NUMBER.search(plain)
    return HolidayArrangement(
        year=year,
        title=title,
        number=number[0] if number else "",
        issued_on=_issued_on(head, sections[-1]),
        whole_year=whole_year,
        days=tuple(sorted(days, key=lambda day: day.on)),
    )


def _tidy(text: str) -> str:
    """One form of every sign, no blanks, one line for each line that has something on it."""
    lines = (re.sub(r"\s+", "", unicodedata.normalize("NFKC", line)) for line in text.splitlines())
    plain = "\n".join(line for line in lines if line)
    return document_number.normalise_brackets(plain)


def _title(head: str) -> str:
    found = _TITLE.search(head.replace("\n", ""))
    return found[0] if found else ""


def _year(head: str, title: str) -> int:
    """The year in the title, or the only one that the opening words speak of."""
    told = _YEAR.search(title)
    opening = re.search(r"现[将就](\d{4})年", head.replace("\n", ""))
    if told and opening and told[1] != opening[1]:
        raise InvalidInput(f"标题写的是{told[1]}年，正文开头写的是{opening[1]}年，请核对。")
    found = told or opening
    if found is None:
        raise InvalidInput(
            "没有找到通知是哪一年的，请连同标题“国务院办公厅关于……年部分节假日安排的通知”一起粘贴。"
        )
    return int(found[1])


def _check_head(head: str, title: str) -> None:
    """Nothing before the first section may arrange days: it would be lost."""
    for sentence in head.replace(title, "。" if title else "").split("。"):
        if re.search(r"\d日.*(?:放假|上班|调休)", sentence) and not re.search("通知如下:?$", sentence):
            raise InvalidInput(f"“{as_written(sentence)}”不在“一、……”的条款里，看不出属于哪个节日，请核对。")


def _check_order(marks: list[re.Match[str]]) -> None:
    for expected, mark in enumerate(marks, 1):
        if numerals.read(mark[1]) != expected:
            raise InvalidInput(f"第{expected}条之后是“{mark[0]}”，条款不连续，请粘贴通知的全文。")


def _section_days(section: str, default: str, year: int) -> Iterator[NoticeDay]:
    """The days of one section; sections without any are general instructions."""
    headed = _HEADED.fullmatch(section)
    name = (headed[1] if headed else "") or default
    body = headed[2] if headed else section
    given: list[date] = []
    for sentence in re.split("[。;]", _SIGNATURE.sub("", body)):
        if not _SPEAKS_OF_DAYS.search(sentence) or _ADVICE.fullmatch(sentence):
            continue
        if not name:
            raise InvalidInput(f"“{as_written(sentence)}”没有写明是哪个节日，请核对。")
        yield from days_in(Clause(sentence, name, year), given)


def _check(year: int, days: list[NoticeDay], *, whole_year: bool) -> None:
    if not days:
        raise InvalidInput("条款里没有放假日期，请粘贴通知的全文。")
    seen: set[date] = set()
    for day in days:
        if day.on in seen:
            raise InvalidInput(f"{dates.in_chinese(day.on)}出现了两次，请核对通知原文。")
        seen.add(day.on)
        if day.on.year != year and (day.on.year, day.on.month) != (year - 1, _DECEMBER):
            raise InvalidInput(f"{dates.in_chinese(day.on)}不属于{year}年的安排，请核对年份。")
    arranged = {holiday for holiday in HOLIDAYS for day in days if holiday in day.name and not day.is_workday}
    missing = [holiday for holiday in HOLIDAYS if holiday not in arranged]
    if whole_year and missing:
        raise InvalidInput(f"全年的通知里没有{'、'.join(missing)}的安排，可能没有粘贴完整，请核对。")


def _issued_on(head: str, last_section: str) -> date | None:
    found = _WRITTEN_ON.search(head) or _SIGNATURE.search(last_section)
    written = dates.find_all(found[1]) if found else ()
    return written[0] if written else None
