"""What goes wrong when a reference file is read."""

from __future__ import annotations

from gongkai.kernel.errors import GongkaiError


class ReferenceDataError(GongkaiError):
    """A reference file is malformed; `message` names the file and the line or entry."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"参考数据 {where}：{problem}")
        self.where = where
