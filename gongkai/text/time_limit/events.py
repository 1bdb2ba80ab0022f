"""What happens at an event, by the words that name it: 信息形成或者变更, 经批准, 收到申请."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.text.time_limit.lexicon import alternatives, words
from gongkai.text.time_limit.model import Event

LONGEST = 60
"""Characters of an event or a scope; what is longer is a text and not a name."""


class Reading(NamedTuple):
    """`subject` characters at the start name the content that the event limits the rule to.

    `more` says that the words tell something which the class alone does not.
    """

    event: Event
    subject: int = 0
    more: bool = True


_CLASSES = {
    **dict.fromkeys(words("events", "formed"), Event.FORMED),
    **dict.fromkeys(words("events", "obtained"), Event.MADE_OR_OBTAINED),
    **dict.fromkeys(words("events", "changed"), Event.CHANGED),
}
_VERB = alternatives("events", "formed", "obtained", "changed")
_JOIN = r"(?:或者是|或者|以及|或|及|和|与|、|[(),/\[\]])"
_GROUP = rf"{_VERB}(?:{_JOIN}*(?:信息|内容)?{_VERB})*[)\]]?"
_ENDS_WITH_VERBS = re.compile(rf"(?P<subject>.*?)(?:的)?(?P<verbs>{_GROUP})(?P<object>)")
_STARTS_WITH_VERBS = re.compile(rf"(?P<subject>)(?P<verbs>{_GROUP})(?P<object>.*)")
_GENERIC = re.compile(
    r"(?:该|本|此|各|所|应|拟|需|须|的|项|类|条|相关|有关|政府|政务|行政|公开|主动|事项|信息|内容|文件|数据|资料|公共|政策|机关|"
    r"单位|部门|主动公开|村务|等|后|…)*"
)

_END = alternatives("events", "ended")
_APPROVAL = alternatives("events", "approved")
_ANSWER = alternatives("events", "answered")
_SIGNING = alternatives("events", "signed")
_ISSUING = alternatives("events", "issued")
_PAPERS = alternatives("events", "papers")
_DECISIONS = alternatives("events", "decisions")
_MAKING_DECISION = r"(?:依法)?(?:作出|做出|做成|下达|出具)"

_APPLICATION = re.compile(
    r"(?:.*)(?:收到|接到|接收)(?:.*)(?:申请|申请书|申请表|申请之日)|.*申请(?:书|表)?(?:收到|接收)"
)
_DECIDED = re.compile(
    rf"(?:.*)(?:{_DECISIONS})(?:书|意见|结果|信息|等|事项|类)?(?:被)?{_MAKING_DECISION}|"
    rf".*准予.*许可|"
    rf"(?:.*?){_MAKING_DECISION}(?:.*?)(?:{_DECISIONS})(?:书|等|事项|等决定)?|"
    rf".*(?:行政|处罚|许可|强制|检查|执法|处理)决定(?:书)?|决定"
)
_SIGNED = re.compile(
    rf".*(?:{_SIGNING})|(?:{_SIGNING}).*(?:合同|协议|协议书|责任书|书)|.*(?:签订|签署)完(?:成|毕)"
)
_PUBLISHED = re.compile(
    rf"(?:.*(?:{_PAPERS})[》)]?(?:等)?(?:文件)?)(?:正式|公开|经)?(?:{_ISSUING})|(?:{_ISSUING}).*(?:{_PAPERS})|"
    r"(?:正式)?(?:印发|发文|下发|颁布)"
)
_REPLIED = re.compile(rf".*(?:{_ANSWER})|(?:{_ANSWER}).*(?:代表|委员|建议|提案|申请人|来信人|网民|群众|议案)")
_ENDED = re.compile(rf".*(?:{_END})|完成.*")
_APPROVED = re.compile(rf".*(?:{_APPROVAL})|批准.*|通过审批|通过审议")
_NOT_APPROVED = re.compile(
    r".*(?:验收|评审|考试|考核|测试|鉴定|初审|认定|资格)(?:审查|审核)?(?:通过|合格)|"
    r".*(?:报送|报请|提请|上报|提交|呈报)(?:审批|审议|审查|审核|批准)"
)
_RECEIPT = re.compile(
    r"(?:.*经)?(?:收到|接到|接收|收悉|取得|获取|领取|获得|拿到).*|.*(?:收到|接到)|.*(?:下发|送达|转发|下达|印发)(?:至|到).+"
)
_TWO_DEEDS = re.compile(
    r".*(?:形成|制定|制作|批准|审批|审核|审查|签订|签发|印发|公布|公开|验收|评审|决定|作出|结束|完成|变更|答复|公示)"
    r"(?:完成|通过|结束)?(?:并且|并|且|或者|或|及|和|、)(?:经|正式|依法|予以|办理|审批|通过|报|向)?"
    rf"(?:{_END}|{_APPROVAL}|{_ANSWER}|{_SIGNING}|{_ISSUING}|作出|做出|备案|送达|生效)"
)
"""Two deeds joined (审批通过并公布): the words tell more than one class can."""

_SHORT = words("events", "short")
_DEEDS = re.compile(alternatives("events", "deeds"))
_MADE = frozenset({"作出", "做出", "依法作出", "下达", "出具"})
_DECISION = re.compile(_DECISIONS)
_LAST_EVENT = re.compile(rf"(?:{_END}|{_APPROVAL}|{_SIGNING})$")
_PROCESSES = tuple(words("events", "processes"))
_JOINERS = ("并", "且", "或", "及", "和", "与", "、", "经", "后", "未", "不")


@lru_cache(maxsize=4096)
def read_event(phrase: str) -> Reading | None:
    """What kind of event the words name; None where nothing in them is known as something that happens."""
    if not phrase or len(phrase) > LONGEST:
        return None
    formation = _formation(phrase)
    if formation is not None:
        return formation
    event = Event.OTHER if phrase in _SHORT else _named(phrase)
    if "…" in phrase or (event is None and _DEEDS.search(phrase) is None):
        return None
    return Reading(event or Event.OTHER)


def is_generic(subject: str) -> bool:
    """Whether the words name just any information: 该政府信息, 相关内容."""
    return _GENERIC.fullmatch(subject) is not None


def ends_in_event(phrase: str) -> bool:
    """Whether the words may be an event and no name, even one that needs 后 before a number: 问题整改完成."""
    return ends_in_deed(phrase) or _LAST_EVENT.search(phrase) is not None


def is_process(phrase: str) -> bool:
    """Whether a number right after the words may be how long the work takes: 投诉处理15日内."""
    return phrase.endswith(_PROCESSES)


def is_making(phrase: str, made: str) -> bool:
    """行政处罚决定自|作出: the decision that is made is named as the content before."""
    return phrase in _MADE and is_decision(made)


def is_decision(content: str) -> bool:
    """Whether a content is something decided: 行政处罚, 许可事项."""
    return _DECISION.search(content) is not None


def ends_in_deed(phrase: str) -> bool:
    """Whether the last words are what happens, so that a number can follow without 之日起 or 后."""
    if _ENDS_WITH_VERBS.fullmatch(phrase) or _RECEIPT.fullmatch(phrase):
        return True
    return any(_DEEDS.fullmatch(phrase, len(phrase) - length) for length in (2, 3) if len(phrase) >= length)


def _formation(phrase: str) -> Reading | None:
    """形成, 变更, 制作, 获取 in any combination, before or after what is formed."""
    match = _ENDS_WITH_VERBS.fullmatch(phrase) or _STARTS_WITH_VERBS.fullmatch(phrase)
    if match is None or "…" in match["subject"]:
        return None
    verbs = re.findall(_VERB, match["verbs"])
    event = _formation_class(frozenset(verbs))
    if is_generic(match["subject"]) and is_generic(match["object"]):
        return Reading(event, more=False)
    if match["object"]:
        return _with_object(event, match["object"])
    if _TWO_DEEDS.search(phrase) or match["subject"].endswith(_JOINERS):
        return Reading(Event.OTHER)
    return Reading(event, subject=len(match["subject"]))


def _formation_class(verbs: frozenset[str]) -> Event:
    classes = {_CLASSES[verb] for verb in verbs}
    if classes == {Event.FORMED, Event.CHANGED} or len(classes) == len({*_CLASSES.values()}):
        return Event.FORMED_OR_CHANGED
    if classes == {Event.FORMED, Event.MADE_OR_OBTAINED}:
        return Event.MADE_OR_OBTAINED
    return classes.pop() if len(classes) == 1 else Event.OTHER


def _with_object(event: Event, thing: str) -> Reading | None:
    """制定或获取扶持补贴政策; but 取得批复 and 调整结束 are no formation of information."""
    if event is not Event.MADE_OR_OBTAINED and event is not Event.FORMED:
        return None
    if thing.startswith(_JOINERS):
        return Reading(Event.OTHER)
    return None if _named(thing) or re.search("批复|批准|许可|证书|资格", thing) else Reading(event)


def _named(phrase: str) -> Event | None:
    """The class, by the last deed; where two different deeds are joined, none."""
    if _TWO_DEEDS.fullmatch(phrase):
        return Event.OTHER
    if _APPLICATION.fullmatch(phrase):
        return Event.APPLICATION_RECEIVED
    if _RECEIPT.fullmatch(phrase) or _NOT_APPROVED.fullmatch(phrase):
        return Event.OTHER
    for pattern, event in _PATTERNS:
        if pattern.fullmatch(phrase):
            return event
    return None


_PATTERNS = (
    (_ENDED, Event.ENDED),
    (_APPROVED, Event.APPROVED),
    (_PUBLISHED, Event.DOCUMENT_PUBLISHED),
    (_DECIDED, Event.DECIDED),
    (_SIGNED, Event.SIGNED),
    (_REPLIED, Event.REPLIED),
)
