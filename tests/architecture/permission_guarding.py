"""Personal information on its way, for the permission table; inputs of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.enums import ReleaseGround
from gongkai.core.information import commands as information
from gongkai.core.information import queries
from gongkai.core.information.commands.masked_files import Masked
from gongkai.core.information.commands.processing import Looked, fail_processing
from gongkai.core.information.models import Attachment, Edition, Processing
from gongkai.core.information.rules.masking import UNDO_DAYS
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.text.file_contents import CleanCopy, MaskedCopy
from gongkai.text.personal_information import shipped_text
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County
from tests.large_files import everything_large

if TYPE_CHECKING:
    from tests.architecture.permission_world import World


@dataclass
class Guarded:
    """What the commands on personal information are tried on."""

    named: Edition
    masked: Edition
    masked_long_ago: Edition
    pictured: Edition
    doubtful: Edition
    asked: Edition
    asked_in_vain: Edition
    listed: Attachment
    masked_file: Attachment
    cleaning: Processing
    masking: Processing
    scanning: Processing
    failed: Processing


def make_guarded(county: County) -> Guarded:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    body = f"<p>身份证号：{samples()['id_card']}</p>"
    named, masked, long_ago, pictured, asked, in_vain = (make.draft(county, body_html=body) for _ in range(6))
    doubtful = make.draft(county, body_html=f"<p>报名电话：{samples()['mobile']}。</p>")
    for edition in (asked, in_vain):
        information.ask_release(actor=editor, edition_id=edition.pk, reason="本人已书面同意公开有关信息。")
    Edition.objects.filter(pk=in_vain.pk).update(title="改过的标题")
    information.mask_text(actor=editor, edition_id=masked.pk, revision=masked.revision)
    with clock.frozen(clock.now() - timedelta(days=UNDO_DAYS)):
        information.mask_text(actor=editor, edition_id=long_ago.pk, revision=long_ago.revision)
    recording = b"ID3" + bytes(200)
    information.attach_file(actor=editor, edition_id=pictured.pk, name="录音.mp3", chunks=[recording])
    text = f"身份证号：{samples()['id_card']}".encode()
    listed, masked_file = (
        information.attach_file(actor=editor, edition_id=named.pk, name=name, chunks=[text])
        for name in ("甲.txt", "乙.txt")
    )
    masked_file = information.mask_attachment(actor=editor, attachment_id=masked_file.pk)
    return Guarded(
        named,
        masked,
        long_ago,
        pictured,
        doubtful,
        asked,
        in_vain,
        listed,
        masked_file,
        *_processings(county),
    )


def _processings(county: County) -> tuple[Processing, Processing, Processing, Processing]:
    """A file that is taken in, one of which a copy is made, a scan, and what did not succeed."""
    editor, edition = county.person(Role.DEPARTMENT_EDITOR), make.draft(county)
    text = f"身份证号：{samples()['id_card']}".encode()
    kept = information.attach_file(actor=editor, edition_id=edition.pk, name="丙.txt", chunks=[text])
    with everything_large():
        for name in ("丁.txt", "戊.txt"):
            information.hand_in_file(actor=editor, edition_id=edition.pk, name=name, chunks=[text])
        information.mask_attachment(actor=editor, attachment_id=kept.pk)
        information.attach_file(actor=editor, edition_id=edition.pk, name="己.txt", chunks=[text])
    cleaning, failed, masking, scanning = Processing.objects.filter(edition=edition)
    fail_processing(actor=make.SYSTEM, processing_id=failed.pk, reason="没有成功。")
    return cleaning, masking, scanning, failed


GUARDING_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "guarding.rules.put": lambda w: {"text": shipped_text(), "note_text": "照产品自带的规则。"},
    "information.edition.scan": lambda w: {"edition_id": w.guarded.named.pk},
    "information.finding.confirm": lambda w: {
        "edition_id": w.guarded.doubtful.pk, "basis": "均为办公电话。",
    },
    "information.file.look": lambda w: {
        "edition_id": w.guarded.pictured.pk, "looked": True,
        "digest": queries.guarded_parts(queries.get_edition(w.guarded.pictured.pk))[-1].digest,
    },
    "information.finding.release": lambda w: {
        "edition_id": w.guarded.named.pk, "ground": ReleaseGround.CONSENT,
        "reason": "本人已书面同意公开有关信息。",
    },
    "information.release.ask": lambda w: {
        "edition_id": w.guarded.named.pk, "reason": "本人已书面同意公开有关信息。",
    },
    "information.release.withdraw": lambda w: {"edition_id": w.guarded.asked.pk},
    "information.release.refuse": lambda w: {
        "edition_id": w.guarded.asked.pk, "answer": "没有附上本人的书面同意，请补充。",
    },
    "information.release.lapse": lambda w: {"edition_id": w.guarded.asked_in_vain.pk},
    "information.text.mask": lambda w: {
        "edition_id": w.guarded.named.pk, "revision": w.guarded.named.revision,
    },
    "information.text.unmask": lambda w: {"edition_id": w.guarded.masked.pk},
    "information.text.forget": lambda w: {"edition_id": w.guarded.masked_long_ago.pk},
    "information.attachment.mask": lambda w: {"attachment_id": w.guarded.listed.pk},
    "information.attachment.unmask": lambda w: {"attachment_id": w.guarded.masked_file.pk},
    "information.attachment.hand_in": lambda w: {
        "edition_id": w.guarded.named.pk, "name": "庚.txt", "chunks": [b"1"],
    },
    "information.processing.clean": lambda w: {
        "processing_id": w.guarded.cleaning.pk, "copy": CleanCopy("丁.txt", b"1", ()),
    },
    "information.processing.mask": lambda w: {
        "processing_id": w.guarded.masking.pk,
        "made": Masked(MaskedCopy("丙.txt", b"1", 1), (), "default"),
    },
    "information.processing.scan": lambda w: {
        "processing_id": w.guarded.scanning.pk, "looked": _looked(w.guarded.listed),
    },
    "information.processing.fail": lambda w: {
        "processing_id": w.guarded.cleaning.pk, "reason": "没有成功。",
    },
    "information.processing.retry": lambda w: {"processing_id": w.guarded.failed.pk},
    "information.processing.drop": lambda w: {"processing_id": w.guarded.cleaning.pk},
    "information.processing.drop@scan": lambda w: {"processing_id": w.guarded.scanning.pk},
    "information.rescan.start": lambda w: {},
    "information.rescan.step": lambda w: {"rescan_id": _rescan()},
}  # fmt: skip


def _looked(attachment: Attachment) -> Looked:
    part, present = queries.guarded_file(attachment), guarding.rules_in_force()
    return Looked(part, guarding.look(part, present), present)


def _rescan() -> int:
    return information.start_rescan(actor=make.SYSTEM).pk
