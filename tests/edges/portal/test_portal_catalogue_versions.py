"""The public sees the version in force: not what is being worked on, and what has left says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gongkai.core.catalogue import commands, queries
from gongkai.foundation.outbox.commands import deliver_all
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_change_is_seen_when_it_is_published(published: Published, get: Any) -> None:
    item = published.county.items[1]
    fields = replace(queries.fields_of(item), time_limit="每月5日前", level2="改名的事项")
    commands.update_item(actor=make.SYSTEM, item_id=item.pk, revision=item.revision, fields=fields)
    addresses = (f"/items/{item.public_id}/", "/areas/20/", "/catalogue/catalogue.csv", "/search/?q=改名")
    for address in addresses:
        page = text(get(address))
        assert "每月5日前" not in page
        assert "改名的事项" not in page
    make.publish_catalogue(published.county.catalogue, "更名。")
    assert "每月5日前" in text(get(addresses[0]))
    for address in addresses[1:]:
        assert "改名的事项" in text(get(address))
    deliver_all()
    log = text(get("/log/", action="adjusted"))
    assert "基层政务公开标准目录（第3版）" in log
    assert "更名。" in log


def test_an_item_that_left_keeps_its_page_and_its_documents(published: Published, get: Any) -> None:
    county, item = published.county, published.county.item
    exemption = commands.propose_not_applicable(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, item_id=item.pk, basis="职责已划转。"
    )
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=exemption.pk)
    assert "该事项已不在现行目录中" not in text(get(f"/items/{item.public_id}/"))
    make.publish_catalogue(county.catalogue)
    page = text(get(f"/items/{item.public_id}/"))
    assert "该事项已不在现行目录中" in page
    assert "云溪县城乡低保标准公告" in page
    assert item.level2 not in text(get("/catalogue/catalogue.csv"))
    assert item.level2 in text(get(f"/documents/{published.document.public_id}/"))


def test_what_a_township_publishes_is_found_at_the_countys_item(published: Published, get: Any) -> None:
    county = published.county
    township = commands.derive_catalogue(
        actor=make.SYSTEM, division_id=county.township.pk, title="青石镇目录"
    )
    make.publish_catalogue(township)
    own = queries.items_in(township.pk).get(inherits=county.items[2])
    make.publish_document(county, "青石镇救助公示", body=county.town_government, item=own)
    assert "青石镇救助公示" in text(get(f"/items/{county.items[2].public_id}/"))
    assert "青石镇救助公示" in text(get(f"/items/{own.public_id}/"))
    assert text(get("/areas/20/")).count("公开事项3") == 1
