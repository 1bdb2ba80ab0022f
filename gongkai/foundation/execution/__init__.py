"""How anything changes: one command, one transaction, one answered permission, one audit row."""

from gongkai.foundation.execution.commands import COMMANDS, Command, command, emit, note, require
from gongkai.foundation.execution.copying import copy_into, reserve_keys
from gongkai.foundation.execution.rows import lock_with, write_fields

__all__ = [
    "COMMANDS",
    "Command",
    "command",
    "copy_into",
    "emit",
    "lock_with",
    "note",
    "require",
    "reserve_keys",
    "write_fields",
]
