"""生成脱敏副本 is offered where a copy masks something; elsewhere it is said what to do instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gongkai.core.information import commands
from gongkai.core.information.models import Attachment, Processing
from gongkai.core.information.rules import MASKED_SUFFIXES
from gongkai.edges.workbench.presenting import guarding as presenting
from gongkai.foundation.access.enums import Role
from gongkai.text.file_contents import recognition
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.large_files import everything_large
from tests.text.file_contents.pictures_within import document_with_picture, scanned_pdf
from tests.text.file_contents.samples import pdf, png

NUMBER = samples()["id_card"]
AsRole = Callable[[Role], Client]


@pytest.fixture(autouse=True)
def _without_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: None)


def attached(office: Office, name: str, content: bytes) -> Attachment:
    return commands.attach_file(
        actor=office.county.person(Role.DEPARTMENT_EDITOR),
        edition_id=make.draft(office.county).pk,
        name=name,
        chunks=[content],
    )


def pages_of(client: Client, file: Attachment) -> list[str]:
    names = ("completeness/", "", "edit/", "personal-information/")
    return [text_of(client.get(f"/workbench/documents/{file.edition_id}/{name}")) for name in names]


@pytest.mark.parametrize(
    ("name", "content", "instead"),
    [
        ("照片.docx", document_with_picture(), "需要遮盖的，请处理后移除本附件、重新上传"),
        ("扫描件.pdf", scanned_pdf(), "请在原图上遮盖后重新扫描，或另存为有文字的版本"),
        ("照片.png", png(), "这种文件不能生成脱敏副本"),
    ],
)
def test_what_only_a_person_can_look_at_has_no_button(
    as_role: AsRole, office: Office, name: str, content: bytes, instead: str
) -> None:
    *beside, findings = pages_of(as_role(Role.DEPARTMENT_EDITOR), attached(office, name, content))
    assert "不能自动检查" in findings
    assert instead in findings
    for shown in (*beside, findings):
        assert "生成脱敏副本</button>" not in shown
        assert 'value="mask' not in shown


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("说明.pdf", pdf([f"身份证号 {NUMBER}"])),
        ("说明.docx", document_with_picture(f"身份证号 {NUMBER}")),
        (f"扫描件{NUMBER}.pdf", scanned_pdf()),
    ],
)
def test_what_a_copy_masks_has_one(as_role: AsRole, office: Office, name: str, content: bytes) -> None:
    for shown in pages_of(as_role(Role.DEPARTMENT_EDITOR), attached(office, name, content)):
        assert 'value="mask' in shown


def test_every_kind_that_has_a_copy_says_what_it_loses() -> None:
    assert frozenset(presenting.LOST) == MASKED_SUFFIXES


@pytest.mark.parametrize("name", ["edit/", "personal-information/"])
def test_a_failure_is_put_away(
    as_role: AsRole, office: Office, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("gongkai.core.information.commands.processing.make_masked", broken)
    client = as_role(Role.DEPARTMENT_EDITOR)
    file = attached(office, "说明.txt", f"身份证号{NUMBER}".encode())
    with everything_large():
        commands.mask_attachment(actor=office.county.person(Role.DEPARTMENT_EDITOR), attachment_id=file.pk)
    work = Processing.objects.get()
    address = f"/workbench/documents/{file.edition_id}/{name}"
    assert "取消<span" in text_of(client.get(address))
    commands.carry_out_processing(work.pk)
    shown = text_of(client.get(address))
    assert "生成脱敏副本没有成功" in shown
    assert "不再提示<span" in shown
    client.post(f"/workbench/documents/{file.edition_id}/processings/{work.pk}/drop/")
    assert "没有成功" not in text_of(client.get(address))
