"""The only writers of accounts, roles, passwords and second factors."""

from gongkai.foundation.identity.commands.absences import end_absence, register_absence
from gongkai.foundation.identity.commands.accounts import (
    create_account,
    disable_account,
    enable_account,
    unlock_account,
    update_account,
)
from gongkai.foundation.identity.commands.bootstrap import FirstAdministrator, create_first_administrators
from gongkai.foundation.identity.commands.grants import grant_role, revoke_role
from gongkai.foundation.identity.commands.passwords import change_password, reset_password
from gongkai.foundation.identity.commands.second_factor import (
    TotpEnrolment,
    begin_totp,
    confirm_totp,
    remove_totp,
)
from gongkai.foundation.identity.commands.sessions import (
    SignIn,
    complete_sign_in,
    end_sessions,
    sign_in,
    sign_out,
)

__all__ = [
    "FirstAdministrator",
    "SignIn",
    "TotpEnrolment",
    "begin_totp",
    "change_password",
    "complete_sign_in",
    "confirm_totp",
    "create_account",
    "create_first_administrators",
    "disable_account",
    "enable_account",
    "end_absence",
    "end_sessions",
    "grant_role",
    "register_absence",
    "remove_totp",
    "reset_password",
    "revoke_role",
    "sign_in",
    "sign_out",
    "unlock_account",
    "update_account",
]
