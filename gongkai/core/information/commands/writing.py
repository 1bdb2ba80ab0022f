"""How the written fields get into an edition, the same for a new draft, a saved one and an import."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.information import rules
from gongkai.core.information.enums import SecrecyConclusion
from gongkai.core.information.models import Edition
from gongkai.core.powers import queries as powers
from gongkai.foundation.execution import note
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.text.markup.sanitising import plain_text, sanitise

WRITTEN_FIELDS = (
    "title",
    "document_number",
    "issuers",
    "written_on",
    "printed_on",
    "effective_on",
    "expires_on",
    "subject_category",
    "audiences",
    "five_open",
    "keywords",
    "summary",
    "values",
    "body_html",
    "body_text",
    "full_html",
    "full_text",
    "display_until",
    "openness",
    "openness_reason",
    "openness_article",
    "negative_entry_id",
    "change_note",
)


@dataclass(frozen=True, slots=True)
class SecrecySheet:
    """What whoever reviews writes down: what, how, to whom, when, with what conclusion and why.

    `refer_to` is the body that is asked, where it cannot be decided here; `reason` is the question then.
    """

    conclusion: SecrecyConclusion
    method: str = "政府网站"
    scope: str = "面向社会"
    planned_for: str = "签发后及时发布"
    summary: str = ""
    reason: str = ""
    refer_to: str = ""


def write(edition: Edition, draft: rules.Draft) -> None:
    """Put checked and cleaned fields on the edition; the caller saves it.

    Raises:
        InvalidInput: with a message beside every field that cannot be kept.
    """
    today = clock.today()
    wrong = {**rules.mistakes(draft, today), **rules.metadata_mistakes(draft, today)}
    if wrong:
        raise InvalidInput("有内容需要修改，您填写的内容已保留在页面上。", wrong)
    cleaned, whole = sanitise(draft.body_html), sanitise(draft.full_html)
    if cleaned.removed or whole.removed:
        note(removed_from_body=[*cleaned.removed, *whole.removed])
    edition.title = rules.visible(draft.title)
    edition.document_number = rules.tidy_number(draft.document_number)
    edition.issuers = [name.strip() for name in draft.issuers if name.strip()]
    edition.written_on, edition.printed_on = draft.written_on, draft.printed_on
    edition.effective_on, edition.expires_on = draft.effective_on, draft.expires_on
    edition.display_until = draft.display_until
    edition.subject_category = draft.subject_category
    edition.audiences, edition.five_open = list(draft.audiences), list(draft.five_open)
    edition.keywords = [word.strip() for word in draft.keywords if word.strip()]
    edition.summary = draft.summary.strip()
    edition.values = {code: value.strip() for code, value in draft.values.items() if value.strip()}
    edition.body_html = cleaned.html
    edition.body_text = plain_text(cleaned.html)
    edition.full_html, edition.full_text = whole.html, plain_text(whole.html)
    edition.openness = draft.openness
    edition.openness_reason = draft.openness_reason.strip()
    edition.openness_article = draft.openness_article.strip()
    _cite(edition, draft.negative_entry_id)
    edition.change_note = draft.change_note.strip()
    edition.updated_at = clock.now()


def _cite(edition: Edition, entry_id: int | None) -> None:
    """Cite an entry of the negative list that holds for the body; one cited already stays."""
    if entry_id is not None and entry_id != edition.negative_entry_id:
        citable = powers.citable_entries(edition.document.body.division_id)
        if entry_id not in {entry.pk for entry in citable}:
            raise InvalidInput.for_field(
                "openness_article", "该负面清单条目不在有效期内，或者不适用于本单位。"
            )
    edition.negative_entry_id = entry_id


def add_author(edition: Edition, account_id: int | None) -> None:
    """Whoever writes becomes an author, and so may not review or sign the text."""
    if account_id is not None and account_id not in edition.author_ids:
        edition.author_ids = [*edition.author_ids, account_id]
