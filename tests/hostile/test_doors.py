"""Every door through which somebody's file comes in, with files that no reader of tables would look into.

What harms sits in a part that is not read for the purpose, so that only the door can refuse it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.importing import commands as importing
from gongkai.core.information import commands as information
from gongkai.core.powers import commands as powers
from gongkai.core.powers.enums import PowerList
from gongkai.edges.workbench.forms.calendar import NoticeForm
from gongkai.edges.workbench.forms.standards import StandardForm
from gongkai.edges.workbench.importing import Import
from gongkai.edges.workbench.views.official_texts import rows_of
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel.errors import InvalidInput
from tests import bad_files as bad
from tests import factories as make
from tests.core.catalogue.tables import county_table, line
from tests.text.catalogue.old_excel import old_workbook
from tests.text.file_contents import samples
from tests.text.office_files import parts_of

pytestmark = pytest.mark.django_db

EVIL = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
ENTRIES = "养老服务"


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.IMPORTS_ROOT = tmp_path / "imports"


def table() -> bytes:
    return county_table({ENTRIES: [line("1", "养老服务", "甲")]})


def document() -> bytes:
    return samples.word_package("<w:p><w:r><w:t>公告</w:t></w:r></w:p>")


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    return samples.zipped({**parts_of(content), name: part})


@cache
def harmful(suffix: str) -> dict[str, tuple[bytes, str]]:
    """What it is → content and words of the refusal; `suffix` is .xlsx or .docx."""
    honest = table() if suffix == ".xlsx" else document()
    return {
        "bomb": (with_part(honest, "customXml/item9.xml", b" " * 60_000_000), "压缩炸弹"),
        "entity": (with_part(honest, "customXml/item9.xml", EVIL), "外部实体"),
        "data behind": (honest + b"MZ" + bytes(100), "末尾附加了别的数据"),
        "program before": (b"PK\x07\x08" + honest, "开头不是正常的压缩结构|类型不在允许范围内"),
        "a pdf as well": (_stored_first(honest), "同时又是 PDF"),
        "encrypted": (bad.encrypted_office_file(), "密码"),
        "a program": (bad.EXE, "可执行程序|损坏|扩展名|不是"),
    }


def _stored_first(content: bytes) -> bytes:
    """The package with a member before all others that is the beginning of a PDF, not compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", bad.PDF)
        for name, part in parts_of(content).items():
            archive.writestr(name, part)
    return stream.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


Door = Callable[[make.County, str, bytes], object]


def attachment(county: make.County, name: str, content: bytes) -> object:
    edition = make.draft(county)
    return information.attach_file(actor=make.SYSTEM, edition_id=edition.pk, name=name, chunks=[content])


def catalogue_table(county: make.County, name: str, content: bytes) -> object:
    return catalogue.receive_upload(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, name=name, chunks=[content]
    )


def standard(county: make.County, name: str, content: bytes) -> object:
    return catalogue.receive_standard_file(
        actor=make.SYSTEM, catalogue_id=county.catalogue.pk, name=name, chunks=[content]
    )


def standard_form(county: make.County, name: str, content: bytes) -> object:
    form = StandardForm({"area": "a"}, {"file": upload(name, content)}, areas=[("a", ENTRIES)])
    form.is_valid()
    return form.read(ENTRIES, lambda name, data: "")


def power_list(county: make.County, name: str, content: bytes) -> object:
    return powers.receive_upload(
        actor=make.SYSTEM, division_id=county.division.pk, list_kind=PowerList.POWERS, name=name,
        chunks=[content],
    )  # fmt: skip


def draft_tables(county: make.County, name: str, content: bytes) -> object:
    edition = make.draft(county)
    return information.receive_tables(actor=make.SYSTEM, edition_id=edition.pk, name=name, chunks=[content])


def official_list(county: make.County, name: str, content: bytes) -> object:
    return rows_of(upload(name, content))


def notice(county: make.County, name: str, content: bytes) -> object:
    form = NoticeForm({}, {"file": upload(name, content)})
    form.is_valid()
    return form.taken()


def text(county: make.County, name: str, content: bytes) -> object:
    return Import(upload(name, content))


