"""What every test stands on: a database server, Django's settings, the order of the tests."""

from __future__ import annotations

import os

import django

from tests.browser import browser
from tests.emptying import flush_append_only_tables
from tests.fast_first import pytest_collection_modifyitems, pytest_xdist_make_scheduler
from tests.postgres_for_tests import (
    django_db_keepdb,
    django_db_modify_db_settings,
    django_db_setup,
    making_the_database,
    pytest_xdist_setupnodes,
)
from tests.quick_hashes import quick_hashes

__all__ = [
    "browser",
    "django_db_keepdb",
    "django_db_modify_db_settings",
    "django_db_setup",
    "flush_append_only_tables",
    "making_the_database",
    "pytest_collection_modifyitems",
    "pytest_xdist_make_scheduler",
    "pytest_xdist_setupnodes",
    "quick_hashes",
]

# Named here and not in pyproject.toml: pytest-django would load the settings before the line above has
# said where the test database is.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
django.setup()
