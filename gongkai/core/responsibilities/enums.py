from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role


class ResponsibilitiesTag(TextChoices):
    AREA_ASSIGN = "responsibilities.area.assign", "登记领域责任单位"
    ASSIGNMENT_END = "responsibilities.assignment.end", "终止领域责任"
    MATRIX_FILL = "responsibilities.matrix.fill", "按参考数据填写责任矩阵"
    DUTIES_CARRY = "responsibilities.duties.carry", "领域责任随职责划转"


class Part(TextChoices):
    """How a body answers for an area (S1 二(一): one area, several bodies)."""

    LEAD = "lead", "牵头"
    JOINT = "joint", "配合"


KEEPERS = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who keeps the matrix of a division (S4 三(一): the open-affairs office organises and coordinates)."""
