"""How a sign-in ends, and what may be done with accounts."""

from __future__ import annotations

from django.db.models import TextChoices


class SignInResult(TextChoices):
    OK = "ok", "已登录"
    NEEDS_SECOND_FACTOR = "needs_second_factor", "需要动态口令"
    REFUSED = "refused", "被拒绝"


class SignInCause(TextChoices):
    """Why a sign-in was refused: for the audit log only, the person at the keyboard is not told."""

    NONE = "", "无"
    UNKNOWN_NAME = "unknown_name", "没有这个用户名"
    DISABLED = "disabled", "账号已停用"
    LOCKED = "locked", "账号被锁定"
    WRONG_PASSWORD = "wrong_password", "密码不正确"
    WRONG_CODE = "wrong_code", "动态口令不正确"
    BLOCKED_ADDRESS = "blocked_address", "该网络地址失败次数过多"
    STALE = "stale", "第二步超时或已失效"


class IdentityTag(TextChoices):
    ACCOUNT_CREATE = "identity.account.create", "新增账号"
    ACCOUNT_UPDATE = "identity.account.update", "修改账号"
    ACCOUNT_DISABLE = "identity.account.disable", "停用账号"
    ACCOUNT_ENABLE = "identity.account.enable", "启用账号"
    ACCOUNT_UNLOCK = "identity.account.unlock", "解除锁定"
    ACCOUNT_FIRST = "identity.account.create_first", "建立首批管理员"
    ROLE_GRANT = "identity.role.grant", "授予角色"
    ROLE_REVOKE = "identity.role.revoke", "撤销角色"
    PASSWORD_RESET = "identity.password.reset", "重置密码"
    PASSWORD_CHANGE = "identity.password.change", "修改密码"
    SESSION_SIGN_IN = "identity.session.sign_in", "登录"
    SESSION_SECOND_STEP = "identity.session.second_step", "登录第二步"
    SESSION_SIGN_OUT = "identity.session.sign_out", "退出"
    SESSION_END_ALL = "identity.session.end_all", "结束全部会话"
    SECOND_FACTOR_BEGIN = "identity.second_factor.begin", "开始绑定动态口令"
    SECOND_FACTOR_CONFIRM = "identity.second_factor.confirm", "绑定动态口令"
    SECOND_FACTOR_REMOVE = "identity.second_factor.remove", "解除动态口令"
    ABSENCE_REGISTER = "identity.absence.register", "登记不在岗"
    ABSENCE_END = "identity.absence.end", "结束不在岗"
