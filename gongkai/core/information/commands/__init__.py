from gongkai.core.information.commands.drafting import (
    attach_file,
    discard_draft,
    draft_document,
    remove_attachment,
    save_draft,
)
from gongkai.core.information.commands.publishing import publish_edition, start_correction, withdraw_document
from gongkai.core.information.commands.reviewing import (
    recall_edition,
    review_edition,
    review_secrecy,
    sign_off_edition,
    submit_edition,
)
from gongkai.core.information.commands.writing import SecrecySheet

__all__ = [
    "SecrecySheet",
    "attach_file",
    "discard_draft",
    "draft_document",
    "publish_edition",
    "recall_edition",
    "remove_attachment",
    "review_edition",
    "review_secrecy",
    "save_draft",
    "sign_off_edition",
    "start_correction",
    "submit_edition",
    "withdraw_document",
]
