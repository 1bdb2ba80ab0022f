from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from gongkai.kernel import clock
from tests import factories as make


@pytest.fixture(scope="module")
def made_at() -> datetime:
    """When the module's county is made: now, unless a module whose tests live in other days says when."""
    return clock.now()


@pytest.fixture(scope="module")
def module_county(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, made_at: datetime
) -> Iterator[make.County]:
    """A county made once for all tests of a module; each test works in a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.frozen(made_at):
            made = make.make_county()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def county(module_county: make.County, db: None) -> make.County:
    return copy.deepcopy(module_county)
