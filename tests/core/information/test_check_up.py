"""文件体检: faults of everything that bodies hold, in a fixed number of queries."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.information import queries
from gongkai.core.information.enums import EditionState, Severity
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import InvalidInput
from tests import factories as make
from tests.factories import County


def codes(checked: queries.Checked) -> set[str]:
    return {remark.code for remark in checked.remarks}


def test_what_occurs_twice_is_found_within_a_body_only(county: County) -> None:
    make.publish_document(county, "云溪县低保公告")
    make.draft(county, "云溪县低保公告", document_number="云民发〔2026〕6号")
    make.draft(county, "另一份公告")
    make.publish_document(county, "云溪县低保公告", body=county.other_bureau)
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    found = {checked.title: codes(checked) for checked in queries.check_up(office, body_id=county.bureau.pk)}
    assert found == {"云溪县低保公告": {"title-twice"}, "另一份公告": {"number-twice"}} or (
        found["另一份公告"] == {"number-twice"} and "title-twice" in found["云溪县低保公告"]
    )
    assert queries.check_up(office, body_id=county.other_bureau.pk) == []


def test_filters_and_counts(county: County) -> None:
    make.publish_document(county, "甲", summary="", keywords=())
    make.draft(county, "乙", document_number="云民发[2026]07号", summary="")
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    everything = queries.check_up(office)
    assert queries.fault_counts(everything) == {"keywords": 1, "summary": 2}
    assert [row.title for row in queries.check_up(office, code="keywords")] == ["甲"]
    assert [row.title for row in queries.check_up(office, state=EditionState.DRAFT)] == ["乙"]
    assert queries.check_up(office, severity=Severity.STOP) == []


def test_each_sees_the_own_body(county: County) -> None:
    make.draft(county, "甲", summary="")
    other = county.person(Role.DEPARTMENT_EDITOR, county.other_bureau)
    assert queries.check_up(other) == []


def test_the_number_of_queries_does_not_grow(county: County, django_assert_num_queries: object) -> None:
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    for number in range(4):
        make.draft(county, f"文件{number}", summary="")
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert len(queries.check_up(office)) == number + 1


def test_dates_that_cannot_be_stop_the_document(county: County) -> None:
    edition = make.draft(county, written_on=date(2026, 9, 3), printed_on=date(2026, 9, 1))
    check = queries.check_draft(queries.get_edition(edition.pk))
    assert [lack.field for lack in check.lacks] == ["printed_on"]
    with pytest.raises(InvalidInput, match="印发日期（2026-09-01）早于成文日期"):
        make.submit(county, edition)


def test_what_is_only_to_be_looked_at_does_not_stop(county: County) -> None:
    text = "<p>附件：1.标准表</p><p>云溪县民政局</p><p>2026年9月2日</p>"
    edition = make.draft(county, body_html=text)
    check = queries.check_draft(queries.get_edition(edition.pk))
    assert check.complete
    assert {remark.code for remark in check.remarks} == {"date-text", "attachment-missing"}
    make.submit(county, edition)
