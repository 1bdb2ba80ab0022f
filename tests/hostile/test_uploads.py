"""The same collection through the doors that users have: nothing is kept, nothing is half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.catalogue.models import CatalogueItem
from gongkai.core.information import commands as information
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel.errors import GongkaiError, InvalidInput
from tests import bad_files as bad
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: Settings, tmp_path: Path) -> make.County:
    settings.FILES_ROOT = tmp_path / "files"
    return make.make_county(items=1)


def test_nothing_bad_is_attached_or_imported(county: make.County) -> None:
    """What is text may be kept as a table to look at, but no item ever comes of it."""
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(county)
    items = CatalogueItem.objects.count()
    for what, (name, content) in bad.collection().items():
        before = (StoredFile.objects.count(), AuditEvent.objects.count())
        with pytest.raises(InvalidInput):
            information.attach_file(actor=editor, edition_id=edition.pk, name=name, chunks=[content])
        assert (StoredFile.objects.count(), AuditEvent.objects.count()) == before, what
        try:
            upload = catalogue.receive_upload(
                actor=make.SYSTEM, catalogue_id=county.catalogue.pk, name=name, chunks=[content]
            )
        except GongkaiError:
            assert (StoredFile.objects.count(), AuditEvent.objects.count()) == before, what
        else:
            assert upload.problems, what
            with pytest.raises(GongkaiError):
                catalogue.import_upload(actor=make.SYSTEM, upload_id=upload.pk)
    assert CatalogueItem.objects.count() == items
    assert edition.attachments.count() == 0


def test_an_endless_upload_is_cut_off(county: make.County) -> None:
    edition = make.draft(county)
    with pytest.raises(InvalidInput, match="超过 100 MB 的上限"):
        information.attach_file(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name="大.pdf",
            chunks=bad.endless(200),
        )  # fmt: skip
    assert edition.attachments.count() == 0
