"""How many questions a decision asks the database: each command reads the case and its steps once."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries

from tests import factories as make
from tests.factories import County

REVIEW = SECRECY = 19
SIGN_OFF = 25


def test_from_the_desk_to_the_signature(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make.submit(county, make.draft(county))
    for decide, count in ((make.review, REVIEW), (make.clear, SECRECY), (make.sign, SIGN_OFF)):
        with django_assert_num_queries(count):
            decide(county, edition)
