"""Checks on a running database, of ours or another's."""

from __future__ import annotations

from typing import LiteralString

import psycopg

from gongkai.runtime.problem import RuntimeProblem

_SIMILAR: LiteralString = "select similarity('社会保险', '社会保险法') > 0"


def check_chinese_similarity(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Raise RuntimeProblem unless pg_trgm sees Chinese characters as letters (LC_CTYPE `C` blinds it)."""
    try:
        row = connection.execute(_SIMILAR).fetchone()
    except psycopg.errors.UndefinedFunction as error:
        raise RuntimeProblem(
            "数据库里没有启用 pg_trgm 扩展。",
            "以数据库所有者执行 CREATE EXTENSION pg_trgm，或执行 gongkai migrate。",
        ) from error
    if row is None or row[0] is not True:
        raise RuntimeProblem(
            "数据库的语言环境（LC_CTYPE）不认识汉字，相似查找会找不到中文。",
            "用 UTF8 编码和 C.UTF-8 语言环境重新建库后导入数据：initdb -E UTF8 --locale=C.UTF-8。",
        )
