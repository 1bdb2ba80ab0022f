from gongkai.core.importing.queries.addresses import Redirect, redirect_for
from gongkai.core.importing.queries.material import (
    Sample,
    ValueCount,
    folders,
    manifest_of,
    material_of,
    root,
    sample,
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
    "folders",
    "get_run",
    "lock_free_run",
    "lock_run",
    "manifest_of",
    "mapping_of",
    "material_of",
    "problems_of",
    "redirect_for",
    "root",
    "runs_of",
    "sample",
    "stale_run_ids",
    "unindexed",
    "values_of",
]
