from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.commands import ImportOutcome
from gongkai.core.catalogue.commands import tables as table_commands
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, CatalogueUpload
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput
from tests import bad_files as bad
from tests import factories as make
from tests.core.catalogue.tables import county_table, line
from tests.factories import County
from tests.text.file_contents import samples


@pytest.fixture
def empty(county: County) -> Catalogue:
    """A catalogue without items, of the township."""
    return commands.create_catalogue(
        actor=make.SYSTEM, division_id=county.township.pk, title="青石镇基层政务公开标准目录"
    )


def receive(catalogue: Catalogue, content: bytes, name: str = "目录.xlsx") -> CatalogueUpload:
    return commands.receive_upload(actor=make.SYSTEM, catalogue_id=catalogue.pk, name=name, chunks=[content])


def load(catalogue: Catalogue, content: bytes, name: str = "目录.xlsx") -> ImportOutcome:
    return commands.import_upload(actor=make.SYSTEM, upload_id=receive(catalogue, content, name).pk)


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int]:
    return (outcome.created, outcome.updated, outcome.unchanged, outcome.refused)


def rows_of(catalogue: Catalogue) -> list[dict[str, Any]]:
    return list(CatalogueItem.objects.filter(catalogue=catalogue).order_by("id").values())


USUAL = {
    "社会救助": [
        line(1, "最低生活保障", "政策法规文件"),
        line(2, "最低生活保障", "办事指南", channels="■政府网站\n■社区/企事业单位/村公示栏（电子屏）"),
        line(3, "特困人员救助供养", "审核审批信息", everyone="", groups="√ 特困人员", on_request="√"),
    ],
    "养老服务": [
        line(1, "养老服务通用政策", "国家和地方法律", body="云溪县民政局"),
        line(2, "养老机构", "备案信息", county="√", township="√"),
    ],
}


def test_the_usual_layout(county: County) -> None:
    outcome = load(county.catalogue, county_table(USUAL))
    assert counts(outcome) == (5, 0, 0, 0)
    assert [problem for problem in outcome.upload.problems if not problem["kept"]] == []
    items = {item.level2: item for item in queries.items_in(county.catalogue.pk)}
    first, third = items["办事指南"], items["审核审批信息"]
    assert (first.area_id, first.level1, first.responsible_body_id) == (
        "20", "最低生活保障", county.bureau.pk,
    )  # fmt: skip
    assert first.legal_basis == [
        "《中华人民共和国政府信息公开条例》",
        "《社会救助暂行办法》（国务院令第649号）",
    ]
    assert "政府网站" in first.channels
    assert len(first.channels) == 2
    assert (third.for_everyone, third.for_groups, third.disclosure_method) == (False, "特困人员", "both")
    assert items["备案信息"].tiers[0] == "县级"
    assert len(items["备案信息"].tiers) > 1
    assert items["国家和地方法律"].area_id == "21"


def test_what_the_product_writes_it_reads(county: County) -> None:
    rows = [make.make_row(number, area=area, level2=f"{area}{number}")
            for area in ("社会救助", "养老服务", "就业创业") for number in range(1, 30)]  # fmt: skip
    content = make.catalogue_file(rows)
    assert counts(load(county.catalogue, content)) == (87, 0, 0, 0)
    before = rows_of(county.catalogue)
    assert counts(load(county.catalogue, content, "再次.xlsx")) == (0, 0, 87, 0)
    assert rows_of(county.catalogue) == before  # not even the moment of the last change


def test_created_updated_unchanged_and_absent(empty: Catalogue) -> None:
    load(empty, make.catalogue_file([make.make_row(number) for number in range(1, 5)]))
    second = [
        make.make_row(1),
        make.make_row(2, time_limit="10个工作日内"),
        make.make_row(7),
    ]
    upload = receive(empty, make.catalogue_file(second))
    plan = queries.plan_of(upload)
    assert (plan.created, plan.updated, plan.unchanged, plan.absent) == (1, 1, 1, 2)
    assert [row.changed_labels for row in plan.rows] == [(), ("公开时限",), ()]
    assert counts(commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)) == (1, 1, 1, 0)
    assert sorted(item.level2 for item in queries.items_in(empty.pk)) == [
        "公开事项1", "公开事项2", "公开事项3", "公开事项4", "公开事项7",
    ]  # fmt: skip


