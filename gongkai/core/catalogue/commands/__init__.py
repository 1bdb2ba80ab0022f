from gongkai.core.catalogue.commands.deriving import adopt_area, adopt_items, derive_catalogue
from gongkai.core.catalogue.commands.exemptions import (
    approve_not_applicable,
    propose_not_applicable,
    refuse_not_applicable,
    restore_item,
)
from gongkai.core.catalogue.commands.following import close_follow_up
from gongkai.core.catalogue.commands.items import add_item, align_item, remove_item, update_item
from gongkai.core.catalogue.commands.loading import create_catalogue, load_areas, load_national_standard
from gongkai.core.catalogue.commands.matching import confirm_match, reject_match
from gongkai.core.catalogue.commands.standards import (
    receive_standard_file,
    register_standard,
    set_content_standard,
)
from gongkai.core.catalogue.commands.tables import (
    ImportOutcome,
    correct_cells,
    import_upload,
    receive_upload,
)
from gongkai.core.catalogue.commands.telling import remind_followers, tell_followers
from gongkai.core.catalogue.commands.versions import publish_version, return_version, submit_version

__all__ = [
    "ImportOutcome",
    "add_item",
    "adopt_area",
    "adopt_items",
    "align_item",
    "approve_not_applicable",
    "close_follow_up",
    "confirm_match",
    "correct_cells",
    "create_catalogue",
    "derive_catalogue",
    "import_upload",
    "load_areas",
    "load_national_standard",
    "propose_not_applicable",
    "publish_version",
    "receive_standard_file",
    "receive_upload",
    "refuse_not_applicable",
    "register_standard",
    "reject_match",
    "remind_followers",
    "remove_item",
    "restore_item",
    "return_version",
    "set_content_standard",
    "submit_version",
    "tell_followers",
    "update_item",
]
