from gongkai.core.importing.queries.addresses import Redirect, redirect_for
from gongkai.core.importing.queries.material import (
    Sample,
    ValueCount,
    folder_of,
    manifest_of,
    material_of,
    sample,
    tables_of,
    values_of,
)
from gongkai.core.importing.queries.runs import (
    documents_of,
    get_run,
    lock_free_run,
    lock_run,
    mapping_of,
    problems_of,
    runs_of,
    stale_run_ids,
    unindexed,
)

__all__ = [
    "Redirect",
    "Sample",
    "ValueCount",
    "documents_of",
    "folder_of",
    "get_run",
    "lock_free_run",
    "lock_run",
    "manifest_of",
    "mapping_of",
    "material_of",
    "problems_of",
    "redirect_for",
    "runs_of",
    "sample",
    "stale_run_ids",
    "tables_of",
    "unindexed",
    "values_of",
]
