"""Finding title, number, issuers, date and openness marker among the lines of a document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates, document_number

_KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|规则|规范|制度|条例|章程"
    "|要点|计划|规划|预案|指南|目录|清单|标准|公示|说明|解读|安排|措施|声明|简报|总结|答复|名单|一览表"
)
_TITLE_END = re.compile(
    rf"(?:{_KINDS})(?:[（(](?:试行|暂行|修订|修订版|草案|征求意见稿|[0-9]{{4}}年?.{{0,8}})[）)])?$"
)
_TITLE_WORDS = re.compile(r"关于.+的(?:通知|意见|决定|公告|通告|通报|报告|请示|批复|函|议案|实施意见)$")
_TITLE_LENGTH, _TITLE_LINES = 120, 5
_JOINT_ISSUERS = 30
_HEAD_LINES = 40
"""The title, the number and the heading stand within so many lines of the top."""

_ORGAN_END = (
    "人民政府|政府|办公厅|办公室|委员会|管委会|局|厅|部|院|委|署|总队|支队|中心|处|办事处|法院|检察院|公司"
    "|协会|联合会|组|党组"
)
_ORGAN = re.compile(rf"[\u3400-\u9fff（）()、]{{2,40}}(?:{_ORGAN_END})")
_MASTHEAD = re.compile(rf"([\u3400-\u9fff]{{2,40}}(?:{_ORGAN_END}))文件")
_ADDRESSEES = re.compile(r".{2,200}[：:]$")
_DATE_LINE = re.compile(
    r"[（(]?([0-9〇○零oO一二三四五六七八九十]{4}年[0-9一二三四五六七八九十元]{1,3}月[0-9一二三四五六七八九十]{1,4}日)[）)]?"
)
_MARKER = re.compile(r"[（(]\s*(此件[^（）()]{2,20})\s*[）)]")
_OPENNESS = re.compile(r"此件(?:主动公开|公开发布|公开|依申请公开|不公开|不予公开|部分公开|删减后公开)")
_NUMBER_LABEL = re.compile(r"(?:发文字号|文\s*号|发文号|文件编号)[:：](.*)")
_PRINTED = re.compile(r"《([^《》]{4,80})》.{0,60}?(?:印发|已经.{0,40}同意)")
_NOISE = re.compile(
    r"^[•·*]|^(?:发布机构|发布时间|发布日期|来源|浏览次数|索引号|欢迎|当前位置|首页|字体|打印|分享)"
)


@dataclass
class Recognised:
    """What was found; empty where unsure. `used` are the lines that make up title and number."""

    title: str = ""
    document_number: str = ""
    issuers: tuple[str, ...] = ()
    written_on: date | None = None
    openness_marker: str = ""
    notes: list[str] = field(default_factory=list)
    used: frozenset[int] = frozenset()


def recognise(lines: Sequence[str]) -> Recognised:
    """Read the heading and the end of a document given line by line (blank lines included)."""
    tidy = [_tidy(line) for line in lines]
    found = Recognised()
    title_lines = _find_title(tidy, found)
    number_lines = _find_number(tidy, found, title_lines)
    date_line = _find_date(tidy, found)
    _find_issuers(tidy, found, title_lines, date_line)
    _find_openness(tidy, found)
    found.used = frozenset(title_lines) | frozenset(number_lines)
    return found


def _tidy(line: str) -> str:
    return re.sub(r"[\s\u3000\xa0]+", " ", line).strip()


def _compact(line: str) -> str:
    """Without the spaces that letter-spacing leaves between Chinese characters."""
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", line)


# --- title -------------------------------------------------------------------------------------------


def _find_title(lines: Sequence[str], found: Recognised) -> tuple[int, ...]:
    """Fill in the title; returns the lines it stands on where they are a heading of their own."""
    written = [index for index, line in enumerate(lines) if line]
    for position, first in enumerate(written[:_HEAD_LINES]):
        if _ends_heading(lines[first]):
            break
        run = _title_run(lines, written[position : position + _TITLE_LINES])
        if run:
            found.title = _joined([lines[index] for index in run])
            return run
    printed = _printed_title(lines)
    if printed:
        found.title = printed
        found.notes.append("文件开头没有标题，取正文里写明印发的文件名称作为标题，请核对")
    else:
        found.notes.append("没有认出标题，请填写")
    return ()


def _ends_heading(line: str) -> bool:
    """A salutation or running text: no title comes after it."""
    return (bool(_ADDRESSEES.fullmatch(line)) and "，" not in line[:2]) or "。" in line


def _title_run(lines: Sequence[str], candidates: Sequence[int]) -> tuple[int, ...]:
    """The first lines of `candidates` that make a title together."""
    run: list[int] = []
    for index in candidates:
        line = lines[index]
        if not run and re.match(r"[和与及的、]", line):
            return ()
        if run and index - run[-1] > 2:  # noqa: PLR2004 — one blank line between the parts of a title
            return ()
        if not _may_be_title_part(line) or _MASTHEAD.fullmatch(_compact(line)):
            return ()
        run.append(index)
        text = _joined([lines[at] for at in run])
        if len(text) > _TITLE_LENGTH:
            return ()
        complete = _TITLE_END.search(text)
        if complete and (_TITLE_WORDS.search(text) or "关于" not in text or not text.endswith("关于")):
            return tuple(run) if len(text) >= 6 else ()  # noqa: PLR2004 — shorter is a heading, not a title
    return ()


def _may_be_title_part(line: str) -> bool:
    plain = _compact(line)
    return not (
        _NOISE.match(plain)
        or document_number.parse(plain)
        or _DATE_LINE.fullmatch(plain)
        or _MARKER.fullmatch(plain)
        or re.search(r"[。；：:;!！?？|\t]", plain)
        or re.match(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]", plain)
    )


def _joined(parts: Sequence[str]) -> str:
    """Issuers of a joint document on lines of their own stay apart by a space; broken titles do not."""
    text = ""
    for part in parts:
        plain = part if " " in part and not _letter_spaced(part) else _compact(part)
        last = text.rsplit(" ", maxsplit=1)[-1]
        both_organs = _ORGAN.fullmatch(last) and _ORGAN.fullmatch(plain)
        text = f"{text} {plain}" if both_organs else text + plain
    return text


def _letter_spaced(line: str) -> bool:
    pieces = line.split(" ")
    return sum(len(piece) == 1 for piece in pieces) > len(pieces) // 2


def _printed_title(lines: Sequence[str]) -> str:
    """The name of the document that a notice without a title passes on, if it stands there as a heading."""
    text = "".join(lines[:_HEAD_LINES])
    match = _PRINTED.search(text)
    if match is None:
        return ""
    wanted = _letters(match[1])
    for line in lines:
        if (
            line
            and _letters(line).endswith(wanted)
            and len(_letters(line)) <= len(wanted) + 30
            and "。" not in line
        ):
            return _compact(line)
    return ""


def _letters(text: str) -> str:
    return re.sub(r"[^\u3400-\u9fffA-Za-z0-9]", "", text)


# --- number ------------------------------------------------------------------------------------------


def _find_number(lines: Sequence[str], found: Recognised, title: tuple[int, ...]) -> tuple[int, ...]:
    """The document's own number: on a line of its own in the heading, or after a label."""
    written = [index for index, line in enumerate(lines) if line][:_HEAD_LINES]
    candidates: dict[int, str] = {}
    for index in written:
        if _ends_heading(lines[index]) and index > max(title, default=-1):
            break
        label = _NUMBER_LABEL.fullmatch(_compact(lines[index]))
        number = document_number.parse(label[1] if label else re.split(r"\s*签发人", lines[index])[0])
        if number is not None:
            candidates[index] = str(number)
    numbers = list(dict.fromkeys(candidates.values()))
    if len(numbers) == 1:
        found.document_number = numbers[0]
        return tuple(candidates)
    if numbers:
        found.notes.append(f"开头有不止一个文号（{'、'.join(numbers)}），无法确定哪一个是本文的，请填写")
    else:
        found.notes.append("没有认出本文自己的文号（正文里引用的其他文号不算），请填写或留空")
    return ()


