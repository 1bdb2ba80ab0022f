"""What documents do to each other: recorded in drafts, refused where it is nonsense, proposed from texts."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState, RelationKind, Severity
from gongkai.core.information.models import Edition, Relation
from gongkai.core.information.queries.relations import find_targets, proposals_for, relations_remarks
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import Denied, InvalidInput
from tests import factories as make
from tests.factories import County

OLD = "云溪县临时救助办法"
NEW = "云溪县临时救助办法（2026年修订）"


def add(county: County, edition: Edition, kind: RelationKind, target: Edition, **fields: object) -> Relation:
    return commands.add_relation(
        actor=county.person(Role.DEPARTMENT_EDITOR, edition.document.body),
        edition_id=edition.pk,
        kind=kind,
        target_id=target.document_id,
        **fields,  # type: ignore[arg-type]
    )


@pytest.fixture
def old(county: County) -> Edition:
    return make.publish_document(
        county,
        OLD,
        document_number="云民发〔2021〕8号",
        written_on=date(2021, 3, 1),
        effective_on=date(2021, 4, 1),
    )


def test_a_relation_is_recorded_with_its_author(county: County, old: Edition) -> None:
    new = make.draft(county, NEW)
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    relation = commands.add_relation(
        actor=office,
        edition_id=new.pk,
        kind=RelationKind.REPEALS,
        target_id=old.document_id,
        remark=" 内容已不适应 ",
    )
    assert (relation.kind, relation.target_id, relation.note) == ("repeals", old.document_id, "内容已不适应")
    new.refresh_from_db()
    assert office.account_id in new.author_ids  # who changes what a document does may not review it
    commands.remove_relation(actor=office, relation_id=relation.pk)
    assert not new.relations.exists()


def test_what_is_not_in_the_base_is_named(county: County) -> None:
    new = make.draft(county, NEW)
    relation = commands.add_relation(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=new.pk,
        kind=RelationKind.CITES,
        title="《社会救助暂行办法》",
        number="国发[2014]649号",
    )
    assert (relation.target_title, relation.target_number) == ("社会救助暂行办法", "国发〔2014〕649号")


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"title": "  "}, "写明文件名称"),
        ({"title": "《》"}, "写明文件名称"),
        ({"title": "长" * 201}, "不超过200字"),
        ({"title": "云溪县低保办法"}, "已登记过"),
    ],
)
def test_a_name_is_needed_and_only_once(county: County, inputs: dict[str, str], words: str) -> None:
    new, editor = make.draft(county, NEW), county.person(Role.DEPARTMENT_EDITOR)
    kind = RelationKind.CITES
    commands.add_relation(actor=editor, edition_id=new.pk, kind=kind, title="云溪县低保办法")
    with pytest.raises(InvalidInput, match=words):
        commands.add_relation(actor=editor, edition_id=new.pk, kind=kind, **inputs)
    assert new.relations.count() == 1


def test_nonsense_is_refused_with_the_reason(county: County, old: Edition) -> None:
    new = make.draft(county, NEW)
    with pytest.raises(InvalidInput, match="不能废止自己"):
        add(county, new, RelationKind.REPEALS, new)
    other = make.draft(county, "另一份草稿")
    with pytest.raises(InvalidInput, match="还没有公开"):
        add(county, new, RelationKind.CITES, other)
    later = make.publish_document(county, "更晚的文件", written_on=date(2026, 9, 2))
    with pytest.raises(InvalidInput, match="在先的文件不能修改在后的文件"):
        add(county, new, RelationKind.AMENDS, later)
    add(county, new, RelationKind.REPEALS, old)
    with pytest.raises(InvalidInput, match="已登记过与该文件的这一关系"):
        add(county, new, RelationKind.REPEALS, old)
    with pytest.raises(InvalidInput, match="已登记废止《云溪县临时救助办法》，不能同时修改"):
        add(county, new, RelationKind.AMENDS, old)
    assert new.relations.count() == 1


def test_only_a_draft_of_ones_own_is_changed(county: County, old: Edition) -> None:
    new = make.draft(county, NEW)
    with pytest.raises(Denied):
        commands.add_relation(
            actor=county.person(Role.DEPARTMENT_EDITOR, county.other_bureau),
            edition_id=new.pk,
            kind=RelationKind.CITES,
            target_id=old.document_id,
        )
    make.submit(county, new)
    with pytest.raises(Denied, match="审批中"):
        add(county, new, RelationKind.CITES, old)


def test_two_documents_do_not_implement_each_other(county: County, old: Edition) -> None:
    """Round three corners as well: C implements B, B implements A, so A cannot implement C."""
    second = make.draft(county, "实施细则", written_on=date(2021, 6, 1))
    add(county, second, RelationKind.IMPLEMENTS, old)
    second = make.bring_to(county, second, EditionState.PUBLISHED)
    third = make.draft(county, "操作规程", written_on=date(2021, 7, 1))
    add(county, third, RelationKind.IMPLEMENTS, second)
    third = make.bring_to(county, third, EditionState.PUBLISHED)
    corrected = make.correct(county, old.document)
    with pytest.raises(InvalidInput, match="不能互相落实"):
        add(county, corrected, RelationKind.IMPLEMENTS, third)


def test_another_bodys_document_is_only_remarked_upon(county: County) -> None:
    foreign = make.publish_document(
        county, "云溪县财政资金办法", body=county.other_bureau, written_on=date(2021, 3, 1)
    )
    new = make.draft(county, NEW)
    add(county, new, RelationKind.REPEALS, foreign)
    (remark,) = relations_remarks(new)
    assert (remark.severity, remark.code) == (Severity.WARN, "relation-competence")
    assert remark in queries.check_draft(queries.get_edition(new.pk)).remarks
    government = make.draft(county, "县政府决定", body=county.government)
    add(county, government, RelationKind.REPEALS, foreign)
    assert relations_remarks(government) == ()


def test_targets_are_found_however_they_are_named(county: County, old: Edition) -> None:
    index = str(old.document.index_number)
    for words in (
        "临时救助", "云民发[2021]8号", "云民发〔2021〕8号", index, index.lower(), f"索引号：{index}",
        index.partition("/")[2].replace("-0000", "-"),
    ):  # fmt: skip
        assert [found.pk for found in find_targets(words)] == [old.pk], words
    assert find_targets("临时救助", apart_from=old.document_id) == []
    assert find_targets(" ") == []
    assert find_targets("没有的词") == []


def test_the_text_proposes_and_nothing_is_recorded_by_itself(county: County, old: Edition) -> None:
    text = (
        "<p>根据《社会救助暂行办法》制定本办法。</p>"
        f"<p>本办法自公布之日起施行，《{OLD}》（云民发〔2021〕8号）同时废止。</p>"
    )
    new = make.draft(county, NEW, body_html=text)
    repeal, cited = proposals_for(new)
    assert (repeal.suggestion.kind, repeal.target and repeal.target.pk) == (RelationKind.REPEALS, old.pk)
    assert (cited.suggestion.title, cited.target) == ("社会救助暂行办法", None)
    assert not new.relations.exists()
    add(county, new, RelationKind.REPEALS, old)
    assert [row.suggestion.title for row in proposals_for(new)] == ["社会救助暂行办法"]


def test_a_correction_begins_with_the_same_relations(county: County, old: Edition) -> None:
    new = make.draft(county, NEW)
    add(county, new, RelationKind.CITES, old)
    new = make.bring_to(county, new, EditionState.PUBLISHED)
    corrected = make.correct(county, new.document)
    assert [(row.kind, row.target_id) for row in corrected.relations.all()] == [("cites", old.document_id)]
    assert [row.edition_id for row in queries.relations_to(old.document_id)] == [new.pk]
