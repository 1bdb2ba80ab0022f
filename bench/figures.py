"""What a measurement yields, and how it is printed."""

from __future__ import annotations

import statistics
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the report; `beside` says what it is to be compared with."""

    what: str
    value: str
    beside: str = ""


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes once."""
    began = perf_counter()
    work()
    return perf_counter() - began


def processor_time(work: Callable[[], object]) -> float:
    """Seconds of one core that `work` takes once; other work on the machine counts little."""
    began = process_time()
    work()
    return process_time() - began


def in_turns(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """Seconds of one core for each work, one in each round, after a round that does not count."""
    for work in works:
        work()
    taken = [[processor_time(work) for work in works] for _ in range(rounds)]
    return [list(seconds) for seconds in zip(*taken, strict=True)]


def peak_memory(work: Callable[[], object]) -> float:
    """Megabytes that Python's objects take at most while `work` runs; it is slower meanwhile."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def median_of(runs: int, work: Callable[[], object]) -> float:
    """Median seconds over `runs`, after one run that does not count."""
    work()
    return statistics.median(timed(work) for _ in range(runs))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def as_table(figures: Sequence[Figure]) -> str:
    lines = ["| measured | value | beside |", "|---|---|---|"]
    lines += [f"| {figure.what} | {figure.value} | {figure.beside} |" for figure in figures]
    return "\n".join(lines)
