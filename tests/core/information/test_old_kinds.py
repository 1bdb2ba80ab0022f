"""Files of old kinds: with an office program they become clean new ones, without one somebody has to look."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from gongkai.core.guarding.rules import UNREAD
from gongkai.core.information import commands, queries
from gongkai.core.information.models import Attachment
from gongkai.edges.workbench.importing import Import, accepted
from gongkai.foundation.access.enums import Role
from gongkai.foundation.storage import queries as storage
from gongkai.kernel.errors import InvalidInput
from gongkai.text.file_contents import read_tables
from gongkai.text.personal_information.samples import samples as rules_samples
from tests import factories as make
from tests.fake_office import office, writing
from tests.text.catalogue.old_excel import old_workbook
from tests.text.file_contents import samples
from tests.text.office_files import workbook_of

pytestmark = pytest.mark.django_db

OLD = old_workbook({"名单": [["姓名", "金额"], ["甲", "100"]]})
MACROS = OLD + "_VBA_PROJECT_CUR".encode("utf-16-le")


@pytest.fixture
def county(settings: Settings, tmp_path: Path) -> make.County:
    settings.FILES_ROOT = tmp_path / "files"
    settings.CONVERTER = ""
    return make.make_county(items=1)


def attach(county: make.County, name: str = "名单.xls", content: bytes = OLD) -> Attachment:
    edition = make.draft(county)
    return commands.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name=name, chunks=[content]
    )


def content_of(attachment: Attachment) -> bytes:
    with storage.open_file(attachment.file_id) as stream:
        return stream.read()


def unread(attachment: Attachment) -> list[str]:
    report = queries.guard_report(attachment.edition)
    return [line.reason for part in report.parts for line in part.lines if line.type == UNREAD]


def test_without_a_program_the_file_stays_and_wants_a_look(county: make.County) -> None:
    kept = attach(county)
    assert (kept.name, content_of(kept)) == ("名单.xls", OLD)
    assert kept.original is None
    assert "请自行确认没有隐藏内容" in kept.removed[0]
    (words,) = unread(kept)
    assert words.startswith("这种格式不能自动清除隐藏信息")
    assert queries.guard_fault(kept.edition, queries.guard_report(kept.edition))
    make.look_over(county.person(Role.DEPARTMENT_EDITOR), kept.edition)
    assert not queries.guard_fault(kept.edition, queries.guard_report(kept.edition))


def test_with_one_the_public_gets_a_clean_new_file(
    county: make.County, settings: Settings, tmp_path: Path
) -> None:
    settings.CONVERTER = str(writing(tmp_path, "file.xlsx", samples.loaded_workbook()))
    kept = attach(county, content=MACROS)
    assert kept.name == "名单.xlsx"
    assert kept.original is not None
    assert "公开的是转换成的 .xlsx" in kept.removed[0]
    assert next(iter(read_tables(kept.name, content_of(kept)))).header
    assert not samples.holds(content_of(kept), samples.SHEET_PLACES["隐藏列"])
    with storage.open_file(kept.original.sha256) as stream:
        assert stream.read() == MACROS
    assert unread(kept) == []


def test_what_is_masked_of_it_is_what_it_became(
    county: make.County, settings: Settings, tmp_path: Path
) -> None:
    made = workbook_of([["姓名", "身份证号"], ["甲", rules_samples()["id_card"]]])
    settings.CONVERTER = str(writing(tmp_path, "file.xlsx", made))
    kept = attach(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    masked = commands.mask_attachment(actor=editor, attachment_id=kept.pk)
    assert (masked.name, bool(masked.masked)) == ("名单.xlsx", True)
    again = commands.unmask_attachment(actor=editor, attachment_id=kept.pk)
    assert (again.name, again.masked) == ("名单.xlsx", 0)


def test_a_program_that_fails_leaves_the_file_as_it_was(
    county: make.County, settings: Settings, tmp_path: Path
) -> None:
    settings.CONVERTER = str(office(tmp_path, "sys.exit(1)"))
    kept = attach(county)
    assert content_of(kept) == OLD
    assert unread(kept)
    with pytest.raises(InvalidInput, match="含有宏"):
        attach(county, content=MACROS)


def test_an_old_document_becomes_a_text(county: make.County, settings: Settings, tmp_path: Path) -> None:
    upload = SimpleUploadedFile("公告.doc", samples.old_document())
    with pytest.raises(InvalidInput, match=r"另存为 \.docx"):
        Import(upload)
    assert ".doc," not in accepted()
    page = samples.word_package("<w:p><w:r><w:t>现公布低保标准。</w:t></w:r></w:p>")
    settings.CONVERTER = str(writing(tmp_path, "file.docx", page))
    upload.seek(0)
    imported = Import(upload)
    assert "现公布低保标准。" in imported.text.plain_text
    assert imported.source(county.bureau).content == samples.old_document()
    assert ".doc,.wps" in accepted()
    settings.CONVERTER = str(office(tmp_path, "sys.exit(1)"))
    upload.seek(0)
    with pytest.raises(InvalidInput, match=r"没有转换成功.*另存为 \.docx 后再上传") as refusal:
        Import(upload)
    assert list(refusal.value.fields) == ["file"]
