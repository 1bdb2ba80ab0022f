from __future__ import annotations

from datetime import timedelta

from gongkai.foundation.outbox.rules import LONGEST_DELAY, MAX_ATTEMPTS, delay_after


def test_the_delays_grow_and_end() -> None:
    delays = [delay_after(attempts) for attempts in range(1, MAX_ATTEMPTS)]
    seconds = [delay.total_seconds() for delay in delays if delay is not None]
    assert seconds == [10, 30, 90, 270, 810, 2430, 7200, 7200, 7200]
    assert max(delays) == LONGEST_DELAY
    assert timedelta(hours=6) < sum(delays, timedelta()) < timedelta(hours=9)
    assert delay_after(MAX_ATTEMPTS) is None
    assert delay_after(MAX_ATTEMPTS + 1) is None
