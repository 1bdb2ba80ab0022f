"""Official documents out of .txt, .html and .docx files, with the parts of their heading recognised.

What is not certain stays empty, with a note that says why: a wrong number or date on a published
document is worse than one that somebody has to type.
"""

from gongkai.text.official_text.reading import ImportedText, read_official_text

__all__ = ["ImportedText", "read_official_text"]
