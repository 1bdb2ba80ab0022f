"""Which special steps of review a kind asks for; pure functions."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.core.workflow.enums import StepKind
from gongkai.reference.information_kinds import InformationKind


def needed_steps(kind: InformationKind, values: Mapping[str, str]) -> frozenset[StepKind]:
    """Steps that a paper with these values may not go without, each for the article its kind's file names."""
    return frozenset(StepKind(use.step) for use in kind.reviews if use.when.holds(values))
