from gongkai.core.guarding.models.handling import Confirmation, Proof, Release
from gongkai.core.guarding.models.rule_version import RuleVersion
from gongkai.core.guarding.models.scan import Finding, Scan

__all__ = ["Confirmation", "Finding", "Proof", "Release", "RuleVersion", "Scan"]
