"""What an old site showed becomes public again at once: it is looked through before."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from gongkai.core.importing import queries
from gongkai.core.importing.enums import Phase
from gongkai.core.information.models import Attachment, Document
from gongkai.text.personal_information.samples import samples
from tests.core.importing.conftest import OldSite, a_line

NUMBER = samples()["id_card"]
LINKED = '<p>名单见<a href="list.{}">附件</a>。</p>'


@pytest.mark.parametrize("phase", [Phase.CHECK, Phase.IMPORT])
def test_a_line_with_a_number_is_refused_and_the_others_are_moved(old_site: OldSite, phase: Phase) -> None:
    old_site.put("list.txt", f"身份证号：{NUMBER}")
    old_site.table(
        [
            a_line(1),
            a_line(2, 正文=f"<p>身份证号：{NUMBER}</p>"),
            a_line(3, 正文=LINKED.format("txt")),
        ]
    )
    run = old_site.checked() if phase == Phase.CHECK else old_site.moved()
    problems = [each for each in queries.problems_of(run, phase) if "个人信息" in each.reason]
    assert [(problem.row, problem.kept) for problem in problems] == [(2, False), (3, False)]
    assert "附件“" in problems[1].reason
    assert NUMBER not in str([(problem.value, problem.reason) for problem in problems])
    assert Document.objects.count() == (0 if phase == Phase.CHECK else 1)


def test_files_are_clean_copies_and_the_originals_stay_inside(old_site: OldSite) -> None:
    workbook = Workbook()
    workbook.properties.creator = "经办人"
    stream = io.BytesIO()
    workbook.save(stream)
    old_site.put("list.xlsx", stream.getvalue())
    old_site.table([a_line(1, 正文=LINKED.format("xlsx"))])
    old_site.moved()
    moved = Attachment.objects.get()
    assert moved.original_id is not None
    assert moved.original_id != moved.file_id
