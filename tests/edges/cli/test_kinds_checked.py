"""`gongkai check` reads the kinds of information, an office's own among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.edges.cli.checking import _kinds
from gongkai.reference.information_kinds import FOLDER_VARIABLE, information_kinds
from tests.edges.workbench.test_tables import NEW_KIND


def own_kind(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (folder / "well.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))


def test_the_shipped_kinds_are_well() -> None:
    assert (_kinds().text, _kinds().advice) == (f"信息类型：{len(information_kinds())}种", "")


def test_an_own_kind_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = len(information_kinds())
    own_kind(tmp_path, monkeypatch, NEW_KIND)
    assert _kinds().text == f"信息类型：{shipped + 1}种"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NEW_KIND.replace('group = "oversight"', 'group = "nowhere"'), "well.toml"),
        (NEW_KIND + '\n[[checks]]\ncheck = "magic"\n', "没有名为“magic”的校验"),
        (NEW_KIND + '\n[[checks]]\ncheck = "not_in_future"\nfields = ["day"]\n', "没有字段“day”"),
    ],
)
def test_a_fault_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    own_kind(tmp_path, monkeypatch, text)
    found = _kinds()
    assert words in found.text and found.advice
