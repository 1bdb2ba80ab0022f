"""Text that lost its line breaks: where the paragraphs of a document must have begun.

Pages copied without their markup come as one line. Wide gaps are breaks. Where there are none, the parts
that every document has (number, addressees, numbered headings, signature with date, marker) tell the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from gongkai.text import numerals
from gongkai.text.official_text.layout.signers import signature_cuts
from gongkai.text.official_text.layout.telegrams import MARKS, parted_head
from gongkai.text.official_text.notation import BLANK_IN_DAY, DAY_IN_TEXT
from gongkai.text.official_text.organs import organs_of

_SHORTEST, _SHORTEST_HEAD = 160, 50
"""Shorter lines are never taken apart; those between may have number and addressees before their text."""

_GAP = re.compile(r"[^\S\n\u3000]*\u3000{2,}\s*|[^\S\n]{3,}")
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|wps|ofd|xlsx?|zip|rar)\)?\s*$", re.IGNORECASE)
_FRAMED_LABEL = re.compile(
    r"[•·●]?(【(?:制定机关|公布日期|发文字号|字号|施行日期|效力等级|时效性|主题分类)】)"
)
_LAW_PAGE = re.compile(r"(?<=[\u3400-\u9fff）)])(?:文章属性(?=\s{3})|正文(?=[\u3400-\u9fff]))")
"""Collections of laws set the labels in frames between the title and the text."""

_PAGE_NUMBER = re.compile(r"(?<=\s)[—–－] ?[0-9]{1,3} ?[—–－](?=\s)")
"""What a PDF file sets apart, and its page numbers in the midst of the text."""

_DAMAGED = re.compile(r"\?{4,}")
_CELLS = re.compile(r"\t|\|")
_STRAY_PIPE = re.compile(rf"(?P<day>{DAY_IN_TEXT})\s?\|\s*$")
"""The edge of the frame that a page set round all the text, behind its signature."""

_HEAD, _LONGEST_CODE = 400, 12
_KINDS = (
    "通知|意见|决定|通报|批复|函|公告|通告|报告|请示|办法|方案|规定|要点|规则|细则|措施|条例|规划|纲要|令"
)
_NUMBER = re.compile(
    r"(?<![（(《〈\[])([\u3400-\u9fff]{2,12}?(?:[（(][\u3400-\u9fff]{1,3}[）)][\u3400-\u9fff]{0,3})?)\s?[〔\[﹝【（(][12][0-9]{3}[〕\]﹞】）)]\s?第?[0-9]{1,5}\s?号(?![）)》、，和]|文件|精神|规定|要求)"
)
_DAY_AND_NUMBER = re.compile(
    rf"[（(]({DAY_IN_TEXT})\s*([\u3400-\u9fff]{{2,12}}[〔\[﹝【][12][0-9]{{3}}[〕\]﹞】]\s?第?[0-9]{{1,5}}\s?号)[）)]\s*"
)
"""How collections of laws give both below the title: (2026年5月4日云政〔2026〕38号)."""

_DAY_BEHIND_TITLE = re.compile(
    rf"(?P<title>[\u3400-\u9fff]{{3,40}}关于[^。；《》]{{4,100}}(?:{_KINDS}))\s*[（(]{{1,2}}(?P<day>{DAY_IN_TEXT})[）)]{{1,2}}"
)
"""云溪县人民政府关于…的通知 （1990年11月16日）"""

_CODE_AND_NUMBER = r"[\u3400-\u9fff]{2,12}[〔\[﹝【（(][12][0-9]{3}[〕\]﹞】）)]\s?第?[0-9]{1,5}\s?号"
_NUMBER_AND_ADDRESSEES = re.compile(
    rf"\s*(?P<number>{_CODE_AND_NUMBER})\s?(?P<to>(?:(?!关于)[^。；：:]){{2,160}}[：:])"
)
"""A number that lost the line break before the addressees: 云政办发〔2026〕3号各乡镇人民政府："""

_ANNOUNCEMENT = re.compile(
    r"\s*(?P<number>[\u3400-\u9fff]{2,40}[公通]告\s?[12][0-9]{3}年\s?第?\s?[0-9]{1,4}\s?号)"
    r"\s?[（(](?P<title>关于[^（）()]{4,100}的[公通]告)[）)]\s*"
)
"""A public notice with what it is about behind its number: 某总署公告2026年第24号（关于…的公告）."""

_QUOTED_TITLE = re.compile(
    rf"(?:(?P<day>{DAY_IN_TEXT}|[12][0-9]{{3}}([-.])[0-9]{{1,2}}\2[0-9]{{1,2}})\s?)?(?:(?P<before>{_CODE_AND_NUMBER})\s?)?"
    rf"《(?P<title>(?:[^《》]|《[^《》]{{1,80}}》){{6,120}}(?:{_KINDS}))》\s?(?P<behind>{_CODE_AND_NUMBER})?"
    r"\s?(?:[（(]全文[）)])?"
)
"""The title in quotation marks with the number before or behind it, as collections head a document."""

_MARK = re.compile(rf"(?P<above>(?:(?!关于)[\u3400-\u9fff]){{0,40}}?)(?P<mark>{MARKS})")
"""A mark of urgency or of circulation in a masthead: 云溪集团有限公司加急办函〔2026〕3号."""

_TITLE = re.compile(rf".*(?:{_KINDS})")
_TITLE_AND_BLANK = re.compile(rf".*(?:{_KINDS})(?=\s(?![的和及与])[\u3400-\u9fff]{{2,{_LONGEST_CODE}}}$)")
"""A title that a blank parts from the code behind it, which may name a kind itself (云知发保函字)."""

_SPACED_TITLE = re.compile(rf"[^。：:；]{{0,60}}关于[^。：:；]{{4,100}}?(?:{_KINDS})(?=\s+[^\s的])")
_MASTHEAD = re.compile(r"[\u3400-\u9fff]{2,120}文件")
_TITLE_BELOW = re.compile(
    rf"[^。：:；]{{0,120}}关于[^。：:；]{{4,120}}?(?:的(?:紧急|补充|预备)?(?:{_KINDS})(?![》”的])|纪要(?=[12][0-9]{{3}}年))"
)
_GLUED_TITLE = re.compile(
    rf"[^。：:；]{{0,60}}关于[^。：:；]{{4,160}}?的(?:紧急|补充|预备)?(?:{_KINDS})(?![》”的要精及和、，])"
)
_PLAN_AND_TEXT = re.compile(
    r"(?:附件\s?[0-9]?[：:]?)?(?P<title>[^。，：:；]{8,60}?(?:方案|计划|要点|办法|规划|预案|细则))(?=根据|按照|为[深贯进全切加做落]|因)"
)
"""The title of a plan that its first sentence follows without a gap."""

_FIRST_SENTENCE = re.compile(
    rf"(?P<title>[^。，,：:；《]{{0,40}}关于[^。，,：:；]{{4,80}}?(?:{_KINDS}))。(?=为|根据|按照|现|依据)"
)
"""A title that a full stop ends, as where a page lost all its breaks."""

_REST_OF_TITLE = re.compile(
    rf"(?P<rest>[^。，,：:；]{{4,60}}?的(?:紧急|补充)?(?:{_KINDS}))(?=各[^。；：:]{{2,160}}[:：]$)"
)
"""The second line of a title with those it addresses: 全面实施战略领导小组的通知各镇人民政府："""

_SERIES = re.compile(r"[\u3400-\u9fff]{4,40}(?:纪要|简报|通报)(?=[\u3400-\u9fff]{2,8}$)")
_TWICE = re.compile(
    r"(?:[\u3400-\u9fff]{2,10}[省区市州盟])??([\u3400-\u9fff]{3,20}(?:人民政府|办公厅|办公室|委员会|局|厅|部|中心))(?=\1)"
)
"""The masthead before a title that begins with the same body, the province before the city's name or not."""

