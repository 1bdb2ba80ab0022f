"""Unified social credit codes (统一社会信用代码, GB 32100-2015): 18 characters with a check digit."""

from __future__ import annotations

import unicodedata

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError

from gongkai.kernel.errors import InvalidInput

LENGTH = 18


def normalise(code: str) -> str:
    """The code in upper case without spaces and hyphens.

    Raises InvalidInput with the reason in Chinese.
    """
    reason = problem(code)
    if reason:
        raise InvalidInput(reason)
    return _compact(code)


def problem(code: str) -> str:
    """What is wrong with `code`, in Chinese; empty when it is right."""
    compact = _compact(code)
    try:
        uscc.validate(compact)
    except InvalidLength:
        return f"统一社会信用代码应为 {LENGTH} 位，现在是 {len(compact)} 位，请核对是否漏字或多字。"
    except InvalidChecksum:
        return "统一社会信用代码的校验位不符，可能有一位写错，请对照登记证书核对。"
    except InvalidComponent:
        return "统一社会信用代码的登记管理机关或地区部分不对，请对照登记证书核对。"
    except ValidationError:
        return "统一社会信用代码只能用数字和大写字母（不用 I、O、S、V、Z），请核对是否把字母和数字混淆。"
    return ""


def make_check_digit(first_17: str) -> str:
    """The 18th character for the first 17.

    Raises InvalidInput when `first_17` is not 17 characters of the code's alphabet.
    """
    compact = _compact(first_17)
    if len(compact) != LENGTH - 1:
        raise InvalidInput(f"计算校验位需要前 {LENGTH - 1} 位，现在是 {len(compact)} 位。")
    try:
        return uscc.calc_check_digit(compact)
    except (ValidationError, ValueError) as error:
        raise InvalidInput("统一社会信用代码只能用数字和大写字母（不用 I、O、S、V、Z）。") from error


def _compact(code: str) -> str:
    return "".join(unicodedata.normalize("NFKC", code).split()).replace("-", "").upper()
