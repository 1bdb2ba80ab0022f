from gongkai.core.information.models.attachment import Attachment
from gongkai.core.information.models.document import Document, IndexCounter
from gongkai.core.information.models.edition import Edition
from gongkai.core.information.models.masked_text import MaskedText
from gongkai.core.information.models.official import OfficialText
from gongkai.core.information.models.processing import Processing
from gongkai.core.information.models.reexamination import Reexamination
from gongkai.core.information.models.relation import Relation, ValidityChange
from gongkai.core.information.models.release_request import ReleaseRequest
from gongkai.core.information.models.rescan import Rescan, RescanHit
from gongkai.core.information.models.secrecy_review import SecrecyReferral, SecrecyReview
from gongkai.core.information.models.source_reading import SourceReading
from gongkai.core.information.models.table import EditionTable

__all__ = [
    "Attachment",
    "Document",
    "Edition",
    "EditionTable",
    "IndexCounter",
    "MaskedText",
    "OfficialText",
    "Processing",
    "Reexamination",
    "Relation",
    "ReleaseRequest",
    "Rescan",
    "RescanHit",
    "SecrecyReferral",
    "SecrecyReview",
    "SourceReading",
    "ValidityChange",
]
