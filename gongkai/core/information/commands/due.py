"""What falls due by itself, one after the other; what is refused stays as it is, for the next turn."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from gongkai.kernel.errors import GongkaiError

logger = logging.getLogger(__name__)


def carry_out(edition_ids: Iterable[int], deed: Callable[[int], object]) -> int:
    """Do the deed, a command, to each edition; returns to how many it was done."""
    done = 0
    for edition_id in edition_ids:
        try:
            deed(edition_id)
        except GongkaiError as refusal:
            logger.warning("edition %s stays as it is: %s", edition_id, refusal.message)
        else:
            done += 1
    return done
