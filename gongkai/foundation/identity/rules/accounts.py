"""What a user name and a display name may be."""

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


def display_name_fault(name: str) -> str:
    if not name:
        return "请填写姓名（实名，一人一号）。"
    if len(name) > DISPLAY_NAME_LENGTH:
        return f"姓名不能超过{DISPLAY_NAME_LENGTH}个字。"
    if any(unicodedata.category(character).startswith("C") for character in name):
        return "姓名中有看不见的控制字符，请重新录入。"
    return ""


def telephone_fault(text: str) -> str:
    if re.fullmatch(r"[0-9+() \-转]{0,40}", text):
        return ""
    return "联系电话只能包含数字、括号、连接号和“转”，不超过40个字。"
