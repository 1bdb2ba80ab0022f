"""The decorator that makes a function a command, and what a command may call."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar, cast

from django.db import IntegrityError, models, transaction

from gongkai.foundation.audit import commands as audit
from gongkai.foundation.execution.constraints import conflict_from
from gongkai.foundation.execution.inputs import recorded, unstorable
from gongkai.foundation.outbox import commands as outbox
from gongkai.foundation.outbox.events import Event
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision
from gongkai.kernel.errors import Denied, InvalidInput

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class _Run:
    """What happens while one command runs; a nested command has its own."""

    asked: bool = False
    notes: dict[str, Any] = field(default_factory=dict)
    subject: models.Model | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of the register; `label` is what the audit viewer shows."""

    tag: str
    label: str
    run: Callable[..., Any]


COMMANDS: dict[str, Command] = {}
"""Every command by tag: the permission table test walks through it."""

_current: ContextVar[_Run | None] = ContextVar("current_command", default=None)


def _running() -> _Run:
    run = _current.get()
    if run is None:
        raise RuntimeError("only a command may do this")
    return run


def require(decision: Decision) -> None:
    """Go on only if the policy allows.

    Raises:
        Denied: with the policy's reason; the command is undone as a whole.
    """
    _running().asked = True
    if not decision.allowed:
        raise Denied(decision.reason)


def emit(event: Event) -> None:
    """Tell the rest of the product after the commit; nobody hears of a command that was undone."""
    _running()
    outbox.enqueue(event)


def note(*, subject: models.Model | None = None, **facts: Any) -> None:
    """Add facts to the audit row; name its subject when the command does not return it."""
    run = _running()
    run.notes.update(facts)
    run.subject = subject if subject is not None else run.subject


def command(tag: models.TextChoices) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function whose first parameter is `actor` the one way to do a thing.

    It runs in one transaction, must ask a policy through `require`, and leaves an audit row with
    the actor, the subject (the model it returns) and its inputs without secrets.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        _check_signature(function)

        @functools.wraps(function)
        def run(*args: P.args, **inputs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{tag.value} takes keyword arguments only")
            return _run(tag.value, function, cast("dict[str, Any]", inputs))

        if tag.value in COMMANDS:
            raise ValueError(f"{tag.value} is already taken")
        COMMANDS[tag.value] = Command(tag=tag.value, label=str(tag.label), run=run)
        return run

    return register


def _run(tag: str, function: Callable[..., R], inputs: dict[str, Any]) -> R:
    actor = inputs.get("actor")
    if not isinstance(actor, Actor):
        raise TypeError(f"{tag} needs an actor")
    if unstorable(inputs):
        raise InvalidInput("内容中含有无法保存的字符，请检查是否从其他软件误粘贴。")
    current = _Run()
    token = _current.set(current)
    try:
        with transaction.atomic():
            result = function(**inputs)
            if not current.asked:
                raise RuntimeError(f"{tag} changed data without asking a policy")
            subject = result if isinstance(result, models.Model) else current.subject
            detail = {
                **recorded({name: value for name, value in inputs.items() if name != "actor"}),
                **recorded(current.notes),
            }
            audit.record(tag=tag, actor=actor, subject=subject, detail=detail)
        return result
    except IntegrityError as error:
        raise conflict_from(error) from error
    finally:
        _current.reset(token)


def _check_signature(function: Callable[..., Any]) -> None:
    parameters = list(inspect.signature(function).parameters.values())
    if not parameters or parameters[0].name != "actor":
        raise TypeError(f"{function.__qualname__}: the first parameter of a command is `actor`")
    if any(parameter.kind is not inspect.Parameter.KEYWORD_ONLY for parameter in parameters):
        raise TypeError(f"{function.__qualname__}: a command takes keyword arguments only")
