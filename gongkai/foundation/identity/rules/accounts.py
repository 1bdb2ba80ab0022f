"""What a user name may be."""

from __future__ import annotations

import re
import unicodedata

DISPLAY_NAME_LENGTH = 40
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


def tidy_username(text: str) -> str:
    """As it is compared and kept: half-width, lower case, no space around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def username_fault(username: str) -> str:
    if _USERNAME.fullmatch(username):
        return ""
    return "用户名应为3至40位小写字母、数字、点、下划线或连字符，并以字母或数字开头。"
