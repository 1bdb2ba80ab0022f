"""The title of a document among its first lines, on the page round it, or in the name of its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text import document_number
from gongkai.text.official_text import telegrams
from gongkai.text.official_text.lines import Line
from gongkai.text.official_text.organs import ORGAN, compact, is_organ, letter_spaced, organs_of, shortens
from gongkai.text.official_text.page_fields import PageField, PageFields

_KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|规则|规范|制度|条例|章程"
    "|要点|计划|规划|预案|指南|目录|清单|标准|公示|说明|解读|安排|措施|声明|简报|总结|答复|名单|一览表|纲要|简章|倡议书|责任书"
    "|决定书|通知书|意见书|公约|规程|导则|手册|政策|启事|公开信|白皮书|法|预算|决算|名录|台账|分工|意见稿|批示|补充规定|解释|任务分解|责任分解"
    "|(?:分工|分解|任务|计划|汇总|统计|明细|安排)表"
)
_TITLE_END = re.compile(
    rf"(?:{_KINDS})(?:[（(](?:试行|暂行|修订|修订版|公开版|公开稿|摘要|节选|草案|送审稿|征求意见稿|[0-9]{{4}}年?.{{0,8}}|第.{{1,4}}[批号期]|[0-9]{{1,2}}月[0-9]{{1,2}}日)[）)]){{0,2}}$"
)
_CONTENTS = re.compile(rf"(?:(?:{_KINDS}|正文|全文|附件|目录)[，,、;；|/ ]*){{1,6}}")
"""Kinds of papers and nothing else: the parts of a page (通知，意见), no beginning of a title."""

_TITLE_WORDS = re.compile(r"关于.+的(?:通知|意见|决定|公告|通告|通报|报告|请示|批复|函|议案|实施意见)$")
_PASSED_ON = re.compile(r"[^《》]{4,60}(?:印发|转发|批转|公布|发布)《[^《》]{4,100}》")
_YEARLY = re.compile(
    r"[^。，；：]{0,30}20[0-9]{2}年[^。，；：]{2,40}(?:工作任务|重点任务|目标任务|工作情况|进展情况|推进情况|完成情况)(?:[（(][^（）()]{2,16}[）)])?"
)
"""A list or a report that names its year and no kind of document: 2026年重点工作任务."""

_TITLE_LENGTH, _TITLE_LINES = 120, 6
_SHORTEST, _PLACE_LENGTH, _MENU_WORD = 6, 3, 4
_NEAR_TITLE, _BLANK_BELOW_BODY = 16, 3
_PROMULGATION = 400
"""An order says within so many characters what it promulgates."""

_PROVINCE = re.compile(r"[\u3400-\u9fff]{2,10}[省区市州盟]")
"""What mastheads set before the name of a city, and titles do not."""

HEAD_LINES = 40
"""The title, the number and the heading stand within so many lines of the top."""

MASTHEAD = re.compile(
    r"([\u3400-\u9fff]{2,120}(?:人民政府|政府|办公厅|办公室|委员会|管委会|局|厅|部|院|委|署|中心|处|办事处|公司))文件"
)
_ADDRESSEES = re.compile(
    r"(?!附件|相关附件|原文|下载|分享|打印|字[号体]|搜索|(?:信息)?来源|作者|浏览|点击).{2,400}[：:]$"
)
_DATE = re.compile(
    r"[（(]?[0-9〇○零oO一二三四五六七八九十]{4}年[0-9一二三四五六七八九十元]{1,3}月.{1,4}日[）)]?"
)
ORDER = re.compile(r"[\u3400-\u9fff]{2,30}(?:政府|院|部|委|委员会|局|署|总局)令")
"""The head of an order; what it promulgates has the title."""

LIKE_NUMBER = re.compile(r"[〔\[【][12][0-9]{3}[〕\]】]\s*(?:第|的)?[0-9]{1,5}号$")
"""A number that is none of the standard form (鲁密办(局)函〔2021〕5号) is no part of a title either."""

_MARKER = re.compile(r"[（(]\s*此件[^（）()]{2,20}\s*[）)]")
_NOISE = re.compile(
    r"^[•·*]|^(?:发布机构|发布时间|发布日期|来源|浏览次数|索引号|欢迎|当前位置|您的位置|首页|字体|打印|分享|返回|登录|注册|无障碍"
    r"|长者|繁|简体|关闭|收藏|扫一扫|政策全文|正文|全文$|视力保护|新华社|时间[:：]|索 引|今天是|下载|大 中 小"
    r"|附件\s?[0-9一二三四五六七八九十]{0,2}$|基本信息$|相关|政策解读$|购物车|举报|提交|搜索|[0-9]{1,4}$)|>>|>\s|[-－]>|[＞»›]|[，,].*(?:制定本|决定，|特制[定订])"
)
_COMMENTARY = re.compile(r"(?:解读|图解|一图读懂|新闻发布会|答记者问|政策问答)$")
_NAME = r"《((?:[^《》]|《[^《》]{1,80}》){4,160})》"
_PRINTED = re.compile(rf"{_NAME}.{{0,60}}?(?:印发|已经.{{0,40}}(?:同意|通过))")
_PRINTED_AFTER = re.compile(rf"(?:印发|将|转发|公布|发布)[^《》。]{{0,20}}{_NAME}")
_FILE_NAME = re.compile(r"(?:^-?\s*\[?)([^\[\]/\\]{6,150}?)\s*(?:\(\d\))?\.(?:docx?|pdf|wps|ofd|zip|xlsx?)\b")
_QUOTED_TITLE = re.compile(r"《(?P<title>[^《》]+)》")
_COLUMN_BEFORE = re.compile(
    r"^(?:[\u3400-\u9fff]{2,8}[丨｜|︱│]|[（(\[【]转载[）)\]】]|【[\u3400-\u9fff]{2,6}】)\s*"
)
"""What the page sets before a title: its column (政务服务丨…, 【关注】…), a word that it is a reprint."""

_SPACED_KIND = re.compile(r"(?<=的) ?[\u3400-\u9fff](?: [\u3400-\u9fff]){1,3}$")
"""Only the kind of document is letter-spaced: …的 批 复."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the lines (indices among the prepared ones) it stands on. `own` are those to take off."""

    text: str
    lines: tuple[int, ...]
    own: tuple[int, ...] = ()


