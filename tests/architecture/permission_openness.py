"""Openness and secrecy on their way, for the permission table; inputs of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.core.information import commands as information
from gongkai.core.information import queries
from gongkai.core.information.enums import EditionState, ReexaminationOutcome, SecrecyConclusion
from gongkai.core.information.models import Attachment, Edition, Reexamination, SecrecyReferral
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.factories import County

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

REFERRED = information.SecrecySheet(
    SecrecyConclusion.REFER_UPWARD, reason="是否涉及工作秘密。", refer_to="县保密行政管理部门"
)


@dataclass
class Openings:
    """What the commands on openness and secrecy are tried on."""

    marked: Edition
    attachment: Attachment
    doubtful: Edition
    referral: SecrecyReferral
    reexamination: Reexamination


def make_openings(county: County) -> Openings:
    marked = make.draft(county, "发至县处级", body_html="<p>正文</p><p>（此件发至县处级）</p>")
    attachment = information.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=marked.pk, name="名单.txt", chunks=[b"1"]
    )
    doubtful, asked = (make.review(county, make.submit(county, make.draft(county))) for _ in range(2))
    make.clear(county, asked, REFERRED.conclusion, REFERRED.reason, REFERRED.refer_to)
    withheld = make.draft(
        county, openness="withheld", openness_reason="过程性信息。", openness_article="条例第十六条"
    )
    make.bring_to(county, withheld, EditionState.SIGNED)
    referral, reexamination = (
        queries.open_referral_of(asked.pk),
        queries.open_reexamination_of(withheld.document_id),
    )
    assert referral is not None
    assert reexamination is not None
    return Openings(marked, attachment, doubtful, referral, reexamination)


OPENNESS_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "information.distribution.confirm": lambda w: {
        "edition_id": w.openings.marked.pk, "reason": "经县政府办公室同意公开。",
    },
    "information.attachment.withhold": lambda w: {
        "attachment_id": w.openings.attachment.pk, "is_public": False,
    },
    "information.secrecy.refer": lambda w: {"edition_id": w.openings.doubtful.pk, "sheet": REFERRED},
    "information.secrecy.answer": lambda w: {
        "referral_id": w.openings.referral.pk, "conclusion": SecrecyConclusion.MAY_PUBLISH,
        "answer": "不涉及工作秘密。",
    },
    "information.reexamination.follow": lambda w: {"reexamination_id": w.openings.reexamination.pk},
    "information.reexamination.decide": lambda w: {
        "reexamination_id": w.openings.reexamination.pk, "outcome": ReexaminationOutcome.STILL_WITHHELD,
        "reason": "仍在讨论。",
    },
}  # fmt: skip
