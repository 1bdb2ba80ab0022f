"""The standard catalogue (基层政务公开标准目录) as counties keep it in spreadsheets: read and written.

The usual layout is a title, a header of two rows with merged cells, and a row for each item with at
least the eight elements that 国办发〔2019〕54号 asks for: name, content, basis, time limit, body,
method, channel and audience.
"""

from gongkai.text.catalogue_table.model import Audience, CatalogueRow, CatalogueTable, Method, Note, Problem
from gongkai.text.catalogue_table.reading import read_catalogue
from gongkai.text.catalogue_table.writing import write_catalogue

__all__ = [
    "Audience",
    "CatalogueRow",
    "CatalogueTable",
    "Method",
    "Note",
    "Problem",
    "read_catalogue",
    "write_catalogue",
]
