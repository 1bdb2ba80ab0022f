"""How what is found in a document is masked: what its kind declares, under the rules in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.core.guarding import queries as guarding
from gongkai.core.information.rules.masking import Masking, masking_of
from gongkai.reference.information_kinds import information_kind

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


def masking_for(edition: Edition) -> Masking:
    """Rules and profile by which texts, tables, files and their names are masked."""
    return masking_of(information_kind(edition.document.kind), guarding.rules_in_force().rules)
