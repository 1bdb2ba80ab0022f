from gongkai.core.powers.rules.sorting import (
    InformationFields,
    Lack,
    SortedInformation,
    SortedLink,
    information_faults,
    lacks,
    likely,
    needs_reason,
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
]
