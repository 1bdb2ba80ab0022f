"""个人信息识别: what may not stand in the open, found in texts and tables, and masked.

    >>> [finding.type for finding in scan("监督电话：12345、0375-0000123")]
    []

`scan` and `scan_table` find; `default_rules` and `read_rules` give the rules; `mask`, `profile` and
`profiles` mask; `name_list` and `k_count` look at lists of persons. Rules, names of groups of words and ways
of masking are data (`rules.toml`, `profiles.toml`).
"""

from gongkai.text.personal_information.lists import (
    ListColumn,
    NameList,
    ReIdentification,
    k_count,
    name_list,
)
from gongkai.text.personal_information.masking import MaskProfile, mask, profile, profiles
from gongkai.text.personal_information.model import CellFinding, Finding, Rule, RuleSet, Severity, TypeLabel
from gongkai.text.personal_information.rule_reading import (
    default_rules,
    number_rules,
    read_rules,
    shipped_text,
)
from gongkai.text.personal_information.scanning import scan, scan_table
from gongkai.text.personal_information.trying import core_failures, masked_examples, weaker_examples

__all__ = [
    "CellFinding",
    "Finding",
    "ListColumn",
    "MaskProfile",
    "NameList",
    "ReIdentification",
    "Rule",
    "RuleSet",
    "Severity",
    "TypeLabel",
    "core_failures",
    "default_rules",
    "k_count",
    "mask",
    "masked_examples",
    "name_list",
    "number_rules",
    "profile",
    "profiles",
    "read_rules",
    "scan",
    "scan_table",
    "shipped_text",
    "weaker_examples",
]
