from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.core.catalogue.models.exemption import Exemption
from gongkai.core.catalogue.models.item import CatalogueItem, ItemRevision
from gongkai.core.catalogue.models.matching import MatchDecision
from gongkai.core.catalogue.models.policy_area import PolicyArea
from gongkai.core.catalogue.models.standard import ContentStandard, FollowUp, Standard
from gongkai.core.catalogue.models.upload import CatalogueUpload
from gongkai.core.catalogue.models.values import VALUES, ItemValues
from gongkai.core.catalogue.models.version import CatalogueVersion

__all__ = [
    "VALUES",
    "Catalogue",
    "CatalogueItem",
    "CatalogueUpload",
    "CatalogueVersion",
    "ContentStandard",
    "Exemption",
    "FollowUp",
    "ItemRevision",
    "ItemValues",
    "MatchDecision",
    "PolicyArea",
    "Standard",
]
