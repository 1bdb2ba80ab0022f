"""Log files stay bounded and never stop the process."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.runtime.logfiles import LineSplitter, LogFile


def test_lines_carry_the_time_in_china(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "web.log")
    log.write("已启动")
    (line,) = log.tail(5)
    date, _, text = line.split(" ", 2)
    assert len(date) == 10
    assert text == "已启动"


def test_a_large_file_is_turned_over_and_old_ones_go(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "web.log", largest=100, kept=2)
    for number in range(40):
        log.write(f"line {number}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["web.log", "web.log.1", "web.log.2"]
    assert all(path.stat().st_size < 200 for path in tmp_path.iterdir())
    assert log.tail(1)[0].endswith("line 39")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_costs_lines_only() -> None:
    LogFile(Path("/dev/full")).write("x" * 10_000)


def test_pieces_are_joined_to_lines() -> None:
    lines: list[str] = []
    splitter = LineSplitter(lines.append)
    encoded = "第一行\n第二行\r\n尾".encode()
    for index in range(len(encoded)):
        splitter.feed(encoded[index : index + 1])
    assert lines == ["第一行", "第二行"]
    splitter.close()
    assert lines[-1] == "尾"


def test_an_endless_line_is_cut() -> None:
    lines: list[str] = []
    splitter = LineSplitter(lines.append)
    for _ in range(10):
        splitter.feed(b"x" * 50_000)
    splitter.close()
    assert len(lines) > 1
    assert sum(map(len, lines)) == 500_000
