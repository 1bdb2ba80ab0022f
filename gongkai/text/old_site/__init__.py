"""Reading what an old site left: a table of its documents (CSV, JSON, JSON lines) and the pages beside it."""

from gongkai.text.old_site.manifest import Manifest, Record, open_manifest
from gongkai.text.old_site.material import Material, UnpackLimits, fingerprint, unpack
from gongkai.text.old_site.moments import read_moment
from gongkai.text.old_site.pages import Address, body_of_page, file_beside, rewritten

__all__ = [
    "Address",
    "Manifest",
    "Material",
    "Record",
    "UnpackLimits",
    "body_of_page",
    "file_beside",
    "fingerprint",
    "open_manifest",
    "read_moment",
    "rewritten",
    "unpack",
]
