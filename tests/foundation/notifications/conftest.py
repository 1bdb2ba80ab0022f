from __future__ import annotations

from tests.core.conftest import county, module_county

__all__ = ["county", "module_county"]
