from gongkai.core.wording.rules.passages import Passage, draft_passages, file_passage, table_passage
from gongkai.core.wording.rules.remarks import Kept, WordingRemark, remarks_on, required_faults, reworded

__all__ = [
    "Kept",
    "Passage",
    "WordingRemark",
    "draft_passages",
    "file_passage",
    "remarks_on",
    "required_faults",
    "reworded",
    "table_passage",
]
