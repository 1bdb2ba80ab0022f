"""The only writers of divisions and public bodies."""

from gongkai.foundation.organisations.commands.bodies import (
    correct_body_name,
    create_body,
    rename_body,
    update_body,
    update_body_registration,
)
from gongkai.foundation.organisations.commands.divisions import create_division, update_division
from gongkai.foundation.organisations.commands.endings import close_body, merge_bodies, record_succession
from gongkai.foundation.organisations.commands.lines import set_parent, set_sector_parent

__all__ = [
    "close_body",
    "correct_body_name",
    "create_body",
    "create_division",
    "merge_bodies",
    "record_succession",
    "rename_body",
    "set_parent",
    "set_sector_parent",
    "update_body",
    "update_body_registration",
    "update_division",
]
