from gongkai.core.guarding.queries.fingerprints import fingerprint
from gongkai.core.guarding.queries.reports import (
    Subject,
    proof_of,
    release_of,
    releases_behind,
    releases_of,
    report_on,
    types_by_heading,
)
from gongkai.core.guarding.queries.rules import (
    InForce,
    get_rule_version,
    list_rule_versions,
    rules_in_force,
)
from gongkai.core.guarding.queries.texts import look

__all__ = [
    "InForce",
    "Subject",
    "fingerprint",
    "get_rule_version",
    "list_rule_versions",
    "look",
    "proof_of",
    "release_of",
    "releases_behind",
    "releases_of",
    "report_on",
    "rules_in_force",
    "types_by_heading",
]
