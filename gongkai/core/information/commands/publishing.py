"""What the public comes to see, and how it changes: by a new edition. What ends is in `ending`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.displaying import settle_display
from gongkai.core.information.commands.following import next_edition
from gongkai.core.information.commands.guarding import demand_guarded, prove_guarded
from gongkai.core.information.commands.numbering import next_index_numbers
from gongkai.core.information.commands.secrecy import require_cleared
from gongkai.core.information.commands.validity import apply_relations
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.events import EditionPublished
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.transitions import EDITION
from gongkai.foundation.execution import command, emit, note, require, write_fields
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.guarding.rules import Report


@command(InformationTag.EDITION_PUBLISH)
def publish_edition(*, actor: Actor, edition_id: int, revision: int | None = None) -> Edition:
    """发布 a signed edition (政府信息公开条例 art. 26: within 20 working days of forming or changing).

    The moment is the clock's, never the user's: a publication date cannot be made up.

    Args:
        revision: of the text that the user saw, where a person presses the button.

    Raises:
        Conflict: it was not cleared, or another text was signed than the one that would come out, or there is
            personal information in it that nobody has dealt with.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_publish(actor, edition))
    queries.load_parts(edition)
    settle_display(edition, clock.today())
    report = demand_publishable(actor, edition, on=clock.today(), revision=revision)
    now = clock.now()
    document = edition.document
    corrects = document.first_published_at is not None
    if corrects:
        _supersede(document.pk, now)
    prove_guarded(actor, edition, report)
    EDITION.apply(edition, "publish")
    edition.published_at, edition.published_by, edition.schedule_fault = now, actor.name, ""
    if edition.publish_at is not None and edition.publish_at > now:
        edition.publish_at, edition.publish_by_id = None, None
    write_fields(
        edition,
        "state",
        "published_at",
        "published_by",
        "schedule_fault",
        "publish_at",
        "publish_by_id",
        "display_until",
    )
    _register(document, now)
    apply_relations(actor, edition, corrects=corrects)
    emit(EditionPublished(edition_id=edition.pk, document_id=document.pk, corrects=corrects))
    note(index_number=document.index_number, number=edition.number)
    return edition


def demand_publishable(actor: Actor, edition: Edition, *, on: date, revision: int | None = None) -> Report:
    """What has to hold beside the policy for an edition to come out on a day: asked when it is scheduled
    and again when it comes out. Returns what the scan for personal information says.

    Raises:
        Conflict: with the first thing that stands in the way.
    """
    require_cleared(edition)
    openness = rules.openness_lacks(queries.openness_facts(edition))
    if openness:
        raise Conflict(f"公开属性有问题，不能发布：{openness[0].message}。")
    if revision is not None and revision != edition.revision:
        raise Conflict("该文件在您打开页面之后有改动，页面内容已过时，没有发布。请刷新页面核对后再办理。")
    if edition.signed_revision is not None and edition.signed_revision != edition.revision:
        raise Conflict("该文件签发之后正文有改动，不能发布。请退回修改后重新送审。")
    fault = rules.display_fault(edition.display_until, on)
    if fault:
        raise Conflict(fault)
    faults = queries.publication_faults(edition)
    if faults:
        raise Conflict(f"{'；'.join(found.message for found in faults)}。请退回修改后重新送审。")
    return demand_guarded(actor, edition, "没有发布")


def _supersede(document_id: int, now: datetime) -> None:
    """The edition that was public so far gives way in the same moment; one whose display is over has."""
    replaced = queries.published_edition_of(document_id)
    if replaced is None:
        return
    EDITION.apply(replaced, "supersede")
    replaced.ended_at = now
    write_fields(replaced, "state", "ended_at")


def _register(document: Document, now: datetime) -> None:
    """The index number at the first publication; a document shown again after its display period was over
    shows its history as well."""
    if document.first_published_at is None:
        document.index_number = _next_index_number(document)
        document.first_published_at = now
        write_fields(document, "index_number", "first_published_at")
    elif document.hides_history:
        document.hides_history = False
        write_fields(document, "hides_history")


def _next_index_number(document: Document) -> str:
    asked = (document.body_id, clock.today().year)
    given = next_index_numbers([asked])
    if asked not in given:
        name = organisations.get_body(document.body_id).name
        raise InvalidInput(
            f"“{name}”没有登记统一社会信用代码，不能生成索引号。请系统管理员在机构资料中补登。"
        )
    (number,) = given[asked]
    return number


@command(InformationTag.CORRECTION_START)
def start_correction(*, actor: Actor, document_id: int, change_note: str) -> Edition:
    """更正: a draft of the next edition, beginning with the text and files that are public now, or that
    were when the display period ended: there is no other way to show them longer."""
    document = queries.lock_document(document_id)
    require(policies.may_correct(actor, document))
    if not change_note.strip():
        raise InvalidInput.for_field("change_note", "请写明更正什么、为什么更正，公众会看到这段说明。")
    if queries.open_edition_of(document_id) is not None:
        raise Conflict("该文件已有一个未办结的版本，请先完成或删除它。")
    present = queries.last_public_edition_of(document_id)
    if present is None:
        raise Conflict("该文件没有公开的版本，不能更正。")
    present.document = document
    return next_edition(actor, present, change_note=change_note.strip())
