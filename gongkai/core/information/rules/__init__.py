from gongkai.core.information.rules.drafts import (
    BODY_LENGTH,
    MOST_ATTACHMENTS,
    MOST_KEYWORDS,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    Draft,
    Lack,
    lacks,
    mistakes,
    visible,
)
from gongkai.core.information.rules.earlier import StalePlace, stale_places, years_moved
from gongkai.core.information.rules.index_numbers import index_number
from gongkai.core.information.rules.openness import marker_contradiction
from gongkai.core.information.rules.owing import (
    PUBLICATION_RULE,
    PublicationFacts,
    limit_of_wording,
    owed_from,
)
from gongkai.core.information.rules.pictures import MOST_PICTURES, PICTURE_SIZE, picture_lacks

__all__ = [
    "BODY_LENGTH",
    "MOST_ATTACHMENTS",
    "MOST_KEYWORDS",
    "MOST_PICTURES",
    "PICTURE_SIZE",
    "PUBLICATION_RULE",
    "SUMMARY_LENGTH",
    "TITLE_LENGTH",
    "Draft",
    "Lack",
    "StalePlace",
    "PublicationFacts",
    "index_number",
    "lacks",
    "limit_of_wording",
    "marker_contradiction",
    "mistakes",
    "owed_from",
    "picture_lacks",
    "stale_places",
    "visible",
    "years_moved",
]
