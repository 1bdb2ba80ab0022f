from gongkai.core.powers.models.negative_list import EntryExamination, NegativeListEntry
from gongkai.core.powers.models.power import PowerItem, PowerVersion
from gongkai.core.powers.models.sorting import LinkInformation, PowerLink, SortingChange
from gongkai.core.powers.models.upload import PowerUpload

__all__ = [
    "EntryExamination",
    "LinkInformation",
    "NegativeListEntry",
    "PowerItem",
    "PowerLink",
    "PowerUpload",
    "PowerVersion",
    "SortingChange",
]
