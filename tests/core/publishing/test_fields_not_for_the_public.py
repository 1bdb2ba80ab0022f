"""Fields that only decide something, or do not apply any more, leave no trace in public."""

from __future__ import annotations

from gongkai.core.information import queries as information
from gongkai.core.information import rules
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Document, Edition
from gongkai.core.publishing import commands
from gongkai.core.publishing.enums import LogAction
from gongkai.core.publishing.models import PublicationEntry
from gongkai.core.publishing.subscribers import LOG_KEEPER
from gongkai.reference.information_kinds import information_kind
from tests import factories as make
from tests.factories import County

PERSON = {"party_type": "自然人", "party": "何某", "minor": "是", "representative": "何小满"}
"""`minor` is internal, `representative` is asked of companies only."""


def a_penalty(county: County, values: dict[str, str]) -> Edition:
    edition = make.bring_to(county, make.draft(county, "行政处罚决定"), EditionState.PUBLISHED)
    Document.objects.filter(pk=edition.document_id).update(kind="penalty")
    Edition.objects.filter(pk=edition.pk).update(values=values)
    return Edition.objects.select_related("document").get(pk=edition.pk)


def test_the_public_reads_what_applies_and_decides_nothing(county: County) -> None:
    edition = a_penalty(county, PERSON)
    assert set(information.public_values(edition)) == {"party_type", "party"}
    said = " ".join(information.particulars_for_search(edition))
    assert "何某" in said and "何小满" not in said


def test_the_hash_of_the_log_tells_nothing_of_them(county: County) -> None:
    """A field with two choices is guessed by making both hashes: whether somebody is a minor, for one."""
    edition = a_penalty(county, PERSON)
    hashes = set()
    for occasion, values in enumerate((PERSON, {**PERSON, "minor": "否"}, {**PERSON, "representative": ""})):
        Edition.objects.filter(pk=edition.pk).update(values=values)
        commands.write_log(
            actor=LOG_KEEPER, edition_id=edition.pk, action=LogAction.VALIDITY, occasion=str(occasion)
        )
        hashes.add(PublicationEntry.objects.get(occasion=str(occasion)).content_hash)
    assert len(hashes) == 1


def test_the_comparison_of_editions_tells_nothing_of_them() -> None:
    def text(**values: str) -> rules.EditionText:
        return rules.EditionText(rules.Draft(title="处罚", values=values), "", {}, ())

    company = {"party_type": "个体工商户", "representative": "何小满"}
    found = rules.difference(text(**PERSON), text(**{**PERSON, "representative": "吕大暑", "minor": "否"}),
                             information_kind("penalty"))  # fmt: skip
    assert found.is_empty
    changed = rules.difference(text(**PERSON), text(**company), information_kind("penalty"))
    assert ("", "何小满") in {(field.old, field.new) for field in changed.fields}
