"""The county's documents, each through the whole chain at the hours when it would have happened."""

from __future__ import annotations

import io
import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from openpyxl import Workbook

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import commands, rules
from gongkai.core.information import queries as information
from gongkai.core.information.enums import Openness, RelationKind, SecrecyConclusion, Verdict
from gongkai.core.information.queries.relations import find_targets
from gongkai.core.information.rules.kinds import needed_steps
from gongkai.core.information.rules.validity import last_day
from gongkai.core.workflow.enums import StepKind
from gongkai.demonstration import Attachment, County, DemoDocument, DemonstrationError, documents
from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.structure import LOADER, Keys
from gongkai.foundation.access.enums import DRAFTING_ROLES, Role
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.information_kinds import information_kind
from gongkai.text.markup.from_text import plain_to_html

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition

_HOURS = {
    "draft": time(8, 35),
    "submit": time(9, 50),
    "review": time(10, 40),
    "secrecy": time(14, 45),
    "legal": time(15, 20),
    "sign_off": time(16, 5),
}
"""When each step happens on the day on which the paper goes round."""

_PUBLISHED_NEXT_DAY, _PUBLISHED_SAME_DAY = time(9, 15), time(17, 5)
_CLEARED = commands.SecrecySheet(conclusion=SecrecyConclusion.MAY_PUBLISH)
_LONGEST_ROUND = timedelta(days=2)


def load_documents(plan: County, keys: Keys) -> int:
    """Load what is missing, oldest first so that index numbers follow the calendar; returns how many."""
    present = information.titles_by_body()
    division_id = keys.divisions[plan.division_code]
    missing = sorted(
        (
            document
            for document in documents(_first_day(division_id))
            if (keys.bodies[document.body_key], document.title) not in present
        ),
        key=lambda document: (document.worked_on, document.key),
    )
    loader = _Loader(keys)
    with output.progress(missing, "文件") as waiting:
        for document in waiting:
            # all or nothing: an interrupted run leaves no half-made document behind
            with transaction.atomic():
                loader.load(document)
    commands.settle_due_validity()
    return len(missing)


def _first_day(division_id: int) -> date:
    """The day from which dates are counted back: that of the first load, also in later runs."""
    county = catalogue.catalogue_for(division_id)
    return clock.day_of(county.created_at) if county else clock.today()


