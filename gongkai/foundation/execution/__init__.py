"""How anything changes: one command, one transaction, one answered permission, one audit row."""

from gongkai.foundation.execution.commands import COMMANDS, Command, command, emit, note, require

__all__ = ["COMMANDS", "Command", "command", "emit", "note", "require"]
