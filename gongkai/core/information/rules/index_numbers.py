"""索引号: given once, never changed, read in every form that is met."""

from __future__ import annotations


def index_number(uscc: str, year: int, number: int) -> str:
    """索引号 as USCC/YYYY-NNNNN (政府信息公开目录系统实施指引, with the 18-character code of today)."""
    return f"{uscc}/{year}-{number:05d}"