# --- date --------------------------------------------------------------------------------------------


def _find_date(lines: Sequence[str], found: Recognised) -> int | None:
    """成文日期: alone on a line after the signature, or in brackets under the title."""
    days: dict[int, date] = {}
    for index, line in enumerate(lines):
        match = _DATE_LINE.fullmatch(_compact(unicodedata.normalize("NFKC", line)))
        if match is None:
            continue
        try:
            days[index] = dates.parse(match[1])
        except InvalidInput as error:
            found.notes.append(f"“{line}”不能作为成文日期：{error.message}")
    if not days:
        found.notes.append("没有认出成文日期，请填写")
        return None
    distinct = set(days.values())
    if len(distinct) > 1:
        signed = {index: day for index, day in days.items() if _signature_above(lines, index)}
        distinct = set(signed.values())
        days = signed or days
    if len(distinct) != 1:
        found.notes.append("文中有不止一个单独成行的日期，无法确定哪一个是成文日期，请填写")
        return None
    index = min(days)
    found.written_on = days[index]
    return index


def _signature_above(lines: Sequence[str], index: int) -> tuple[str, ...]:
    """The bodies named on the lines straight above a date."""
    names: list[str] = []
    at = index - 1
    while at >= 0 and len(names) < _JOINT_ISSUERS:
        if lines[at]:
            organs = _organs(lines[at])
            if not organs:
                break
            names[:0] = organs
        at -= 1
    return tuple(names)


