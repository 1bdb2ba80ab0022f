"""Second-factor secrets at rest: encrypted with a key that is not in the database.

GB/T 22239-2019 8.1.4.7 and 8.1.4.8: authentication data are kept whole and confidential by cryptography.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from gongkai.kernel.errors import Conflict
from gongkai.kernel.secret import Secret


def seal(secret: Secret[str]) -> str:
    """Encrypt with the newest key."""
    return _box().encrypt(secret.reveal().encode()).decode()


def unseal(token: str) -> Secret[str]:
    """Decrypt with whichever configured key fits.

    Raises:
        Conflict: no key fits; the installation's key was replaced or lost.
    """
    try:
        return Secret(_box().decrypt(token.encode()).decode())
    except InvalidToken as error:
        raise Conflict(
            "动态口令密钥无法解开：系统的字段密钥已更换。请联系安全管理员解除动态口令后重新绑定。"
        ) from error


def _box() -> MultiFernet:
    """FIELD_ENCRYPTION_KEY holds one key, or several joined by commas, the newest first."""
    return MultiFernet([Fernet(key.strip()) for key in settings.FIELD_ENCRYPTION_KEY.split(",")])