_ORGAN_HEAD = re.compile(
    r"[\u3400-\u9fff]{3,30}(?:人民政府|办公厅|办公室|委员会|局|厅|部|中心|办事处|总队|支队|协会|联合会|署)"
)
_ANYTHING = re.compile(".+")
_LEAST_CODE, _LEAST_ORGAN = 2, 4
_BODY = re.compile(
    r"(?:单位|部门|政府|局|委|办|厅|公司|处|院|会|镇|街道|学校|企业|机构|中心|所|站|室|办事处)[）)]?$"
)
_LABEL = re.compile(
    r"(?:责任|牵头|配合|主办|协办|联系|建设|施工|监理|设计|代理|采购|招标|主管|承办|实施|发布|申请|参加|参与|负责)(?:单位|部门|机构|处|企业)$"
    r"|[^\u3400-\u9fff]?[一二三四五六七八九十]、|如下"
)
_SALUTATION = re.compile(r"[^。；：:]{2,160}[:：](?=[^“\d]|[12][0-9]{3}年|$)")
_ADDRESSED = re.compile(
    r"各|[省市县区州乡镇]|沿|有关|相关|机关|驻|国务院|委|局|厅|处|政府|全|[\u3400-\u9fff]{2,8}[省市县区州]"
)
_ANY_DATE = re.compile(DAY_IN_TEXT)
_BODY_AT_END = re.compile(r"(?<=[。！])\s?[\u3400-\u9fff]{3,40}\s*$")
_SIGNED = re.compile(
    rf"。(?:[\u3400-\u9fff（）()]{{4,40}}|\s+){_ANY_DATE.pattern}\s*(?:[（(]\s?此件[^（）()]{{2,20}}[）)])?\s*$"
)
"""A short text on one line that ends with its signature, or with its day behind a blank."""