def test_items_keep_their_identity_when_rows_move(empty: Catalogue) -> None:
    """A row put in at the top shifts every number; addresses and documents stay with their item."""
    load(empty, make.catalogue_file([make.make_row(number) for number in range(1, 6)]))
    before = {item.level2: (item.pk, item.public_id) for item in queries.items_in(empty.pk)}
    shifted = [make.make_row(1, level2="新事项")] + [
        make.make_row(number + 1, level2=f"公开事项{number}") for number in range(1, 6)
    ]
    assert counts(load(empty, make.catalogue_file(shifted))) == (1, 5, 0, 0)
    after = {item.level2: item for item in queries.items_in(empty.pk)}
    assert {name: (after[name].pk, after[name].public_id) for name in before} == before
    assert {name: item.code for name, item in after.items()} == {
        "新事项": "1", **{f"公开事项{number}": str(number + 1) for number in range(1, 6)},
    }  # fmt: skip
    assert [item.level2 for item in queries.items_in(empty.pk)][:2] == ["新事项", "公开事项1"]


def test_numbers_of_items_that_left_the_table_are_not_given_away(empty: Catalogue) -> None:
    load(empty, make.catalogue_file([make.make_row(number) for number in range(1, 4)]))
    rest = [make.make_row(number - 1, level2=f"公开事项{number}") for number in (2, 3)]
    outcome = load(empty, make.catalogue_file(rest))
    assert counts(outcome) == (0, 0, 2, 0)
    assert "序号“1”在本领域已被“公开事项1”使用，已改为“2”" in outcome.upload.problems[0]["message"]
    assert {item.level2: item.code for item in queries.items_in(empty.pk)} == {
        "公开事项1": "1", "公开事项2": "2", "公开事项3": "3",
    }  # fmt: skip


def test_numbering_that_starts_again_under_each_first_level(county: County) -> None:
    table = county_table({"社会救助": [
        line(1, "最低生活保障", "甲"), line(2, "最低生活保障", "乙"),
        line(1, "临时救助", "丙"), line(2, "临时救助", "丁"),
    ]})  # fmt: skip
    outcome = load(county.catalogue, table)
    assert (outcome.created, outcome.refused) == (4, 0)
    assert counts(load(county.catalogue, table)) == (0, 0, 4, 0)


def test_two_rows_with_one_number(county: County) -> None:
    outcome = load(county.catalogue, county_table({"养老服务": [
        line("A1", "养老机构", "甲"), line("A1", "养老机构", "乙"),
    ]}))  # fmt: skip
    assert counts(outcome) == (1, 0, 0, 1)
    problem = next(problem for problem in outcome.upload.problems if not problem["kept"])
    assert problem["message"] == "序号“A1”与第 4 行重复"
    assert problem["place"].startswith("工作表“养老服务”第 5 行")


def test_one_item_twice(county: County) -> None:
    outcome = load(county.catalogue, county_table({"养老服务": [
        line(1, "养老机构", "备案信息"), line(2, "养老机构", "备案信息", body="云溪县财政局"),
    ]}))  # fmt: skip
    assert counts(outcome) == (1, 0, 0, 1)
    assert any("是同一事项，没有重复导入" in problem["message"] for problem in outcome.upload.problems)


def test_rows_without_numbers_get_free_ones(empty: Catalogue) -> None:
    load(empty, make.catalogue_file([make.make_row(1), make.make_row(3)]))
    rows = [make.make_row(9, code="", level2="甲"), make.make_row(10, code="", level2="乙"),
            make.make_row(11, code="2", level2="丙")]  # fmt: skip
    load(empty, make.catalogue_file(rows))
    codes = {item.level2: item.code for item in queries.items_in(empty.pk)}
    assert codes == {"公开事项1": "1", "公开事项3": "3", "丙": "2", "甲": "4", "乙": "5"}


