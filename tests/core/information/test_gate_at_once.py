"""Changing a partly open document while it is handed in or published, with real transactions."""

from __future__ import annotations

import pytest

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.at_once import at_once
from tests.core.information.partly_open import fresh, partly_open, public_state, put
from tests.factories import County

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def real_county(transactional_db: None) -> County:
    return make.make_county()


@pytest.mark.parametrize("round_", range(3))
def test_handing_in_and_giving_a_file_out_at_once(real_county: County, round_: int) -> None:
    """One comes first: given out before, the file stops the draft by what it says; after, it is refused."""
    county = real_county
    edition = partly_open(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    inside = edition.attachments.get(name="核查.txt")
    outcomes = at_once([
        lambda: make.submit(county, edition),
        lambda: commands.withhold_attachment(actor=editor, attachment_id=inside.pk, is_public=True),
    ])  # fmt: skip
    found = fresh(edition)
    is_out = found.attachments.get(name="核查.txt").is_public
    assert (found.state, is_out) in {(EditionState.IN_REVIEW, False), (EditionState.DRAFT, True)}, outcomes


def test_publishing_and_changing_at_once_changes_nothing(real_county: County) -> None:
    county = real_county
    edition = make.bring_to(county, partly_open(county), EditionState.SIGNED)
    editor, approver = county.person(Role.DEPARTMENT_EDITOR), county.person(Role.APPROVER)
    inside = edition.attachments.get(name="核查.txt")
    before = public_state(edition)
    outcomes = at_once([
        lambda: commands.publish_edition(actor=approver, edition_id=edition.pk),
        lambda: commands.publish_edition(actor=approver, edition_id=edition.pk),
        lambda: commands.withhold_attachment(actor=editor, attachment_id=inside.pk, is_public=True),
        lambda: put(editor, edition, "own_1"),
    ])  # fmt: skip
    assert sum(isinstance(outcome, Edition) for outcome in outcomes) == 1, outcomes
    assert public_state(edition) == before
