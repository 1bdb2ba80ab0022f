"""How every test of hostile files asks: read, or refused in Chinese and in time; anything else is a crash."""

from __future__ import annotations

import time
from collections.abc import Callable

from gongkai.kernel.errors import GongkaiError


def refusal_of(
    work: Callable[[], object], *, patience: float, kind: type[GongkaiError] = GongkaiError
) -> str:
    """The message of the refusal, or nothing where the work was done.

    Args:
        patience: seconds; an honest file takes a fraction of one.
        kind: the only refusal that is expected here.
    """
    begun = time.monotonic()
    try:
        work()
    except kind as refusal:
        assert any("\u4e00" <= sign <= "\u9fff" for sign in refusal.message), refusal.message
        return refusal.message
    finally:
        assert time.monotonic() - begun < patience
    return ""
