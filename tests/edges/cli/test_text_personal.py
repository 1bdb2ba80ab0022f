"""`gongkai text personal-info`: standard input, text files, other formats through their parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from gongkai.edges.cli.main import main
from gongkai.edges.cli.text_tools import text
from gongkai.text.personal_information import shipped_text
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(text, ["personal-info", *arguments], input=given)


def test_a_finding_a_line_from_standard_input() -> None:
    given = f"户主李四\r\n身份证号：{SAMPLES['id_card']}，咨询电话：0999-2310001\n"
    done = run("-", "--json", given=given.encode())
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert list(found) == ["start", "end", "type", "severity", "masked"]
    assert given[found["start"] : found["end"]] == SAMPLES["id_card"]
    assert (found["type"], found["severity"]) == ("id_card", "hard")


def test_text_of_older_systems(tmp_path: Path) -> None:
    file = tmp_path / "名单.txt"
    file.write_bytes(f"手机：{SAMPLES['mobile']}".encode("gb18030"))
    (line,) = run(str(file), "--json").stdout.splitlines()
    assert (json.loads(line)["start"], json.loads(line)["end"]) == (3, 14)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["名单.txt", "名单.csv", "-"])
def test_text_with_a_byte_order_mark(tmp_path: Path, codec: str, name: str) -> None:
    """Unicode 文本 of Excel, and what an editor saves as Unicode; the mark counts no character."""
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    content = mark + f"姓名,证件\r\n李四,{SAMPLES['id_card']}\r\n".encode(codec)
    if name != "-":
        name = str(tmp_path / name)
        Path(name).write_bytes(content)
    (line,) = run(name, "--json", given=content).stdout.splitlines()
    assert (json.loads(line)["type"], json.loads(line)["start"]) == ("id_card", 10)


@pytest.mark.parametrize("name", ["名单.txt", "名单.csv", "数据.bin", "公文.docx", "公文.pdf", "-"])
@pytest.mark.parametrize("content", [bytes(range(256)) * 4, SAMPLES["id_card"].encode("utf-16-le")])
def test_what_is_no_text_is_not_passed_as_clean(tmp_path: Path, name: str, content: bytes) -> None:
    if name != "-":
        name = str(tmp_path / name)
        Path(name).write_bytes(content)
    done = CliRunner().invoke(main, ["text", "personal-info", name], input=content)
    assert done.exit_code == 2
    assert "不是文本文件，或文字编码无法识别" in done.stderr and not done.stdout


@pytest.mark.parametrize("stray", ["\x01", "\x0c", "\x1b", "\x07\x07"])
def test_a_few_stray_control_characters_hide_nothing(tmp_path: Path, stray: str) -> None:
    file = tmp_path / "名单.txt"
    file.write_text(f"李四{stray}，身份证号{SAMPLES['id_card']}", "utf-8")
    (line,) = run(str(file), "--json").stdout.splitlines()
    assert json.loads(line)["type"] == "id_card"


def test_a_workbook_names_the_place_and_tells_a_value_once(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "发放名单"
    sheet.append(["姓名", "身份证号", "金额（元）"])
    sheet.append(["李四", SAMPLES["id_card"], "300"])
    sheet.column_dimensions["B"].hidden = True
    file = tmp_path / "名单.xlsx"
    book.save(file)
    lines = [json.loads(line) for line in run(str(file), "--json").stdout.splitlines()]
    assert [line["type"] for line in lines] == ["id_card"]
    assert "发放名单" in lines[0]["place"]
    assert "“身份证号”" in lines[0]["place"]


def test_a_report_in_words_without_the_value() -> None:
    done = run("-", given=f"李四 {SAMPLES['id_card']}")
    assert SAMPLES["id_card"] not in done.output
    assert "必须处理 1 处，请核对 0 处" in done.output
    assert "没有发现个人信息" in run("-", given="监督电话：12345").output
    assert "没有发现个人信息" in run("-", given="").output


def test_own_rules(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(
        f"{shipped_text()}\n"
        '[[rule]]\ntype = "staff_no"\nlabel = "职工号"\nseverity = "review"\nkind = "words"\n'
        'reason = "本单位的职工号"\npattern = "ZG[0-9]{6}"\nhits = ["ZG000123"]\n',
        encoding="utf-8",
    )
    done = run("-", "--json", "--rules", str(rules), given="职工号ZG000123")
    assert json.loads(done.stdout)["type"] == "staff_no"
