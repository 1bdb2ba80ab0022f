from __future__ import annotations

import pytest

from tests.core.conftest import county, made_at, module_county
from tests.foundation.deadlines import build

__all__ = ["county", "made_at", "module_county", "this_year"]


@pytest.fixture
def this_year(db: None) -> None:
    """The arrangement of 2026 is loaded, that of 2027 is not out."""
    build.load(build.calendar_year(2026))
