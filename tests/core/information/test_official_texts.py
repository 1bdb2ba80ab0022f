"""Local copies of official texts are found when the official text is newer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.core.information import commands
from gongkai.core.information.models import Edition, OfficialText
from gongkai.core.information.queries.official import official_texts, old_copies
from gongkai.core.information.rules import OFFICIAL_NUMBER, OFFICIAL_ON, OFFICIAL_TITLE
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Denied, InvalidInput
from tests import factories as make
from tests.factories import County

LAW = "中华人民共和国政府信息公开条例"


@pytest.fixture
def office(county: County) -> Actor:
    return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)


def copy(county: County, on: str, *, title: str = LAW, number: str = "", **fields: object) -> Edition:
    values = {OFFICIAL_TITLE: title, OFFICIAL_NUMBER: number, OFFICIAL_ON: on}
    return make.publish_document(county, f"{title}（{on}）", values=values, **fields)  # type: ignore[arg-type]


def test_a_list_finds_old_copies_by_title_or_number(county: County, office: Actor) -> None:
    old = copy(county, "2007-04-05", title=f"《{LAW} 》")
    numbered = copy(county, "2014-02-21", title="社会救助暂行办法", number="国令[2014]649号")
    current = copy(county, "2019-04-03", title="另一部条例")
    assert old_copies(office) == []
    rows = [
        commands.OfficialRow(LAW, date(2019, 4, 3), "", "中国政府网"),
        commands.OfficialRow("社会救助暂行办法", date(2019, 3, 2), "国令〔2014〕649号"),
        commands.OfficialRow("另一部条例", date(2019, 4, 3)),
    ]
    assert commands.load_official_texts(actor=office, rows=rows) == 3
    found = old_copies(office)
    assert [(row.edition.pk, row.on, row.newer.on) for row in found] == [
        (old.pk, date(2007, 4, 5), date(2019, 4, 3)),
        (numbered.pk, date(2014, 2, 21), date(2019, 3, 2)),
    ]
    assert found[0].newer.source == "中国政府网"
    assert current.pk not in {row.edition.pk for row in found}
    assert [row.title for row in official_texts("公开条例")] == [LAW]


def test_the_base_itself_knows_newer_copies(county: County, office: Actor) -> None:
    old = copy(county, "2007-04-05")
    copy(county, "2019-04-03", body=county.other_bureau)
    (row,) = old_copies(office)
    assert (row.edition.pk, row.newer.source) == (old.pk, "云溪县财政局所载版本")
    assert old_copies(county.person(Role.DEPARTMENT_EDITOR, county.other_bureau)) == []


def test_a_list_is_loaded_whole_or_not_and_twice_changes_nothing(county: County, office: Actor) -> None:
    rows = [commands.OfficialRow(LAW, date(2019, 4, 3))]
    assert commands.load_official_texts(actor=office, rows=rows) == 1
    assert commands.load_official_texts(actor=office, rows=rows) == 0
    for bad, words in (
        (commands.OfficialRow(" 《》 ", date(2019, 4, 3)), "第2行没有名称"),
        (commands.OfficialRow("甲", clock.today() + timedelta(days=1)), "第2行的日期晚于今天"),
        (commands.OfficialRow("长" * 201, date(2019, 4, 3)), "第2行的名称超过200字"),
    ):
        with pytest.raises(InvalidInput, match=words):
            commands.load_official_texts(
                actor=office, rows=[commands.OfficialRow("乙", date(2019, 4, 3)), bad]
            )
    with pytest.raises(InvalidInput, match="有0行"):
        commands.load_official_texts(actor=office, rows=[])
    assert OfficialText.objects.count() == 1


def test_only_an_office_loads_lists(county: County) -> None:
    with pytest.raises(Denied):
        commands.load_official_texts(
            actor=county.person(Role.DEPARTMENT_EDITOR), rows=[commands.OfficialRow("甲", date(2019, 4, 3))]
        )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({OFFICIAL_ON: "2019-04-03"}, OFFICIAL_TITLE),
        ({OFFICIAL_ON: "近日", OFFICIAL_TITLE: LAW}, OFFICIAL_ON),
        ({OFFICIAL_ON: "2999-01-01", OFFICIAL_TITLE: LAW}, OFFICIAL_ON),
    ],
)
def test_what_is_copied_is_named_with_a_day(county: County, values: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        make.draft(county, values=values)
    assert list(refusal.value.fields) == [field]


def test_lists_ask_a_fixed_number_of_questions(
    county: County, office: Actor, django_assert_num_queries: object
) -> None:
    for year in ("2007", "2008", "2009"):
        copy(county, f"{year}-04-05")
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(old_copies(office)) == 2
