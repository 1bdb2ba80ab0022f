"""What is in a file, clean copies and masked copies.

`read_parts` and `read_tables` take a file apart, hidden things included. `clean_copy` makes the copy that
the public gets, `masked_copy` the same with its texts masked. `check_file` refuses what must not come in,
`refuse_danger` does the same where somebody else has judged the name. `reading_weight` and `extent_of` tell
how much there is to read before anybody reads it.
"""

from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.copies import clean_copy, masked_copy
from gongkai.text.file_contents.copying import heading_key
from gongkai.text.file_contents.extent import Extent, extent_of, reading_weight
from gongkai.text.file_contents.hygiene import check_file, refuse_danger
from gongkai.text.file_contents.kinds import kind_of
from gongkai.text.file_contents.model import (
    NEVER_CLEANED,
    PLACE_OF_NAME,
    CleanCopy,
    FileKind,
    MaskedCopy,
    Masker,
    Part,
    RowMasker,
    Sheet,
    Watch,
)
from gongkai.text.file_contents.reading import read_parts, read_tables
from gongkai.text.file_contents.uploaded_rows import UploadedRows, has_left_out_rows, uploaded_rows

__all__ = [
    "NEVER_CLEANED",
    "PLACE_OF_NAME",
    "CleanCopy",
    "Extent",
    "FileKind",
    "MaskedCopy",
    "Masker",
    "Part",
    "RowMasker",
    "Sheet",
    "UnreadableFile",
    "UploadedRows",
    "Watch",
    "check_file",
    "clean_copy",
    "extent_of",
    "has_left_out_rows",
    "heading_key",
    "kind_of",
    "masked_copy",
    "read_parts",
    "read_tables",
    "reading_weight",
    "refuse_danger",
    "uploaded_rows",
]
