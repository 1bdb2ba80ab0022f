"""Rules about the code that no linter knows, read from the files themselves."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Model

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "gongkai"
LONGEST_FILE = 400
LONG_FOR_A_REASON: frozenset[str] = frozenset()
"""Files over the limit, each with the lead's consent; data do not count."""

FORBIDDEN_NAMES = {"services", "utils", "util", "helpers", "helper", "common", "misc", "signals", "managers"}
DATA = {"gallery_samples.py", "common_passwords.py"}


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in modules():
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    """Files of the repository as git knows them; what is only lying about is nobody's fault."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


# --- structure ----------------------------------------------------------------------------------------


def test_no_rooms_for_odds_and_ends() -> None:
    found = [str(path) for path in PACKAGE.rglob("*") if path.stem in FORBIDDEN_NAMES]
    assert found == []


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if path.name not in DATA
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert set(long) <= LONG_FOR_A_REASON, long


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    found = []
    for name, tree in parsed():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom) and (
                    node.level or (node.module or "").startswith("gongkai")
                ):
                    found.append(f"{name}:{node.lineno}")
                if isinstance(node, ast.Import) and any(
                    alias.name.startswith("gongkai") for alias in node.names
                ):
                    found.append(f"{name}:{node.lineno}")
    assert found == []


def test_no_signals_and_no_admin() -> None:
    pattern = re.compile(r"django\.(db\.models\.signals|dispatch|contrib\.admin)\b|@receiver\b")
    assert [name for name, text in _own_texts() if pattern.search(text)] == []
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_the_clock_is_the_only_source_of_time() -> None:
    """In the tiers that judge by time; edges and the runtime may measure how long something took."""
    pattern = re.compile(
        r"datetime\.(now|utcnow|today)\(|date\.today\(|timezone\.(now|localdate)\(|time\.time\("
    )
    judged = ("gongkai/foundation/", "gongkai/core/", "gongkai/kernel/")
    found = [name for name, text in _own_texts() if name.startswith(judged) and pattern.search(text)]
    assert found == ["gongkai/kernel/clock.py"]


def test_rows_are_written_in_commands_only() -> None:
    """Edges, queries and policies never save; a second way of writing would pass by audit and policy."""
    pattern = re.compile(
        r"\.objects\.(create|bulk_create|update_or_create|get_or_create|bulk_update)\(|\.save\(|\.delete\(\)"
    )
    readers = [
        name
        for name, text in _own_texts()
        if pattern.search(text)
        and (Path(name).name in {"queries.py", "policies.py", "rules.py"} or "/queries/" in name)
    ]
    assert readers == []
    edges = [name for name, text in _own_texts() if name.startswith("gongkai/edges/") and ".objects." in text]
    assert edges == []


def _own_texts() -> Iterator[tuple[str, str]]:
    for path in modules():
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


# --- models -------------------------------------------------------------------------------------------

ORDER = ["audit", "outbox", "storage", "calendars", "organisations", "identity", "notifications",
         "deadlines", "search", "catalogue", "workflow", "guarding", "responsibilities", "powers",
         "information", "publishing", "wording", "importing"]  # fmt: skip


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


def test_foreign_keys_point_down() -> None:
    assert {model._meta.app_label for model in our_models()} <= set(ORDER)
    wrong = [
        f"{model._meta.label}.{key.name} -> {key.related_model._meta.label}"
        for model in our_models()
        for key in model._meta.get_fields()
        if isinstance(key, ForeignKey)
        and key.related_model._meta.app_label in ORDER
        and ORDER.index(key.related_model._meta.app_label) > ORDER.index(model._meta.app_label)
    ]
    assert wrong == []


def test_the_audit_log_points_nowhere_and_nobody_points_at_it() -> None:
    for model in our_models():
        for key in model._meta.get_fields():
            if isinstance(key, ForeignKey):
                ours, theirs = model._meta.app_label, key.related_model._meta.app_label
                assert (ours == "audit") == (theirs == "audit"), f"{model._meta.label}.{key.name}"


def test_migrations_are_complete(db: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# --- what must not be in the repository --------------------------------------------------------------

PLACES = re.compile(r"(?<![\w.~/])/(?:work|root|home/[a-z]+|Users/[A-Za-z]+)/[\w.-]+")
HOSTS = re.compile(
    r"(?:pypi|registry|mirror|mirrors|npm|artifactory|nexus)\.[a-z0-9.-]+\.[a-z]{2,}|pythonhosted|aliyun|tsinghua",
    re.IGNORECASE,
)
IDENTITY_CARD = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\w)"
)
MOBILE = re.compile(r"(?<![\dA-Za-z.])1[3-9]\d{9}(?![\dA-Za-z])")
BANK_CARD = re.compile(r"(?<![\dA-Fa-f])62\d{14,17}(?![\dA-Fa-f])")
ABOUT_ITSELF = "tests/architecture/test_code.py"


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a folder of one machine", PLACES),
        ("a package registry", HOSTS),
        ("an identity card number", IDENTITY_CARD),
        ("a mobile number", MOBILE),
        ("a bank card number", BANK_CARD),
    ],
)
def test_what_must_not_be_in_the_repository(what: str, pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in texts()
        if name != ABOUT_ITSELF
        for match in pattern.finditer(text)
    ]
    assert found == [], f"{what} in tracked files"


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        packages = re.findall(r"^[A-Za-z0-9_.\[\]-]+==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[A-Za-z0-9_.\[\]-]+==)", text, flags=re.MULTILINE)[1:]
        assert len(packages) > 20
        assert all("--hash=sha256:" in block for block in blocks)


# --- settings -----------------------------------------------------------------------------------------


def test_settings_are_safe_by_themselves() -> None:
    assert not settings.DEBUG or settings.ALLOWED_HOSTS  # pytest switches DEBUG off
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE in {"Lax", "Strict"}
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SECURE_CONTENT_TYPE_NOSNIFF
    assert settings.X_FRAME_OPTIONS == "DENY"
    assert len(settings.SECRET_KEY) >= 50
    assert "*" not in settings.ALLOWED_HOSTS
    middleware = settings.MIDDLEWARE
    assert middleware[0] == "django.middleware.security.SecurityMiddleware"
    assert "django.middleware.csrf.CsrfViewMiddleware" in middleware
    assert any("content_security_policy" in name for name in middleware)


def test_https_makes_the_cookies_secure() -> None:
    """In a process of its own, because settings are read once."""
    import os
    import sys

    script = (
        "import gongkai.config.settings as s; print(s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.SECURE_SSL_REDIRECT)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "GONGKAI_HTTPS": "true", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True"] * 4


def test_every_setting_comes_from_the_environment_or_is_fixed() -> None:
    text = (PACKAGE / "config" / "settings.py").read_text(encoding="utf-8")
    assert not re.search(r"(SECRET_KEY|PASSWORD|TOKEN)\s*=\s*[\"'][^\"']{8,}", text)