@dataclass(slots=True)
class _Loader:
    """Takes one document after another through the commands, as the people of its body."""

    keys: Keys
    _items: dict[int, dict[tuple[str, str, str], int]] = field(default_factory=dict)
    _people: dict[tuple[int, frozenset[Role]], Actor] = field(default_factory=dict)

    def load(self, document: DemoDocument) -> None:
        edition = self._draft(document)
        if document.state == "draft":
            return
        self._review(document, edition)
        if document.published_on is None:
            return
        with self._at(document.published_on, "publish", document):
            commands.publish_edition(actor=self._writer(document), edition_id=edition.pk)
        if document.correction:
            self._correct(document, edition)
        if document.withdrawal:
            with self._at(document.withdrawal.on, "publish", document):
                commands.withdraw_document(
                    actor=self._person(document, Role.APPROVER),
                    document_id=edition.document_id,
                    basis=document.withdrawal.basis,
                )

    def _draft(self, document: DemoDocument) -> Edition:
        with self._at(document.worked_on, "draft", document):
            item_id = self._item(document)
            if item_id is None:
                raise DemonstrationError(f"{document.key}：目录中没有公开事项“{' / '.join(document.item)}”")
            edition = commands.draft_document(
                actor=self._writer(document),
                body_id=self.keys.bodies[document.body_key],
                item_id=item_id,
                genre=document.kind,
                draft=_fields(document, document.body_text),
                kind=document.information,
            )
            self._fill(document, edition)
            self._relate(document, edition)
            for attachment in document.attachments:
                commands.attach_file(
                    actor=self._writer(document),
                    edition_id=edition.pk,
                    name=attachment.name,
                    chunks=[_content(attachment)],
                )
        return edition

    def _fill(self, document: DemoDocument, edition: Edition) -> None:
        """The tables of the document's kind; columns that an entry leaves out stay empty."""
        kind = information_kind(document.information)
        for revision, table in enumerate(document.tables, start=edition.revision):
            declared = kind.table(table.code)
            if declared is None:
                raise DemonstrationError(f"{document.key}：没有表“{table.code}”")
            known = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            commands.put_table(
                actor=self._writer(document),
                edition_id=edition.pk,
                revision=revision,
                code=table.code,
                rows=[[row.get(column.code, "") for column in declared.columns] for row in known],
                unit=table.unit,
                note_text=table.note,
            )

    def _relate(self, document: DemoDocument, edition: Edition) -> None:
        """What the document ends; it is there already, being older."""
        for title in document.repeals:
            found = [row for row in find_targets(title) if row.title == title]
            if not found:
                raise DemonstrationError(f"{document.key}：没有要废止的文件“{title}”")
            commands.add_relation(
                actor=self._writer(document),
                edition_id=edition.pk,
                kind=RelationKind.REPEALS,
                target_id=found[0].document_id,
            )

    def _item(self, document: DemoDocument) -> int | None:
        """The item of that name in the catalogue that holds for the body, its township's or the county's."""
        body_id = self.keys.bodies[document.body_key]
        if body_id not in self._items:
            self._items[body_id] = {
                (item.area_id, item.level1, item.level2): item.pk
                for item in catalogue.items_for_body(body_id)
            }
        return self._items[body_id].get((document.area, *document.item))

    def _review(self, document: DemoDocument, edition: Edition, day: date | None = None) -> None:
        """As far along the route as the document's state says."""
        day = day or document.worked_on
        with self._at(day, "submit", document):
            commands.submit_edition(actor=self._writer(document), edition_id=edition.pk)
        if document.state == "in_review":
            return
        with self._at(day, "review", document):
            commands.review_edition(
                actor=self._person(document, Role.REVIEWER),
                edition_id=edition.pk,
                verdict=Verdict.APPROVE,
                opinion="内容准确、要素齐全，同意。",
                sheet=_CLEARED,
            )
        if document.state == "secrecy":
            return
        with self._at(day, "secrecy", document):
            commands.review_secrecy(
                actor=self._person(document, Role.SECRECY_REVIEWER),
                edition_id=edition.pk,
                sheet=_CLEARED,
                opinion="不涉及国家秘密、工作秘密和个人隐私。",
            )
        if StepKind.LEGAL in needed_steps(information_kind(document.information), document.values):
            self._review_legality(document, edition, day)
        if document.state == "awaiting_sign_off":
            return
        with self._at(day, "sign_off", document):
            commands.sign_off_edition(
                actor=self._person(document, Role.APPROVER),
                edition_id=edition.pk,
                verdict=Verdict.APPROVE,
                opinion="同意公开。",
                sheet=_CLEARED,
            )

    def _review_legality(self, document: DemoDocument, edition: Edition, day: date) -> None:
        with self._at(day, "legal", document):
            commands.review_edition(
                actor=self._person(document, Role.LEGAL_REVIEWER),
                edition_id=edition.pk,
                verdict=Verdict.APPROVE,
                opinion="制定主体、权限、程序和内容合法，同意。",
                kind=StepKind.LEGAL,
            )

    def _correct(self, document: DemoDocument, edition: Edition) -> None:
        correction = document.correction
        if correction is None:
            return
        with self._at(correction.on, "draft", document):
            draft = commands.start_correction(
                actor=self._writer(document),
                document_id=edition.document_id,
                change_note=correction.change_note,
            )
            commands.save_draft(
                actor=self._writer(document),
                edition_id=draft.pk,
                revision=draft.revision,
                draft=_fields(document, correction.body_text, correction.change_note),
            )
        self._review(document, draft, correction.on)
        with self._at(correction.on, "publish", document):
            commands.publish_edition(actor=self._writer(document), edition_id=draft.pk)

    def _writer(self, document: DemoDocument) -> Actor:
        return self._person(document, *DRAFTING_ROLES)

    def _person(self, document: DemoDocument, *roles: Role) -> Actor:
        """Somebody of the document's body who holds one of the roles over it, else anybody who does; the
        loader where nobody does."""
        body_id = self.keys.bodies[document.body_key]
        key = (body_id, frozenset(roles))
        if key not in self._people:
            place = organisations.place_of_body(body_id)
            holders = [
                account for role in sorted(roles) for account in identity.accounts_with_role(role, place)
            ]
            own = (account for account in holders if account.body_id == body_id)
            account = next(own, holders[0] if holders else None)
            self._people[key] = identity.actor_for(account.pk) if account else LOADER
        return self._people[key]

    def _at(self, day: date, step: str, document: DemoDocument) -> AbstractContextManager[None]:
        """The clock of a step for what is published on `day`.

        A paper goes round on the day of its own date or two days before publication, whichever is
        later; documents are a few minutes apart; nothing lies in the future.
        """
        round_on = min(day, max(document.written_on, day - _LONGEST_ROUND))
        if step == "publish":
            on, hour = day, _PUBLISHED_SAME_DAY if round_on == day else _PUBLISHED_NEXT_DAY
        else:
            on, hour = round_on, _HOURS[step]
        minutes = timedelta(minutes=zlib.crc32(document.key.encode()) % 45)
        return clock.frozen(min(datetime.combine(on, hour, clock.CHINA) + minutes, clock.now()))


_INSIDE = "内部附注：当事人身份信息和联系方式另册保存，不随本件公开。"
"""What the full text of a partly open document has beyond the public one."""


def _fields(document: DemoDocument, body_text: str, change_note: str = "") -> rules.Draft:
    return rules.Draft(
        title=document.title,
        document_number=document.document_number,
        written_on=document.written_on,
        subject_category=document.subject,
        keywords=document.keywords,
        summary=document.summary,
        body_html=plain_to_html(body_text),
        full_html=_whole(document, body_text),
        openness=document.openness,
        openness_reason=document.reason,
        openness_article=document.article,
        change_note=change_note,
        values=document.values,
        effective_on=document.effective_on,
        expires_on=_expiry(document),
    )


def _whole(document: DemoDocument, public_text: str) -> str:
    """部分公开: the text in full, of which the written one is what the public reads."""
    if document.openness != Openness.PARTIAL:
        return ""
    return plain_to_html(f"{public_text}\n\n{_INSIDE}")


def _expiry(document: DemoDocument) -> date | None:
    if document.effective_on is None or not document.validity_years:
        return None
    return last_day(document.effective_on, Span(document.validity_years, Unit.YEAR))


def _content(attachment: Attachment) -> bytes:
    """The file that the entry describes: a real spreadsheet, or a text file."""
    if attachment.table is None:
        return (attachment.text or "").encode()
    workbook = Workbook()
    sheet = workbook.active or workbook.create_sheet()
    for row in attachment.table:
        sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
