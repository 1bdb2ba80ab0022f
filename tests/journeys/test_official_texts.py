"""Official texts out of files: in the workbench and on the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.papers import Upload, upload, word_document
from tests.journeys.people import SignIn, body_box, rare_word

if TYPE_CHECKING:
    from tests.journeys.conftest import Demonstration

SHARED = Path(os.environ.get("GONGKAI_SHARED", Path(__file__).parents[3] / "shared")) / "policies"
FOUNDING = [SHARED / f"S{number}.txt" for number in range(5)]
needs_founding_texts = pytest.mark.skipif(
    not all(file.exists() for file in FOUNDING), reason="the founding texts are not shipped"
)


def _lines(word: str) -> list[str]:
    return [
        f"云溪县人民政府办公室关于做好{word}工作的通知",
        "云政办发〔2026〕31号",
        "各乡镇人民政府，县政府各部门：",
        f"为做好{word}工作，现通知如下。",
        "一、总体要求",
        "坚持公开是常态、不公开是例外。",
        "二、工作安排",
        "各单位于年底前完成。",
        "云溪县人民政府办公室",
        "2026年9月18日",
        "（此件公开发布）",
    ]


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_text_becomes_a_draft(sign_in: SignIn, kind: str) -> None:
    """Number, date, headings and openness are read; the person looks them over."""
    word = rare_word()
    file = (
        upload("通知.txt", "\n".join(_lines(word)).encode("gb18030"), "text/plain")
        if kind == "txt"
        else word_document("通知.docx", _lines(word))
    )
    editor = sign_in("fzb.editor")
    _import(editor, file)
    form = editor.locator("#draft")  # the panel of relations has fields of the same names
    expect(form.get_by_label(re.compile("^标题"))).to_have_value(_lines(word)[0])
    expect(form.get_by_label("发文字号")).to_have_value("云政办发〔2026〕31号")
    expect(editor.get_by_label("成文日期")).to_have_value("2026-09-18")
    expect(editor.get_by_role("radio", name="主动公开")).to_be_checked()
    expect(body_box(editor).get_by_role("heading", name="一、总体要求")).to_be_visible()
    expect(body_box(editor)).to_contain_text(f"为做好{word}工作")


def test_what_cannot_be_read_is_said(sign_in: SignIn) -> None:
    editor = sign_in("fzb.editor")
    _import(editor, upload("通知.docx", b"PK\x03\x04 broken"), leads_on=False)
    expect(editor.get_by_role("alert")).to_contain_text("还差一点才能开始")
    expect(editor.get_by_role("alert")).to_contain_text(re.compile("docx|Word|损坏"))


@needs_founding_texts
def test_founding_texts_in_the_workbench(sign_in: SignIn) -> None:
    editor = sign_in("fzb.editor")
    for file in FOUNDING:
        _import(editor, upload(file.name, file.read_bytes(), "text/plain"))
        title = editor.locator("#draft").get_by_label(re.compile("^标题")).input_value()
        assert title.strip()
        assert title != file.stem, "the title was found in the text"
        assert len(body_box(editor).inner_text()) > 500
        editor.get_by_role("button", name="暂存", exact=True).click()
        expect(editor.get_by_text(re.compile("已暂存"))).to_be_visible()


@needs_founding_texts
def test_founding_texts_on_the_command_line(demonstration: Demonstration) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["GONGKAI_DATA_DIR"] = str(demonstration.folder)
    for file in FOUNDING:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "gongkai.edges.cli.main", "import-document", str(file)),
                *("--body", "云溪县人民政府办公室", "--item", "义务教育/招生政策"),
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "已存为草稿" in done.stdout


def _import(editor: Page, file: Upload, *, leads_on: bool = True) -> None:
    editor.get_by_role("navigation").get_by_role("link", name="起草文件").click()
    editor.get_by_label(re.compile("^或者从文件导入")).set_input_files(file)  # type: ignore[arg-type]
    editor.get_by_role("radio").first.check()
    editor.get_by_role("button", name="下一步：填写正文").click()
    if leads_on:
        expect(editor.get_by_text("请对照“读入情况”逐项核对后再提交")).to_be_visible()
