"""The import contracts hold, and break when somebody plants a fault: a gate nobody saw fail is no gate."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FAULTS = {
    # a file in the package → what somebody might write into it, and how the contract names it
    "core/catalogue/queries/areas.py": (
        "from gongkai.core.information import enums as _\n",
        "gongkai.core.catalogue.queries.areas -> gongkai.core.information.enums",
    ),
    "core/workflow/rules/standing.py": (
        "def _lazy():\n    from gongkai.core.catalogue import enums\n    return enums\n",
        "gongkai.core.workflow.rules.standing -> gongkai.core.catalogue.enums",
    ),
    "core/information/rules/drafts.py": (
        "from django.db import models as _\n",
        "gongkai.core.information.rules.drafts -> django",
    ),
    "core/information/policies.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gongkai.edges.portal import urls\n",
        "gongkai.core.information.policies -> gongkai.edges.portal.urls",
    ),
    "core/information/models/document.py": (
        "from gongkai.core.information import queries as _\n",
        "gongkai.core.information.models.document -> gongkai.core.information.queries",
    ),
    "core/workflow/policies.py": (
        "from gongkai.core.workflow import commands as _\n",
        "gongkai.core.workflow.policies -> gongkai.core.workflow.commands",
    ),
    "core/publishing/queries/log.py": (
        "from gongkai.core.catalogue.models import CatalogueItem as _\n",
        "gongkai.core.publishing.queries.log -> gongkai.core.catalogue.models",
    ),
    "core/publishing/policies.py": (
        "from gongkai.core.information.transitions import EDITION as _\n",
        "gongkai.core.publishing.policies -> gongkai.core.information.transitions",
    ),
    "foundation/audit/queries.py": (
        "from gongkai.core.catalogue import enums as _\n",
        "gongkai.foundation.audit.queries -> gongkai.core.catalogue.enums",
    ),
    "foundation/storage/queries.py": (
        "from gongkai.foundation.identity import enums as _\n",
        "gongkai.foundation.storage.queries -> gongkai.foundation.identity.enums",
    ),
    "foundation/search/queries.py": (
        "from gongkai.foundation.outbox.models import Delivery as _\n",
        "gongkai.foundation.search.queries -> gongkai.foundation.outbox.models",
    ),
    "kernel/clock.py": ("import django as _\n", "gongkai.kernel.clock -> django"),
    "kernel/ids.py": (
        "from gongkai.text import dates as _\n",
        "gongkai.kernel.ids -> gongkai.text.dates",
    ),
    "text/dates.py": (
        "from gongkai.foundation.access import enums as _\n",
        "gongkai.text.dates -> gongkai.foundation.access.enums",
    ),
    "edges/portal/urls.py": (
        "from gongkai.core.information.models import Edition as _\n",
        "gongkai.edges.portal.urls -> gongkai.core.information.models",
    ),
    "edges/workbench/urls.py": (
        "from gongkai.edges.portal import urls as _\n",
        "gongkai.edges.workbench.urls -> gongkai.edges.portal.urls",
    ),
}
"""Each breaks a contract by itself; together they are found in one run."""

NEW_MODULES = {
    "a new app that is not listed": "core/newthing/__init__.py",
    "a new tier": "utils.py",
    "helpers inside an app": "core/workflow/helpers.py",
    "signals inside an app": "core/information/signals.py",
    "services inside an app": "foundation/identity/services.py",
}

ALLOWED = {
    "edges/portal/converters.py": "from gongkai.core.information import commands, enums, policies, queries\n",
    "edges/portal/urls.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
        "    from gongkai.core.information.models import Edition\n"
    ),
    "core/information/events.py": "from gongkai.foundation.outbox import events as _\n",
}
"""What the contracts must let pass, lest they be switched off."""


def lint(folder: Path, contracts: str) -> tuple[int, str]:
    """Exit status and output, the lines joined so that a wrapped name can be found."""
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", script, "--no-cache", "--config", f"contracts/{contracts}.toml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package's code in a folder of its own; the working tree is never touched."""
    only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "data", "documents", "*.pyc")
    shutil.copytree(ROOT / "gongkai", tmp_path / "gongkai", ignore=only_code)
    shutil.copytree(ROOT / "contracts", tmp_path / "contracts", ignore=only_code)
    return tmp_path


def plant(copy: Path, name: str, code: str) -> None:
    path = copy / "gongkai" / name
    path.parent.mkdir(exist_ok=True)
    present = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{present}\n{code}", encoding="utf-8")


@pytest.mark.parametrize("contracts", ["layers", "surface"])
def test_the_contracts_hold(contracts: str) -> None:
    status, output = lint(ROOT, contracts)
    assert status == 0, output


def test_planted_faults_are_found(copy: Path) -> None:
    for name, (code, _) in FAULTS.items():
        plant(copy, name, code)
    found = ""
    for contracts in ("layers", "surface"):
        status, output = lint(copy, contracts)
        assert status != 0
        found += " ".join(output.split())
    missed = [line for _, line in FAULTS.values() if line not in found]
    assert missed == []


@pytest.mark.parametrize("name", NEW_MODULES.values(), ids=NEW_MODULES)
def test_new_rooms_have_to_be_declared(copy: Path, name: str) -> None:
    plant(copy, name, '"""Something new."""\n')
    status, output = lint(copy, "layers")
    assert status != 0, f"{name} went unnoticed"
    assert name.removesuffix(".py").removesuffix("/__init__").rsplit("/", 1)[-1] in output


def test_cycles_are_found(copy: Path) -> None:
    plant(copy, "text/uscc.py", "from gongkai.text import dates as _\n")
    plant(copy, "text/dates.py", "from gongkai.text import uscc as _\n")
    status, output = lint(copy, "layers")
    assert status != 0
    assert "No cycles anywhere BROKEN" in output


def test_what_is_right_passes(copy: Path) -> None:
    for name, code in ALLOWED.items():
        plant(copy, name, code)
    for contracts in ("layers", "surface"):
        status, output = lint(copy, contracts)
        assert status == 0, output
