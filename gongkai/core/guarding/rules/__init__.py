from gongkai.core.guarding.rules.losing import NOTE_LENGTH, Losses, LossesUnconfirmed, losses
from gongkai.core.guarding.rules.parts import (
    Part,
    digest_of,
    file_part,
    public_text_digest,
    table_part,
    text_part,
    whole_digest,
)
from gongkai.core.guarding.rules.releasing import (
    LONGEST_REASON,
    SHORTEST_REASON,
    reason_fault,
    release_faults,
    second_person_fault,
)
from gongkai.core.guarding.rules.reports import UNREAD, UNREAD_LABEL, Line, PartReport, Report, Scope, fault
from gongkai.core.guarding.rules.scanning import (
    MOST_HEADINGS,
    MOST_LISTED,
    Outcome,
    extent_of_part,
    look_through,
)

__all__ = [
    "LONGEST_REASON",
    "MOST_HEADINGS",
    "MOST_LISTED",
    "NOTE_LENGTH",
    "SHORTEST_REASON",
    "UNREAD",
    "UNREAD_LABEL",
    "Line",
    "Losses",
    "LossesUnconfirmed",
    "Outcome",
    "Part",
    "PartReport",
    "Report",
    "Scope",
    "digest_of",
    "extent_of_part",
    "fault",
    "file_part",
    "look_through",
    "losses",
    "public_text_digest",
    "reason_fault",
    "release_faults",
    "second_person_fault",
    "table_part",
    "text_part",
    "whole_digest",
]
