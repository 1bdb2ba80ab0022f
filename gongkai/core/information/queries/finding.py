"""Documents by a word of their title, their number or their index number, however these are typed."""

from __future__ import annotations

from django.db.models import Q

from gongkai.core.information.rules import parse_index_number, tidy_index_number
from gongkai.text import document_number


def naming(word: str) -> Q:
    """Editions of which a word names the title, the document number or (any part of) the index number."""
    found = (
        Q(title__icontains=word)
        | Q(document_number__icontains=document_number.normalise_brackets(word))
        | Q(document__index_number__icontains=tidy_index_number(word))
    )
    number = parse_index_number(word)
    return found | Q(document__index_number__iregex=number.pattern) if number else found
