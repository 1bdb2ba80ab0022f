"""From a wording to its rules: clause by clause, and what is left over."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from gongkai.text.time_limit.clause import NOWHERE, Clauses, Span
from gongkai.text.time_limit.display import display
from gongkai.text.time_limit.events import is_decision
from gongkai.text.time_limit.findings import Found
from gongkai.text.time_limit.lexicon import Kind
from gongkai.text.time_limit.limits import FORMATION, measured, origin
from gongkai.text.time_limit.model import Event, Rule, RuleType, TimeLimit
from gongkai.text.time_limit.provisos import basis, condition, extension, harmless, law_prevails
from gongkai.text.time_limit.recurring import periodic
from gongkai.text.time_limit.source import Source
from gongkai.text.time_limit.untimed import at_once, standing, together, unmeasured

LONGEST = 2000
"""Characters of a wording. A cell of a catalogue is far shorter; what is longer is left to a person."""

_READERS = (periodic, display, measured, unmeasured, together, at_once, standing)
_LIMITS = frozenset({RuleType.AFTER_EVENT, RuleType.BEFORE_EVENT})
_COUNTED_ON = frozenset({RuleType.AFTER_EVENT, RuleType.IMMEDIATE})
_REMAINDERS = ("其他", "其它", "其余", "其中其他", "除")
_SEPARATORS = frozenset(
    {Kind.COMMA, Kind.STOP, Kind.COLON, Kind.PAUSE, Kind.SLASH, Kind.OPEN, Kind.CLOSE, Kind.LIST}
)
_BREAKS = frozenset({Kind.STOP, Kind.LIST})
_CONNECTIVES = frozenset({Kind.LINK, Kind.ALSO})


@lru_cache(maxsize=8192)
def parse_time_limit(text: str) -> TimeLimit:
    """The rules of one cell of 公开时限.

    Never raises. What is not understood with certainty is no rule: it stands in `rest`, verbatim.
    """
    if len(text) > LONGEST:
        return TimeLimit(rest=text)
    return _Parser(Clauses(Source(text))).result(text)


class _Parser:
    """Walks over the tokens once; every token ends as covered or as rest."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._found: list[tuple[Rule, Span]] = []
        self._rest: list[Span] = []
        self._law = False
        self._pending: Span = NOWHERE
        self._previous: Rule | None = None

    def result(self, text: str) -> TimeLimit:
        index = 0
        while index < len(self._clauses):
            index = self._step(index)
        self._drop_pending()
        self._withdraw_contradictions()
        self._leave_what_counts_from_nothing()
        rules = tuple(rule for rule, _ in self._found)
        rest = self._rest_words()
        if not rules and not rest:
            return TimeLimit(law_prevails=self._law, rest="" if self._law else text.strip())
        return TimeLimit(rules, self._law, bool(rules) and not rest, rest)

    def _step(self, index: int) -> int:
        """One clause or one separator; gives where the next begins."""
        kind = self._clauses.kind(index)
        if kind in _SEPARATORS:
            if kind in _BREAKS:
                self._drop_pending()
            if kind is Kind.LIST:
                self._previous = None
            return index + 1
        if kind is Kind.SAME and self._clauses.kind(index + 1) in _SEPARATORS:
            self._found.append(
                (
                    Rule(RuleType.SAME_AS_ABOVE, words=self._clauses.words((index, index + 1))),
                    (index, index + 1),
                )
            )
            return index + 1
        return self._clause(index) or self._unread(index)

    def _clause(self, index: int) -> int | None:
        """The end of the clause that begins here; None where nobody can read it."""
        end = law_prevails(self._clauses, index)
        if end is not None:
            self._law = True
            return end
        if self._is_alternative(index):
            return None
        supplement = self._extension(index) or self._origin(index)
        return supplement or self._limit(index) or self._without_limit(index)

    def _limit(self, index: int) -> int | None:
        for reader in _READERS:
            found = reader(self._clauses, index)
            if found is not None:
                self._keep(index, found)
                return found.end
        return None

    def _without_limit(self, index: int) -> int | None:
        """What a limit rests on, is about or is limited to, or nothing of weight."""
        end = basis(self._clauses, index) or self._content_later(index)
        if end is not None:
            return end
        limited = condition(self._clauses, index)
        if limited is not None:
            self._drop_pending()
            end, self._pending = limited
            return end
        connects = self._clauses.kind(index) in _CONNECTIVES
        if connects and self._clauses.kind(index + 1) not in _SEPARATORS:
            return self._clause(index + 1)
        return harmless(self._clauses, index)

    def _is_alternative(self, index: int) -> bool:
        """每月更新或每季度更新: which of the two holds is for a person."""
        either = self._clauses.token(index).text in {"或", "或者"}
        return either and self._previous is not None and self._previous.type not in _LIMITS

    def _content_later(self, index: int) -> int | None:
        """…3个工作日内，同步公开解读材料: what the limit just before is about."""
        tail = self._clauses.content_after(self._clauses.tail(index))
        if tail.content == NOWHERE or not self._found or self._clauses.kind(index - 1) is not Kind.COMMA:
            return None
        rule, span = self._found[-1]
        if span[1] != index - 1 or rule.scope:
            return None
        self._found[-1] = (replace(rule, scope=self._clauses.words(tail.content)), span)
        return tail.end

    def _unread(self, index: int) -> int:
        """Everything up to the next separator stays for a person."""
        stop = index + 1
        while stop < len(self._clauses) and self._clauses.kind(stop) not in _SEPARATORS:
            stop += 1
        self._drop_pending()
        self._rest.append((index, stop))
        return stop

    def _keep(self, start: int, found: Found) -> None:
        scope = found.scope
        if self._pending != NOWHERE:
            adjoins = self._pending[1] <= scope[0] <= self._pending[1] + len(":其中")
            scope = (self._pending[0], scope[1] if adjoins else self._pending[1])
            self._pending = NOWHERE
        for rule in found.rules:
            limited = rule if scope == NOWHERE else replace(rule, scope=self._clauses.words(scope))
            complete = self._inherit(limited)
            self._found.append((complete, (start, found.end)))
            self._previous = complete

    def _inherit(self, rule: Rule) -> Rule:
        """A content with a bare number after a full limit is counted from the same event.

        Only where that event can be its own: forming, or a decision for what is decided; an inspection that
        ended begins nothing for a penalty. 提前7日 with a content is before what the content is about.
        """
        if rule.type is RuleType.BEFORE_EVENT and rule.event is None and rule.scope:
            return replace(rule, event=Event.OTHER)
        before = self._previous
        bare = rule.type is RuleType.AFTER_EVENT and rule.event is None
        if not bare or before is None or before.type not in _COUNTED_ON:
            return rule
        if before.type is RuleType.AFTER_EVENT and not rule.scope:
            return rule
        if rule.scope and not _may_share(before, rule.scope):
            return rule
        return replace(rule, event=before.event, event_words=before.event_words)

    def _extension(self, index: int) -> int | None:
        """Adds what prolongs the limit just found."""
        longer = extension(self._clauses, index) if self._found else None
        if longer is None:
            return None
        rule, span = self._found[-1]
        if rule.type not in _LIMITS or rule.amount is None or rule.extension is not None:
            return None
        self._found[-1] = (replace(rule, extension=longer[1]), span)
        return longer[0]

    def _origin(self, index: int) -> int | None:
        """Adds the event to a number just found that stands alone: 20个工作日内(自信息形成之日起算)."""
        rule, span = self._found[-1] if self._found else (None, NOWHERE)
        if rule is None or rule.type is not RuleType.AFTER_EVENT or rule.event or span[1] != index - 1:
            return None
        told = origin(self._clauses, index)
        if told is None:
            return None
        end, event = told
        words = self._clauses.words
        complete = replace(
            rule, event=event.event, event_words=words(event.words), words=words((span[0], end))
        )
        self._found[-1] = (complete, (span[0], end))
        self._previous = complete
        return end

    def _drop_pending(self) -> None:
        if self._pending != NOWHERE:
            self._rest.append(self._pending)
            self._pending = NOWHERE

    def _withdraw_contradictions(self) -> None:
        """Two numbers for one thing: neither the second nor a number without event is certain."""
        kept: list[tuple[Rule, Span]] = []
        for rule, span in self._found:
            if any(_contradicts(rule, other) for other, _ in self._found if other is not rule):
                self._rest.append(span)
            else:
                kept.append((rule, span))
        self._found = kept

    def _leave_what_counts_from_nothing(self) -> None:
        """20个工作日内 without any event: a rule, but nobody can compute a day from it."""
        self._rest.extend(span for rule, span in self._found if rule.type in _LIMITS and rule.event is None)

    def _rest_words(self) -> str:
        spans = sorted(self._rest)
        return " ".join(words for span in spans if (words := self._clauses.words(span).strip()))


def _may_share(before: Rule, scope: str) -> bool:
    """Whether the event of a rule can be that of another content."""
    if before.event in FORMATION:
        return True
    return before.event is Event.DECIDED and not scope.startswith(_REMAINDERS) and is_decision(scope)


def _contradicts(rule: Rule, other: Rule) -> bool:
    if rule.type not in _LIMITS or rule.type is not other.type or rule.scope != other.scope:
        return False
    if rule.event is None:
        return True
    same = (rule.event, rule.event_words) == (other.event, other.event_words)
    return same and (rule.amount, rule.unit) != (other.amount, other.unit)
