"""The steps of a proof as they are kept once a deadline is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gongkai.kernel.deadlines import DeadlineStep, StepKind


def steps_as_json(steps: Iterable[DeadlineStep]) -> list[dict[str, Any]]:
    return [
        {
            "kind": step.kind.value,
            "text": step.text,
            "on": step.on.isoformat() if step.on else None,
            "until": step.until.isoformat() if step.until else None,
            "days": step.days,
            "source": step.source,
        }
        for step in steps
    ]


def steps_from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[DeadlineStep, ...]:
    return tuple(
        DeadlineStep(
            kind=StepKind(row["kind"]),
            text=row["text"],
            on=_day(row["on"]),
            until=_day(row["until"]),
            days=row["days"],
            source=row["source"],
        )
        for row in kept
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
