from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.foundation.identity import build


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    """The real hash takes a tenth of a second by design; `test_passwords_at_rest` uses it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def staff(db: None) -> build.Staff:
    return build.staff()
