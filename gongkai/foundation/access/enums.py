"""The roles that people hold."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """Held over a body, over a division and all below it, or over the installation."""

    DEPARTMENT_EDITOR = "department_editor", "部门编辑"
    REVIEWER = "reviewer", "审核人"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    LEGAL_REVIEWER = "legal_reviewer", "合法性审查员"
    APPROVER = "approver", "签发人"
    OPEN_AFFAIRS_OFFICE = "open_affairs_office", "政务公开办"
    REQUEST_HANDLER = "request_handler", "申请办理人"
    TOWNSHIP_CLERK = "township_clerk", "乡镇经办人"
    VILLAGE_CLERK = "village_clerk", "村级经办人"
    SUPERVISOR = "supervisor", "监督员"
    SITE_OPERATOR = "site_operator", "网站运维员"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDIT_ADMINISTRATOR = "audit_administrator", "审计管理员"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})
"""三员: kept apart from each other and from business (GB/T 22239-2019 8.1.4.2, 8.1.7.1)."""

DRAFTING_ROLES = frozenset({Role.DEPARTMENT_EDITOR, Role.TOWNSHIP_CLERK, Role.VILLAGE_CLERK})
"""Those who write and submit documents of their own body."""
