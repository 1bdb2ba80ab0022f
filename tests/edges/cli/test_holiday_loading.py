"""`gongkai load-calendar`: shown first, loaded on demand, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.edges.cli.main import main
from gongkai.foundation.calendars import commands, queries
from gongkai.reference.calendars import calendar_year
from tests import factories as make
from tests.edges.workbench.test_calendar import NOTICE_2027

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    commands.load_year(actor=make.SYSTEM, calendar=calendar_year(2026))


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "放假通知.txt"
    path.write_text(NOTICE_2027, encoding="utf-8")
    return path


def run(*arguments: str | Path, answer: str = "") -> Result:
    return CliRunner().invoke(main, ["load-calendar", *map(str, arguments)], input=answer)


def test_a_notice_is_shown_and_loaded_when_confirmed(notice: Path) -> None:
    result = run(notice, answer="y\n")
    assert result.exit_code == 0, result.output
    assert (
        "2027年，国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕99号）：新增33天"
        in result.output
    )
    assert "0项未办结的期限变动" in result.output and "已载入2027年工作日历第1版" in result.output
    assert queries.loaded_years() == [2026, 2027]
    version = queries.current_version(2027)
    assert version is not None
    assert (version.source, version.loaded_by) == ("放假通知.txt", "命令行载入放假安排")


def test_no_means_no(notice: Path) -> None:
    result = run(notice, answer="n\n")
    assert "没有载入，什么都没有改动" in result.output
    assert queries.loaded_years() == [2026]


def test_the_same_again_changes_nothing(notice: Path) -> None:
    run(notice, "--yes")
    again = run(notice, "--yes")
    assert again.exit_code == 0
    assert "与已载入的相同" in again.output
    assert queries.versions_of(2027).count() == 1


def test_number_and_date_on_the_command_line(notice: Path) -> None:
    text = NOTICE_2027.replace("国办发明电〔2026〕99号", "").replace("2026年11月25日", "")
    notice.write_text(text, encoding="utf-8")
    assert "没有文号" in run(notice, "--yes").output
    assert "没有印发日期" in run(notice, "--yes", "--number", "国办发明电〔2026〕1号").output
    given = ("--number", "国办发明电〔2026〕1号", "--issued-on", "2026-11-20", "--address", "https://x.cn/")
    assert run(notice, "--yes", *given).exit_code == 0
    assert queries.notices_of(2027)[0].address == "https://x.cn/"


@pytest.mark.parametrize(
    ("name", "content", "more", "reason"),
    [
        ("没有.txt", None, [], "无法打开文件"),
        ("空.txt", b"", [], "空"),
        ("x.toml", b"\xff", [], "不是 UTF-8"),
        ("错.txt", NOTICE_2027.replace("共8天", "共9天").encode(), [], "写明9天，按起止日期是8天"),
        ("好.txt", NOTICE_2027.encode(), ["--issued-on", "昨天"], "“昨天”不是日期"),
    ],
)
def test_what_cannot_be_loaded_is_said(
    tmp_path: Path, name: str, content: bytes | None, more: list[str], reason: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run(path, "--yes", *more)
    assert result.exit_code == 1
    assert reason in result.output
    assert queries.loaded_years() == [2026]
