"""Catalogues whose table is lost: text copied from a page, a reader view or a PDF.

What is left is the order of the cells and what they say. So the pages are taken apart by how they were
flattened (`piped`, `listed`, `spaced`) and items without a number divided (`splitting`); the headings say
which columns there were (`columns`), the rows where a heading is truncated or missing (`fitting`); and each
row's pieces are laid against the columns in order, by the kind of value they hold (`kinds`, `alignment`).
What that cannot settle is left empty with a warning; what it settled narrowly is kept with one.
"""
