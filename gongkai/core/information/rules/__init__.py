from gongkai.core.information.rules.display import display_fault, is_over, remind_until
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
from gongkai.core.information.rules.index_numbers import (
    IndexNumber,
    IndexStyle,
    index_number,
    parse_index_number,
    tidy_index_number,
)
from gongkai.core.information.rules.links import link_fault, link_lacks
from gongkai.core.information.rules.lint import LINT_NAMES, LintFacts, Remark, lint_remarks
from gongkai.core.information.rules.metadata import (
    AUDIENCES,
    OFFICIAL_NUMBER,
    OFFICIAL_ON,
    OFFICIAL_TITLE,
    metadata_mistakes,
)
from gongkai.core.information.rules.openness import marker_contradiction
from gongkai.core.information.rules.owing import (
    PUBLICATION_RULE,
    PublicationFacts,
    limit_of_wording,
    owed_from,
)
from gongkai.core.information.rules.pictures import MOST_PICTURES, PICTURE_SIZE, picture_lacks
from gongkai.core.information.rules.scheduling import office_hours_remark, schedule_fault

__all__ = [
    "AUDIENCES",
    "BODY_LENGTH",
    "LINT_NAMES",
    "MOST_ATTACHMENTS",
    "MOST_KEYWORDS",
    "MOST_PICTURES",
    "PICTURE_SIZE",
    "OFFICIAL_NUMBER",
    "OFFICIAL_ON",
    "OFFICIAL_TITLE",
    "PUBLICATION_RULE",
    "SUMMARY_LENGTH",
    "TITLE_LENGTH",
    "Draft",
    "IndexNumber",
    "IndexStyle",
    "Lack",
    "LintFacts",
    "StalePlace",
    "PublicationFacts",
    "Remark",
    "display_fault",
    "index_number",
    "is_over",
    "lacks",
    "limit_of_wording",
    "link_fault",
    "link_lacks",
    "lint_remarks",
    "marker_contradiction",
    "metadata_mistakes",
    "mistakes",
    "office_hours_remark",
    "owed_from",
    "remind_until",
    "schedule_fault",
    "parse_index_number",
    "tidy_index_number",
    "picture_lacks",
    "stale_places",
    "visible",
    "years_moved",
]
