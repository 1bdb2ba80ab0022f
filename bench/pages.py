"""Requests a second and p99 of public pages, beside a plain file from the same server in the same run."""

from __future__ import annotations

import http.client
import itertools
import json
import subprocess
import sys
from time import perf_counter
from urllib.parse import urlsplit

from bench.figures import Figure, milliseconds, percentile

CONNECTIONS = 8
SECONDS = 4.0
ROUNDS = 2


def measure(address: str, targets: dict[str, list[str]], plain: str) -> list[Figure]:
    """Each target in turn with the plain file before it, so that a slower minute slows both.

    Args:
        targets: what is measured → paths, visited one after another.
        plain: path of the file to compare with.
    """
    figures = []
    for name, paths in targets.items():
        ratios, rates, slowest = [], [], []
        for _ in range(ROUNDS):
            static_rate, _ = _load(address, [plain])
            rate, times = _load(address, paths)
            ratios.append(rate / static_rate)
            rates.append(rate)
            slowest.append(percentile(times, 0.99))
        figures.append(
            Figure(
                f"{name}: requests/s, p99 ({CONNECTIONS} connections)",
                f"{max(rates):.0f}/s, {milliseconds(min(slowest))}",
                f"{max(ratios):.3f} of a plain file from the same server",
            )
        )
    return figures


def _load(address: str, paths: list[str]) -> tuple[float, list[float]]:
    """Requests/s and the time of each request, from client processes beside the server."""
    clients = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.pages", address, *paths],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    results = [json.loads(client.communicate()[0]) for client in clients]
    times = [time for result in results for time in result["times"]]
    return sum(result["rate"] for result in results), times


def _client(address: str, paths: list[str]) -> dict[str, object]:
    """One client process: keeps several connections busy in turn for some seconds."""
    host = urlsplit(address).netloc
    connections = [http.client.HTTPConnection(host, timeout=10) for _ in range(CONNECTIONS // 2)]
    times: list[float] = []
    began = perf_counter()
    waiting = itertools.cycle(paths)
    sent: list[tuple[http.client.HTTPConnection, float]] = []
    while perf_counter() - began < SECONDS:
        for connection in connections:
            connection.request("GET", next(waiting))
            sent.append((connection, perf_counter()))
        for connection, at in sent:
            response = connection.getresponse()
            response.read()
            times.append(perf_counter() - at)
            if response.status != http.client.OK:
                raise SystemExit(f"unexpected status {response.status}")
        sent.clear()
    return {"rate": len(times) / (perf_counter() - began), "times": times}


if __name__ == "__main__":
    print(json.dumps(_client(sys.argv[1], sys.argv[2:])))
