"""Every address of the portal, asked for as of a day: it shows that day, or says that it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from gongkai.core.information import commands as information
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.rules.tables import Column
from gongkai.core.powers import commands as powers
from gongkai.core.powers.enums import PowerList, PowerType
from gongkai.core.powers.models import PowerItem
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.edges.portal.urls import urlpatterns
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 5)
SHOWS = frozenset({
    "home", "areas", "area", "item", "documents", "document", "edition", "edition_changes", "relations",
    "table", "edition_table", "library", "catalogue", "one_catalogue", "powers", "power", "log", "search",
})  # fmt: skip
"""Pages that show the day."""

REMARKS = frozenset({"version", "version_table", "version_changes", "version_comparison"})
"""Pages of one version of a catalogue, which never changes: they say that they show what they always do."""

FILES = frozenset({
    "file", "tables_file", "edition_tables_file", "table_file", "edition_table_file", "library_workbook",
    "library_csv", "library_json", "catalogue_workbook", "catalogue_csv", "catalogue_json", "area_workbook",
    "area_csv", "powers_workbook", "powers_csv", "log_csv", "document_pdf", "edition_pdf",
})  # fmt: skip
"""Files of the day; there is no file where the day cannot be read."""

FIXED = frozenset({"version_workbook", "version_csv", "version_json"})
"""Files of one version of a catalogue, which they name."""

UNDATED = frozenset({
    "library_feed", "feed_atom", "feed_json", "robots", "sitemap", "sitemap_part", "favicon",
})  # fmt: skip
"""For machines that look for what is new: they lead to their address without a day."""


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return datetime(2026, 9, 15, 12, tzinfo=clock.CHINA)


@pytest.fixture(scope="module")
def add_more() -> Callable[[Published], Any]:
    return _something_of_everything


def _something_of_everything(published: Published) -> tuple[Edition, Attachment, PowerItem]:
    """A document with a table and a file, and a power."""
    county = published.county
    with clock.frozen(datetime(2026, 10, 1, 12, tzinfo=clock.CHINA)):
        draft = make.draft(county, "补贴发放情况", written_on=date(2026, 10, 1))
        editor = county.person(Role.DEPARTMENT_EDITOR)
        information.put_table(
            actor=editor, edition_id=draft.pk, revision=draft.revision, code=OWN, title="发放表",
            columns=[Column("a", "项目"), Column("b", "人数")], rows=[["高龄津贴", "5"]],
        )  # fmt: skip
        file = information.attach_file(actor=editor, edition_id=draft.pk, name="表.csv", chunks=[b"5"])
        edition = make.bring_to(county, Edition.objects.get(pk=draft.pk), EditionState.PUBLISHED)
        power = powers.create_power(
            actor=make.SYSTEM, body_id=county.bureau.pk, list_kind=PowerList.POWERS,
            given=PowerFields("1", "殡葬设施审批", PowerType.LICENCE.value), effective_on=clock.today(),
            reason="依据",
        )  # fmt: skip
    return edition, file, power


@pytest.fixture
def ask(published: Published, get: Any) -> Callable[..., Any]:
    """`ask(name, asof=…)` → the answer of an address, of a county that has something of everything."""
    county = published.county
    edition, file, power = published.more
    table = edition.tables.get().code
    captured: dict[str, dict[str, Any]] = {
        "area": {"code": "20"},
        "item": {"public_id": county.item.public_id},
        "power": {"public_id": power.public_id},
        "version": {"public_id": county.catalogue.public_id, "number": 2},
        "one_catalogue": {"public_id": county.catalogue.public_id},
        "sitemap_part": {"part": 0},
        "file": {"public_id": edition.document.public_id, "attachment_id": file.pk},
        "table": {"public_id": edition.document.public_id, "code": table},
        "relations": {"public_id": edition.document.public_id},
    }

    def where(name: str) -> str:
        first = name.split("_", maxsplit=1)[0]
        wanted = dict(captured.get(name, captured.get(first, {})))
        if name in {"document", "edition", "edition_changes", "document_pdf", "edition_pdf"}:
            wanted = {"public_id": published.corrected.public_id}
        if "table" in name and first in {"table", "tables", "edition"}:
            wanted = dict(captured["table"])
        if "tables_file" in name:
            wanted.pop("code")
        elif "table_file" in name:
            wanted["form"] = "csv"
        if first == "edition":
            wanted["number"] = 2 if name == "edition_changes" else 1
        return reverse(f"portal:{name}", kwargs=wanted)

    return lambda name, **query: get(where(name), **query)


def body(answer: Any) -> str:
    return str(answer.content.decode("utf-8", "replace"))


def test_every_address_is_in_one_group() -> None:
    names = {pattern.name for pattern in urlpatterns}
    groups = (SHOWS, REMARKS, FILES, FIXED, UNDATED)
    assert names == frozenset().union(*groups)
    assert len(names) == sum(map(len, groups))


@pytest.mark.parametrize("name", sorted(SHOWS))
def test_pages_show_the_day(ask: Callable[..., Any], name: str) -> None:
    answer = ask(name, asof=DAY.isoformat())
    assert answer.status_code == 200
    assert "这是2026年10月5日的公开内容" in body(answer)
    assert '<meta name="robots" content="noindex">' in body(answer)


@pytest.mark.parametrize("name", sorted(SHOWS | REMARKS))
def test_pages_say_what_day_they_cannot_show(ask: Callable[..., Any], name: str) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    assert "没有读懂所填的日期" in body(ask(name, asof="三月"))
    assert "还没有到" in body(ask(name, asof=tomorrow.isoformat()))
    early = ask(name, asof="1999-01-01")
    assert early.status_code in (200, 404)
    assert any(words in body(early) for words in ("1999年1月1日", "所选的日期", "该日尚未公开"))


@pytest.mark.parametrize("name", sorted(REMARKS - {"version_comparison"}))
def test_pages_that_never_change_say_so(ask: Callable[..., Any], name: str) -> None:
    answer = ask(name, asof=DAY.isoformat())
    assert answer.status_code == 200
    assert "显示的是今天的内容" in body(answer)
    assert "各版内容公布后不再改动" in body(answer)


@pytest.mark.parametrize("name", sorted(FILES))
def test_files_are_of_the_day_or_not_there(ask: Callable[..., Any], name: str) -> None:
    assert ask(name, asof=DAY.isoformat()).status_code == 200
    for given, words in (("三月", "没有读懂所填的日期"), ("2026-02-30", "没有读懂所填的日期")):
        refused = ask(name, asof=given)
        assert refused.status_code == 404
        assert words in body(refused)


@pytest.mark.parametrize("name", sorted(FIXED))
def test_files_of_a_version_are_the_same_on_every_day(ask: Callable[..., Any], name: str) -> None:
    assert ask(name, asof=DAY.isoformat()).content == ask(name).content


@pytest.mark.parametrize("name", sorted(UNDATED - {"favicon"}))
def test_what_has_no_days_leads_to_its_own_address(ask: Callable[..., Any], name: str) -> None:
    answer = ask(name, asof=DAY.isoformat())
    assert answer.status_code == 302
    assert "asof" not in answer["Location"]
