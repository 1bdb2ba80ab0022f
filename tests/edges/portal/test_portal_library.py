"""政策文件库 and what documents do to each other, as the public reads it."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState, RelationKind, Validity
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db

OLD, NEW, OTHER = "云溪县临时救助办法", "云溪县临时救助办法（新）", "云溪县低保操作规程"


class Papers:
    """A regulation that another one cites and a third one repeals."""

    def __init__(self, published: Published) -> None:
        self.county = published.county
        self.old = self.publish(OLD, date(2021, 3, 1), effective_on=date(2021, 4, 1), number=8)
        self.citing = self.publish(
            OTHER, date(2022, 1, 5), self.old, RelationKind.CITES, effective_on=date(2022, 2, 1), number=9
        )

    def publish(
        self,
        title: str,
        written_on: date,
        target: Edition | None = None,
        kind: RelationKind = RelationKind.REPEALS,
        *,
        number: int,
        **fields: Any,
    ) -> Edition:
        edition = make.draft(
            self.county,
            title,
            written_on=written_on,
            document_number=f"云民发〔{written_on.year}〕{number}号",
            genre="规定",
            **fields,
        )
        if target is not None:
            commands.add_relation(
                actor=self.county.person(Role.DEPARTMENT_EDITOR),
                edition_id=edition.pk,
                kind=kind,
                target_id=target.document_id,
            )
        edition = make.bring_to(self.county, edition, EditionState.PUBLISHED)
        deliver_all()
        return edition

    def repeal(self) -> Edition:
        return self.publish(NEW, date(2026, 9, 1), self.old, effective_on=date(2026, 10, 1), number=10)


@pytest.fixture
def papers(published: Published) -> Papers:
    return Papers(published)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def page(edition: Edition) -> str:
    return f"/documents/{edition.document.public_id}/"


def test_the_header_shows_what_there_is_and_nothing_empty(client: Client, published: Published) -> None:
    edition = make.publish_document(
        published.county,
        "联合发文的办法",
        document_number="云民发〔2026〕11号",
        issuers=("云溪县财政局", "云溪县乡村振兴局"),
        printed_on=date(2026, 9, 2),
        effective_on=date(2026, 10, 1),
        expires_on=date(2031, 9, 30),
        audiences=("公民",),
        five_open=("management",),
        summary="办法的概述。",
    )
    shown = text(client, page(edition))
    for label, value in (
        ("发文机关", "云溪县民政局、云溪县财政局、云溪县乡村振兴局"), ("印发日期", "2026-09-02"),
        ("施行日期", "2026-10-01"), ("有效期至", "2031-09-30"), ("有效性", "有效"), ("五公开", "管理公开"),
        ("服务对象", "公民"), ("内容概述", "办法的概述。"),
    ):  # fmt: skip
        assert f"<dt>{label}</dt>" in shown
        assert value in shown
    plain = text(client, f"/documents/{published.document.public_id}/")
    for label in ("印发日期", "施行日期", "有效期至", "有效性", "服务对象", "五公开", "体裁", "发文机关"):
        assert f"<dt>{label}</dt>" not in plain
    assert "相关文件" not in plain


def test_a_repeal_is_seen_on_every_page(client: Client, papers: Papers) -> None:
    assert "废止" not in text(client, page(papers.old))
    new = papers.repeal()
    old = text(client, page(papers.old))
    assert "自2026年10月1日起废止，依据《云溪县临时救助办法（新）》（云民发〔2026〕10号）" in old
    assert f'href="{page(new)}"' in old
    assert "被废止" in old and "引用本文件" in old
    for path in (page(new), page(papers.citing), "/documents/?q=临时救助办法", "/search/?q=临时救助办法",
                 f"/items/{papers.county.item.public_id}/", "/"):  # fmt: skip
        shown = text(client, path)
        assert OLD in shown.replace("<mark>", "").replace("</mark>", "") and ">废止<" in shown.replace(
            "\n", ""
        ).replace(" ", ""), path
    assert f"{OLD}（已废止）" in text(client, "/feed.atom")
    assert "自2026年10月1日起废止，依据《云溪县临时救助办法（新）》。" in text(client, "/log/")


def test_the_lists_follow_validity(client: Client, papers: Papers) -> None:
    assert OLD in text(client, "/library/")
    papers.repeal()
    in_force, ended = text(client, "/library/"), text(client, "/library/?list=ended")
    assert f">{OLD}</a>" not in in_force and NEW in in_force
    assert f">{OLD}</a>" in ended and f">{NEW}</a>" not in ended
    assert OLD in text(client, "/library/?list=all&q=云民发[2021]8号")
    assert "没有符合条件" in text(client, "/library/?list=amended&q=没有的词")
    for query in ("body={body}", "genre=规定", "year=2021", "sort=title", "sort=effective", "sort=written"):
        assert OLD in text(client, f"/library/?list=all&{query.format(body=papers.county.bureau.pk)}")
    assert OLD not in text(client, "/library/?list=all&year=2020")
    assert "云溪县城乡低保标准公告" not in text(client, "/library/?list=all")  # names no day of taking effect


def test_what_is_taken_away_says_it_too(client: Client, papers: Papers) -> None:
    papers.repeal()
    content = json.loads(client.get("/library/library.json?list=ended").content)
    (row,) = content["documents"]
    assert (row["title"], row["validity"], row["effective_on"]) == (OLD, "废止", "2021-04-01")
    assert row["remark"].startswith("自2026年10月1日起废止")
    assert row["url"].endswith(page(papers.old))
    assert f"{OLD},云民发〔2021〕8号" in client.get("/library/library.csv?list=ended").content.decode()
    sheet = load_workbook(io.BytesIO(client.get("/library/library.xlsx?list=ended").content)).active
    assert sheet is not None
    assert OLD in {cell.value for row in sheet.iter_rows() for cell in row}
    assert f"{OLD}（已废止）" in text(client, "/library/feed.atom")


def test_the_course_of_documents_is_told_in_order(client: Client, papers: Papers) -> None:
    new = papers.repeal()
    shown = text(client, f"{page(papers.old)}relations/")
    course = shown[shown.index('class="course"') :]
    assert course.index(OLD) < course.index(NEW)
    assert OTHER not in course[: course.index("</ol>")]  # citing is no change
    assert "自2021年4月1日起有效" in shown and f'href="{page(new)}"' in shown
    assert client.get("/documents/aaaaaaaaaaaa/relations/").status_code == 404


def test_what_is_to_come_is_announced(client: Client, papers: Papers) -> None:
    with clock.frozen(datetime(2030, 1, 10, 12, tzinfo=clock.CHINA)):
        papers.publish(NEW, date(2030, 1, 5), papers.old, effective_on=date(2030, 6, 1), number=12)
        shown = text(client, page(papers.old))
        assert "将于2030年6月1日废止，依据《云溪县临时救助办法（新）》" in shown
        assert OLD in text(client, "/library/") and NEW in text(client, "/library/")
        assert "尚未施行" in text(client, "/library/")
    with clock.frozen(datetime(2030, 6, 1, 0, 10, tzinfo=clock.CHINA)):
        for document_id in (papers.old.document_id,):
            commands.settle_validity(actor=make.SYSTEM, document_id=document_id)
        deliver_all()
        assert f">{OLD}</a>" in text(client, "/library/?list=ended")
        then = text(client, f"{page(papers.old)}?asof=2030-03-01")
        assert "将于2030年6月1日废止" in then and "自2030年6月1日起废止" not in then


def test_an_earlier_day_is_shown_as_it_was(client: Client, papers: Papers) -> None:
    yesterday = clock.today()
    with clock.frozen(clock.now() + timedelta(days=3)):
        papers.repeal()
        now, then = text(client, "/library/"), text(client, f"/library/?asof={yesterday}")
        assert f">{OLD}</a>" not in now
        assert f">{OLD}</a>" in then
        assert NEW not in then
        assert "被废止" not in text(client, f"{page(papers.old)}?asof={yesterday}")


def test_a_decision_shows_its_basis(client: Client, papers: Papers) -> None:
    commands.change_validity(
        actor=papers.county.person(Role.APPROVER),
        document_id=papers.old.document_id,
        validity=Validity.PARTLY_LAPSED,
        on=date(2026, 5, 1),
        basis="清理结果公告第3号",
    )
    deliver_all()
    shown = text(client, page(papers.old))
    assert "自2026年5月1日起部分失效，清理结果公告第3号" in shown
    assert OLD in text(client, "/library/?list=amended")


def test_names_of_people_who_decide_and_unpublished_papers_stay_inside(
    client: Client, papers: Papers
) -> None:
    draft = make.draft(papers.county, "未公开的修改稿", written_on=date(2026, 9, 1))
    commands.add_relation(
        actor=papers.county.person(Role.DEPARTMENT_EDITOR),
        edition_id=draft.pk,
        kind=RelationKind.AMENDS,
        target_id=papers.old.document_id,
    )
    for path in (page(papers.old), f"{page(papers.old)}relations/", "/library/?list=all"):
        assert "未公开的修改稿" not in text(client, path)


def test_a_list_asks_no_more_for_more_rows(
    client: Client, papers: Papers, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        papers.publish(f"办法{number}", date(2026, 1, 5), effective_on=date(2026, 2, 1), number=20 + number)
    for path, most in (("/library/?list=all", 9), ("/library/library.json", 3), (f"{page(papers.old)}", 11)):
        with django_assert_max_num_queries(most):
            text(client, path)
