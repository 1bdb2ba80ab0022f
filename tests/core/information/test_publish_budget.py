"""How many questions a publication asks the database: it is one short transaction."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.factories import County

FIRST = CORRECTION = 16


def test_a_first_publication(county: County, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.publish_document(county)  # the body's first one of the year also makes the counter
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    with django_assert_num_queries(FIRST):
        commands.publish_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)


def test_a_correction(county: County, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = make.publish_document(county)
    correction = make.bring_to(county, make.correct(county, edition.document), EditionState.SIGNED)
    with django_assert_num_queries(CORRECTION):
        commands.publish_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=correction.pk)
