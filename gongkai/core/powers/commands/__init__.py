from gongkai.core.powers.commands.negative_list import add_entry, end_entry, examine_entry
from gongkai.core.powers.commands.powers import cancel_power, carry_powers, create_power, revise_power
from gongkai.core.powers.commands.reviewing import (
    confirm_sorting,
    recall_sorting,
    reopen_sorting,
    return_sorting,
    submit_sorting,
)
from gongkai.core.powers.commands.sorting import (
    lay_out_links,
    move_link,
    remove_information,
    remove_link,
    save_information,
    save_link,
    undo_sorting,
)
from gongkai.core.powers.commands.uploads import ImportOutcome, import_upload, receive_upload

__all__ = [
    "ImportOutcome",
    "add_entry",
    "cancel_power",
    "carry_powers",
    "confirm_sorting",
    "create_power",
    "end_entry",
    "examine_entry",
    "import_upload",
    "lay_out_links",
    "move_link",
    "recall_sorting",
    "receive_upload",
    "remove_information",
    "remove_link",
    "reopen_sorting",
    "return_sorting",
    "revise_power",
    "save_information",
    "save_link",
    "submit_sorting",
    "undo_sorting",
]
