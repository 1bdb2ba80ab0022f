from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.foundation.storage.rules import NAME_LENGTH, clean_name


@pytest.mark.parametrize(("given_name", "shown"), [
    ("公告.pdf", "公告.pdf"),
    ("../../etc/passwd", "passwd"),
    ("..\\..\\windows\\system32\\表.xlsx", "表.xlsx"),
    ("C:\\Users\\a\\Desktop\\目录.xlsx", "目录.xlsx"),
    ("/绝对/路径.doc", "路径.doc"),
    ("a\x00b\x07c\r\n.txt", "abc.txt"),
    ("公告\u202efdp.exe", "公告fdp.exe"),
    ("公\u200b告\ufeff.pdf", "公告.pdf"),
    (" .公告.pdf. ", "公告.pdf"),
    ("...", "未命名文件"),
    ("", "未命名文件"),
    ("/", "未命名文件"),
    ("\ud800.pdf", "pdf"),
    ("CON.pdf", "_CON.pdf"),
    ("nul", "_nul"),
    ("com1.表.xlsx", "_com1.表.xlsx"),
    ("console.pdf", "console.pdf"),
    ('问：“a<b>?"*|".pdf', "问：“a＜b＞？”＊｜”.pdf"),
])  # fmt: skip
def test_names(given_name: str, shown: str) -> None:
    assert clean_name(given_name) == shown


def test_a_long_name_keeps_its_extension() -> None:
    assert clean_name("长" * 300 + ".docx") == "长" * (NAME_LENGTH - 5) + ".docx"


@pytest.mark.parametrize("name", ["a." + "x" * 300, "." * 10 + "长" * 300, "长" * 300])
def test_whatever_is_long_is_cut(name: str) -> None:
    assert 0 < len(clean_name(name)) <= NAME_LENGTH


@given(st.text(max_size=400))
@example("a." + "x" * 300)
def test_every_name_is_safe(name: str) -> None:
    shown = clean_name(name)
    assert 0 < len(shown) <= NAME_LENGTH
    assert not set(shown) & set('/\\<>:"|?*')
    assert shown not in {".", ".."}
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in shown)
    assert clean_name(shown) == shown
    shown.encode()
