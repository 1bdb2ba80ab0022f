from __future__ import annotations

import pytest

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.models import CatalogueItem
from gongkai.kernel.errors import Denied
from gongkai.reference.national_items import national_items
from tests import factories as make
from tests.core.catalogue.tables import county_table, line
from tests.factories import County


def test_the_national_standard_loads_twice_without_change(db: None) -> None:
    commands.load_areas(actor=make.SYSTEM)
    catalogue = commands.load_national_standard(actor=make.SYSTEM)
    before = list(CatalogueItem.objects.order_by("id").values())
    assert len(before) == len(national_items())
    assert {row["area_id"] for row in before} == {f"{number:02d}" for number in range(1, 27)}
    assert all(row["sources"]["fields"] for row in before)
    commands.load_areas(actor=make.SYSTEM)
    assert commands.load_national_standard(actor=make.SYSTEM) == catalogue
    assert list(CatalogueItem.objects.order_by("id").values()) == before


def test_a_field_nobody_has_seen_stays_empty_and_says_so(db: None) -> None:
    commands.load_areas(actor=make.SYSTEM)
    commands.load_national_standard(actor=make.SYSTEM)
    for item in CatalogueItem.objects.all():
        for field in item.sources["unknown"]:
            assert field
    assert CatalogueItem.objects.exclude(sources__unknown=[]).exists()


def test_local_items_are_linked_to_what_they_refine(county: County) -> None:
    commands.load_national_standard(actor=make.SYSTEM)
    model = next(item for item in national_items() if item.area == "21" and item.level2)
    upload = commands.receive_upload(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, name="目录.xlsx",
        chunks=[county_table({"养老服务": [line(1, model.level1, model.level2), line(2, "本地", "特色")]})],
    )  # fmt: skip
    commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)
    same = CatalogueItem.objects.get(catalogue=county.catalogue, level2=model.level2)
    assert same.inherits.catalogue == queries.national_catalogue()
    assert CatalogueItem.objects.get(level2="特色").inherits is None


def test_nobody_edits_the_national_catalogue(county: County) -> None:
    national = commands.load_national_standard(actor=make.SYSTEM)
    with pytest.raises(Denied, match="国家标准目录不能在本系统修改"):
        commands.receive_upload(
            actor=make.SYSTEM, catalogue_id=national.pk, name="目录.xlsx", chunks=[make.catalogue_file([])]
        )
