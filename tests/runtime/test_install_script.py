"""scripts/install.sh, with an interpreter that only writes down what it is asked for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_INTERPRETER = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
    *ensurepip*) exit ${NO_ENSUREPIP:-0} ;;
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    *"-m pip install"*) exit ${NO_NETWORK:-0} ;;
esac
"""


class Checkout:
    """A folder with what the script needs, and the calls that it made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "scripts").mkdir(parents=True)
        shutil.copy(_ROOT / "scripts" / "install.sh", root / "scripts")
        for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
            (root / name).write_text(name)
        self.python = root.parent / "fake-python"
        self.python.write_text(_INTERPRETER)
        self.python.chmod(0o755)

    def install(self, profile: str = "run", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the script and return what it said."""
        calls = self.root.parent / "calls"
        calls.unlink(missing_ok=True)
        calls.touch()
        return subprocess.run(
            ["/bin/sh", str(self.root / "scripts" / "install.sh"), profile],
            env={"PATH": "/usr/bin:/bin", "PYTHON": str(self.python), "CALLS": str(calls), **environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    @property
    def calls(self) -> str:
        """What the interpreter was asked for in the last run."""
        return (self.root.parent / "calls").read_text()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh one, in a folder whose name has a space."""
    return Checkout(tmp_path / "my checkout")


def test_the_first_run_installs_by_hash_and_then_gongkai_itself(checkout: Checkout) -> None:
    done = checkout.install()
    assert done.returncode == 0, done.stderr
    assert "--require-hashes -r requirements.lock" in checkout.calls
    assert "--no-deps --no-build-isolation --editable ." in checkout.calls


def test_the_second_run_installs_nothing(checkout: Checkout) -> None:
    checkout.install()
    done = checkout.install()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "pip" not in checkout.calls


def test_what_tests_need_includes_what_running_needs(checkout: Checkout) -> None:
    checkout.install("dev")
    assert "requirements-dev.lock" in checkout.calls
    checkout.install("run")
    assert "pip" not in checkout.calls


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_installs_again(checkout: Checkout, name: str) -> None:
    checkout.install()
    (checkout.root / name).write_text("new")
    checkout.install()
    assert "pip install" in checkout.calls
    assert "-m venv" not in checkout.calls


def test_an_interrupted_installation_goes_on(checkout: Checkout) -> None:
    failed = checkout.install(NO_NETWORK="1")
    assert failed.returncode != 0
    assert "再执行一次" in failed.stderr
    assert "run it again" in failed.stderr
    assert checkout.install().returncode == 0
    assert "pip install" in checkout.calls


def test_a_broken_environment_is_made_anew(checkout: Checkout) -> None:
    checkout.install()
    (checkout.root / ".venv" / "bin" / "python").unlink()
    done = checkout.install()
    assert done.returncode == 0
    assert "重新建立" in done.stdout
    assert "-m venv" in checkout.calls


def test_a_moved_checkout_gets_a_new_environment(checkout: Checkout) -> None:
    checkout.install()
    checkout.root = checkout.root.rename(checkout.root.with_name("moved"))
    assert checkout.install().returncode == 0
    assert "-m venv" in checkout.calls


def test_a_missing_venv_module_says_what_to_install(checkout: Checkout) -> None:
    done = checkout.install(NO_ENSUREPIP="1")
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert "不能建立虚拟环境" in done.stderr
    assert not (checkout.root / ".venv").exists()


def test_no_python_says_what_to_install(checkout: Checkout) -> None:
    done = checkout.install(PYTHON="no-such-python")
    assert done.returncode == 1
    assert "没有找到 Python 3.11" in done.stderr
    assert "No Python 3.11 or newer" in done.stderr
