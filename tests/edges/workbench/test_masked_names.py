"""A number in the name of a file: not shown where findings are read, masked with a press, published so."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from django.test import Client

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Attachment
from gongkai.foundation.access.enums import Role
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.large_files import everything_large

NUMBER = samples()["id_card"]
AsRole = Callable[[Role], Client]


def named_by_number(office: Office) -> Attachment:
    return commands.attach_file(
        actor=office.county.person(Role.DEPARTMENT_EDITOR),
        edition_id=make.draft(office.county).pk,
        name=f"张大山{NUMBER}.txt",
        chunks=[b"none"],
    )


def page_of(file: Attachment, name: str = "") -> str:
    return f"/workbench/documents/{file.edition_id}/{name}"


def test_no_list_of_findings_shows_the_number(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    file = named_by_number(office)
    findings = text_of(client.get(page_of(file, "personal-information/")))
    panel = text_of(client.get(page_of(file, "completeness/")))
    for shown in (findings, panel):
        assert re.search(r"附件“张大山\d{1,6}＊+\d*\.txt”", shown)
        assert NUMBER not in shown
    assert "副本的文件名改为脱敏后的样子，内容不变。" in findings


def test_no_bar_shows_it(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    with everything_large():
        file = named_by_number(office)
        commands.mask_attachment(actor=office.county.person(Role.DEPARTMENT_EDITOR), attachment_id=file.pk)
        shown = text_of(client.get(page_of(file, "personal-information/")))
    assert "正在生成脱敏副本：“张大山" in shown
    assert NUMBER not in shown


def test_a_press_is_the_way_out_of_it(as_role: AsRole, office: Office) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    file = named_by_number(office)
    press = {"action": "mask", "seen": file.file_id}
    address = page_of(file, f"personal-information/files/{file.pk}/mask/")
    shown = text_of(client.post(address, press, follow=True))
    assert re.search(r"已生成脱敏副本：张大山\d{1,6}＊+\d*\.txt，脱敏 1 处", shown)
    assert "必须处理" not in shown
    make.bring_to(office.county, queries.get_edition(file.edition_id), EditionState.PUBLISHED)
    document = queries.get_edition(file.edition_id).document
    answer = client.get(f"/documents/{document.public_id}/files/{file.pk}/")
    assert b"".join(answer.streaming_content) == b"none"
    offered = unquote(answer["Content-Disposition"])
    assert queries.get_attachment(file.pk).name in offered
    assert NUMBER not in offered
