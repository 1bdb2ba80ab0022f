"""Whether a TCP port can be had, which one is free, and who sits on a busy one."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gongkai.runtime.problem import RuntimeProblem

_HIGHEST = 65_535
_LISTEN = "0A"


@dataclass(frozen=True, slots=True)
class PortChoice:
    """The port to use, and what to tell the operator when it is not the one asked for."""

    port: int
    notice: str = ""


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen on `host`:`port` now.

    Raises RuntimeProblem when the reason is not another server: no such address, or a port below 1024
    without the right to it.
    """
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise RuntimeProblem(
            f"不认识监听地址 {host}。", "用 127.0.0.1（只在本机）或 0.0.0.0（所有网卡）。"
        ) from error
    for family, kind, protocol, _, address in addresses:
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
                probe.listen(1)
            except PermissionError as error:
                raise RuntimeProblem(
                    f"当前用户无权使用 {port} 端口。",
                    "1024 以下的端口需要系统管理员权限，请改用较大的端口，如 8000。",
                ) from error
            except OSError as error:
                if _is_absent_address(error):
                    raise RuntimeProblem(
                        f"本机没有地址 {host}。", "用 127.0.0.1（只在本机）或 0.0.0.0（所有网卡）。"
                    ) from error
                return False
    return True


def next_free(host: str, port: int, attempts: int = 100) -> int:
    """The first free port from `port` upwards, trying `attempts` of them."""
    for candidate in range(port, min(port + attempts, _HIGHEST + 1)):
        if is_free(host, candidate):
            return candidate
    raise RuntimeProblem(
        f"从 {port} 起的 {attempts} 个端口都被占用。", "用 --port 指定另一个端口，或先停止占用端口的程序。"
    )


def choose(host: str, wanted: int, *, insist: bool) -> PortChoice:
    """`wanted` when it is free; otherwise the next free one with a notice, or a refusal when `insist`."""
    if not 1 <= wanted <= _HIGHEST:
        raise RuntimeProblem(f"{wanted} 不是端口号。", "端口号是 1 到 65535 之间的整数。")
    if is_free(host, wanted):
        return PortChoice(wanted)
    busy = f"端口 {wanted} 已被{holder(wanted) or '另一个程序'}占用"
    if insist:
        raise RuntimeProblem(f"{busy}。", "先停止它，或用 --port 指定另一个端口。")
    port = next_free(host, wanted + 1)
    return PortChoice(port, f"{busy}，改用 {port}。")


def holder(port: int) -> str | None:
    """The program that listens on `port`, as "名称（进程号 …）", where the system lets us see it (Linux)."""
    inodes = set(_listening_inodes(port))
    if not inodes:
        return None
    wanted = {f"socket:[{inode}]" for inode in inodes}
    for process in Path("/proc").glob("[0-9]*"):
        if _has_open(process, wanted):
            return f"{_name(process)}（进程号 {process.name}）"
    return None


def _is_absent_address(error: OSError) -> bool:
    return error.errno == errno.EADDRNOTAVAIL


def _listening_inodes(port: int) -> Iterator[str]:
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _has_open(process: Path, wanted: set[str]) -> bool:
    try:
        return any(str(link.readlink()) in wanted for link in (process / "fd").iterdir())
    except OSError:
        return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8").strip()
    except OSError:
        return "程序"
