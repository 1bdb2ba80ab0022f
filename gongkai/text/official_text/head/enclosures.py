"""To whom a document is addressed, and the attachments it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text.official_text.brackets import parted
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import organs_of

_SALUTATION = re.compile(r"(.{2,1000}?)\s*[：:]$")
ADDRESSED = re.compile(
    r"各|政府|委|局|厅|办|部|院|公司|单位|企业|中心|学校|街道|社区|同志|代表|委员|机构|站|所|会|镇|乡|村|处|你|大学|学院|[中小]学|园|馆|集团|银行"
)
_NOT_ADDRESSED = re.compile(
    r"如下|签发人|附件|联系|电话|地址|邮箱|一、|[（(]一[）)]|第.{1,3}条|包括|[12][0-9]{3}年"
    r"|(?:通知|意见|要求|名单|时间|内容|方式|成员|组长|标准|为|序号|名称)$"
)
_ATTACHMENTS = re.compile(
    r"附(?:\s{0,3}件)?\s?(?P<number>[0-9０-９一二三四五六七八九十]{0,2})\s?[：:]\s*(?P<rest>.*)"
)
_NUMBERED = re.compile(
    r"(?<![0-9.．])(?P<number>[0-9０-９]{1,2})\s?(?:[.．、]|[，,](?=[\u3400-\u9fff]))\s*(?:(?![0-9])|(?=[12][0-9]{3}\s?年))"
)
_FILE_ENDING = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|zip|rar|ofd|et)$", re.IGNORECASE)
_END_OF_LIST = re.compile(
    r"附件|[（(]|.*[0-9〇一二三四五六七八九十]日|抄送|联系|特此|公开属性|公开方式|信息公开|此件|【|第[一二三四五六七八九十]+[条章]|[一二三四五六七八九十]+、"
)
_LIST_OF_BODIES = re.compile(
    r"(?:各|省|市|县|区)[^，,、]*[，,、]|[\u3400-\u9fff]{2,12}(?:自治[州县旗]|[省市县区州])[，,]各"
)
_LONGEST_NAME = 100
_BLANK_BETWEEN = 2
"""Lines of a PDF file have a blank one between them."""


@dataclass(frozen=True, slots=True)
class Named:
    """Names with the line (among the prepared ones) where they begin."""

    names: tuple[str, ...]
    lines: tuple[int, ...]


NOBODY = Named((), ())


def read_addressees(lines: Sequence[Line], start: int, end: int) -> Named:
    """主送机关: the line that ends with a colon below the title; kinds of bodies are set apart by commas."""
    for at in range(start, min(end, start + 12, len(lines))):
        text = lines[at].text
        match = _SALUTATION.fullmatch(text)
        if (
            match
            and "。" not in text
            and ADDRESSED.search(match[1])
            and not _NOT_ADDRESSED.search(match[1][-6:])
        ):
            text = _broken_before(lines, start, at) + match[1]
            return Named(tuple(part.strip() for part in parted(text, "，,；;")), (at,))
        if "。" in text or re.match(r"一、|第一[章条]", text):
            break
    return NOBODY


def _broken_before(lines: Sequence[Line], start: int, at: int) -> str:
    """What stands of the addressees on the line above, where that line breaks off within their list."""
    above = lines[at - 1] if at > start else None
    if above is None or not above.whole or lines[at].source - above.source > _BLANK_BETWEEN:
        return ""
    listed = _LIST_OF_BODIES.match(above.text)
    return above.text if listed and not re.search(r"[。；：:》]", above.text) else ""


def read_attachments(lines: Sequence[Line], start: int = 0) -> Named:
    """The names listed after 附件： in the text, before the signature."""
    for at in range(start, len(lines)):
        match = _ATTACHMENTS.fullmatch(lines[at].text)
        if match and "。" not in match["rest"][:-1]:
            names, used = _listed(lines, at, match["rest"])
            if names:
                return Named(tuple(names), tuple(used))
    return NOBODY


def _listed(lines: Sequence[Line], at: int, rest: str) -> tuple[list[str], list[int]]:
    names = _split(rest) if rest else []
    used = [at]
    numbered = bool(_NUMBERED.match(rest)) or not rest
    for below in range(at + 1, min(len(lines), at + 60)):
        text = lines[below].text.lstrip("-• [")
        if _END_OF_LIST.match(text) or organs_of(text) or "。" in text[:-1]:
            break
        whole = bool(names) and bool(_FILE_ENDING.search(names[-1].strip()))
        further = _ATTACHMENTS.fullmatch(text)
        number = _NUMBERED.match(text)
        if number and numbered and not further:
            names.extend(_split(text))
        elif names and not whole and _continues(lines, below, names[-1]):
            names[-1] += text
        else:
            break
        used.append(below)
    return [_tidy(name) for name in names if _tidy(name)], used


def _split(text: str) -> list[str]:
    """One name, or several that are numbered on one line."""
    starts = list(_NUMBERED.finditer(text))
    if not starts or starts[0].start() > 0:
        return [text]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [text[match.end() : end] for match, end in zip(starts, ends, strict=True)]


def _continues(lines: Sequence[Line], below: int, name: str) -> bool:
    """Whether a line goes on with the name above it, without a blank line between."""
    close = lines[below].source - lines[below - 1].source <= 1
    long = len(name) + len(lines[below].text) <= _LONGEST_NAME
    return close and long and not name.endswith(("。", "）", "》")) and not _NUMBERED.match(lines[below].text)


def _tidy(name: str) -> str:
    plain = re.sub(r"\]\(.*|[（(](?:略|另附|附后|另发)[）)]$", "", name).strip(" 。；;[]")
    return _FILE_ENDING.sub("", plain)
