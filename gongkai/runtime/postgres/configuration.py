"""The server's settings. All are given on its command line at each start, so no file can drift from them."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from pathlib import Path

from gongkai.runtime.postgres.account import ServerAccount
from gongkai.runtime.postgres.endpoint import DATABASE, ROLE, SUPERUSER, Endpoint

_HBA = "gongkai_hba.conf"
_IDENT = "gongkai_ident.conf"
_MAP = "gongkai"
_DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "log_timezone": "Asia/Shanghai",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_lock_waits": "on",
    "log_checkpoints": "off",
    "logging_collector": "off",
    "log_destination": "stderr",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "idle_in_transaction_session_timeout": "10min",
}


def write_access_rules(data: Path, account: ServerAccount) -> None:
    """Over the socket the kernel vouches for the account (peer); over loopback SCRAM asks a password."""
    accounts = {account.name, pwd.getpwuid(os.geteuid()).pw_name}
    rules = [
        f"local all {ROLE},{SUPERUSER} peer map={_MAP}",
        f"host all {ROLE},{SUPERUSER} 127.0.0.1/32 scram-sha-256",
        # pg_basebackup: a copy of the whole server while it runs
        f"local replication {SUPERUSER} peer map={_MAP}",
        f"host replication {SUPERUSER} 127.0.0.1/32 scram-sha-256",
    ]
    identities = [f"{_MAP} {name} {role}" for name in sorted(accounts) for role in (ROLE, SUPERUSER)]
    account.write(data / _HBA, "\n".join(rules) + "\n")
    account.write(data / _IDENT, "\n".join(identities) + "\n")


def server_options(data: Path, endpoint: Endpoint, extra: Mapping[str, str]) -> list[str]:
    """Command-line arguments for `postgres`."""
    settings = {
        **_DURABLE,
        **endpoint.options(),
        "hba_file": str(data / _HBA),
        "ident_file": str(data / _IDENT),
        **extra,
    }
    return [f"--{name.replace('_', '-')}={value}" for name, value in settings.items()]


def birth_statements(password: str) -> str:
    """What a new installation gets before anybody can connect; `password` is hexadecimal digits."""
    return (
        f"create role {ROLE} login password '{password}'\n"
        f"create database {DATABASE} owner {ROLE} template template0\n"
    )