def test_an_unknown_body_is_kept_and_listed_and_found_later(county: County) -> None:
    table = county_table({"养老服务": [line(1, "养老机构", "备案信息", body="云溪县信访局")]})
    outcome = load(county.catalogue, table)
    assert counts(outcome) == (1, 0, 0, 0)
    (problem,) = outcome.upload.problems
    assert problem["kept"]
    assert "公开主体“云溪县信访局”不在机构名录中，已按原文导入" in problem["message"]
    item = CatalogueItem.objects.get(level2="备案信息")
    assert (item.responsible_body, item.responsible) == (None, "云溪县信访局")

    body = make.make_body(county.division, "云溪县信访局", parent=county.government)
    assert load(county.catalogue, table).upload.problems == []
    item.refresh_from_db()
    assert item.responsible_body == body


def test_an_unknown_area_is_refused(county: County) -> None:
    outcome = load(county.catalogue, county_table({
        "养老服务": [line(1, "养老机构", "备案信息")], "星际旅行": [line(1, "飞船", "时刻表")],
    }))  # fmt: skip
    assert counts(outcome) == (1, 0, 0, 1)
    assert any(
        "看不出属于哪个领域（“星际旅行”）" in problem["message"] for problem in outcome.upload.problems
    )
    with pytest.raises(InvalidInput, match="没有可导入的事项"):
        load(county.catalogue, county_table({"星际旅行": [line(1, "飞船", "时刻表")]}))


def test_long_cells_are_kept_and_long_names_refused(county: County) -> None:
    outcome = load(county.catalogue, county_table({"养老服务": [
        line(1, "养老机构", "甲", basis="依" * 3000, body="局" * 900, groups="群" * 900,
             channels="■其他：" + "渠" * 300),
        line(2, "养老机构", "名" * 301),
        line("9" * 41, "养老机构", "丙"),
    ]}))  # fmt: skip
    assert counts(outcome) == (1, 0, 0, 2)
    assert CatalogueItem.objects.get(level2="甲").legal_basis == ["依" * 3000]
    messages = " ".join(problem["message"] for problem in outcome.upload.problems)
    assert "“二级事项”超过300字，没有导入" in messages
    assert "“序号”超过40字，没有导入" in messages


def test_a_formula_that_failed(county: County) -> None:
    """The row cannot be trusted and is named; the others are imported."""
    rows = [line(1, "养老机构", "甲", limit="#REF!"), line(2, "养老机构", "乙")]
    outcome = load(county.catalogue, county_table({"养老服务": rows}))
    places = [problem["place"] for problem in outcome.upload.problems]
    assert any("第 4 行" in place for place in places), outcome.upload.problems
    assert CatalogueItem.objects.filter(level2="乙").exists()


@pytest.mark.parametrize(("name", "content", "words"), [
    ("目录.xlsx", bad.encrypted_office_file(), "已加密"),
    ("目录.xlsx", bad.EXE, "可执行程序"),
    ("目录.xlsx", bad.OLE, "扩展名与内容不符"),
    ("目录.xls", bad.OLE, "旧格式.*另存为 .xlsx"),
    ("目录.xlsx", b"", "空文件"),
    ("目录.pdf", samples.pdf(["目录"]), "不是电子表格.*PDF"),
    ("目录.xlsx", bad.bomb(), "可能是压缩炸弹"),
])  # fmt: skip
def test_what_cannot_be_read_leaves_nothing(county: County, name: str, content: bytes, words: str) -> None:
    audit, uploads = AuditEvent.objects.count(), CatalogueUpload.objects.count()
    with pytest.raises(InvalidInput, match=words):
        receive(county.catalogue, content, name)
    assert CatalogueUpload.objects.count() == uploads
    assert AuditEvent.objects.count() == audit


def test_a_table_of_200_megabytes(county: County) -> None:
    with pytest.raises(InvalidInput, match="超过 20 MB 的上限"):
        commands.receive_upload(
            actor=make.SYSTEM, catalogue_id=county.catalogue.pk, name="目录.xlsx", chunks=bad.endless(200)
        )


def test_an_empty_sheet(county: County) -> None:
    upload = receive(county.catalogue, bad.xlsx())
    with pytest.raises(InvalidInput, match="没有可导入的事项"):
        commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)
    upload.refresh_from_db()
    assert upload.state == "received"


