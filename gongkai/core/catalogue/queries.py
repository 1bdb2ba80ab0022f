"""Reads of areas, catalogues and items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Count, Q, QuerySet

from gongkai.core.catalogue.enums import Layer
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, CatalogueUpload, PolicyArea
from gongkai.core.catalogue.rules import ItemFields, Plan, plan_import
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage import queries as storage
from gongkai.kernel.errors import NotFound
from gongkai.text.catalogue_table import Problem, read_catalogue


def policy_areas() -> list[PolicyArea]:
    return list(PolicyArea.objects.order_by("code"))


def get_area(code: str) -> PolicyArea:
    area = PolicyArea.objects.filter(pk=code).first()
    if area is None:
        raise NotFound("没有这个领域。")
    return area


def area_names() -> dict[str, PolicyArea]:
    """Every name and alias of every area."""
    return {name: area for area in PolicyArea.objects.order_by("code") for name in (area.name, *area.aliases)}


def national_catalogue() -> Catalogue | None:
    return Catalogue.objects.filter(layer=Layer.NATIONAL).first()


def catalogue_for(division_id: int) -> Catalogue | None:
    """The division's own catalogue, or that of the nearest division above which has one."""
    return nearest_catalogue(organisations.place_of_division(division_id).division_ids)


def nearest_catalogue(lineage: Sequence[int]) -> Catalogue | None:
    """The catalogue of the first division in `lineage` (a division, then those above it) which has one."""
    found = {
        catalogue.division_id: catalogue for catalogue in Catalogue.objects.filter(division_id__in=lineage)
    }
    return next((found[division] for division in lineage if division in found), None)


def get_catalogue(catalogue_id: int) -> Catalogue:
    catalogue = Catalogue.objects.select_related("division").filter(pk=catalogue_id).first()
    if catalogue is None:
        raise NotFound("没有找到该目录。")
    return catalogue


def list_catalogues() -> QuerySet[Catalogue]:
    """All catalogues with the number of their items, the national one first."""
    return (
        Catalogue.objects.select_related("division")
        .annotate(item_count=Count("items"))
        .order_by("division__code", "id")
    )


def items_in(catalogue_id: int, *, area_code: str = "", words: str = "") -> QuerySet[CatalogueItem]:
    items = CatalogueItem.objects.filter(catalogue_id=catalogue_id).select_related("area", "responsible_body")
    if area_code:
        items = items.filter(area_id=area_code)
    for word in words.split():
        items = items.filter(
            Q(level1__icontains=word)
            | Q(level2__icontains=word)
            | Q(content_elements__icontains=word)
            | Q(responsible_text__icontains=word)
            | Q(responsible_body__name__icontains=word)
        )
    return items.order_by("area_id", "position", "id")


def items_for(lineage: Sequence[int], *, area_code: str = "", words: str = "") -> QuerySet[CatalogueItem]:
    """Items of the nearest catalogue in `lineage`, in the order of the table."""
    catalogue = nearest_catalogue(lineage)
    if catalogue is None:
        return CatalogueItem.objects.none()
    return items_in(catalogue.pk, area_code=area_code, words=words)


def items_of(division_id: int, area_code: str = "") -> QuerySet[CatalogueItem]:
    """Items that hold in a division, in the order of the table."""
    return items_for(organisations.place_of_division(division_id).division_ids, area_code=area_code)


def item_counts(lineage: Sequence[int]) -> dict[str, int]:
    """Area code → number of items of the nearest catalogue in `lineage`."""
    rows = items_for(lineage).order_by().values_list("area_id").annotate(count=Count("id"))
    return dict(rows)


def get_item(item_id: int) -> CatalogueItem:
    item = (
        CatalogueItem.objects.select_related("area", "catalogue", "responsible_body")
        .filter(pk=item_id)
        .first()
    )
    if item is None:
        raise NotFound("没有找到该公开事项，可能已被调整。")
    return item


