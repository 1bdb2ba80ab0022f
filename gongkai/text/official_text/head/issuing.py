"""Who issued a document: label, title, signature and masthead put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from gongkai.text.official_text.head.heading import HEAD_LINES
from gongkai.text.official_text.head.page_fields import PageField, PageFields
from gongkai.text.official_text.head.signature import Signature
from gongkai.text.official_text.head.title_start import from_its_province
from gongkai.text.official_text.head.title_words import LIKE_NUMBER, MASTHEAD, ORDER
from gongkai.text.official_text.head.titles import Title
from gongkai.text.official_text.layout import telegrams
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import compact, is_abbreviated, is_organ, organs_of, shortens

_BEFORE_SUBJECT = re.compile(r"(.{2,200}?)(?=关于|印发|转发|批转|公布|发布)")
_BEFORE_NOTICE = re.compile(
    r"(.{3,30}?(?:人民政府|管委会|委员会|局|厅))(?=[\u3400-\u9fff]{0,20}(?:公告|通告|公示|令)$)"
)
"""Public notices and orders name their body and no 关于: 云溪县人民政府征收土地预公告, …森林防火禁火令."""

_OF_MINUTES = re.compile(
    r"(?P<body>[\u3400-\u9fff（）]{3,40}?(?:人民政府|政府|办公厅|办公室|委员会|管委会|局|厅|部|院|委|署|中心|处|党组))"
    r"(?:党组|常务|专题|全体|工作|业务|协调|调度)?(?:主任|局长|厅长|行政)?(?:办公)?(?:会议?|专题)?纪要"
)
"""The masthead of a series of minutes: 云溪县水利局专题会议纪要."""

_AND_OTHERS = re.compile(r"(.+)等[0-9一二三四五六七八九十两]{1,3}(?:个)?(?:部门|单位|委|局|厅).*")

_CODE = re.compile(r"[\u3400-\u9fff]{2,12}(?=[〔\[])")
_KIND_OF_NUMBER = re.compile(r"[发函字规令批告]")
_OFFICE = re.compile(r"办公[室厅]")
_SHORT_OFFICE = re.compile(r"[府委]办$")
"""云溪县政府办 as the page calls it: no name in full, and often only who uploads."""

_PLACE_BEFORE = re.compile(r"(?:[省市县区州旗盟镇乡]|中共|街道|公司|总局|集团)$|^[\u3400-\u9fff]{1,8}$")
_DIVISIONS = re.compile(r"(?:[\u3400-\u9fff]{2,8}[省市区州盟县])+")
"""Where a body is, before a name that says it as well."""

_LEAST_CODE, _JOINT = 2, 12
_LINES_OF_BODIES, _BETWEEN_BODIES = 60, 2
"""A signature of thirty bodies, each with its own day below it."""

Answer = tuple[tuple[str, ...], int]
"""Names with the line they were read from."""


def issuers_of(
    lines: Sequence[Line], fields: PageFields, titles: Sequence[Title], signed: Signature, number: str = ""
) -> list[Answer]:
    """What each place says, the surest first; names that lack their place (市人社局) are no answer.

    `number` is that of the document: its code tells whether who publishes the page issued it as well.
    """
    label = fields.get(PageField.ISSUERS)
    by_label = [(organs_of(label.text), label.line)] if label and not _SHORT_OFFICE.search(label.text) else []
    by_title = issuers_in_titles(titles)
    signers = tuple(map(from_its_province, signed.bodies))
    by_signature: Answer = (signers, signed.body_line or 0)
    both = (
        [by_signature, by_title]
        if _signature_says_more(by_title[0], signed.bodies)
        else [by_title, by_signature]
    )
    below = list(_below_title(lines, titles))
    fuller = [answer for answer in below if by_title[0] and set(by_title[0]) < set(answer[0])]
    others = (
        *_mastheads(lines),
        *below,
        *_issuing_body(fields, by_title[0]),
        *_promulgator(fields),
        *_publisher(fields, number),
    )
    answers = [answer for answer in (*by_label, *fuller, *both, *others) if answer[0] and _named(answer[0])]
    alike = "".join(signed.bodies) == "".join(by_title[0]) or set(signed.bodies) == set(by_title[0])
    if not answers and len(signed.bodies) > 1 and alike:
        # several bodies that title and signature alike call 市人社局 are named so throughout
        return [by_signature]
    return answers


def issuers_in_titles(titles: Sequence[Title]) -> Answer:
    """The bodies that the first title naming any begins with."""
    for title in titles:
        match = _BEFORE_SUBJECT.match(title.text) or _BEFORE_NOTICE.match(title.text)
        names = organs_of(match[1].strip()) if match else ()
        if names and all(is_organ(name) for name in names):
            return names, title.lines[0]
    return (), 0


def lines_naming(lines: Sequence[Line], at: int, names: Sequence[str]) -> tuple[int, ...]:
    """The lines from `at` on that name bodies one below the other; `at` alone where not all are found.

    A name may be broken over two lines, and the day may stand below each.
    """
    left, found, above = set(names), [at], ""
    for below, line in enumerate(lines[at : at + _LINES_OF_BODIES], at):
        text = line.text.replace(" ", "")
        alone = {name for name in left if name in text}
        broken = {name for name in left - alone if name in above + text}
        found += [below - 1] * bool(broken) + [below] * bool(alone or broken)
        left -= alone | broken
        if not left:
            return tuple(dict.fromkeys(found))
        if below - found[-1] > _BETWEEN_BODIES:
            break
        above = text
    return (at,)


def agree(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two answers mean the same bodies: the same names, or short and full ones."""
    same = set(names) == set(others) or "".join(names) == "".join(others)
    return same or any(shortens(short, full) for short in others for full in names)


