from __future__ import annotations

import pytest

from tests.foundation.identity import build


@pytest.fixture
def staff(db: None) -> build.Staff:
    return build.staff()
