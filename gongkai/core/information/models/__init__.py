from gongkai.core.information.models.attachment import Attachment
from gongkai.core.information.models.document import Document, IndexCounter
from gongkai.core.information.models.edition import Edition
from gongkai.core.information.models.secrecy_review import SecrecyReview

__all__ = ["Attachment", "Document", "Edition", "IndexCounter", "SecrecyReview"]
