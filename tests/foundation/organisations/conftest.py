from __future__ import annotations

import pytest

from tests.foundation.organisations import build


@pytest.fixture
def region(db: None) -> build.Region:
    return build.region()
