"""What the public sees. Nothing here takes an actor: everything returned is public.

`on` is a day in China; a query then answers as things stood at its end. Without it they stand as now.
"""

from gongkai.core.publishing.queries.catalogue import (
    ItemRow,
    catalogue_item,
    catalogue_items,
    catalogue_version,
    item_rows,
    site_catalogue,
)
from gongkai.core.publishing.queries.documents import (
    AreaSummary,
    Overview,
    PublicGroup,
    count_hidden,
    gone_among,
    newest,
    overview,
    public_among,
    public_groups,
    published_editions,
    related,
)
from gongkai.core.publishing.queries.foreseeing import foreseen_document
from gongkai.core.publishing.queries.library import (
    LibraryChoices,
    Related,
    Standing,
    library,
    library_choices,
    lineage_of,
    standing_of,
    validity_among,
)
from gongkai.core.publishing.queries.log import hidden_documents, log_counts, publication_log
from gongkai.core.publishing.queries.reading import (
    PublicDocument,
    public_attachment,
    public_document,
    two_editions,
)
from gongkai.core.publishing.queries.sites import get_site, list_sites, site_above, site_for, site_of

__all__ = [
    "AreaSummary",
    "ItemRow",
    "LibraryChoices",
    "Overview",
    "PublicDocument",
    "PublicGroup",
    "Related",
    "Standing",
    "catalogue_item",
    "catalogue_items",
    "catalogue_version",
    "count_hidden",
    "foreseen_document",
    "get_site",
    "gone_among",
    "hidden_documents",
    "item_rows",
    "library",
    "library_choices",
    "lineage_of",
    "list_sites",
    "log_counts",
    "newest",
    "overview",
    "public_among",
    "public_attachment",
    "public_document",
    "public_groups",
    "publication_log",
    "published_editions",
    "related",
    "site_above",
    "site_catalogue",
    "site_for",
    "site_of",
    "standing_of",
    "two_editions",
    "validity_among",
]
