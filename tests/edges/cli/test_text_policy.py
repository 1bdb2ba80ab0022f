"""`gongkai text policy`: one object, a line for each of many files, or a summary to read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.edges.cli.text_tools import text

NOTICE = (
    "云溪县民政局关于公示的通知\n云民发〔2026〕5号\n各乡镇人民政府：\n"
    "一、公示名单。（县民政局负责，2026年6月底前完成）\n云溪县民政局\n2026年5月8日\n（此件公开发布）\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "001.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_one_file_is_one_object(file: Path) -> None:
    result = CliRunner().invoke(text, ["policy", str(file), "--json"])
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert (record["title"], record["doc_number"]) == ("云溪县民政局关于公示的通知", "云民发〔2026〕5号")
    (task,) = record["tasks"]
    assert {key: task[key] for key in ("path", "units", "lead_units", "etc", "due_text", "due")} == {
        "path": "一", "units": ["县民政局"], "lead_units": [], "etc": False,
        "due_text": "2026年6月底前完成", "due": "2026-06-30",
    }  # fmt: skip
    assert record["places"]["openness"] == {"line": 7, "text": "（此件公开发布）"}
    assert "索引号" in record["reasons"]["index_no"]


def test_a_folder_is_a_line_for_each_document(file: Path) -> None:
    (file.parent / "002.md").write_text(f"# {NOTICE}", encoding="utf-8")
    (file.parent / "labels.jsonl").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(text, ["policy", str(file.parent), "--jsonl"])
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["file"] for record in records] == ["001.txt", "002.md"]
    assert {record["title"] for record in records} == {"云溪县民政局关于公示的通知"}


def test_one_bad_file_among_many_is_named_and_the_others_are_read(file: Path) -> None:
    bad = file.parent / "000.pdf"
    bad.write_bytes(b"%PDF")
    result = CliRunner().invoke(text, ["policy", str(bad), str(file), "--json"])
    assert result.exit_code == 1
    assert "000.pdf" in result.stderr
    assert json.loads(result.stdout)["file"] == "001.txt"


def test_a_single_bad_file_is_refused(file: Path) -> None:
    bad = file.parent / "000.pdf"
    bad.write_bytes(b"%PDF")
    result = CliRunner().invoke(text, ["policy", str(bad)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "000.pdf" in result.stderr


def test_the_summary_tells_places_and_reasons(file: Path) -> None:
    result = CliRunner().invoke(text, ["policy", str(file)])
    assert result.exit_code == 0
    assert "成文日期：2026-05-08（第6行）" in result.stdout
    assert "发布日期：空（" in result.stdout
    assert "任务 一 公示名单。：县民政局，2026年6月底前完成" in result.stdout


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_text_from_standard_input(codec: str) -> None:
    result = CliRunner().invoke(text, ["policy", "-", "--json"], input=NOTICE.encode(codec))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["doc_number"] == "云民发〔2026〕5号"
    shown = CliRunner().invoke(text, ["policy", "-"], input=NOTICE.encode(codec)).stdout
    assert shown.startswith("标准输入\n")


def test_standard_input_without_text_is_refused() -> None:
    for given, reason in ((b"", "是空的"), (bytes(range(256)), "不是文本文件")):
        result = CliRunner().invoke(text, ["policy", "-"], input=given)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "标准输入" in result.stderr and reason in result.stderr


def test_a_folder_with_nothing_to_read_is_named(file: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("空")
    (folder / "labels.jsonl").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(text, ["policy", str(folder), "--jsonl"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"文件夹“{folder}”里没有可以识读的文件" in result.stderr
    beside = CliRunner().invoke(text, ["policy", str(folder), str(file), "--jsonl"])
    assert beside.exit_code == 1
    assert "没有可以识读的文件" in beside.stderr
    assert json.loads(beside.stdout)["file"] == "001.txt"
