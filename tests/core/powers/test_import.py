"""Lists from spreadsheets: the good rows come in, the others are named with sheet, row and column."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.powers import commands, queries
from gongkai.core.powers.commands import ImportOutcome
from gongkai.core.powers.enums import PowerList
from gongkai.core.powers.models import PowerItem, PowerUpload, PowerVersion
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.text.errors import UnreadableFile
from tests import factories as make
from tests.core.powers.conftest import REASON, Lists
from tests.core.powers.tables import list_file, row

DAY = date(2026, 7, 1)


def receive(lists: Lists, content: bytes, name: str = "清单.xlsx", **given) -> PowerUpload:
    values = {"list_kind": PowerList.POWERS, "division_id": lists.county.division.pk, **given}
    return commands.receive_upload(actor=lists.office, name=name, chunks=[content], **values)


def bring_in(lists: Lists, *rows: list[str], **given) -> ImportOutcome:
    upload = receive(lists, list_file(rows), **given)
    return commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)


def refusals(upload: PowerUpload) -> list[str]:
    return [f"{row['place']}：{row['message']}" for row in upload.problems if not row["kept"]]


def test_a_list_comes_in_and_again_with_changes(lists: Lists) -> None:
    upload = receive(lists, list_file([row(1), row(2)]))
    assert not PowerItem.objects.exists(), "nothing is imported by looking"
    plan = queries.plan_of(upload)
    assert (plan.created, plan.updated, plan.unchanged) == (2, 0, 0)
    first = commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)
    assert (first.created, first.refused) == (2, 0)
    power = PowerItem.objects.get(code="0730001")
    assert power.basis == ["《中华人民共和国慈善法》第十条", "《慈善组织认定办法》"]
    assert (power.type, power.body_id, power.division_id) == (
        "confirmation", lists.county.bureau.pk, lists.county.division.pk,
    )  # fmt: skip
    second = bring_in(lists, row(1), row(2, duties="受理、审查、决定、送达"), row(3))
    assert (second.created, second.updated, second.unchanged) == (1, 1, 1)
    newest = queries.versions_of(PowerItem.objects.get(code="0730002").pk)[0]
    assert (newest.number, newest.changed, newest.reason) == (2, ["责任事项"], REASON)
    assert PowerVersion.objects.count() == 4
    with pytest.raises(Conflict, match="已经导入过"):
        commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)


def test_what_cannot_come_in_is_named_with_its_place(lists: Lists) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    upload = receive(
        lists,
        list_file(
            [
                row(1),
                row(2, name=""),
                row(3, body="云溪县没有的局"),
                row(4, body=other.bureau.name),
                row(5, type="神秘权力"),
                row(6, code="0730001"),
                row(7, name="名" * 301),
                row(8, body=""),
            ]
        ),
    )
    unknown = "不在本地区的机构名录中，没有导入，请核对名称。"
    assert refusals(upload) == [
        "工作表“权责清单”第 4 行 C 列：没有事项名称，没有导入。",
        f"工作表“权责清单”第 5 行 E 列：行使主体“云溪县没有的局”{unknown}",
        f"工作表“权责清单”第 6 行 E 列：行使主体“{other.bureau.name}”{unknown}",
        "工作表“权责清单”第 7 行 D 列：请在列出的类型中选择。没有导入。",
        "工作表“权责清单”第 8 行 B 列：编码与工作表“权责清单”第 3 行相同，没有重复导入。",
        "工作表“权责清单”第 9 行 C 列：名称不能超过300个字，现有301个字。没有导入。",
        "工作表“权责清单”第 10 行 E 列：没有写明行使主体，没有导入。请补充，或在上传时选择默认的行使主体。",
    ]
    outcome = commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)
    assert (outcome.created, outcome.refused) == (1, 7)
    assert [power.code for power in PowerItem.objects.all()] == ["0730001"]


def test_rows_without_body_go_to_the_chosen_one(lists: Lists) -> None:
    outcome = bring_in(lists, row(1, body=""), body_id=lists.county.other_bureau.pk)
    assert outcome.created == 1
    assert PowerItem.objects.get().body_id == lists.county.other_bureau.pk
    other = make.make_county("石溪县", "990124", items=1)
    with pytest.raises(InvalidInput, match="不属于该地区"):
        receive(lists, list_file([row(1)]), body_id=other.bureau.pk)


def test_rows_without_code_are_numbered_and_said_so(lists: Lists) -> None:
    header = ("职权名称", "类型", "行使主体")
    content = list_file([["婚姻登记", "确认", "云溪县民政局"]] * 2, header=header)
    upload = receive(lists, content)
    assert [problem["message"] for problem in upload.problems] == [
        "没有编码，已编为“1”，请核对。",
        "与工作表“权责清单”第 3 行是同一事项，没有重复导入。",
    ]
    commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)
    again = receive(lists, content)
    assert queries.plan_of(again).unchanged == 1, "without a code the name says what is meant"


def test_a_cancelled_power_does_not_come_back_by_a_table(lists: Lists) -> None:
    bring_in(lists, row(1), row(2))
    power = PowerItem.objects.get(code="0730001")
    commands.cancel_power(actor=lists.office, power_id=power.pk, on=DAY, reason="取消")
    upload = receive(lists, list_file([row(1)]))
    assert "已取消，不能通过导入恢复" in refusals(upload)[0]
    with pytest.raises(InvalidInput, match="没有可导入的事项"):
        commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)


def test_services_need_no_type(lists: Lists) -> None:
    content = list_file(
        [["001", "养老服务咨询", "云溪县民政局"]], header=("编码", "服务事项名称", "服务主体")
    )
    upload = receive(lists, content, list_kind=PowerList.SERVICES)
    commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)
    assert PowerItem.objects.get().type == "service"
    refused = receive(lists, list_file([row(1)]), list_kind=PowerList.SERVICES)
    assert "“行政确认”不列入公共服务事项清单" in refusals(refused)[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [("清单.xlsx", b"not a spreadsheet"), ("清单.xlsx", b""), ("清单.txt", "权责清单".encode())],
)
def test_a_file_that_is_none_is_refused_and_not_kept(lists: Lists, name: str, content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        receive(lists, content, name)
    assert isinstance(refused.value, UnreadableFile) or name in refused.value.message
    assert not PowerUpload.objects.exists()


def test_a_table_without_header_says_what_is_expected(lists: Lists) -> None:
    upload = receive(lists, list_file([["甲", "乙"]], header=("姓名", "电话")))
    assert "没有找到表头" in refusals(upload)[0]


def test_only_the_office_imports(lists: Lists) -> None:
    upload = receive(lists, list_file([row(1)]))
    for act in (
        lambda: commands.receive_upload(
            actor=lists.editor,
            division_id=lists.county.division.pk,
            list_kind=PowerList.POWERS,
            name="清单.xlsx",
            chunks=[list_file([row(1)])],
        ),
        lambda: commands.import_upload(
            actor=lists.editor, upload_id=upload.pk, effective_on=DAY, reason=REASON
        ),
    ):
        with pytest.raises(Denied, match="政务公开办"):
            act()
    with pytest.raises(InvalidInput, match="请填写依据和原因"):
        commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason="  ")


def test_a_long_list_takes_few_queries(
    lists: Lists, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    upload = receive(lists, list_file([row(number) for number in range(1, 400)]))
    with django_assert_max_num_queries(30):
        commands.import_upload(actor=lists.office, upload_id=upload.pk, effective_on=DAY, reason=REASON)
    assert PowerItem.objects.count() == PowerVersion.objects.count() == 399
