"""What somebody typed by mistake does not stand in the log for ever: asked of the table itself."""

from __future__ import annotations

import pytest
from django.db import connection

from gongkai.core.information import commands as information
from gongkai.core.information import queries as information_queries
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit import commands, queries
from gongkai.foundation.audit.rules import masked
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County

PERSON, MOBILE = samples()["id_card"], samples()["mobile"]


@pytest.fixture
def county(db: None) -> County:
    return make.make_county()


def log() -> str:
    """Every column of every row, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(string_agg(audit_auditevent::text, E'\\n'), '') FROM audit_auditevent"
        )
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("云民发〔2026〕5号", "云民发〔2026〕5号"),
        ("电话0375-3456789", "电话0375-3456789"),
        (samples()["credit_code"], samples()["credit_code"]),
        ({"count": 3, "at": None, "yes": True}, {"count": 3, "at": None, "yes": True}),
        (["a", ["云溪县民政局"]], ["a", ["云溪县民政局"]]),
        ("", ""),
    ],
)
def test_what_is_nobodys_stays(value: object, shown: object) -> None:
    assert masked(value) == shown


@pytest.mark.parametrize("number", [PERSON, MOBILE, samples()["id_card_wide"], samples()["id_card_spaced"]])
def test_numbers_of_persons_go_wherever_they_stand(number: str) -> None:
    texts = masked({"title": f"关于{number}的答复", "more": [{"values": {"a": number}}], number: "键"})
    assert number not in str(texts) and "关于" in texts["title"] and "的答复" in texts["title"]


def test_a_row_written_without_a_command_is_masked_too(county: County) -> None:
    commands.record(tag="test.row", actor=make.SYSTEM, subject=county.bureau, detail={"words": PERSON})
    assert "test.row" in log() and PERSON not in log()


def test_no_number_of_a_draft_comes_into_the_log(county: County) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    typed = {
        "summary": f"联系{MOBILE}。",
        "keywords": (PERSON,),
        "values": {"facts": f"身份证号：{PERSON}"},
        "change_note": f"补登{PERSON}",
    }
    edition = make.draft(county, f"关于{PERSON}的救助公告", kind="penalty", **typed)
    information.save_draft(
        actor=editor,
        edition_id=edition.pk,
        revision=edition.revision,
        draft=information_queries.draft_of(edition),
    )
    information.attach_file(actor=editor, edition_id=edition.pk, name=f"{PERSON}.txt", chunks=[b"1"])
    information.discard_draft(actor=editor, edition_id=edition.pk)
    information.restore_draft(actor=editor, edition_id=edition.pk)
    text = log()
    assert "information.draft.save" in text and "information.draft.discard" in text
    assert PERSON not in text and MOBILE not in text
    assert "的救助公告" in text  # what the deed was about is still to be read


def test_the_chain_holds_over_what_was_masked(county: County) -> None:
    make.draft(county, f"关于{PERSON}的救助公告")
    commands.seal_pending()
    assert queries.verify().intact
