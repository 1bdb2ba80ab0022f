"""The lock files fit the project, carry hashes, and name no package index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]
_LOCKS = ("requirements.lock", "requirements-dev.lock")
_PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
_HOST = re.compile(
    r"://|\b[a-z0-9-]+\.(?:org|com|cn|net|io|dev)\b|--(?:extra-)?index|--find-links", re.IGNORECASE
)


def _pins(name: str) -> dict[str, str]:
    return dict(_PIN.findall((_ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", _LOCKS)
def test_no_address_and_no_host_name(name: str) -> None:
    assert _HOST.findall((_ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", _LOCKS)
def test_every_package_has_hashes(name: str) -> None:
    for entry in re.split(r"\n(?=[a-z0-9])", (_ROOT / name).read_text(encoding="utf-8").strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_what_is_tested_is_what_runs() -> None:
    run, dev = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert run.items() <= dev.items()


def test_every_dependency_is_locked() -> None:
    with (_ROOT / "pyproject.toml").open("rb") as stream:
        project = tomllib.load(stream)
    groups = project["dependency-groups"]
    development = [text for text in groups["dev"] if isinstance(text, str)]
    for texts, lock in (
        (project["project"]["dependencies"] + groups["build"], "requirements.lock"),
        (development, "requirements-dev.lock"),
    ):
        names = {re.split(r"[\[<>=~! ]", text, maxsplit=1)[0].lower() for text in texts}
        assert names <= _pins(lock).keys(), "run: make lock"
