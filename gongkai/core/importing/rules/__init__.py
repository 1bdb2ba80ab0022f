from gongkai.core.importing.rules.addresses import OldPlace, old_place
from gongkai.core.importing.rules.mapping import Mapping, guess, mapping_faults
from gongkai.core.importing.rules.rows import Line, Problem, Row, read_row

__all__ = [
    "Line",
    "Mapping",
    "OldPlace",
    "Problem",
    "Row",
    "guess",
    "mapping_faults",
    "old_place",
    "read_row",
]
