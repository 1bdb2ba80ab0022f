"""Files of older kinds made into such as can be read and cleaned, by an office program beside this one.

The program is optional and not trusted: it runs in a folder of its own with a profile of its own, without
macros, without following links, without the network where the system lets us take it away, for a limited
time; and what it hands back is checked like an upload.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.text.archives import MEBIBYTE
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents import FileKind, refuse_danger

_TARGETS = {
    FileKind.DOC: (".doc", "docx:MS Word 2007 XML", FileKind.DOCX),
    FileKind.XLS: (".xls", "xlsx:Calc MS Excel 2007 XML", FileKind.XLSX),
}
"""Kind → the suffix by which the program knows it, its filter for the new kind, that kind."""

_LARGEST = 100 * MEBIBYTE
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""No macros, no links followed, no updates of what a file refers to."""

_NOWHERE = "http://127.0.0.1:9"
_one_at_a_time = threading.Lock()
"""A program takes hundreds of megabytes."""


@dataclass(frozen=True, slots=True)
class Converter:
    """An office program that understands the options of LibreOffice.

    `seconds`: how long one file may take, and how long a caller waits for those before it.
    """

    program: Path
    seconds: float = 60

    def converts(self, kind: FileKind) -> bool:
        return kind in _TARGETS

    def convert(self, name: str, content: bytes, kind: FileKind) -> tuple[str, bytes]:
        """The file in its new kind, with the name that it then has.

        Raises:
            UnreadableFile: the program failed, took too long, is not there, or made something else.
        """
        suffix, wanted, target = _TARGETS[kind]
        if not _one_at_a_time.acquire(timeout=self.seconds):
            raise UnreadableFile(
                f"文件“{name}”没有转换：排队的文件较多。请稍后再上传，或另存为 .{target.value} 后上传。"
            )
        try:
            with tempfile.TemporaryDirectory(prefix="gongkai-convert-") as folder:
                made = self._run(Path(folder), suffix, wanted, content)
        finally:
            _one_at_a_time.release()
        if not made:
            raise UnreadableFile(
                f"文件“{name}”没有转换成功，可能已损坏或内容过于复杂。"
                f"请用办公软件打开，另存为 .{target.value} 后再上传。"
            )
        shown = f"{name.rpartition('.')[0] or name}.{target.value}"
        if refuse_danger(shown, made) is not target:
            raise UnreadableFile(f"文件“{name}”转换后不是 .{target.value}，没有保存。请另存后再上传。")
        return shown, made

    def _run(self, folder: Path, suffix: str, wanted: str, content: bytes) -> bytes:
        """What the program made of the content; nothing where it failed."""
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE)
        source = folder / f"file{suffix}"
        source.write_bytes(content)
        command = [
            *_without_network(), str(self.program), f"-env:UserInstallation={profile.as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", wanted,
            "--outdir", str(folder / "made"), str(source),
        ]  # fmt: skip
        if not _finished(command, folder, self.seconds):
            return b""
        made = folder / "made" / f"file.{wanted.partition(':')[0]}"
        try:
            return made.read_bytes() if made.stat().st_size <= _LARGEST else b""
        except OSError:
            return b""


def _finished(command: list[str], folder: Path, seconds: float) -> bool:
    """Run it with nothing of our environment; everything that it started ends with it."""
    environment = {
        "PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8",
        "http_proxy": _NOWHERE, "https_proxy": _NOWHERE,
    }  # fmt: skip
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is the operator's, its arguments are ours
            command, cwd=folder, env=environment, start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:
        return False
    try:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
        resource.prlimit(process.pid, resource.RLIMIT_CORE, (0, 0))
        return process.wait(seconds) == 0
    except (subprocess.TimeoutExpired, OSError):
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@cache
def _without_network() -> tuple[str, ...]:
    """What takes the network away from a program, where the system lets ordinary users do so."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    taken = (unshare, "--user", "--map-current-user", "--net")
    tried = subprocess.run([*taken, "true"], capture_output=True, check=False)  # noqa: S603 - as above
    return taken if tried.returncode == 0 else ()
