from gongkai.core.wording.queries.checking import (
    required_lacks,
    requirement_of,
    wording_remarks,
    words_for,
)
from gongkai.core.wording.queries.lists import (
    VersionChanges,
    changes_of,
    get_version,
    latest_version,
    latest_versions,
    list_versions,
    own_words,
    required_counts,
    required_in,
    with_own_words,
    words_of_division,
)
from gongkai.core.wording.queries.sources import (
    DivisionWords,
    ListedWord,
    plan_import,
    stopping_words,
    words_in,
)
from gongkai.core.wording.queries.trying import Frequency, frequency_of

__all__ = [
    "DivisionWords",
    "Frequency",
    "ListedWord",
    "VersionChanges",
    "changes_of",
    "frequency_of",
    "get_version",
    "latest_version",
    "latest_versions",
    "list_versions",
    "own_words",
    "plan_import",
    "required_counts",
    "required_in",
    "required_lacks",
    "requirement_of",
    "stopping_words",
    "with_own_words",
    "wording_remarks",
    "words_for",
    "words_in",
    "words_of_division",
]
