"""Rules for passwords.

GB/T 22239-2019 8.1.4.1 a) asks for complexity and regular change without figures; the figures are
those usual in graded-protection assessments, on the stricter side.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from gongkai.foundation.identity.rules.common_passwords import STEMS

SHORTEST = 10
LONGEST = 128
CLASSES = 3
FEWEST_DIFFERENT = 6
REMEMBERED = 5
"""How many former passwords (the present one included) may not be used again."""

_FILLING = re.compile(r"[\d\W_]+")


def password_fault(password: str, username: str) -> str:
    """Why the password cannot be taken, or an empty text; repetition is judged by the hashes kept."""
    faults = (
        (len(password) < SHORTEST, f"密码至少{SHORTEST}位。"),
        (len(password) > LONGEST, f"密码不能超过{LONGEST}位。"),
        (class_count(password) < CLASSES, f"密码应包含大写字母、小写字母、数字、符号中的至少{CLASSES}类。"),
        (len(set(password)) < FEWEST_DIFFERENT, f"密码中不同的字符至少{FEWEST_DIFFERENT}个。"),
        (bool(username) and username in password.lower(), "密码不能包含用户名。"),
        (is_common(password), "该密码过于常见，容易被猜中，请换一个。"),
    )
    return next((message for is_wrong, message in faults if is_wrong), "")


def class_count(password: str) -> int:
    """How many of the four classes occur: capital and small letters, figures, everything else."""
    kinds = {
        "upper"
        if "A" <= c <= "Z"
        else "lower"
        if "a" <= c <= "z"
        else "digit"
        if "0" <= c <= "9"
        else "other"
        for c in password
    }
    return len(kinds)


def is_common(password: str) -> bool:
    """Whether a well-known word filled up with figures and signs, in front or behind, makes the password."""
    lowered = password.lower()
    words = [word for word in _FILLING.split(lowered) if word]
    if len(words) == 1 and words[0] in STEMS:
        return True
    return any(stem in lowered and not re.search(r"[a-z]", lowered.replace(stem, "")) for stem in STEMS)


def is_expired(changed_at: datetime, now: datetime, longest_age: timedelta) -> bool:
    """A longest age of zero means that passwords do not expire."""
    return bool(longest_age) and now - changed_at >= longest_age
