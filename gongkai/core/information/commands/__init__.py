from gongkai.core.information.commands.deciding import confirm_distribution, withhold_attachment
from gongkai.core.information.commands.drafting import (
    attach_file,
    draft_document,
    hand_in_file,
    remove_attachment,
    save_draft,
)
from gongkai.core.information.commands.ending import (
    end_display,
    end_due_displays,
    remind_of_displays,
    withdraw_document,
)
from gongkai.core.information.commands.forgetting import forget_due_texts, forget_text
from gongkai.core.information.commands.guarding import (
    check_edition,
    confirm_file,
    confirm_findings,
)
from gongkai.core.information.commands.importing import FromFile, SourceFile, draft_from_file, keep_source
from gongkai.core.information.commands.lapsing import remind_of_reviews, settle_due_validity
from gongkai.core.information.commands.masking import (
    mask_attachment,
    mask_text,
    unmask_attachment,
    unmask_text,
)
from gongkai.core.information.commands.official import OfficialRow, load_official_texts
from gongkai.core.information.commands.owing import settle_by_publication
from gongkai.core.information.commands.pictures import attach_picture
from gongkai.core.information.commands.processing import (
    carry_out_processing,
    drop_processing,
    retry_processing,
    revive_processings,
)
from gongkai.core.information.commands.publishing import publish_edition, start_correction
from gongkai.core.information.commands.recycling import (
    REASON_LENGTH,
    discard_draft,
    erase_draft,
    purge_draft,
    purge_due_drafts,
    restore_draft,
)
from gongkai.core.information.commands.reexamining import (
    decide_reexamination,
    follow_deadline,
    remind_of_reexaminations,
)
from gongkai.core.information.commands.relations import add_relation, remove_relation
from gongkai.core.information.commands.releasing import (
    ask_release,
    lapse_release_request,
    lapse_release_requests,
    refuse_release,
    release_findings,
    withdraw_release_request,
)
from gongkai.core.information.commands.rescanning import carry_on_rescan, rescan_some, start_rescan
from gongkai.core.information.commands.reviewing import (
    recall_edition,
    review_edition,
    review_secrecy,
    sign_off_edition,
    submit_edition,
)
from gongkai.core.information.commands.scheduling import (
    drop_schedule,
    publish_due,
    publish_scheduled,
    schedule_publication,
    unschedule_publication,
)
from gongkai.core.information.commands.secrecy import refer_upward, register_answer
from gongkai.core.information.commands.starting import start_from_earlier
from gongkai.core.information.commands.tables import (
    fill_tables,
    put_table,
    receive_tables,
    remove_table,
    withhold_table_parts,
)
from gongkai.core.information.commands.validity import (
    Decision,
    change_validities,
    change_validity,
    settle_validity,
)
from gongkai.core.information.commands.writing import SecrecySheet

__all__ = [
    "REASON_LENGTH",
    "Decision",
    "FromFile",
    "OfficialRow",
    "SecrecySheet",
    "SourceFile",
    "add_relation",
    "ask_release",
    "attach_file",
    "attach_picture",
    "carry_on_rescan",
    "carry_out_processing",
    "change_validities",
    "change_validity",
    "check_edition",
    "confirm_distribution",
    "confirm_file",
    "confirm_findings",
    "decide_reexamination",
    "discard_draft",
    "draft_document",
    "draft_from_file",
    "drop_processing",
    "drop_schedule",
    "end_display",
    "end_due_displays",
    "erase_draft",
    "fill_tables",
    "follow_deadline",
    "forget_due_texts",
    "forget_text",
    "hand_in_file",
    "keep_source",
    "lapse_release_request",
    "lapse_release_requests",
    "load_official_texts",
    "mask_attachment",
    "mask_text",
    "publish_due",
    "publish_edition",
    "publish_scheduled",
    "purge_draft",
    "purge_due_drafts",
    "put_table",
    "recall_edition",
    "receive_tables",
    "refer_upward",
    "refuse_release",
    "register_answer",
    "release_findings",
    "remind_of_displays",
    "remind_of_reexaminations",
    "remind_of_reviews",
    "remove_attachment",
    "remove_relation",
    "remove_table",
    "rescan_some",
    "restore_draft",
    "retry_processing",
    "review_edition",
    "review_secrecy",
    "revive_processings",
    "save_draft",
    "schedule_publication",
    "settle_by_publication",
    "settle_due_validity",
    "settle_validity",
    "sign_off_edition",
    "start_correction",
    "start_from_earlier",
    "start_rescan",
    "submit_edition",
    "unmask_attachment",
    "unmask_text",
    "unschedule_publication",
    "withdraw_document",
    "withdraw_release_request",
    "withhold_attachment",
    "withhold_table_parts",
]
