"""Accounts and the roles they hold."""

from gongkai.foundation.identity.models.absence import Absence
from gongkai.foundation.identity.models.account import Account, FormerPassword, RecoveryCode
from gongkai.foundation.identity.models.failure import SignInFailure
from gongkai.foundation.identity.models.grant import RoleGrant

__all__ = ["Absence", "Account", "FormerPassword", "RecoveryCode", "RoleGrant", "SignInFailure"]
