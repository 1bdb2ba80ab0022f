"""Word files as pages: .docx, as Word and as WPS save it, to clean HTML with everything that matters.

Headings, numbering as it is shown on paper, tables with merged cells, pictures, notes. What must not come
through (deleted text, comments, hidden text) does not, and the page says what was left out.
"""

from gongkai.text.word_pages.model import IMPORTED, Block, PictureLimits, WordPage, WordPicture, joined
from gongkai.text.word_pages.reading import read_word_page

__all__ = ["IMPORTED", "Block", "PictureLimits", "WordPage", "WordPicture", "joined", "read_word_page"]
