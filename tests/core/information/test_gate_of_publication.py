"""Nothing comes out but what was reviewed, scanned and signed: no deed and no race changes it on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState, RelationKind, Verdict
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.rules.partial_tables import Withheld
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied
from tests import factories as make
from tests.bad_files import PNG
from tests.core.information.partly_open import fresh, partly_open, public_state, put
from tests.factories import County

ON_ITS_WAY = (EditionState.IN_REVIEW, EditionState.SIGNED, EditionState.PUBLISHED)


Deed = Callable[[Actor, Edition, Attachment], object]
DEEDS: dict[str, Deed] = {
    "attach a file": lambda actor, edition, _: commands.attach_file(
        actor=actor, edition_id=edition.pk, name="另一个.txt", chunks=[b"x"]
    ),
    "remove a file": lambda actor, _, file: commands.remove_attachment(actor=actor, attachment_id=file.pk),
    "give a withheld file out": lambda actor, _, file: commands.withhold_attachment(
        actor=actor, attachment_id=file.pk, is_public=True
    ),
    "mask a file": lambda actor, _, file: commands.mask_attachment(actor=actor, attachment_id=file.pk),
    "unmask a file": lambda actor, _, file: commands.unmask_attachment(actor=actor, attachment_id=file.pk),
    "replace a table": lambda actor, edition, _: put(actor, edition, "own_1"),
    "add a table": lambda actor, edition, _: put(actor, edition),
    "remove a table": lambda actor, edition, _: commands.remove_table(
        actor=actor, edition_id=edition.pk, revision=fresh(edition).revision, code="own_1"
    ),
    "give a table out whole": lambda actor, edition, _: commands.withhold_table_parts(
        actor=actor,
        edition_id=edition.pk,
        revision=fresh(edition).revision,
        code="own_1",
        withheld=Withheld(),
    ),
    "save a text": lambda actor, edition, _: commands.save_draft(
        actor=actor, edition_id=edition.pk, revision=fresh(edition).revision, draft=make.a_draft("另一个")
    ),
    "mask the text": lambda actor, edition, _: commands.mask_text(
        actor=actor, edition_id=edition.pk, revision=fresh(edition).revision
    ),
    "unmask the text": lambda actor, edition, _: commands.unmask_text(actor=actor, edition_id=edition.pk),
    "add a relation": lambda actor, edition, _: commands.add_relation(
        actor=actor, edition_id=edition.pk, kind=RelationKind.CITES, title="某文件"
    ),
    "add a picture": lambda actor, edition, _: commands.attach_picture(
        actor=actor, edition_id=edition.pk, name="图.png", chunks=[PNG]
    ),
    "confirm a marker": lambda actor, edition, _: commands.confirm_distribution(
        actor=actor, edition_id=edition.pk, reason="已核实"
    ),
    "receive a file of tables": lambda actor, edition, _: commands.receive_tables(
        actor=actor, edition_id=edition.pk, name="表.csv", chunks=["甲,乙\n1,2\n".encode()]
    ),
}


@pytest.mark.parametrize("state", ON_ITS_WAY)
def test_nothing_of_a_document_on_its_way_is_changed(county: County, state: EditionState) -> None:
    """Whoever may write, sign or run the office: what was handed in stays as it was handed in."""
    edition = make.bring_to(county, partly_open(county), state)
    inside = edition.attachments.get(name="核查.txt")
    before = public_state(edition)
    for role in (Role.DEPARTMENT_EDITOR, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE):
        for what, deed in DEEDS.items():
            with pytest.raises((Denied, Conflict)):
                deed(county.person(role), edition, inside)
            assert public_state(edition) == before, (what, role)


def test_a_file_swapped_after_recall_goes_through_every_stage_anew(county: County) -> None:
    """The revision is of the text: a file changes nothing of it. The reviews of the first round are void."""
    edition = make.clear(county, make.review(county, make.submit(county, partly_open(county))))
    editor = county.person(Role.DEPARTMENT_EDITOR)
    step = queries.timeline(edition.document_id)[0].steps.filter(kind="sign_off").get()
    commands.recall_edition(actor=editor, edition_id=edition.pk)
    commands.remove_attachment(actor=editor, attachment_id=edition.attachments.get(name="说明.txt").pk)
    commands.attach_file(actor=editor, edition_id=edition.pk, name="说明.txt", chunks=["换过的".encode()])
    again = make.submit(county, fresh(edition))
    assert queries.stage_entries(again.pk) == []
    with pytest.raises((Conflict, Denied)):
        commands.sign_off_edition(
            actor=county.person(Role.APPROVER), edition_id=again.pk, verdict=Verdict.APPROVE,
            step_id=step.pk,
        )  # fmt: skip
    assert fresh(again).state == EditionState.IN_REVIEW
