"""The data folder and its secrets."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gongkai.runtime.home import Home
from gongkai.runtime.problem import RuntimeProblem


def test_the_environment_names_the_folder(tmp_path: Path) -> None:
    assert Home.find({"GONGKAI_DATA_DIR": str(tmp_path / "d")}).root == tmp_path / "d"


def test_a_relative_name_counts_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Home.find({"GONGKAI_DATA_DIR": "mine"}).root == tmp_path / "mine"


def test_without_a_name_it_lies_in_the_checkout() -> None:
    checkout = Path(__file__).resolve().parents[2]
    assert Home.find({}).root == checkout / "data"


def test_prepare_makes_private_folders_and_both_secrets(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    home.prepare()
    for folder in (home.files, home.logs, home.run, home.root / "secrets"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("secret_key", "field_key"):
        assert stat.S_IMODE((home.root / "secrets" / name).stat().st_mode) == 0o600


def test_secrets_are_made_once_and_differ_between_homes(tmp_path: Path) -> None:
    home, other = Home(tmp_path / "a"), Home(tmp_path / "b")
    first = home.secret_key(), home.field_key()
    home.prepare()
    assert (home.secret_key(), home.field_key()) == first
    assert len(first[0]) >= 50
    assert other.secret_key() != first[0]


def test_a_lost_key_is_never_replaced_silently(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    (home.root / "secrets" / "field_key").unlink()
    with pytest.raises(RuntimeProblem, match="不见了") as caught:
        home.field_key()
    assert "备份" in caught.value.advice


def test_a_truncated_key_is_refused(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    (home.root / "secrets" / "secret_key").write_text("")
    with pytest.raises(RuntimeProblem, match="不完整"):
        home.secret_key()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("notes")
    with pytest.raises(RuntimeProblem, match="同名文件"):
        Home(tmp_path / "data").prepare()
    assert (tmp_path / "data").read_text() == "notes"


def test_a_folder_that_cannot_be_made() -> None:
    with pytest.raises(RuntimeProblem, match="不能写数据文件夹"):
        Home(Path("/proc/gongkai/data")).prepare()


def test_the_database_address_is_known_before_and_after_the_first_start(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.database_url().startswith("postgresql://gongkai@/gongkai?host=")
    home.prepare()
    home.database_url_file.write_text("postgresql://elsewhere/x\n")
    assert home.database_url() == "postgresql://elsewhere/x"
