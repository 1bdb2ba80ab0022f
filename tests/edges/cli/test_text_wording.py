"""`gongkai text wording`: the same ways to give a text as every other tool."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gongkai.edges.cli.main import main


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_in_any_encoding(codec: str) -> None:
    done = CliRunner().invoke(main, ["text", "wording", "-", "--json"], input="请登录帐号".encode(codec))
    assert done.exit_code == 0
    hit = json.loads(done.stdout)
    assert (hit["start"], hit["text"], hit["suggestion"]) == (3, "帐号", "账号")


def test_what_is_no_text_is_refused() -> None:
    done = CliRunner().invoke(main, ["text", "wording", "-"], input=bytes(range(256)))
    assert done.exit_code == 2
    assert "文件“标准输入”不是文本文件" in done.stderr and not done.stdout