def test_nothing_is_half_written(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = receive(county.catalogue, county_table(USUAL))
    before, audit = rows_of(county.catalogue), AuditEvent.objects.count()
    write = table_commands.write_items

    def write_and_lose_the_database(*args: Any, **more: Any) -> None:
        write(*args, **more)
        raise DatabaseError("连接中断")

    with monkeypatch.context() as patch:
        patch.setattr(table_commands, "write_items", write_and_lose_the_database)
        with pytest.raises(DatabaseError):
            commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)
    assert rows_of(county.catalogue) == before
    assert AuditEvent.objects.count() == audit
    upload.refresh_from_db()
    assert upload.state == "received"
    assert counts(commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)) == (5, 0, 0, 0)


def test_an_upload_is_imported_once(county: County) -> None:
    upload = receive(county.catalogue, county_table(USUAL))
    commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)
    with pytest.raises(Conflict, match="已经导入过"):
        commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)


def test_only_the_office_of_the_area_imports(county: County) -> None:
    for actor in (
        make.make_actor(Role.DEPARTMENT_EDITOR, county.division),
        make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.township),
    ):
        with pytest.raises(Denied):
            commands.receive_upload(
                actor=actor, catalogue_id=county.catalogue.pk, name="目录.xlsx", chunks=[county_table(USUAL)]
            )


def test_catalogues(county: County) -> None:
    with pytest.raises(InvalidInput, match="请填写目录名称"):
        commands.create_catalogue(actor=make.SYSTEM, division_id=county.village.pk, title=" ")
    with pytest.raises(GongkaiError, match="已有"):
        commands.create_catalogue(actor=make.SYSTEM, division_id=county.division.pk, title="又一份")
    assert queries.catalogue_for(county.village.pk) == county.catalogue  # the nearest above
    own = commands.create_catalogue(actor=make.SYSTEM, division_id=county.township.pk, title="镇目录")
    assert queries.catalogue_for(county.village.pk) == own
    assert queries.catalogue_for(county.city.pk) is None


# --- cells put right in place --------------------------------------------------------------------------


def test_a_refused_row_is_put_right_and_imported_later(county: County) -> None:
    table = county_table({
        "养老服务": [line(1, "养老机构", "备案信息"), line(2, "养老机构", "名" * 301)],
        "星际旅行": [line(1, "飞船", "时刻表")],
    })  # fmt: skip
    upload = receive(county.catalogue, table)
    assert counts(commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)) == (1, 0, 0, 2)
    listed = [(problem["sheet"], problem["row"]) for problem in upload.problems if not problem["kept"]]
    actor = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    for (sheet, row), column, value in zip(listed, ("level2", "area"), ("评估信息", "养老服务"), strict=True):
        commands.correct_cells(actor=actor, upload_id=upload.pk, sheet=sheet, row=row, values={column: value})
    again = commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)
    assert (again.created, again.refused) == (2, 0)
    assert set(CatalogueItem.objects.filter(area_id="21").values_list("level2", flat=True)) == {
        "备案信息", "评估信息", "时刻表",
    }  # fmt: skip
    upload.refresh_from_db()
    assert [(entry["column"], entry["value"], entry["by"]) for entry in upload.corrections] == [
        ("level2", "评估信息", actor.name), ("area", "养老服务", actor.name),
    ]  # fmt: skip
    assert upload.corrections[1]["before"] == "星际旅行"
    assert upload.created_count == 3
    assert AuditEvent.objects.filter(tag="catalogue.upload.correct").count() == 2
    with pytest.raises(Conflict, match="已经导入过"):
        commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)


def test_what_cannot_be_put_right(county: County) -> None:
    upload = receive(county.catalogue, county_table({"养老服务": [line(1, "养老机构", "备案信息")]}))
    row = queries.table_of(upload).rows[0]
    for place, column, value, words in (
        ((row.sheet, 999), "level2", "x", "没有第 999 行"),
        ((row.sheet, row.row_number), "raw", "x", "没有这一列"),
        ((row.sheet, row.row_number), "level1", "名" * 201, "最多200字"),
    ):
        with pytest.raises(InvalidInput, match=words):
            commands.correct_cells(
                actor=make.SYSTEM, upload_id=upload.pk, sheet=place[0], row=place[1], values={column: value}
            )
    upload.refresh_from_db()
    assert upload.corrections == []
