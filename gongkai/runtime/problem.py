"""The one error of this package: something about the machine stands in the way."""

from __future__ import annotations

from gongkai.kernel.errors import GongkaiError


class RuntimeProblem(GongkaiError):
    """What is wrong, and what the operator can do about it; both Chinese, both shown as they are."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}\n  怎么办：{self.advice}"
