"""不公开的列: headings typed beside a list; what the file does not have is refused and stays in the form."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from gongkai.core.information import commands, queries
from gongkai.core.information.models import Attachment
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.edges.workbench.test_masking import TELLING_LIST
from tests.large_files import everything_large, let_the_worker_run

AsRole = Callable[[Role], Client]
REFUSED = "文件中没有表头为“住址”的列，没有生成副本。文件的表头有：姓名、村、身份证号、金额、备注。"


@pytest.fixture
def file(office: Office) -> Attachment:
    return commands.attach_file(
        actor=office.county.person(Role.DEPARTMENT_EDITOR),
        edition_id=make.draft(office.county).pk,
        name="名单.csv",
        chunks=[TELLING_LIST],
    )


def page_of(file: Attachment, name: str = "") -> str:
    return f"/workbench/documents/{file.edition_id}/personal-information/{name}"


def press(client: Client, file: Attachment, typed: str) -> tuple[int, str]:
    sent = {"action": "mask", "without": typed, "seen": file.file_id}
    answer = client.post(page_of(file, f"files/{file.pk}/mask/"), sent, follow=True)
    return answer.status_code, unescape(text_of(answer))


def test_a_heading_that_is_not_there_is_refused_beside_the_field(as_role: AsRole, file: Attachment) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    status, shown = press(client, file, "备注、住址")
    assert status == 422
    assert shown.count(REFUSED) == 2, "above, and beside the field"
    assert 'value="备注、住址"' in shown
    assert f'href="#mask-{file.pk}-without"' in shown
    assert f'id="mask-{file.pk}-without"' in shown
    assert "已生成脱敏副本" not in shown
    assert queries.get_attachment(file.pk).masked == 0


def test_several_go_at_once(as_role: AsRole, file: Attachment) -> None:
    status, shown = press(as_role(Role.DEPARTMENT_EDITOR), file, " 备 注，村")
    assert status == 200
    assert "不含“村”列、“备注”列。" in shown


def test_too_much_is_refused_and_kept(as_role: AsRole, file: Attachment) -> None:
    typed = "村、" * 101
    status, shown = press(as_role(Role.DEPARTMENT_EDITOR), file, typed)
    assert status == 422
    assert "不超过200字" in shown
    assert f'value="{typed}"' in shown


def test_a_large_file_says_so_later_and_keeps_what_was_typed(as_role: AsRole, file: Attachment) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    with everything_large():
        status, shown = press(client, file, "备注、住址")
        assert status == 200
        assert "正在后台生成脱敏副本" in shown
        let_the_worker_run(queries.get_edition(file.edition_id))
        shown = unescape(text_of(client.get(page_of(file))))
    assert REFUSED in shown
    assert 'value="备注、住址"' in shown


def test_another_refusal_is_told_above(as_role: AsRole, file: Attachment) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR)
    press(client, file, "备注")
    _, shown = press(client, file, "备注")
    assert "没有重复处理" in shown
