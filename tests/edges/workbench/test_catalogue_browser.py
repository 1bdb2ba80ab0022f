"""The rows of a catalogue: areas with their counts, filters, columns, files; the same queries at any size."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.core.catalogue import commands, queries
from gongkai.foundation.access.enums import Role
from gongkai.text.catalogue_table import Audience, read_catalogue
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.OPEN_AFFAIRS_OFFICE)


def address_of(office: Office, ending: str = "") -> str:
    return f"/workbench/catalogues/{office.county.catalogue.pk}/{ending}"


def work_on(office: Office, number: int, **fields: object) -> None:
    """A row in the catalogue being worked on, not published."""
    row = make.make_row(number, **{"responsible": office.county.bureau.name, **fields})
    make.import_rows(office.county.catalogue, [row])


def test_areas_tell_what_there_is_to_do(office: Office, keeper: Client) -> None:
    work_on(office, 21, area="养老服务", basis="", basis_list=())
    item = office.county.items[0]
    exemption = commands.propose_not_applicable(
        actor=office.actor(Role.OPEN_AFFAIRS_OFFICE),
        catalogue_id=office.county.catalogue.pk,
        item_id=item.pk,
        basis="职能已划转。",
    )
    waiting = text_of(keeper.get(address_of(office)))
    assert "待批准的不适用（1项）" in waiting and f"/workbench/exemptions/{exemption.pk}/" in waiting
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=exemption.pk)
    page = text_of(keeper.get(address_of(office)))
    assert "养老服务" in page and "要素不全 1" in page and "不适用 1" in page
    assert "共 3 项" in page and "缺 1 项" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"area": "12"}, set()),
        ({"q": "养老机构"}, {"养老机构名录"}),
        ({"lacks": "any"}, {"养老机构名录"}),
        ({"lacks": "legal_basis"}, {"养老机构名录"}),
        ({"lacks": "channels"}, set()),
        ({"lacks": "unknown_body"}, {"不明主体"}),
        ({"limit": "unclear"}, {"按有关规定办"}),
        ({"limit": "clear", "q": "养老机构"}, {"养老机构名录"}),
        ({"relation": "adds", "lacks": "any"}, {"养老机构名录"}),
        ({"relation": "inherits"}, set()),
        ({"relation": "not_applicable"}, {"公开事项1"}),
        ({"relation": "not_applicable", "q": "公开事项2"}, set()),
    ],
)
def test_filters_find_what_they_say(
    office: Office, keeper: Client, asked: dict[str, str], found: set[str]
) -> None:
    work_on(office, 21, area="养老服务", level2="养老机构名录", basis="", basis_list=())
    work_on(office, 22, area="养老服务", level2="不明主体", responsible="云溪县没有的局")
    work_on(office, 23, area="养老服务", level2="按有关规定办", time_limit="视情况而定")
    exemption = commands.propose_not_applicable(
        actor=office.actor(Role.OPEN_AFFAIRS_OFFICE),
        catalogue_id=office.county.catalogue.pk,
        item_id=office.county.items[0].pk,
        basis="职能已划转。",
    )
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=exemption.pk)
    file = keeper.get(address_of(office, "items.csv"), asked).content.decode("utf-8-sig")
    names = {"养老机构名录", "不明主体", "按有关规定办", "公开事项1", "公开事项2"}
    assert {name for name in names if name in file} == found
    page = text_of(keeper.get(address_of(office), asked))
    assert ("没有符合条件的事项" in page) == (not found)
    assert all(f">{name}</a>" in page for name in found)


def test_the_body_filter_and_the_page_stay_in_the_address(office: Office, keeper: Client) -> None:
    for number in range(30, 90):
        work_on(office, number)
    asked = {"body": str(office.county.bureau.pk), "area": office.county.item.area_id}
    page = text_of(keeper.get(address_of(office), asked))
    assert f"body={office.county.bureau.pk}&amp;page=2" in page or "page=2" in page
    second = text_of(keeper.get(address_of(office), {**asked, "page": "2"}))
    assert "第 2 / 2 页，共 63 项" in second and "公开事项89" in second
    part = keeper.get(address_of(office), asked, headers={"HX-Request": "true", "HX-Target": "results"})
    assert "<html" not in text_of(part) and "公开事项1" in text_of(part)


def test_the_tree_is_told_afterwards_what_changed_above(office: Office, keeper: Client) -> None:
    town = commands.derive_catalogue(
        actor=make.SYSTEM, division_id=office.county.township.pk, title="青石镇标准目录"
    )
    address = f"/workbench/catalogues/{town.pk}/"
    assert f'hx-get="{address}areas/' in text_of(keeper.get(address))
    tree = text_of(keeper.get(f"{address}areas/"))
    assert "上级变化" not in tree and "hx-get" not in tree
    make.import_rows(office.county.catalogue, [make.make_row(81, responsible=office.county.bureau.name)])
    make.publish_catalogue(office.county.catalogue)
    assert "上级变化 1" in text_of(keeper.get(f"{address}areas/"))


def test_files_can_be_imported_again(office: Office, keeper: Client) -> None:
    answer = keeper.get(address_of(office, "items.xlsx"), {"q": "公开事项2"})
    table = read_catalogue(io.BytesIO(answer.content), "目录.xlsx")
    assert [row.level2 for row in table.rows] == ["公开事项2"]
    assert keeper.get(address_of(office, "items.pdf")).status_code == 404


def test_columns_are_kept_for_the_person(office: Office, keeper: Client, as_role: AsRole) -> None:
    page = text_of(keeper.get(address_of(office)))
    assert 'data-label="公开内容"' in page and 'data-label="公开渠道"' not in page
    answer = keeper.post(
        address_of(office, "columns/"),
        {"columns": ["channels", "nonsense"], "back": f"{address_of(office)}?q=2"},
    )
    assert answer["Location"] == f"{address_of(office)}?q=2"
    page = text_of(keeper.get(address_of(office)))
    assert 'data-label="公开渠道"' in page and 'data-label="公开内容"' not in page
    elsewhere = keeper.post(address_of(office, "columns/"), {"back": "https://example.org/"})
    assert elsewhere["Location"] == address_of(office)
    page = text_of(keeper.get(address_of(office)))
    assert 'data-label="公开事项"' in page and 'data-label="公开渠道"' not in page
    assert 'data-label="公开内容"' in text_of(as_role(Role.SUPERVISOR).get(address_of(office)))


def test_who_keeps_nothing_sees_what_is_published(office: Office, keeper: Client, as_role: AsRole) -> None:
    work_on(office, 77)
    editor = as_role(Role.DEPARTMENT_EDITOR)
    page = text_of(editor.get(address_of(office)))
    assert "公开事项1" in page and "公开事项77" not in page and "现行第1版" in page
    assert "公开事项77" not in editor.get(address_of(office, "items.csv")).content.decode()
    assert "公开事项77" in text_of(keeper.get(address_of(office)))
    fresh = queries.items_in(office.county.catalogue.pk).get(level2="公开事项77")
    assert editor.get(f"/workbench/items/{fresh.pk}/").status_code == 404
    empty = commands.create_catalogue(
        actor=make.SYSTEM, division_id=office.county.township.pk, title="青石镇标准目录"
    )
    assert "目录还没有公布" in text_of(editor.get(f"/workbench/catalogues/{empty.pk}/"))


def test_the_number_of_queries_does_not_follow_the_number_of_rows(office: Office, keeper: Client) -> None:
    few = _queries(keeper, address_of(office))
    rows = [
        make.make_row(number, responsible=office.county.bureau.name, audience=Audience(everyone=True))
        for number in range(100, 400)
    ]
    make.import_rows(office.county.catalogue, rows)
    assert _queries(keeper, address_of(office)) == few
    assert few <= 12, few


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)
