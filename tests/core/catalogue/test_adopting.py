"""A whole area taken over from the layer above: one command, one row in the audit log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import CatalogueTag, Relation
from gongkai.core.catalogue.models import Catalogue, CatalogueItem
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel.errors import Conflict, Denied
from tests import factories as make
from tests.core.catalogue.rows import fields
from tests.factories import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def township(county: County) -> Catalogue:
    """Three rows of the county's, one of them refined in its time limit."""
    found = commands.derive_catalogue(actor=make.SYSTEM, division_id=county.township.pk, title="青石镇目录")
    change(row_for(found, county.items[0]), time_limit="5个工作日内")
    make.publish_catalogue(found, "首次公布。")
    return found


def row_for(catalogue: Catalogue, upper: CatalogueItem) -> CatalogueItem:
    return CatalogueItem.objects.get(catalogue=catalogue, inherits=upper)


def change(item: CatalogueItem, **values: object) -> None:
    item.refresh_from_db()
    wanted = replace(queries.fields_of(item), **values)  # type: ignore[arg-type]
    commands.update_item(actor=make.SYSTEM, item_id=item.pk, revision=item.revision, fields=wanted)


def revise(county: County) -> None:
    """Content and name of the first changed, the third ended, a new one."""
    kept = [queries.fields_of(item) for item in county.items]
    first = replace(kept[0], content_elements="对象范围；标准；程序")
    commands.register_standard(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, area_code="20", title="社会救助领域标准",
        issued_on=county.catalogue.created_at.date(),
        rows=[first, kept[1], fields("新的要求", code="9", tiers=("乡级",))],
    )  # fmt: skip


def test_everything_is_dealt_with_in_one_command(county: County, township: Catalogue) -> None:
    revise(county)
    own = row_for(township, county.items[0])
    ended = row_for(township, county.items[2])
    before = own.revision
    clerk = make.make_actor(Role.TOWNSHIP_CLERK, county.township)
    seen = AuditEvent.objects.count()
    assert commands.adopt_area(actor=clerk, catalogue_id=township.pk, area_code="20") == 3
    (event,) = AuditEvent.objects.order_by("pk")[seen:]
    assert event.tag == CatalogueTag.AREA_ADOPT
    assert (event.detail["added"], event.detail["aligned"]) == (1, 2)
    assert queries.upstream(township.pk) == []
    own.refresh_from_db()
    assert own.content_elements == "对象范围；标准；程序"
    assert own.time_limit == "5个工作日内", "what the layer above did not touch stays as refined here"
    assert own.relation == Relation.REFINES and own.revision == before + 1
    ended.refresh_from_db()
    assert (ended.relation, ended.inherits_id) == (Relation.ADDS, None)
    assert {row.level2 for row in queries.items_in(township.pk)} >= {"新的要求"}


def test_again_there_is_nothing_to_do(county: County, township: Catalogue) -> None:
    assert commands.adopt_area(actor=make.SYSTEM, catalogue_id=township.pk, area_code="20") == 0
    assert queries.open_version(township.pk) is None, "no version is begun for nothing"


def test_who_may_not_and_while_in_review(county: County, township: Catalogue) -> None:
    revise(county)
    with pytest.raises(Denied):
        commands.adopt_area(
            actor=county.person(Role.DEPARTMENT_EDITOR), catalogue_id=township.pk, area_code="20"
        )
    commands.add_item(actor=make.SYSTEM, catalogue_id=township.pk, fields=fields("镇里的", code=""))
    commands.submit_version(actor=make.SYSTEM, catalogue_id=township.pk, change_note="调整。")
    with pytest.raises(Conflict, match="正在审核"):
        commands.adopt_area(actor=make.SYSTEM, catalogue_id=township.pk, area_code="20")
    assert len(queries.upstream(township.pk)) == 3
