from __future__ import annotations

from tests.core.conftest import county, made_at, module_county

__all__ = ["county", "made_at", "module_county"]
