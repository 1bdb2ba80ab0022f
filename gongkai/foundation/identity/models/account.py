from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Now

FERNET_PREFIX = "gAAAA"
"""How every Fernet token begins: a secret stored in plain cannot pass for one."""


class Account(AbstractBaseUser):
    """One person's account (实名，一人一号; shared accounts are forbidden by GB/T 22239-2019 8.1.4.2 c).

    Rights are `RoleGrant` rows; Django's groups and permissions are not used. `session_epoch` is part
    of every session: raising it ends them all.
    """

    id = models.BigAutoField(primary_key=True)
    username = models.CharField("用户名", max_length=40, unique=True)
    display_name = models.CharField("姓名", max_length=40)
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="accounts", verbose_name="所在单位"
    )
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField("建立时间", db_default=Now(), editable=False)
    must_change_password = models.BooleanField("须修改密码", default=True)
    password_changed_at = models.DateTimeField("密码修改时间", db_default=Now())
    failed_attempts = models.PositiveSmallIntegerField("连续失败次数", default=0)
    locked_until = models.DateTimeField("锁定至", null=True, blank=True)
    totp_secret = models.CharField("动态口令密钥（已加密）", max_length=300, blank=True, editable=False)
    totp_confirmed_at = models.DateTimeField("动态口令绑定时间", null=True, blank=True)
    last_totp_step = models.BigIntegerField("最近用过的时间步", null=True, blank=True)
    last_sign_in_at = models.DateTimeField("最近登录", null=True, blank=True)
    session_epoch = models.PositiveIntegerField("会话批次", default=1)

    last_login = None
    objects: ClassVar[models.Manager[Account]] = models.Manager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username__regex=r"^[a-z0-9][a-z0-9._-]{2,39}$"),
                name="account_username_shape",
                violation_error_message="用户名应为3至40位小写字母、数字、点、下划线或连字符。",
            ),
            models.CheckConstraint(
                condition=models.Q(totp_secret="") | models.Q(totp_secret__startswith=FERNET_PREFIX),
                name="account_totp_secret_sealed",
            ),
            models.CheckConstraint(
                condition=models.Q(totp_confirmed_at__isnull=True) | ~models.Q(totp_secret=""),
                name="account_totp_confirmed_has_secret",
            ),
        ]
        indexes = [models.Index(fields=["body", "username"], name="account_of_body")]

    def __str__(self) -> str:
        return f"{self.display_name}（{self.username}）"

    @property
    def has_second_factor(self) -> bool:
        return self.totp_confirmed_at is not None


class FormerPassword(models.Model):
    """The hash of a password once set, so that it is not used again soon."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="former_passwords")
    hash = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"#{self.pk}"


class RecoveryCode(models.Model):
    """A code that stands in once for a lost authenticator; only its hash is kept."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "hash"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"
