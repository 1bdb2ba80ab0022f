"""Time-based one-time passwords (RFC 6238) and recovery codes.

GB/T 22239-2019 8.1.4.1 d): two or more ways of authentication, one of them cryptographic.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import datetime

import pyotp
from pyotp.utils import strings_equal

from gongkai.kernel.ids import ALPHABET

STEP_SECONDS = 30
WINDOW = 1
"""Steps before and after the present one that are accepted: clocks differ, thumbs are slow (RFC 6238 5.2)."""

ISSUER = "政务公开平台"
RECOVERY_CODES = 10
_GROUPS, _GROUP_LENGTH = 4, 4


def new_secret() -> str:
    """160 random bits in base 32, as RFC 4226 4 recommends."""
    return pyotp.random_base32()


def enrolment_uri(secret: str, username: str) -> str:
    """The address that authenticator programs read from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def matching_step(secret: str, code: str, at: datetime, last_step: int | None) -> int | None:
    """The step that `code` belongs to, or `None`.

    A step at or before `last_step` no longer counts: a code seen over the shoulder is worth nothing
    once it was used (RFC 6238 5.2).
    """
    totp = pyotp.TOTP(secret)
    present = int(at.timestamp()) // STEP_SECONDS
    given = tidy_code(code)
    for step in range(present - WINDOW, present + WINDOW + 1):
        is_fresh = last_step is None or step > last_step
        if strings_equal(given, totp.generate_otp(step)) and is_fresh:
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes of 16 characters (79 bits each), in groups that can be copied by hand."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
        for _ in range(RECOVERY_CODES)
    ]


def recovery_hash(code: str) -> str:
    """SHA-256; a slow hash would add nothing to 79 random bits."""
    return hashlib.sha256(tidy_code(code).encode()).hexdigest()


def tidy_code(code: str) -> str:
    """Half-width, lower case, without blanks and hyphens, as people type and programs show codes."""
    return "".join(unicodedata.normalize("NFKC", code).split()).replace("-", "").lower()