def ends_heading(line: str) -> bool:
    """A salutation or running text: no title comes after it."""
    line = line.rstrip("| ")
    return (bool(_ADDRESSEES.fullmatch(line)) and "，" not in line[:2]) or "。" in line


def head_start(lines: Sequence[Line]) -> int:
    """Where the document begins: at its masthead (…文件), where a page has sentences of its own above it."""
    for at, line in enumerate(lines[:HEAD_LINES]):
        numbered = any(document_number.parse(below.text) for below in lines[at + 1 : at + 4])
        if MASTHEAD.fullmatch(compact(line.text)) and numbered:
            return at if any("。" in above.text for above in lines[:at]) else 0
    return 0


def heading_title(lines: Sequence[Line], fields: PageFields) -> Title | None:
    """The title that stands as a heading above the text, over one or several lines."""
    for first in range(head_start(lines), min(len(lines), HEAD_LINES + fields.end)):
        if first in fields.lines:
            continue
        if ends_heading(lines[first].text):
            return None
        run = _run(lines, first, fields)
        if run and not _comments_on_document(lines, run):
            run = (
                _below_masthead(lines, run, fields)
                or _notice_below(lines, run, fields)
                or _in_full_below(lines, run, fields)
                or run
            )
            text = without_number(joined([_bare(lines[at]) for at in run]))
            return Title(text, run, run)
    return None


