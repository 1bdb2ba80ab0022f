"""What follows a publication: the log, the index, and what the public then reads."""

from __future__ import annotations

import pytest

from gongkai.core.information import commands as information
from gongkai.core.information.enums import EditionState
from gongkai.core.publishing import commands, queries
from gongkai.core.publishing.enums import LogAction
from gongkai.core.publishing.models import PublicationEntry
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox import commands as outbox
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.models import SearchEntry
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from tests import factories as make
from tests.factories import County


def test_the_log_and_the_index_follow(county: County) -> None:
    edition = make.publish_document(county, "云溪县城乡低保标准公告")
    assert search.search("低保").hits == ()  # only after the commit
    outbox.deliver_all()
    (hit,) = search.search("低保", division_id=county.division.pk).hits
    assert (hit.summary["public_id"], hit.summary["body"]) == (
        edition.document.public_id, county.bureau.name,
    )  # fmt: skip
    second = make.bring_to(county, make.correct(county, edition.document), EditionState.PUBLISHED)
    outbox.deliver_all()
    make.withdraw(county, second.document)
    outbox.deliver_all()
    assert search.search("低保").hits == ()
    entries = list(PublicationEntry.objects.filter(subject="document").order_by("id"))
    assert [(entry.action, entry.edition_number) for entry in entries] == [
        ("published", 1), ("corrected", 2), ("withdrawn", 2),
    ]  # fmt: skip
    assert entries[1].basis == "更正附表中的标准数额。"
    assert entries[2].basis == "内容涉及个人隐私，依据条例第十五条。"
    assert {entry.index_number for entry in entries} == {edition.document.index_number}
    # the catalogue was published as well
    assert queries.log_counts(county.site) == {"published": 2, "corrected": 1, "withdrawn": 1}


def test_events_that_come_twice_or_late_change_nothing(county: County) -> None:
    edition = make.publish_document(county)
    make.withdraw(county, edition.document)
    outbox.deliver_all()
    assert PublicationEntry.objects.filter(subject="document").count() == 2
    ended = SearchEntry.objects.get()
    assert ended.until is not None
    for event in OutboxEvent.objects.filter(name__startswith="information.").order_by(
        "-id"
    ):  # again, and the wrong way round
        for handler in outbox.SUBSCRIBERS[event.name].values():
            handler(outbox.EVENTS[event.name].from_payload(event.payload))
    assert PublicationEntry.objects.filter(subject="document").count() == 2
    assert SearchEntry.objects.get().until == ended.until


def test_the_log_is_written_by_the_product_only(county: County) -> None:
    edition = make.publish_document(county)
    with pytest.raises(Denied, match="由系统自动登记"):
        commands.write_log(
            actor=make.make_actor(Role.SYSTEM_ADMINISTRATOR),
            edition_id=edition.pk,
            action=LogAction.PUBLISHED,
        )


def test_the_content_hash_is_of_what_the_public_sees(county: County) -> None:
    one = make.publish_document(county, "甲")
    two = make.publish_document(county, "乙")
    outbox.deliver_all()
    hashes = set(PublicationEntry.objects.filter(subject="document").values_list("content_hash", flat=True))
    assert len(hashes) == 2
    assert all(len(digest) == 64 for digest in hashes)
    assert one.pk != two.pk


def test_public_documents(county: County) -> None:
    draft = make.draft(county)
    with pytest.raises(NotFound, match="没有找到该信息"):
        queries.public_document(draft.document.public_id)
    edition = make.bring_to(county, draft, EditionState.PUBLISHED)
    page = queries.public_document(edition.document.public_id)
    assert (page.edition.pk, page.is_current, page.is_withdrawn) == (edition.pk, True, False)
    correction = make.correct(county, edition.document)
    with pytest.raises(NotFound, match="没有这个版本"):
        queries.public_document(edition.document.public_id, 2)  # a draft is nobody's business
    make.bring_to(county, correction, EditionState.PUBLISHED)
    old = queries.public_document(edition.document.public_id, 1)
    assert (old.edition.state, old.is_current, len(old.versions)) == ("superseded", False, 2)
    make.withdraw(county, edition.document)
    assert queries.public_document(edition.document.public_id).is_withdrawn


def test_files_go_with_their_document(county: County) -> None:
    edition = make.draft(county)
    file = information.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name="表.txt", chunks=[b"1"]
    )
    public_id = edition.document.public_id
    with pytest.raises(NotFound):
        queries.public_attachment(public_id, file.pk)
    make.bring_to(county, edition, EditionState.PUBLISHED)
    assert queries.public_attachment(public_id, file.pk) == file
    with pytest.raises(NotFound):
        queries.public_attachment("x" * 12, file.pk)
    make.withdraw(county, edition.document)
    with pytest.raises(NotFound, match="可能已撤下"):
        queries.public_attachment(public_id, file.pk)


def test_sites(county: County) -> None:
    with pytest.raises(InvalidInput, match="请填写网站名称"):
        commands.create_site(
            actor=make.SYSTEM,
            division_id=county.township.pk,
            owner_body_id=county.town_government.pk,
            name=" ",
        )
    with pytest.raises(Conflict, match="该地区已有站点"):
        commands.create_site(
            actor=make.SYSTEM,
            division_id=county.division.pk,
            owner_body_id=county.government.pk,
            name="又一个",
        )
    commands.update_site(actor=make.SYSTEM, site_id=county.site.pk, name="云溪", host="www.yunxi.test")
    with pytest.raises(Conflict, match="该域名已用于另一个站点"):
        commands.create_site(
            actor=make.SYSTEM, division_id=county.township.pk, owner_body_id=county.town_government.pk,
            name="青石镇", host="www.yunxi.test",
        )  # fmt: skip


def test_a_site_shows_its_own_division_and_below(county: County) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    make.publish_document(other, "石溪的公告")
    mine = make.publish_document(county, "云溪的公告")
    town = make.publish_document(county, "镇里的公告", body=county.town_government)
    assert [edition.pk for edition in queries.newest(county.site, 10)] == [town.pk, mine.pk]
    assert queries.overview(county.site).documents == 2
    assert [edition.pk for edition in queries.related(mine)] == [town.pk]
