"""Numbers, dates and punctuation as GB/T 15835 and GB/T 15834 ask for them, document numbers as GB/T 9704
writes them (general knowledge, the standards were not read). Each is one expression of bounded length."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.text.wording.model import WordingHit, WordingSort

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CN_DIGITS = str.maketrans("〇零○О一二三四五六七八九", "0000123456789")
_FULL = str.maketrans({full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)})
_MONTHS, _LONGEST_MONTH = 12, 31
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")

Say = Callable[[re.Match[str]], "tuple[str, str, bool] | None"]
"""What should stand there, why, and whether it may be put there without thinking; None: nothing is wrong."""


@dataclass(frozen=True, slots=True)
class _Form:
    sort: WordingSort
    pattern: re.Pattern[str]
    say: Say


def find_forms(text: str) -> Iterator[WordingHit]:
    """Every wrong form, form by form."""
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            said = form.say(match)
            if said is not None and said[0] != match[0]:
                suggestion, reason, replaces = said
                yield WordingHit(*match.span(), match[0], form.sort, suggestion, reason, replaces)


def _brackets(match: re.Match[str]) -> tuple[str, str, bool]:
    return (
        f"〔{match['year']}〕{int(match['number'])}号",
        "发文字号的年份用六角括号，不编虚位，不加“第”",
        True,
    )


def _mixed_date(match: re.Match[str]) -> tuple[str, str, bool] | None:
    parts = [match["year"], match["month"], match["day"] or ""]
    arabic = [part for part in parts if part.isascii() and part]
    if not arabic or len(arabic) == len([part for part in parts if part]):
        return None
    year = match["year"].translate(_CN_DIGITS)
    month, day = _number(match["month"]), _number(match["day"]) if match["day"] else 0
    if not 1 <= month <= _MONTHS or (match["day"] and not 1 <= day <= _LONGEST_MONTH):
        return None
    return f"{year}年{month}月" + (f"{day}日" if day else ""), "同一日期不混用汉字和阿拉伯数字", True


def _zero_year(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"{re.sub('[零○OoОＯ0]', '〇', match[1])}年", "年份中的“0”用“〇”", True


def _padded(match: re.Match[str]) -> tuple[str, str, bool]:
    day = f"{int(match['day'])}日" if match["day"] else ""
    return f"{match['year']}{int(match['month'])}月{day}", "月、日不编虚位（1不写作01）", True


def _no_such_day(match: re.Match[str]) -> tuple[str, str, bool] | None:
    year, month, day = (int(match[name] or 1) for name in ("year", "month", "day"))
    if 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]:
        return None
    return "核对日期", "没有这一天", False


def _short_year(match: re.Match[str]) -> tuple[str, str, bool]:
    return "写四位数年份", "年份不能简写为两位", False


def _points(match: re.Match[str]) -> tuple[str, str, bool]:
    words = f"{match['year']}年{int(match['month'])}月{int(match['day'])}日"
    return words, "日期中的“年月日”写全，不与符号混用", True


def _range(match: re.Match[str]) -> tuple[str, str, bool] | None:
    unit = match["unit"]
    if unit in "万亿":  # 5000至1万 means what it says, 9至16亿 may be read as 9 to 1.6 thousand million
        if float(match["low"]) >= float(match["high"]):
            return None
        return f"写明前一个数的单位（{match['low']}{unit}？）", "前一个数没有单位，容易误解", False
    return f"{match['low']}{unit}—{match['high']}{unit}", f"范围的两个数都带“{unit}”，以免误解", True


def _about(match: re.Match[str]) -> tuple[str, str, bool]:
    return "只保留一个表示约数的词", f"“{match['before']}”与“{match['after']}”重复", False


def _half(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0].translate(_FULL), "数字和字母用半角", True


def _wide(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0].translate(_WIDE), "中文里用全角标点", True


def _full_stop(_: re.Match[str]) -> tuple[str, str, bool]:
    return "。", "中文句末用句号", True


def _quotes(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"“{match[1]}”", "中文里用全角引号", True


def _once(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0][0], "标点重复", True


def _dots(_: re.Match[str]) -> tuple[str, str, bool]:
    return "……", "省略号占两格", True


def _dropped(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0].replace("、", ""), "此处不用顿号", True


def _ordinal(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"{match[1]}、", "“一”等汉字序号后用顿号", True


def _bracketed_ordinal(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"（{match[1]}）", "带括号的序号后不加标点，括号用全角", True


def _first(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"{match[1]}，", "“第一”“首先”之后用逗号", True


def _until(_: re.Match[str]) -> tuple[str, str, bool]:
    return "截至", "后面有时间的用“截至”", True


def _nested(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"《{match[1]}〈{match[2]}〉{match[3]}》", "书名号里面再用书名号的，里面用单书名号", True


def _unpaired(_: re.Match[str]) -> tuple[str, str, bool]:
    return "补全书名号", "书名号没有成对", False


def _doubled(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[1], "字重复", False


def _number(words: str) -> int:
    """A number below 100 in either writing."""
    if words.isascii():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int(words.translate(_CN_DIGITS))
    return int(tens.translate(_CN_DIGITS) or 1) * 10 + int(ones.translate(_CN_DIGITS) or 0)


_YEAR = r"(?:[12]\d{3}|[一二][〇零○О一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_P, _N = WordingSort.PUNCTUATION, WordingSort.NUMBER
_MARKS = "[〇零○OoОＯ0一二三四五六七八九]"
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_TABLE: tuple[tuple[WordingSort, str, Say], ...] = (
    (
        _N,
        rf"(?<=[{_HAN}])[\[［(（【〔]\s?(?P<year>(?:19|20)\d\d)\s?[\]］)）】〕]"
        r"\s?第?0*(?P<number>[1-9]\d{0,4})\s?号",
        _brackets,
    ),
    (_N, rf"(?<!\d)(?P<year>{_YEAR})年(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})日)?", _mixed_date),
    (_N, r"(?<!\d)(?P<year>[12]\d{3})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?", _no_such_day),
    (
        _N,
        r"(?<!\d)(?=\d)(?P<year>(?:[12]\d{3}年)?)(?=0|\d{1,2}月0)"
        r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
        _padded,
    ),
    (_N, rf"([一二](?={_MARKS}{{3}}年)(?=[^年]{{0,3}}[零○OoОＯ0]){_MARKS}{{3}})年", _zero_year),
    (_N, r"(?<![\d〔])\d\d年(?=\d{1,2}月\d{1,2}日)", _short_year),
    (_N, r"(?<!\d)(?P<year>[12]\d{3})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})日", _points),
    (
        _N,
        r"(?<![\d.,])(?P<low>\d{1,9}(?:\.\d{1,4})?)[-－~～—–至]"
        r"(?P<high>\d{1,9}(?:\.\d{1,4})?)(?P<unit>[%％万亿])",
        _range,
    ),
    (_N, r"(?P<before>大约|约|近)\d[\d,.]{0,12}[^\s，。；、\d]{0,5}(?P<after>左右|上下)", _about),
    (_N, r"[０-９Ａ-Ｚａ-ｚ]{1,40}", _half),
    (WordingSort.WORD, r"截止(?=[12]\d{3}年|\d{1,2}月|目前|今年|本月|\d{1,2}日)", _until),
    (
        WordingSort.WORD,
        r"(?<![的了和与及为在是])([的了和与及为在是])\1(?![的了和与及为在是确解不非气])",
        _doubled,
    ),
    (_P, rf"(?<=[{_HAN}》”）])[,;:?!](?=[{_HAN}《“（\s]|$)", _wide),
    (_P, rf"(?<=[{_HAN}》”）])\.(?=\s|$)", _full_stop),
    (_P, rf"\((?=[^()\n]{{0,60}}[{_HAN}])[^()\n]{{1,60}}\)", _wide),
    (_P, rf'"([^"\n]{{0,60}}[{_HAN}][^"\n]{{0,60}})"', _quotes),
    (_P, r"([，、；：])[，、；：]{1,5}|。。(?!。)", _once),
    (_P, rf"(?<=[{_HAN}])(?:\.{{3,6}}|。{{3,6}})", _dots),
    (_P, r"(?<=》)、(?=《)|(?<=”)、(?=“)", _dropped),
    (
        _P,
        rf"(?<=[{_HAN}])、(?=等[^{_HAN}级]|等(?:[有方各部单项事工内地][{_HAN}]|$)"
        r"|和(?![平谐睦和])|以及|及其)",
        _dropped,
    ),
    (_P, rf"^[ \t　]{{0,4}}({_ORDINAL})[,，.．](?=\S)", _ordinal),
    (_P, rf"^[ \t　]{{0,4}}[（(]({_ORDINAL})[）)][、，,.．]", _bracketed_ordinal),
    (_P, r"(?<=[。；\n])(第[一二三四五六七八九]|首先|其次|最后)、", _first),
    (_P, r"《([^《》〈〉\n]{0,80})《([^《》〈〉\n]{1,80})》([^《》〈〉\n]{0,80})》", _nested),
    (_P, r"《(?=[^《》\n]{0,200}(?:\n|$))", _unpaired),
)
_FORMS = tuple(_Form(sort, re.compile(pattern, re.MULTILINE), say) for sort, pattern, say in _TABLE)
