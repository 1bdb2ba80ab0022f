"""From rows to items, between layers, from version to version; pure functions."""

from gongkai.core.catalogue.rules.comparing import (
    CHANGE_LABELS,
    Difference,
    Entry,
    Row,
    concerns,
    covers_some_areas,
    difference,
    relation_of,
)
from gongkai.core.catalogue.rules.completeness import Lack, completeness
from gongkai.core.catalogue.rules.correcting import (
    CORRECTABLE,
    Correction,
    blank_row,
    cell_of,
    corrected,
    fault_of,
    line_at,
)
from gongkai.core.catalogue.rules.exporting import row_of_fields
from gongkai.core.catalogue.rules.fields import (
    ELEMENTS,
    LABELS,
    LAYER_ELEMENTS,
    VERSION_ELEMENTS,
    ItemFields,
    Key,
    changed_fields,
    labels_of,
    next_code,
    told_name,
)
from gongkai.core.catalogue.rules.importing import LONGEST, Plan, PlannedRow, plan_import
from gongkai.core.catalogue.rules.likeness import Suggestion, likeness, suggestions
from gongkai.core.catalogue.rules.plans import ImportPlan, Planned
from gongkai.core.catalogue.rules.reading import fields_of_national_item, fields_of_row
from gongkai.core.catalogue.rules.tidying import tidied, tidy_lines
from gongkai.core.catalogue.rules.upstream import Aligned, UpstreamChange, upstream_changes
from gongkai.core.catalogue.rules.versions import as_of, content_hash
from gongkai.core.catalogue.rules.words import known_words

__all__ = [
    "CHANGE_LABELS",
    "CORRECTABLE",
    "ELEMENTS",
    "LABELS",
    "LAYER_ELEMENTS",
    "LONGEST",
    "VERSION_ELEMENTS",
    "Aligned",
    "Correction",
    "Difference",
    "Entry",
    "ImportPlan",
    "ItemFields",
    "Key",
    "Lack",
    "Plan",
    "Planned",
    "PlannedRow",
    "Row",
    "Suggestion",
    "UpstreamChange",
    "as_of",
    "blank_row",
    "cell_of",
    "changed_fields",
    "completeness",
    "concerns",
    "content_hash",
    "corrected",
    "covers_some_areas",
    "difference",
    "fault_of",
    "fields_of_national_item",
    "fields_of_row",
    "known_words",
    "labels_of",
    "likeness",
    "line_at",
    "next_code",
    "plan_import",
    "relation_of",
    "row_of_fields",
    "suggestions",
    "tidied",
    "tidy_lines",
    "told_name",
    "upstream_changes",
]
