"""The documents say what the code says: words, roles, commands, settings, links."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices

import gongkai.core
import gongkai.foundation
from gongkai.foundation.execution import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_LINK = re.compile(r"""(?:\]\(|src=")([^)#\s"]+)""")
_VARIABLE = re.compile(r"""["'](GONGKAI_[A-Z_]+|PG_BIN_DIR|DATABASE_URL)["']""")


def _import_apps() -> None:
    for package in (gongkai.foundation, gongkai.core):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name:
                importlib.import_module(module.name)


def _vocabularies() -> list[type[TextChoices]]:
    _import_apps()
    return [
        kind
        for kind in TextChoices.__subclasses__()
        if kind.__module__.startswith("gongkai.") and not kind.__name__.endswith("Tag")
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files(path: Path) -> None:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    targets = [target for target in _LINK.findall(text) if "://" not in target]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_glossary_has_every_model() -> None:
    models = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]
    assert [model.__name__ for model in models if f"| `{model.__name__}` |" not in GLOSSARY] == []


def test_glossary_has_every_state_and_role() -> None:
    missing = [
        f"{kind.__name__}.{member.name}"
        for kind in _vocabularies()
        for member in kind
        if not re.search(rf"`{member.name}`(?: \|)? `?{re.escape(str(member.label))}", GLOSSARY)
    ]
    assert missing == []


def test_glossary_has_every_command() -> None:
    _import_apps()
    rows = [
        f"| `{tag}` | `{entry.label}` | `{entry.run.__name__.lstrip('_')}` |"
        for tag, entry in COMMANDS.items()
        if entry.run.__module__.startswith("gongkai.")
    ]
    assert [row for row in rows if row not in GLOSSARY] == []


def test_operations_has_every_variable() -> None:
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    sources = [*ROOT.glob("gongkai/config/*.py"), *ROOT.glob("gongkai/runtime/**/*.py")]
    names = {name for path in sources for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert names
    assert [name for name in sorted(names) if f"| `{name}` |" not in text] == []


def test_chinese_readme_has_the_demonstration_accounts() -> None:
    from gongkai.edges.cli.demonstration.greeting import PASSWORD, SHOWN_ACCOUNTS

    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    assert PASSWORD in text
    assert [row.username for row in SHOWN_ACCOUNTS if f"| `{row.username}` | {row.what} |" not in text] == []
