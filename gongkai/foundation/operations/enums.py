from __future__ import annotations

from django.db.models import TextChoices


class OperationsTag(TextChoices):
    DELIVERY_REVIVE = "operations.delivery.revive", "重新投递"
    AUDIT_VERIFY = "operations.audit.verify", "核验审计日志"
    AUDIT_EXPORT = "operations.audit.export", "导出审计日志"
