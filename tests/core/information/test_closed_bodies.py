"""What a body leaves behind when it is closed."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState, Openness
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations.models import PublicBody
from gongkai.kernel.errors import Conflict
from tests import factories as make
from tests.factories import County

ON = date(2026, 6, 1)


def close(body: PublicBody) -> PublicBody:
    return organisations.close_body(actor=make.SYSTEM, body_id=body.pk, on=ON, basis="机构改革方案")


def test_a_body_is_not_closed_while_papers_are_on_their_way(county: County) -> None:
    drafts = [make.draft(county) for _ in range(3)]
    make.submit(county, drafts[0])
    make.bring_to(county, drafts[1], EditionState.SIGNED)
    with pytest.raises(Conflict, match="名下还有3份未办结的文件，暂不能撤销"):
        close(county.bureau)
    assert close(county.other_bureau).closed_on == ON


def test_what_is_published_or_signed_and_withheld_has_arrived(county: County) -> None:
    make.publish_document(county)
    withheld = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    with pytest.raises(Conflict, match="还有1份"):
        close(county.bureau)
    Edition.objects.filter(pk=withheld.pk).update(
        openness=Openness.WITHHELD, openness_reason="内部事务", openness_article="第十六条"
    )
    assert close(county.bureau).closed_on == ON


def test_nothing_new_is_drafted_for_a_closed_body(county: County) -> None:
    published = make.publish_document(county)
    close(county.bureau)
    with pytest.raises(Conflict, match="已撤销，不能再以它的名义起草"):
        make.draft(county)
    commands.start_correction(
        actor=make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division),
        document_id=published.document_id,
        change_note="联系电话更正",
    )
