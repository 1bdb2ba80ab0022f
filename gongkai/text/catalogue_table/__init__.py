"""The standard catalogue (基层政务公开标准目录): read from any table a county has, written as people know it.

The usual layout is a title, a header of two rows with merged cells, and a row for each item with at
least the eight elements that 国办发〔2019〕54号 asks for: name, content, basis, time limit, body,
method, channel and audience.
"""

from gongkai.text.catalogue_table.data_writing import FLAT_COLUMNS, ItemLink, area_objects, flat_rows
from gongkai.text.catalogue_table.formats import Format, format_of
from gongkai.text.catalogue_table.html_writing import html_table
from gongkai.text.catalogue_table.layout import NO_IMPRINT, Imprint, Section, sections
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
    "FLAT_COLUMNS",
    "NO_IMPRINT",
    "Audience",
    "CatalogueRow",
    "CatalogueTable",
    "Format",
    "Imprint",
    "ItemLink",
    "Method",
    "Note",
    "Problem",
    "Section",
    "Ticks",
    "Vocabulary",
    "area_objects",
    "flat_rows",
    "format_of",
    "html_table",
    "read_catalogue",
    "read_catalogue_text",
    "records",
    "sections",
    "write_catalogue",
]
