from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.core.catalogue.models.item import CatalogueItem
from gongkai.core.catalogue.models.policy_area import PolicyArea
from gongkai.core.catalogue.models.upload import CatalogueUpload

__all__ = ["Catalogue", "CatalogueItem", "CatalogueUpload", "PolicyArea"]