_OWN_BODY = re.compile(r"([\u3400-\u9fff]{6,40}?)关于")
"""The body that a title begins with signs the text, whatever an attachment glued to it says."""

_AFTER_DATE = re.compile(r"\s*(?:[（(]\s*(?:此件|联系人|本文)|附件|附：|$|\s)")
_NAMED = re.compile(r"《([^《》]{4,80})》")
_MARKER = re.compile(r"[（(]\s*此件[^（）()]{2,20}[）)]")
_ATTACHMENT = re.compile(
    r"附件\s?[：:](?=\s?1\s?[.．、，,])|(?<=[）)0-9A-Za-z*])附件\s?[：:]|(?:政府)?(?:信息)?公开(?:方式|属性|选项)[：:]|(?<=公开选项[：:]主动公开)|(?<=公开选项[：:]依申请公开)|(?<=[。”\s])附件\s?[：:]|(?<=[。\s])附\s?[：:]"
)
_SIGNATURE = re.compile(r"[\u3400-\u9fff（）()]{4,40}$")
_NUMBERED = re.compile(
    r"(?P<chinese>[一二三四五六七八九十]{1,3})、|[（(](?P<bracketed>[一二三四五六七八九十]{1,3})[）)]|"
    r"(?<![0-9.．])(?P<arabic>[0-9]{1,2})[.．、](?:(?![0-9])|(?=20[0-9]{2}年))"
)
_HEADING_AND_PART = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；：，,]{2,40}?"
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|(?<![0-9.．])[0-9]{1,2}[.．、](?![0-9]))"
)
"""A heading with its first part on one line: 二、有关要求1.覆盖全部任务。"""

_ANNOTATED = re.compile(r"(?:负责|配合|牵头|参与|落实|分工)[）)]。?$")
"""An annotation ends a paragraph, whichever number comes next."""

_CHAPTER = re.compile(r"第[一二三四五六七八九十百]{1,4}[章条](?=\s)")
_LONGEST_HEADING = 60
"""So near after a heading its first part may begin without a full stop between them."""

_BEFORE_HEADING = re.compile(r"[。：:；;！？…）)\s]$")


def take_apart(text: str, signers: Sequence[str] = ()) -> list[str]:
    """The paragraphs glued together in `text`; the text alone where it is an ordinary line.

    `signers` are the bodies that issue the document (`signers_of`), by whose names its signature is known.
    """
    if (head := parted_head(text)) != text:
        return [part for piece in _GAP.split(head) if piece.strip() for part in _paragraphs(piece, signers)]
    if len(text) >= _SHORTEST_HEAD and (mark := _MARK.match(text)):
        return [mark["above"], mark["mark"], *_paragraphs(text[mark.end() :], signers)]
    if len(text) <= _SHORTEST and (behind := _DAY_BEHIND_TITLE.fullmatch(text.strip())):
        return [behind["title"], f"（{behind['day']}）"]
    quoted = _QUOTED_TITLE.fullmatch(text.strip()) if len(text) <= _HEAD else None
    if quoted and (quoted["before"] or quoted["behind"]):
        number = quoted["before"] or quoted["behind"]
        return [quoted["title"], f"{number} {quoted['day']}" if quoted["day"] else number]
    above, end = _number_first(text)
    if above and end == len(text):
        return above
    return [*above, *_paragraphs(text[end:], signers)]


def _number_first(text: str) -> tuple[list[str], int]:
    """The number that a text begins with, with its day or title beside it, and where the rest begins."""
    if announcement := _ANNOUNCEMENT.fullmatch(text):
        return [announcement["number"], announcement["title"]], len(text)
    if beside := _DAY_AND_NUMBER.match(text):
        return [beside[1], beside[2]], beside.end()
    numbered = _NUMBER_AND_ADDRESSEES.match(text)
    if numbered and _ADDRESSED.match(numbered["to"]) and _addresses(numbered["to"]):
        return [numbered["number"]], numbered.start("to")
    return [], 0


