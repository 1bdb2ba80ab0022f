"""What wants a look: place by place, everything at once on a basis, and files that nothing could read."""

from __future__ import annotations

import pytest

from gongkai.core.guarding.models import Confirmation
from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.core.guarding.test_gate import WITH_NUMBER, attach, report_on, submit
from tests.factories import County

DOUBTFUL = f"<p>报名电话：{samples()['mobile']}。</p>"


def test_what_cannot_be_read_wants_a_look_and_the_look_is_recorded(county: County) -> None:
    edition = make.draft(county)
    attach(county, edition, b"ID3" + bytes(200), "会议录音.mp3")
    with pytest.raises(Conflict, match="不能读取"):
        submit(county, edition)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    digest = report_on(edition).parts[-1].part.digest
    with pytest.raises(InvalidInput, match="逐页核对") as unopened:
        commands.confirm_file(actor=editor, edition_id=edition.pk, digest=digest, looked=False)
    assert set(unopened.value.fields) == {"looked"}
    commands.confirm_file(actor=editor, edition_id=edition.pk, digest=digest, looked=True)
    assert Confirmation.objects.get().confirmed_by == editor.name
    row = AuditEvent.objects.get(tag="information.file.look")
    assert (row.detail["looked"], row.detail["file"]) == (True, "附件“会议录音.mp3”")
    assert submit(county, edition).state == EditionState.IN_REVIEW
    with pytest.raises(Conflict, match="已由他人核对"):
        commands.confirm_file(actor=editor, edition_id=edition.pk, digest=digest, looked=True)
    with pytest.raises(Conflict, match="没有需要核对的内容"):
        commands.confirm_findings(actor=editor, edition_id=edition.pk, basis="逐处看过。")


def test_what_cannot_be_read_is_not_confirmed_with_the_rest(county: County) -> None:
    edition = make.draft(county, body_html=DOUBTFUL)
    attach(county, edition, b"ID3" + bytes(200), "会议录音.mp3")
    editor = county.person(Role.DEPARTMENT_EDITOR)
    commands.confirm_findings(actor=editor, edition_id=edition.pk, basis="均为办公电话。")
    assert report_on(edition).open_review == 1
    for fingerprints in ((), [report_on(edition).parts[-1].lines[0].fingerprint]):
        with pytest.raises(Conflict, match="逐个打开"):
            commands.confirm_findings(
                actor=editor, edition_id=edition.pk, basis="均为办公电话。", fingerprints=fingerprints
            )
    with pytest.raises(Conflict, match="须逐页打开核对后单独确认"):
        submit(county, edition)


def test_another_file_in_its_place_is_looked_at_anew(county: County) -> None:
    edition = make.draft(county)
    seen = attach(county, edition, b"ID3" + bytes(200), "会议录音.mp3")
    digest = report_on(edition).parts[-1].part.digest
    editor = county.person(Role.DEPARTMENT_EDITOR)
    commands.remove_attachment(actor=editor, attachment_id=seen.pk)
    attach(county, edition, b"ID3" + bytes(300), "会议录音.mp3")
    with pytest.raises(Conflict, match="已有改动"):
        commands.confirm_file(actor=editor, edition_id=edition.pk, digest=digest, looked=True)


@pytest.mark.parametrize("basis", ["", "可以", "好好好好好好"])
def test_everything_at_once_needs_a_basis(county: County, basis: str) -> None:
    edition = make.draft(county, body_html=DOUBTFUL)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    with pytest.raises(InvalidInput) as refusal:
        commands.confirm_findings(actor=editor, edition_id=edition.pk, basis=basis)
    assert set(refusal.value.fields) == {"basis"}
    commands.confirm_findings(actor=editor, edition_id=edition.pk, basis="均为办公电话。")
    assert AuditEvent.objects.get(tag="information.finding.confirm").detail["basis"] == "均为办公电话。"


def test_a_look_does_not_let_hard_findings_through(county: County) -> None:
    edition = make.draft(county, body_html=WITH_NUMBER)
    with pytest.raises(Conflict, match="没有需要核对的内容"):
        commands.confirm_findings(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, basis="逐处看过。"
        )
