"""Which demonstration accounts the greeting shows, and their password. Plain: no Django, no database."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "Yunxi-2026"  # noqa: S105 - public on purpose: it opens the fictional county only
"""One password for all, so that nobody has to look for it."""


@dataclass(frozen=True, slots=True)
class ShownAccount:
    username: str
    what: str


SHOWN_ACCOUNTS = (
    ShownAccount("jtj.editor", "县教育体育局 部门编辑：起草、提交、发布"),
    ShownAccount("jtj.reviewer", "县教育体育局 审核人"),
    ShownAccount("jtj.secrecy", "县教育体育局 保密审查员"),
    ShownAccount("jtj.approver", "县教育体育局 签发人"),
    ShownAccount("sfj.legal", "县司法局 合法性审查员：全县规范性文件"),
    ShownAccount("office", "县政府办公室 政务公开办：目录、全县文件"),
    ShownAccount("chengguan.clerk", "城关街道 乡镇经办人"),
    ShownAccount("requests", "县政府办公室 申请办理人"),
    ShownAccount("supervisor.city", "澄州市 监督员"),
    ShownAccount("site", "网站运维员：站点、投递"),
    ShownAccount("sysadmin", "系统管理员：机构、账号"),
    ShownAccount("secadmin", "安全管理员：授权、解锁"),
    ShownAccount("auditadmin", "审计管理员：审计日志"),
)
