from gongkai.core.information.rules.tables.cells import cell_faults, day_of, shape_faults
from gongkai.core.information.rules.tables.figures import figure, figure_or_none, shown
from gongkai.core.information.rules.tables.hierarchy import item_rows
from gongkai.core.information.rules.tables.model import (
    CELL_LENGTH,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLES,
    NOTE_LENGTH,
    Column,
    TableData,
    TableFault,
    columns_of,
    is_own_code,
    plain,
)

__all__ = [
    "CELL_LENGTH",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "MOST_TABLES",
    "NOTE_LENGTH",
    "Column",
    "TableData",
    "TableFault",
    "cell_faults",
    "columns_of",
    "day_of",
    "figure",
    "figure_or_none",
    "is_own_code",
    "item_rows",
    "plain",
    "shape_faults",
    "shown",
]