DOORS: dict[str, tuple[Door, str]] = {
    "attachment": (attachment, ".docx"), "catalogue": (catalogue_table, ".xlsx"),
    "standard": (standard, ".xlsx"), "form of a standard": (standard_form, ".xlsx"),
    "powers": (power_list, ".xlsx"), "tables of a draft": (draft_tables, ".xlsx"),
    "official texts": (official_list, ".xlsx"), "holidays": (notice, ".docx"), "text": (text, ".docx"),
}  # fmt: skip


@pytest.mark.parametrize("what", harmful(".xlsx"))
@pytest.mark.parametrize("door", DOORS)
def test_harmful_files_are_refused_at_every_door(county: make.County, door: str, what: str) -> None:
    enter, suffix = DOORS[door]
    content, words = harmful(suffix)[what]
    make.draft(county)
    before = StoredFile.objects.count()
    with pytest.raises(InvalidInput, match=words):
        enter(county, f"表{suffix}", content)
    assert StoredFile.objects.count() == before
    assert not AuditEvent.objects.filter(detail__icontains=f"表{suffix}").exists()


KEPT_AS_THEY_CAME = {"catalogue", "standard", "form of a standard", "powers", "tables of a draft"}
MACROS = {
    "new workbook": ("表.xlsx", lambda: with_part(table(), "xl/vbaProject.bin", b"x")),
    "sheet of macros": ("表.xlsx", lambda: with_part(table(), "xl/macrosheets/sheet1.xml", b"<x/>")),
    "old workbook": (
        "表.xls",
        lambda: old_workbook({"表": [["甲"]]}) + "_VBA_PROJECT_CUR".encode("utf-16-le"),
    ),
}


@pytest.mark.parametrize("what", MACROS)
@pytest.mark.parametrize("door", sorted(KEPT_AS_THEY_CAME))
def test_what_is_kept_as_it_came_has_no_macros(county: make.County, door: str, what: str) -> None:
    name, make_content = MACROS[what]
    with pytest.raises(InvalidInput, match=f"文件“{name}”含有宏，.*没有保存。请用办公软件另存为不含宏的"):
        DOORS[door][0](county, name, make_content())


def test_macros_of_a_copied_file_stay_behind_and_of_one_handed_out_as_it_is_are_refused(
    county: make.County,
) -> None:
    edition = make.draft(county)
    kept = information.attach_file(
        actor=make.SYSTEM, edition_id=edition.pk, name="公告.docx",
        chunks=[with_part(document(), "word/vbaProject.bin", b"x")],
    )  # fmt: skip
    assert kept.original is not None
    with pytest.raises(InvalidInput, match="含有宏"):
        attachment(county, *_old_with_macros())


def _old_with_macros() -> tuple[str, bytes]:
    name, make_content = MACROS["old workbook"]
    return name, make_content()


def test_an_old_file_that_is_an_archive_as_well(county: make.County) -> None:
    content = old_workbook({"表": [["甲"]]}) + samples.zipped({"a.txt": b"x"})
    for door in ("catalogue", "powers", "tables of a draft", "attachment", "standard"):
        with pytest.raises(InvalidInput, match="同时又是压缩包"):
            DOORS[door][0](county, "表.xls", content)


def test_an_archive_of_material_that_is_something_else_as_well(county: make.County) -> None:
    content = samples.zipped({"list.csv": "标题\n甲\n".encode()})
    for bad_content, words in (
        (content + b"x" * 50, "末尾附加了别的数据"),
        (bad.EXE + content, "不是压缩包.*请选择 .zip 文件"),
        (samples.pdf(["x"]), "扩展名与内容不符"),
    ):
        with pytest.raises(InvalidInput, match=words):
            importing.receive_archive(
                actor=make.SYSTEM, division_id=county.division.pk, name="材料.zip", chunks=[bad_content]
            )


@pytest.mark.parametrize("door", DOORS)
def test_honest_files_pass_every_door(county: make.County, door: str) -> None:
    """Or are refused for what they say, never as harmful."""
    enter, suffix = DOORS[door]
    try:
        enter(county, f"表{suffix}", table() if suffix == ".xlsx" else document())
    except InvalidInput as refusal:
        assert "可能不安全" not in refusal.message
        assert door in {"official texts", "form of a standard", "holidays"}
