"""Public identifiers: short, without meaning, safe to say over the telephone."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No 0/o, 1/i/l: an address may have to be typed from paper."""

PUBLIC_ID_LENGTH = 12


def new_public_id() -> str:
    """A fresh identifier of 12 characters (59 bits): not guessable by counting."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))
