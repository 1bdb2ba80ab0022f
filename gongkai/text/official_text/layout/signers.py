"""Signatures glued to what stands before and after them: behind an attachment, a telephone number, a bracket.

Paper on one line ends with …联系电话：0531-88001234云溪县水利局2026年3月27日云溪县水利局公文稿纸. The day of
writing is the one that follows the name of the body that issues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.text.official_text.notation import DAY_IN_TEXT
from gongkai.text.official_text.organs import organs_of

_DAY = re.compile(DAY_IN_TEXT)
_OWN_BODIES = re.compile(r"[\s#*]*(?P<names>[\u3400-\u9fff]{6,80}?)(?:关于|文件)")
_BELOW_NUMBER = re.compile(r"[〕\]）)]\s?[0-9]{1,5}号(?P<names>[\u3400-\u9fff、 ]{4,80}?)关于")
_HEAD_LINES, _HEAD_LENGTH = 15, 200
_LONGEST_SIGNATURE = 400
"""So far before a day its names may begin: all bodies of a joint document."""

_SHORT_FORM = re.compile(r"[\u3400-\u9fff]{2,6}?(?=[省市县区州][\u3400-\u9fff]{3})")
"""The place that a body leaves out of its own name: 云溪 of 云溪县水利局."""

_SEALED_BY = re.compile(r"[（(][\u3400-\u9fff]{2,40}章[）)]$")
_FOLLOWED = re.compile(
    r"\s*(?:$|附件|抄送|(?:政府)?(?:信息)?公开(?:属性|方式|选项)|《|[（(](?:此件|联系人)"
    r"|[\u3400-\u9fff]{3,40}?(?:政府|办公[厅室]|委员会|局|厅|委|部|院|公司)(?:文件|(?:公文)?稿纸)"
    rf"|[\u3400-\u9fff]{{4,40}}{DAY_IN_TEXT}印发)"
)
"""What may come after a signature: the end, a list, the head of the next paper; no running text."""

_PRINTED = re.compile(r"印发(?=\s*(?:$|附件))")
_BEFORE = re.compile(
    r"(?:^|[。；;！0-9A-Za-z*）)》”\s]|特此[^，。]{2,6}|此[复致])$|附件\s?[0-9]?[：:][^。；]{2,300}$"
    r"|^\s*[0-9]{1,2}[.．、][^。；，]{2,60}$"
)
"""What may stand before a signature: the end of a sentence, a telephone number, a list of attachments."""

_NAME = re.compile(r"(?:^|(?<=[0-9A-Za-z*。；）)]))[\u3400-\u9fff]{4,40}$")
_NO_NAME = re.compile(r"根据|按照|依据|依照|自|经|由|将|请|在|与|至|[年月日号届次]")
_AFTER_TELEPHONE = re.compile(r"(?<=[0-9Xx*]{7})[\u3400-\u9fff]{4,40}$")


def signers_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The bodies that title or masthead consist of or begin with, the longest first; also without place."""
    names: dict[str, None] = {}
    for line in [line for line in lines if line.strip()][:_HEAD_LINES]:
        head = line[:_HEAD_LENGTH].strip()
        match = _OWN_BODIES.match(head)
        below = _BELOW_NUMBER.search(head)
        for name in (
            *organs_of(match["names"] if match else head),
            *(organs_of(below["names"]) if below else ()),
        ):
            names[name] = names[_SHORT_FORM.sub("", name, count=1)] = None
    return tuple(sorted(names, key=len, reverse=True))


def signature_cuts(text: str, signers: Sequence[str]) -> set[int]:
    """Where the signatures within a text begin and end, each with its name and its day."""
    cuts = {at for match in _DAY.finditer(text) for at in _cuts_round(text, match, signers)}
    behind = max(0, len(text) - _LONGEST_SIGNATURE)
    telephone = _AFTER_TELEPHONE.search(text, behind)
    if telephone and organs_of(telephone[0]):
        cuts.add(telephone.start())
    return cuts


def _cuts_round(text: str, day: re.Match[str], signers: Sequence[str]) -> Iterator[int]:
    printed = _PRINTED.match(text, day.end())
    if not printed and not _FOLLOWED.match(text, day.end()):
        return
    behind = max(0, day.start() - _LONGEST_SIGNATURE)
    start = _start_of_names(text[behind : day.start()], signers)
    if start is None:
        return
    yield behind + start
    yield printed.end() if printed else day.end()
    if not printed:
        yield day.start()


def _start_of_names(before: str, signers: Sequence[str]) -> int | None:
    """Where the names straight before a day begin; None where no body stands there by itself."""
    rest = _SEALED_BY.sub("", before.rstrip())
    start = None
    while name := next((name for name in signers if rest.endswith(name)), ""):
        start = len(rest) - len(name)
        rest = rest[:start].rstrip()
    if start is not None:
        return start if _BEFORE.search(rest) else None
    found = _NAME.search(before)
    return found.start() if found and not _NO_NAME.search(found[0]) and organs_of(found[0]) else None
