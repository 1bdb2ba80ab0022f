"""Openness between the author who proposes it and the signer who decides (S4-2; 国办发〔2016〕80号)."""

from __future__ import annotations

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.owing import follow_draft
from gongkai.core.information.commands.table_rows import make_whole
from gongkai.core.information.commands.writing import add_author
from gongkai.core.information.enums import InformationTag, Openness, SecrecyConclusion
from gongkai.core.information.models import Attachment, Edition
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

KEEPER = Actor.system("公开属性核定")
"""Keeps the deadline of publication: whoever signs for somebody who is away has no right over it."""

_REASON_LENGTH = 300
_DECIDED = (
    "openness", "openness_reason", "openness_article", "negative_entry_id",
    "body_html", "body_text", "full_html", "full_text",
)  # fmt: skip


def decide_openness(
    actor: Actor, edition: Edition, decision: rules.OpennessDecision, *, own: SecrecyConclusion | None
) -> None:
    """Put the signer's decision on the edition: as proposed, or another with its reason and article.

    Args:
        own: what the signer's own stage of the secrecy review says.

    Raises:
        InvalidInput: more open than the secrecy review allows, without a reason, or against a marker in the
            text, which only its author can change.
    """
    proposed = edition.openness
    faults = rules.decision_faults(
        proposed,
        decision,
        has_public_edition=queries.has_public_edition(edition),
        cleared=_is_cleared_so_far(edition, own),
    )
    InvalidInput.raise_for(**faults)
    if decision.openness == proposed:
        return
    before = queries.publication_facts(edition)
    edition.openness = decision.openness
    _give_reasons(edition, decision)
    if proposed == Openness.PARTIAL:
        _make_whole(edition)
    lacks = rules.openness_lacks(queries.openness_facts(edition))
    if lacks:
        raise InvalidInput.for_field(
            "openness", f"不能改为“{edition.get_openness_display()}”：{lacks[0].message}。请退回起草人处理。"
        )
    edition.save(update_fields=list(_DECIDED))
    follow_draft(KEEPER, edition, before)
    note(openness_proposed=proposed, openness_decided=edition.openness)


def _give_reasons(edition: Edition, decision: rules.OpennessDecision) -> None:
    """What is public needs no reason to withhold; the signer's reasons replace the author's."""
    if decision.openness == Openness.PROACTIVE:
        edition.openness_reason, edition.openness_article, edition.negative_entry = "", "", None
        return
    edition.openness_reason = decision.reason.strip() or edition.openness_reason
    if decision.article.strip() and decision.article.strip() != edition.openness_article:
        edition.openness_article, edition.negative_entry = decision.article.strip(), None


def _make_whole(edition: Edition) -> None:
    """What is not public at all is kept whole: the copy without the withheld passages is of no use."""
    if edition.full_html:
        edition.body_html, edition.body_text = edition.full_html, edition.full_text
        edition.full_html, edition.full_text = "", ""
    make_whole(edition.pk)


def _is_cleared_so_far(edition: Edition, own: SecrecyConclusion | None) -> bool:
    entries = queries.stage_entries(edition.pk)
    said = [entry.conclusion for entry in entries] + ([own] if own is not None else [])
    return bool(entries) and all(conclusion is SecrecyConclusion.MAY_PUBLISH for conclusion in said)


@command(InformationTag.DISTRIBUTION_CONFIRM)
def confirm_distribution(*, actor: Actor, edition_id: int, reason: str) -> Edition:
    """核实发送范围标注: a person says that a text marked （此件发至县处级） may have the attribute chosen.

    It holds for these words of the marker; other ones have to be confirmed anew.

    Raises:
        InvalidInput: no reason.
        Conflict: the text has no such marker.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_confirm_distribution(actor, edition))
    marker = rules.distribution_of(f"{edition.body_text}\n{edition.full_text}")
    if marker is None:
        raise Conflict("正文中没有限定发送范围的标注，无需核实。请刷新页面。")
    words = " ".join(reason.split())
    if not words or len(words) > _REASON_LENGTH:
        message = f"请写明核实情况，如已征得何机关同意公开，不超过{_REASON_LENGTH}字。"
        raise InvalidInput.for_field("reason", message)
    edition.distribution_confirmed, edition.distribution_reason = marker.words, words
    edition.distribution_confirmed_by = actor.name
    _sign(actor, edition, "distribution_confirmed", "distribution_reason", "distribution_confirmed_by")
    note(marker=marker.words)
    return edition


@command(InformationTag.ATTACHMENT_WITHHOLD)
def withhold_attachment(*, actor: Actor, attachment_id: int, is_public: bool) -> Attachment:
    """Whether the public gets a file of a partly open document; pictures follow the public text."""
    attachment = queries.get_attachment(attachment_id)
    edition = queries.lock_edition(attachment.edition_id)
    require(policies.may_edit(actor, edition))
    if attachment.is_inline:
        raise Conflict("正文中的图片随正文公开：公开稿里没有的图片，公众看不到。")
    attachment.is_public = is_public
    attachment.save(update_fields=["is_public"])
    _sign(actor, edition)
    note(name=attachment.name, is_public=is_public)
    return attachment


def _sign(actor: Actor, edition: Edition, *changed: str) -> None:
    """Whoever decides what the public gets is an author and reviews nothing of it."""
    add_author(edition, actor.account_id)
    edition.updated_at = clock.now()
    edition.save(update_fields=[*changed, "author_ids", "updated_at"])
