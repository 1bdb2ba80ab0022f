"""From the fields of an item to a row of a table: the other way of `fields_of_row`; pure functions."""

from __future__ import annotations

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.core.catalogue.rules.fields import ItemFields
from gongkai.core.catalogue.rules.reading import SOME_GROUPS
from gongkai.text.catalogue_table import Audience, CatalogueRow, Method

_METHODS = {
    DisclosureMethod.PROACTIVE: (Method.PROACTIVE,),
    DisclosureMethod.ON_REQUEST: (Method.ON_REQUEST,),
    DisclosureMethod.BOTH: (Method.PROACTIVE, Method.ON_REQUEST),
}


def row_of_fields(fields: ItemFields, area_name: str) -> CatalogueRow:
    """The row as a table has it; imported again it changes nothing."""
    specific = bool(fields.for_groups)
    groups = "" if fields.for_groups == SOME_GROUPS else fields.for_groups
    return CatalogueRow(
        sheet=area_name,
        row_number=0,
        area=area_name,
        code=fields.code,
        level1=fields.level1,
        level2=fields.level2,
        content=fields.content_elements,
        basis="\n".join(fields.legal_basis),
        basis_list=fields.legal_basis,
        time_limit=fields.time_limit,
        responsible=fields.responsible_text,
        channels=fields.channels,
        channels_raw="",
        audience=Audience(everyone=fields.for_everyone, specific=specific, groups=groups),
        methods=_METHODS[DisclosureMethod(fields.disclosure_method)],
        tiers=fields.tiers,
    )