def page_title(lines: Sequence[Line], fields: PageFields) -> Title | None:
    """The title that the page names: its label 标题, or its first heading of Markdown."""
    value = fields.get(PageField.TITLE)
    if value and _complete(without_number(value.text)) and not _COMMENTARY.search(value.text):
        return Title(without_number(value.text), (value.line,))
    for at, line in enumerate(lines[:HEAD_LINES]):
        if line.heading and _complete(line.text) and not _COMMENTARY.search(line.text):
            return Title(without_number(line.text), (at,), (at,))
    return None


def file_title(lines: Sequence[Line]) -> Title | None:
    """The title in the name of the original file, which pages without a title offer below the text."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 10), -1):
        name = _FILE_NAME.search(lines[at].text)
        if not name:
            continue
        text = without_number(name[1])
        if _TITLE_WORDS.search(text) and (text.startswith("关于") or organs_of(text.partition("关于")[0])):
            return Title(text, (at,))
    return None


def fuller_title(lines: Sequence[Line], title: str) -> Title | None:
    """The title with its issuers before it, where the page gives it without them."""
    wanted = _letters(title)
    for at in range(min(len(lines), HEAD_LINES)):
        for count in (1, 2, 3):
            parts = [line.text for line in lines[at : at + count]]
            text = joined(parts)
            plain = _letters(text)
            named = (
                plain.endswith(wanted) and len(plain) > len(wanted) and organs_of(text.partition("关于")[0])
            )
            if named and "。" not in text:
                return Title(text, tuple(range(at, at + count)))
    return None


def enclosed_title(lines: Sequence[Line]) -> Title | None:
    """The name of the document that a notice passes on, where it stands as a heading of its own."""
    text = "".join(line.text for line in lines[: 2 * HEAD_LINES])
    for pattern in (_PRINTED, _PRINTED_AFTER):
        match = pattern.search(text)
        if match is None:
            continue
        wanted = _letters(match[1])
        for at in range(len(lines)):
            for count in (1, 2, 3):
                parts = [line.text for line in lines[at : at + count]]
                if any("。" in part or "《" in part[:1] for part in parts):
                    break
                plain = _letters("".join(parts))
                if (
                    plain.endswith(wanted)
                    and not _DATE.match(plain)
                    and len(plain) <= len(wanted) + (30 if count == 1 else 0)
                ):
                    return Title(compact("".join(parts)), tuple(range(at, at + count)))
    return None


def without_number(title: str) -> str:
    """A title without the number that pages set before or after it."""
    text = _COLUMN_BEFORE.sub("", title.strip())
    number = r"[\u3400-\u9fff]{2,14}[〔\[﹝【][12][0-9]{3}[〕\]﹞】]\s*第?[0-9]{1,5}号"
    text = re.sub(rf"[（(]{number}[）)]$|\s+[12][0-9]{{3}}-[0-9]{{1,2}}-[0-9]{{1,2}}$", "", text)
    text = re.sub(rf"^[（(]?{number}[）)]?\s*", "", text).strip()
    quoted = _QUOTED_TITLE.fullmatch(text)
    return quoted["title"] if quoted else text


_SERIAL = re.compile(r"^[^，。；：]{0,20}(?:[〔\[【][^〕\]】]{4}[〕\]】]|第)\s*第?[0-9]{1,5}\s*[号期]$")
_PROMULGATED = re.compile(r"(?:现|特此)?(?:予以?)?(?:公布|发布)")


def promulgated_title(lines: Sequence[Line]) -> Title | None:
    """The name of what an order promulgates: it is the document, the order only brings it into force."""
    text = "".join(line.text for line in lines[:HEAD_LINES])[:_PROMULGATION]
    if re.search(r"印发|转发", text[: text.find("》") + 60]) or not _PROMULGATED.search(text):
        return None
    return enclosed_title(lines) if re.search(r"施行|实施|执行", text) else None


def number_in_title(text: str) -> str:
    """The number that stands before or after a title on one line."""
    for candidate in (
        re.match(r"[（(]?([^（）()《》\s]{3,30}?号)", text),
        re.search(r"[（(]([^（）()]+号)[）)]$", text),
    ):
        number = document_number.parse(candidate[1]) if candidate and "关于" not in candidate[1] else None
        if number is not None and candidate is not None and len(candidate[0]) < len(text):
            return str(number)
    return ""


def joined(parts: Sequence[str]) -> str:
    """Issuers of a joint document on lines of their own stay apart by a space; broken titles do not."""
    text = ""
    for written in parts:
        part = _SPACED_KIND.sub(lambda kind: kind[0].replace(" ", ""), written)
        plain = part if " " in part and not letter_spaced(part) else compact(part)
        last = text.rsplit(" ", maxsplit=1)[-1]
        both_organs = ORGAN.fullmatch(last) and ORGAN.fullmatch(plain)
        text = f"{text} {plain}" if both_organs else text + plain
    return text


def _run(lines: Sequence[Line], first: int, fields: PageFields) -> tuple[int, ...]:
    """The first lines from `first` on that make a title together."""
    run: list[int] = []
    for at in range(first, min(first + _TITLE_LINES, len(lines))):
        line = _bare(lines[at])
        if at in fields.lines or _apart(lines, run, at) or (not run and re.match(r"[和与及的、]", line)):
            return ()
        if not run and (_repeated(lines, at) or not _letters(line) or _CONTENTS.fullmatch(line)):
            return ()
        if not _may_be_part(line) or MASTHEAD.fullmatch(compact(line)):
            return ()
        run.append(at)
        menu = sum(len(lines[part].text) <= _MENU_WORD for part in run) > 2  # noqa: PLR2004 — titles break off once or twice
        text = without_number(joined([_bare(lines[part]) for part in run]))
        if menu or len(text) > _TITLE_LENGTH:
            return ()
        if _complete(text) and not _goes_on(lines, at):
            return tuple(run) if not _stray_first(lines, run) else ()
    return ()


def _apart(lines: Sequence[Line], run: Sequence[int], at: int) -> bool:
    """Whether more than a blank line stands between a line and those above it.

    A body alone in full and the 关于 of its title belong together over several.
    """
    blank = lines[at].source - lines[run[-1]].source - 1 if run else 0
    begun = all(is_organ(compact(lines[part].text)) for part in run)
    return blank > (_BLANK_BELOW_BODY if begun and lines[at].text.startswith("关于") else 1)


def _bare(line: Line) -> str:
    """A line without the pipes that the frame of a page leaves at its end."""
    return line.text.rstrip("| ")


def _repeated(lines: Sequence[Line], at: int) -> bool:
    """Whether a line names the body that the next one begins with: a masthead above the title."""
    following = compact(lines[at + 1].text) if at + 1 < len(lines) else ""
    name = compact(lines[at].text)
    if not organs_of(name) or following == name:
        return False
    own, about, _ = following.partition("关于")
    province = name.removesuffix(own) if about and own and name.endswith(own) else ""
    return following.startswith(name) or bool(_PROVINCE.fullmatch(province))


def _below_masthead(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """The title below the number, where the first is the masthead of a series: …会议纪要 / 〔2025〕12号."""
    if _IN_TITLES.search("".join(lines[at].text for at in run)):
        return ()
    numbered = [
        at for at in range(run[-1] + 1, run[-1] + 3) if at < len(lines) and _SERIAL.search(lines[at].text)
    ]
    for first in range(numbered[0] + 1, min(numbered[0] + 4, len(lines))) if numbered else ():
        if ends_heading(lines[first].text):
            break
        if below := _run(lines, first, fields):
            return below
    return ()


def _notice_below(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """The notice that issues what the page's title names: 细则 above, 关于印发…细则的通知 below.

    One straight below a number is the document itself, though it issues more than the page names (…等方案).
    """
    name = _letters(joined([lines[at].text for at in run]))
    if _IN_TITLES.search(name):
        return ()
    for first in range(run[-1] + 1, min(run[-1] + _NEAR_TITLE, len(lines))):
        if first not in fields.lines and ends_heading(lines[first].text):
            break
        below = _run(lines, first, fields)
        title = _letters(joined([lines[at].text for at in below]))
        numbered = first > run[-1] + 1 and document_number.parse(lines[first - 1].text)
        if (name in title or numbered) and re.search("印发|公布|发布", title) and title.endswith("通知"):
            return below
    return ()


def _in_full_below(lines: Sequence[Line], run: Sequence[int], fields: PageFields) -> tuple[int, ...]:
    """The document's own title where the page's above it shortens who issues: 县政府 for 县人民政府."""
    short, _, subject = joined([lines[at].text for at in run]).partition("关于")
    if not short or not subject:
        return ()
    for first in range(run[-1] + 1, min(run[-1] + _NEAR_TITLE, len(lines))):
        if first in fields.lines:
            continue
        if ends_heading(lines[first].text):
            break
        below = _run(lines, first, fields)
        full, _, same = joined([lines[at].text for at in below]).partition("关于")
        if below and _letters(same) == _letters(subject) and shortens(short, full):
            return below
    return ()


def _complete(text: str) -> bool:
    ended = _TITLE_END.search(text) or _PASSED_ON.fullmatch(text) or _YEARLY.fullmatch(text)
    enough = len(text) >= _SHORTEST or text in {"政府工作报告"}
    return bool(ended) and enough and not (text.count("《") > text.count("》") or text.endswith("关于"))


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the next line ends the sentence: …管理办法 / 的通知."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    return (
        following is not None
        and following.source - lines[at].source <= 2  # noqa: PLR2004 — as above
        and _may_be_part(following.text)
        and bool(re.match(r"(?:的|和|及|与|等|》|[（(]试行[）)]|[（(]暂行[）)])", compact(following.text)))
    )


def _stray_first(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether the first lines belong to the page and not to the title that the others make alone."""
    for count in range(1, len(run)):
        if lines[run[count]].source - lines[run[count - 1]].source == 1:
            continue
        above = "".join(lines[at].text for at in run[:count])
        rest = joined([lines[at].text for at in run[count:]])
        named = any(organs_of(lines[at].text) for at in run[:count])
        if _complete(rest) and not named and not _IN_TITLES.search(above):
            return True
    below = joined([lines[at].text for at in run[1:]])
    bodies = organs_of(lines[run[0]].text)
    if len(bodies) > 1 and _complete(below) and not _IN_TITLES.search(below):
        # bodies in a row above a list that is no 关于…的通知 and names its own place
        return any(below.startswith(body[:_PLACE_LENGTH]) for body in bodies)
    return False


_IN_TITLES = re.compile(r"关于|印发|转发|批转|公布|修改|废止")


def _may_be_part(line: str) -> bool:
    if len(line) > _TITLE_LENGTH * 2:
        return False
    plain = compact(line)
    return not (
        _NOISE.search(plain)
        or document_number.parse(plain)
        or _DATE.fullmatch(plain)
        or _MARKER.fullmatch(plain)
        or ORDER.fullmatch(plain)
        or telegrams.MASTHEAD.fullmatch(plain)
        or re.fullmatch(telegrams.MARKS, plain)
        or LIKE_NUMBER.search(plain)
        or re.search(r"[。；：:;!！?？|\t]", plain)
        or re.match(
            r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章条]|[0-9]+[.、]",
            plain,
        )
    )


def _comments_on_document(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether the page's title is that of a commentary while the text below is the document itself."""
    if not _COMMENTARY.search(lines[run[-1]].text):
        return False
    below = lines[run[-1] + 1 : run[-1] + 4]
    return any(document_number.parse(line.text) for line in below)


def _letters(text: str) -> str:
    return re.sub(r"[^\u3400-\u9fffA-Za-z0-9]", "", text)
