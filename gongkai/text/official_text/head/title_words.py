"""The words that titles are made of: what one ends with, what is no part of one, how its lines are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text import document_number
from gongkai.text.official_text.head.title_start import from_its_body
from gongkai.text.official_text.layout import telegrams
from gongkai.text.official_text.notation import INDEX
from gongkai.text.official_text.organs import ORGAN, compact, letter_spaced

_KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|规则|规范|制度|条例|章程"
    "|要点|计划|规划|预案|指南|目录|清单|标准|公示|说明|解读|安排|措施|声明|简报|总结|答复|名单|一览表|纲要|简章|倡议书|责任书"
    "|决定书|通知书|意见书|公约|规程|导则|手册|政策|启事|公开信|白皮书|法|预算|决算|名录|台账|分工|意见稿|批示|补充规定|解释|任务分解|责任分解|分解书"
    "|(?:分工|分解|任务|计划|汇总|统计|明细|安排)表"
)
_TITLE_END = re.compile(
    rf"(?:{_KINDS})(?:[（(](?:试行|暂行|修订|修订版|公开版|公开稿|摘要|节选|草案|送审稿|征求意见稿|[0-9]{{4}}年?.{{0,8}}|第.{{1,4}}[批号期]|[0-9]{{1,2}}月[0-9]{{1,2}}日)[）)]){{0,2}}$"
)
_CONTENTS = re.compile(
    rf"(?:(?:印发|公布|政策|方案|文件)?(?:{_KINDS}|正文|全文|原文|附件|目录)[，,、;；|/ ]*){{1,6}}"
)
"""Kinds of papers and nothing else: the parts of a page (通知，意见; 印发通知), no beginning of a title."""

_GAZETTE = re.compile(
    r"[\u3400-\u9fff]{2,30}公报[（(][^（）()]{0,10}第[0-9、，,\-—]{1,9}期[^（）()]{0,8}[）)]"
)
"""The issue that a document stands in: …人民政府公报（2019年第3期）."""

_PASSED_ON = re.compile(r"(?:[^《》]{4,60}|关于)(?:印发|转发|批转|公布|发布)《[^《》]{4,100}》")
_YEARLY = re.compile(
    r"[^。，；：]{0,30}20[0-9]{2}年[^。，；：]{2,40}(?:工作任务|重点任务|目标任务|工作情况|进展情况|推进情况|完成情况)(?:[（(][^（）()]{2,16}[）)])?"
)
"""A list or a report that names its year and no kind of document: 2026年重点工作任务."""

ANNOUNCES = re.compile(r"关于|印发|转发|批转|公布|修改|废止")
"""What the title of a document says and that of a page seldom does."""

_OF_A_NOTICE = re.compile(
    r"的(?:紧急|补充|预备)?(?:通知|通告|公告|通报|决定|意见|批复|答复|函|令|命令|公示)$|会议纪要$"
)
LONGEST_TITLE = 120
_SHORTEST = 6

MASTHEAD = re.compile(
    r"([\u3400-\u9fff]{2,120}(?:人民政府|政府|办公厅|办公室|委员会|管委会|局|厅|部|院|委|署|中心|处|办事处|公司))文件"
)
ORDER = re.compile(r"[\u3400-\u9fff]{2,30}(?:政府|院|部|委|委员会|局|署|总局)令")
"""The head of an order; what it promulgates has the title."""

LIKE_NUMBER = re.compile(r"[〔\[【][12][0-9]{3}[〕\]】]\s*(?:第|的)?[0-9]{1,5}号$")
"""A number that is none of the standard form (鲁密办(局)函〔2021〕5号) is no part of a title either."""

MARKER = re.compile(r"[（(]\s*此件[^（）()]{2,20}\s*[）)]")
DAY_LINE = re.compile(
    r"[（(]?[0-9〇○零oO一二三四五六七八九十]{4}年[0-9一二三四五六七八九十元]{1,3}月.{1,4}日[）)]?"
)
_VALUE = re.compile(
    r"[12][0-9]{3}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:[0-9:]{0,8})|[12][0-9]{3}年.{3,6}日?星期."
    rf"|{INDEX}"
)
"""A day in figures, an index: values of a page whose labels are elsewhere."""

_CONTENTS_ABOVE = re.compile(r"总?目录|目次")
"""What stands above a table of contents: 2026年3月 / 目录 is no title."""

_NOISE = re.compile(
    r"^[•·*]|^(?:发布机构|发布时间|发布日期|来源|浏览次数|索引号|欢迎|当前位置|您的位置|首页|字体|打印|分享|返回|登录|注册|无障碍"
    r"|长者|繁|简体|关闭|收藏|扫一扫|政策全文|正文|全文$|视力保护|新华社|时间[:：]|索 引|今天是|下载|大 中 小"
    r"|附件\s?[0-9一二三四五六七八九十]{0,2}$|基本信息$|相关|政策解读$|购物车|切换|举报|提交|搜索|[0-9]{1,4}$)|>>|>\s|[-－]>|[＞»›]|[，,].*(?:制定本|决定，|特制[定订])"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+(?:[章条编卷]|部分)|[0-9]+[.、]"
)
_COLUMN_BEFORE = re.compile(
    r"^(?:[\u3400-\u9fff]{2,8}[丨｜|︱│]|[（(\[【]转载[）)\]】]|【[^【】]{2,24}】)\s*"
)
"""What the page sets before a title: its column (政务服务丨…, 【关注】…), a word that it is a reprint."""

_IN_FORCE = r"(?:(?:现行|继续|全文|部分|已)(?:有效|失效|废止)|有效|失效|废止)"
_STATE = re.compile(rf"^(?:[（(【\[]{_IN_FORCE}[）)】\]]|现行有效)\s*|\s*[（(【\[]{_IN_FORCE}[）)】\]]$")
"""What the page sets before or behind a title: whether the document is still in force."""

_QUOTED_TITLE = re.compile(r"《(?P<title>[^《》]+)》")
_SPACED_KIND = re.compile(r"(?<=的) ?[\u3400-\u9fff](?: [\u3400-\u9fff]){1,3}$")
"""Only the kind of document is letter-spaced: …的 批 复."""

_CODED = r"[\u3400-\u9fff]{2,14}[〔\[﹝【（(][12][0-9]{3}[〕\]﹞】）)]\s*第?[0-9]{1,5}\s*号"
_BEHIND = re.compile(
    rf"[（(\[【]{_CODED}[）)\]】]$|(?:\s|[（(\[【])[12][0-9]{{3}}-[0-9]{{1,2}}-[0-9]{{1,2}}[）)\]】]?$"
)
_SITE_BEHIND = re.compile(
    rf"(.{{6,120}}(?:{_KINDS})[）)]?)(?:_| ?[-–—]{{1,2}} ?)[^_。；]{{2,20}}(?:_[^。；]{{2,20}})?"
)
"""A title as the browser shows it: …的通知_政策文件_云溪县人民政府, …的通知 - 云溪政务网."""

_SITE_BEFORE = re.compile(
    r"^[\u3400-\u9fff]{2,24}(?:网站?|门户|平台)\s?[-–—_|｜·]{1,2}\s?(?=[\u3400-\u9fff《]{4})"
)
"""The name of the site before it: 云溪县政府门户网站-云溪县水利局关于…的通知."""

_HEADLINE = re.compile(
    r"[^关《》]{2,30}(?:发布|发出|印发|下发|出台)(?:重要|紧急)?(?:通知|通告|公告|通报|意见|决定|命令|禁令)"
)
"""What a newspaper says above the document itself: 云溪县发布紧急通知."""

_BEFORE = re.compile(rf"^[（(\[【]?{_CODED}[）)\]】]?\s*")


def complete(text: str) -> bool:
    """Whether a text ends as titles end."""
    ended = _TITLE_END.search(text) or _PASSED_ON.fullmatch(text) or _YEARLY.fullmatch(text)
    enough = len(text) >= _SHORTEST or text in {"政府工作报告"}
    return bool(ended) and enough and not (text.count("《") > text.count("》") or text.endswith("关于"))


def names_a_notice(text: str) -> bool:
    """Whether a title says what it is about and ends with the kind of notice: …关于…的通知."""
    return bool(ANNOUNCES.search(text) and _OF_A_NOTICE.search(text))


def is_headline(text: str) -> bool:
    """Whether a title tells that a document came out, without a word what it is about."""
    return bool(_HEADLINE.fullmatch(text))


def addresses_somebody(text: str) -> bool:
    """Whether a title is that of a notice or a letter, not that of a rule or a list."""
    return bool(ANNOUNCES.search(text) or _OF_A_NOTICE.search(text))


def lacks_its_notice(text: str) -> bool:
    """Whether a title says what it is about and ends with the name of a paper (的通知 may stand below)."""
    return bool(ANNOUNCES.search(text)) and not _OF_A_NOTICE.search(text) and not _PASSED_ON.fullmatch(text)


def may_begin(line: str) -> bool:
    """Whether a title can begin with a line: it has words, and is no heading of a part of the page."""
    return (
        len(re.findall(r"[\u3400-\u9fff]", line)) > 1
        and not re.match(r"[和与及的、]", line)
        and not _CONTENTS.fullmatch(line)
        and not _GAZETTE.fullmatch(compact(line))
    )


def may_be_part(line: str) -> bool:
    """Whether a line can be one of those that a title stretches over."""
    if len(line) > LONGEST_TITLE * 2:
        return False
    plain = compact(line)
    return not (
        _NOISE.search(plain)
        or _CONTENTS_ABOVE.fullmatch(plain)
        or plain.count(">") > plain.count("<")
        or _VALUE.fullmatch(plain)
        or document_number.parse(plain)
        or DAY_LINE.fullmatch(plain)
        or MARKER.fullmatch(plain)
        or ORDER.fullmatch(plain)
        or telegrams.MASTHEAD.fullmatch(plain)
        or re.fullmatch(telegrams.MARKS, plain)
        or LIKE_NUMBER.search(plain)
        or re.search(r"[。；：:;!！?？|\t]", plain)
        or _NUMBERED.match(plain)
    )


def without_page(text: str) -> str:
    """A line without what the page sets round a title: 有效, the name of the site before or behind it."""
    text = _STATE.sub("", _SITE_BEFORE.sub("", text))
    shown = _SITE_BEHIND.fullmatch(text)
    return shown[1] if shown else text


def without_number(title: str) -> str:
    """A title without what pages set before or after it: its number, a day, a column, 有效."""
    text = without_page(_COLUMN_BEFORE.sub("", title.strip().lstrip("-•·●▪* ")))
    text = _BEFORE.sub("", _BEHIND.sub("", text)).strip()
    quoted = _QUOTED_TITLE.fullmatch(text)
    return quoted["title"] if quoted else from_its_body(text)


def number_in_title(text: str) -> str:
    """The number that stands before or after a title on one line."""
    for candidate in (
        re.match(r"[（(]?([^（）()《》\s]{3,30}?号)", text),
        re.search(r"[（(]([^（）()]+号)[）)]$", text),
    ):
        number = document_number.parse(candidate[1]) if candidate and "关于" not in candidate[1] else None
        if number is not None and candidate is not None and len(candidate[0]) < len(text):
            return document_number.as_printed(candidate[1])
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


def letters(text: str) -> str:
    """Characters and digits alone, for comparison."""
    return re.sub(r"[^\u3400-\u9fffA-Za-z0-9]", "", text)
