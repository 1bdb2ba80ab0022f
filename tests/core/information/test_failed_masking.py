"""A masked copy that was not made: not begun where it cannot succeed, told of as long as it is true."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.core.guarding.enums import ReleaseGround
from gongkai.core.guarding.models import Scan
from gongkai.core.information import commands, queries
from gongkai.core.information.commands import processing
from gongkai.core.information.models import Attachment, Processing
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import Conflict
from gongkai.text.file_contents import recognition
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County
from tests.large_files import everything_large
from tests.text.file_contents.pictures_within import document_with_picture

NUMBER = samples()["id_card"]


def attached(county: County, name: str, content: bytes) -> Attachment:
    return commands.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=make.draft(county).pk,
        name=name,
        chunks=[content],
    )


@pytest.fixture
def picture(county: County, monkeypatch: pytest.MonkeyPatch) -> Attachment:
    monkeypatch.setattr(recognition, "recogniser", lambda: None)
    return attached(county, "照片.docx", document_with_picture())


@pytest.fixture
def failed(county: County, monkeypatch: pytest.MonkeyPatch) -> Attachment:
    """A file with a number that has to go and a picture that wants a look, whose copy was not made."""
    monkeypatch.setattr(recognition, "recogniser", lambda: None)
    attachment = attached(county, "说明.docx", document_with_picture(f"身份证号：{NUMBER}"))
    with monkeypatch.context() as patch, everything_large():
        patch.setattr(processing, "make_masked", broken)
        commands.mask_attachment(
            actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=attachment.pk, without=["村"]
        )
        commands.carry_out_processing(Processing.objects.get(attachment=attachment).pk)
    assert Processing.objects.get(attachment=attachment).fault
    return attachment


def broken(*_: object, **__: object) -> None:
    raise MemoryError


@pytest.mark.parametrize("is_large", [False, True])
def test_where_nothing_can_be_masked_it_is_said_at_once_and_what_to_do(
    county: County, picture: Attachment, is_large: bool
) -> None:
    def ask() -> None:
        commands.mask_attachment(
            actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=picture.pk, seen=picture.file_id
        )

    with pytest.raises(Conflict, match=r"没有系统能够脱敏的内容.*请处理后移除本附件、重新上传"):
        if is_large:
            with everything_large():
                ask()
        else:
            ask()
    assert not Processing.objects.exists()


def _confirm(county: County, file: Attachment) -> None:
    report = queries.guard_report(queries.get_edition(file.edition_id))
    assert report.open_review
    make.look_over(county.person(Role.DEPARTMENT_EDITOR), queries.get_edition(file.edition_id))


def _release(county: County, file: Attachment) -> None:
    commands.release_findings(
        actor=county.person(Role.APPROVER),
        edition_id=file.edition_id,
        ground=ReleaseGround.values[0],
        reason="经核实，依法应当公开，当事人已经同意。",
    )


def _mask(county: County, file: Attachment) -> None:
    commands.mask_attachment(actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=file.pk)


def _mask_and_put_back(county: County, file: Attachment) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    row = Processing.objects.get(attachment=file)
    commands.mask_attachment(actor=editor, attachment_id=file.pk)
    row.save(force_insert=True)
    commands.unmask_attachment(actor=editor, attachment_id=file.pk)


def _scan_anew(county: County, file: Attachment) -> None:
    Scan.objects.all().delete()
    commands.check_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=file.edition_id)


def _scan_anew_in_background(county: County, file: Attachment) -> None:
    Scan.objects.all().delete()
    with everything_large():
        commands.check_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=file.edition_id)
        commands.carry_out_processing(Processing.objects.get(fault="").pk)


def _remove(county: County, file: Attachment) -> None:
    commands.remove_attachment(actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=file.pk)


@pytest.mark.parametrize(
    "change",
    [_confirm, _release, _mask, _mask_and_put_back, _scan_anew, _scan_anew_in_background, _remove],
)
def test_it_is_told_of_until_the_file_or_its_findings_are_others(
    county: County, failed: Attachment, change: Callable[[County, Attachment], None]
) -> None:
    change(county, failed)
    assert not Processing.objects.exclude(fault="").exists()


def test_what_becomes_of_another_file_leaves_it_alone(county: County, failed: Attachment) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    other = commands.attach_file(
        actor=editor, edition_id=failed.edition_id, name="另一份.txt", chunks=[NUMBER.encode()]
    )
    commands.mask_attachment(actor=editor, attachment_id=other.pk)
    assert Processing.objects.get().attachment_id == failed.pk
