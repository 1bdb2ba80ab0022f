from gongkai.core.information.rules.kinds.checking import (
    declaration_faults,
    kind_lacks,
    table_faults,
    value_mistakes,
)
from gongkai.core.information.rules.kinds.reviewing import needed_steps
from gongkai.core.information.rules.kinds.timing import (
    DisplayMode,
    deadline_use,
    display_use,
    owed_since,
)
from gongkai.core.information.rules.kinds.whole_checks import FIELD_PREFIX, TABLE_PREFIX

__all__ = [
    "FIELD_PREFIX",
    "TABLE_PREFIX",
    "DisplayMode",
    "deadline_use",
    "declaration_faults",
    "display_use",
    "kind_lacks",
    "needed_steps",
    "owed_since",
    "table_faults",
    "value_mistakes",
]