def _paragraphs(text: str, signers: Sequence[str]) -> list[str]:
    text = _STRAY_PIPE.sub(r"\g<day>", text)
    if _FILE_NAME.search(text) or _CELLS.search(text):
        return [text]
    if len(text) < _SHORTEST_HEAD and not _HEADING_AND_PART.match(text) and not _TWICE.match(text):
        signed = signature_cuts(text, signers)
        return _cut(text, signed) if signed - {0, len(text)} else [text]
    if len(_FRAMED_LABEL.findall(text)) > 1:
        text = _FRAMED_LABEL.sub(lambda label: f"   {label[1].replace('【字号】', '【发文字号】')}", text)
        text = _LAW_PAGE.sub(lambda word: f"   {word[0]}   ", text)
    text = _DAMAGED.sub("   ", text)
    if len(text) >= _SHORTEST:
        text = _PAGE_NUMBER.sub("", BLANK_IN_DAY.sub("", text))
    pieces = _signed_apart([piece for piece in _GAP.split(text) if piece.strip()])
    glued = len(text) >= _SHORTEST or len(pieces) > 2  # noqa: PLR2004 — a gap or two may be for looks
    named = _NAMED.search(text)
    name = named[1] if named else ""
    return [part for piece in pieces for part in _parts(piece, name, signers, glued=glued)] or [text]


def _parts(text: str, name: str, signers: Sequence[str], *, glued: bool) -> list[str]:
    """The text cut where number, addressees, headings, signature and marker stand."""
    signed = signature_cuts(text, signers)
    cuts = {0, len(text), *_head_cuts(text), *signed}
    if twice := _TWICE.match(text):
        cuts.add(twice.end())
    if glued or signed or (len(cuts) > len({0, len(text)}) and _SIGNED.search(text)):
        cuts |= _end_cuts(text, name, signed)
    if glued or _HEADING_AND_PART.match(text):
        cuts |= _heading_cuts(text)
    return _cut(text, cuts)


def _signed_apart(pieces: Sequence[str]) -> list[str]:
    """A body behind the last sentence of a piece apart from it, where the next piece is its day."""
    parted: list[str] = []
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        name = _BODY_AT_END.search(piece) if _ANY_DATE.fullmatch(following.strip()) else None
        if name and organs_of(name[0].strip()):
            parted += [piece[: name.start()], name[0]]
        else:
            parted.append(piece)
    return parted


def _cut(text: str, at: set[int]) -> list[str]:
    """The pieces between the cuts, those with something on them."""
    ordered = sorted({0, len(text), *at})
    return [piece for start, end in pairwise(ordered) if (piece := text[start:end].strip())]


def _head_cuts(text: str) -> set[int]:
    """Between title, number and addressees."""
    if sentence := _FIRST_SENTENCE.match(text):
        return {sentence.end("title"), sentence.end()}
    head = re.split(r"[。；]", text[:_HEAD], maxsplit=1)[0]
    cuts: set[int] = set()
    number = _NUMBER.search(head)
    if number and _within_brackets(head[: number.start()]):
        number = None
    start = 0
    spaced = _SPACED_TITLE.match(head)
    if spaced and not number:
        cuts.add(spaced.end())
        start = spaced.end()
    if number:
        title = (
            _TITLE_AND_BLANK.match(head, 0, number.end(1))
            or _TITLE.match(head, 0, number.end(1) - 1)
            or _MASTHEAD.match(head, 0, number.end(1))
            or _issuer_above(head, number)
        )
        series = _SERIES.match(head, 0, number.end(1))
        title = series or title
        if title is None and number.start(1) > 0:
            return cuts
        at = title.end() if title else number.start(1)
        if number.end(1) - at > _LONGEST_CODE:
            return cuts
        cuts |= {at, number.end()}
        start = number.end()
        below = _TITLE_BELOW.match(head, start)
        if below:
            cuts.add(below.end())
            start = below.end()
    if not number and not spaced and (plan := _PLAN_AND_TEXT.match(head)):
        return {plan.start("title"), plan.end("title")}
    if not number and not spaced and (start := _glued_title(text[:_HEAD])):
        cuts.add(start)
        head = text[:_HEAD]
    if not cuts and (rest := _REST_OF_TITLE.match(text)):
        return {rest.end()}
    salutation = _SALUTATION.match(head, start)
    if salutation and (number or spaced or _addresses(salutation[0])):
        cuts.add(salutation.end())
    return cuts


