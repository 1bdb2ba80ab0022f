"""A published page as a PDF: what it says, in the measures of an official document (GB/T 9704-2012).

It is made from the text that was signed and published, never from the file handed in, and shows no red head
and no seal: those belong to the paper that was issued.
"""

from gongkai.text.printing.model import PrintedPage, PrintedTable
from gongkai.text.printing.page import MOST_CHARACTERS, MOST_ROWS, NotPrinted, print_page

__all__ = ["MOST_CHARACTERS", "MOST_ROWS", "NotPrinted", "PrintedPage", "PrintedTable", "print_page"]
