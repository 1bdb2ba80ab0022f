"""Passwords that are hashed quickly: the real hash takes a tenth of a second of processor time by design."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth import hashers


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """For every test that asks for no other; those of the real hash name it in `settings`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "django.conf.settings.PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
        )
        hashers.reset_hashers(setting="PASSWORD_HASHERS")  # kept by whoever has hashed a password before
        yield
