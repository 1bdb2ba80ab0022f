"""What a new version of the rules would find less of than the one whose place it takes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from gongkai.kernel.errors import InvalidInput
from gongkai.text.personal_information import Rule, RuleSet, Severity, weaker_examples

NOTE_LENGTH = 200
"""Of what a person says about a version; the rest of the field is kept for what the version loses."""

SUMMARY_LENGTH = 90
_MORE = "……全部见审计日志"
_MOST_EXAMPLES = 20

_LIKENESS: tuple[Callable[[Rule], Hashable], ...] = (
    lambda rule: (rule.type, rule.reason, rule.pattern),
    lambda rule: (rule.type, rule.reason),
    lambda rule: (rule.type, rule.pattern),
)
"""By what a rule that was changed is known again; one that has neither in common is another rule."""


@dataclass(frozen=True, slots=True)
class Losses:
    """Rules that are gone and rules that only ask for a look now, by their labels with their number; types
    that nothing finds any more; examples that were found and are not, or only ask for a look."""

    rules: dict[str, int]
    lowered: dict[str, int]
    types: dict[str, str]
    examples: tuple[str, ...]
    lowered_examples: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.sentences)

    @property
    def sentences(self) -> list[str]:
        """Each kind of loss in a sentence without its full stop."""
        found = []
        if self.rules:
            found.append(f"比现行版本少{sum(self.rules.values())}条规则：{_counted(self.rules)}")
        if self.types:
            found.append(f"不再识别的类型：{'、'.join(self.types.values())}")
        if self.lowered:
            found.append(f"改为提请复核的：{_counted(self.lowered)}")
        if self.examples:
            found.append(f"现行版本认得出、这一版认不出的例子{_quoted(self.examples)}")
        if self.lowered_examples:
            found.append(f"由必须处理变为提请复核的例子{_quoted(self.lowered_examples)}")
        return found

    @property
    def summary(self) -> str:
        """For the note of a version, cut where it would be too long."""
        words = "；".join(self.sentences)
        return words if len(words) <= SUMMARY_LENGTH else words[: SUMMARY_LENGTH - len(_MORE)] + _MORE

    @property
    def digest(self) -> str:
        """What a person confirms: the same only for the same losses."""
        return hashlib.sha256("；".join(self.sentences).encode()).hexdigest()

    def facts(self) -> dict[str, Any]:
        """For the audit row."""
        return {
            "rules_removed": self.rules,
            "types_removed": self.types,
            "lowered_to_review": self.lowered,
            "examples_lost": list(self.examples),
            "examples_lowered": list(self.lowered_examples),
        }


class LossesUnconfirmed(InvalidInput):
    """A version would find less, and nobody has said that this is meant."""

    def __init__(self, losses: Losses) -> None:
        words = "；".join(losses.sentences)
        super().__init__(
            f"没有保存：{words}。请逐项核对，确认后再保存。", {"confirmed_losses": losses.sentences}
        )
        self.losses = losses


def losses(present: RuleSet, coming: RuleSet) -> Losses:
    """What `coming` finds less of than `present`; rules that know what is nobody's do not count."""
    left = list((Counter(coming.rules) - Counter(present.rules)).elements())
    unmatched = list((Counter(present.rules) - Counter(coming.rules)).elements())
    lowered: list[Rule] = []
    for likeness in _LIKENESS:
        unmatched = [rule for rule in unmatched if not _taken_on(rule, left, likeness, lowered)]
    kinds, kept = present.types, coming.types
    lowered_types = [
        name
        for name, kind in kinds.items()
        if name in kept and (kind.severity, kept[name].severity) == (Severity.HARD, Severity.REVIEW)
    ]
    by_type = Counter(rule.label for rule in lowered) | Counter(kinds[name].label for name in lowered_types)
    examples = weaker_examples(present, coming)
    return Losses(
        rules=dict(Counter(rule.label for rule in unmatched if rule.severity)),
        lowered=dict(by_type),
        types={name: kind.label for name, kind in kinds.items() if name not in kept},
        examples=tuple(examples.lost),
        lowered_examples=tuple(examples.lowered),
    )


def _taken_on(
    rule: Rule, left: list[Rule], likeness: Callable[[Rule], Hashable], lowered: list[Rule]
) -> bool:
    """Whether a rule goes on as one of those left, which is taken out; noted when it only asks for a look."""
    successor = next((each for each in left if each.severity and likeness(each) == likeness(rule)), None)
    if successor is None:
        return False
    left.remove(successor)
    if (rule.severity, successor.severity) == (Severity.HARD, Severity.REVIEW):
        lowered.append(rule)
    return True


def _quoted(examples: tuple[str, ...]) -> str:
    shown = "、".join(f"“{example}”" for example in examples[:_MOST_EXAMPLES])
    return f"{len(examples)}个：{shown}{'等' if len(examples) > _MOST_EXAMPLES else ''}"


def _counted(labels: dict[str, int]) -> str:
    return "、".join(f"{label}（{count}条）" if count > 1 else label for label, count in labels.items())
