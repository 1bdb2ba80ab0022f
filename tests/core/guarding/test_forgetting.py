"""What a draft said before it was masked: encrypted, and not kept longer than it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from pytest_django import Settings

from gongkai.core.information import commands, queries
from gongkai.core.information.models import Edition, MaskedText
from gongkai.core.information.rules import Draft
from gongkai.core.information.rules.masking import UNDO_DAYS
from gongkai.core.information.rules.tables import Column
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict
from gongkai.reference.information_kinds import ValueType
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County

NUMBER, MOBILE = samples()["id_card"], samples()["mobile"]
COLUMNS = (Column("name", "姓名", ValueType.TEXT), Column("card", "身份证号", ValueType.TEXT))


def masked(county: County) -> Edition:
    """A draft with numbers in its title, its text and a table, masked by one press."""
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(county, f"关于{NUMBER}的公告", body_html=f"<p>电话{MOBILE}</p>")
    commands.put_table(
        actor=editor, edition_id=edition.pk, revision=edition.revision, code="own", title="名单",
        columns=COLUMNS, rows=[["陈大山", NUMBER]],
    )  # fmt: skip
    edition = queries.get_edition(edition.pk)
    return commands.mask_text(actor=editor, edition_id=edition.pk, revision=edition.revision)


def everything_kept() -> str:
    """All rows of every table of drafts, as the database has them."""
    tables = ("information_edition", "information_editiontable", "information_maskedtext")
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT coalesce(string_agg({name}::text, ''), '') FROM {name}" for name in tables
            )
        )
        return "".join(text for (text,) in cursor.fetchall())


def test_no_table_holds_the_numbers_and_one_press_brings_them_back(county: County) -> None:
    edition = masked(county)
    assert MaskedText.objects.filter(edition=edition).exists()
    assert NUMBER not in everything_kept() and MOBILE not in everything_kept()
    back = commands.unmask_text(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    assert NUMBER in back.title and MOBILE in back.body_text
    assert queries.get_table(edition.pk, "own_1").rows == [["陈大山", NUMBER]]
    assert not MaskedText.objects.exists()


def save(county: County, edition: Edition, draft: Draft) -> None:
    commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
        draft=draft,
    )  # fmt: skip


def _rewrite(county: County, edition: Edition) -> None:
    save(county, edition, replace(queries.draft_of(edition), title="另一个标题"))


def _fill_in(county: County, edition: Edition) -> None:
    commands.remove_table(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
        code="own_1",
    )  # fmt: skip


def _discard(county: County, edition: Edition) -> None:
    commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)


def _submit(county: County, edition: Edition) -> None:
    make.submit(county, edition)


def test_saving_what_masking_left_alone_keeps_it(county: County) -> None:
    edition = masked(county)
    save(county, edition, replace(queries.draft_of(edition), keywords=("低保",)))
    back = commands.unmask_text(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    assert NUMBER in back.title
    assert list(back.keywords) == ["低保"]


@pytest.mark.parametrize("deed", [_rewrite, _fill_in, _discard, _submit])
def test_it_goes_with_the_first_change(county: County, deed: Callable[[County, Edition], None]) -> None:
    edition = masked(county)
    deed(county, edition)
    assert not MaskedText.objects.exists()


def test_a_file_is_no_change_of_the_text(county: County) -> None:
    edition = masked(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    commands.attach_file(actor=editor, edition_id=edition.pk, name="表.txt", chunks=[b"1"])
    assert NUMBER in commands.unmask_text(actor=editor, edition_id=edition.pk).title


def test_it_goes_by_itself_after_some_days(county: County) -> None:
    edition = masked(county)
    now = clock.now()
    with clock.frozen(now + timedelta(days=UNDO_DAYS) - timedelta(minutes=1)):
        assert commands.forget_due_texts() == 0
        with pytest.raises(Conflict, match="可以撤销的期限"):
            commands.forget_text(actor=make.SYSTEM, edition_id=edition.pk)
    with clock.frozen(now + timedelta(days=UNDO_DAYS, minutes=1)):
        assert (commands.forget_due_texts(), commands.forget_due_texts()) == (1, 0)
    assert not MaskedText.objects.exists()


def test_another_key_opens_nothing_and_changes_nothing(county: County, settings: Settings) -> None:
    edition = masked(county)
    settings.FIELD_ENCRYPTION_KEY = Fernet.generate_key().decode()
    with pytest.raises(Conflict, match="无法解开"):
        commands.unmask_text(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    assert NUMBER not in everything_kept() and MaskedText.objects.exists()
