"""Catalogues whose table is lost: text copied from a page, a reader view or a PDF.

What is left is the order of the cells and what they say. So the pages are taken apart by how they were
flattened (`layouts`), the headings say which columns there were (`columns`), and each row's pieces are laid
against the columns in order, by the kind of value they hold (`kinds`, `alignment`). Whatever that cannot
settle is left empty with a warning.
"""