def _issuer_above(head: str, number: re.Match[str]) -> re.Match[str] | None:
    """The bodies that stand before the code of a number; surest where the title below begins with them."""
    for end in range(number.end(1) - _LEAST_CODE, 0, -1):
        found = _ORGAN_HEAD.fullmatch(head, 0, end)
        if found and head.startswith(found[0], number.end()):
            return found
    if not head.startswith("关于", number.end()):
        return None
    for end in range(max(0, number.end(1) - _LONGEST_CODE), number.end(1) - _LEAST_CODE):
        if organs_of(head[:end]):
            return _ANYTHING.fullmatch(head, 0, end)
    return None


def _glued_title(head: str) -> int:
    """Where a title ends that addressees follow without a break; 0 for none."""
    for match in re.finditer(rf"的(?:紧急|补充|预备)?(?:{_KINDS})(?![》”的])", head):
        title = _GLUED_TITLE.fullmatch(head, 0, match.end())
        salutation = _SALUTATION.match(head, match.end())
        if title and _within_brackets(title[0]):
            continue
        if title and salutation and _ADDRESSED.match(salutation[0]) and _addresses(salutation[0]):
            return match.end()
    return 0


def _addresses(text: str) -> bool:
    """Whether the text before a colon is a body and no label (责任单位：)."""
    plain = text.strip("：: ")
    named = re.match(r"各", plain) or _BODY.search(plain)
    return bool(named) and not _LABEL.search(plain) and not re.search(r"[12][0-9]{3}年", plain)


def _within_brackets(before: str) -> bool:
    return any(
        before.count(opening) > before.count(closing)
        for opening, closing in ("（）", "()", "《》", "[]", "【】")
    )


def _end_cuts(text: str, name: str, signed: set[int]) -> set[int]:
    """Round the signature with its date, the marker and the list of attachments.

    `name` is that of a document passed on: where it follows a date, it begins there. What is `signed` by a
    known name is cut already.
    """
    cuts: set[int] = set()
    heading = _OWN_BODY.match(text)
    own = heading[1] if heading else ""
    for date in _ANY_DATE.finditer(text):
        before = text[: date.start()].rstrip()
        follows = _AFTER_DATE.match(text, date.end()) or (name and text.startswith(name, date.end()))
        known = date.start() in signed
        if known or (not follows and not (own and before.endswith(own) and len(before) > _HEAD)):
            continue
        cuts.add(date.end())
        if before.endswith("。"):
            cuts.add(date.start())
        elif name := _signature(before, text):
            cuts.add(len(before) - len(name))
            cuts.add(date.start())
        elif text[date.start() - 1 : date.start()].isspace():
            cuts.add(date.start())
    for marker in _MARKER.finditer(text):
        if text[marker.start() - 1 : marker.start()] not in {"“", "‘", "《"}:
            cuts |= {marker.start(), marker.end()}
    cuts.update(match.start() for match in _ATTACHMENT.finditer(text))
    return cuts


def _signature(before: str, text: str) -> str:
    """The name that stands before a date: what the text begins with, or all since the last full stop."""
    heading = re.match(r"([\u3400-\u9fff]{4,40}?)关于", text)
    for start in range(len(heading[1]) - _LEAST_ORGAN if heading else 0):
        # the masthead may stand before the bodies that the title begins with
        if heading and before.endswith(heading[1][start:]):
            return heading[1][start:]
    top = _ORGAN_HEAD.match(text)
    for end in range(top.end() if top else 0, _LEAST_ORGAN, -1):
        if before.endswith(text[:end]) and _ORGAN_HEAD.fullmatch(text, 0, end):
            return text[:end]
    name = _SIGNATURE.search(re.split(r"[。；：\s]", before[-60:])[-1])
    return name[0] if name else ""


def _heading_cuts(text: str) -> set[int]:
    """Before the numbers of headings, where each follows the one before and a sentence has ended."""
    cuts = {match.start() for match in _CHAPTER.finditer(text)}
    expected = {"chinese": 1, "bracketed": 1, "arabic": 1}
    above = -_LONGEST_HEADING
    for match in _NUMBERED.finditer(text):
        form = match.lastgroup or ""
        value = numerals.read(match[form])
        start = match.start()
        below = form != "chinese" and start - above < _LONGEST_HEADING
        ended = below or not start or bool(_BEFORE_HEADING.search(text[start - 1]))
        follows = (
            below or not start or value in {1, expected[form]} or bool(_ANNOTATED.search(text[:start][-6:]))
        )
        if value is None or not ended or not follows:
            continue
        cuts.add(match.start())
        expected[form] = value + 1
        if form != "arabic":
            above = start
    return cuts
