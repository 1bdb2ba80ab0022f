from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity.models.account import Account


class RoleGrant(models.Model):
    """A role held over a body and its sub-bodies (a government: itself only), over a division and below,
    or (both empty) over the installation.

    Revoked rows stay: they answer who held what, and when.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants", verbose_name="账号")
    role = models.CharField("角色", max_length=30, choices=Role)
    body = models.ForeignKey(
        "organisations.PublicBody",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="机关范围",
    )
    division = models.ForeignKey(
        "organisations.Division",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="地区范围",
    )
    basis = models.CharField("依据", max_length=200, blank=True)
    granted_by = models.CharField("授权人", max_length=100)
    granted_at = models.DateTimeField("授权时间", db_default=Now(), editable=False)
    revoked_by = models.CharField("撤销人", max_length=100, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    revoked_basis = models.CharField("撤销依据", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True) | models.Q(division__isnull=True),
                name="grant_one_scope",
                violation_error_message="角色的范围只能是一个机关或一个地区，不能两者都选。",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="grant_role_known"),
            models.UniqueConstraint(
                fields=["account", "role", "body", "division"],
                condition=models.Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="grant_held_once",
                violation_error_message="该账号在此范围内已有这个角色。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["role", "account"],
                condition=models.Q(revoked_at__isnull=True),
                name="grant_held_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.get_role_display()}"
