"""How many questions a paper asks the database on its way: each command reads the case and its steps, and
what hangs on the edition, once."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.factories import County

SUBMIT = 25
SUBMIT_WITH_FILES = 29
REVIEW = SECRECY = 19
SIGN_OFF = 24


def test_from_the_desk_to_the_signature(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make.draft(county)
    assert edition.document.body == county.bureau  # read now, or the makers below would
    with django_assert_num_queries(SUBMIT):
        commands.submit_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    for decide, count in ((make.review, REVIEW), (make.clear, SECRECY), (make.sign, SIGN_OFF)):
        with django_assert_num_queries(count):
            decide(county, edition)


def test_files_are_read_once(county: County, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = make.draft(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    for name in ("办理流程.txt", "申请表.txt"):
        commands.attach_file(
            actor=editor, edition_id=edition.pk, name=name, chunks=["申请、审核、公示。".encode()]
        )
    with django_assert_num_queries(SUBMIT_WITH_FILES):
        commands.submit_edition(actor=editor, edition_id=edition.pk)
