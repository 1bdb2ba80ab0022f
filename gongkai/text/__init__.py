"""Chinese official writing in plain Python: tables, documents, dates, numbers, search pairs, markup."""
