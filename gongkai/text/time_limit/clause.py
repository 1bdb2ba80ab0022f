"""Tokens of a wording, and the parts that clauses of every kind are made of.

A clause is content or body, event, quantity and what follows (予以公开, 在村公示栏公开). The parts are read
here; what they add up to is said in `limits` and `recurring`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gongkai.text.time_limit import names
from gongkai.text.time_limit.events import (
    LONGEST,
    ends_in_deed,
    ends_in_event,
    is_generic,
    is_making,
    read_event,
)
from gongkai.text.time_limit.lexicon import BARE_PERIODS, Kind, words
from gongkai.text.time_limit.model import Event
from gongkai.text.time_limit.source import Source
from gongkai.text.time_limit.tokens import Token, tokenise

Span = tuple[int, int]
"""From one token up to and not including another."""

NOWHERE: Span = (0, 0)

_BEYOND = (Kind.STOP,) * 12
"""Before the first token and after the last; no reader looks further away."""

NAMING = frozenset(
    {
        *(Kind.TEXT, Kind.PUBLISH, Kind.UPDATE, Kind.NOTICE, Kind.LINK, Kind.PAUSE, Kind.SLASH, Kind.ALSO),
        *(Kind.OPEN, Kind.CLOSE, Kind.FROM, Kind.BY, Kind.VIA, Kind.WITH, Kind.BE, Kind.MUST, Kind.MANNER),
        *(Kind.CHANNEL, Kind.LAW, Kind.TERM, Kind.AFTER, Kind.BEFORE, Kind.WHEN, Kind.WITHIN, Kind.LABEL),
        *(Kind.PERIOD_END, Kind.LATEST),
    }
)
"""What a name of an event, content or body may be made of: no numbers, limits, conditions, negations."""

_UNKNOWN = frozenset(
    {
        *(Kind.TEXT, Kind.LINK, Kind.PAUSE, Kind.SLASH, Kind.OPEN, Kind.CLOSE, Kind.CHANNEL, Kind.LAW),
        *(Kind.PUBLISH, Kind.UPDATE, Kind.BE, Kind.NOTICE, Kind.LATEST, Kind.MANNER),
    }
)
"""What a name in no list may be made of: nothing that could be time, order, manner or condition."""

_INSIDE_ONLY = frozenset(
    {Kind.LINK, Kind.PAUSE, Kind.SLASH, Kind.BE, Kind.OPEN, Kind.NOTICE, Kind.LATEST, Kind.MANNER}
)
_DURING = frozenset({"期间", "过程中"})
_NEVER_FIRST = frozenset({Kind.LINK, Kind.PAUSE, Kind.SLASH, Kind.BE, Kind.CLOSE, Kind.MANNER})
_YEARLY = BARE_PERIODS | {"每年", "每年度", "每学期", "每学年"}
"""Periods that may be part of a name: 年度报告, 每年招生工作."""

LEADS = frozenset({Kind.LINK, Kind.PAUSE, Kind.ALSO})
_ANCHORS = frozenset({Kind.SINCE, Kind.AFTER})
_BEFORE_CORE = frozenset({Kind.MUST, Kind.MANNER, Kind.LABEL, Kind.BE})
_TAIL = frozenset(
    {Kind.MANNER, Kind.MUST, Kind.PUBLISH, Kind.IMMEDIATE, Kind.NOTICE, Kind.CHANNEL, Kind.UPDATE}
)
_PUBLISHING_ITSELF = words("names", "publishing_itself")
"""The time limit is about this; counting from it is how long something is shown."""

_WHERE = frozenset({Kind.FROM, Kind.VIA})
_ORDERS = frozenset({Kind.AFTER, Kind.BEFORE})
_CLOSING = frozenset({Kind.STOP, Kind.COLON, Kind.LIST})
_COUNTS = frozenset({Kind.QUANTITY, Kind.NUMBER, Kind.LEAST, Kind.MOST, Kind.TERM})
_ACTS = frozenset({Kind.PUBLISH, Kind.UPDATE, Kind.NOTICE})


class Happening(NamedTuple):
    """An event as words name it, and the content that it limits the rule to."""

    event: Event
    words: Span
    scope: Span


class Tail(NamedTuple):
    """Where a clause ends, what it publishes, and whether it says so."""

    end: int
    content: Span
    acts: bool


class Clauses:
    """The tokens of one wording, asked by index; indexes beyond the end are a STOP."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.tokens = tokenise(source.plain)
        self._kinds = [token.kind for token in self.tokens]
        self.kind: Callable[[int], Kind] = [*self._kinds, *_BEYOND].__getitem__
        """The kind of the token at an index; asked so often that it must be no function of ours."""
        self._end = Token(Kind.STOP, "", len(source.plain), len(source.plain))
        self._stops: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def token(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else self._end

    def plain(self, span: Span) -> str:
        return "".join(token.text for token in self.tokens[span[0] : span[1]])

    def words(self, span: Span) -> str:
        """The tokens as they were written."""
        if span[0] >= span[1]:
            return ""
        return self._source.words(self.tokens[span[0]].start, self.tokens[span[1] - 1].end)

    def stop(self, start: int) -> int:
        """Where the clause that begins at `start` ends; a comma after 之日起 or 后 does not end it."""
        found = self._stops.get(start)
        if found is None:
            found = self._stops[start] = self._find_stop(start)
        return found

    def _find_stop(self, start: int) -> int:
        depth = 0
        for index, kind in enumerate(self._kinds[start:], start):
            if kind is Kind.OPEN:
                depth += 1
            elif kind is Kind.CLOSE:
                depth -= 1
                if depth < 0:
                    return index
            elif depth == 0 and (kind in _CLOSING or (kind is Kind.COMMA and not self._goes_on(index))):
                return index
        return len(self.tokens)

    def _goes_on(self, comma: int) -> bool:
        after = comma + 1
        while self.kind(after) in {Kind.MUST, Kind.MOST}:
            after += 1
        return self.kind(comma - 1) in _ANCHORS and self.kind(after) in {Kind.QUANTITY, Kind.IMMEDIATE}

    def first(self, kinds: frozenset[Kind], start: int, stop: int) -> int | None:
        """The first token of one of the kinds."""
        return next((index for index in range(start, stop) if self._kinds[index] in kinds), None)

    def skip(self, index: int, kinds: frozenset[Kind]) -> int:
        while self.kind(index) in kinds:
            index += 1
        return index

    def skip_back(self, start: int, index: int, kinds: frozenset[Kind]) -> int:
        while index > start and self.kind(index - 1) in kinds:
            index -= 1
        return index

    def names(self, span: Span) -> bool:
        """Whether the words can be a name at all."""
        return all(
            token.kind in NAMING or (token.kind is Kind.EVERY and token.text in _YEARLY)
            for token in self.tokens[span[0] : span[1]]
        )

    # --- contents and bodies --------------------------------------------------------------------------

    def is_content(self, span: Span) -> bool:
        """Whether the words name something published: 行政处罚信息, 除处罚决定外其他内容."""
        start, stop = span
        if start >= stop or self.tokens[stop - 1].end - self.tokens[start].start > LONGEST:
            return False
        if self.kind(start) is Kind.EXCEPT and self.tokens[start].text == "除":
            beyond = self.first(frozenset({Kind.BEYOND}), start, stop)
            return beyond is not None and self.names((start + 1, beyond)) and self.names((beyond + 1, stop))
        return self.names(span) and names.is_content(self.plain(span))

    def is_unknown(self, span: Span, *, deeds: bool = False) -> bool:
        """Whether words in no list can only name what a rule is about: free text without time or order.

        `deeds`: also where the last word may be an event (脱贫退出公示7天), because no time is counted.
        """
        start, stop = span
        during = stop > start + 1 and self.tokens[stop - 1].text in _DURING
        stop -= during
        if start >= stop or self.tokens[stop - 1].end - self.tokens[start].start > LONGEST:
            return False
        kinds = self._kinds[start:stop]
        if not set(kinds) <= _UNKNOWN or Kind.TEXT not in kinds or kinds[-1] in _INSIDE_ONLY:
            return False
        if kinds[0] in _NEVER_FIRST:
            return False
        plain = self.plain((start, stop))
        return names.is_unknown_name(plain) and (during or deeds or not ends_in_event(plain))

    def subject(self, start: int, stop: int, *, deeds: bool = True) -> Span | None:
        """What a clause that counts from no event is about: a topic, or any unknown name, kept as scope."""
        known = self.topic(start, stop)
        if known is not None:
            return known
        stop = self.skip_back(start, stop, _BEFORE_CORE)
        begin = self.skip(start, LEADS)
        return (self._with_also(start, begin), stop) if self.is_unknown((begin, stop), deeds=deeds) else None

    def topic(self, start: int, stop: int) -> Span | None:
        """The content before the core of a clause; empty where there is only a body, a label or nothing.

        None where the words are neither.
        """
        stop = self.skip_back(start, stop, _BEFORE_CORE)
        if stop - start > 1 and self.kind(stop - 1) is Kind.TERM and self.kind(stop - 2) is Kind.PUBLISH:
            stop -= 1 if self.is_content((self.skip(start, LEADS), stop - 1)) else 2
        begin = self.skip(start, LEADS)
        if begin >= stop:
            return NOWHERE
        by = self.first(frozenset({Kind.BY}), begin, stop)
        if by is not None and self._is_body((by + 1, stop)):
            return self.topic(start, by)
        place = self.first(_WHERE, begin + 1, stop)
        if place is not None and self._is_place(place, stop):
            return self.topic(start, place)
        return NOWHERE if self._is_body((begin, stop)) else self._named(start, begin, stop)

    def _named(self, start: int, begin: int, stop: int) -> Span | None:
        """The words from `begin` as a content; nothing where any information is meant."""
        plain = self.plain((begin, stop))
        if names.is_hedge(plain):
            return None
        if is_generic(plain) and self.names((begin, stop)):
            return NOWHERE
        return (self._with_also(start, begin), stop) if self.is_content((begin, stop)) else None

    def _with_also(self, start: int, begin: int) -> int:
        """其中 belongs to the content that it singles out."""
        return begin - 1 if begin > start and self.tokens[begin - 1].text == "其中" else begin

    def _is_body(self, span: Span) -> bool:
        return span[0] < span[1] and self.names(span) and names.is_body(self.plain(span))

    # --- events ---------------------------------------------------------------------------------------

    def happening(self, start: int, stop: int) -> Happening | None:
        """The event that the tokens name, after its content: 执法决定信息在|决定作出."""
        stop = self.skip_back(start, stop, frozenset({Kind.BE}))
        begin = self.skip(start, LEADS)
        origin = self._origin(start, begin, stop)
        if origin is None:
            return None
        begin, scope = origin
        begin = self.skip(begin, frozenset({Kind.MUST}))
        if begin >= stop or not self.names((begin, stop)) or self._is_twofold(begin, stop):
            return None
        plain = self.plain((begin, stop))
        reading = None if plain in _PUBLISHING_ITSELF else read_event(plain)
        if reading is None:
            return None
        if scope != NOWHERE and reading.event is Event.OTHER:
            return Happening(self._event_of(plain, self.plain(scope)), (begin, stop), scope)
        words: Span = (begin, stop) if reading.more or reading.event is Event.OTHER else NOWHERE
        subject = self._subject(begin, stop, reading.subject)
        if subject != NOWHERE and scope == NOWHERE:
            return Happening(reading.event, NOWHERE, (self._with_also(start, subject[0]), subject[1]))
        return Happening(reading.event, words, scope)

    def _event_of(self, deed: str, content: str) -> Event:
        """政策自|出台, 处罚决定自|作出: the content says what the deed alone leaves open."""
        if is_making(deed, content):
            return Event.DECIDED
        together = read_event(content + deed)
        published = together is not None and together.event is Event.DOCUMENT_PUBLISHED
        return Event.DOCUMENT_PUBLISHED if published else Event.OTHER

    def _is_twofold(self, begin: int, stop: int) -> bool:
        """范围确定后招生开始: one event after another, of which a rule can hold only one."""
        return any(
            self._kinds[index] in _ORDERS and ends_in_deed(self.plain((begin, index)))
            for index in range(begin + 1, stop)
        )

    def _origin(self, start: int, begin: int, stop: int) -> tuple[int, Span] | None:
        """Where the event begins after 自 or 在, and the content before; None where it is no content."""
        named = True
        for index in range(begin, stop):
            if self.tokens[index].kind is Kind.FROM:
                scope = self.topic(start, index)
                if scope is not None:
                    return index + 1, scope
                named = False
        return (begin, NOWHERE) if named else None

    def _subject(self, begin: int, stop: int, length: int) -> Span:
        """The tokens of a content that is formed or changed, where it is one."""
        edge = self.tokens[begin].start + length
        for index in range(begin, stop):
            if length and self.tokens[index].end == edge and self.is_content((begin, index + 1)):
                return (begin, index + 1)
        return NOWHERE

    # --- what follows ---------------------------------------------------------------------------------

    def tail(self, start: int) -> Tail:
        """予以公开, 由县财政局向社会公布, 在村公示栏公开…, with the content that is published, if named."""
        index = start
        acts = False
        while True:
            kind = self.kind(index)
            if kind in _TAIL and self._is_act(index):
                acts = acts or kind in _ACTS
                index += 1
                continue
            onward = self._channel(index) or self._by_body(index)
            if onward is None:
                break
            index = onward
        return Tail(index, NOWHERE, acts)

    def _is_act(self, index: int) -> bool:
        """及时 counts only as the manner of a publishing that follows; 公示7日 is a limit of its own."""
        if self.kind(index) is Kind.PUBLISH:
            return self.kind(index + 1) not in _COUNTS
        if self.kind(index) is not Kind.IMMEDIATE:
            return True
        return self.kind(self.skip(index + 1, frozenset({Kind.MANNER, Kind.MUST}))) is Kind.PUBLISH

    def content_after(self, tail: Tail) -> Tail:
        """公开|农村危房改造补助农户名单: the rest of the clause as what is published."""
        stop = self.stop(tail.end)
        if (
            not tail.acts
            or tail.end >= stop
            or self.kind(tail.end) is Kind.OPEN
            or not self.is_content((tail.end, stop))
        ):
            return tail
        generic = is_generic(self.plain((tail.end, stop)))
        return Tail(stop, NOWHERE if generic else (tail.end, stop), True)

    def _channel(self, start: int) -> int | None:
        if self.kind(start) not in _WHERE:
            return None
        for index in range(start + 2, self.stop(start) + 1):
            if self.kind(index) not in NAMING - {Kind.PUBLISH, Kind.MANNER} and self._is_place(start, index):
                return index
        return None

    def _is_place(self, start: int, stop: int) -> bool:
        """在村公示栏, 通过政府网站; `start` is the token of 在 or 通过."""
        place = (start + 1, stop)
        return start + 1 < stop and self.names(place) and names.is_place(self.plain(place))

    def _by_body(self, start: int) -> int | None:
        if self.kind(start) is not Kind.BY:
            return None
        for index in range(start + 2, self.stop(start) + 1):
            if self.kind(index) not in NAMING - {*_TAIL, Kind.FROM, Kind.VIA} and self._is_body(
                (start + 1, index)
            ):
                return index
        return None
