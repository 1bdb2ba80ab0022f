from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests import factories as make


@pytest.fixture(scope="module")
def module_county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[make.County]:
    """A county made once for all tests of a module; each test works in a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make.make_county()
        transaction.set_rollback(True)


@pytest.fixture
def county(module_county: make.County, db: None) -> make.County:
    return copy.deepcopy(module_county)
