"""A county made once for the tests of a module."""

from tests.core.conftest import county, made_at, module_county

__all__ = ["county", "made_at", "module_county"]
