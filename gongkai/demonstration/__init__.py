"""The fictional county 云溪县: who is in it and what it has published, as files with a typed reader."""

from gongkai.demonstration.library import documents
from gongkai.demonstration.model import (
    Account,
    Attachment,
    Body,
    Correction,
    County,
    DemoDocument,
    DemonstrationError,
    Division,
    Grant,
    Site,
    Withdrawal,
)
from gongkai.demonstration.structure import county

__all__ = [
    "Account",
    "Attachment",
    "Body",
    "Correction",
    "County",
    "DemoDocument",
    "DemonstrationError",
    "Division",
    "Grant",
    "Site",
    "Withdrawal",
    "county",
    "documents",
]
