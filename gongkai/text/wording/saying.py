"""What should stand in the place of a wrong form, why, and whether it may be put there without thinking; None
where nothing is wrong after all."""

from __future__ import annotations

import re
from calendar import monthrange

_CN_DIGITS = str.maketrans("〇零○О一二三四五六七八九", "0000123456789")
_FULL = str.maketrans({full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)})
_MONTHS, _LONGEST_MONTH = 12, 31
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")


def brackets(match: re.Match[str]) -> tuple[str, str, bool]:
    return (
        f"〔{match['year']}〕{int(match['number'])}号",
        "发文字号的年份用六角括号，不编虚位，不加“第”",
        True,
    )


def mixed_date(match: re.Match[str]) -> tuple[str, str, bool] | None:
    parts = [match["year"], match["month"], match["day"] or ""]
    arabic = [part for part in parts if part.isascii() and part]
    if not arabic or len(arabic) == len([part for part in parts if part]):
        return None
    year = match["year"].translate(_CN_DIGITS)
    month, day = _number(match["month"]), _number(match["day"]) if match["day"] else 0
    if not 1 <= month <= _MONTHS or (match["day"] and not 1 <= day <= _LONGEST_MONTH):
        return None
    return f"{year}年{month}月" + (f"{day}日" if day else ""), "同一日期不混用汉字和阿拉伯数字", True


def zero_year(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"{re.sub('[零○OoОＯ0]', '〇', match[1])}年", "年份中的“0”用“〇”", True


def padded(match: re.Match[str]) -> tuple[str, str, bool]:
    day = f"{int(match['day'])}日" if match["day"] else ""
    return f"{match['year']}{int(match['month'])}月{day}", "月、日不编虚位（1不写作01）", True


def no_such_day(match: re.Match[str]) -> tuple[str, str, bool] | None:
    year, month, day = (int(match[name] or 1) for name in ("year", "month", "day"))
    if 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]:
        return None
    return "核对日期", "没有这一天", False


def short_year(match: re.Match[str]) -> tuple[str, str, bool]:
    return "写四位数年份", "年份不能简写为两位", False


def points(match: re.Match[str]) -> tuple[str, str, bool]:
    words = f"{match['year']}年{int(match['month'])}月{int(match['day'])}日"
    return words, "日期中的“年月日”写全，不与符号混用", True


def between(match: re.Match[str]) -> tuple[str, str, bool] | None:
    unit = match["unit"]
    if unit in "万亿":  # 5000至1万 means what it says, 9至16亿 may be read as 9 to 1.6 thousand million
        if float(match["low"]) >= float(match["high"]):
            return None
        return f"写明前一个数的单位（{match['low']}{unit}？）", "前一个数没有单位，容易误解", False
    return f"{match['low']}{unit}—{match['high']}{unit}", f"范围的两个数都带“{unit}”，以免误解", True


def about(match: re.Match[str]) -> tuple[str, str, bool]:
    return "只保留一个表示约数的词", f"“{match['before']}”与“{match['after']}”重复", False


def half(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0].translate(_FULL), "数字和字母用半角", True


def wide(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0].translate(_WIDE), "中文里用全角标点", True


def full_stop(_: re.Match[str]) -> tuple[str, str, bool]:
    return "。", "中文句末用句号", True


def full_stop_within(_: re.Match[str]) -> tuple[str, str, bool]:
    return "。", "中文句末用句号；外国人名的间隔号写“·”，序号后写“、”", False


def quotes(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"“{match[1]}”", "中文里用全角引号", True


def once(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0][0], "标点重复", True


def dots(_: re.Match[str]) -> tuple[str, str, bool]:
    return "……", "省略号占两格", True


def dropped(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[0].replace("、", ""), "此处不用顿号", True


def ordinal(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"{match[1]}、", "“一”等汉字序号后用顿号", True


def bracketed_ordinal(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"（{match[1]}）", "带括号的序号后不加标点，括号用全角", True


def first(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"{match[1]}，", "“第一”“首先”之后用逗号", True


def until(_: re.Match[str]) -> tuple[str, str, bool]:
    return "截至", "后面有时间的用“截至”", True


def nested(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"《{match[1]}〈{match[2]}〉{match[3]}》", "书名号里面再用书名号的，里面用单书名号", True


def countries(_: re.Match[str]) -> tuple[str, str, bool]:
    return "国家和地区", "台湾、香港、澳门不是国家，与国家并列时写“国家和地区”", False


def doubled(match: re.Match[str]) -> tuple[str, str, bool]:
    return match[1], "字重复", False


def _number(words: str) -> int:
    """A number below 100 in either writing."""
    if words.isascii():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int(words.translate(_CN_DIGITS))
    return int(tens.translate(_CN_DIGITS) or 1) * 10 + int(ones.translate(_CN_DIGITS) or 0)