def get_public_item(public_id: str) -> CatalogueItem:
    """By the identifier in its address."""
    item = (
        CatalogueItem.objects.select_related("area", "catalogue__division", "responsible_body")
        .filter(public_id=public_id, catalogue__division__isnull=False)
        .first()
    )
    if item is None:
        raise NotFound("没有找到该公开事项，网址可能有误。")
    return item


def items_for_body(body_id: int, *, area_code: str = "", words: str = "") -> QuerySet[CatalogueItem]:
    """What a body may publish under: items of its division's catalogue, its own first."""
    place = organisations.place_of_body(body_id)
    items = items_for(place.division_ids, area_code=area_code, words=words)
    return items.annotate(own=Q(responsible_body_id__in=place.body_ids)).order_by(
        "-own", "area_id", "position", "id"
    )


def get_upload(upload_id: int) -> CatalogueUpload:
    upload = CatalogueUpload.objects.select_related("catalogue", "file").filter(pk=upload_id).first()
    if upload is None:
        raise NotFound("没有找到该次上传。")
    return upload


def lock_upload(upload_id: int) -> CatalogueUpload:
    upload = CatalogueUpload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None:
        raise NotFound("没有找到该次上传。")
    return upload


def uploads_of(catalogue_id: int) -> QuerySet[CatalogueUpload]:
    return CatalogueUpload.objects.filter(catalogue_id=catalogue_id).order_by("-id")


def fields_of(item: CatalogueItem) -> ItemFields:
    """The element values of a stored item, for comparing with a table."""
    return ItemFields(
        area_code=item.area_id,
        code=item.code,
        level1=item.level1,
        level2=item.level2,
        content_elements=item.content_elements,
        legal_basis=tuple(item.legal_basis),
        time_limit=item.time_limit,
        responsible_text=item.responsible_text,
        channels=tuple(item.channels),
        for_everyone=item.for_everyone,
        for_groups=item.for_groups,
        disclosure_method=item.disclosure_method,
        tiers=tuple(item.tiers),
    )


def plan_of(upload: CatalogueUpload) -> Plan:
    """What importing the upload would do now.

    Raises:
        UnreadableFile: with what is wrong with the file and what to do.
    """
    with storage.open_file(upload.file_id) as stream:
        table = read_catalogue(stream, upload.file_name, area_names=list(area_names()))
    existing = {item.pk: fields_of(item) for item in items_in(upload.catalogue_id)}
    plan = plan_import(table.rows, existing)
    unknown = _unknown_bodies(upload.catalogue, plan)
    return replace(plan, problems=(*table.problems, *plan.problems, *unknown))


def _unknown_bodies(catalogue: Catalogue, plan: Plan) -> list[Problem]:
    """Rows whose 公开主体 is not a body here: imported as written, and listed."""
    known = responsible_bodies(catalogue, plan)
    return [
        Problem(
            sheet=row.sheet,
            row=row.row,
            column=0,
            message=f"公开主体“{row.fields.responsible_text}”不在机构名录中，已按原文导入，请核对。",
            raw=row.fields.responsible_text,
            kept=True,
        )
        for row in plan.rows
        if row.fields.responsible_text and row.fields.responsible_text not in known
    ]


def responsible_bodies(catalogue: Catalogue, plan: Plan) -> dict[str, int]:
    """Names of bodies as the table writes them → the body, where exactly one is meant."""
    names = {row.fields.responsible_text for row in plan.rows if row.fields.responsible_text}
    found = {
        name: organisations.find_body_by_name(name, division_id=catalogue.division_id)
        for name in sorted(names)
    }
    return {name: body.pk for name, body in found.items() if body is not None}


def national_item_ids() -> dict[tuple[str, str, str], int]:
    """Area and names → national item, for linking local items to what they refine."""
    national = national_catalogue()
    if national is None:
        return {}
    return {
        (area, level1, level2): pk
        for pk, area, level1, level2 in CatalogueItem.objects.filter(catalogue=national).values_list(
            "pk", "area_id", "level1", "level2"
        )
    }


def problem_as_json(problem: Problem) -> dict[str, object]:
    return {"place": problem.place, "message": problem.message, "raw": problem.raw, "kept": problem.kept}
