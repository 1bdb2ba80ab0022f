"""`gongkai text catalogue`: a line of JSON for each item, or a summary to read."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from gongkai.edges.cli.text_tools import text
from tests.text.catalogue.flattened import bars


def test_a_line_of_json_for_each_item(tmp_path: Path) -> None:
    file = tmp_path / "017_yunxi.txt"
    file.write_text(bars(), encoding="utf-8")
    result = CliRunner().invoke(text, ["catalogue", str(file), "--json"])
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["seq"] for row in rows] == [1, 2, 3]
    assert {(row["domain"], row["source_id"]) for row in rows} == {("安全生产", "017")}


def test_text_on_standard_input() -> None:
    result = CliRunner().invoke(text, ["catalogue", "-"], input=bars(blanks=False))
    assert result.exit_code == 0
    assert "安全生产：3 个事项" in result.stdout
    assert "空白栏没有保留下来" in result.stdout


def test_a_given_format_is_taken_for_true(tmp_path: Path) -> None:
    file = tmp_path / "目录"
    file.write_text(
        "序号,一级事项,二级事项,公开内容,公开依据\n1,矿山监管,计划,文本,《云溪县办法》\n", encoding="gb18030"
    )
    result = CliRunner().invoke(text, ["catalogue", str(file), "--format", "csv", "--json"])
    assert json.loads(result.stdout)["basis"] == ["云溪县办法"]


def test_a_text_without_a_catalogue_prints_no_row_and_says_why(tmp_path: Path) -> None:
    result = CliRunner().invoke(text, ["catalogue", "-", "--json"], input="目录见附件。")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "没有找到标准目录的表格" in result.stderr
