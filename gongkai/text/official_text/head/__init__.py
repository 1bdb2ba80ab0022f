"""What a document says of itself at its head and at its end: title, number, issuers, days, openness."""
