"""Texts that no copy of the database may give away: encrypted with keys that lie outside of it."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from gongkai.kernel.secret import Secret


class Unsealable(Exception):
    """No key fits: the keys of the installation were replaced or lost."""


def seal(secret: Secret[str], keys: str) -> str:
    """Encrypt with the newest key.

    Args:
        keys: one key, or several joined by commas, the newest first.
    """
    return _box(keys).encrypt(secret.reveal().encode()).decode()


def unseal(token: str, keys: str) -> Secret[str]:
    """Decrypt with whichever key fits.

    Raises:
        Unsealable: none does.
    """
    try:
        return Secret(_box(keys).decrypt(token.encode()).decode())
    except InvalidToken as error:
        raise Unsealable from error


def _box(keys: str) -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in keys.split(",")])
