from __future__ import annotations

from django.db import models

from gongkai.foundation.identity.rules.sign_in import ADDRESS_LENGTH


class SignInFailure(models.Model):
    """A refused sign-in, kept only as long as it counts against its network address.

    What was tried, and why it was refused, stands in the audit log.
    """

    id = models.BigAutoField(primary_key=True)
    address = models.CharField("网络地址", max_length=ADDRESS_LENGTH)
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [
            models.Index(fields=["address", "-at"], name="sign_in_failure_newest"),
            models.Index(fields=["at"], name="sign_in_failure_at"),
        ]

    def __str__(self) -> str:
        return f"{self.address} #{self.pk}"
