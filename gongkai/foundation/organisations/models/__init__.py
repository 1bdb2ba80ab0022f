"""Administrative divisions and the public bodies in them."""

from gongkai.foundation.organisations.models.body import BodyName, PublicBody, Succession
from gongkai.foundation.organisations.models.division import Division

__all__ = ["BodyName", "Division", "PublicBody", "Succession"]
