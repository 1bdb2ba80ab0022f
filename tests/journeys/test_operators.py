"""What operators fear: a server that dies, a database that is gone. Run after all other journeys."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.journeys.people import Paper, SignIn, body_box, draft
from tests.journeys.processes import command_line, descendants, wait_until

if TYPE_CHECKING:
    from tests.journeys.conftest import Demonstration

RESTART_SECONDS = 40


def test_the_web_server_is_killed(demonstration: Demonstration, page: Page) -> None:
    """kill -9 of the web server and its workers: the supervisor starts it again."""
    servers = _running(demonstration, "granian")
    assert servers
    for pid in servers:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: _answers(page, demonstration.address), RESTART_SECONDS, "the portal answers")
    assert not servers & _running(demonstration, "granian")
    assert demonstration.process.poll() is None


def test_one_worker_of_the_web_server_is_killed(demonstration: Demonstration, page: Page) -> None:
    """The others answer meanwhile, and the lost one is replaced."""
    servers = _running(demonstration, "granian")
    worker = max(servers)
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(_running(demonstration, "granian") - {worker}) >= len(servers), 20, "a new worker")
    wait_until(lambda: _answers(page, demonstration.address), RESTART_SECONDS, "the portal answers")


def test_the_database_is_gone_in_the_middle_of_writing(
    demonstration: Demonstration, sign_in: SignIn, page: Page
) -> None:
    """A page that says so, 503; what was typed stays; when it is back the work goes on."""
    editor = sign_in("jtj.editor")
    paper = Paper()
    draft(editor, paper)
    server = int((_database(demonstration) / "postmaster.pid").read_text().split()[0])
    # the supervisor would have a new one running within a second: let it look away meanwhile
    os.kill(demonstration.process.pid, signal.SIGSTOP)
    try:
        os.kill(server, signal.SIGINT)
        wait_until(lambda: not Path(f"/proc/{server}").exists() or _is_dead(server), 20, "the database ended")
        body_box(editor).fill("数据库中断时写的一段。")
        expect(editor.get_by_role("status").filter(has_text="保存失败")).to_be_visible(timeout=45_000)
        editor.get_by_role("button", name="暂存", exact=True).click()
        expect(editor.get_by_role("heading", name="暂时无法服务")).to_be_visible(timeout=45_000)
        expect(editor.get_by_role("main")).to_contain_text("数据库暂时无法连接，这一步没有生效")
        answer = page.goto(f"{demonstration.address}/documents/?once")
        assert answer is not None
        assert answer.status == 503
        assert answer.headers["retry-after"]
        expect(page.get_by_role("main")).to_contain_text(re.compile("暂时|稍"))
    finally:
        os.kill(demonstration.process.pid, signal.SIGCONT)
    wait_until(lambda: _answers(page, demonstration.address), RESTART_SECONDS, "the portal answers")

    editor.go_back()
    editor.get_by_role("button", name="恢复到表单").click()
    expect(body_box(editor)).to_contain_text("数据库中断时写的一段。")
    editor.get_by_role("button", name="暂存", exact=True).click()
    expect(editor.get_by_text("已暂存。")).to_be_visible(timeout=20_000)
    editor.goto(f"{paper.address}edit/")
    expect(body_box(editor)).to_contain_text("数据库中断时写的一段。")


def _answers(page: Page, address: str) -> bool:
    try:
        return page.request.get(f"{address}/documents/", timeout=5_000).ok
    except Exception as error:
        assert "ECONN" in str(error) or "Timeout" in str(error) or "hang up" in str(error), error
        return False


def _running(demonstration: Demonstration, program: str) -> set[int]:
    return {pid for pid in descendants(demonstration.process.pid) if program in command_line(pid)}


def _is_dead(pid: int) -> bool:
    """A zombie counts: whoever started it is not looking."""
    return not command_line(pid)


def _database(demonstration: Demonstration) -> Path:
    """The cluster's folder, wherever the launcher had to put it."""
    elsewhere = demonstration.folder / "postgres.location"
    base = Path(elsewhere.read_text().strip()) if elsewhere.exists() else demonstration.folder / "postgres"
    return base / "data"
