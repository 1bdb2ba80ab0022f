from gongkai.core.powers.rules.sorting import (
    InformationFields,
    Lack,
    SortedInformation,
    SortedLink,
    information_faults,
    lacks,
    likely,
    needs_reason,
    pairs_of,
)

__all__ = [
    "InformationFields",
    "Lack",
    "SortedInformation",
    "SortedLink",
    "information_faults",
    "lacks",
    "likely",
    "needs_reason",
    "pairs_of",
]
