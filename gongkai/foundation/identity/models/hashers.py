"""How passwords are hashed."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB and one pass, one of the equivalent settings of the OWASP Password Storage
    Cheat Sheet.

    Django's own setting (100 MiB, eight lanes) takes four times the processor time, and a few sign-ins
    at the same moment would take a county server's memory.
    """

    memory_cost = 46 * 1024
    time_cost = 1
    parallelism = 1
