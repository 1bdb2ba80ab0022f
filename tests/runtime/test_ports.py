"""Free and busy TCP ports."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator

import pytest

from gongkai.runtime import ports
from gongkai.runtime.problem import RuntimeProblem

_HOST = "127.0.0.1"


@pytest.fixture
def busy() -> Iterator[int]:
    """A port that this process listens on."""
    with socket.create_server((_HOST, 0)) as server:
        yield server.getsockname()[1]


def test_a_busy_port_is_seen(busy: int) -> None:
    assert not ports.is_free(_HOST, busy)


def test_the_next_free_port_is_taken_and_said(busy: int) -> None:
    choice = ports.choose(_HOST, busy, insist=False)
    assert choice.port > busy
    assert ports.is_free(_HOST, choice.port)
    assert str(busy) in choice.notice
    assert f"改用 {choice.port}" in choice.notice


def test_whoever_insists_is_told_who_has_it(busy: int) -> None:
    with pytest.raises(RuntimeProblem, match=f"端口 {busy} 已被") as caught:
        ports.choose(_HOST, busy, insist=True)
    assert "--port" in caught.value.advice


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_holder_is_named(busy: int) -> None:
    assert f"进程号 {os.getpid()}" in (ports.holder(busy) or "")


def test_a_free_port_is_kept_without_a_word(busy: int) -> None:
    free = ports.next_free(_HOST, busy + 1)
    assert ports.choose(_HOST, free, insist=True) == ports.PortChoice(free)


@pytest.mark.parametrize("number", [0, -1, 65_536])
def test_not_a_port(number: int) -> None:
    with pytest.raises(RuntimeProblem, match="不是端口号"):
        ports.choose(_HOST, number, insist=False)


def test_an_address_that_this_machine_does_not_have() -> None:
    with pytest.raises(RuntimeProblem, match="本机没有地址"):
        ports.is_free("192.0.2.1", 8000)


def test_all_tried_ports_busy(busy: int) -> None:
    with pytest.raises(RuntimeProblem, match="都被占用"):
        ports.next_free(_HOST, busy, attempts=1)
