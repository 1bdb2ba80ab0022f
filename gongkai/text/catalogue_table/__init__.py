"""The standard catalogue (基层政务公开标准目录) as counties keep it: read from any table, written as .xlsx.

The usual layout is a title, a header of two rows with merged cells, and a row for each item with at
least the eight elements that 国办发〔2019〕54号 asks for: name, content, basis, time limit, body,
method, channel and audience.
"""

from gongkai.text.catalogue_table.formats import Format
from gongkai.text.catalogue_table.model import (
    Audience,
    CatalogueRow,
    CatalogueTable,
    Method,
    Note,
    Problem,
    Ticks,
)
from gongkai.text.catalogue_table.reading import read_catalogue, read_catalogue_text
from gongkai.text.catalogue_table.record import records
from gongkai.text.catalogue_table.vocabulary import Vocabulary
from gongkai.text.catalogue_table.writing import write_catalogue

__all__ = [
    "Audience",
    "CatalogueRow",
    "CatalogueTable",
    "Format",
    "Method",
    "Note",
    "Problem",
    "Ticks",
    "Vocabulary",
    "read_catalogue",
    "read_catalogue_text",
    "records",
    "write_catalogue",
]
