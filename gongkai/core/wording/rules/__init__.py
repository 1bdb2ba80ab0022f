from gongkai.core.wording.rules.importing import PlannedRow, WordsPlan, plan_words
from gongkai.core.wording.rules.own_list import (
    SENTENCE_LENGTH,
    EntryChange,
    change_words,
    changes_between,
    entry_at,
    entry_faults,
    entry_of_word,
    key_of,
    named,
    spoken,
    with_entry,
    without_entry,
)
from gongkai.core.wording.rules.passages import Passage, draft_passages, file_passage, table_passage
from gongkai.core.wording.rules.remarks import Kept, WordingRemark, remarks_on, required_faults, reworded

__all__ = [
    "SENTENCE_LENGTH",
    "EntryChange",
    "Kept",
    "Passage",
    "PlannedRow",
    "WordingRemark",
    "WordsPlan",
    "change_words",
    "changes_between",
    "draft_passages",
    "entry_at",
    "entry_faults",
    "entry_of_word",
    "file_passage",
    "key_of",
    "named",
    "plan_words",
    "remarks_on",
    "required_faults",
    "reworded",
    "spoken",
    "table_passage",
    "with_entry",
    "without_entry",
]
