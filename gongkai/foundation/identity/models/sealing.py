"""Second-factor secrets at rest: encrypted with a key that is not in the database.

GB/T 22239-2019 8.1.4.7 and 8.1.4.8: authentication data are kept whole and confidential by cryptography.
"""

from __future__ import annotations

from django.conf import settings

from gongkai.kernel import sealing
from gongkai.kernel.errors import Conflict
from gongkai.kernel.secret import Secret


def seal(secret: Secret[str]) -> str:
    """Encrypt with the newest key."""
    return sealing.seal(secret, settings.FIELD_ENCRYPTION_KEY)


def unseal(token: str) -> Secret[str]:
    """Decrypt with whichever configured key fits.

    Raises:
        Conflict: no key fits; the installation's key was replaced or lost.
    """
    try:
        return sealing.unseal(token, settings.FIELD_ENCRYPTION_KEY)
    except sealing.Unsealable as error:
        raise Conflict(
            "动态口令密钥无法解开：系统的字段密钥已更换。请联系安全管理员解除动态口令后重新绑定。"
        ) from error