def _named(names: Sequence[str]) -> bool:
    """Whether names tell the bodies: in full, or short (市水利局) behind one that has their place."""
    return not is_abbreviated(names[0]) and all(
        not is_abbreviated(name) or name[0] in names[0] for name in names
    )


def _mastheads(lines: Sequence[Line]) -> Iterator[Answer]:
    for at, line in enumerate(lines[:HEAD_LINES]):
        plain = compact(line.text)
        if plain == "文件" and at:
            yield _with_neighbours(lines, at, ())
        elif match := MASTHEAD.fullmatch(plain):
            yield _with_neighbours(lines, at, organs_of(match[1]) or (match[1],))
        elif ORDER.fullmatch(plain):
            yield (plain.removesuffix("令"),), at
        elif match := telegrams.MASTHEAD.fullmatch(plain) or _OF_MINUTES.fullmatch(plain):
            yield organs_of(match[1] or ""), at
        elif at + 1 < len(lines) and LIKE_NUMBER.search(compact(lines[at + 1].text)):
            yield _above_number(lines, at)


def _above_number(lines: Sequence[Line], at: int) -> Answer:
    """The body straight above a number, and the others of the masthead that it is the last of."""
    names, first = organs_of(lines[at].text), at
    joint: tuple[str, ...] = ()
    while names and first and (bodies := _of_masthead(lines[first - 1])):
        joint = (*bodies, *joint)
        first -= 1
    return tuple(dict.fromkeys((*joint, *names))), first


def _of_masthead(line: Line) -> tuple[str, ...]:
    """The bodies of a line within a masthead, beside which 文件 may stand."""
    return organs_of(compact(line.text).removesuffix("文件")) or organs_of(line.text)


def _with_neighbours(lines: Sequence[Line], at: int, names: tuple[str, ...]) -> Answer:
    """All the bodies of a joint masthead: on the lines straight above 文件, and below it down to the number.

    A government above the name of its office or bureau is the page's.
    """
    first, above = at, names
    while first and (bodies := organs_of(lines[first - 1].text)):
        if above and bodies[-1].endswith("政府") and not above[0].endswith("政府"):
            break
        above = (*bodies, *above)
        first -= 1
    below: tuple[str, ...] = ()
    for line in lines[at + 1 : at + 1 + _JOINT]:
        if LIKE_NUMBER.search(compact(line.text)):
            return tuple(dict.fromkeys((*above, *below))), first
        if not (bodies := organs_of(line.text)):
            break
        below += bodies
    return tuple(dict.fromkeys(above)), first


def _below_title(lines: Sequence[Line], titles: Sequence[Title]) -> Iterator[Answer]:
    """Bodies alone on the lines straight below the title, wherever the page repeats it."""
    known = {title.text for title in titles if title.own}
    for at in range(1, min(len(lines), HEAD_LINES)):
        if lines[at - 1].text in known:
            named = takewhile(bool, (organs_of(line.text) for line in lines[at:]))
            if names := tuple(dict.fromkeys(name for bodies in named for name in bodies)):
                yield names, at


def _issuing_body(fields: PageFields, title: Sequence[str]) -> Iterator[Answer]:
    """发文机构 of the page where it gives in full what the title shortens; alone it may be who uploads."""
    value = fields.get(PageField.ISSUING_BODY)
    names = organs_of(value.text) if value else ()
    if value and any(shortens(short, full) for short in title for full in names):
        yield names, value.line


def _promulgator(fields: PageFields) -> Iterator[Answer]:
    """颁布单位 of a collection, which often shortens it: where the document names nobody."""
    value = fields.get(PageField.PROMULGATOR)
    if value and (names := organs_of(value.text)):
        yield names, value.line


def _publisher(fields: PageFields, number: str) -> Iterator[Answer]:
    """发布单位 where the code of the number is made of its characters: 云溪政发, 云溪县人民政府."""
    value = fields.get(PageField.PUBLISHER)
    names = organs_of(value.text) if value else ()
    code = _CODE.match(number)
    letters = _KIND_OF_NUMBER.sub("", code[0]) if code else ""
    for name in names[:1] if value and len(letters) >= _LEAST_CODE else ():
        rest = iter(name)
        same_office = ("办" in letters) == bool(_OFFICE.search(name))
        if value and same_office and all(character in rest for character in letters):
            yield names, value.line


def _glued_before(short: str, full: str) -> bool:
    """Whether `full` is `short` behind other words of the text and not behind its place."""
    return full.endswith(short) and not _PLACE_BEFORE.search(full.removesuffix(short))


def _signature_says_more(title: Sequence[str], signature: Sequence[str]) -> bool:
    """Whether the title writes short, glued or cut (甲局等4部门) what the signature writes in full."""
    if not signature or not title:
        return bool(signature)
    joined = "".join(title)
    if joined == "".join(signature) and len(signature) <= len(title):
        return False
    if any(shortens(short, full) and not _glued_before(short, full) for short in title for full in signature):
        return True
    if len(signature) == len(title) == 1 and _DIVISIONS.fullmatch(title[0].removesuffix(signature[0])):
        # 甲市乙区某局 in the title, 乙区某局 where it signs
        return True
    if len(signature) == len(title) > 1 and len(set(signature) - set(title)) == 1:
        # who copies a page miswrites one name of many in its title sooner than in the text
        return True
    return len(signature) > len(title) and (
        set(title) < set(signature)
        or "".join(signature).startswith(joined)
        or bool(_AND_OTHERS.fullmatch(joined) and joined.startswith(signature[0]))
    )
