"""`gongkai text file`: places and texts, and a copy without what nobody sees."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from gongkai.edges.cli.main import main
from tests.text.file_contents import samples as s


def sample(folder: Path) -> Path:
    path = folder / "名单.xlsx"
    path.write_bytes(s.loaded_workbook())
    return path


def test_every_part_is_a_line_of_json(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["text", "file", str(sample(tmp_path)), "--json"])
    assert result.exit_code == 0, result.output
    parts = [json.loads(line) for line in result.output.splitlines()]
    assert parts[0] == {"place": "文件名", "text": "名单.xlsx", "hidden": False, "unread": False}
    hidden = {part["place"] for part in parts if part["hidden"]}
    assert "隐藏工作表“内部” A1" in hidden and "批注" in hidden


def test_in_words(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["text", "file", str(sample(tmp_path))])
    assert "工作表“发放名单” B3：甲" in result.output
    assert "看不见的文字" in result.output


def test_what_would_be_refused_says_so(tmp_path: Path) -> None:
    path = tmp_path / "图.png"
    path.write_bytes(s.png(after=b"<script>x</script>"))
    result = CliRunner().invoke(main, ["text", "file", str(path)])
    assert "上传时会被退回" in result.output and "夹带了网页代码" in result.output


def test_a_copy_is_saved_and_nothing_written_over(tmp_path: Path) -> None:
    target = tmp_path / "副本.xlsx"
    command = ["text", "file", str(sample(tmp_path)), "--clean", str(target)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0 and "已清除：批注" in result.output
    assert not s.holds(target.read_bytes(), s.SHEET_PLACES["隐藏列"])
    before = target.read_bytes()
    again = CliRunner().invoke(main, command)
    assert again.exit_code != 0 and target.read_bytes() == before
