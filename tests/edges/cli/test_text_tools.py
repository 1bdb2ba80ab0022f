"""`gongkai text` on the command line: one wording, or lines; words or JSON."""

from __future__ import annotations

import json

from click.testing import CliRunner

from gongkai.edges.cli.main import main


def run(*arguments: str, lines: str = "") -> str:
    result = CliRunner().invoke(main, ["text", "time-limit", *arguments], input=lines)
    assert result.exit_code == 0, result.output
    return result.output


def test_one_wording_in_words() -> None:
    shown = run("自信息形成之日起20个工作日内；法律另有规定的，从其规定")
    assert "信息形成之日起20个工作日内" in shown
    assert "从其规定" in shown
    assert "全部读懂" in shown


def test_what_is_not_understood_is_shown() -> None:
    assert "需要人工核对：信息形成之日起*个工作日内" in run("信息形成之日起*个工作日内")
    assert "没有读出期限" in run("", lines="")


def test_lines_become_lines_of_json() -> None:
    lines = "每季度的首个月20日\n\n20个工作\n"
    for arguments in (["--json"], ["-", "--json"]):
        answers = [json.loads(line) for line in run(*arguments, lines=lines).splitlines()]
        assert [answer["understood"] for answer in answers] == [True, False, False]
        assert answers[0]["rules"][0]["by"] == "M1-20"
        assert answers[2] == {"rules": [], "law_prevails": False, "understood": False, "rest": "20个工作"}


def test_a_file_in_another_encoding_is_read_to_its_end() -> None:
    result = CliRunner().invoke(
        main, ["text", "time-limit", "--json"], input="每月\n".encode("gb18030") + "每年\n".encode()
    )
    assert result.exit_code == 0
    assert [json.loads(line)["understood"] for line in result.output.splitlines()] == [False, True]