# --- issuers -----------------------------------------------------------------------------------------


def _organs(line: str) -> tuple[str, ...]:
    """The bodies a line consists of: one, or several set apart by spaces; empty for anything else."""
    if "：" in line or ":" in line:
        return ()
    parts = line.split(" ") if not _letter_spaced(line) else [line]
    if all(_ORGAN.fullmatch(part) and not re.search(r"[、]", part) for part in parts):
        return tuple(parts)
    plain = _compact(line)
    return (plain,) if _ORGAN.fullmatch(plain) and "、" not in plain else ()


def _find_issuers(
    lines: Sequence[str], found: Recognised, title: tuple[int, ...], date_line: int | None
) -> None:
    by_title = _issuers_in_title(found.title) if title else ()
    by_signature = _signature_above(lines, date_line) if date_line is not None else ()
    by_signature = tuple(name for name in by_signature if name not in found.title or name in by_title)
    by_masthead = tuple(
        match[1] for match in (_MASTHEAD.fullmatch(_compact(line)) for line in lines[:_HEAD_LINES]) if match
    )
    answers = [names for names in (by_title, by_signature, by_masthead) if names]
    if not answers:
        found.notes.append("没有认出发文机关，请填写")
        return
    found.issuers = answers[0]
    if any(set(names) != set(answers[0]) for names in answers[1:]):
        shown = "；".join("、".join(names) for names in answers)
        found.notes.append(f"标题、署名或版头写的发文机关不一致（{shown}），请核对")


def _issuers_in_title(title: str) -> tuple[str, ...]:
    head, about, _ = title.partition("关于")
    if not about or not head:
        return ()
    return _organs(re.split(r"转发|批转|印发", head)[0].strip())


# --- openness ----------------------------------------------------------------------------------------


def _find_openness(lines: Sequence[str], found: Recognised) -> None:
    """The marker (此件…公开…); a range of distribution is not a decision on openness."""
    marks = list(dict.fromkeys(match[1] for line in lines if (match := _MARKER.fullmatch(_compact(line)))))
    openness = [mark for mark in marks if _OPENNESS.fullmatch(mark)]
    if len(openness) == 1:
        found.openness_marker = openness[0]
    elif openness:
        found.notes.append(f"有不止一个公开属性标注（{'、'.join(openness)}），请核对")
    else:
        found.notes.append("没有公开属性标注，请选择公开属性")
    found.notes.extend(
        f"“{mark}”是发送范围，不是公开属性；公开前须确认公开属性" for mark in marks if mark not in openness
    )
