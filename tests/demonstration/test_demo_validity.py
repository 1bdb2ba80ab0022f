"""Which documents of the county hold for how long, and what ends what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.demonstration import DemonstrationError, documents

TODAY = date(2026, 11, 22)
DOCUMENTS = tuple(documents(TODAY))


def test_a_document_ends_an_earlier_one() -> None:
    by_title = {document.title: document for document in DOCUMENTS}
    (new,) = (document for document in DOCUMENTS if document.repeals)
    (old,) = (by_title[title] for title in new.repeals)
    assert new.effective_on and old.effective_on
    assert old.effective_on < new.worked_on < new.effective_on <= TODAY
    assert (old.validity_years, new.validity_years) == (5, 5)


def test_a_day_that_is_none_is_named(tmp_path: Path) -> None:
    text = (Path("gongkai/demonstration/documents/00_county.toml")).read_text(encoding="utf-8")
    (tmp_path / "00.toml").write_text(text.replace('"{i+30}"', '"soon"'), encoding="utf-8")
    with pytest.raises(DemonstrationError, match="effective_on"):
        list(documents(TODAY, tmp_path))
