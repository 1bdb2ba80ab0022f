"""A row's own key followed by those above it: "everything that X reaches" is one indexed condition."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from gongkai.foundation.organisations.enums import BodyKind


def lineage_field() -> ArrayField[list[int], list[int]]:
    return ArrayField(models.BigIntegerField(), editable=False)


def lineage_constraint(name: str) -> models.CheckConstraint:
    """The lineage starts with the row itself and goes on with its parent.

    The lengths are asked for as well: an element that is not there is NULL, which a CHECK lets pass.
    """
    is_root = models.Q(parent__isnull=True, lineage__len=1)
    has_parent = models.Q(parent__isnull=False, lineage__len__gte=2, lineage__1=models.F("parent_id"))
    return models.CheckConstraint(
        condition=models.Q(lineage__len__gte=1, lineage__0=models.F("id")) & (is_root | has_parent),
        name=name,
        violation_error_message="上下级关系已被他人调整，请刷新后重试。",
    )


def reach_constraint(name: str) -> models.CheckConstraint:
    """The lineage starts with the row itself, and goes on with its parent or stops there.

    Which of the two depends on the parent's kind, which a CHECK cannot see; of the row itself it can: an
    open government is reached by nobody above it.
    """
    stops = models.Q(lineage__len=1)
    goes_on = models.Q(parent__isnull=False, lineage__len__gte=2, lineage__1=models.F("parent_id"))
    ends_here = ~models.Q(kind=BodyKind.GOVERNMENT) | models.Q(closed_on__isnull=False) | stops
    return models.CheckConstraint(
        condition=models.Q(lineage__len__gte=1, lineage__0=models.F("id")) & (stops | goes_on) & ends_here,
        name=name,
        violation_error_message="上下级关系已被他人调整，请刷新后重试。",
    )


def reserve_id(model: type[models.Model]) -> int:
    """The next key of `model`, so that a new row can be written together with its lineage."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return int(cursor.fetchone()[0])
