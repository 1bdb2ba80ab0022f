from gongkai.core.catalogue.commands.loading import create_catalogue, load_areas, load_national_standard
from gongkai.core.catalogue.commands.tables import ImportOutcome, import_upload, receive_upload

__all__ = [
    "ImportOutcome",
    "create_catalogue",
    "import_upload",
    "load_areas",
    "load_national_standard",
    "receive_upload",
]
