"""How anything changes: one command, one transaction, one answered permission, one audit row."""

from gongkai.foundation.execution.commands import COMMANDS, Command, command, emit, note, require
from gongkai.foundation.execution.copying import copy_into, reserve_keys

__all__ = ["COMMANDS", "Command", "command", "copy_into", "emit", "note", "require", "reserve_keys"]
